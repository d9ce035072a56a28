"""Brackets that a patch opens and does not close, or the other way round.

A parser that meets the end of a function where it still waits for a `}` complains about the next
function, far below the line that lacks it. Counting what the patch added and removed tells better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..languages.regions import RegionIndex, regions_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..languages.regions import Lexis
    from .change import Change, Source

PAIRS = (b"{}", b"()", b"[]")


def bracket_hint(change: Change) -> str:
    """What to do about the brackets that the patch brought out of balance; "" if it did not.

    Counted in code alone, not in strings and comments; told only if one kind of bracket is off.
    """
    off = _off_balance(change)
    if off is None:
        return ""
    (pair, by), where = off, _where(change)
    opener, closer = chr(pair[0]), chr(pair[1])
    much = "one" if abs(by) == 1 else str(abs(by))
    if by > 0:
        return f"the patch opens {much} `{opener}` more than it closes{where}: add `{closer}` there"
    return f"the patch closes {much} `{closer}` more than it opens{where}: take it away there"


def opens_more(change: Change) -> bool:
    """Whether the patch leaves brackets of one kind open: its own, or those it took the end of."""
    off = _off_balance(change)
    return off is not None and off[1] > 0


def _off_balance(change: Change) -> tuple[bytes, int] | None:
    """The one kind of bracket that the patch opens oftener than it closes it, and by how many."""
    lexis = change.language.lexis() if change.language else None
    if lexis is None or change.after is None or change.file.is_binary:
        return None
    added = _balance(change.after, change.lines.added, lexis)
    removed = [0, 0, 0]
    if change.before is not None:
        removed = _balance(change.before, change.lines.removed, lexis)
    off = [(pair, new - old) for pair, new, old in zip(PAIRS, added, removed, strict=True)]
    off = [(pair, by) for pair, by in off if by]
    return off[0] if len(off) == 1 else None


def _balance(source: Source, lines: Iterable[int], lexis: Lexis) -> list[int]:
    """Openers less closers, for each pair, in the given 1-based lines."""
    index = RegionIndex(regions_of(source.data, lexis))
    counts = [0, 0, 0]
    for line in lines:
        start = source.line_starts[line - 1]
        for column, byte in enumerate(source.lines[line - 1]):
            for place, pair in enumerate(PAIRS):
                if byte in pair and index.at(start + column) is None:
                    counts[place] += 1 if byte == pair[0] else -1
    return counts


def _where(change: Change) -> str:
    """The lines that the patch wrote, if they are few enough to be looked at; else nothing."""
    added = change.lines.added
    if not added:
        return ""
    if added[-1] - added[0] >= 40:
        return ""
    return f", line {added[0]}" if added[0] == added[-1] else f", lines {added[0]}-{added[-1]}"
