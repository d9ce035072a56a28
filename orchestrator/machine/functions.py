"""Functions: their code, how arguments get into parameters, and the arguments of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.program import Name
from ...languages.runtime import RETURN, Fault, FunctionCode, Suspending, Unplaced
from .blocks import bound_names, declare_vars, discarding, in_a_row, sequence
from .codes import all_of, plain_or_none, settle
from .names import initialiser, preparation
from .scopes import FunctionScope

__all__ = ["arguments", "compile_function", "discarding", "initialiser", "sequence"]

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ...languages.program import Call, Function, Parameter
    from ...languages.runtime import Activation, Code, PlainCode, StoreCode, Value
    from .compiler import Compiler

    Bind = Callable[[Activation, Sequence[Value]], None]


def compile_function(c: Compiler, form: Function) -> FunctionCode:
    """The code of `form`, whose names are looked up in the scopes that are open."""
    code = FunctionCode(form, c.path, c.source)
    outside = c.scopes
    c.scopes = FunctionScope(code, outside)
    if c.runtime.enter is not None:
        c.runtime.enter(c, code)
    try:
        code.bind = _binder(c, form)
        code.body = _body(c, form)
        code.suspends = isinstance(code.body, Suspending) or bool(
            form.flags & {"async", "generator"}
        )
        if not isinstance(code.body, Suspending):
            code.run = _running(c, code.body)
        if c.runtime.finish is not None:
            c.runtime.finish(c, code)
    finally:
        c.scopes = outside
    return code


def _body(c: Compiler, form: Function) -> Code:
    statements = form.body.statements if form.body else ()
    entry = declare_vars(c, statements) if c.runtime.hoists else None
    body = sequence(c, statements)
    return body if entry is None else in_a_row((entry, body))


def _running(c: Compiler, body: PlainCode) -> PlainCode:
    """Runs a body that never waits and gives what it returns."""
    nothing = c.runtime.nothing

    def run(f: Activation) -> Value:
        return f.result if body(f) is RETURN else nothing

    return run


def _binder(c: Compiler, form: Function) -> Bind | None:
    """Puts arguments into the cells of parameters."""
    if not form.parameters:
        return None
    if all(_is_plain(one) for one in form.parameters):
        return _bind_plain(c, form.parameters)
    takers = [_taker(c, number, one) for number, one in enumerate(form.parameters)]

    def bind(f: Activation, given: Sequence[Value]) -> None:
        for take in takers:
            take(f, given)

    return bind


def _is_plain(parameter: Parameter) -> bool:
    return isinstance(parameter.target, Name) and parameter.default is None and not parameter.spread


def _plain_name(parameter: Parameter) -> str:
    assert isinstance(parameter.target, Name)
    return parameter.target.name


def _bind_plain(c: Compiler, parameters: Sequence[Parameter]) -> Bind:
    nothing = c.runtime.nothing
    made = []
    for one in parameters:
        variable = c.variable(_plain_name(one), one.type)
        made.append((variable.number, preparation(c, variable)))
    if len(made) == 1:
        ((slot, prepare),) = made

        def bind_one(f: Activation, given: Sequence[Value]) -> None:
            value = given[0] if given else nothing
            f.cells[slot] = [value if prepare is None else prepare(value)]

        return bind_one

    def bind(f: Activation, given: Sequence[Value]) -> None:
        cells = f.cells
        count = len(given)
        for number, (slot, prepare) in enumerate(made):
            value = given[number] if number < count else nothing
            cells[slot] = [value if prepare is None else prepare(value)]

    return bind


def _taker(c: Compiler, number: int, parameter: Parameter) -> Bind:
    """Binds one parameter: a rest, one with a default, a pattern."""
    default = None if parameter.default is None else c.expression(parameter.default)
    if isinstance(default, Suspending):
        default = c.unmodelled(parameter, "a default that waits")
    fresh = [c.variable(one).number for one in bound_names(parameter.target)]
    store: StoreCode
    if isinstance(parameter.target, Name) and not parameter.spread:
        variable = c.variable(parameter.target.name, parameter.type)
        fresh.append(variable.number)
        store = initialiser(c, variable)
    else:
        store = c.store(parameter.target, "let")
    make = plain_or_none(default)
    rest = c.runtime.rest(c, parameter.type) if parameter.spread else None
    nothing = c.runtime.nothing

    def take(f: Activation, given: Sequence[Value]) -> None:
        for slot in fresh:
            f.cells[slot] = [None]
        if rest is not None:
            store(f, rest(list(given[number:])))
            return
        value = given[number] if number < len(given) else nothing
        if value is nothing and make is not None:
            value = make(f)
        store(f, value)

    return take


def arguments(c: Compiler, node: Call) -> Code:
    """See `languages.runtime.Compiler.arguments`."""
    parts = [c.expression(one.value) for one in node.arguments]
    spread = [bool(one.spread) for one in node.arguments]
    if any(isinstance(one, Suspending) for one in parts):
        return _waiting_arguments(node, parts, spread)
    plain: list[PlainCode] = parts  # type: ignore[assignment]  # none suspends
    if any(spread):

        def run_spread(f: Activation) -> list[Value]:
            values = [part(f) for part in plain]
            return _spread(f, node, values, spread)

        return run_spread
    if not plain:
        return lambda f: []
    if len(plain) == 1:
        only = plain[0]
        return lambda f: [only(f)]
    if len(plain) == 2:
        one, two = plain
        return lambda f: [one(f), two(f)]
    return lambda f: [part(f) for part in plain]


def _waiting_arguments(node: Call, parts: Sequence[Code], spread: Sequence[bool]) -> Code:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        values = yield from all_of(parts, f)
        return _spread(f, node, values, spread) if any(spread) else values

    return Suspending(run)


def _spread(
    f: Activation, node: Call, values: Sequence[Value], spread: Sequence[bool]
) -> list[Value]:
    items = f.context.runtime.items
    found: list[Value] = []
    for value, several in zip(values, spread, strict=True):
        if several:
            try:
                found.extend(items(f.context, value, "of"))
            except Unplaced as problem:
                if isinstance(problem, Fault):
                    problem.details["value"] = value
                raise settle(f, node, problem) from None
        else:
            found.append(value)
    return found
