"""One `git cat-file --batch` hands out a repository's objects: the only process of a git tree."""

from __future__ import annotations

import os
import subprocess
import threading
import weakref

from ..errors import TreeError


class GitObjects:
    """Objects of the repository at `root`, by name. Starts git on the first question.

    Safe to share between threads. `close` ends the process; it also ends with the object, and with
    the interpreter.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._end: weakref.finalize[..., GitObjects] | None = None

    def get(self, name: str) -> tuple[str, str, bytes] | None:
        """Id, type and content of the object `name` (an id or a revision); None if there is none.

        Raises TreeError if git is missing, `root` is in no repository, or git ends.
        """
        if "\n" in name:
            return None
        with self._lock:
            process = self._start()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
                process.stdin.flush()
                header = process.stdout.readline()
            except OSError:
                header = b""
            if not header:
                raise TreeError(self._last_words(process))
            fields = header.split()
            if len(fields) != 3 or not fields[2].isdigit():
                return None
            size = int(fields[2])
            data = process.stdout.read(size + 1)
            if len(data) != size + 1:
                raise TreeError(self._last_words(process))
            return fields[0].decode("ascii"), fields[1].decode("ascii"), data[:-1]

    def close(self) -> None:
        """Ends git's process. Safe to call twice; further questions raise TreeError."""
        with self._lock:
            self._closed = True
            if self._end is not None:
                self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise TreeError(f"the git tree at {self._root} was closed")
        if self._process is None:
            # Without GIT_NO_LAZY_FETCH a partial clone would fetch missing objects from the web.
            environment = os.environ | {"GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
            try:
                self._process = subprocess.Popen(
                    ["git", "-C", self._root, "cat-file", "--batch"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env=environment,
                )
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise TreeError(f"cannot start git: {reason}") from error
            self._end = weakref.finalize(self, _end, self._process)
        return self._process

    def _last_words(self, process: subprocess.Popen[bytes]) -> str:
        assert process.stderr is not None
        process.kill()
        lines = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        reason = lines[0].removeprefix("fatal: ") if lines else "git ended without a word"
        return f"cannot read a git revision in {self._root}: {reason}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """Closes git's input, upon which it ends, and waits for that."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # git died before and left unread input
                continue
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
