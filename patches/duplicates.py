"""The same hunk twice in one file patch."""

from __future__ import annotations

from collections import Counter

from .model import FilePatch, Problem


def duplicate_hunks(file: FilePatch) -> list[Problem]:
    """A PV108 for every hunk that repeats an earlier one, header and lines.

    `git apply` lets the second land on the next equal lines, or at the end of the file if it only
    adds: exit 0, and the change is there twice.
    """
    # Telling hunks apart by their lines costs as much as placing them: only those of one place are.
    starts = Counter(hunk.old_start for hunk in file.hunks)
    seen: dict[tuple[object, ...], int] = {}
    problems: list[Problem] = []
    for number, hunk in enumerate(file.hunks, 1):
        if starts[hunk.old_start] == 1:
            continue
        key = (hunk.old_start, *((line.origin, line.content) for line in hunk.lines))
        first = seen.setdefault(key, number)
        if first != number:
            line = file.hunks[first - 1].patch_line
            problems.append(
                Problem(
                    "PV108",
                    f"hunk {number} of {len(file.hunks)} repeats hunk {first} (patch line {line})",
                    hint=f"remove hunk {number}: `git apply` would make the change twice",
                    path=file.path,
                    line=hunk.old_start,
                    patch_line=hunk.patch_line,
                    hunk=number,
                )
            )
    return problems
