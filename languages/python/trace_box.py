"""The box that CPython draws around exception groups (3.11 on), taken apart.

      + Exception Group Traceback (most recent call last):
      |   File …
      | ExceptionGroup: two failed (2 sub-exceptions)
      +-+---------------- 1 ----------------
        | ValueError: 1
        +---------------- 2 ----------------
        | KeyError: 2
        +------------------------------------

Each level stands two characters further right. 3.11 and 3.12 print the later lines of a message
outside of the box.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...patterns import lazy_compile

if TYPE_CHECKING:
    from collections.abc import Callable

BOX_START = lazy_compile(r"  \+ Exception Group Traceback \(most recent call last\):")
_ROW = lazy_compile(r"(?P<indent> *)(?:\| ?(?P<text>.*)|\+ (?P<header>E.*)|(?P<rule>\+-.*))$")

# CPython draws 10 levels (`max_group_depth`); deeper ones are somebody's art.
DEEPEST = 12
# Later lines of a message that stand outside of the box.
MOST_OUTSIDE = 20


@dataclass(slots=True)
class Members:
    """The members of a group, each as the lines of its own box."""

    bodies: list[list[str | Members]] = field(default_factory=list)


def read_box(
    get: Callable[[int], str | Members | None], index: int
) -> tuple[list[str | Members], int]:
    """The lines of the box at `index`, with its groups' members among them, and the index behind.

    A body is the lines of one level; a `Members` stands behind the exception that it belongs to.
    """
    outermost: list[str | Members] = []
    # The bodies that are open, each with its indent.
    levels = [(2, outermost)]
    while True:
        line = get(index)
        row = _ROW.match(line) if isinstance(line, str) else None
        if row is None:
            outside = _outside(get, index)
            if not outside:
                break
            levels[-1][1].extend(outside)
            index += len(outside)
            continue
        # A box of its own starts here.
        if outermost and isinstance(line, str) and BOX_START.match(line):
            break
        indent = len(row["indent"])
        while len(levels) > 1 and levels[-1][0] > indent:
            levels.pop()
        if row["rule"] is not None:
            _rule(levels, indent, row["rule"])
        else:
            levels[-1][1].append(row["header"] or row["text"] or "")
        index += 1
    return outermost, index


def _rule(levels: list[tuple[int, list[str | Members]]], indent: int, rule: str) -> None:
    """Opens or closes a member."""
    if rule.startswith("+-+") and len(levels) < DEEPEST:
        members = Members([[]])
        levels[-1][1].append(members)
        levels.append((indent + 2, members.bodies[0]))
    elif not rule.strip("+-"):
        # The closing rule stands at the members' indent.
        if len(levels) > 1:
            levels.pop()
    elif len(levels) > 1:
        levels.pop()
        owner = levels[-1][1]
        if owner and isinstance(owner[-1], Members):
            owner[-1].bodies.append([])
            levels.append((indent, owner[-1].bodies[-1]))


def _outside(get: Callable[[int], str | Members | None], index: int) -> list[str | Members]:
    """Lines outside of the box, if the box goes on behind them."""
    lines: list[str | Members] = []
    for at in range(index, index + MOST_OUTSIDE):
        line = get(at)
        if not isinstance(line, str) or not line.strip():
            return []
        if _ROW.match(line):
            return lines
        lines.append(line)
    return []
