"""Where Go's control ends for good (The Go Programming Language Specification, "Terminating
statements"; os.Exit and log.Fatal by their documentation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..habits import Habit, text, words
from ..unreachable import unreachable

if TYPE_CHECKING:
    from ...grammars import Node

ENDS = (
    "return_statement",
    "break_statement",
    "continue_statement",
    "goto_statement",
    "expression_statement",
)
_NEVER_RETURNS = lazy_compile(rb"(?:panic|os\.Exit|log\.Fatal(?:f|ln)?)\(")


def _ends(node: Node) -> bool:
    return node.type != "expression_statement" or _NEVER_RETURNS.match(text(node)) is not None


def _may_follow(end: Node, after: Node) -> bool:
    if after.type == "labeled_statement":  # a goto may get there
        return True
    # A function with a result must end in a terminating statement, and no call but panic is one.
    closing = after.type == "return_statement" or text(after).startswith(b"panic(")
    return end.type == "expression_statement" and closing


UNREACHABLE = Habit(
    words=words("return", "break", "continue", "goto", "panic", "Exit", r"Fatal\w*"),
    kinds=ENDS,
    see=unreachable(frozenset(("statement_list",)), _ends, _may_follow),
)
