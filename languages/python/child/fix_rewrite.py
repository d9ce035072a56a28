"""Edits of a source file with libcst: what they don't touch stays as it was written, to the space.

Only the top-level statements that are edited are parsed (libcst takes about 4 ms a kilobyte), and
only they are written anew.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from .fix_imports import Import, import_splices

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Sequence

    from .fix_source import Source, Span

# Stands in the code of an edit for what stood there before.
IT = "_it_"
_INDENT = "    "  # of the code in edits; in the file it becomes the file's own
How: TypeAlias = Literal["replace", "before", "after", "else", "remove", "async", "parameter"]


class Impossible(Exception):  # noqa: N818 - an answer: this edit can't be made here
    """There is no place for the edit: a statement before an `elif`, in a body on one line."""


class Edit(NamedTuple):
    """What happens to a node: `code` replaces it, with IT for what stood there, or comes "before"
    or "after" a statement, or is the "else" of an `if` or a loop that has none; "remove" takes a
    statement away; "async" makes a function a coroutine; "parameter" gives it one more, as its
    first.
    """

    node: ast.AST
    code: str = ""
    how: How = "replace"


class _Piece(NamedTuple):
    """A top-level statement: its lines, its module, and its nodes by their place in the file."""

    first: int
    last: int
    module: cst.Module
    spans: dict[Span, list[cst.CSTNode]]


def rewrite(source: Source, edits: Sequence[Edit], imports: Iterable[Import] = ()) -> str:
    """The text of the file after the edits. Raises Impossible."""
    try:
        return _rewritten(source, edits, imports)
    except cst.ParserSyntaxError as error:
        # The compiler took the file, libcst does not: syntax that is newer than it.
        raise Impossible(f"libcst can't read it: {error.message}") from error


def _rewritten(source: Source, edits: Sequence[Edit], imports: Iterable[Import]) -> str:
    pieces: dict[int, list[Edit]] = {}
    for edit in edits:
        pieces.setdefault(_index(source, edit.node), []).append(edit)
    splices = list(import_splices(source, imports))
    for index, own in pieces.items():
        piece = _piece(source, index)
        splices.append((piece.first, piece.last + 1, _edited(source, piece, own)))
    lines = list(source.lines)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n"
    for first, end, text in sorted(splices, reverse=True):
        lines[first - 1 : end - 1] = [text]
    text = "".join(lines)
    return text if source.text.endswith(("\n", "\r")) else text.removesuffix("\n")


def _index(source: Source, node: ast.AST) -> int:
    top = node
    for above in source.ancestors(node):
        if above is not source.tree:
            top = above
    return next(index for index, one in enumerate(source.tree.body) if one is top)


@lru_cache(maxsize=256)
def _piece(source: Source, index: int) -> _Piece:
    statement = source.tree.body[index]
    decorators = getattr(statement, "decorator_list", ())
    first = min([statement.lineno, *(one.lineno for one in decorators)])
    last = statement.end_lineno or first
    neighbours = source.tree.body[max(index - 1, 0) : index + 2]
    if any(one is not statement and _shares_line(one, first, last) for one in neighbours):
        raise Impossible("several statements share a line")
    text = "".join(source.lines[first - 1 : last])
    module = cst.parse_module(text if text.endswith(("\n", "\r")) else f"{text}\n")
    positions = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    spans: dict[Span, list[cst.CSTNode]] = {}
    for node, where in positions.items():
        start, end = where.start, where.end
        span = (start.line + first - 1, start.column, end.line + first - 1, end.column)
        spans.setdefault(span, []).append(node)
    return _Piece(first, last, module, spans)


def _shares_line(one: ast.stmt, first: int, last: int) -> bool:
    return one.lineno <= last and (one.end_lineno or one.lineno) >= first


def _edited(source: Source, piece: _Piece, edits: Sequence[Edit]) -> str:
    by_node: dict[cst.CSTNode, list[Edit]] = {}
    for edit in edits:
        by_node.setdefault(_node(source, piece, edit), []).append(edit)
    changed = piece.module.visit(_Editor(by_node, piece.module))
    return changed.code


def _node(source: Source, piece: _Piece, edit: Edit) -> cst.CSTNode:
    """The node of libcst that stands where that of `ast` does."""
    if edit.how in ("async", "parameter"):
        name_line = edit.node.lineno  # type: ignore[attr-defined]
        for (line, *_), nodes in piece.spans.items():
            for node in nodes:
                if isinstance(node, cst.FunctionDef) and _name_line(piece, node) == name_line:
                    return node
            del line
        raise Impossible("no such function")
    is_statement = isinstance(edit.node, _statement_type())
    wanted = cst.BaseStatement if is_statement else cst.BaseExpression
    for node in piece.spans.get(source.span(edit.node), ()):
        if isinstance(node, wanted):
            return node
    raise Impossible("the statement shares its line with another")


def _statement_type() -> type:
    import ast  # only its type is needed

    return ast.stmt


def _name_line(piece: _Piece, function: cst.FunctionDef) -> int:
    for (line, *_), nodes in piece.spans.items():
        if any(node is function.name for node in nodes):
            return line
    return 0


class _Editor(cst.CSTTransformer):
    """Makes the edits, the innermost first."""

    def __init__(self, edits: dict[cst.CSTNode, list[Edit]], module: cst.Module) -> None:
        super().__init__()
        self._edits, self._module = edits, module

    def visit_If_orelse(self, node: cst.If) -> None:  # noqa: N802 - libcst's naming
        below = node.orelse
        if isinstance(below, cst.If) and any(
            edit.how in ("before", "after", "remove") for edit in self._edits.get(below, ())
        ):
            raise Impossible("nothing can stand before an `elif`")

    def on_leave(self, original_node, updated_node):  # type: ignore[no-untyped-def]
        updated_node = super().on_leave(original_node, updated_node)
        edits = self._edits.get(original_node)
        if not edits:
            return updated_node
        if isinstance(original_node, cst.BaseStatement):
            return self._statement(updated_node, edits)
        for edit in edits:
            updated_node = self._expression(updated_node, edit)
        return updated_node

    def _expression(self, node: cst.BaseExpression, edit: Edit) -> cst.BaseExpression:
        new = cst.parse_expression(edit.code, config=self._module.config_for_parsing)
        return new.visit(_Filler(node))  # type: ignore[return-value]

    def _statement(
        self, node: cst.BaseStatement, edits: Sequence[Edit]
    ) -> cst.BaseStatement | cst.FlattenSentinel[cst.BaseStatement] | cst.RemovalSentinel:
        if any(edit.how == "remove" for edit in edits):
            return cst.RemoveFromParent()
        middle: list[cst.BaseStatement] = [node]
        for edit in edits:
            if edit.how == "replace":
                middle = self._replaced(node, edit.code)
            elif edit.how in ("async", "parameter", "else"):
                middle = [self._changed(middle[0], edit)]
        front: list[cst.BaseStatement] = []
        behind: list[cst.BaseStatement] = []
        blank: list[cst.EmptyLine] = []
        for edit in edits:
            if edit.how == "before":
                block, following = self._block(edit.code)
                front += block
                blank += following
            elif edit.how == "after":
                behind += self._block(edit.code)[0]
        if front:
            middle[0], front[0] = _blank_lines_moved(middle[0], front[0])
            leading = getattr(middle[0], "leading_lines", ())
            middle[0] = middle[0].with_changes(leading_lines=[*blank, *leading])
        every = [*front, *middle, *behind]
        return every[0] if len(every) == 1 else cst.FlattenSentinel(every)

    def _changed(self, node: cst.BaseStatement, edit: Edit) -> cst.BaseStatement:
        if edit.how == "else":
            body = cst.IndentedBlock(self._block(edit.code)[0])
            return node.with_changes(orelse=cst.Else(body))
        assert isinstance(node, cst.FunctionDef)
        if edit.how == "async":
            return node.with_changes(asynchronous=cst.Asynchronous())
        return _with_parameter(node, edit.code)

    def _replaced(self, node: cst.BaseStatement, code: str) -> list[cst.BaseStatement]:
        block = self._block(code)[0]
        leading = getattr(node, "leading_lines", ())
        bare = node.with_changes(leading_lines=())
        block = [one.visit(_Filler(bare)) for one in block]  # type: ignore[misc]
        block[0] = block[0].with_changes(leading_lines=leading)
        return block

    def _block(self, code: str) -> tuple[list[cst.BaseStatement], Sequence[cst.EmptyLine]]:
        """The statements, and the blank lines that follow them."""
        indent = self._module.default_indent
        if indent != _INDENT:
            code = re.sub(
                rf"^(?:{_INDENT})+", lambda m: indent * (len(m[0]) // 4), code, flags=re.M
            )
        module = cst.parse_module(code, config=self._module.config_for_parsing)
        body: list[cst.BaseStatement] = list(module.body)
        body[0] = body[0].with_changes(
            leading_lines=[*module.header, *getattr(body[0], "leading_lines", ())]
        )
        return body, module.footer


class _Filler(cst.CSTTransformer):
    """Puts what stood there in the place of IT."""

    def __init__(self, node: cst.CSTNode) -> None:
        super().__init__()
        self._node = node

    def leave_Name(  # noqa: N802 - libcst's naming
        self, original_node: cst.Name, updated_node: cst.Name
    ) -> cst.BaseExpression:
        if original_node.value == IT and isinstance(self._node, cst.BaseExpression):
            return self._node
        return updated_node

    def leave_SimpleStatementLine(  # noqa: N802 - libcst's naming
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement:
        match original_node.body:
            case [cst.Expr(cst.Name(value=name))] if name == IT:
                assert isinstance(self._node, cst.BaseStatement)
                return self._node
        return updated_node


def _with_parameter(function: cst.FunctionDef, name: str) -> cst.FunctionDef:
    old = function.params.params
    at = 1 if old and old[0].name.value in ("self", "cls") else 0
    first = cst.Param(cst.Name(name))
    if function.params.children[at:]:
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        first = first.with_changes(comma=comma)
    return function.with_changes(
        params=function.params.with_changes(params=[*old[:at], first, *old[at:]])
    )


def _blank_lines_moved(
    below: cst.BaseStatement, above: cst.BaseStatement
) -> tuple[cst.BaseStatement, cst.BaseStatement]:
    """Blank lines stay in front of what now comes first; comments stay with their statement."""
    leading = list(getattr(below, "leading_lines", ()))
    blank = []
    while leading and leading[0].comment is None:
        blank.append(leading.pop(0))
    own = getattr(above, "leading_lines", ())
    return (
        below.with_changes(leading_lines=leading),
        above.with_changes(leading_lines=[*blank, *own]),
    )
