"""What a patch is: files, hunks and lines, as bytes, in the order in which they stand.

Nothing here knows a language or touches a disk. Every object is frozen: a patch is read once and
shared by every check and thread. Named tuples, since a patch has many lines: they are made twice
as fast as frozen dataclasses, and their classes six times as fast at import.

Units: line numbers are 1-based; `patch_line` counts lines of the patch as it was handed in; paths
are text decoded as UTF-8 with `surrogateescape`, so that any byte of a name survives the way back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FileKind(StrEnum):
    """What a patch does to one file."""

    MODIFY = "modify"
    ADD = "add"
    DELETE = "delete"
    RENAME = "rename"
    COPY = "copy"


SYMLINK_MODE = 0o120000
SUBMODULE_MODE = 0o160000


class Line(NamedTuple):
    """One line of a hunk.

    `origin` is " " (context), "-" (removed) or "+" (added). `content` is the line's bytes without
    the origin, with its `\\n` unless a "\\ No newline at end of file" follows it.
    """

    origin: str
    content: bytes
    patch_line: int


class Hunk(NamedTuple):
    """One `@@ -old_start,old_count +new_start,new_count @@ heading` block."""

    old_start: int
    old_count: int
    new_start: int
    new_count: int
    heading: bytes
    lines: tuple[Line, ...]
    patch_line: int

    @property
    def old_lines(self) -> tuple[bytes, ...]:
        """The pre-image: context and removed lines."""
        return tuple(line.content for line in self.lines if line.origin != "+")

    @property
    def new_lines(self) -> tuple[bytes, ...]:
        """The post-image: context and added lines."""
        return tuple(line.content for line in self.lines if line.origin != "-")


class BinaryPayload(NamedTuple):
    """A `GIT binary patch` body, decoded from base 85 and inflated.

    `literal` data is the whole new file; `delta` data is a git pack delta against the old one.
    """

    method: str
    data: bytes
    patch_line: int


class FilePatch(NamedTuple):
    """All that a patch says of one file, in one place of the patch.

    `old_path` is None for an added file, `new_path` for a deleted one. Modes are git's (0o100644,
    0o100755, 0o120000 symlink, 0o160000 submodule), None where the patch names none. `is_binary`
    with `binary` None means "Binary files differ": the patch holds no content to judge.
    """

    kind: FileKind
    old_path: str | None
    new_path: str | None
    patch_line: int
    hunks: tuple[Hunk, ...] = ()
    old_mode: int | None = None
    new_mode: int | None = None
    old_id: str | None = None
    new_id: str | None = None
    is_binary: bool = False
    binary: BinaryPayload | None = None
    binary_reverse: BinaryPayload | None = None

    @property
    def path(self) -> str:
        """The path that a reader looks for: the new one, the old one for a deleted file."""
        path = self.new_path if self.new_path is not None else self.old_path
        assert path is not None, "a FilePatch has at least one path"
        return path


class Problem(NamedTuple):
    """Something wrong, or worth a note, that the reading or the applying of a patch found.

    `code` is the `PVnnn` under which the matching validator reports it. `patch_line` is a line of
    the patch; `line` and `column` one of the file, 1-based, columns in characters. `hunk` counts
    from 1. `exhibits` are lines to show, in order.
    """

    code: str
    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    column: int | None = None
    patch_line: int | None = None
    hunk: int | None = None
    exhibits: tuple[Exhibit, ...] = ()


class Exhibit(NamedTuple):
    """A line shown as evidence: `label │ text`, with a caret under `column` and a `note` behind it.

    `text` is decoded for display (UTF-8, undecodable bytes replaced) and holds no line end.
    """

    label: str
    text: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    note: str = ""


class Patch(NamedTuple):
    """A patch as it was read. `problems` holds what makes it malformed; files that could be read
    stand in `files` all the same.

    `source` is the name to show (a file name, `<stdin>`). `format` is "git" (has `diff --git`
    lines), "unified", "mbox" (`git format-patch`) or "record" (JSON, see `records.py`). `strip` is
    the `-p` that was detected or given: the number of leading path components that were taken off.
    """

    source: str
    format: str
    files: tuple[FilePatch, ...]
    strip: int = 1
    problems: tuple[Problem, ...] = ()
