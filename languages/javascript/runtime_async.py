"""Promise: its constructor, its functions, its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Fault, Native, NotModelled, Thrown
from .runtime_calls import call
from .runtime_errors import error_prototype, make_error
from .runtime_objects import functions, iterate
from .runtime_promises import (
    JSPromise,
    promise_of,
    reject,
    resolve,
    resolving,
    then,
    when_settled,
)
from .runtime_strings import given
from .runtime_values import PROMISE, UNDEFINED, Builtin, JSArray, JSObject, is_callable, new_object

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Context, Value


def _construct(context: Context, arguments: Sequence[Value], proto: JSObject | None) -> Value:
    executor = given(arguments, 0)
    if not is_callable(executor):
        from .runtime_inspect import inspect

        raise Fault("TypeError", f"Promise resolver {inspect(executor)} is not a function")
    promise = JSPromise()
    if proto is not None:
        promise.proto = proto
    done, failed = resolving(context, promise)
    try:
        call(context, executor, UNDEFINED, (done, failed))
    except Thrown as thrown:
        call(context, failed, UNDEFINED, (thrown.value,))
        if promise.thrown is not None:
            promise.thrown = thrown
    return promise


def _resolve(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return promise_of(context, given(arguments, 0))


def _reject(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    promise = JSPromise()
    reject(context, promise, Thrown(given(arguments, 0), context.trail()))
    return promise


def _then(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return then(context, _checked(this), given(arguments, 0), given(arguments, 1))


def _catch(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return then(context, _checked(this), UNDEFINED, given(arguments, 0))


def _finally(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    back = given(arguments, 0)
    promise = _checked(this)

    def pass_on(context: Context, _: Value, values: Sequence[Value]) -> Value:
        waited = promise_of(context, call(context, back, UNDEFINED, ()))
        return then(context, waited, Native("", lambda c, this, a: given(values, 0)), UNDEFINED)

    def throw_on(context: Context, _: Value, values: Sequence[Value]) -> Value:
        waited = promise_of(context, call(context, back, UNDEFINED, ()))

        def again(context: Context, _: Value, __: Sequence[Value]) -> Value:
            assert promise.thrown is not None
            raise Thrown(promise.thrown.value, promise.thrown.trail)

        return then(context, waited, Native("", again), UNDEFINED)

    if not is_callable(back):
        return then(context, promise, back, back)
    return then(context, promise, Native("", pass_on), Native("", throw_on))


def _checked(this: Value) -> JSPromise:
    if not isinstance(this, JSPromise):
        raise NotModelled("a method of promises on another object")
    return this


# --- Several at once


def _each(
    context: Context,
    source: Value,
    name: str,
    settled: Callable[[JSPromise, JSPromise, int], None],
) -> tuple[JSPromise, int]:
    """Calls `settled(promise, result, index)` when each of the promises is settled."""
    result = JSPromise()
    promises = [promise_of(context, one) for one in iterate(context, source)]
    for number, promise in enumerate(promises):
        when_settled(
            context,
            promise,
            lambda promise=promise, number=number: settled(promise, result, number),  # type: ignore[misc]
            (result, name, number),
        )
    return result, len(promises)


def _all(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    values: dict[int, Value] = {}

    def settled(promise: JSPromise, result: JSPromise, number: int) -> None:
        if promise.state == "rejected":
            assert promise.thrown is not None
            reject(context, result, promise.thrown)
            return
        values[number] = promise.value
        if len(values) == count:
            resolve(context, result, JSArray([values[one] for one in range(count)]))

    result, count = _each(context, given(arguments, 0), "all", settled)
    if not count:
        resolve(context, result, JSArray([]))
    return result


def _all_settled(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    values: dict[int, Value] = {}

    def settled(promise: JSPromise, result: JSPromise, number: int) -> None:
        made = new_object()
        name = "value" if promise.state == "fulfilled" else "reason"
        made.props = {"status": promise.state, name: promise.value}
        values[number] = made
        if len(values) == count:
            resolve(context, result, JSArray([values[one] for one in range(count)]))

    result, count = _each(context, given(arguments, 0), "allSettled", settled)
    if not count:
        resolve(context, result, JSArray([]))
    return result


def _race(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    def settled(promise: JSPromise, result: JSPromise, number: int) -> None:
        if promise.state == "rejected":
            assert promise.thrown is not None
            reject(context, result, promise.thrown)
        elif result.state == "pending":
            resolve(context, result, promise.value)

    return _each(context, given(arguments, 0), "race", settled)[0]


def _any(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    errors: dict[int, Value] = {}

    def settled(promise: JSPromise, result: JSPromise, number: int) -> None:
        if promise.state == "fulfilled":
            if result.state == "pending":
                resolve(context, result, promise.value)
            return
        errors[number] = promise.value
        if len(errors) == count:
            error = make_error(
                context, error_prototype("AggregateError"), "All promises were rejected"
            )
            error.props["errors"] = JSArray([errors[one] for one in range(count)])
            reject(context, result, Thrown(error, ()))

    count = len(iterate(context, given(arguments, 0)))
    return _each(context, given(arguments, 0), "any", settled)[0]


PROMISES = Builtin("Promise", PROMISE, None, _construct)
functions(PROMISES, resolve=_resolve, reject=_reject, all=_all, allSettled=_all_settled,
          race=_race, any=_any)  # fmt: skip
functions(PROMISE, then=_then, catch=_catch, finally_=_finally)
