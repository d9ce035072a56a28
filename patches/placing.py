"""Where a hunk stands in a file: at its stated line, or at the only place that matches.

The anchors are git's (apply.c, `apply_one_fragment` and `match_fragment` of git 2.39): a hunk that
says it starts at line 0 or 1 matches only at the start of the file, one without context after its
last change only at the end, and no line that another hunk already took matches again. Nothing is
ever matched loosely.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import Hunk
    from .search import LineSearch

# More candidate places than this are not named in a message.
NAMED_PLACES = 5


class Anchors(NamedTuple):
    """Where alone a hunk may stand. `stated` is the 0-based index that its header names."""

    stated: int
    at_start: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The outcome of a search: `index` is 0-based, None if the hunk has no place of its own.

    `others` are the free places that match, ascending and at most NAMED_PLACES, where there are
    several; `disagrees` says that the header's two line numbers contradict each other, `joins` that
    git would take one of the places although a line goes on there.
    """

    index: int | None
    others: tuple[int, ...] = ()
    disagrees: bool = False
    joins: bool = False


def anchors_of(hunk: Hunk, unidiff_zero: bool = False) -> Anchors:
    """Where git lets `hunk` stand; `unidiff_zero` is git's option of that name."""
    length = hunk.old_count
    at_start = hunk.old_start == 0 or (hunk.old_start == 1 and not unidiff_zero)
    at_end = not unidiff_zero and (not hunk.lines or hunk.lines[-1].origin != " ")
    return Anchors(hunk.old_start - 1 if length else hunk.old_start, at_start, at_end)


class Placer:
    """Places the hunks of one file patch one after the other, in the order of the patch."""

    def __init__(self, search: LineSearch, unidiff_zero: bool = False) -> None:
        self.search = search
        self._zero = unidiff_zero
        self._total = len(search.lines)
        self._taken: list[tuple[int, int]] = []
        self._frontier = 0
        self._delta = 0

    def place(self, hunk: Hunk) -> Place:
        """Finds the place of `hunk` and takes it, so that no later hunk can stand there."""
        block = [line.content for line in hunk.lines if line.origin != "+"]
        place = self._locate(hunk, block)
        self._delta += hunk.new_count - hunk.old_count
        if place.index is not None:
            end = place.index + len(block)
            if place.index >= self._frontier:
                self._taken.append((place.index, end))
                self._frontier = end
            else:
                insort(self._taken, (place.index, end))
        return place

    def _locate(self, hunk: Hunk, block: list[bytes]) -> Place:
        anchors = anchors_of(hunk, self._zero)
        if not block and not self._total and not self._taken:
            return Place(0)
        trusted = self._is_trusted(hunk, anchors)
        anchored = anchors.at_start or anchors.at_end
        # Lines without context stand where the header says, and only if it says one thing.
        if (trusted or (anchored and block)) and self._fits(block, anchors.stated, anchors):
            # Of a hunk without new lines git's search starts one line above the stated one.
            if self._zero and not hunk.new_count and self.search.joins(block, anchors.stated - 1):
                return Place(None, (anchors.stated - 1, anchors.stated), joins=True)
            return Place(anchors.stated)
        if not block or self._zero:
            return Place(None)
        found = sorted(islice(self._free_places(block), NAMED_PLACES))
        if len(found) > 1:
            return Place(None, tuple(found), not trusted)
        if not found or not self._fits(block, found[0], anchors):
            return Place(None)
        joined = () if anchors.at_end else self.search.joining(block)
        other = next((one for one in joined if self._is_free(one, one + len(block))), None)
        if other is not None:
            return Place(None, tuple(sorted((found[0], other))), joins=True)
        return Place(found[0])

    def _is_trusted(self, hunk: Hunk, anchors: Anchors) -> bool:
        """Whether the header's new line is the old one moved by the hunks before.

        git starts its search at the new line. Where the two differ (a hunk was dropped from the
        patch, or hunks changed places) it may find lines that nobody meant: then the stated line
        decides nothing, and the lines themselves must be unique.
        """
        new = hunk.new_start - 1 if hunk.new_count else hunk.new_start
        return anchors.stated >= self._frontier and new == anchors.stated + self._delta

    def _fits(self, block: list[bytes], index: int, anchors: Anchors) -> bool:
        if anchors.at_start and (index or (self._taken and not self._taken[0][0])):
            return False
        if anchors.at_end and (index + len(block) != self._total or self._is_appended(block)):
            return False
        return (
            index <= self._total
            and self.search.matches(block, index)
            and self._is_free(index, index + len(block))
        )

    def _is_appended(self, block: list[bytes]) -> bool:
        """Whether an earlier hunk added lines behind the file's last, where `block` should end."""
        return bool(block and self._taken) and self._frontier == self._total

    def _free_places(self, block: list[bytes]) -> Iterator[int]:
        """Every free place of `block`; those behind all placed hunks first.

        Behind them nothing is taken, so that an ambiguous block is seen to be one at once, however
        many hunks stand before.
        """
        behind = self._frontier
        before = self.search.find(block)
        return chain(
            self.search.find(block, behind),
            (place for place in _until(before, behind) if self._is_free(place, place + len(block))),
        )

    def _is_free(self, start: int, end: int) -> bool:
        at = bisect_right(self._taken, (start, end))
        clear_before = not at or self._taken[at - 1][1] <= start
        return clear_before and (at == len(self._taken) or self._taken[at][0] >= end)


def _until(places: Iterator[int], end: int) -> Iterator[int]:
    for place in places:
        if place >= end:
            return
        yield place
