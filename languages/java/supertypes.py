"""Whether a type may inherit a member type of a given name (JLS 8.5, 9.5), as far as files tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .base_types import base_packages
from .headers import Head, declared_types, head_of, name_of, supertypes

if TYPE_CHECKING:
    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

# Files that are read to follow one type upwards; beyond that it is not known.
MOST_FILES = 20
SECONDS = 1.0


class Inheritance:
    """Answers for one name, over the files of one tree.

    `may_inherit` is True if a supertype has the member, False if none has, None if one of them
    can't be read. With `variables` a field of that name counts as well.
    """

    def __init__(
        self, name: str, files: SourceTree, paths: list[str], variables: bool = False
    ) -> None:
        self._name = name
        self._files = files
        self._paths = paths
        self._seen: set[tuple[str, str]] = set()
        self._left = MOST_FILES
        word = re.escape(name.encode())
        member = rb"\b(?:class|interface|enum|record)\s+%b\b" % word
        field = rb"|\b%b\s*[=;,]" % word if variables else b""
        self._member = re.compile(member + field)

    def may_inherit(self, declaration: Node, tree: SyntaxTree, path: str) -> bool | None:
        head = head_of(tree)
        answers = [self._from(one, head, tree, path) for one in supertypes(declaration)]
        if True in answers:
            return True
        return None if None in answers else False

    def _from(self, name: str, head: Head, tree: SyntaxTree, path: str) -> bool | None:
        if (path, name) in self._seen:
            return False
        self._seen.add((path, name))
        first, _, inner = name.partition(".")
        last = name.rpartition(".")[2]
        declared = {name_of(one): one for one in declared_types(tree)}
        if first in declared and last in declared:
            return self.may_inherit(declared[last], tree, path)
        if first[:1].islower():  # a full name
            return self._of_type(*_split(name))
        if first in head.single:
            return self._of_type(*_split(head.single[first] + (f".{inner}" if inner else "")))
        near = f"{path.rpartition('/')[0]}/{first}.java".lstrip("/")
        if self._files.mode(near) is not None:
            return self._of_file(near, last)
        for package in (head.package, *head.on_demand, "java.lang"):
            if first in base_packages().get(package, ()) or self._file(package, first):
                return self._of_type(package, first, inner)
        return None

    def _of_type(self, package: str, outer: str, inner: str) -> bool | None:
        types = base_packages().get(package)
        if types is not None and outer in types:
            # What a member type inherits is not listed: mostly members of the type around it.
            return self._name in types[outer] or (None if inner else False)
        file = self._file(package, outer)
        return self._of_file(file, inner or outer) if file else None

    def _file(self, package: str, outer: str) -> str:
        """The file of the tree that has the type `outer` of `package`; "" if none has."""
        wanted = f"{package.replace('.', '/')}/{outer}.java".lstrip("/")
        return next((one for one in self._paths if one == wanted or one.endswith(f"/{wanted}")), "")

    def _of_file(self, path: str, name: str) -> bool | None:
        from ...grammars import ParseStopped, load_grammar  # loaded already

        self._left -= 1
        data = self._files.read(path) if self._left >= 0 else None
        if data is None:
            return None
        if self._member.search(data):
            return True
        try:
            tree = load_grammar("java").parse(data, seconds=SECONDS)
        except ParseStopped:
            return None
        for declaration in declared_types(tree):
            if name_of(declaration) == name.rpartition(".")[2]:
                return self.may_inherit(declaration, tree, path)
        return None


def _split(name: str) -> tuple[str, str, str]:
    """The package, the top-level type and what is inside of it, of a full name."""
    parts = name.split(".")
    at = next((i for i, part in enumerate(parts) if not part[:1].islower()), len(parts) - 1)
    return ".".join(parts[:at]), parts[at], ".".join(parts[at + 1 :])
