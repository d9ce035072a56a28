"""Which line of the file before a line after is, and the other way round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .model import Hunk


class LineMap(NamedTuple):
    """How the lines of a file before and after a patch belong together. All lines are 1-based.

    `added` are lines of the file after, `removed` of the file before, both ascending.
    `anchors` are (old_line, new_line) pairs from which unchanged lines count on together.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]

    def before(self, line: int) -> int | None:
        """The line before that line `line` after was; None if the patch added it."""
        if _holds(self.added, line):
            return None
        old, new = self.anchors[bisect_right(self.anchors, line, key=itemgetter(1)) - 1]
        return old + line - new

    def after(self, line: int) -> int | None:
        """The line after that line `line` before became; None if the patch removed it."""
        if _holds(self.removed, line):
            return None
        old, new = self.anchors[bisect_right(self.anchors, line, key=itemgetter(0)) - 1]
        return new + line - old


def map_lines(placed: Iterable[tuple[Hunk, int, int]]) -> LineMap:
    """The map of hunks and where they landed: (hunk, first old line, first new line), ascending."""
    added: list[int] = []
    removed: list[int] = []
    anchors = [(1, 1)]
    for hunk, old, new in placed:
        in_change = False
        for line in hunk.lines:
            if line.origin == " ":
                if in_change:
                    anchors.append((old, new))
                in_change = False
                old, new = old + 1, new + 1
            elif line.origin == "-":
                in_change = True
                removed.append(old)
                old += 1
            else:
                in_change = True
                added.append(new)
                new += 1
        if in_change:
            anchors.append((old, new))
    return LineMap(tuple(added), tuple(removed), tuple(anchors))


def _holds(lines: tuple[int, ...], line: int) -> bool:
    at = bisect_left(lines, line)
    return at < len(lines) and lines[at] == line
