"""A compiled tree-sitter query, run over all or a part of a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tree_sitter import Node, Query, QueryCursor

if TYPE_CHECKING:
    from .tree import SyntaxTree


class GrammarQuery:
    """Patterns of one grammar. Get it from `Grammar.query`; safe to share between threads.

    A cursor finds nothing below depth 65,535.
    """

    __slots__ = ("_query",)

    def __init__(self, query: Query) -> None:
        self._query = query

    def captures(
        self, tree: SyntaxTree, *, within: tuple[int, int] | None = None, node: Node | None = None
    ) -> dict[str, list[Node]]:
        """Capture names and their nodes, in the order of the file.

        `within` (byte offsets) keeps what touches that range, `node` what stands below it.
        """
        return self._cursor(within).captures(node or tree.root)

    def matches(
        self, tree: SyntaxTree, *, within: tuple[int, int] | None = None, node: Node | None = None
    ) -> list[tuple[int, dict[str, list[Node]]]]:
        """Pairs of a pattern's number, from 0, and its captures; arguments as in `captures`."""
        return self._cursor(within).matches(node or tree.root)

    def _cursor(self, within: tuple[int, int] | None) -> QueryCursor:
        cursor = QueryCursor(self._query)
        if within is not None:
            cursor.set_byte_range(*within)
        return cursor
