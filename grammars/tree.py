"""A parsed file: its nodes, and what the parser found wrong with it.

tree-sitter counts columns in bytes; everything public here counts characters, 1-based.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Tree


class ParseStopped(Exception):  # noqa: N818 - not a fault: a limit was reached
    """The parse was given up at its deadline; its text says why."""


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """One place where the grammar does not fit.

    `kind` is "missing" (`wanted` is the token that the parser put in) or "unexpected" (`found` is
    the text that fits nowhere). Offsets are bytes, lines and columns 1-based, columns characters.
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

    __slots__ = ("_tree", "source")

    def __init__(self, tree: Tree, source: bytes) -> None:
        self._tree = tree
        self.source = source

    @property
    def root(self) -> Node:
        return self._tree.root_node

    @property
    def has_error(self) -> bool:
        return self._tree.root_node.has_error
