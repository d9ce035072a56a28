"""Where JavaScript's control ends for good (ECMA-262, 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..habits import Habit, children, words
from ..unreachable import unreachable

if TYPE_CHECKING:
    from ...grammars import Node

ENDS = ("return_statement", "throw_statement", "break_statement", "continue_statement")
BLOCKS = frozenset(("statement_block", "program", "switch_case", "switch_default"))
# Hoisted: they hold from the start of the function, wherever they stand (10.2.11).
HOISTED = frozenset(("function_declaration", "generator_function_declaration"))


def _may_follow(end: Node, after: Node) -> bool:
    if after.type == "variable_declaration":  # `var` is hoisted as well, its value is not
        return not any(child.child_by_field_name("value") for child in children(after))
    # `case 1: return x; break;` is how many close every case.
    closes_case = after.type == "break_statement" and end.type != "break_statement"
    return after.type in HOISTED or closes_case


UNREACHABLE = Habit(
    words=words("return", "throw", "break", "continue"),
    kinds=ENDS,
    see=unreachable(BLOCKS, lambda _node: True, _may_follow),
)
