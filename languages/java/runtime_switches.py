"""Java's switch, as a statement and as a value (JLS 14.11, 15.28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import BREAK, RETURN, NotModelled, Unplaced
from .runtime_convert import because, common, convert, null_fault
from .runtime_expressions import value_of
from .runtime_places import settled
from .runtime_types import STRING, Type, external, unboxed
from .runtime_unit import slots, unit_of
from .runtime_values import Obj

if TYPE_CHECKING:
    from ..runtime import Activation, PlainCode, Value

    Made = tuple[PlainCode, Type | None]


def switch(c: Any, node: p.Switch) -> PlainCode:
    """A switch as a statement."""
    unit_of(c).mark(node.place.line)
    if node.kind == "expression":
        return switch_value(c, node, None)[0]
    run = _compiled(c, node)
    label = node.label

    def statement(f: Activation) -> Value:
        signal = run(f)
        leaves = signal is BREAK or (
            signal is not None and signal.kind == "break" and signal.label and signal.label == label
        )
        return None if leaves else signal

    return statement


def switch_value(c: Any, node: p.Switch, want: Type | None) -> Made:
    """A switch whose value is what its cases return."""
    unit = unit_of(c)
    kept = unit.result, unit.returned
    types: list[Type | None] = []
    unit.result, unit.returned = want, types
    run = _compiled(c, node)
    unit.result, unit.returned = kept
    type_ = types[0] if types else want
    line, path = node.place.line, unit.path

    def value(f: Activation) -> Value:
        result = f.result
        if run(f) is not RETURN:
            raise NotModelled("a switch that gives no value", path, line)
        found, f.result = f.result, result
        return found

    return value, want if want is not None and type_ is not None else common(type_, type_)


def _compiled(c: Any, node: p.Switch) -> PlainCode:
    unit = unit_of(c)
    assert node.subject is not None  # Java's have one
    subject, type_ = value_of(c, node.subject)
    type_ = unit.erased(type_)
    own = unboxed(type_)
    if own is not None:
        subject = convert(c, subject, type_, own, node.subject)
    null = _null(c, node, type_)
    spot = unit.spot()
    cases = []
    with c.scope():
        if type_ == STRING:
            c.declare("<subject>")
            c.declare("<case>")
        for case in node.cases:
            with c.scope():
                tests = [_test(c, one, type_) for one in case.values]
                guard = None
                if case.guard is not None:
                    guard = c.expression(p.Group(case.guard.place, case.guard))
                cases.append((tests, guard, c.block(case.body.statements), case.falls))
    default = _default(node)
    takes_null = any(isinstance(one, p.Literal) and one.kind == "null"
                     for case in node.cases for one in case.values)  # fmt: skip

    def run(f: Activation) -> Value:
        value = subject(f)
        if value is None and not takes_null:
            raise settled(f, spot, null)
        start = default
        for number, (tests, guard, _, _) in enumerate(cases):
            if any(test(f, value) for test in tests) and (guard is None or guard(f)):
                start = number
                break
        if start is None:
            return None
        for _, _, body, falls in cases[start:]:
            signal = body(f)
            if signal is not None or not falls:
                return signal
        return None

    return run


def _default(node: p.Switch) -> int | None:
    for number, case in enumerate(node.cases):
        if not case.values or any(
            isinstance(one, p.Name) and one.name == "default" for one in case.values
        ):
            return number
    return None


def _null(c: Any, node: p.Switch, type_: Type | None) -> Unplaced:
    if type_ is None:
        return NotModelled("a switch over null, whose type isn't known")
    if type_ == STRING:
        return null_fault(
            'Cannot invoke "String.hashCode()"', f' because "<local{slots(c)}>" is null'
        )
    assert node.subject is not None  # asked above
    name = f"{external(type_)}.ordinal()"
    return null_fault(f'Cannot invoke "{name}"', because(c, node.subject))


def _test(c: Any, node: Any, type_: Type | None) -> Any:
    """(activation, subject) → whether the case is meant."""
    if isinstance(node, p.TypeTest):
        unit = unit_of(c)
        from .runtime_expressions import declare
        from .runtime_types import parse
        from .runtime_values import is_instance

        tested = unit.resolve(parse(node.type))
        put = declare(c, node.binding, tested) if node.binding else None

        def of_type(f: Activation, value: Value) -> bool:
            if value is None or not is_instance(value, tested.name):
                return False
            if put is not None:
                put(f, value)
            return True

        return of_type
    if isinstance(node, p.Name):
        name = node.name
        if name == "default":
            return lambda f, value: False
        if type_ is None or (unboxed(type_) is None and type_ != STRING):
            return lambda f, value: isinstance(value, Obj) and value.fields.get("$name") == name
    if isinstance(node, p.RecordPattern):
        code = c.unmodelled(node, "a pattern of a record")
        return lambda f, value: code(f)
    found, _ = value_of(c, node)
    return lambda f, value: _equal(found(f), value)


def _equal(wanted: Value, value: Value) -> bool:
    if wanted is None or value is None:
        return wanted is value
    return bool(wanted == value)
