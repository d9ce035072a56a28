"""`await`, `yield` and `for await`: where JavaScript's functions wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled, Suspending
from .runtime_calls import call, items
from .runtime_values import ASYNC_ITERATOR, UNDEFINED, get

if TYPE_CHECKING:
    from collections.abc import Generator

    from .. import program as p
    from ..runtime import Activation, Code, Compiler, Value


def await_(c: Compiler, node: p.Await) -> Code:
    """`await value`: the driver resumes with what became of it."""

    def wait(f: Activation, value: Value) -> Generator[Value, Value, Value]:
        return (yield value)

    return c.waiting(node, [c.expression(node.value)], wait)


def yield_(c: Compiler, node: p.Yield) -> Code:
    """`yield value`, `yield* values`."""
    if node.value is None:

        def bare(f: Activation) -> Generator[Value, Value, Value]:
            return (yield UNDEFINED)

        return c.waiting(node, [], bare)
    delegates = node.delegates

    def give(f: Activation, value: Value) -> Generator[Value, Value, Value]:
        if not delegates:
            return (yield value)
        yield from items(f.context, value, "of")
        return UNDEFINED

    return c.waiting(node, [c.expression(node.value)], give)


def foreach(c: Compiler, node: Any) -> Code:
    """`for await (… of …)`; all other loops are the machine's."""
    if not node.is_async:
        return c.default(node)
    turn = c.turn(node)
    iterable = c.expression(node.iterable)

    def run(f: Activation) -> Generator[Value, Value, Value]:
        value = (yield from iterable.run(f)) if isinstance(iterable, Suspending) else iterable(f)
        step = _stepper(f, node, value)
        while True:
            f.at = node
            f.context.spend(1)
            found, is_done = yield from step()
            if is_done:
                return None
            ended, signal = yield from turn(f, found)
            if ended:
                return signal

    return Suspending(run)


def _stepper(f: Activation, node: Any, value: Value) -> Any:
    """A generator function that awaits the next item: (item, whether there is none)."""
    context = f.context
    try:
        make = get(context, value, ASYNC_ITERATOR)
        if make is UNDEFINED:
            source = iter(items(context, value, "of"))
            return lambda: _next_plain(source)
        iterator = call(context, make, value, ())
        step = get(context, iterator, "next")
    except Fault as fault:
        raise context.runtime.fail(context, fault, node) from None
    return lambda: _next(f, iterator, step)


def _next_plain(source: Any) -> Generator[Value, Value, Any]:
    for item in source:
        return (yield item), False
    return UNDEFINED, True


def _next(f: Activation, iterator: Value, step: Value) -> Generator[Value, Value, Any]:
    result = yield call(f.context, step, iterator, ())
    done = get(f.context, result, "done")
    if not isinstance(done, bool) and done is not UNDEFINED:
        raise NotModelled("an iterator whose `done` is no boolean")
    return get(f.context, result, "value"), done is True
