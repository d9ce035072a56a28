"""What a Go file's imports are called, and what else may stand before a dot.

An import without a name goes by its package's own, which only the package's files tell. It is
mostly the last element of the path (The Go Programming Language Specification, Import declarations;
Go Modules Reference, Major version suffixes); where it is not, the file uses another qualifier.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile
from ..names import Binding, read_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

_MAJOR = lazy_compile(r"v\d+")
_GOPKG = lazy_compile(r"\.v\d+(-unstable)?$")
_AFFIXES = lazy_compile(r"^go[-_.]|[-_.]go$|^golang[-_.]|\.go$")


class Import(NamedTuple):
    """One import. `explicit` is the name it is given, "" if none; `names` are those it may go by,
    the likeliest first. `certain` tells that it has no other.
    """

    path: str
    explicit: str
    names: tuple[str, ...]
    certain: bool
    node: Node


def imports_of(tree: SyntaxTree) -> Iterator[Import]:
    """The file's imports, in its order."""
    for child in tree.root.named_children:
        if child.type == "import_declaration":
            for part in child.named_children:
                specs = part.named_children if part.type == "import_spec_list" else [part]
                yield from (_import(spec) for spec in specs if spec.type == "import_spec")
        elif child.type not in ("package_clause", "comment"):
            return  # imports come first


def _import(spec: Node) -> Import:
    path_node, name_node = spec.child_by_field_name("path"), spec.child_by_field_name("name")
    path = _text(path_node)[1:-1]
    explicit = _text(name_node)
    if explicit:
        return Import(path, explicit, (explicit,), True, spec)
    names = tuple(_names(path))
    return Import(path, "", names, path.encode() in _standard() or path == "C", spec)


def _names(path: str) -> Iterator[str]:
    """The names that a package at `path` may have, if it is called after its path."""
    elements = [element for element in path.split("/") if element]
    if not elements:
        return
    last = elements.pop()
    if _MAJOR.fullmatch(last) and elements:
        if path.encode() not in _standard():
            yield last
        last = elements.pop()
    last = _GOPKG.sub("", last)
    yield last.replace("-", "_")
    bare = _AFFIXES.sub("", last)
    if bare != last:
        yield bare.replace("-", "_")
    # `go-redis/redis-lock`, `yaml.v3`: any part of it.
    yield from (part for part in re.split(r"[-.]", last) if part and part != last)


def _text(node: Node | None) -> str:
    return ((node.text if node is not None else None) or b"").decode("utf-8", "replace")


def implicit(tree: SyntaxTree) -> dict[bytes, list[Binding]]:
    """What imports without a name bind, in all of the file."""
    found: dict[bytes, list[Binding]] = {}
    for one in imports_of(tree):
        if not one.explicit:
            for name in one.names:
                binding = Binding(one.node.start_byte, 0, len(tree.source), by_import=True)
                found.setdefault(name.encode(), []).append(binding)
    return found


def is_qualifier(name: str, source: bytes) -> bool:
    """Whether `name` stands before a dot somewhere."""
    return re.search(rb"(?<![\w.])%b\s*\." % re.escape(name.encode()), source) is not None


def of_another_name(tree: SyntaxTree) -> list[Import]:
    """The imports that are used, since the file compiles, though not by a name that was guessed."""
    return [
        one
        for one in imports_of(tree)
        if not one.certain and not any(is_qualifier(name, tree.source) for name in one.names)
    ]


def may_be_imported(name: bytes, tree: SyntaxTree, files: SourceTree) -> bool:
    """Whether an import of the file may go by `name`."""
    if of_another_name(tree):
        return True
    dots = any(one.explicit == "." for one in imports_of(tree))
    return dots and name[:1].isupper()


def package_declares(name: bytes, files: SourceTree, path: str) -> bool:
    """Whether another file of the package may declare `name` at its top level."""
    folder = path.rpartition("/")[0]
    declares = lazy_compile(
        rb"^(?:var|const|type)\s+(?:\w+\s*,\s*)*%(n)b\b|^func\s+%(n)b\b"
        rb"|^\s(?:\w+\s*,\s*)*%(n)b\b(?!\s*(?:[.(\[:]|[-+*/]=))" % {b"n": re.escape(name)},
        re.MULTILINE,
    )
    return any(
        declares.search(files.read(file) or b"")
        for file in files.paths()
        if file.endswith(".go") and file.rpartition("/")[0] == folder and file != path
    )


def suggestion(name: bytes) -> str:
    """How to import the package `name`, if the standard library has one."""
    paths = sorted(path for path in _standard() if path.rpartition(b"/")[2] == name)
    written = " or ".join(f'`import "{path.decode()}"`' for path in paths)
    return f"add {written}" if paths else ""


@cache
def _standard() -> frozenset[bytes]:
    return read_names(os.path.join(os.path.dirname(__file__), "std_packages.txt"))
