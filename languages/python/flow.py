"""Where Python's control ends for good (The Python Language Reference, 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..habits import Habit, text, words
from ..unreachable import unreachable

if TYPE_CHECKING:
    from ...grammars import Node

ENDS = ("return_statement", "raise_statement", "break_statement", "continue_statement")
_YIELD = lazy_compile(rb"\byield\b")


def _may_follow(_end: Node, after: Node) -> bool:
    # A `yield` that is never reached makes the function a generator (6.2.9): an idiom.
    return _YIELD.search(text(after)) is not None


UNREACHABLE = Habit(
    words=words("return", "raise", "break", "continue"),
    kinds=ENDS,
    see=unreachable(frozenset(("block", "module")), lambda _node: True, _may_follow),
)
