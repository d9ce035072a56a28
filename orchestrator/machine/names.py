"""Variables: how they are read, made and assigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.runtime import UNSET, Fault
from .codes import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.program import Name
    from ...languages.runtime import Activation, Code, StoreCode, Value
    from .compiler import Compiler
    from .scopes import Variable


def name(c: Compiler, node: Name) -> Code:
    """The value of a name: the receiver's, a variable's or a built-in's."""
    if node.name in c.runtime.this_names:
        return lambda f: f.this
    variable = c.scopes.find(node.name)
    if variable is not None:
        return read(c, node, variable)
    if node.name in c.runtime.universe:
        value = c.runtime.universe[node.name]
        return lambda f: value

    def unknown(f: Activation) -> Value:
        raise settle(f, node, Fault("unknown name", node.name))

    return unknown


def read(c: Compiler, node: Name, variable: Variable) -> Code:
    """Reads a variable that may not have been reached yet."""
    number = variable.number
    if variable.scope is None:

        def read_outermost(f: Activation) -> Value:
            value = f.context.variables[number]
            if value is UNSET:
                raise settle(f, node, Fault("unset", node.name))
            return value

        return read_outermost
    if not c.runtime.hoists:
        return lambda f: f.cells[number][0]

    def read_cell(f: Activation) -> Value:
        value = f.cells[number][0]
        if value is UNSET:
            raise settle(f, node, Fault("unset", node.name))
        return value

    return read_cell


def initialiser(c: Compiler, variable: Variable) -> StoreCode:
    """Puts the first value into a variable: in languages without hoisting into a new cell."""
    number = variable.number
    if variable.scope is None:
        return outermost_writer(c, variable)
    if c.runtime.hoists:
        return cell_writer(c, variable)
    prepare = preparation(c, variable)
    if prepare is None:

        def make(f: Activation, value: Value) -> None:
            f.cells[number] = [value]

        return make

    def make_prepared(f: Activation, value: Value) -> None:
        f.cells[number] = [prepare(value)]

    return make_prepared


def assigner(c: Compiler, node: Name) -> StoreCode:
    """Assigns to a variable that exists."""
    variable = c.scopes.find(node.name)
    if variable is None:

        def unknown(f: Activation, _: Value) -> None:
            raise settle(f, node, Fault("unknown name", node.name))

        return unknown
    write = outermost_writer(c, variable) if variable.scope is None else cell_writer(c, variable)
    if not c.runtime.hoists:
        return write
    if variable.constant:

        def constant(f: Activation, _: Value) -> None:
            raise settle(f, node, Fault("constant", node.name))

        return constant
    check = read(c, node, variable)

    def checked(f: Activation, value: Value) -> None:
        check(f)  # type: ignore[operator]  # reading a variable never suspends
        write(f, value)

    return checked


def outermost_writer(c: Compiler, variable: Variable) -> StoreCode:
    """Writes one of the program's outermost variables."""
    number = variable.number
    prepare = preparation(c, variable)

    def write(f: Activation, value: Value) -> None:
        f.context.variables[number] = value if prepare is None else prepare(value)

    return write


def cell_writer(c: Compiler, variable: Variable) -> StoreCode:
    """Writes into a cell that exists, so that closures see it."""
    number = variable.number
    prepare = preparation(c, variable)
    if prepare is None:

        def write(f: Activation, value: Value) -> None:
            f.cells[number][0] = value

        return write

    def write_prepared(f: Activation, value: Value) -> None:
        f.cells[number][0] = prepare(value)

    return write_prepared


def preparation(c: Compiler, variable: Variable) -> Callable[[Value], Value] | None:
    """What is done to each value of a variable: its type's coercion, and what is always done."""
    coerce, fresh = variable.coerce, c.runtime.fresh
    if coerce is None or fresh is None:
        return coerce or fresh
    return lambda value: fresh(coerce(value))
