"""Finding a block of whole lines in a file, in a time that repeated lines don't blow up."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        # The first index of every line, and all indices of those that stand there more than once.
        self._first: dict[bytes, int] = {}
        self._repeated: dict[bytes, list[int]] = {}
        self._numbered = b""
        self._spent = 0

    @property
    def exhausted(self) -> bool:
        """Whether the budget is used up: what was not found may be there all the same."""
        return self._spent > BUDGET

    def matches(self, block: list[bytes], index: int) -> bool:
        """Whether `block` stands at the 0-based `index`."""
        return index >= 0 and self.lines[index : index + len(block)] == block

    def places(self, line: bytes) -> Sequence[int]:
        """The indices at which `line` stands, ascending."""
        if not self._first:
            self._index()
        if line in self._repeated:
            return self._repeated[line]
        return (self._first[line],) if line in self._first else ()

    def _index(self) -> None:
        lines = self.lines
        self._first = dict(zip(reversed(lines), range(len(lines) - 1, -1, -1), strict=True))
        if len(self._first) == len(lines):
            return
        # A list for each line would be 100,000 lists for the garbage collector to walk.
        repeated: dict[bytes, list[int]] = {
            line: [] for line, count in Counter(lines).items() if count > 1
        }
        for index, line in enumerate(lines):
            if line in repeated:
                repeated[line].append(index)
        self._repeated = repeated

    def find(self, block: list[bytes], start: int = 0) -> Iterator[int]:
        """The indices from `start` on at which the non-empty `block` stands, ascending."""
        places: Sequence[int] = ()
        depth = 0
        for at, line in enumerate(block):
            found = self.places(line)
            if not found:
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

    def joins(self, block: list[bytes], start: int) -> bool:
        """Whether `block` ends without newline, and stands at `start` but for the file having one.

        git 2.39 compares lines by a hash that leaves whitespace out, and then only the block's
        bytes: `x` without newline matches `x` with one, and what follows is joined to it.
        """
        *whole, last = block
        end = start + len(whole)
        return (
            not last.endswith(b"\n")
            and start >= 0
            and end < len(self.lines)
            and self.lines[end] != last
            and self.lines[end].startswith(last)
            and not self.lines[end][len(last) :].strip()
            and self.matches(whole, start)
        )

    def joining(self, block: list[bytes]) -> Iterator[int]:
        """The indices at which git would join the last line of `block` to the next: see `joins`."""
        if block[-1].endswith(b"\n"):
            return iter(())
        starts = self.find(block[:-1]) if len(block) > 1 else iter(range(len(self.lines)))
        return (start for start in starts if self.joins(block, start))

    def _find_numbered(self, block: list[bytes], start: int) -> Iterator[int]:
        # The number of a line is the first index at which it stands.
        if not self._numbered:
            self._numbered = array("I", map(self._first.__getitem__, self.lines)).tobytes()
        width = array("I").itemsize
        needle = array("I", map(self._first.__getitem__, block)).tobytes()
        begin = start * width
        while not self.exhausted:
            at = self._numbered.find(needle, begin)
            self._spent += (at if at >= 0 else len(self._numbered)) - begin + HIT
            if at < 0:
                return
            if at % width == 0:
                yield at // width
            begin = (at // width + 1) * width
