"""A file patch and the bytes before make the bytes after: strict, offsets reported, never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from .model import FilePatch, Problem


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a hunk landed. `old_line`/`new_line` are the 1-based lines of its first line before and
    after; `offset` is how far from the stated place. `hunk` counts from 1.
    """

    hunk: int
    old_line: int
    new_line: int
    offset: int


@dataclass(frozen=True, slots=True)
class LineMap:
    """How the lines of a file before and after a patch belong together. All lines are 1-based.

    `added` are lines of the file after, `removed` of the file before, both ascending.
    `anchors` are (old_line, new_line) pairs from which unchanged lines count on together.
    """

    added: tuple[int, ...]
    removed: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]

    def before(self, line: int) -> int | None:
        """The line before that line `line` after was; None if the patch added it."""
        raise NotImplementedError

    def after(self, line: int) -> int | None:
        """The line after that line `line` before became; None if the patch removed it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Applied:
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
        raise NotImplementedError


def apply_file(file: FilePatch, before: bytes | None) -> Applied:
    """Applies `file` to the bytes `before` (None: no such file). Never raises for a bad patch."""
    raise NotImplementedError
