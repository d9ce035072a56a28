"""Binary patches: applied to the very bytes they were made for, or not at all."""

from __future__ import annotations

import os
import random
import subprocess
from typing import TYPE_CHECKING

import pytest
from building import apply_all
from toolchains import needs

import patchvet

if TYPE_CHECKING:
    from pathlib import Path

OLD = random.Random(1).randbytes(400) + b"\0"
NEW = OLD[:200] + b"changed" + OLD[200:]


def binary_patch(folder: Path, old: bytes, new: bytes, *options: str) -> bytes:
    """What `git diff --binary` prints for the change of `f`."""
    environment = os.environ | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    (folder / "f").write_bytes(old)
    for command in (["init", "-q"], ["add", "f"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env=environment)
    (folder / "f").write_bytes(new)
    command = ["git", "diff", *(options or ("--binary", "--full-index"))]
    return subprocess.run(
        command, cwd=folder, check=True, env=environment, capture_output=True
    ).stdout


@needs("git")
@pytest.mark.parametrize("old", [OLD, OLD[::-1]], ids=["delta", "literal"])
def test_both_methods_are_applied(old: bytes, tmp_path: Path) -> None:
    """git writes a delta where it is shorter, else the whole file."""
    patch = binary_patch(tmp_path, old, NEW)
    assert (b"\ndelta " if old is OLD else b"\nliteral ") in patch
    assert apply_all(patch, {"f": old}) == ({"f": NEW}, set())


@needs("git")
def test_only_to_the_bytes_it_was_made_for(tmp_path: Path) -> None:
    """The file's id must be the one in the `index` line, as git demands."""
    patch = binary_patch(tmp_path, OLD, NEW)
    assert apply_all(patch, {"f": OLD[:-1]}) == (None, {"PV102"})
    assert apply_all(patch, {"f": NEW}) == (None, {"PV104"})


@needs("git")
def test_the_result_must_have_the_promised_id(tmp_path: Path) -> None:
    """A payload of other bytes is refused."""
    patch = binary_patch(tmp_path, OLD, NEW)
    new_id = patch.split(b"..")[1][:40]
    assert apply_all(patch.replace(new_id, b"1" * 40), {"f": OLD}) == (None, {"PV102"})


@needs("git")
def test_without_content_nothing_is_decided(tmp_path: Path) -> None:
    """ "Binary files differ" is unchecked, never a success."""
    patch = binary_patch(tmp_path, OLD, NEW, "--no-color")
    assert b"Binary files" in patch
    (step,) = patchvet.apply_patch(
        patchvet.parse_patch(patch), patchvet.InMemoryTree({"f": OLD})
    ).steps
    assert step.applied is not None
    assert step.applied.after is None
    assert "does not hold the binary file's content" in step.applied.unchecked
    assert patchvet.check(patch, {"f": OLD}).checks["applies"] == "unchecked"
