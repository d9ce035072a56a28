"""Runs `git apply` and GNU patch on a small tree, and says what became of it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, bytes]


def git_apply(folder: Path, before: Files, patch: bytes, *, within: str = "") -> tuple[int, Files]:
    """`git apply` in a fresh folder; its exit status and the files afterwards.

    `within` makes the folder a repository, and runs git in this folder of it.
    """
    _write(folder, before)
    if within:
        _run(["git", "init", "--quiet"], folder, folder, b"")
    return _run(["git", "apply", "-"], folder, folder / within, patch), _read(folder)


def gnu_patch(folder: Path, before: Files, patch: bytes) -> tuple[int, Files]:
    """`patch -p1 --batch` in a fresh folder; its exit status and the files afterwards."""
    _write(folder, before)
    command = ["patch", "-p1", "--batch", "--no-backup-if-mismatch"]
    return _run(command, folder, folder, patch), _read(folder)


def _run(command: list[str], top: Path, folder: Path, given: bytes) -> int:
    # No setting of this machine, and no repository above the folder, may change the outcome.
    environment = {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CEILING_DIRECTORIES": str(top.parent),
        "LC_ALL": "C",
    }
    done = subprocess.run(
        command, cwd=folder, input=given, env=environment, capture_output=True, check=False
    )
    return done.returncode


def _write(folder: Path, files: Files) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _read(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
