"""Finds the nodes of given kinds, in C: a walk in Python costs as much as the parse and more."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tree_sitter import Language, Node, Query, QueryCursor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .compare import Span
    from .tree import SyntaxTree


# Nodes deeper than this are not looked for: a cursor's time grows with the square of the depth, to
# 20-32 s at 100,000, and is 2 ms so. Of code that people write, sums of that many terms go deepest.
DEEPEST = 2_000


class KindQuery:
    """Captures nodes by kind. `kinds` are names as the grammar writes them; `"async"`, in its
    quotes, is the token where a named node has the same name. `ERROR` is the parser's own.

    Raises ValueError where the grammar has no such kind.
    """

    def __init__(self, language: Language, kinds: tuple[str, ...]) -> None:
        self._kinds = {f"k{number}": kind for number, kind in enumerate(kinds)}
        patterns = [f"{_pattern(language, kind)} @{key}" for key, kind in self._kinds.items()]
        self._query = Query(language, "\n".join(patterns)) if patterns else None

    def nodes(self, tree: SyntaxTree, span: Span | None = None) -> Iterator[tuple[str, list[Node]]]:
        """Each kind that occurs with its nodes, in the file's order; `span` keeps what touches it.

        `span` is in bytes. A node that only borders on it is left out.
        """
        if self._query is None:
            return
        cursor = QueryCursor(self._query)
        cursor.set_max_start_depth(DEEPEST)
        if span is not None:
            cursor.set_byte_range(*span)
        for key, nodes in cursor.captures(tree.root).items():
            yield self._kinds[key], nodes


@cache
def _compiled(language: Language, kinds: tuple[str, ...]) -> KindQuery:
    return KindQuery(language, kinds)


def kind_query(tree: SyntaxTree, kinds: tuple[str, ...]) -> KindQuery:
    """The query for `kinds` in the grammar that `tree` was parsed with, compiled once."""
    return _compiled(tree._tree.language, kinds)


def _pattern(language: Language, kind: str) -> str:
    if kind.startswith('"'):
        return kind
    named = kind == "ERROR" or language.id_for_node_kind(kind, True)
    return f"({kind})" if named else f'"{kind}"'
