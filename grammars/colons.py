"""The colon that a header of Python lacks: the parser stumbles lines behind it, or at none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

HEADERS = frozenset(
    {"class", "def", "elif", "else", "except", "finally", "for", "if", "try", "while", "with"}
)


def lacks_colon(error: Node) -> Node | None:
    """The node of an ERROR behind which a header's line ends without its `:`; None if none does."""
    last: Node | None = None
    in_header = False
    for node in _flat(error):
        if in_header and last is not None and node.start_point.row > last.end_point.row:
            return last
        if node.type in HEADERS and not node.child_count:
            in_header = True
        elif node.type in (":", "(", "[", "{"):  # a bracket: the line goes on in the next one
            in_header = False
        last = node
    return None


def _flat(error: Node) -> Iterator[Node]:
    """The children of an ERROR, with those of the ERRORs among them."""
    stack = list(reversed(error.children))
    while stack:
        node = stack.pop()
        if node.is_error:
            stack.extend(reversed(node.children))
        elif not node.is_extra and not node.is_missing:
            yield node
