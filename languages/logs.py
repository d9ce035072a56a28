"""A log as lines, and where in it an error may be.

Everything here is for speed on large logs that hold few errors: literals are searched in the raw
bytes, and only lines near a find are decoded at all.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .log_records import unwrapped
from .traces import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

# Lines that are decoded before and after each find: a header, its excerpt and a long message stand
# before the first frame; the exception's line of Python stands after the last one.
BEFORE, AFTER = 80, 80

# ECMA-48 control sequences, operating system commands and two-character escapes.
ANSI = lazy_compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\^_=>78])"
)

# What is read of one line; longer ones are data. A record that holds a whole error may be longer.
LONGEST_LINE, LONGEST_RECORD = 10_000, 1_000_000


class Log:
    """The lines of a log. `texts` holds those near a find, decoded; the others are None."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        lines = data.split(b"\n")
        self._lines = lines
        # One more for each line feed.
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self.texts: list[str | None] = [None] * len(lines)

    def find(self, literals: Iterable[bytes]) -> list[int]:
        """The indexes of the lines that hold one of `literals`, in order."""
        found: set[int] = set()
        for literal in literals:
            found.update(self._lines_with(literal))
        return sorted(found)

    def _lines_with(self, literal: bytes) -> Iterable[int]:
        data, starts = self._data, self._starts
        at = data.find(literal)
        while at >= 0:
            line = bisect_right(starts, at) - 1
            yield line
            # From the next line on: a line is looked at once, however often it says so.
            at = data.find(literal, starts[line + 1])

    def decode_around(self, finds: Iterable[int]) -> None:
        """Fills `texts` around each find."""
        texts, lines, done = self.texts, self._lines, 0
        for find in finds:
            for index in range(max(find - BEFORE, done), min(find + AFTER + 1, len(lines))):
                texts[index] = decoded(lines[index])
            done = max(done, find + AFTER + 1)

    def record(self, line: int) -> str:
        """A line whole, to have its line feeds restored."""
        return self._lines[line][:LONGEST_RECORD].decode("utf-8", "surrogateescape")

    def span(self, places: Iterable[int]) -> Span:
        """Where the lines of those indexes stand; `places` holds at least one."""
        first, last = min(bounds := list(places)), max(bounds)
        end = min(self._starts[last + 1], len(self._data))
        return Span(first + 1, last + 1, self._starts[first], end)


def decoded(line: bytes) -> str:
    """A line as text: no carriage return, no colours, and a record's message out of its JSON."""
    text = line[:LONGEST_LINE].decode("utf-8", "surrogateescape")
    if "\r" in text:
        # A lone one is a progress bar that was drawn over.
        text = text.rstrip("\r").rpartition("\r")[2]
    if "\x1b" in text:
        text = ANSI.sub("", text)
    return unwrapped(text) if '{"' in text else text
