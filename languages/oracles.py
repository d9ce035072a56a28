"""Oracles: the real parsers. An oracle's word outweighs the grammar's, where one is present.

A spec says which oracle a language has and whether it starts a process; the set opens each oracle
at most once a run, on first use, and closes them all at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..grammars import SyntaxTree
    from ..patches.trees import SourceTree


@dataclass(frozen=True, slots=True)
class OracleError:
    """What an oracle holds against a file. Lines and columns are 1-based, columns in characters."""

    message: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class OracleAnswer:
    """`accepts` is None if the oracle could not tell; `reason` then says why.

    `errors` holds what it complains of, at least one if `accepts` is False; most parsers stop at
    the first.
    """

    accepts: bool | None
    errors: tuple[OracleError, ...] = ()
    reason: str = ""


class Oracle(Protocol):
    """A real parser, opened. Its methods may be called from several threads."""

    stops_at_first_error: bool

    @property
    def label(self) -> str:
        """Name and version for the report: `cpython 3.11 compile`, `node 20.20.2`.

        A worker knows its version once it runs: the label is free after a `judge`, and before one
        it starts the worker.
        """

    def reads(self, path: str, source: bytes) -> bool:
        """False if this oracle has no say on such a file (node reads neither JSX nor Flow)."""

    def prepare(self, jobs: Sequence[tuple[str, bytes]]) -> None:
        """Announces (path, source) pairs that will be asked for, to go in one batch."""

    def judge(self, path: str, source: bytes, seconds: float) -> OracleAnswer:
        """Parses `source`. Bad source, a crash and a time-out are answers, never raised."""

    def newer_than_this(
        self, path: str, source: bytes, syntax: SyntaxTree, tree: SourceTree
    ) -> str | None:
        """Why a rejection does not count: the code is newer than this oracle. None if it counts.

        `tree` is asked for what the project says of its versions (`requires-python`, `go.mod`, …).
        """

    def close(self) -> None:
        """Ends what the oracle started; safe to call twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OracleSpec:
    """How to get an oracle. `find` says where it was found, None if it is not installed.

    `embedded` oracles live in this process and start none. `find` is cheap (no process is started)
    and `open` too: an oracle starts its worker when it is first asked.
    """

    name: str
    embedded: bool
    find: Callable[[], str | None]
    open: Callable[[], Oracle]
