"""What the lowerings of all languages share: dispatch by kind, places, texts, the unknown.

A language's lowering is a table from the grammar's kinds to functions of (lowerer, node):

    def _call(at: Lowerer, node: SyntaxNode) -> Node:
        return Call(place(node), at.field(node, "function"), ...)

    HANDLERS = {"identifier": name, "call": _call, ...}

    def program(tree, wanted):
        at = Lowerer(tree, HANDLERS, SEVERAL, frozenset({"identifier"}), wanted)
        return Module(place(tree.root), at.statements(parts(tree.root)))

What has no handler becomes Opaque by itself. Measured on tree-sitter 0.26: `node.type` takes 40 ns,
a field by name 100 ns, `children` 50 ns and more, `node.text` of a big node 30 µs: so a handler
takes what it needs once, and text is sliced from the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .program import Block, Name, Node, Opaque, Place

if TYPE_CHECKING:
    from ..grammars import Node as SyntaxNode
    from ..grammars import SyntaxTree

# Nesting of handlers, not of lines. Each level takes three to nine of Python's 1,000 frames, so
# the few statements that come near the bound are lowered once more, with a bound that is safe.
DEEPEST = 200

# Where a lowering begins whose levels take up to six.
FIRST_DEPTH = 60
_SAFE = 40

Handler = Callable[["Lowerer", "SyntaxNode"], Node]
SeveralHandler = Callable[["Lowerer", "SyntaxNode"], Iterable[Node]]
Wanted = Callable[[int, int], bool]

# A named tuple's own constructor costs twice as much, and there is one place for every record.
_new = tuple.__new__


def place(node: SyntaxNode) -> Place:
    """Where `node` stands."""
    start, end = node.byte_range
    return _new(Place, (start, end, node.start_point[0] + 1, node.end_point[0] + 1))


def span(first: Place, last: Place) -> Place:
    """From the start of `first` to the end of `last`."""
    return Place(first.start, last.end, first.line, last.end_line)


def parts(node: SyntaxNode) -> list[SyntaxNode]:
    """The named children of `node` without comments; what does not parse is among them."""
    return [child for child in node.named_children if not child.is_extra or child.type == "ERROR"]


def name(at: Lowerer, node: SyntaxNode) -> Name:
    """A handler for kinds that are plain names. Written out: it is every third node."""
    start, end = node.byte_range
    line = node.start_point[0] + 1
    return _new(
        Name,
        (_new(Place, (start, end, line, line)), at.source[start:end].decode("utf-8", "replace")),
    )


def present(node: SyntaxNode, usual: int) -> list[SyntaxNode]:
    """All children of `node`, words and marks too, without comments; `usual` of them have none.

    Cheaper than fields for kinds whose children tell themselves by their number.
    """
    children = node.children
    if len(children) == usual:
        return children
    return [child for child in children if not child.is_extra or child.type == "ERROR"]


class Lowerer:
    """One file being lowered: what handlers are given.

    `handlers` lower one node to one record, `several` one node to any number of statements
    (`let a, b`); `name_kinds` are the kinds whose text is a name, which are kept from what is
    nested too deep. `container` is the qualified name of the definition that is being lowered,
    `called` what a function without a name of its own is assigned to. `in_class` says whether a
    function is a method, `yields` whether a yield was met in it.
    """

    def __init__(
        self,
        tree: SyntaxTree,
        handlers: dict[str, Handler],
        several: dict[str, SeveralHandler],
        name_kinds: frozenset[str],
        wanted: Wanted | None = None,
    ) -> None:
        self.source = tree.source
        self.handlers = handlers
        self.several = several
        self.name_kinds = name_kinds
        self.wanted = wanted
        self.container = ""
        self.called = ""
        self.in_class = False
        self.yields = False
        self.depth = 0

    def lower(self, node: SyntaxNode) -> Node:
        """The record of `node`; several statements (where one is wanted) are a Block."""
        if not self.depth:
            return self._outermost(node)
        kind = node.type
        handler = self.handlers.get(kind)
        if self.depth >= DEEPEST:
            return self._flat(node)
        self.depth += 1
        if handler is not None:
            lowered = handler(self, node)
        elif kind in self.several:
            statements = tuple(self.several[kind](self, node))
            lowered = statements[0] if len(statements) == 1 else Block(place(node), statements)
        else:
            lowered = self.opaque(node)
        self.depth -= 1
        return lowered

    def _outermost(self, node: SyntaxNode) -> Node:
        state = self.container, self.called, self.in_class, self.yields
        self.depth = 1
        try:
            lowered = self.lower(node)
        except RecursionError:
            self.container, self.called, self.in_class, self.yields = state
            self.depth = DEEPEST - _SAFE
            lowered = self.lower(node)
        self.depth = 0
        return lowered

    def all(self, nodes: Iterable[SyntaxNode]) -> tuple[Node, ...]:
        """The records of `nodes`."""
        lower = self.lower
        return tuple([lower(node) for node in nodes])

    def field(self, node: SyntaxNode, field: str) -> Node:
        """The record of a field that valid code has; an empty Opaque where it is missing."""
        child = node.child_by_field_name(field)
        return self.missing(node) if child is None else self.lower(child)

    def maybe(self, node: SyntaxNode, field: str) -> Node | None:
        """The record of a field, or None."""
        child = node.child_by_field_name(field)
        return None if child is None else self.lower(child)

    def statements(self, nodes: Iterable[SyntaxNode]) -> tuple[Node, ...]:
        """The records of statements in a row; `several` are put in line."""
        found: list[Node] = []
        for node in nodes:
            more = self.several.get(node.type)
            if more is None or self.depth >= DEEPEST:
                found.append(self.lower(node))
            else:
                found.extend(more(self, node))
        return tuple(found)

    def block(self, node: SyntaxNode | None, around: SyntaxNode) -> Block:
        """A block whose named children are its statements; an empty one where it is missing."""
        if node is None:
            return Block(self._end(around), ())
        return Block(place(node), self.statements(parts(node)))

    def is_wanted(self, function: SyntaxNode) -> bool:
        """Whether the body of `function` is to be lowered."""
        return self.wanted is None or self.wanted(
            function.start_point[0] + 1, function.end_point[0] + 1
        )

    def qualify(self, own: str) -> str:
        """`own` behind the names of what it stands in."""
        return f"{self.container}.{own}" if self.container else own

    def text(self, node: SyntaxNode) -> str:
        """The source text of `node`."""
        start, end = node.byte_range
        return self.source[start:end].decode("utf-8", "replace")

    def field_text(self, node: SyntaxNode, field: str) -> str:
        """The source text of a field, or ""."""
        child = node.child_by_field_name(field)
        return "" if child is None else self.text(child)

    def opaque(self, node: SyntaxNode) -> Opaque:
        """What the form doesn't know, with what it does know inside."""
        known = [
            child
            for child in parts(node)
            if child.child_count or child.type in self.handlers or child.type in self.several
        ]
        return Opaque(place(node), node.type, self.statements(known))

    def missing(self, around: SyntaxNode) -> Opaque:
        """Stands for a part that `around` lacks: the file does not parse."""
        return Opaque(self._end(around), "MISSING")

    def _end(self, node: SyntaxNode) -> Place:
        end, line = node.end_byte, node.end_point[0] + 1
        return Place(end, end, line, line)

    def _flat(self, node: SyntaxNode) -> Opaque:
        """What is nested too deep: its names alone."""
        found: list[Node] = []
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one.type in self.name_kinds:
                found.append(name(self, one))
            else:
                waiting.extend(reversed(one.named_children))
        return Opaque(place(node), node.type, tuple(found))
