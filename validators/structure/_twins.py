"""Definitions of the same name in the same scope."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patches.folders import files_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...grammars import Node, SyntaxTree
    from ...languages.declarations import Declarations, Declared
    from ..change import Change


class Twins:
    """Finds the twins of one file's definitions. Each scope is read once."""

    def __init__(self, rules: Declarations, tree: SyntaxTree) -> None:
        self.rules = rules
        self.tree = tree
        self._known: dict[tuple[int, bytes], list[Declared]] = {}

    def at(self, offset: int, length: int) -> Declared | None:
        """The definition whose name stands at `offset` (bytes); None if none does."""
        node = self.tree.root.descendant_for_byte_range(offset, offset + length)
        scope = None if node is None else self._scope_of(node)
        name = self.tree.source[offset : offset + length]
        for one in () if scope is None else self._declared(scope, name):
            if one.name_node.start_byte <= offset < one.name_node.end_byte:
                return one
        return None

    def of(self, one: Declared) -> Iterator[tuple[Declared, Declared]]:
        """The pairs of `one` and its twins, in the order of the file."""
        scope = self._scope_of(one.name_node)
        for other in () if scope is None else self._declared(scope, one.name.encode()):
            if other.key == one.key and other.name_node != one.name_node:
                pair = (one, other) if one.node.start_byte < other.node.start_byte else (other, one)
                if self.rules.clash(*pair):
                    yield pair

    def count(self, one: Declared) -> int:
        """How many definitions with the key of `one` the file has, in scopes of the same name."""
        return sum(
            other.key == one.key
            for node in self._places(one.name)
            if (other := self.at(node, len(one.name.encode()))) is not None
        )

    def is_outermost(self, one: Declared) -> bool:
        """Whether it stands in the file's own scope."""
        return self._scope_of(one.name_node) == self.tree.root

    def _places(self, name: str) -> Iterable[int]:
        pattern = rb"(?<!\w)%b(?!\w)" % re.escape(name.encode())
        return [match.start() for match in re.finditer(pattern, self.tree.source)]

    def _scope_of(self, node: Node) -> Node | None:
        """The scope that the definition of the name at `node` stands in."""
        scope = node.parent
        # A definition is a few steps above its name; what is further up is no name's definition.
        for _ in range(_STEPS):
            if scope is None or scope.type in self.rules.scopes:
                return scope
            scope = scope.parent
        return None

    def _declared(self, scope: Node, name: bytes) -> list[Declared]:
        key = (scope.id, name)
        if key not in self._known:
            self._known[key] = list(self.rules.declared(scope, self.tree.source, name))
        return self._known[key]


_STEPS = 6


def twins_elsewhere(
    change: Change, rules: Declarations, top: Mapping[str, Declared]
) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Of outermost definitions by name: path, line and text of a twin in the folder's other files.

    Only in a language whose files share a scope; of a file read after the whole patch.
    """
    assert change.after is not None
    own = change.after.path
    shared = rules.shared(change.after.data, own)
    if shared is None:
        return
    folder, suffix = own.rpartition("/")[0], own[own.rfind(".") :]
    left = dict(top)
    for path in files_in(change.result, folder):
        if not left:
            return
        if path == own or not path.endswith(suffix):
            continue
        data = change.result.read(path) or b""
        names = [name for name in left if name.encode() in data]
        if names and rules.shared(data, path) == shared:
            for name, line, text in _defined(change, rules, path, data, [left[n] for n in names]):
                yield left.pop(name).name, (path, line, text)


def _defined(
    change: Change, rules: Declarations, path: str, data: bytes, wanted: list[Declared]
) -> Iterator[tuple[str, int, str]]:
    """Which of the wanted definitions the file at `path` has in its outermost scope as well."""
    from ...grammars import GrammarMissing, ParseStopped, load_grammar  # loads tree_sitter

    assert change.language is not None
    lines = [m["name"] for m in rules.line.finditer(data)]
    wanted = [one for one in wanted if one.name.encode() in lines]
    if not wanted or len(data) > change.options.limits.file_bytes:
        return
    try:
        grammar = load_grammar(change.language.grammar_for(path))
        tree = grammar.parse(data, seconds=change.options.limits.file_seconds)
    except (GrammarMissing, ParseStopped):
        return
    if tree.has_error:
        return
    for one in wanted:
        others = rules.declared(tree.root, data, one.name.encode())
        other = next((other for other in others if other.key == one.key), None)
        if other is not None:
            text = data.split(b"\n")[other.line - 1].rstrip(b"\r")
            yield one.name, other.line, text.decode("utf-8", "replace")
