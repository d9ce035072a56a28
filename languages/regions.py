"""Regions: where a file's comments, strings and templates begin and end, read without a parser.

A parser's tree is no help once a delimiter is lost: all that follows is read inside out, and its
recovery hides where that began. Delimiters themselves stay easy to read: a language says which
there are (`Lexis`), and one pass from the top pairs them as its compiler would.

Nested quotes in an f-string (PEP 701) and the like end a region early at worst on the same line.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy_compile

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping


class Region(NamedTuple):
    """A comment, string or template: bytes `start` to `end`, its delimiters included.

    `opener` is the delimiter it began with. `closed` is False if the file ends first.
    """

    kind: str
    opener: bytes
    start: int
    end: int
    closed: bool = True


class Delimiter(NamedTuple):
    """What an opener opens. `closer` matches the rest of the region, its end included."""

    kind: str
    closer: re.Pattern[bytes]
    multiline: bool = False


class Lexis(NamedTuple):
    """A language's delimiters. `opener` finds the next one; its group `d` is the key in
    `delimiters`.

    `multiline` matches any delimiter that can carry a region over a line's end: a change without
    one cannot swallow anything. `kinds` are the grammar's names for a region and its text. `skip`
    may veto a match that opens nothing, and `close` may end a region that a regular expression
    can't (a template with code in it): both get the bytes and an offset; `close` gives the end, or
    None if the file ends first. `indents` is True where a line's indentation has a meaning.
    """

    opener: re.Pattern[bytes]
    delimiters: Mapping[bytes, Delimiter]
    multiline: re.Pattern[bytes]
    kinds: frozenset[str]
    skip: Callable[[bytes, int], bool] | None = None
    close: Mapping[bytes, Callable[[Lexis, bytes, int], int | None]] | None = None
    indents: bool = False


def regions_of(data: bytes, lexis: Lexis) -> tuple[Region, ...]:
    """All regions of `data`, in order; linear in its size."""
    found = []
    at = 0
    while (region := next_region(data, lexis, at)) is not None:
        found.append(region)
        at = region.end
    return tuple(found)


def next_region(data: bytes, lexis: Lexis, at: int) -> Region | None:
    """The first region that opens at or after offset `at`; None if there is none."""
    while (match := lexis.opener.search(data, at)) is not None:
        if lexis.skip is None or not lexis.skip(data, match.start("d")):
            return _region(data, lexis, match.start(), match.group("d"), match.end())
        at = match.end()
    return None


def _region(data: bytes, lexis: Lexis, start: int, opener: bytes, inside: int) -> Region:
    delimiter = lexis.delimiters[opener]
    close = (lexis.close or {}).get(opener)
    if close is not None:
        end = close(lexis, data, inside)
    else:
        match = delimiter.closer.match(data, inside)
        end = match.end() if match else None
    if end is not None:
        return Region(delimiter.kind, opener, start, end)
    if delimiter.multiline:
        return Region(delimiter.kind, opener, start, len(data), closed=False)
    # A string that its line does not close ends there, as every one of these languages reads it.
    line_end = data.find(b"\n", inside)
    return Region(delimiter.kind, opener, start, len(data) if line_end < 0 else line_end)


class RegionIndex:
    """Answers which region an offset stands in."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.regions = regions
        self._starts = [region.start for region in regions]

    def at(self, offset: int) -> Region | None:
        """The region around byte `offset`; None in plain code."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self.regions[place].end:
            return None
        return self.regions[place]


# Shared by the languages: a comment to the end of the line, C's comment, a quoted string.
LINE_COMMENT = Delimiter(kind="comment", closer=lazy_compile(rb"[^\n]*"))
BLOCK_COMMENT = Delimiter(
    kind="comment", closer=lazy_compile(rb"[^*]*(?:\*(?!/)[^*]*)*\*/"), multiline=True
)
DOUBLE_QUOTED = Delimiter(kind="string", closer=lazy_compile(rb'(?:[^"\\\n]|\\[\s\S])*"'))
SINGLE_QUOTED = Delimiter(kind="string", closer=lazy_compile(rb"(?:[^'\\\n]|\\[\s\S])*'"))
