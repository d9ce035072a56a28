"""Real commits as (patch, tree before, files after): the raw material of the other benchmarks."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import patchvet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The diff as patchvet wants it: binary files with their payload, blob ids in full.
DIFF = ("diff", "--binary", "--full-index", "--no-ext-diff", "--no-textconv", "--no-color", "-M")


@dataclass(frozen=True)
class Commit:
    """One commit of a repository, against its only parent."""

    repository: Path
    id: str
    parent: str

    @cached_property
    def patch(self) -> bytes:
        return git(self.repository, *DIFF, self.parent, self.id)

    def tree(self) -> patchvet.GitRevision:
        """The tree that the commit was made on. Close it after use."""
        return patchvet.GitRevision(self.repository, self.parent)


def git(repository: Path, *arguments: str) -> bytes:
    """What a git command prints, whatever the user's settings are."""
    command = ["git", "-c", "core.quotePath=true", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout


def commits(repository: Path, most: int | None = None) -> Iterator[Commit]:
    """The commits with one parent, newest first; merges and roots are left out."""
    log = git(repository, "log", "--no-merges", "--format=%H %P", "HEAD").decode()
    lines = [line.split() for line in log.splitlines()]
    for entry in [line for line in lines if len(line) == 2][:most]:
        yield Commit(repository, entry[0], entry[1])
