"""Whether the file that a patch changes is there, and the one that it creates is not."""

from __future__ import annotations

from .model import FileKind, FilePatch, Problem

_VERBS = {
    FileKind.MODIFY: "change",
    FileKind.DELETE: "delete",
    FileKind.RENAME: "rename",
    FileKind.COPY: "copy",
}


def existence_problem(file: FilePatch, before: bytes | None) -> Problem | None:
    """PV101, PV104 or PV106 if `before` (None: no such file) contradicts the kind of patch."""
    if file.kind is FileKind.ADD:
        return None if before is None else target_exists(file, before)
    return missing_file(file) if before is None else None


def missing_file(file: FilePatch, nearest: str | None = None) -> Problem:
    """The PV101 of a file that is not there; `nearest` is the path that may be meant."""
    hint = "check the path and the `-p` level, or judge against the tree the patch was made for"
    if nearest is not None:
        hint = f"the nearest path is `{nearest}`"
    return Problem(
        "PV101",
        f"there is no file `{file.old_path}` to {_VERBS[file.kind]}",
        hint=hint,
        path=file.old_path,
        patch_line=file.patch_line,
    )


def target_exists(file: FilePatch, there: bytes) -> Problem:
    """The problem of a new path that is taken by a file with the bytes `there`."""
    content = b"".join(line for hunk in file.hunks for line in hunk.new_lines)
    if file.kind is FileKind.ADD and not file.is_binary and there == content:
        return Problem(
            "PV104",
            f"`{file.new_path}` is there already, with the very content that the patch adds",
            hint="the tree already has this change; judge it with --rev HEAD",
            path=file.new_path,
            patch_line=file.patch_line,
        )
    return Problem(
        "PV106",
        f"the patch creates `{file.new_path}`, but that path exists",
        hint="change the existing file instead, or choose another path",
        path=file.new_path,
        patch_line=file.patch_line,
    )


def leaves_content(file: FilePatch, lines: int, patch_line: int) -> Problem:
    """The problem of a deletion that leaves `lines` lines behind; `git apply` refuses it."""
    count = "1 line" if lines == 1 else f"{lines} lines"
    return Problem(
        "PV102",
        f"the patch deletes `{file.old_path}`, but does not hold {count} of it",
        hint="remake the deletion from the file as it is now",
        path=file.old_path,
        line=1,
        patch_line=patch_line,
    )
