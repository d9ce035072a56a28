"""How PV320 and PV321 tell of a definition and the uses that it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ...patches.model import Exhibit
from ..introduced import place_in_patch

if TYPE_CHECKING:
    from ._gone import Gone
    from ._uses import Broken

# More places than these are only counted.
MOST_LISTED = 3


class Placed(TypedDict):
    """Where a finding stands."""

    path: str
    line: int | None
    patch_line: int | None
    hunk: int | None


def listed(broken: Broken) -> str:
    """The first uses, by place, and what was searched for them."""
    shown = [f"{one} {one.why}".rstrip() for one in broken.places[:MOST_LISTED]]
    more = len(broken.places) - len(shown)
    text = ", ".join(shown) + (f" and {more} more" if more else "")
    searched = broken.searched
    return f"{text} ({searched})" if searched is not None and searched.of else text


def exhibits(broken: Broken) -> tuple[Exhibit, ...]:
    """The first uses, as lines."""
    return tuple(
        Exhibit(str(one), one.text, path=one.path, line=one.line, note=one.why)
        for one in broken.places[:MOST_LISTED]
    )


def placed(gone: Gone) -> Placed:
    """Where the definition is or was: its line after, and the line of the patch about it."""
    change = gone.change
    if gone.target.left:
        patch_line, hunk = place_in_patch(change, gone.line)
    else:
        patch_line, hunk = _removed_in_patch(gone)
    line = gone.line or None
    return {"path": change.file.path, "line": line, "patch_line": patch_line, "hunk": hunk}


def _removed_in_patch(gone: Gone) -> tuple[int | None, int | None]:
    """The patch's line and hunk that take the definition's line away."""
    assert gone.change.applied is not None
    for place in gone.change.applied.placements:
        number = place.old_line
        for row in gone.change.file.hunks[place.hunk - 1].lines:
            if row.origin == "-" and number == gone.symbol.line:
                return row.patch_line, place.hunk
            number += row.origin != "+"
    return None, None
