"""Changed files with the ranges that changed, from mutations and from real commits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commits import commits, git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True)
class Edited:
    """Two images of a file, and the byte ranges of the second that are new."""

    before: bytes
    after: bytes
    ranges: tuple[tuple[int, int], ...]


def edits_in(repository: Path, suffixes: tuple[str, ...], most: int) -> Iterator[Edited]:
    """Every modified file of the newest `most` commits whose name ends in one of `suffixes`."""
    for commit in commits(repository, most):
        names = git(
            repository, "diff", "--name-only", "--diff-filter=M", "-z", commit.parent, commit.id
        )
        for name in filter(None, names.decode("utf-8", "surrogateescape").split("\0")):
            if name.endswith(suffixes):
                before = git(repository, "show", f"{commit.parent}:{name}")
                after = git(repository, "show", f"{commit.id}:{name}")
                diff = git(repository, "diff", "-U0", commit.parent, commit.id, "--", name)
                yield Edited(before, after, _ranges(diff, after))


def _ranges(diff: bytes, after: bytes) -> tuple[tuple[int, int], ...]:
    starts = [0, *(match.end() for match in re.finditer(rb"\n", after)), len(after)]
    last = len(starts) - 1
    ranges = []
    for match in HUNK.finditer(diff):
        number, count = int(match[1]), 1 if match[2] is None else int(match[2])
        # A hunk that adds nothing names the line before the gap.
        first = number if count == 0 else number - 1
        ranges.append((starts[min(first, last)], starts[min(first + count, last)]))
    return tuple(ranges)
