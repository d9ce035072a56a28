"""Calls, deferred calls, panics, goroutines and loops: what Go's functions are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Closure, Native, NotModelled, Suspending
from .runtime_builtins import BUILTINS, builtin
from .runtime_calls import call, resolve_method, waiting_call
from .runtime_forms import address, convert_to, package, types_of
from .runtime_library import LIBRARY
from .runtime_tasks import alone, receive, scheduler_of, send
from .runtime_types import BASIC, coercion
from .runtime_values import (
    Channel,
    GoArray,
    GoMap,
    GoSlice,
    Nil,
    Pointer,
    fresh,
    keys_in_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from ..runtime import Activation, Code, Compiler, Context, FunctionCode, Value


# --- Functions


def prepared(form: p.Function) -> p.Function:
    """A function whose receiver is its first parameter and whose named results are variables."""
    parameters = form.parameters
    if form.receiver is not None:
        receiver = form.receiver
        if not isinstance(receiver.target, p.Name):
            receiver = receiver._replace(target=p.Name(form.place, "_"))
        parameters = (receiver, *parameters)
    body = form.body
    if form.result_names and body is not None:
        declared = tuple(
            p.Assign(body.place, p.Name(body.place, name), None, declares="var", type=of)
            for name, of in zip(form.result_names, form.results, strict=True)
            if name != "_"
        )
        body = body._replace(statements=(*declared, *body.statements))
    return form._replace(parameters=parameters, body=body)


def function(c: Compiler, node: p.Function) -> Code:
    """A function literal."""
    parent = c.scopes.code  # type: ignore[attr-defined]  # the machine's compiler
    number = parent.details["literals"] = parent.details.get("literals", 0) + 1
    above = parent.details.get("go", "main.init")
    name = f"{above}.{number}" if parent.details.get("is_literal") else f"{above}.func{number}"
    c.notes["naming"] = (name, True)
    code = c.function(prepared(node))
    return lambda f: c.close(code, f)


def enter(c: Compiler, code: FunctionCode) -> None:
    """Names a function before its body is compiled, so that literals in it can be named."""
    name, is_literal = c.notes.pop("naming", ("", False))
    code.details["go"] = name
    code.details["is_literal"] = is_literal


# --- Calls


def call_form(c: Compiler, node: p.Call) -> Code:
    """Conversions, built-in functions, functions of packages, methods and function values."""
    called = node.function.value if isinstance(node.function, p.Group) else node.function
    if isinstance(called, p.Index) and isinstance(called.object, p.Name):
        called = called.object  # with its type arguments, which the values tell as well
    if isinstance(called, p.Name) and not c.knows(called.name):
        if called.name in BUILTINS:
            return builtin(c, node, called.name)
        if types_of(c).knows(called.name):
            return _conversion(c, node, called.name)
    if isinstance(called, p.Member):
        of = package(c, called.object)
        if of:
            return _library(c, node, f"{of}.{called.name}")
        return _method(c, node, called)
    return _invoked(c, node, [c.expression(called), c.arguments(node)], lambda f, value: value)


def _conversion(c: Compiler, node: p.Call, name: str) -> Code:
    kind = types_of(c).read(name)
    value = c.expression(node.arguments[0].value)
    return c.strict(node, [value], lambda f, one: convert_to(kind, one))


def _library(c: Compiler, node: p.Call, name: str) -> Code:
    run = LIBRARY.get(name)
    if run is None:
        if types_of(c).knows(name):
            return _conversion(c, node, name)
        return c.unmodelled(node, f"`{name}`")

    def combine(f: Activation, arguments: list[Value]) -> Value:
        result = run(f.context, *_spread(arguments))
        return alone(f.context, result) if hasattr(result, "send") else result

    def wait(f: Activation, arguments: list[Value]) -> Generator[Value, Value, Value]:
        result = run(f.context, *_spread(arguments))
        return (yield from result) if hasattr(result, "send") else result

    if c.notes["concurrent"] and name in WAITING:
        return c.waiting(node, [c.arguments(node)], wait)
    return c.strict(node, [c.arguments(node)], combine)


WAITING = frozenset(("time.Sleep",))


def _spread(arguments: list[Value]) -> Sequence[Value]:
    """`f(g())` where g gives several values."""
    if len(arguments) == 1 and isinstance(arguments[0], tuple):
        return arguments[0]
    return arguments


def _method(c: Compiler, node: p.Call, called: p.Member) -> Code:
    name = called.name
    is_place = isinstance(called.object, (p.Name, p.Member, p.Index))
    place = address(c, called.object) if is_place else None

    def found(f: Activation, value: Value) -> tuple[Value, Any]:
        where = None
        if place is not None and type(value) is not Pointer and not isinstance(place, Suspending):
            where = place(f) if hasattr(value, "fields") or _is_number(value) else None
        return resolve_method(f.context, value, name, where)

    parts = [c.expression(called.object), c.arguments(node)]

    def combine(f: Activation, value: Value, arguments: list[Value]) -> Value:
        receiver, run = found(f, value)
        given = _spread(arguments)
        if type(run) is Closure:
            return f.context.invoke(run, None, given if receiver is None else [receiver, *given])
        return _ran(f.context, run, given)

    def wait(f: Activation, value: Value, arguments: list[Value]) -> Generator[Value, Value, Value]:
        receiver, run = found(f, value)
        given = list(_spread(arguments))
        if type(run) is Closure and receiver is not None:
            given.insert(0, receiver)
        return (yield from waiting_call(f.context, run, given))

    return c.waiting(node, parts, wait) if c.notes["concurrent"] else c.strict(node, parts, combine)


def _is_number(value: Value) -> bool:
    return getattr(type(value), "gotype", None) is not None


def _ran(context: Context, run: Any, given: Sequence[Value]) -> Value:
    if isinstance(run, (Native, Nil)) or run is None:
        return call(context, run, None, given)
    result = run(context, given)
    return alone(context, result) if hasattr(result, "send") else result


def _invoked(
    c: Compiler, node: p.Call, parts: list[Code], pick: Callable[[Activation, Value], Value]
) -> Code:
    def combine(f: Activation, function: Value, arguments: list[Value]) -> Value:
        return call(f.context, pick(f, function), None, _spread(arguments))

    def wait(
        f: Activation, function: Value, arguments: list[Value]
    ) -> Generator[Value, Value, Value]:
        return (yield from waiting_call(f.context, pick(f, function), _spread(arguments)))

    return c.waiting(node, parts, wait) if c.notes["concurrent"] else c.strict(node, parts, combine)


# --- Statements


def deferred(c: Compiler, node: p.Deferred) -> Code:
    """`defer f(x)`, `go f(x)`: the function and its arguments are evaluated now."""
    target = node.call
    if not isinstance(target, p.Call):
        return c.unmodelled(node, f"this `{node.kind}`")
    parts, pick = _target(c, target)
    if node.kind == "defer":
        code = c.scopes.code  # type: ignore[attr-defined]  # the machine's compiler
        code.details["defers"] = True

        def defer(f: Activation, *values: Value) -> None:
            assert f.deferred is not None
            f.deferred.append(pick(f, *values))

        return c.strict(node, parts, defer)

    def start(f: Activation, *values: Value) -> None:
        scheduler_of(f.context).start(*pick(f, *values))

    return c.strict(node, parts, start)


def _target(
    c: Compiler, node: p.Call
) -> tuple[list[Code], Callable[..., tuple[Value, Sequence[Value]]]]:
    """Codes, and what makes (function, arguments) of their values."""
    called, give = node.function, c.arguments(node)
    if isinstance(called, p.Member) and not package(c, called.object):
        is_place = isinstance(called.object, (p.Name, p.Member, p.Index))
        place = address(c, called.object) if is_place else None
        name = called.name

        def method(f: Activation, value: Value, arguments: list[Value]) -> tuple[Value, Any]:
            where = None
            if place is not None and hasattr(value, "fields"):
                where = place(f)  # type: ignore[operator]  # a place is found without waiting
            receiver, run = resolve_method(f.context, value, name, where)
            given = list(_spread(arguments))
            if isinstance(run, Closure) and receiver is not None:
                given.insert(0, receiver)
            return run, given

        return [c.expression(called.object), give], method
    if isinstance(called, p.Member):
        run = LIBRARY.get(f"{package(c, called.object)}.{called.name}")
        if run is None:
            return [c.unmodelled(node, f"`{called.name}`"), give], lambda f, *v: v
        return [give], lambda f, arguments: (
            Native("", lambda context, this, a: run(context, *a)),
            _spread(arguments),
        )
    if isinstance(called, p.Name) and called.name in BUILTINS and not c.knows(called.name):
        run_builtin = BUILTINS[called.name]
        return [give], lambda f, arguments: (
            Native("", lambda context, this, a: run_builtin(f, *a)),
            arguments,
        )
    return [c.expression(called), give], lambda f, value, arguments: (value, _spread(arguments))


def sending(c: Compiler, node: p.Send) -> Code:
    """`channel <- value`."""
    parts = [c.expression(node.channel), c.expression(node.value)]

    def wait(f: Activation, channel: Value, value: Value) -> Generator[Value, Value, None]:
        of = channel.type.elem if isinstance(channel, Channel) else None
        store = None if of is None else coercion(of)
        yield from send(f.context, channel, fresh(value if store is None else store(value)))

    if c.notes["concurrent"]:
        return c.waiting(node, parts, wait)
    return c.strict(node, parts, lambda f, *values: alone(f.context, wait(f, *values)))


def items(context: Context, value: Value, kind: str) -> Iterator[Value]:
    """What `range` goes over: keys, or pairs where the loop has two variables ("pairs")."""
    if kind == "of":
        return iter(value.items if isinstance(value, (GoSlice, GoArray)) else value)
    found = _pairs(context, value)
    return found if kind == "pairs" else (key for key, _ in found)


def _pairs(context: Context, value: Value) -> Iterator[tuple[Value, Value]]:
    if isinstance(value, Pointer):
        value = value.target
    if isinstance(value, bool):
        raise NotModelled("range over this value")
    if isinstance(value, int):
        return ((number, None) for number in range(value))
    if isinstance(value, str):
        return _runes(value)
    if isinstance(value, GoSlice):
        return _elements(value)
    if isinstance(value, GoArray):
        return iter(list(enumerate(value.items)))
    if isinstance(value, GoMap):
        return keys_in_order(value)
    if isinstance(value, Channel):
        return _received(context, value)
    raise NotModelled("range over this value")


def _elements(value: GoSlice) -> Iterator[tuple[int, Value]]:
    for number in range(value.length):
        assert value.array is not None
        yield number, value.array[value.start + number]


def _runes(text: str) -> Iterator[tuple[int, Value]]:
    position = 0
    make = BASIC["int32"].make
    assert make is not None
    for one in text:
        is_broken = "\udc80" <= one <= "\udcff"
        yield position, make(0xFFFD if is_broken else ord(one))
        position += 1 if is_broken else len(one.encode())


def _received(context: Context, channel: Channel) -> Iterator[tuple[Value, Value]]:
    while True:
        value, ok = alone(context, receive(context, channel))
        if not ok:
            return
        yield value, value


def foreach(c: Compiler, node: p.ForEach) -> Code:
    """`for k, v := range x`."""
    is_pair = isinstance(node.target, p.Collection)
    node = node._replace(kind="pairs" if is_pair else "range")
    if not c.notes["concurrent"]:
        return c.default(node)
    iterable = c.expression(node.iterable)
    turn = c.turn(node)
    kind = node.kind

    def run(f: Activation) -> Generator[Value, Value, Value]:
        value = (yield from iterable.run(f)) if isinstance(iterable, Suspending) else iterable(f)
        f.at = node.iterable
        if isinstance(value, Channel):
            while True:
                f.at = node
                item, ok = yield from receive(f.context, value)
                if not ok:
                    return None
                ended, signal = yield from turn(f, item)
                if ended:
                    return signal
        for item in items(f.context, value, kind):
            f.context.spend(1)
            ended, signal = yield from turn(f, item)
            if ended:
                return signal
        return None

    return Suspending(run)
