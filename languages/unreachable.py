"""Statements that nothing can reach, in any language whose blocks hold statements as nodes.

What ends a block, and what may follow all the same, a language says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .habits import Sighting, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..grammars import Node, SyntaxTree

# Whether `after` may stand behind `end`, though nothing gets there.
MayFollow = Callable[["Node", "Node"], bool]


def unreachable(
    blocks: frozenset[str], ends: Callable[[Node], bool], may_follow: MayFollow
) -> Callable[[Node, SyntaxTree], Iterator[Sighting]]:
    """The `see` of a Habit. `blocks` are the kinds whose children run one after the other; in any
    other parent the statement behind is an `else` or the like. `ends` says whether control ever
    gets past a statement.
    """

    def see(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
        if node.parent is None or node.parent.type not in blocks or not ends(node):
            return
        after = _next_statement(node)
        if after is None or after.has_error or node.has_error or may_follow(node, after):
            return
        end = text(node).split(b"\n")[0].decode("utf-8", "replace").strip()
        line = node.start_point.row + 1
        message = f"nothing gets here: `{end}` on line {line} ends the block"
        stop = min(after.end_byte, _line_end(tree.source, after.start_byte))
        yield Sighting(node.start_byte, stop, after.start_byte, message)

    return see


def _next_statement(node: Node) -> Node | None:
    after = node.next_named_sibling
    while after is not None and (after.is_extra or after.type == "empty_statement"):
        after = after.next_named_sibling
    return after


def _line_end(source: bytes, start: int) -> int:
    end = source.find(b"\n", start)
    return len(source) if end < 0 else end
