"""What Go's functions do at their end: deferred calls, panics and `recover`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import RETURN, Closure, Native, Suspending, Thrown
from .runtime_calls import call, waiting_call
from .runtime_forms import types_of
from .runtime_tasks import alone
from .runtime_types import zero
from .runtime_values import (
    GoPanic,
    Nil,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ..runtime import Activation, Compiler, Context, FunctionCode, Value


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
