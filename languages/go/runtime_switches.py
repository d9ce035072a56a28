"""Go's switches on types, and `select`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import BREAK, NotModelled, Suspending
from .runtime_builtins import spelt
from .runtime_forms import is_of, types_of
from .runtime_tasks import Waits, alone, ready_to, receive, send
from .runtime_values import (
    Boxed,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..runtime import Activation, Code, Compiler, Value
    from .runtime_types import Type


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
        None if isinstance(one, p.Literal) else types_of(c).read(spelt(one)) for one in case.values
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
