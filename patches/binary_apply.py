"""Applying a `GIT binary patch`. As git demands, the ids of both images must be right."""

from __future__ import annotations

from .apply import Applied
from .binary import CorruptDeltaError, apply_delta
from .blob_id import SHA1_DIGITS, SHA256_DIGITS, blob_id
from .model import FileKind, FilePatch, Problem


def apply_binary(file: FilePatch, before: bytes) -> Applied:
    """Applies a binary file patch; without a payload the outcome is `unchecked`."""
    if file.binary is None:
        return Applied(file, None, unchecked="the patch does not hold the binary file's content")
    problem = _ids_problem(file, before)
    if problem is not None:
        return Applied(file, None, problems=(problem,))
    after = file.binary.data
    if file.binary.method == "delta":
        try:
            after = apply_delta(before, file.binary.data)
        except CorruptDeltaError as error:
            return Applied(file, None, problems=(_mismatch(file, str(error)),))
    assert file.new_id is not None, "ids were looked at above"
    if file.kind is FileKind.DELETE:
        return _deleted(file, after)
    made = blob_id(after, len(file.new_id))
    if made != file.new_id:
        message = (
            f"the binary patch makes {made[:12]}, but its `index` line says {file.new_id[:12]}"
        )
        return Applied(file, None, problems=(_mismatch(file, message),))
    return Applied(file, after)


def _deleted(file: FilePatch, after: bytes) -> Applied:
    if after:
        message = f"the patch deletes `{file.path}`, but its binary content is not empty"
        return Applied(file, None, problems=(_mismatch(file, message),))
    return Applied(file, None)


def _ids_problem(file: FilePatch, before: bytes) -> Problem | None:
    """git applies a binary patch only to the very bytes that its `index` line names."""
    ids = (file.old_id or "", file.new_id or "")
    if any(len(one) not in (SHA1_DIGITS, SHA256_DIGITS) for one in ids):
        return _mismatch(file, "a binary patch needs an `index` line with full ids")
    there = blob_id(before, len(ids[0]))
    if there == ids[1] != ids[0]:
        return Problem(
            "PV104",
            f"`{file.path}` is already what the patch makes of it",
            hint="the tree already has this change; judge it with --rev HEAD",
            path=file.path,
            patch_line=file.patch_line,
        )
    if file.old_path is not None and there != ids[0]:
        message = f"`{file.old_path}` is {there[:12]}, but the patch was made for {ids[0][:12]}"
        return _mismatch(file, message)
    return None


def _mismatch(file: FilePatch, message: str) -> Problem:
    line = file.binary.patch_line if file.binary is not None else file.patch_line
    return Problem(
        "PV102",
        message,
        hint="make the patch again with `git diff --binary --full-index`",
        path=file.path,
        patch_line=line,
    )
