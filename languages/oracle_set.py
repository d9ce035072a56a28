"""The oracles of one run: which may be asked, each opened at most once, all closed at the end.

    with OracleSet("auto", languages) as oracles:
        oracle = oracles.for_language(language)
        if oracle is not None and oracle.reads(path, source):
            answer = oracle.judge(path, source, seconds=5.0)

Usable from several threads.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from . import Language
    from .oracles import Oracle, OracleSpec

MODES = ("auto", "embedded", "none")


class OracleSet:
    """The oracles that `mode` allows: "auto", "embedded", "none", or names joined by commas.

    `embedded` are those that start no process; `auto` adds every other that is installed. A list
    is taken at its word: only these, and one that is not installed is a UsageError, as is a name
    that no language in `languages` knows.
    """

    def __init__(self, mode: str, languages: Iterable[Language]) -> None:
        self._mode = mode
        self._named = frozenset[str]() if mode in MODES else _named(mode, languages)
        self._open: dict[str, Oracle | None] = {}
        self._labelled: dict[str, Oracle] = {}
        self._lock = threading.Lock()
        self._closed = False

    def for_language(self, language: Language) -> Oracle | None:
        """The oracle for `language`, opened on first use; None if there is none to be asked."""
        if self._mode == "none":
            return None
        spec = language.oracle()
        if spec is None:
            return None
        with self._lock:
            if self._closed:
                raise RuntimeError("this OracleSet is closed; open another for the next run")
            # Kept by the oracle's name: two languages may share one parser, and one process.
            if spec.name not in self._open:
                self._open[spec.name] = spec.open() if self._allows(spec) else None
            oracle = self._open[spec.name]
            if oracle is not None:
                self._labelled[language.name] = oracle
            return oracle

    def prepare(self, jobs: Iterable[tuple[Language, str, bytes]]) -> None:
        """Announces (language, path, source) that will be judged, so that batches can be formed."""
        batches: dict[int, tuple[Oracle, list[tuple[str, bytes]]]] = {}
        for language, path, source in jobs:
            oracle = self.for_language(language)
            if oracle is not None and oracle.reads(path, source):
                batches.setdefault(id(oracle), (oracle, []))[1].append((path, source))
        for oracle, batch in batches.values():
            oracle.prepare(batch)

    def labels(self) -> dict[str, str]:
        """Language name → label (`node 20.20.2`) of each oracle that was opened."""
        return {name: oracle.label for name, oracle in sorted(self._labelled.items())}

    def close(self) -> None:
        """Ends every oracle, even if one of them fails to; safe to call twice."""
        with self._lock:
            self._closed = True
            opened = [oracle for oracle in self._open.values() if oracle is not None]
            self._open.clear()
        with ExitStack() as stack:
            for oracle in opened:
                stack.callback(oracle.close)

    def __enter__(self) -> OracleSet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _allows(self, spec: OracleSpec) -> bool:
        if self._mode == "embedded":
            return spec.embedded
        if self._mode == "auto":
            return spec.embedded or spec.find() is not None
        return spec.name in self._named


def _named(mode: str, languages: Iterable[Language]) -> frozenset[str]:
    """The names in a list like `cpython,node`; each must be known and installed."""
    known = {spec.name: spec for language in languages if (spec := language.oracle())}
    names = [name.strip() for name in mode.split(",")]
    for name in names:
        if name not in known:
            choices = ", ".join([*MODES, *sorted(known)])
            raise UsageError(f"no oracle is called `{name}`; --oracles takes {choices}")
        if known[name].find() is None:
            raise UsageError(f"the oracle `{name}` is not installed: not found on PATH")
    return frozenset(names)
