"""A parsed file: its nodes, and what the parser found wrong with it.

tree-sitter counts columns in bytes; everything public here counts characters, 1-based.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Tree

# A file in another language is one error a line; nobody reads more than a few.
MOST_PROBLEMS = 50


class ParseStopped(Exception):  # noqa: N818 - not a fault: a limit was reached
    """The parse was given up at its deadline; its text says why."""


class SyntaxProblem(NamedTuple):
    """One place where the grammar does not fit.

    `kind` is "missing" (`wanted` is the token that the parser put in) or "unexpected" (`found` is
    the text that fits nowhere; empty at the end of the file). Offsets are bytes, lines and columns
    1-based, columns characters; the end is exclusive.
    """

    kind: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    wanted: str = ""
    found: str = ""


class SyntaxTree:
    """The tree of one file, with the bytes it was made from. Immutable by agreement."""

    def __init__(self, tree: Tree, source: bytes) -> None:
        self._tree = tree
        self.source = source

    @property
    def root(self) -> Node:
        return self._tree.root_node

    @property
    def has_error(self) -> bool:
        return self._tree.root_node.has_error

    @property
    def language(self) -> Language:
        """tree-sitter's language, which tells what its parser states allow."""
        return self._tree.language

    def problems(self, limit: int = MOST_PROBLEMS) -> tuple[SyntaxProblem, ...]:
        """What does not parse, at most `limit` places, the most telling first. () if all does."""
        if not self.has_error:
            return ()
        from .problems import find_faults  # only a file that is broken pays for it

        return tuple(
            SyntaxProblem(
                fault.kind,
                fault.message,
                *self.point(fault.start),
                *self.point(fault.end),
                fault.start,
                fault.end,
                fault.wanted,
                fault.found,
            )
            for fault in find_faults(self, limit)
        )

    def point(self, offset: int) -> tuple[int, int]:
        """Line and column, 1-based and in characters, of a byte offset.

        A byte that is no UTF-8 counts as one character, as does each one of a sequence cut short.
        """
        line = bisect_right(self._line_starts, offset)
        before = self.source[self._line_starts[line - 1] : offset]
        return line, len(before.decode("utf-8", "surrogateescape")) + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        end = self.source.find(b"\n")
        while end >= 0:
            starts.append(end + 1)
            end = self.source.find(b"\n", end + 1)
        return starts
