"""Definitions of the same name in the same scope."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ...patches.folders import files_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ...grammars import Node, SyntaxTree
    from ...languages.declarations import Declarations, Declared
    from ..change import Change, Source


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


def defined_again(rules: Declarations, source: Source, name: bytes) -> bool:
    """Whether two lines of the file may define `name`."""
    data, starts = source.data, source.line_starts
    lines = 0
    at = data.find(name)
    while at >= 0:
        line = bisect_right(starts, at)
        match = rules.line.match(source.lines[line - 1])
        lines += match is not None and match["name"] == name
        if lines > 1:
            return True
        at = data.find(name, starts[line])
    return False


class Neighbour(NamedTuple):
    """Another file of the scope that a file shares with its folder, as it is after the patch.

    `names` are those of the wanted ones that it may define.
    """

    path: str
    data: bytes
    names: frozenset[bytes]

    def line_of(self, change: Change, rules: Declarations, one: Declared) -> int:
        """The 1-based line on which it has a twin of `one` in its outermost scope; 0 if none."""
        from ...grammars import GrammarMissing, ParseStopped, load_grammar  # loads tree_sitter

        assert change.language is not None
        limits = change.options.limits
        if len(self.data) > limits.file_bytes:
            return 0
        try:
            grammar = load_grammar(change.language.grammar_for(self.path))
            tree = grammar.parse(self.data, seconds=limits.file_seconds)
        except (GrammarMissing, ParseStopped):
            return 0
        others = rules.declared(tree.root, self.data, one.name.encode())
        same = (other.line for other in others if other.key == one.key)
        return 0 if tree.has_error else next(same, 0)

    def text(self, line: int) -> str:
        """The text of a 1-based line, for display."""
        return self.data.split(b"\n")[line - 1].rstrip(b"\r").decode("utf-8", "replace")


def files_that_define(
    change: Change, rules: Declarations, names: Collection[bytes]
) -> Iterator[Neighbour]:
    """The folder's other files that may define any of `names` in the scope that they share.

    None in a language whose files share no scope.
    """
    assert change.after is not None
    own = change.after.path
    shared = rules.shared(change.after.data, own)
    if shared is None or not names:
        return
    folder, suffix = own.rpartition("/")[0], own[own.rfind(".") :]
    for path in files_in(change.result, folder):
        if path == own or not path.endswith(suffix):
            continue
        data = change.result.read(path) or b""
        if not any(name in data for name in names):
            continue
        found = {match["name"] for match in rules.line.finditer(data)}.intersection(names)
        if found and rules.shared(data, path) == shared:
            yield Neighbour(path, data, frozenset(found))
