"""gofmt as the oracle for Go: it has no server, so all announced files go through it in one batch.

`gofmt -e -l FOLDER` parses every file in the folder with go/parser and prints all errors. 2.8 ms
for a file, nearly all of it the start of the process (measured): so one start a run.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..oracles import OracleAnswer, OracleError, OracleSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...grammars import SyntaxTree
    from ...patches.trees import SourceTree

# On top of the limit for the file that was asked for, for each other in its batch.
_SECONDS_A_FILE = 0.05

_ERROR = lazy_compile(rb"(?m)^(\d+)\.go:(\d+):(\d+): (.*)$")

# `//line x.y:10` moves the positions that Go reports to another file. With another letter it is
# an ordinary comment of the same length; in a string, where it would be neither, it makes no
# difference to the syntax.
_LINE_DIRECTIVE = lazy_compile(rb"(?m)(^//|/\*)line ")

# A limit of go/parser (100,000 levels), which is no rule of the language.
_TOO_DEEP = "exceeded max nesting depth"


class GofmtFailed(Exception):  # noqa: N818 - it becomes an answer, never a user's error
    """gofmt gave no verdicts; the text says why."""


class GofmtOracle:
    """go/parser by way of gofmt. Answers are kept for the run, by source."""

    stops_at_first_error = False

    def __init__(self) -> None:
        self._command = _find() or "gofmt"
        self._waiting: set[bytes] = set()
        self._answers: dict[bytes, OracleAnswer] = {}
        self._version: str | None = None
        self._lock = threading.Lock()

    @property
    def label(self) -> str:
        """`gofmt go1.26.8`; the bare name if its version cannot be found out."""
        return f"gofmt {self.version()}".rstrip()

    def version(self) -> str:
        """`go1.26.8`, or "" if it is not known."""
        if self._version is None:
            from .gofmt_version import gofmt_version

            self._version = gofmt_version(self._command)
        return self._version

    def reads(self, path: str, source: bytes) -> bool:
        return True

    def prepare(self, jobs: Sequence[tuple[str, bytes]]) -> None:
        with self._lock:
            self._waiting.update(source for _, source in jobs if source not in self._answers)

    def judge(self, path: str, source: bytes, seconds: float) -> OracleAnswer:
        """The verdict on `source`. What was not announced costs a further batch."""
        with self._lock:
            if source not in self._answers:
                batch = self._waiting | {source}
                self._waiting = set()
                self._run(batch, source, seconds)
            return self._answers[source]

    def newer_than_this(
        self, path: str, source: bytes, syntax: SyntaxTree, tree: SourceTree
    ) -> str | None:
        from .versions import newer_than_gofmt  # only where a file was rejected

        answer = self.judge(path, source, 5.0)
        if answer.accepts is not False:
            return None
        lines = [error.line for error in answer.errors if error.line]
        return newer_than_gofmt(path, lines, syntax, tree, self.version())

    def close(self) -> None:
        """Nothing is left running; forgets the answers."""
        with self._lock:
            self._waiting.clear()
            self._answers.clear()

    def _run(self, batch: set[bytes], asked: bytes, seconds: float) -> None:
        limit = seconds + _SECONDS_A_FILE * (len(batch) - 1)
        try:
            self._answers.update(_judge_all(self._command, list(batch), limit))
        except GofmtFailed as failure:
            if len(batch) == 1:
                self._answers[asked] = OracleAnswer(None, reason=str(failure))
            else:
                # One file spoils a batch: from here on, each goes alone as it is asked for.
                self._run({asked}, asked, seconds)


def _judge_all(
    command: str, sources: Sequence[bytes], seconds: float
) -> Iterable[tuple[bytes, OracleAnswer]]:
    """Runs gofmt once over all sources, in a private folder that is gone afterwards."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="patchvet-") as folder:
        for index, source in enumerate(sources):
            Path(folder, f"{index}.go").write_bytes(_LINE_DIRECTIVE.sub(rb"\1Line ", source))
        complaints = _gofmt(command, folder, seconds)
    errors: dict[int, list[OracleError]] = {}
    for found in _ERROR.finditer(complaints):
        index, line, column = (int(group) for group in found.groups()[:3])
        message = found[4].decode("utf-8", "replace")
        place = _characters(sources[index], line, column)
        errors.setdefault(index, []).append(OracleError(message, line, place))
    if complaints and not errors:
        raise GofmtFailed(f"gofmt failed: {complaints.decode('utf-8', 'replace').splitlines()[0]}")
    return [(source, _answer(errors.get(index, []))) for index, source in enumerate(sources)]


def _answer(errors: Sequence[OracleError]) -> OracleAnswer:
    if any(error.message == _TOO_DEEP for error in errors):
        return OracleAnswer(None, reason=f"gofmt gives up on this file ({_TOO_DEEP})")
    return OracleAnswer(not errors, tuple(errors))


def _gofmt(command: str, folder: str, seconds: float) -> bytes:
    """What `gofmt -e -l` says on stderr; on stdout it only names files to be formatted."""
    import subprocess  # 5 ms, and most runs start no process

    try:
        # In the folder, so that errors start with the bare file name.
        done = subprocess.run(
            [command, "-e", "-l", "."],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GofmtFailed(f"gofmt timed out after {seconds:g} s") from error
    except OSError as error:
        raise GofmtFailed(f"gofmt does not start: {error.strerror}") from error
    if done.returncode not in (0, 2):  # 2: some file has errors
        raise GofmtFailed(f"gofmt crashed (exit status {done.returncode})")
    return done.stderr


def _characters(source: bytes, line: int, column: int) -> int:
    """A 1-based column in characters, from Go's in bytes."""
    if source.isascii():
        return column
    text = source.split(b"\n")[line - 1]
    return len(text[: column - 1].decode("utf-8", "replace")) + 1


def _find() -> str | None:
    import shutil  # 3 ms

    return shutil.which("gofmt")


SPEC = OracleSpec(name="gofmt", embedded=False, find=_find, open=GofmtOracle)
