"""Calls, deferred calls, panics, goroutines and loops: what Go's functions are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import BREAK, RETURN, Closure, Fault, Native, NotModelled, Suspending, Thrown
from .runtime_calls import call, resolve_method, waiting_call
from .runtime_forms import address, convert_to, is_of, package, receiving, types_of
from .runtime_library import LIBRARY
from .runtime_operators import data
from .runtime_tasks import Waits, alone, close, ready_to, receive, scheduler_of, send
from .runtime_types import BASIC, Type, coercion, zero
from .runtime_values import (
    Boxed,
    Channel,
    GoArray,
    GoError,
    GoMap,
    GoPanic,
    GoSlice,
    Nil,
    Pointer,
    fresh,
    is_nil,
    keys_in_order,
    map_key,
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


def finish(c: Compiler, code: FunctionCode) -> None:
    """A function that defers runs what it deferred at its end, whatever that is."""
    if not code.details.get("defers"):
        return
    form = code.form
    assert form is not None
    block = c.scopes.blocks[0]  # type: ignore[attr-defined]  # the machine's compiler
    cells = [block[name].number for name in form.result_names if name in block]
    kinds = [types_of(c).read(one) for one in form.results]

    def results(f: Activation, value: Value, *, recovered: bool) -> Value:
        if cells:
            values = tuple(f.cells[cell][0] for cell in cells)
        elif recovered:
            values = tuple(zero(kind) for kind in kinds)
        else:
            return value
        return values[0] if len(values) == 1 else values

    if isinstance(code.body, Suspending):
        code.body = _waiting_defers(code.body, results)
        return
    inner = code.run

    def run(f: Activation) -> Value:
        f.deferred = []
        value, thrown = None, None
        try:
            value = inner(f)
        except Thrown as error:
            thrown = error
        recovered = False
        while f.deferred:
            state = Panicking(thrown, len(f.context.stack))
            thrown = _run_deferred(f, f.deferred.pop(), state)
            recovered = recovered or state.recovered
        if thrown is not None:
            raise thrown
        return results(f, value, recovered=recovered)

    code.run = run


class Panicking:
    """What a deferred call can recover."""

    __slots__ = ("depth", "recovered", "thrown")

    def __init__(self, thrown: Thrown | None, depth: int) -> None:
        self.thrown = thrown
        self.depth = depth
        self.recovered = False


def _run_deferred(f: Activation, deferred: Any, state: Panicking) -> Thrown | None:
    panics = f.context.state.setdefault("panics", [])
    panics.append(state)
    try:
        function, arguments = deferred
        result = (
            call(f.context, function, None, arguments)
            if isinstance(function, (Closure, Native, Nil))
            else function(f.context, arguments)
        )
        if hasattr(result, "send"):
            alone(f.context, result)
    except Thrown as error:
        return error
    finally:
        panics.pop()
    return None if state.recovered else state.thrown


def _waiting_defers(body: Suspending, results: Callable[..., Value]) -> Suspending:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        f.deferred = []
        signal, thrown = None, None
        try:
            signal = yield from body.run(f)
        except Thrown as error:
            thrown = error
        recovered = False
        panics = f.context.state.setdefault("panics", [])
        while f.deferred:
            state = Panicking(thrown, len(f.context.stack))
            panics.append(state)
            try:
                yield from waiting_call(f.context, *f.deferred.pop())
                thrown = None if state.recovered else state.thrown
            except Thrown as error:
                thrown = error
            finally:
                panics.remove(state)
            recovered = recovered or state.recovered
        if thrown is not None:
            raise thrown
        f.result = results(f, f.result if signal is RETURN else None, recovered=recovered)
        return RETURN

    return Suspending(run)


def recover(context: Context) -> Value:
    """`recover()`: only the deferred function itself may."""
    panics = context.state.get("panics", ())
    if not panics or len(context.stack) != panics[-1].depth + 1:
        return None
    state = panics[-1]
    if state.thrown is None or state.recovered or isinstance(state.thrown.value, GoPanic):
        return None
    state.recovered = True
    return state.thrown.value


# --- Calls


def call_form(c: Compiler, node: p.Call) -> Code:
    """Conversions, built-in functions, functions of packages, methods and function values."""
    called = node.function.value if isinstance(node.function, p.Group) else node.function
    if isinstance(called, p.Index) and isinstance(called.object, p.Name):
        called = called.object  # with its type arguments, which the values tell as well
    if isinstance(called, p.Name) and not c.knows(called.name):
        if called.name in BUILTINS:
            return _builtin(c, node, called.name)
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


# --- Built-in functions


def _length(value: Value) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else len(data(value))
    if isinstance(value, GoSlice):
        return value.length
    if isinstance(value, GoMap):
        return len(value.entries or ())
    if isinstance(value, GoArray):
        return len(value.items)
    if isinstance(value, Channel):
        return len(value.items)
    if isinstance(value, Pointer):
        return _length(value.target)
    if is_nil(value):
        return 0
    raise NotModelled("len of this value")


def _capacity(value: Value) -> int:
    if isinstance(value, (GoSlice, Channel)):
        return value.capacity
    return _length(value)


def append(view: Value, *more: Value) -> Value:
    """`append`: into the same array while its capacity lasts, else into a new one."""
    if not isinstance(view, GoSlice):
        raise NotModelled("append to this value")
    store = coercion(view.type.elem) if view.type.elem is not None else None
    added = [fresh(one if store is None else store(one)) for one in more]
    if not added:
        return view
    length = view.length + len(added)
    if view.array is not None and length <= view.capacity:
        end = view.start + view.length
        view.array[end : end + len(added)] = added
        return GoSlice(view.type, view.array, view.start, length, view.capacity)
    capacity = _grown(view.capacity, length)
    return GoSlice(view.type, [*view.items, *added], 0, length, capacity)


def _grown(old: int, wanted: int) -> int:
    """The capacity that an array grows to; the runtime rounds it up by the element's size."""
    if wanted > 2 * old:
        return wanted
    return 2 * old if old < 256 else old + (old + 3 * 256) // 4


def _make(kind: Type, sizes: Sequence[Value]) -> Value:
    if kind.kind == "map":
        return GoMap(kind, {})
    if kind.kind == "chan":
        return Channel(kind, int(sizes[0]) if sizes else 0)
    if kind.kind != "slice" or kind.elem is None:
        raise NotModelled(f"make of `{kind.text}`")
    length = int(sizes[0])
    if length < 0:
        raise Fault("runtime error", "makeslice: len out of range")
    if length > 1_000_000:
        raise NotModelled("a very long slice")
    capacity = int(sizes[1]) if len(sizes) > 1 else length
    if capacity < length:
        raise Fault("runtime error", "makeslice: cap out of range")
    return GoSlice(kind, [zero(kind.elem) for _ in range(length)], 0, length, capacity)


def _delete(value: Value, key: Value) -> None:
    if isinstance(value, GoMap) and value.entries:
        value.entries.pop(map_key(key), None)


def _copy(target: Value, source: Value) -> int:
    items = data(source) if isinstance(source, str) else source.items
    count: int = min(len(items), target.length)
    make = BASIC["uint8"].make if isinstance(source, str) else fresh
    assert make is not None
    target.array[target.start : target.start + count] = [make(one) for one in items[:count]]
    return count


def _clear(value: Value) -> None:
    if isinstance(value, GoMap) and value.entries:
        value.entries.clear()
    elif isinstance(value, GoSlice):
        raise NotModelled("clear of a slice")


def _panic(f: Activation, value: Value) -> None:
    raise Thrown(_given(value), f.context.trail())


def _given(value: Value) -> Value:
    if value is None:
        return GoError("panic called with nil argument (use GODEBUG=panicnil=1 to disable)")
    return fresh(value)


BUILTINS: dict[str, Callable[..., Value]] = {
    "len": lambda f, value: _length(value),
    "cap": lambda f, value: _capacity(value),
    "append": lambda f, view, *more: append(view, *more),
    "delete": lambda f, value, key: _delete(value, key),
    "copy": lambda f, target, source: _copy(target, source),
    "clear": lambda f, value: _clear(value),
    "panic": _panic,
    "recover": lambda f: recover(f.context),
    "close": lambda f, channel: close(f.context, channel),
    "min": lambda f, *values: min(values),
    "max": lambda f, *values: max(values),
    "make": lambda f, kind, *sizes: _make(kind, sizes),
    "new": lambda f, kind: Pointer([zero(kind)], 0),
    "print": lambda f, *values: None,
    "println": lambda f, *values: None,
}


def _builtin(c: Compiler, node: p.Call, name: str) -> Code:
    run = BUILTINS[name]
    if name in ("print", "println"):
        return c.unmodelled(node, f"`{name}`")
    if name in ("make", "new"):
        kind = types_of(c).read(_spelt(node.arguments[0].value))
        sizes = [c.expression(one.value) for one in node.arguments[1:]]
        return c.strict(node, sizes, lambda f, *values: run(f, kind, *values))
    return c.strict(node, [c.arguments(node)], lambda f, given: run(f, *given))


def _spelt(node: Any) -> str:
    if isinstance(node, p.Name):
        return node.name
    if isinstance(node, p.Member):
        return f"{_spelt(node.object)}.{node.name}"
    if isinstance(node, p.Unary):
        return f"*{_spelt(node.operand)}"
    if isinstance(node, p.Index):
        return _spelt(node.object)
    raise NotModelled("a type of this form", "", node.place.line)


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
        builtin = BUILTINS[called.name]
        return [give], lambda f, arguments: (
            Native("", lambda context, this, a: builtin(f, *a)),
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


# --- Switches on types, and select


def switch(c: Compiler, node: p.Switch) -> Code:
    """`switch x := v.(type)`, `select`, and all other switches."""
    if node.kind == "type":
        return _type_switch(c, node)
    if node.kind == "select":
        return _select(c, node)
    return c.default(node)


def _type_switch(c: Compiler, node: p.Switch) -> Code:
    if node.subject is None:
        return c.unmodelled(node, "a switch without a subject")
    with c.scope():
        before = None if node.before is None else c.statement(node.before)
        subject = c.expression(node.subject)
        cases = [_type_case(c, node, case) for case in node.cases]
    default = next((n for n, case in enumerate(node.cases) if not case.values), None)
    label = node.label

    def chosen(f: Activation, value: Value) -> Code | None:
        for tests, bind, body in cases:
            if any(_fits(test, value) for test in tests):
                bind(f, value.value if isinstance(value, Boxed) else value)
                return body
        if default is None:
            return None
        cases[default][1](f, value)
        return cases[default][2]

    def settled(signal: Value) -> Value:
        named = signal is not None and signal.kind == "break" and signal.label == label
        return None if signal is BREAK or named else signal

    def wait(f: Activation) -> Generator[Value, Value, Value]:
        if before is not None:
            yield from _ran_code(before, f)
        body = chosen(f, (yield from _ran_code(subject, f)))
        return None if body is None else settled((yield from _ran_code(body, f)))

    every = [subject, *([before] if before else []), *(body for _, _, body in cases)]
    if any(isinstance(one, Suspending) for one in every):
        return Suspending(wait)

    def run(f: Activation) -> Value:
        if before is not None:
            before(f)  # type: ignore[operator]  # checked above
        body = chosen(f, subject(f))  # type: ignore[operator]  # as above
        return None if body is None else settled(body(f))  # type: ignore[operator]

    return run


def _ran_code(code: Code, f: Activation) -> Generator[Value, Value, Value]:
    return (yield from code.run(f)) if isinstance(code, Suspending) else code(f)


def _type_case(c: Compiler, node: p.Switch, case: p.Case) -> tuple[list[Type | None], Any, Code]:
    tests: list[Type | None] = [
        None if isinstance(one, p.Literal) else types_of(c).read(_spelt(one)) for one in case.values
    ]
    with c.scope():
        bind = c.declare(node.binding) if node.binding else (lambda f, value: None)
        return tests, bind, c.block(case.body.statements)


def _fits(test: Type | None, value: Value) -> bool:
    return value is None if test is None else is_of(test, value)


def _select(c: Compiler, node: p.Switch) -> Code:
    cases = [_communication(c, case) for case in node.cases]
    default = next((body for channel, _, _, body in cases if channel is None), None)
    senders = [body for _, value, _, body in cases if value is not None]
    label = node.label

    def wait(f: Activation) -> Generator[Value, Value, Value]:
        f.at = node
        ready: list[tuple[Value, Any, Any, Code]] = []
        evaluated = []
        for channel, value, store, body in cases:
            if channel is not None:
                where = yield from _ran_code(channel, f)
                what = None if value is None else (yield from _ran_code(value, f))
                evaluated.append((where, what, store, body))
        sends = [value is not None for channel, value, _, _ in cases if channel is not None]
        while True:
            for one, is_send in zip(evaluated, sends, strict=True):
                if ready_to(f.context, one[0], sends=is_send):
                    ready = [one]
                    break
            if ready or default is not None:
                break
            yield Waits("select" if evaluated else "select (no cases)")
        if not ready:
            return settled((yield from _ran_code(default, f)))  # type: ignore[arg-type]  # checked
        channel, value, store, body = ready[0]
        if body in senders:
            yield from send(f.context, channel, value)
        else:
            pair = yield from receive(f.context, channel)
            if store is not None:
                store(f, pair)
        return settled((yield from _ran_code(body, f)))

    def settled(signal: Value) -> Value:
        named = signal is not None and signal.kind == "break" and signal.label == label
        return None if signal is BREAK or named else signal

    if c.notes["concurrent"]:
        return Suspending(wait)
    return lambda f: alone(f.context, wait(f))


def _communication(c: Compiler, case: p.Case) -> tuple[Any, Any, Any, Code]:
    """(channel, value to send, store of (value, ok), body); all None for the default."""
    with c.scope():
        if not case.values:
            return None, None, None, c.block(case.body.statements)
        one = case.values[0]
        if isinstance(one, p.Expression):
            one = one.value
        if isinstance(one, p.Send):
            channel, value = c.expression(one.channel), c.expression(one.value)
            return channel, value, None, c.block(case.body.statements)
        store = None
        if isinstance(one, p.Assign):
            is_pair = isinstance(one.target, p.Collection)
            put = c.store(one.target, one.declares)
            store = put if is_pair else (lambda f, pair: put(f, pair[0]))
            one = one.value  # type: ignore[assignment]  # a receive
        if not isinstance(one, p.Unary):
            raise NotModelled("this communication", "", case.place.line)
        return c.expression(one.operand), None, store, c.block(case.body.statements)


__all__ = ["GoError", "receiving"]
