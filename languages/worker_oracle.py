"""An oracle behind a worker: requests and answers as node's and javac's workers speak them.

A request is the path, a null byte and the source. An answer is UTF-8 text: `accepted`; `rejected`
and then a line for each error, `LINE<tab>COLUMN<tab>MESSAGE` (0 where unknown); or `unknown` and
then the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .oracles import OracleAnswer, OracleError
from .workers import WorkerFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .workers import Worker


class WorkerOracle:
    """What the oracles for JavaScript and Java have in common."""

    stops_at_first_error = True

    def __init__(self, name: str, worker: Worker) -> None:
        self._name = name
        self._worker = worker

    @property
    def label(self) -> str:
        """`node 20.20.2`; the bare name if the worker does not start."""
        try:
            return f"{self._name} {self._worker.hello()}"
        except WorkerFailed:
            return self._name

    def reads(self, path: str, source: bytes) -> bool:
        return True

    def prepare(self, jobs: Sequence[tuple[str, bytes]]) -> None:
        """Lets the process start up while the grammar parses the same files."""
        if jobs:
            self._worker.start()

    def judge(self, path: str, source: bytes, seconds: float) -> OracleAnswer:
        request = path.encode("utf-8", "surrogateescape") + b"\0" + source
        try:
            answer = self._worker.ask(request, seconds)
        except WorkerFailed as failure:
            return OracleAnswer(None, reason=str(failure))
        return _read_answer(answer.decode("utf-8", "replace"))

    def close(self) -> None:
        self._worker.close()


def _read_answer(text: str) -> OracleAnswer:
    verdict, *lines = text.split("\n")
    if verdict == "accepted":
        return OracleAnswer(True)
    if verdict == "rejected":
        return OracleAnswer(False, tuple(_read_error(line) for line in lines))
    return OracleAnswer(None, reason=" ".join(lines))


def _read_error(text: str) -> OracleError:
    line, column, message = text.split("\t", 2)
    return OracleError(message, int(line) or None, int(column) or None)
