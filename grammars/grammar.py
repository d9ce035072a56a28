"""A grammar: parses bytes under a deadline, compiles queries once.

Grammars are loaded once a process and shared by all threads; a parser is made for each parse (it
costs 1 µs), since one parser must not be used by two threads.
"""

from __future__ import annotations

import time
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from tree_sitter import Parser, Query

from . import sources
from .branching import endless
from .queries import GrammarQuery
from .tree import ParseStopped, SyntaxTree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Language, Point


class GrammarMissing(LookupError):  # noqa: N818 - a fact about this machine
    """No installed package holds this grammar."""


class Grammar:
    """One tree-sitter grammar. Get it from `load_grammar`; safe to share between threads."""

    def __init__(self, name: str, language: Language, package: str) -> None:
        self.name = name
        self.abi = language.abi_version
        self._language = language
        self._package = package
        self._queries: dict[str, GrammarQuery] = {}
        self._lock = Lock()

    def __repr__(self) -> str:
        return f"<Grammar {self.label}>"

    @property
    def version(self) -> str:
        """The grammar's own version; "" if it does not tell (ABI 14 holds none)."""
        parts = self._language.semantic_version
        if parts is not None:
            return ".".join(map(str, parts))
        return "" if self._package == sources.PACK else sources.version(self._package)

    @property
    def label(self) -> str:
        """Name and version for a report: `tree-sitter-go 0.25.0`."""
        if self.version:
            return f"tree-sitter-{self.name} {self.version}"
        return f"tree-sitter-{self.name} (language-pack {sources.version(self._package)})"

    @property
    def source(self) -> str:
        """Where it came from: `tree_sitter_go wheel` or `tree-sitter-language-pack 0.13.0`."""
        if self._package == sources.PACK:
            return f"tree-sitter-language-pack {sources.version(self._package)}"
        return f"{self._package} wheel"

    def parse(self, data: bytes, seconds: float) -> SyntaxTree:
        """Parses `data`, UTF-8 or nearly so. Raises ParseStopped after `seconds` of wall time, or
        before, where that limit would not hold (see `branching`).
        """
        if reason := endless(self.name, data):
            raise ParseStopped(reason)
        parser = Parser(self._language)
        try:
            tree = parser.parse(_reader(data), progress_callback=_deadline(seconds))
        except ValueError:  # tree_sitter's word for a parse that was stopped
            raise ParseStopped(f"parsing took longer than {seconds:g} s") from None
        return SyntaxTree(tree, data)

    def query(self, text: str) -> GrammarQuery:
        """The compiled query, made once. Raises ValueError where it does not fit the grammar."""
        with self._lock:
            if text not in self._queries:
                self._queries[text] = GrammarQuery(Query(self._language, text))
            return self._queries[text]

    def kinds(self) -> tuple[str, ...]:
        """What a rule or query may name: the sorted lines `node NAME` and `field NAME`."""
        language = self._language
        nodes = {
            f"node {language.node_kind_for_id(kind)}"
            for kind in range(language.node_kind_count)
            if language.node_kind_is_named(kind) and language.node_kind_is_visible(kind)
        }
        # Field ids start at 1.
        fields = {f"field {language.field_name_for_id(i + 1)}" for i in range(language.field_count)}
        return (*sorted(fields), *sorted(nodes))


# How much of a source tree_sitter is handed at a time, in bytes. The size makes no difference to a
# parse; but each `Node.text` asks for a piece anew: 1 µs with this, 24 µs with 64 kB.
_CHUNK = 1024


def _reader(data: bytes) -> Callable[[int, Point], bytes]:
    # tree_sitter calls progress_callback only for a source that is a callable. It keeps that and
    # asks it again for `Node.text`, where it takes what comes for bytes without looking: a
    # memoryview is a segmentation fault (0.26.1). Slices cost nothing against the parse: 6.5 ms for
    # 119 kB of Python either way.
    def read(offset: int, _point: Point) -> bytes:
        return data[offset : offset + _CHUNK]

    return read


def _deadline(seconds: float) -> Callable[[int, bool], bool]:
    end = time.monotonic() + seconds

    def stop(_offset: int, _has_error: bool) -> bool:
        return time.monotonic() > end

    return stop


_loading = Lock()


def load_grammar(name: str) -> Grammar:
    """The grammar `name`, loaded once a process. Raises GrammarMissing if nothing holds it."""
    with _loading:
        return _load(name)


@cache
def _load(name: str) -> Grammar:
    origin = sources.load(name)
    if origin is None:
        raise GrammarMissing(
            f"no grammar `{name}`: no wheel `tree_sitter_{name}`, and the language pack has none"
        )
    return Grammar(name, origin.language, origin.package)


def available_grammars() -> tuple[str, ...]:
    """The names that `load_grammar` knows on this machine, sorted; loads none of them."""
    return sources.names()
