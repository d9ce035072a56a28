"""Statements in a row, and the names that a scope declares before it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.program import (
    Assign,
    Block,
    Class,
    Collection,
    Expression,
    For,
    ForEach,
    Function,
    If,
    Labeled,
    Mapping,
    Name,
    Spread,
    Switch,
    Try,
    While,
)
from ...languages.runtime import UNSET, Suspending
from .names import initialiser

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from ...languages.program import Node
    from ...languages.runtime import Activation, Code, PlainCode, Value
    from .compiler import Compiler
    from .scopes import Variable


def discarding(code: Code) -> Code:
    """An expression as a statement: its value is no signal."""
    if isinstance(code, Suspending):
        inner = code.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            yield from inner(f)

        return Suspending(wait)

    def run(f: Activation) -> None:
        code(f)

    return run


def sequence(c: Compiler, statements: Sequence[Node]) -> Code:
    """Statements in the scope that is open."""
    entry = enter_scope(c, statements) if c.runtime.hoists else None
    made = [c.statement(one) for one in statements if not _is_hoisted(c, one)]
    if entry is not None:
        made.insert(0, entry)
    return in_a_row(made)


def in_a_row(made: Sequence[Code]) -> Code:
    """One after the other, until one gives a signal."""
    if any(isinstance(one, Suspending) for one in made):
        return _suspending(made)
    if len(made) == 1:
        return made[0]
    plain: tuple[PlainCode, ...] = tuple(made)  # type: ignore[arg-type]  # none suspends

    def run(f: Activation) -> Value:
        for statement in plain:
            signal = statement(f)
            if signal is not None:
                return signal
        return None

    return run


def _suspending(made: Sequence[Code]) -> Code:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        for one in made:
            signal = (yield from one.run(f)) if isinstance(one, Suspending) else one(f)
            if signal is not None:
                return signal
        return None

    return Suspending(run)


def _is_hoisted(c: Compiler, statement: Node) -> bool:
    return c.runtime.hoists and isinstance(statement, Function) and bool(statement.name)


def enter_scope(c: Compiler, statements: Sequence[Node]) -> PlainCode | None:
    """Declares what `statements` declare directly; the code makes its cells, and its functions."""
    fresh = [c.variable(name, constant=const) for name, const in declared(statements)]
    functions = [one for one in statements if isinstance(one, Function) and one.name]
    known = [c.variable(one.name) for one in functions]
    cells = [one.number for one in (*fresh, *known) if one.scope is not None]
    stores = [
        (initialiser(c, variable), c.closure(one))
        for variable, one in zip(known, functions, strict=True)
    ]
    if not cells and not stores:
        return None

    def enter(f: Activation) -> None:
        for cell in cells:
            f.cells[cell] = [UNSET]
        for store, make in stores:
            store(f, make(f))  # type: ignore[operator]  # making a closure never suspends

    return enter


def declare_vars(c: Compiler, statements: Sequence[Node]) -> PlainCode | None:
    """Declares JavaScript's `var`s of a whole function, except what its parameters are called."""
    made: list[Variable] = [
        c.variable(name)
        for name in dict.fromkeys(_vars(statements))
        if name not in c.scopes.blocks[-1]
    ]
    if not made:
        return None
    nothing = c.runtime.nothing

    def enter(f: Activation) -> None:
        for variable in made:
            if variable.scope is None:
                f.context.variables[variable.number] = nothing
            else:
                f.cells[variable.number] = [nothing]

    return enter


def declared(statements: Iterable[Node]) -> Iterator[tuple[str, bool]]:
    """(name, whether it is constant) of each lexical declaration among `statements`."""
    for one in statements:
        inner = one.value if isinstance(one, Expression) else one
        if isinstance(inner, Assign) and inner.declares in ("let", "const"):
            for name in bound_names(inner.target):
                yield name, inner.declares == "const"
        elif isinstance(inner, Class) and inner.name:
            yield inner.name, False


def bound_names(target: Node | None) -> Iterator[str]:
    """The names that a target binds."""
    if isinstance(target, Name):
        yield target.name
    elif isinstance(target, Collection):
        for item in target.items:
            yield from bound_names(item)
    elif isinstance(target, Mapping):
        for entry in target.entries:
            yield from bound_names(entry.value)
    elif isinstance(target, Assign):
        yield from bound_names(target.target)
    elif isinstance(target, Spread):
        yield from bound_names(target.value)


def _vars(statements: Iterable[Node | None]) -> Iterator[str]:
    for one in statements:
        if isinstance(one, Assign):
            if one.declares == "var":
                yield from bound_names(one.target)
        elif isinstance(one, ForEach):
            if one.declares == "var":
                yield from bound_names(one.target)
            yield from _vars((one.body,))
        elif one is not None:
            yield from _vars(_inside(one))


def _inside(one: Node) -> Iterator[Node | None]:
    if isinstance(one, Block):
        yield from one.statements
    elif isinstance(one, If):
        yield from (one.then, one.other)
    elif isinstance(one, For):
        yield from (one.first, one.body)
    elif isinstance(one, (While, Labeled)):
        yield one.body
    elif isinstance(one, Try):
        yield from (one.body, *(handler.body for handler in one.handlers), one.final)
    elif isinstance(one, Switch):
        yield from (case.body for case in one.cases)
    elif isinstance(one, Expression):
        yield one.value
