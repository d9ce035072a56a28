"""git as the outside truth: its diffs of generated pairs, and what `git apply` makes of a patch."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pairs import Pair, Tree

# No setting of the user or the machine may change what git does.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "LC_ALL": "C",
}

# What diff-tree prints before each commit's diff. No line of a diff looks like it.
_HEADER = re.compile(rb"^([0-9a-f]{40})\n", re.MULTILINE)


def diffs(folder: Path, pairs: Sequence[Pair], *options: str) -> Iterator[tuple[Pair, bytes]]:
    """Every pair that differs, with the patch that `git diff` prints for it.

    All pairs go into one repository by one `git fast-import`, and come out of one `git diff-tree`.
    """
    repository = folder / "pairs.git"
    ids = _import(repository, pairs)
    command = ["git", "-C", str(repository), "diff-tree", "--stdin", "-p", "-r", "-M", *options]
    asked = "".join(f"{ids[2 * at + 2]} {ids[2 * at + 1]}\n" for at in range(len(pairs)))
    printed = subprocess.run(
        command, input=asked.encode(), env=ENVIRONMENT, capture_output=True, check=True
    ).stdout
    whose = {ids[2 * at + 2].encode(): pair for at, pair in enumerate(pairs)}
    starts = [one for one in _HEADER.finditer(printed) if one[1] in whose]
    ends = [*(one.start() for one in starts[1:]), len(printed)]
    for start, end in zip(starts, ends, strict=True):
        yield whose[start[1]], printed[start.end() : end]


def _import(repository: Path, pairs: Sequence[Pair]) -> dict[int, str]:
    """Commits every pair as parent and child; the ids, by marks 1, 2 (first pair), 3, 4 …"""
    subprocess.run(["git", "init", "-q", "--bare", str(repository)], env=ENVIRONMENT, check=True)
    stream: list[bytes] = []
    for at, pair in enumerate(pairs):
        for place, tree in enumerate((pair.before, pair.after)):
            mark = 2 * at + 1 + place
            stream.append(
                b"commit refs/heads/p%d\nmark :%d\ncommitter a <a@b> 1 +0000\ndata 0\n" % (at, mark)
            )
            if place:
                stream.append(b"from :%d\n" % (mark - 1))
            stream.append(b"deleteall\n")
            for path, (data, mode) in tree.items():
                name = path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"')
                quoted = b'"' + name.replace(b"\n", b"\\n") + b'"'
                stream.append(b"M %o inline %s\ndata %d\n%s\n" % (mode, quoted, len(data), data))
    marks = repository / "marks"
    command = ["git", "-C", str(repository), "fast-import", "--quiet", f"--export-marks={marks}"]
    subprocess.run(command, input=b"".join(stream), env=ENVIRONMENT, check=True)
    lines = marks.read_text().splitlines()
    return {int(mark[1:]): name for mark, name in (line.split() for line in lines)}


class GitApply:
    """Runs `git apply` in a folder outside any repository."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "applied"
        self._environment = ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(folder)}
        self._there: Tree = {}
        self._folder.mkdir(parents=True)

    def apply(self, before: Tree, patch: bytes, *options: str) -> tuple[Tree | None, str]:
        """The tree that git makes of `before`, None if it refuses; and what it says."""
        if before != self._there:
            self._write(before)
        done = subprocess.run(
            ["git", "apply", *options, "-"],
            cwd=self._folder,
            input=patch,
            env=self._environment,
            capture_output=True,
            check=False,
        )
        said = done.stderr.decode("utf-8", "replace")
        if done.returncode and "unable to" not in said:
            return None, said
        after = self._read()
        self._there = after
        return (None if done.returncode else after), said

    def _write(self, tree: Tree) -> None:
        shutil.rmtree(self._folder)
        self._folder.mkdir()
        for path, (data, mode) in tree.items():
            name = os.fsencode(self._folder / path)
            os.makedirs(os.path.dirname(name), exist_ok=True)
            if stat.S_ISLNK(mode):
                os.symlink(data, name)
                continue
            with open(name, "wb") as file:
                file.write(data)
            if mode & stat.S_IXUSR:
                os.chmod(name, 0o755)
        self._there = tree

    def _read(self) -> Tree:
        tree: Tree = {}
        top = os.fsencode(self._folder)
        for folder, folders, names in os.walk(top):
            links = [one for one in folders if os.path.islink(os.path.join(folder, one))]
            for one in [*names, *links]:
                name = os.path.join(folder, one)
                path = os.fsdecode(os.path.relpath(name, top))
                bits = os.lstat(name).st_mode
                if stat.S_ISLNK(bits):
                    tree[path] = (os.readlink(name), 0o120000)
                else:
                    data = Path(os.fsdecode(name)).read_bytes()
                    tree[path] = (data, 0o100755 if bits & stat.S_IXUSR else 0o100644)
        return tree
