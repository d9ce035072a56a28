"""What to say of a hunk that landed at another line than its header states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FilePatch, Problem
from .symbols import Headings, is_default_heading

if TYPE_CHECKING:
    from .apply import Placement
    from .search import LineSearch

# Of other places that match, so many are compared with the heading.
_MOST_PLACES = 20


class Landings:
    """Looks at the hunks of one file patch that stand at an offset."""

    def __init__(self, file: FilePatch, search: LineSearch) -> None:
        self._file = file
        self._search = search
        self._headings: Headings | None = None

    def offset(self, placement: Placement) -> Problem:
        """The PV109 of a placement at an offset."""
        distance = abs(placement.offset)
        lines = "line" if distance == 1 else "lines"
        where = "below" if placement.offset > 0 else "above"
        return self._problem(
            "PV109",
            placement,
            f"stands at line {placement.old_line}, {distance} {lines} {where} the stated place",
            "",
        )

    def wrong_symbol(self, placement: Placement) -> tuple[Problem | None, bool]:
        """The PV107 of a placement at an offset, if its heading names another part of the file.

        True says that it is an error: the hunk would match under the named heading as well, if no
        other hunk had taken that place.
        """
        hunk = self._file.hunks[placement.hunk - 1]
        stated = hunk.heading.rstrip()
        if not is_default_heading(stated):
            return None, False
        if self._headings is None:
            self._headings = Headings(self._search.lines)
        index = placement.old_line - 1
        actual = self._headings.above(index)
        if actual == stated:
            return None, False
        others = self._others(list(hunk.old_lines), index)
        meant = next((one for one in others if self._headings.above(one) == stated), None)
        message = f"is headed `{_shown(stated)}` but stands under `{_shown(actual)}`"
        if not actual:
            message = f"is headed `{_shown(stated)}` but stands above the first such line"
        if meant is not None:
            message += f"; it matches under its heading too, at line {meant + 1}"
        problem = self._problem(
            "PV107", placement, message, "write the hunk again from the file as it is now"
        )
        return problem, meant is not None

    def _others(self, block: list[bytes], index: int) -> list[int]:
        found = []
        for one in self._search.find(block):
            if one != index:
                found.append(one)
            if len(found) == _MOST_PLACES:
                break
        return found

    def _problem(self, code: str, placement: Placement, message: str, hint: str) -> Problem:
        return Problem(
            code,
            f"hunk {placement.hunk} of {len(self._file.hunks)} {message}",
            hint=hint,
            path=self._file.path,
            line=placement.old_line,
            patch_line=self._file.hunks[placement.hunk - 1].patch_line,
            hunk=placement.hunk,
        )


def _shown(heading: bytes) -> str:
    return heading.decode("utf-8", "replace")
