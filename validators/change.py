"""All that a validator sees: one file's change, with lazy views of the file before and after.

A validator reads a Change and never alters it; everything here is worked out on first use and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..grammars import SyntaxTree
    from ..languages import Language
    from ..languages.oracle_set import OracleSet
    from ..languages.table import LanguageTable
    from ..patches.apply import Applied, LineMap
    from ..patches.model import FilePatch, Patch
    from ..patches.trees import SourceTree
    from .options import Options


class Source:
    """One image of a file: its bytes, and its tree, parsed once and shared by every validator."""

    def __init__(self, path: str, data: bytes, language: Language | None, seconds: float) -> None:
        self.path = path
        self.data = data
        self.language = language
        self._seconds = seconds

    @cached_property
    def lines(self) -> list[bytes]:
        """The lines with their ends, split on `\\n` alone (a form feed or U+2028 ends no line)."""
        lines = self.data.split(b"\n")
        last = lines.pop()
        return [line + b"\n" for line in lines] + ([last] if last else [])

    @cached_property
    def line_starts(self) -> list[int]:
        """The byte at which each line starts, and behind them the end of the file."""
        return list(accumulate(map(len, self.lines), initial=0))

    @cached_property
    def tree(self) -> SyntaxTree:
        """The syntax tree. Raises ParseStopped at the deadline, LookupError without a grammar."""
        from ..grammars import load_grammar  # a patch that touches no code never pays for it

        if self.language is None:
            raise LookupError(f"{self.path}: no known language")
        grammar = load_grammar(self.language.grammar_for(self.path))
        return grammar.parse(self.data, seconds=self._seconds)

    def line_text(self, line: int) -> str:
        """The text of a 1-based line for display, without its end; "" outside the file."""
        if not 1 <= line <= len(self.lines):
            return ""
        return self.lines[line - 1].rstrip(b"\r\n").decode("utf-8", "replace")


@dataclass(frozen=True)
class Change:
    """What a patch does to one file.

    `before` is None for an added file, `after` for a deleted one and wherever the patch does not
    apply (`applied` then tells why). `tree` is the tree as this file patch finds it, `result` the
    tree after the whole patch.
    """

    patch: Patch
    file: FilePatch
    applied: Applied | None
    before: Source | None
    after: Source | None
    tree: SourceTree
    result: SourceTree
    language: Language | None
    options: Options
    oracles: OracleSet

    @cached_property
    def lines(self) -> LineMap:
        """How lines before and after belong together, and which were added and removed."""
        assert self.applied is not None, "a change that was not applied has no line map"
        return self.applied.line_map()


@dataclass(frozen=True)
class PatchChange:
    """A whole patch, for validators of scope "patch": the patch as read and every file's Change."""

    patch: Patch
    changes: tuple[Change, ...]
    tree: SourceTree
    result: SourceTree
    options: Options
    languages: LanguageTable
