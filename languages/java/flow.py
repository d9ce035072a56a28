"""Where Java's control ends for good (JLS 14.22). javac refuses what stands behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..habits import Habit, words
from ..unreachable import unreachable

if TYPE_CHECKING:
    from ...grammars import Node

ENDS = (
    "return_statement",
    "throw_statement",
    "break_statement",
    "continue_statement",
    "yield_statement",
)
BLOCKS = frozenset(("block", "constructor_body", "switch_block_statement_group"))
# A class that a block declares is no statement that control would have to reach.
DECLARED = frozenset(("class_declaration", "record_declaration", "interface_declaration"))


def _may_follow(_end: Node, after: Node) -> bool:
    return after.type in DECLARED


UNREACHABLE = Habit(
    words=words("return", "throw", "break", "continue", "yield"),
    kinds=ENDS,
    see=unreachable(BLOCKS, lambda _node: True, _may_follow),
)
