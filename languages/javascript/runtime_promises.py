"""Promises, async functions, generators and the queue of microtasks."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from ..runtime import Activation, Closure, Fault, NotModelled, Thrown
from .runtime_calls import call, result_object
from .runtime_values import (
    PROMISE,
    UNDEFINED,
    JSIterator,
    JSObject,
    get,
    is_callable,
    is_object,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from ..runtime import Context, Value

Job = "Callable[[], None]"


class JSPromise(JSObject):
    """A promise. `reactions` wait for it: (job, who waits), where who is a Task that awaits it,
    or the promise and index of a `Promise.all`, for traces.
    """

    __slots__ = ("is_handled", "reactions", "state", "thrown", "value")

    def __init__(self) -> None:
        super().__init__(PROMISE, "Promise")
        self.state = "pending"
        self.value: Value = UNDEFINED
        self.thrown: Thrown | None = None
        self.reactions: list[tuple[Callable[[], None], Any]] = []
        self.is_handled = False


class Task:
    """A running async function: its generator, and its activation while it waits."""

    __slots__ = ("activation", "generator", "promise", "was_resumed")

    def __init__(self, promise: JSPromise) -> None:
        self.promise = promise
        self.generator: Generator[Value, Value, Value] | None = None
        self.activation: Activation | None = None
        self.was_resumed = False


def jobs(context: Context) -> deque[Any]:
    """The queue of microtasks."""
    found = context.state.get("jobs")
    if found is None:
        found = context.state["jobs"] = deque()
    return found


def run_jobs(context: Context) -> None:
    """Runs microtasks until none is left; then a rejection that nobody handles is an error."""
    queue = jobs(context)
    while queue:
        context.spend(1)
        context.stack.clear()
        queue.popleft()()
    for promise in context.state.pop("rejected", ()):
        if not promise.is_handled:
            raise promise.thrown


def settle(context: Context, promise: JSPromise, state: str, value: Value) -> None:
    promise.state = state
    promise.value = value
    waiting, promise.reactions = promise.reactions, []
    jobs(context).extend(job for job, _ in waiting)


def reject(context: Context, promise: JSPromise, thrown: Thrown) -> None:
    if promise.state != "pending":
        return
    promise.thrown = thrown
    if not promise.is_handled:
        context.state.setdefault("rejected", []).append(promise)
    settle(context, promise, "rejected", thrown.value)


def resolve(context: Context, promise: JSPromise, value: Value) -> None:
    """What a promise's resolve function does: it follows another promise, a turn later."""
    if promise.state != "pending":
        return
    if value is promise:
        fault = Fault("TypeError", "Chaining cycle detected for promise #<Promise>")
        reject(context, promise, context.runtime.fail(context, fault, None))
        return
    if isinstance(value, JSPromise):
        jobs(context).append(lambda: follow(context, value, promise))
        return
    if is_object(value):
        method = get(context, value, "then")
        if is_callable(method):
            jobs(context).append(lambda: _follow_other(context, value, method, promise))
            return
    settle(context, promise, "fulfilled", value)


def follow(context: Context, source: JSPromise, target: JSPromise) -> None:
    """`target` becomes what `source` becomes."""

    def done() -> None:
        if source.state == "fulfilled":
            settle_if_pending(context, target, source.value)
        else:
            assert source.thrown is not None
            reject(context, target, source.thrown)

    when_settled(context, source, done, target)


def settle_if_pending(context: Context, promise: JSPromise, value: Value) -> None:
    if promise.state == "pending":
        resolve(context, promise, value)


def _follow_other(context: Context, value: Value, method: Value, promise: JSPromise) -> None:
    done, failed = resolving(context, promise)
    try:
        call(context, method, value, (done, failed))
    except Thrown as thrown:
        reject(context, promise, thrown)


def when_settled(
    context: Context,
    promise: JSPromise,
    job: Callable[[], None],
    who: Any,
) -> None:
    """Queues `job` once the promise is settled, which counts as handled."""
    promise.is_handled = True
    if promise.state == "pending":
        promise.reactions.append((job, who))
    else:
        jobs(context).append(job)


def resolving(context: Context, promise: JSPromise) -> tuple[Value, Value]:
    """The two functions that an executor is given; the first call of either counts."""
    from .runtime_values import native

    called: list[bool] = []

    def done(context: Context, _: Value, given: Sequence[Value]) -> Value:
        if not called:
            called.append(True)
            resolve(context, promise, given[0] if given else UNDEFINED)
        return UNDEFINED

    def failed(context: Context, _: Value, given: Sequence[Value]) -> Value:
        if not called:
            called.append(True)
            value = given[0] if given else UNDEFINED
            reject(context, promise, Thrown(value, context.trail()))
        return UNDEFINED

    return native("", done), native("", failed)


def promise_of(context: Context, value: Value) -> JSPromise:
    """Promise.resolve(value)."""
    if isinstance(value, JSPromise):
        return value
    promise = JSPromise()
    resolve(context, promise, value)
    return promise


def then(context: Context, promise: JSPromise, done: Value, failed: Value) -> JSPromise:
    """Promise.prototype.then."""
    derived = JSPromise()

    def job() -> None:
        handler = done if promise.state == "fulfilled" else failed
        try:
            if is_callable(handler):
                resolve(context, derived, call(context, handler, UNDEFINED, (promise.value,)))
            elif promise.state == "fulfilled":
                resolve(context, derived, promise.value)
            else:
                assert promise.thrown is not None
                reject(context, derived, promise.thrown)
        except Thrown as thrown:
            reject(context, derived, thrown)

    when_settled(context, promise, job, derived)
    return derived


# --- Async functions


def suspended(context: Context, closure: Closure, this: Value, arguments: Sequence[Value]) -> Value:
    """A call of an async function or of a generator."""
    flags = closure.code.flags
    if "generator" in flags:
        if "async" in flags:
            raise NotModelled("an async generator")
        return JSIterator(Generated(context, closure, this, arguments))
    if "async" not in flags:
        raise NotModelled("`await` outside an async function")
    promise = JSPromise()
    task = Task(promise)
    task.generator = context.generate(closure, this, arguments, task)
    advance(context, task, None, None)
    return promise


def advance(context: Context, task: Task, value: Value, error: Thrown | None) -> None:
    """Runs an async function to its next await, or to its end."""
    stack = context.stack
    if task.activation is not None:
        stack.append(task.activation)
        task.activation = None
        task.was_resumed = True
    generator = task.generator
    assert generator is not None
    try:
        awaited = generator.send(value) if error is None else generator.throw(error)
    except StopIteration as stop:
        resolve(context, task.promise, stop.value)
    except Thrown as thrown:
        reject(context, task.promise, thrown)
    else:
        promise = promise_of(context, awaited)
        task.activation = stack.pop()
        when_settled(context, promise, lambda: _resume(context, task, promise), task)


def _resume(context: Context, task: Task, promise: JSPromise) -> None:
    if promise.state == "fulfilled":
        advance(context, task, promise.value, None)
    else:
        assert promise.thrown is not None
        advance(context, task, None, Thrown(promise.thrown.value, promise.thrown.trail))


class Generated:
    """What a generator function gives, as an iterator of Python's: it runs when it is asked."""

    def __init__(
        self, context: Context, closure: Closure, this: Value, arguments: Sequence[Value]
    ) -> None:
        self._context = context
        self._generator = context.generate(closure, this, arguments)
        self._activation: Activation | None = None
        self.is_done = False

    def __iter__(self) -> Iterator[Value]:
        return self

    def __next__(self) -> Value:
        return self.send(UNDEFINED)

    def send(self, value: Value) -> Value:
        """Runs to the next yield; raises StopIteration with what was returned."""
        if self.is_done:
            raise StopIteration(UNDEFINED)
        stack = self._context.stack
        try:
            if self._activation is None:
                found = next(self._generator)
            else:
                stack.append(self._activation)
                found = self._generator.send(value)
        except BaseException:
            self.is_done = True
            raise
        self._activation = stack.pop()
        return found


def next_result(context: Context, this: Value, given: Sequence[Value]) -> Value:
    """`iterator.next(value)` of a built-in iterator or a generator."""
    if not isinstance(this, JSIterator):
        raise Fault("TypeError", "next method called on incompatible receiver")
    source = this.source
    try:
        if isinstance(source, Generated):
            return result_object(source.send(given[0] if given else UNDEFINED), done=False)
        return result_object(next(source), done=False)
    except StopIteration as stop:
        return result_object(UNDEFINED if stop.value is None else stop.value, done=True)
