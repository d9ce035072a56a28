"""Comments, strings and templates that run over code which stood outside them before the patch.

Only lines that the patch left as they were are looked at: what it wrote, it meant. The regions are
read from the text (`languages/regions.py`), since a tree is no help where a delimiter is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ...languages.regions import RegionIndex, regions_of

if TYPE_CHECKING:
    from ...languages.regions import Lexis, Region
    from ...patches.apply import LineMap
    from ..change import Change, Source


class Image:
    """One image of a file, by its regions. Lines are 1-based, offsets bytes."""

    def __init__(self, source: Source, lexis: Lexis) -> None:
        self.source = source
        self.starts = source.line_starts
        self.index = RegionIndex(regions_of(source.data, lexis))

    def line_of(self, offset: int) -> int:
        return min(bisect_right(self.starts, offset), max(len(self.starts) - 1, 1))

    def last_line_of(self, region: Region) -> int:
        return self.line_of(max(region.end - 1, region.start))

    def long_regions(self) -> list[Region]:
        """Those that run over the end of a line."""
        return [
            region
            for region in self.index.regions
            if b"\n" in self.source.data[region.start : region.end]
        ]

    def hides(self, line: int) -> bool:
        """Whether a region that began before `line` still runs at its start."""
        start = self.starts[line - 1]
        region = self.index.at(start)
        return region is not None and region.start < start


class Suspect(NamedTuple):
    """A region of the image after that runs over lines which were code before.

    `closed_on` is the line of the image after on which it was closed before the patch: None if the
    patch itself opened it. `meant` is True if the patch wrote both of its delimiters.
    `follows` is True if it only exists because an earlier one took its closing delimiter.
    """

    region: Region
    closed_on: int | None
    meant: bool
    follows: bool


def suspects(change: Change, before: Image, after: Image) -> list[Suspect]:
    """The regions of `after` that hide unchanged lines which `before` did not hide, in order."""
    lines = change.lines
    known = {
        (before.line_of(region.start), before.last_line_of(region), region.opener)
        for region in before.long_regions()
    }
    found: list[Suspect] = []
    for region in after.long_regions():
        first, last = after.line_of(region.start), after.last_line_of(region)
        old_first, old_last = lines.before(first), lines.before(last)
        if (old_first, old_last, region.opener) in known:
            continue
        if any(_newly_hidden(lines, before, line) for line in range(first + 1, last + 1)):
            found.append(_suspect(lines, before, after, region, bool(found)))
    return found


def _newly_hidden(lines: LineMap, before: Image, line: int) -> bool:
    old = lines.before(line)
    return old is not None and not before.hides(old)


def _suspect(
    lines: LineMap, before: Image, after: Image, region: Region, not_the_first: bool
) -> Suspect:
    first, last = after.line_of(region.start), after.last_line_of(region)
    opened = _opened_before(lines, before, after, region)
    closes_anew = (
        region.closed
        and lines.before(last) is None
        and not any(
            before.last_line_of(old) in _removed_around(lines, last) and old.opener == region.opener
            for old in before.index.regions
        )
    )
    old_first = lines.before(first)
    follows = not_the_first and opened is None and old_first is not None
    closed_on = None
    if opened is not None:
        closed_on = _line_after(lines, before.last_line_of(opened), first)
    return Suspect(region, closed_on, opened is None and closes_anew and not follows, follows)


def _opened_before(lines: LineMap, before: Image, after: Image, region: Region) -> Region | None:
    """The region of the image before that began with the same delimiter; None if it is a new
    one.
    """
    first = after.line_of(region.start)
    old_first = lines.before(first)
    if old_first is not None:
        column = region.start - after.starts[first - 1]
        old = before.index.at(before.starts[old_first - 1] + column)
        same = old is not None and old.start == before.starts[old_first - 1] + column
        return old if same else None
    rewritten = _removed_around(lines, first)
    for old in before.index.regions:
        if old.opener == region.opener and before.line_of(old.start) in rewritten:
            return old
    return None


def _removed_around(lines: LineMap, line: int) -> range:
    """The removed lines (before) in whose place the added `line` (after) stands."""
    top = line
    while top > 1 and lines.before(top - 1) is None:
        top -= 1
    start = 1 if top == 1 else (lines.before(top - 1) or 0) + 1
    end = start
    while end in lines.removed:
        end += 1
    return range(start, end)


def _line_after(lines: LineMap, old: int, at_least: int) -> int:
    """The line after that stands for line `old` before; the nearest one where it was removed."""
    new = lines.after(old)
    while new is None and old > 1:
        old -= 1
        new = lines.after(old)
    return max(new or at_least, at_least)
