"""Short ways to write a patch and to apply it, for the tests of applying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import patchvet
from patchvet.patches.apply import apply_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patchvet.patches.apply import Applied


def hunk(old: int, new: int, *lines: str, heading: str = "") -> str:
    """A hunk of `lines` (" context", "-removed", "+added", "\\" for the no-newline marker)."""
    olds = sum(line[:1] in " -" for line in lines)
    news = sum(line[:1] in " +" for line in lines)
    head = f"@@ -{old},{olds} +{new},{news} @@{' ' + heading if heading else ''}\n"
    body = "".join(
        "\\ No newline at end of file\n" if line == "\\" else f"{line}\n" for line in lines
    )
    return head + body


def of(path: str, *hunks: str) -> bytes:
    """A patch that changes the file `path`."""
    return f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n{''.join(hunks)}".encode()


def apply(patch: bytes, before: bytes, *, unidiff_zero: bool = False) -> Applied:
    """The outcome of a well-formed patch of one file."""
    read = patchvet.parse_patch(patch, strip=1)
    assert read.problems == ()
    (file,) = read.files
    return apply_file(file, before, unidiff_zero=unidiff_zero)


def apply_all(patch: bytes, files: Mapping[str, bytes]) -> tuple[dict[str, bytes] | None, set[str]]:
    """The files after a patch, None if it does not apply as a whole; and the codes it gave."""
    tree = patchvet.InMemoryTree(files)
    done = patchvet.apply_patch(patchvet.parse_patch(patch, strip=1, tree=tree), tree)
    codes = {
        problem.code for step in done.steps if step.applied for problem in step.applied.problems
    }
    result = {path: done.result.read(path) or b"" for path in done.result.paths()}
    return (result if done.applies else None), codes
