"""A source file as the builders of patches read it: `ast` for the questions, its text for quotes.

Positions are (line, column, end line, end column): lines from 1, columns characters from 0, which
is how libcst counts too.
"""

from __future__ import annotations

import ast
import builtins
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Span: TypeAlias = tuple[int, int, int, int]
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# Evaluating one of these again gives the same and does nothing.
_PURE = (
    ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Tuple, ast.UnaryOp, ast.BinOp,
    ast.expr_context, ast.operator, ast.unaryop, ast.JoinedStr, ast.FormattedValue,
)  # fmt: skip


class Source:
    """One file. Raises SyntaxError for what is no Python."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.tree = ast.parse(text)
        self.lines = text.splitlines(keepends=True)
        self._encoded: dict[int, bytes] = {}

    @cached_property
    def _parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node, breadth first."""
        return list(ast.walk(self.tree))

    def parent(self, node: ast.AST) -> ast.AST | None:
        return self._parents.get(node)

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """From the nearest outwards."""
        above = self._parents.get(node)
        while above is not None:
            yield above
            above = self._parents.get(above)

    def function(self, node: ast.AST) -> Function | None:
        """The function that `node` stands in, or is."""
        for one in (node, *self.ancestors(node)):
            if isinstance(one, FUNCTIONS):
                return one
        return None

    def class_of(self, node: ast.AST) -> ast.ClassDef | None:
        return next((one for one in self.ancestors(node) if isinstance(one, ast.ClassDef)), None)

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement that `node` is part of, or is."""
        found = node if isinstance(node, ast.stmt) else None
        for one in self.ancestors(node):
            if found is not None:
                break
            found = one if isinstance(one, ast.stmt) else None
        assert found is not None, "every expression is part of a statement"
        return found

    def span(self, node: ast.AST) -> Span:
        line, end_line = node.lineno, node.end_lineno  # type: ignore[attr-defined]
        return (
            line,
            self._column(line, node.col_offset),  # type: ignore[attr-defined]
            end_line,
            self._column(end_line, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def code(self, node: ast.AST) -> str:
        """The text of `node` as it stands there."""
        line, column, end_line, end_column = self.span(node)
        if line == end_line:
            return self.lines[line - 1][column:end_column]
        return "".join((
            self.lines[line - 1][column:],
            *self.lines[line : end_line - 1],
            self.lines[end_line - 1][:end_column],
        ))  # fmt: skip

    def block(self, first: ast.stmt, last: ast.stmt, indent: str) -> str:
        """The lines from `first` to `last`, comments among them, with another indent; "" where a
        line begins further left, as in a text of several lines.
        """
        margin = first.col_offset
        lines = self.lines[first.lineno - 1 : last.end_lineno]
        if any(line[:margin].strip() for line in lines):
            return ""
        return "".join(f"{indent}{line[margin:]}" if line.strip() else line for line in lines)

    def _column(self, line: int, offset: int) -> int:
        text = self.lines[line - 1]
        if text.isascii():
            return offset
        if line not in self._encoded:
            self._encoded[line] = text.encode("utf-8", "surrogatepass")
        return len(self._encoded[line][:offset].decode("utf-8", "replace"))

    def is_conditional(self, node: ast.AST) -> bool:
        """Whether the statement of `node` may be executed without `node` being evaluated, or with
        names that only a part of it binds.
        """
        below = node
        for above in self.ancestors(node):
            if isinstance(above, ast.stmt):
                return isinstance(above, ast.While)
            if isinstance(above, ast.Lambda):
                return True
            if isinstance(above, _COMPREHENSIONS) and below is not above.generators[0]:
                return True
            if isinstance(above, ast.comprehension) and below is not above.iter:
                return True
            if isinstance(above, ast.IfExp) and below is not above.test:
                return True
            if isinstance(above, ast.BoolOp) and below is not above.values[0]:
                return True
            below = above
        return False

    def names_before(self, node: ast.AST) -> set[str]:
        """What is bound where `node` is evaluated: parameters, what the function assigned in the
        lines before, the module's names and the builtins.
        """
        known = set(vars(builtins)) | set(self.module_names)
        function = self.function(node)
        if function is not None:
            known |= {one.arg for one in parameters(function)}
            line = node.lineno  # type: ignore[attr-defined]
            known |= {
                one.id
                for one in ast.walk(function)
                if isinstance(one, ast.Name)
                and isinstance(one.ctx, ast.Store)
                and one.lineno < line
            }
            for above in self.ancestors(node):
                if isinstance(above, ast.For | ast.AsyncFor):
                    known |= names_in(above.target)
        return known

    @cached_property
    def module_names(self) -> dict[str, ast.stmt]:
        """What the file binds at its top, and by which statement."""
        return {name: one for one in self.tree.body for name in _bound(one)}

    def assignments(self, function: Function, name: str) -> list[ast.Assign | ast.AnnAssign]:
        """The plain assignments to `name` in `function`, in their order."""
        found: list[ast.Assign | ast.AnnAssign] = []
        for one in ast.walk(function):
            if isinstance(one, ast.Assign):
                targets = one.targets
            elif isinstance(one, ast.AnnAssign) and one.value is not None:
                targets = [one.target]
            else:
                continue
            if any(isinstance(target, ast.Name) and target.id == name for target in targets):
                found.append(one)
        return sorted(found, key=lambda one: one.lineno)


@lru_cache(maxsize=128)
def source(path: str, text: str) -> Source:
    """Read once for each content; raises SyntaxError."""
    return Source(path, text)


def parameters(function: Function) -> list[ast.arg]:
    """All of them, in their order."""
    args = function.args
    extra = [one for one in (args.vararg, args.kwarg) if one is not None]
    return [*args.posonlyargs, *args.args, *args.kwonlyargs, *extra]


def names_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def is_pure(node: ast.AST) -> bool:
    """Whether evaluating the expression twice does what evaluating it once does."""
    return all(isinstance(one, _PURE) for one in ast.walk(node))


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions and classes inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, _SCOPES):
            waiting += ast.iter_child_nodes(node)


@cache
def names_of_code(code: str) -> frozenset[str]:
    """The names that a piece of code mentions; also those in f-strings."""
    return frozenset(names_in(ast.parse(code)))


def _bound(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            yield alias.asname or alias.name.partition(".")[0]
    else:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                yield node.name
            elif isinstance(node, ast.Import | ast.ImportFrom):
                yield from _bound(node)
