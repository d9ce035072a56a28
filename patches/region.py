"""The part of a file that a hunk without a place comes nearest to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from .difference import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a diagnosis may cost: lines of the hunk that are looked at, places of each in the file.
_MOST_LINES = 100
_MOST_PLACES = 20
_AROUND = 8


class Divergence(NamedTuple):
    """The first point at which a hunk and its nearest region part. All indices count from 0.

    `line` is an index into the hunk's pre-image, `place` into the file; the place may be the
    file's end. `relation` is "differs", "missing" (the file lacks the hunk's line) or "extra" (it
    has one more). `alike` of the hunk's `of` lines are in the region, which starts at `first`.
    """

    line: int
    place: int
    relation: str
    alike: int
    of: int
    first: int


class Regions:
    """Finds the regions of one file that hunks come nearest to."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self._places: dict[bytes, list[int]] = {}
        for place, line in enumerate(lines):
            key = squeezed(line)
            if key:
                self._places.setdefault(key, []).append(place)

    def nearest(self, block: list[bytes], stated: int) -> Divergence | None:
        """Where `block` fits best, and where it stops fitting; None if no line of it is there.

        Every line, whitespace aside, votes for the place at which the block would put it: long
        lines count more, and of equal places the one next to the index `stated` wins.
        """
        block = block[:_MOST_LINES]
        votes: Counter[int] = Counter()
        for at, line in enumerate(block):
            key = squeezed(line)
            for place in _near(self._places.get(key, ()), stated + at):
                votes[place - at] += min(len(key), 20) + (self._lines[place] == line)
        if not votes:
            return None
        start = max(votes, key=lambda place: (votes[place], -abs(place - stated)))
        return self._compare(block, start)

    def _compare(self, block: list[bytes], start: int) -> Divergence | None:
        from difflib import SequenceMatcher  # only a hunk that does not match pays for it

        first = max(0, start - _AROUND)
        window = self._lines[first : start + len(block) + _AROUND]
        matcher = SequenceMatcher(
            None, [squeezed(line) for line in block], [squeezed(line) for line in window], False
        )
        alike = sum(
            block[one + at] == window[other + at]
            for one, other, size in matcher.get_matching_blocks()
            for at in range(size)
        )
        parted = self._parted_in_place(block, start) if start >= 0 else []
        if parted and len(block) - len(parted) >= alike:
            return Divergence(parted[0], start + parted[0], "differs", alike, len(block), start)
        for code in matcher.get_opcodes():
            parting = _parting(code, block, window)
            if parting is not None:
                line, place, relation = parting
                return Divergence(line, first + place, relation, alike, len(block), max(0, start))
        return None

    def _parted_in_place(self, block: list[bytes], start: int) -> list[int]:
        """The indices of the block's lines that differ, line by line from `start` on.

        Where nothing was put in or taken out this tells more than an alignment, which takes the
        blank line of one place for that of another and then shows lines that nobody meant.
        """
        region = self._lines[start : start + len(block)]
        return [at for at, line in enumerate(block) if at >= len(region) or region[at] != line]


def _parting(
    code: tuple[str, int, int, int, int], block: list[bytes], window: list[bytes]
) -> tuple[int, int, str] | None:
    """Where block and window part within one opcode: (line, place, relation), or None."""
    tag, line, line_end, place, place_end = code
    if tag == "equal":
        pairs = zip(range(line, line_end), range(place, place_end), strict=True)
        return next(((a, b, "differs") for a, b in pairs if block[a] != window[b]), None)
    if tag == "insert":
        # What the window holds before and behind the block is no difference.
        return (line, place, "extra") if 0 < line < len(block) else None
    if tag == "delete":
        return line, place, "missing"
    if line == 0:
        place = max(place, place_end - line_end)
    return line, place, "differs"


def _near(places: Sequence[int], stated: int) -> Sequence[int]:
    """At most _MOST_PLACES of `places`, those next to the index `stated`."""
    if len(places) <= _MOST_PLACES:
        return places
    return sorted(places, key=lambda place: abs(place - stated))[:_MOST_PLACES]
