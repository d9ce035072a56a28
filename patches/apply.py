"""A file patch and the bytes before make the bytes after: strict, offsets reported, never a guess.

The measure is `git apply` (2.39): what it refuses is refused here, and what both take becomes the
same bytes. Where this is stricter, docs/ledger.md says so and why.
"""

from __future__ import annotations

from typing import NamedTuple

from .duplicates import duplicate_hunks
from .existence import existence_problem, leaves_content
from .landing import Landings
from .linemap import LineMap, map_lines
from .model import FileKind, FilePatch, Problem
from .placing import Place, Placer, anchors_of
from .search import LineSearch, split_lines

__all__ = ["Applied", "LineMap", "Placement", "apply_file"]


class Placement(NamedTuple):
    """Where a hunk landed. `old_line`/`new_line` are the 1-based lines of its first line before and
    after; `offset` is how far from the stated place. `hunk` counts from 1.
    """

    hunk: int
    old_line: int
    new_line: int
    offset: int


class Applied(NamedTuple):
    """The outcome of one file patch. `after` is None for a deleted file and where `problems` hold
    an error; `notes` are offsets and the like. `unchecked` says why nothing could be decided
    (a binary patch without payload).
    """

    file: FilePatch
    after: bytes | None
    placements: tuple[Placement, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    unchecked: str = ""

    def line_map(self) -> LineMap:
        """The lines before and after, paired; of the hunks that found their place."""
        return map_lines(
            (self.file.hunks[place.hunk - 1], place.old_line, place.new_line)
            for place in self.placements
        )


def apply_file(file: FilePatch, before: bytes | None, *, unidiff_zero: bool = False) -> Applied:
    """Applies `file` to the bytes `before` (None: no such file). Never raises for a bad patch.

    `unidiff_zero` is git's option of that name: hunks without context stand at their stated line.
    Without it they are refused (PV110), where git refuses them or puts them elsewhere.
    """
    refusal = existence_problem(file, before)
    if refusal is not None:
        return Applied(file, None, problems=(refusal,))
    if file.is_binary:
        from .binary_apply import apply_binary  # base 85 and zlib, for the few patches that hold it

        return apply_binary(file, before or b"")
    return _apply_hunks(file, before or b"", unidiff_zero)


def _apply_hunks(file: FilePatch, before: bytes, unidiff_zero: bool) -> Applied:
    search = LineSearch(split_lines(before))
    placer = Placer(search, unidiff_zero)
    placed: list[tuple[int, int]] = []
    astray: list[tuple[int, Place]] = []
    for number, hunk in enumerate(file.hunks, 1):
        place = placer.place(hunk)
        if place.index is None:
            astray.append((number, place))
        else:
            placed.append((place.index, number))
    problems = duplicate_hunks(file)
    if search.exhausted and not problems:
        return Applied(file, None, unchecked="its hunks are astray, and searching takes too long")
    if astray:
        from .mismatch import explain_all  # a patch that applies needs no explanation

        problems += explain_all(file, search, astray, unidiff_zero)
    placements, after = _build(file, search.lines, placed, unidiff_zero)
    errors, notes = _remarks(file, placements, search)
    problems += errors
    if not problems and file.kind is FileKind.DELETE and after:
        lines = after.count(b"\n") + (not after.endswith(b"\n"))
        problems.append(leaves_content(file, lines, file.patch_line))
    failed = problems or file.kind is FileKind.DELETE
    return Applied(file, None if failed else after, placements, tuple(problems), tuple(notes))


def _build(
    file: FilePatch, lines: list[bytes], placed: list[tuple[int, int]], unidiff_zero: bool
) -> tuple[tuple[Placement, ...], bytes]:
    """Puts every placed hunk, (0-based index, number), into the file."""
    after: list[bytes] = []
    placements: list[Placement] = []
    cursor = 0
    for index, number in sorted(placed):
        hunk = file.hunks[number - 1]
        after += lines[cursor:index]
        offset = index - anchors_of(hunk, unidiff_zero).stated
        placements.append(Placement(number, index + 1, len(after) + 1, offset))
        after += [line.content for line in hunk.lines if line.origin != "-"]
        cursor = index + sum(line.origin != "+" for line in hunk.lines)
    after += lines[cursor:]
    return tuple(placements), b"".join(after)


def _remarks(
    file: FilePatch, placements: tuple[Placement, ...], search: LineSearch
) -> tuple[list[Problem], list[Problem]]:
    """Errors and notes about the hunks that stand at another line than they state."""
    errors: list[Problem] = []
    notes: list[Problem] = []
    landings = Landings(file, search)
    for placement in placements:
        if placement.offset:
            notes.append(landings.offset(placement))
            problem, is_error = landings.wrong_symbol(placement)
            if problem is not None:
                (errors if is_error else notes).append(problem)
    return errors, notes
