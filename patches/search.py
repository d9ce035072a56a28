"""Finding a block of whole lines in a file, in a time that repeated lines don't blow up."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Up to this many places of a block's rarest line are compared one by one; beyond it the block is
# searched as bytes of line numbers, by CPython's two-way `find`: linear also in a file of 100,000
# equal lines, where comparing each place costs lines x hunk length.
FEW = 32

# What all such searches in one file may cost, in bytes looked at; about five seconds. Only hunks
# that are astray by the thousand, in a file whose every line is frequent, come near it. A hit is
# worth more than a byte, because it is handled in Python.
BUDGET = 1 << 34
HIT = 4096


def split_lines(data: bytes) -> list[bytes]:
    """The lines with their ends, split on `\\n` alone: git knows no other line end."""
    lines = data.split(b"\n")
    last = lines.pop()
    whole = [line + b"\n" for line in lines]
    if last:
        whole.append(last)
    return whole


class LineSearch:
    """The lines of one file, indexed by content when something is first searched in them."""

    def __init__(self, lines: list[bytes]) -> None:
        self.lines = lines
        self._positions: dict[bytes, list[int]] | None = None
        self._numbers: dict[bytes, int] = {}
        self._numbered = b""
        self._spent = 0

    @property
    def exhausted(self) -> bool:
        """Whether the budget is used up: what was not found may be there all the same."""
        return self._spent > BUDGET

    @property
    def positions(self) -> dict[bytes, list[int]]:
        """Every line's content → the indices at which it stands, ascending."""
        if self._positions is None:
            found: dict[bytes, list[int]] = {}
            for index, line in enumerate(self.lines):
                found.setdefault(line, []).append(index)
            self._positions = found
        return self._positions

    def matches(self, block: list[bytes], index: int) -> bool:
        """Whether `block` stands at the 0-based `index`."""
        return index >= 0 and self.lines[index : index + len(block)] == block

    def find(self, block: list[bytes], start: int = 0) -> Iterator[int]:
        """The indices from `start` on at which the non-empty `block` stands, ascending."""
        places: list[int] = []
        depth = 0
        for at, line in enumerate(block):
            found = self.positions.get(line)
            if found is None:
                return iter(())
            if not at or len(found) < len(places):
                places, depth = found, at
        if len(places) > FEW:
            return self._find_numbered(block, start)
        return (
            place - depth
            for place in places[bisect_left(places, start + depth) :]
            if self.matches(block, place - depth)
        )

    def _find_numbered(self, block: list[bytes], start: int) -> Iterator[int]:
        if not self._numbered:
            self._numbers = {line: number for number, line in enumerate(self.positions)}
            self._numbered = array("I", map(self._numbers.__getitem__, self.lines)).tobytes()
        width = array("I").itemsize
        needle = array("I", map(self._numbers.__getitem__, block)).tobytes()
        begin = start * width
        while not self.exhausted:
            at = self._numbered.find(needle, begin)
            self._spent += (at if at >= 0 else len(self._numbered)) - begin + HIT
            if at < 0:
                return
            if at % width == 0:
                yield at // width
            begin = (at // width + 1) * width
