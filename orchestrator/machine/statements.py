"""Statements without loops: conditions, jumps, raising and handling of errors, switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...languages.program import Name
from ...languages.runtime import (
    BREAK,
    CONTINUE,
    RETURN,
    Signal,
    Suspending,
    Thrown,
)
from .blocks import bound_names, discarding
from .codes import plain, plain_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ...languages.program import (
        Block,
        Expression,
        Handler,
        If,
        Jump,
        Labeled,
        Node,
        Raise,
        Return,
        Switch,
        Try,
    )
    from ...languages.runtime import Activation, Code, PlainCode, StoreCode, Value
    from .compiler import Compiler


def block(c: Compiler, node: Block) -> Code:
    """Statements in a scope of their own."""
    return c.block(node.statements)


def expression(c: Compiler, node: Expression) -> Code:
    """An expression as a statement."""
    return discarding(c.expression(node.value))


def if_(c: Compiler, node: If) -> Code:
    """A condition; what stands before it is in scope of it all."""
    with c.scope():
        before = None if node.before is None else c.statement(node.before)
        test, then = c.expression(node.test), c.block(node.then.statements)
        other = None if node.other is None else c.block(node.other.statements)
    truth = c.runtime.truth or bool
    if any(isinstance(one, Suspending) for one in (before, test, then, other)):
        return _waiting_if(truth, before, test, then, other)
    checks, chosen = plain(test), plain(then)
    first, otherwise = plain_or_none(before), plain_or_none(other)
    if otherwise is None and first is None:
        return lambda f: chosen(f) if truth(checks(f)) else None

    def run(f: Activation) -> Value:
        if first is not None:
            first(f)
        if truth(checks(f)):
            return chosen(f)
        return None if otherwise is None else otherwise(f)

    return run


def _waiting_if(
    truth: Callable[[Value], bool], before: Code | None, test: Code, then: Code, other: Code | None
) -> Code:
    def run(f: Activation) -> Generator[Value, Value, Value]:
        if before is not None:
            yield from ran(before, f)
        chosen = then if truth((yield from ran(test, f))) else other
        return None if chosen is None else (yield from ran(chosen, f))

    return Suspending(run)


def ran(code: Code, f: Activation) -> Generator[Value, Value, Value]:
    """Runs code of either kind from code that may wait."""
    if isinstance(code, Suspending):
        return (yield from code.run(f))
    return code(f)


def return_(c: Compiler, node: Return) -> Code:
    """Leaves the function; the value waits in the activation."""
    if node.value is None:
        nothing = c.runtime.nothing

        def leave(f: Activation) -> Signal:
            f.result = nothing
            return RETURN

        return leave
    value = c.expression(node.value)
    if isinstance(value, Suspending):
        inner = value.run

        def wait(f: Activation) -> Generator[Value, Value, Signal]:
            f.result = yield from inner(f)
            return RETURN

        return Suspending(wait)

    def run(f: Activation) -> Signal:
        f.result = value(f)
        return RETURN

    return run


def jump(c: Compiler, node: Jump) -> Code:
    """break, continue; what does nothing."""
    if node.kind == "pass":
        return lambda f: None
    if node.kind not in ("break", "continue"):
        return c.unmodelled(node, f"`{node.kind}`")
    plain = BREAK if node.kind == "break" else CONTINUE
    signal = Signal(node.kind, node.label) if node.label else plain
    return lambda f: signal


def labeled(c: Compiler, node: Labeled) -> Code:
    """A block that can be left by its name."""
    body, label = c.statement(node.body), node.label

    def settled(signal: Value) -> Value:
        leaves = signal is not None and signal.kind == "break" and signal.label == label
        return None if leaves else signal

    if isinstance(body, Suspending):
        inner = body.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            return settled((yield from inner(f)))

        return Suspending(wait)
    return lambda f: settled(body(f))


def raise_(c: Compiler, node: Raise) -> Code:
    """Throws a value."""
    if node.value is None or node.cause is not None:
        return c.unmodelled(node, "this way to raise")
    throw = c.runtime.throw

    def run(f: Activation, value: Value) -> None:
        raise throw(f.context, value, node)

    return c.strict(node, [c.expression(node.value)], run)


# --- Errors that are handled


def try_(c: Compiler, node: Try) -> Code:
    """Runs the first handler that takes the error; the final block runs whatever happened."""
    if node.resources or node.otherwise is not None:
        return c.unmodelled(node, "a try with resources")
    body = c.block(node.body.statements)
    handlers = [_handler(c, one) for one in node.handlers]
    final = None if node.final is None else c.block(node.final.statements)
    catches, caught = c.runtime.catches, c.runtime.caught

    def chosen(f: Activation, thrown: Thrown) -> Code | None:
        for types, bind, handle in handlers:
            if catches(f.context, types, thrown):
                if bind is not None:
                    bind(f, caught(f.context, thrown))
                return handle
        return None

    codes = [body, *(one[2] for one in handlers), *([] if final is None else [final])]
    if any(isinstance(one, Suspending) for one in codes):
        return _waiting_try(body, chosen, final)
    return _plain_try(plain(body), chosen, plain_or_none(final))


def _handler(c: Compiler, node: Handler) -> tuple[Sequence[str], StoreCode | None, Code]:
    with c.scope():
        bind: StoreCode | None = None
        if isinstance(node.target, Name):
            bind = c.bind(node.target.name)
        elif node.target is not None:
            bind = _unpacking(c, node.target)
        return node.types, bind, c.block(node.body.statements)


def _unpacking(c: Compiler, target: Node) -> StoreCode:
    fresh = [c.bind(name) for name in bound_names(target)]
    put = c.store(target, "let")

    def bind(f: Activation, value: Value) -> None:
        for make in fresh:
            make(f, None)
        put(f, value)

    return bind


def _plain_try(
    body: PlainCode, chosen: Callable[[Activation, Thrown], Code | None], final: PlainCode | None
) -> Code:
    def guarded(f: Activation) -> Value:
        try:
            return body(f)
        except Thrown as thrown:
            handle = chosen(f, thrown)
            if handle is None:
                raise
        return plain(handle)(f)

    if final is None:
        return guarded

    def run(f: Activation) -> Value:
        try:
            signal = guarded(f)
        except Thrown:
            ending = final(f)
            if ending is None:
                raise
            return ending
        result = f.result
        ending = final(f)
        if ending is None:
            f.result = result
            return signal
        return ending

    return run


def _waiting_try(
    body: Code, chosen: Callable[[Activation, Thrown], Code | None], final: Code | None
) -> Code:
    def guarded(f: Activation) -> Generator[Value, Value, Value]:
        try:
            return (yield from ran(body, f))
        except Thrown as thrown:
            handle = chosen(f, thrown)
            if handle is None:
                raise
        return (yield from ran(handle, f))

    def run(f: Activation) -> Generator[Value, Value, Value]:
        if final is None:
            return (yield from guarded(f))
        try:
            signal = yield from guarded(f)
        except Thrown:
            ending = yield from ran(final, f)
            if ending is None:
                raise
            return ending
        result = f.result
        ending = yield from ran(final, f)
        if ending is None:
            f.result = result
            return signal
        return ending

    return Suspending(run)


# --- Switches


def switch(c: Compiler, node: Switch) -> Code:
    """The first case whose value is the subject's, and those that it falls into."""
    if node.kind not in ("switch", "expression"):
        return c.unmodelled(node, f"a switch of kind `{node.kind}`")
    with c.scope():
        before = None if node.before is None else c.statement(node.before)
        subject = None if node.subject is None else c.expression(node.subject)
        enter = _cases_scope(c, node)
        cases = []
        for case in node.cases:
            values = [c.expression(one) for one in case.values]
            guard = None if case.guard is None else c.expression(case.guard)
            body = _case_body(c, case.body)
            cases.append((values, guard, body, case.falls))
    tests = [one for values, guard, _, _ in cases for one in (*values, guard)]
    if any(isinstance(one, Suspending) for one in (before, *tests)):
        return c.unmodelled(node, "a switch whose cases wait")
    choose = _chooser(c, node, cases)
    label, is_value = node.label, node.kind == "expression"

    def settled(f: Activation, signal: Value) -> Value:
        if is_value:
            return f.result if signal is RETURN else signal
        leaves = signal is BREAK or (
            signal is not None and signal.kind == "break" and signal.label and signal.label == label
        )
        return None if leaves else signal

    if isinstance(subject, Suspending) or any(isinstance(one[2], Suspending) for one in cases):

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            if before is not None:
                yield from ran(before, f)
            value = None if subject is None else (yield from ran(subject, f))
            enter(f)
            signal = None
            for body, falls in choose(f, value):
                signal = yield from ran(body, f)
                if signal is not None or not falls:
                    break
            return settled(f, signal)

        return Suspending(wait)

    first, about = plain_or_none(before), plain_or_none(subject)

    def run(f: Activation) -> Value:
        if first is not None:
            first(f)
        value = None if about is None else about(f)
        enter(f)
        signal = None
        for body, falls in choose(f, value):
            signal = body(f)  # type: ignore[operator]  # none waits, or it would be above
            if signal is not None or not falls:
                break
        return settled(f, signal)

    return run


def _cases_scope(c: Compiler, node: Switch) -> Callable[[Activation], None]:
    """Where names are hoisted, all cases share one scope."""
    from .blocks import enter_scope

    if not c.runtime.hoists:
        return lambda f: None
    statements = [one for case in node.cases for one in case.body.statements]
    return enter_scope(c, statements) or (lambda f: None)


def _case_body(c: Compiler, body: Block) -> Code:
    from .blocks import in_a_row

    if c.runtime.hoists:
        return in_a_row([c.statement(one) for one in body.statements])
    return c.block(body.statements)


def _chooser(
    c: Compiler, node: Switch, cases: list[Any]
) -> Callable[[Activation, Value], list[tuple[Code, bool]]]:
    same = c.runtime.same
    truth = c.runtime.truth or bool
    has_subject = node.subject is not None
    default = next((n for n, case in enumerate(node.cases) if not case.values), None)

    def choose(f: Activation, subject: Value) -> list[tuple[Code, bool]]:
        for number, (values, guard, _, _) in enumerate(cases):
            for value in values:
                got = value(f)
                fits = same(subject, got) if has_subject else truth(got)
                if fits and (guard is None or truth(guard(f))):
                    return [(one[2], one[3]) for one in cases[number:]]
        if default is None:
            return []
        return [(one[2], one[3]) for one in cases[default:]]

    return choose
