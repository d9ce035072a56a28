"""What to say of a hunk that landed at another line than its header states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FilePatch, Problem

if TYPE_CHECKING:
    from .apply import Placement
    from .search import LineSearch


def landing_problems(
    file: FilePatch, placement: Placement, search: LineSearch
) -> tuple[list[Problem], list[Problem]]:
    """The errors and the notes that a `placement` at an offset calls for."""
    hunk = file.hunks[placement.hunk - 1]
    lines = "line" if abs(placement.offset) == 1 else "lines"
    where = "below" if placement.offset > 0 else "above"
    offset = Problem(
        "PV109",
        f"hunk {placement.hunk} of {len(file.hunks)} stands at line {placement.old_line}, "
        f"{abs(placement.offset)} {lines} {where} the stated place",
        path=file.path,
        line=placement.old_line,
        patch_line=hunk.patch_line,
        hunk=placement.hunk,
    )
    return [], [offset]
