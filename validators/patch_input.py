"""What a caller may hand in as a patch, and its bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..patches.model import Patch

if TYPE_CHECKING:
    from ..patches.limits import Limits

PatchInput = bytes | str | os.PathLike[str] | Patch


def patch_bytes(patch: PatchInput, limits: Limits) -> tuple[bytes, str]:
    """The bytes of `patch` and the name to show for it.

    bytes and str are the patch itself (str is encoded as UTF-8), a path is read: one byte more
    than the cap at most, so that a huge file costs no memory. Raises UsageError for a path that
    cannot be read or for another type.
    """
    if isinstance(patch, bytes):
        return patch, "<patch>"
    if isinstance(patch, str):
        return patch.encode("utf-8", "surrogateescape"), "<patch>"
    if isinstance(patch, os.PathLike):
        return read_patch_file(patch, limits), os.fspath(patch)
    raise UsageError(
        f"a patch is bytes, str, a path or a Patch, not {type(patch).__name__}; "
        f"wrap a file name in pathlib.Path"
    )


def read_patch_file(path: os.PathLike[str], limits: Limits) -> bytes:
    """The bytes of a patch file, cut one byte after the cap. Raises UsageError."""
    try:
        with open(path, "rb") as file:
            return file.read(limits.patch_bytes + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot read {os.fspath(path)}: {reason}") from error
