"""Why a hunk does not match: the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FilePatch, Problem

if TYPE_CHECKING:
    from .placing import Place
    from .search import LineSearch


class Diagnosis:
    """Explains the hunks of one file patch that found no place."""

    def __init__(self, file: FilePatch, search: LineSearch, unidiff_zero: bool = False) -> None:
        self._file = file
        self._search = search
        self._zero = unidiff_zero

    def explain(self, number: int, place: Place) -> Problem:
        """The problem of hunk `number` (from 1)."""
        hunk = self._file.hunks[number - 1]
        code = "PV103" if place.others else "PV102"
        return Problem(
            code,
            f"hunk {number} of {len(self._file.hunks)} does not match the file",
            path=self._file.path,
            line=hunk.old_start,
            patch_line=hunk.patch_line,
            hunk=number,
        )
