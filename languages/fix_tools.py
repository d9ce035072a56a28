"""What builders of patches share: a parsed file, edits of its bytes, the patch they make.

A builder yields `Mend`s: edits of byte spans, with a name and a reason. `fixes` makes the hook of a
language out of its builders: it applies the edits, throws away what no longer parses, and renders
the rest as git would.
"""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ..grammars import ParseStopped, load_grammar
from ..patches.between import file_patch
from ..patches.model import Patch
from ..patches.render import render
from ..patterns import lazy_compile
from .fixing import Candidate, Fixes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..grammars import SyntaxTree
    from ..patches.trees import SourceTree
    from . import Language
    from .fix_failure import Failure
    from .program import Module, Node
    from .traces import Trace

# A file of this size parses in 50 ms; a bigger one is no place for a mend that is made by rule.
_MOST_BYTES = 400_000
_SECONDS = 2.0
_MOST_CANDIDATES = 6
_DECLARING = lazy_compile(r"\s*(?:@?[\w.]+(?:<[\w<>\[\], .?]*>)?(?:\[\])*\s+)*")


class Edit(NamedTuple):
    """Bytes `start` to `end` (exclusive) of the file at `path` become `text`."""

    path: str
    start: int
    end: int
    text: str


class Mend(NamedTuple):
    """One way to mend: what `Candidate` tells, before it is a patch. Edits never overlap."""

    name: str
    reason: str
    edits: tuple[Edit, ...]


class Source:
    """One file, with its tree and its common form."""

    def __init__(self, path: str, data: bytes, tree: SyntaxTree, module: Module) -> None:
        self.path, self.data, self.tree, self.module = path, data, tree, module

    def text(self, node: Node) -> str:
        """What stands there in the file."""
        return self.slice(node.place.start, node.place.end)

    def slice(self, start: int, end: int) -> str:
        return self.data[start:end].decode("utf-8", "surrogateescape")

    def offset(self, line: int, column: int) -> int:
        """The byte of a 1-based line and a 1-based column in characters."""
        start = self._line_starts[min(line, len(self._line_starts)) - 1]
        row = self.data[start : self.line_end(start)].decode("utf-8", "surrogateescape")
        return start + len(row[: column - 1].encode("utf-8", "surrogateescape"))

    def line_start(self, offset: int) -> int:
        return self.data.rfind(b"\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """The byte behind the end of the line, its line end included."""
        found = self.data.find(b"\n", offset)
        return len(self.data) if found < 0 else found + 1

    def begins_line(self, offset: int) -> bool:
        """Whether nothing but an indentation is before `offset` in its line, or the words and types
        of a declaration, which its record leaves out.
        """
        return _DECLARING.fullmatch(self.slice(self.line_start(offset), offset)) is not None

    def ends_line(self, offset: int) -> bool:
        """Whether nothing, or a comment, is behind `offset` in its line."""
        rest = self.data[offset : self.line_end(offset)].strip()
        return not rest or rest.startswith((b"//", b"/*"))

    def indent(self, offset: int) -> str:
        """The indentation of the line that `offset` is on."""
        start = self.line_start(offset)
        row = self.data[start : self.line_end(start)]
        return row[: len(row) - len(row.lstrip(b" \t"))].decode()

    @cached_property
    def newline(self) -> str:
        return "\r\n" if b"\r\n" in self.data else "\n"

    @cached_property
    def _omits_semicolons(self) -> bool:
        """Whether it is JavaScript that leaves the ends of statements to the parser."""
        if not self.path.endswith((".js", ".mjs", ".cjs", ".jsx")):
            return False
        rows = [row.rstrip() for row in self.data.split(b"\n")]
        ended = sum(row.endswith(b";") for row in rows)
        closed = sum(row.endswith((b")", b"'")) for row in rows)
        return ended * 5 < closed

    @cached_property
    def unit(self) -> str:
        """One step of indentation: a tab, or the fewest blanks that a line begins with."""
        widths = []
        for row in self.data.split(b"\n"):
            if row.startswith(b"\t"):
                return "\t"
            width = len(row) - len(row.lstrip(b" "))
            if width > 1 and not row.lstrip().startswith(b"*"):
                widths.append(width)
        return " " * min(widths, default=4)

    def lines(self, indent: str, rows: Iterable[str]) -> str:
        """Rows, whose leading tabs are steps of indentation, as whole lines of this file."""
        return "".join(self._line(indent, row) + self.newline for row in rows)

    def _line(self, indent: str, row: str) -> str:
        text = row.lstrip("\t")
        indent += self.unit * (len(row) - len(text))
        if self._omits_semicolons:
            text = text.removesuffix(";")
        return indent + text if text else ""

    def before(self, offset: int, rows: Iterable[str]) -> Edit:
        """Rows above the line that `offset` is on, indented as it is."""
        start = self.line_start(offset)
        return Edit(self.path, start, start, self.lines(self.indent(offset), rows))

    def after(self, offset: int, rows: Iterable[str], indent: str | None = None) -> Edit:
        """Rows below the line that `offset` is on."""
        end = self.line_end(offset)
        return Edit(
            self.path, end, end, self.lines(self.indent(offset) if indent is None else indent, rows)
        )

    def documented(self, offset: int) -> int:
        """The start of the comment right above the line of `offset`, else of that line."""
        start = self.line_start(offset)
        while start:
            above = self.line_start(start - 1)
            row = self.data[above:start].strip()
            if not row.startswith((b"/*", b"*", b"//")):
                break
            start = above
        return start

    def replace(self, node: Node, text: str) -> Edit:
        return Edit(self.path, node.place.start, node.place.end, text)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        while (end := self.data.find(b"\n", starts[-1])) >= 0:
            starts.append(end + 1)
        return starts


def read_source(language: Language, path: str, data: bytes | None) -> Source | None:
    """The file, parsed; None where there is none, or where that would take too long."""
    lowering = language.lowering()
    if data is None or lowering is None or len(data) > _MOST_BYTES:
        return None
    try:
        tree = load_grammar(language.grammar_for(path)).parse(data, _SECONDS)
    except ParseStopped:
        return None
    return Source(path, data, tree, lowering.program(tree, None))


def fixes(language: Language, builders: Sequence[Callable[[Failure], Iterable[Mend]]]) -> Fixes:
    """The hook of a language: what its builders yield, in their order, as patches."""

    def candidates(trace: Trace, tree: SourceTree) -> Iterator[Candidate]:
        from .fix_failure import Failure  # beside this, not below it

        failure = Failure.of(language, trace, tree)
        if failure is None:
            return
        seen: set[bytes] = set()
        for builder in builders:
            for mend in builder(failure):
                patch = _patch(failure, mend)
                if patch and patch not in seen:
                    seen.add(patch)
                    yield Candidate(patch, mend.name, mend.reason)
                    if len(seen) == _MOST_CANDIDATES:
                        return

    return Fixes(candidates)


def _patch(failure: Failure, mend: Mend) -> bytes:
    """Empty where the mend changes nothing, breaks a file, or would change one that is broken:
    what its nodes mean is not certain then.
    """
    files = []
    for path, edits in groupby(sorted(set(mend.edits)), itemgetter(0)):
        source = failure.open(path)
        if source is None or source.tree.has_error:
            return b""
        after = edited(source.data, list(edits))
        grammar = load_grammar(failure.language.grammar_for(path))
        try:
            is_broken = grammar.parse(after, _SECONDS).has_error
        except ParseStopped:
            return b""
        if is_broken:
            return b""
        if (file := file_patch(path, source.data, after)) is not None:
            files.append(file)
    return render(Patch("", "git", tuple(files))) if files else b""


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """`data` with the edits made; those at one place in their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += [data[at : edit.start], edit.text.encode("utf-8", "surrogateescape")]
        at = edit.end
    return b"".join((*pieces, data[at:]))
