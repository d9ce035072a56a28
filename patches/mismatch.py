"""Why a hunk found no place: the cause, the nearest region, its first divergent line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .evidence import mismatch_problem
from .existence import leaves_content
from .model import FileKind, FilePatch, Problem
from .placing import NAMED_PLACES, Anchors, Place, anchors_of
from .region import Divergence, Regions

if TYPE_CHECKING:
    from .search import LineSearch

# A stale patch may miss with every hunk: the region is looked for in the first few only.
_MOST_REGIONS = 8
_ZERO_ID = "0"


def explain_all(
    file: FilePatch, search: LineSearch, astray: list[tuple[int, Place]], unidiff_zero: bool
) -> list[Problem]:
    """The problems of the hunks that found no place: (number from 1, what was found instead)."""
    diagnosis = _Diagnosis(file, search, unidiff_zero)
    return _as_one(file, [diagnosis.explain(number, place) for number, place in astray])


class _Diagnosis:
    """Explains the hunks of one file patch that found no place."""

    def __init__(self, file: FilePatch, search: LineSearch, unidiff_zero: bool) -> None:
        self._file = file
        self._search = search
        self._zero = unidiff_zero
        self._regions: Regions | None = None
        self._explained = 0

    def explain(self, number: int, place: Place) -> Problem:
        """The problem of hunk `number` (from 1), of which `place` tells what was found."""
        hunk = self._file.hunks[number - 1]
        if place.others:
            return self._ambiguous(number, place)
        anchors = anchors_of(hunk, self._zero)
        block = list(hunk.old_lines)
        if not block:
            return self._nothing_to_match(number, anchors)
        if self._is_there(list(hunk.new_lines), anchors):
            return self._applied(number)
        stray = None if self._zero else next(self._search.find(block), None)
        if stray is not None:
            return self._at_wrong_place(number, anchors, stray)
        self._explained += 1
        divergence = None
        if self._explained <= _MOST_REGIONS:
            if self._regions is None:
                self._regions = Regions(self._search.lines)
            divergence = self._ending(block) or self._regions.nearest(block, anchors.stated)
        return self._mismatch(number, divergence)

    def _ambiguous(self, number: int, place: Place) -> Problem:
        named = ", ".join(str(index + 1) for index in place.others)
        if len(place.others) == NAMED_PLACES:
            named += " and maybe more"
        stated = self._file.hunks[number - 1].old_start
        why = f"not at line {stated}, which it states"
        if place.joins:
            why = (
                "and at one of them `git apply` would join two lines: the hunk ends without newline"
            )
        elif place.disagrees:
            why = f"and the line numbers in its header (-{stated}, +"
            why += f"{self._file.hunks[number - 1].new_start}) do not fit the hunks before it"
        return self._problem(
            "PV103",
            number,
            f"matches at lines {named}, {why}",
            "give the hunk more context (`git diff -U8`), or the right line numbers",
            line=place.others[0] + 1,
        )

    def _nothing_to_match(self, number: int, anchors: Anchors) -> Problem:
        lines = len(self._search.lines)
        if anchors.stated == 0 and lines:
            return self._problem(
                "PV102",
                number,
                f"is for an empty file, but `{self._file.path}` has {_count(lines, 'line')}",
                "write the hunk again from the file as it is now",
                line=1,
            )
        if anchors.stated > lines:
            return self._problem(
                "PV102",
                number,
                f"adds lines behind line {anchors.stated}, "
                f"but `{self._file.path}` has {_count(lines, 'line')}",
                "write the hunk again from the file as it is now",
                line=max(lines, 1),
            )
        return self._problem(
            "PV110",
            number,
            f"adds lines behind line {anchors.stated} without a line of context; "
            "`git apply` would put them at the end of the file",
            "make the patch with context: `git diff` without `-U0`",
            line=anchors.stated + 1,
        )

    def _is_there(self, block: list[bytes], anchors: Anchors) -> bool:
        """Whether the post-image `block` stands in the file, where git's anchors let it."""
        if not any(line.strip() for line in block):
            return False
        end = len(self._search.lines) - len(block)
        if anchors.at_start:
            return self._search.matches(block, 0) and (not anchors.at_end or not end)
        if anchors.at_end:
            return self._search.matches(block, end)
        return next(self._search.find(block), None) is not None

    def _applied(self, number: int) -> Problem:
        if self._is_old_image():
            return self._problem(
                "PV105",
                number,
                "fits only backwards: its added lines are in the file, its removed ones are not, "
                "and the file is the one that the `index` line calls old",
                "swap the `+` and `-` of the patch, or reverse it with `git apply -R`",
            )
        return self._problem(
            "PV104",
            number,
            "is applied already: the lines that it makes are in the file",
            "the tree already has this change; judge it with --rev HEAD",
        )

    def _is_old_image(self) -> bool:
        """Whether the `index` line's old id is this file's: then it cannot be the new one."""
        old = self._file.old_id
        if not old or not old.strip(_ZERO_ID):
            return False
        from .blob_id import blob_id  # hashlib, for this one question

        return blob_id(b"".join(self._search.lines), len(old)).startswith(old)

    def _at_wrong_place(self, number: int, anchors: Anchors, stray: int) -> Problem:
        hunk = self._file.hunks[number - 1]
        rest = len(self._search.lines) - stray - hunk.old_count
        if anchors.at_end and rest > 0 and (not anchors.at_start or not stray):
            if self._file.kind is FileKind.DELETE:
                return leaves_content(self._file, rest, hunk.patch_line)
            return self._problem(
                "PV110",
                number,
                "has no context behind its last change, so it must end where the file ends; "
                f"its lines stand at line {stray + 1}, {_count(rest, 'line')} before the end",
                "make the patch with context: `git diff` without `-U0`",
                line=stray + 1,
            )
        if anchors.at_start and stray:
            return self._problem(
                "PV102",
                number,
                f"says that it starts the file, but its lines stand at line {stray + 1}",
                f"write `-{stray + 1}` for `-{hunk.old_start}` if that place is meant",
                line=stray + 1,
            )
        return self._problem(
            "PV102",
            number,
            f"matches at line {stray + 1}, but another hunk changes those lines",
            "make one hunk of the two",
            line=stray + 1,
        )

    def _ending(self, block: list[bytes]) -> Divergence | None:
        """Where `block` would stand if its last line did not lack its newline."""
        start = next(self._search.joining(block), None)
        if start is None:
            return None
        last = len(block) - 1
        return Divergence(last, start + last, "differs", last, len(block), start)

    def _mismatch(self, number: int, divergence: Divergence | None) -> Problem:
        hunk = self._file.hunks[number - 1]
        if divergence is None:
            return self._problem(
                "PV102",
                number,
                "does not match: none of the lines that it expects is in the file"
                if self._explained <= _MOST_REGIONS
                else "does not match the file",
                "write the hunk again from the file as it is now",
                line=min(max(hunk.old_start, 1), max(len(self._search.lines), 1)),
            )
        return mismatch_problem(self._file, number, divergence, self._search.lines)

    def _problem(
        self, code: str, number: int, message: str, hint: str, line: int | None = None
    ) -> Problem:
        hunk = self._file.hunks[number - 1]
        return Problem(
            code,
            f"hunk {number} of {len(self._file.hunks)} {message}",
            hint=hint,
            path=self._file.path,
            line=hunk.old_start if line is None else line,
            patch_line=hunk.patch_line,
            hunk=number,
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _as_one(file: FilePatch, problems: list[Problem]) -> list[Problem]:
    """One problem instead of one a hunk, where every hunk is applied already, or reversed."""
    codes = {problem.code for problem in problems}
    if len(problems) < 2 or len(problems) != len(file.hunks) or codes not in ({"PV104"}, {"PV105"}):
        return problems
    first = problems[0]
    message = first.message.replace(f"hunk 1 of {len(file.hunks)} ", "", 1)
    whole = f"each of the {len(file.hunks)} hunks {message}"
    return [first._replace(message=whole, hunk=None, patch_line=file.patch_line)]
