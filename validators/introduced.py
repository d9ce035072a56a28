"""What a patch brought in, told from what was there before.

An error is old only if the image before has the same one at the line from which the patch carried
it over; each old error excuses one. All lines are 1-based.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from ..languages import Language
    from .change import Change, Source

T = TypeVar("T")

# Where an error stands: a line, or the end of the file, which moves with every line added.
END_OF_FILE = -1


def comparable_before(change: Change) -> Source | None:
    """The image before, if its errors can excuse any; a text file renamed to `.py` was no code."""
    before = change.before
    if before is None or change.language is None or not _speaks(change.language, before.path):
        return None
    return before


def split(
    change: Change,
    after: Iterable[T],
    before: Iterable[T],
    describe: Callable[[T], tuple[int | None, Hashable]],
) -> tuple[list[T], list[T]]:
    """The errors of `after` that are new, and those that are old.

    `describe` gives an error's line (or END_OF_FILE, or None if it has no place) and all else that
    makes two errors the same.
    """
    known = Counter(describe(error) for error in before)
    new: list[T] = []
    old: list[T] = []
    for error in after:
        line, what = describe(error)
        key = (line_before(change, line), what)
        if (line is None or key[0] is not None) and known[key] > 0:
            known[key] -= 1
            old.append(error)
        else:
            new.append(error)
    return new, old


def line_before(change: Change, line: int | None) -> int | None:
    """The line that `line` was before the patch; None for one that the patch wrote."""
    if line is None or line == END_OF_FILE:
        return line
    if not change.file.is_binary:
        return change.lines.before(line)
    # A binary patch has no hunks that would tell: an equal line in the same place is the same one.
    before, after = change.before, change.after
    same = before and after and before.line_text(line) == after.line_text(line)
    return line if same else None


def new_ranges(change: Change) -> list[tuple[int, int]] | None:
    """The bytes of the image after that are new; where only lines went away, an empty range.

    None where no hunks tell.
    """
    if change.after is None or change.file.is_binary:
        return None
    offsets = change.after.line_starts
    removed = frozenset(change.lines.removed)
    behind_a_gap = (change.lines.after(line + 1) for line in removed if line + 1 not in removed)
    last = len(offsets) - 1
    ranges = [(offsets[line - 1], offsets[line]) for line in change.lines.added]
    ranges += [(offsets[min(line - 1, last)],) * 2 for line in behind_a_gap if line is not None]
    return sorted(ranges)


def place_in_patch(change: Change, line: int | None) -> tuple[int | None, int | None]:
    """The patch's line and the hunk (from 1) that hold `line` of the image after, if any do."""
    if change.applied is None or line is None:
        return None, None
    for placement in change.applied.placements:
        number = placement.new_line
        for row in change.file.hunks[placement.hunk - 1].lines:
            if row.origin != "-":
                if number == line:
                    return row.patch_line, placement.hunk
                number += 1
    return None, None


def _speaks(language: Language, path: str) -> bool:
    filename = path.rpartition("/")[2]
    return filename in language.filenames or filename.endswith(language.suffixes)
