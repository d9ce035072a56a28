"""A small git repository with every kind of change between its two commits."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WHO = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What git prints; raises CalledProcessError where it refuses."""
    return subprocess.run(
        ["git", *arguments],
        cwd=root,
        input=stdin,
        capture_output=True,
        check=True,
        env=os.environ | _WHO,
    ).stdout


def text(lines: int, factor: int) -> bytes:
    return b"".join(b"line %d %d\n" % (number, number * factor % 7) for number in range(lines))


BEFORE = {
    b"plain.txt": text(40, 3),
    b"sp ace/na me.txt": text(30, 2),
    b"caf\xc3\xa9.txt": text(20, 5),
    b"b\xffd.txt": text(20, 4),
    b"tab\tname": text(9, 1),
    b'q"uote': text(8, 1),
    b"mode.sh": b"#!/bin/sh\n",
    b"empty": b"",
    b"empty2": b"",
    b"crlf.txt": text(20, 2).replace(b"\n", b"\r\n"),
    b"nonl.txt": text(5, 1)[:-1],
    b"ff.txt": b"a\x0cb\nc\x1cd\n\xe2\x80\xa8x\ny\rz\n" * 3,
    b"bin.dat": bytes(range(256)) * 20,
    b"gone.txt": text(12, 1),
    b"renamed.txt": text(50, 6),
    b"moved.txt": text(10, 3),
    b"copied.txt": text(30, 3),
    b"x and y": text(6, 2),
}
AFTER = {
    b"plain.txt": text(40, 4),
    b"sp ace/na me.txt": text(31, 2),
    b"caf\xc3\xa9.txt": text(22, 5),
    b"b\xffd.txt": text(21, 4),
    b"tab\tname": text(10, 1),
    b'q"uote': text(9, 1),
    b"mode.sh": b"#!/bin/sh\n",
    b"empty2": b"x\n",
    b"new empty": b"",
    b"crlf.txt": text(21, 2).replace(b"\n", b"\r\n"),
    b"nonl.txt": text(6, 1)[:-1],
    b"ff.txt": b"a\x0cb\nc\x1cd\n\xe2\x80\xa8x\ny\rz\n" * 4,
    b"bin.dat": bytes(range(256)) * 20 + b"more\0",
    b"new.dat": b"\0\1\2" * 99,
    b"renamed again.txt": text(51, 6),
    b"d/moved.txt": text(10, 3),
    b"copied.txt": text(31, 3),
    b"copy.txt": text(30, 3) + b"x\n",
    b"x and y": text(7, 2),
    b"no newline": b"no newline",
}


def build(root: Path) -> None:
    """Makes the repository: BEFORE is HEAD~, AFTER is HEAD."""
    git(root, "init", "--quiet")
    _commit(root, BEFORE, "crlf.txt", 0o644, "1" * 40)
    for name in BEFORE:
        (root / os.fsdecode(name)).unlink()
    _commit(root, AFTER, "plain.txt", 0o755, "2" * 40)


def _commit(root: Path, files: dict[bytes, bytes], target: str, mode: int, submodule: str) -> None:
    for name, content in files.items():
        path = root / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (root / "mode.sh").chmod(mode)
    (root / "link").unlink(missing_ok=True)
    (root / "link").symlink_to(target)
    git(root, "add", "--all")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{submodule},sub")
    git(root, "commit", "--quiet", "--message", "x")
