"""Says which lines around the diff were not read as part of it (PV011, a note)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .model import Problem

if TYPE_CHECKING:
    from .scan import Scan

# What tools print between files, and what `git show` prints above them: nobody wrote it by hand.
_CUSTOMARY = lazy_compile(r"\s*$|Index: |={3,}|diff |Only in |commit [0-9a-f]{40}|index [0-9a-f]+")
_PREAMBLE = lazy_compile(r"commit [0-9a-f]{40,64}")


def surrounding_text(found: Scan, form: str) -> list[Problem]:
    """At most one note. A mail and the output of `git show` bring their own text: none there."""
    rows = found.text.rows
    if form == "mbox" or (rows and _PREAMBLE.match(rows[0])):
        return []
    gaps: list[tuple[int, int]] = []
    at = 0
    for start, end in [*found.taken, (len(rows), len(rows))]:
        lines = [index for index in range(at, start) if not _CUSTOMARY.match(rows[index])]
        if lines:
            gaps.append((lines[0] + 1, lines[-1] + 1))
        at = end
    if not gaps:
        return []
    shown = ", ".join(str(one) if one == last else f"{one}-{last}" for one, last in gaps[:3])
    more = f" and {len(gaps) - 3} more places" if len(gaps) > 3 else ""
    several = len(gaps) > 1 or gaps[0][0] != gaps[0][1]
    return [
        Problem(
            "PV011",
            f"text stands around the diff: line{'s' if several else ''} {shown}{more} ignored",
            patch_line=gaps[0][0],
        )
    ]
