"""One error and the files around it, as every builder of patches gets them."""

from __future__ import annotations

import ast
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .fix_source import Source, source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .fix_imports import Import
    from .fix_rewrite import Edit
    from .fix_source import Function, Span

_COMPOUND = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match,
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
)  # fmt: skip


class Place(NamedTuple):
    """A frame of the trace in a file of the tree. `extent`: the columns of the failing expression
    within the printed line (see `traces.Frame`), None where the runtime marked none.
    """

    path: str
    line: int
    function: str
    code: str
    extent: tuple[int, int] | None


class Mend(NamedTuple):
    """What a builder proposes: `changes` are the edits of each file, and its new imports."""

    name: str
    reason: str
    changes: tuple[tuple[Source, Sequence[Edit], Sequence[Import]], ...]


Mends: TypeAlias = "Iterator[Mend]"


def mend(
    name: str, reason: str, file: Source, edits: Sequence[Edit], imports: Sequence[Import] = ()
) -> Mend:
    """A mend of one file."""
    return Mend(name, reason, ((file, tuple(edits), tuple(imports)),))


class Case:
    """`files` are the texts by path, `places` the frames in files of the tree, outermost first;
    the last one is where the error arose. `paths` are those of the whole tree.
    """

    def __init__(
        self, error: str, message: str, files: Mapping[str, str], places: Sequence[Place],
        paths: Sequence[str],
    ) -> None:  # fmt: skip
        self.error, self.message = error, message
        self.files, self.places, self.paths = files, places, paths
        self._sources: dict[str, Source | None] = {}

    @property
    def kind(self) -> str:
        """The error's type without its module."""
        return self.error.rpartition(".")[2]

    @property
    def place(self) -> Place:
        return self.places[-1]

    def source(self, path: str) -> Source | None:
        """None for a file that was not given, or is no Python."""
        if path not in self._sources:
            try:
                self._sources[path] = source(path, self.files[path])
            except (KeyError, SyntaxError, ValueError):
                self._sources[path] = None
        return self._sources[path]

    @cached_property
    def sources(self) -> list[Source]:
        """Every file that can be read: the failing one first, then by path."""
        order = sorted(self.files, key=lambda path: (path != self.place.path, path))
        return [one for one in map(self.source, order) if one is not None]

    @property
    def here(self) -> Source:
        """The failing file."""
        found = self.source(self.place.path)
        assert found is not None, "a case is only made for a file that can be read"
        return found

    def statement_at(self, place: Place) -> ast.stmt | None:
        """The innermost statement with that line in it; of a compound one, in its head."""
        file = self.source(place.path)
        if file is None:
            return None
        found: ast.stmt | None = None
        for node in file.nodes:
            if not isinstance(node, ast.stmt) or not node.lineno <= place.line <= _last(node):
                continue
            if found is None or (node.lineno, -_last(node)) >= (found.lineno, -_last(found)):
                found = node
        return found

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The failing statement."""
        return self.statement_at(self.place)

    @property
    def function(self) -> Function | None:
        return None if self.statement is None else self.here.function(self.statement)

    def find(self, *kinds: type[ast.AST]) -> list[Any]:
        """The expressions of these kinds that may be what failed, the likeliest first: what the
        runtime marked, else what lies in the marked columns, else what the statement holds.
        """
        if self.statement is None:
            return []
        inside = [
            node
            for node in (self.statement, *_head_nodes(self.statement))
            if isinstance(node, kinds) and hasattr(node, "lineno")
        ]
        inside.sort(key=lambda node: self.here.span(node)[:2])
        marked = self._marked
        if marked is None:
            on_line = [one for one in inside if one.lineno <= self.place.line <= _last(one)]
            return on_line or inside
        exact = [one for one in inside if self.here.span(one)[:2] == marked[:2]
                 and self._ends_as_marked(one, marked)]  # fmt: skip
        if exact:
            return exact
        return [one for one in inside if _within(self.here.span(one), marked)]

    @cached_property
    def _marked(self) -> Span | None:
        """The marked columns as a span of the file."""
        place = self.place
        if place.extent is None or not 1 <= place.line <= len(self.here.lines):
            return None
        line = self.here.lines[place.line - 1]
        indent = len(line) - len(line.lstrip())
        return (place.line, indent + place.extent[0], place.line, indent + place.extent[1])

    def _ends_as_marked(self, node: ast.AST, marked: Span) -> bool:
        """What goes on in the next line is marked to the end of its first."""
        line, _, end_line, end_column = self.here.span(node)
        if line != end_line:
            return marked[3] >= len(self.here.lines[line - 1].rstrip())
        return end_column == marked[3]


def read_case(
    error: str, message: str, files: Mapping[str, str], frames: Sequence[Mapping[str, Any]],
    paths: Sequence[str],
) -> Case | None:  # fmt: skip
    """None where the failing line is not the one that the trace shows: the file has changed."""
    places = [
        Place(f["path"], f["line"], f["function"], f["code"], tuple(f["extent"]) if f["extent"] else None)  # noqa: E501 - one frame, one line
        for f in frames
    ]  # fmt: skip
    case = Case(error, message, files, places, paths)
    if not places or case.source(places[-1].path) is None:
        return None
    line, code = places[-1].line, places[-1].code
    lines = case.here.lines
    if not 1 <= line <= len(lines) or (code and lines[line - 1].strip() != code.strip()):
        return None
    return case


def module_name(path: str) -> str:
    """`shop/stock.py` → `stock`."""
    folder, name = os.path.split(path)
    stem = name.removesuffix(".py")
    return os.path.basename(folder) if stem == "__init__" else stem


def _head_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement; of a compound one those of its head."""
    for child in ast.iter_child_nodes(statement):
        is_body = isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
        if not (is_body and isinstance(statement, _COMPOUND)):
            yield from ast.walk(child)


def _last(node: ast.AST) -> int:
    """The last line of a node; of a compound statement, of its head."""
    if isinstance(node, _COMPOUND):
        body = node.cases if isinstance(node, ast.Match) else node.body
        first = body[0]
        line = first.pattern.lineno if isinstance(first, ast.match_case) else first.lineno
        return max(node.lineno, line - 1)
    return node.end_lineno or node.lineno  # type: ignore[attr-defined,no-any-return]


def _within(inner: Span, outer: Span) -> bool:
    return inner[:2] >= outer[:2] and inner[2:] <= outer[2:]
