"""Hunks whose lines lost their first column, as models write them; not those that are short."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = ("diff --git ", "@@", "Index: ", "From ", "```")


def lost_column(
    rows: Sequence[str], header: int, stated: tuple[int, int]
) -> tuple[int, int] | None:
    """The first row of the hunk behind row `header` that lacks its first column, and where it ends.

    None unless the counts that are `stated` come out exactly once such rows are taken for context,
    and the row is no text behind the hunk: it is indented, or rows of the hunk follow it.
    """
    old, new = stated
    first: int | None = None
    is_within = False
    for index in range(header + 1, len(rows)):
        row = rows[index]
        origin = row[:1]
        if origin in ("+", "-", " ", "\\"):
            is_within = is_within or first is not None
        elif row.startswith(_ENDS):
            return None
        elif origin and first is None:
            first, is_within = index, origin == "\t"
        old -= origin not in ("+", "\\")
        new -= origin not in ("-", "\\")
        if old <= 0 and new <= 0:
            fits = old == new == 0 and first is not None and is_within
            return (first or 0, index + 1) if fits else None
    return None
