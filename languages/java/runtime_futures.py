"""java.util.concurrent: what is handed to another thread is done at once, in order."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled, Thrown, Unplaced
from .runtime_errors import fail, trail_of
from .runtime_text import text
from .runtime_values import Long, Obj, Throwable, apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value

COMPLETION = "java.util.concurrent.CompletionException"
_FUTURE = "java.util.concurrent.CompletableFuture"
_THREAD = "java.lang.Thread.run(Thread.java:840)"


def _run(context: Context, frames: tuple[str, ...], function: Value) -> tuple[Value, Value]:
    """What a function gives in a thread of its own, or the exception it ends with."""
    from .runtime_values import through

    stack, context.stack = context.stack, []
    try:
        with through(context, *frames):
            try:
                return apply(context, function), None
            except Unplaced as problem:
                if not isinstance(problem, Fault):
                    raise
                raise fail(context, problem, None) from None
    except Thrown as thrown:
        return None, thrown.value
    finally:
        context.stack = stack


def _library(name: str, message: str | None, cause: Value, *frames: str) -> Throwable:
    made = Throwable(name, message, cause)
    made.trail = ((None, frames),)
    return made


class Future(Obj):
    """CompletableFuture: done, or ended with an exception."""

    JAVA = "java.util.concurrent.CompletableFuture"
    __slots__ = ("failed", "is_done", "value")

    def __init__(self, value: Value = None, failed: Value = None, *, is_done: bool = True) -> None:
        super().__init__()
        self.value = value
        self.failed = failed
        self.is_done = is_done

    def settled(self, context: Context) -> None:
        if not self.is_done:
            raise NotModelled("a wait for a future that nobody completes")

    def j_join(self, context: Context) -> Value:
        self.settled(context)
        if self.failed is None:
            return self.value
        raise Thrown(_completion(context, self.failed))

    def j_get(self, context: Context, *limit: Value) -> Value:
        self.settled(context)
        if self.failed is None:
            return self.value
        cause = self.failed
        if isinstance(cause, Throwable) and cause.kind == COMPLETION and cause.cause is not None:
            cause = cause.cause
        made = Throwable("java.util.concurrent.ExecutionException", text(context, cause), cause)
        made.trail = (*trail_of(context), (None, (
            f"{_FUTURE}.get(CompletableFuture.java:2073)",
            f"{_FUTURE}.reportGet(CompletableFuture.java:396)",
        )))  # fmt: skip
        raise Thrown(made)

    def j_getNow(self, context: Context, other: Value) -> Value:
        return self.j_join(context) if self.is_done else other

    def j_isDone(self, context: Context) -> bool:
        return self.is_done

    def j_isCompletedExceptionally(self, context: Context) -> bool:
        return self.failed is not None

    def j_complete(self, context: Context, value: Value) -> bool:
        if self.is_done:
            return False
        self.value, self.is_done = value, True
        return True

    def j_completeExceptionally(self, context: Context, failed: Value) -> bool:
        if self.is_done:
            return False
        self.failed, self.is_done = failed, True
        return True

    def _then(self, context: Context, function: Callable[[], Value]) -> Future:
        self.settled(context)
        if self.failed is not None:
            return Future(failed=_completion(context, self.failed))
        try:
            return Future(function())
        except Thrown as thrown:
            return Future(failed=_completion(context, thrown.value))

    def j_thenApply(self, context: Context, change: Value) -> Value:
        return self._then(context, lambda: apply(context, change, self.value))

    j_thenApplyAsync = j_thenApply

    def j_thenAccept(self, context: Context, action: Value) -> Value:
        return self._then(context, lambda: apply(context, action, self.value))

    def j_thenRun(self, context: Context, action: Value) -> Value:
        return self._then(context, lambda: apply(context, action))

    def j_thenCompose(self, context: Context, change: Value) -> Value:
        made = self._then(context, lambda: apply(context, change, self.value))
        return made if made.failed is not None else made.value

    def j_thenCombine(self, context: Context, other: Value, combine: Value) -> Value:
        other.settled(context)
        if self.failed is None and other.failed is not None:
            return Future(failed=_completion(context, other.failed))
        return self._then(context, lambda: apply(context, combine, self.value, other.value))

    def j_exceptionally(self, context: Context, function: Value) -> Value:
        self.settled(context)
        if self.failed is None:
            return self
        return Future(apply(context, function, self.failed))

    def j_handle(self, context: Context, function: Value) -> Value:
        self.settled(context)
        try:
            return Future(apply(context, function, self.value, self.failed))
        except Thrown as thrown:
            return Future(failed=_completion(context, thrown.value))

    def j_whenComplete(self, context: Context, action: Value) -> Value:
        self.settled(context)
        apply(context, action, self.value, self.failed)
        return self

    def j_orTimeout(self, context: Context, limit: Value, unit: Value) -> Value:
        return self

    def j_cancel(self, context: Context, may: Value) -> bool:
        return False


def _completion(context: Context, failed: Throwable) -> Throwable:
    if failed.kind == COMPLETION:
        return failed
    made = Throwable(COMPLETION, text(context, failed), failed)
    made.trail = (*trail_of(context), (None, (
        f"{_FUTURE}.join(CompletableFuture.java:2117)",
        f"{_FUTURE}.reportJoin(CompletableFuture.java:412)",
    )))  # fmt: skip
    return made


def _supply(context: Context, function: Value, kind: str, lines: tuple[int, int]) -> Future:
    inner = f"{_FUTURE}${kind}.run(CompletableFuture.java:{lines[0]})"
    value, failed = _run(context, (_THREAD, inner), function)
    if failed is None:
        return Future(value if kind == "AsyncSupply" else None)
    return Future(
        failed=_library(
            COMPLETION, text(context, failed), failed, _THREAD,
            f"{_FUTURE}${kind}.run(CompletableFuture.java:{lines[1]})",
            f"{_FUTURE}.completeThrowable(CompletableFuture.java:320)",
            f"{_FUTURE}.encodeThrowable(CompletableFuture.java:315)",
        )
    )  # fmt: skip


class StaticFuture:
    @staticmethod
    def s_supplyAsync(context: Context, function: Value, executor: Value = None) -> Value:
        return _supply(context, function, "AsyncSupply", (1768, 1770))

    @staticmethod
    def s_runAsync(context: Context, function: Value, executor: Value = None) -> Value:
        return _supply(context, function, "AsyncRun", (1804, 1806))

    @staticmethod
    def s_completedFuture(context: Context, value: Value) -> Value:
        return Future(value)

    @staticmethod
    def s_failedFuture(context: Context, failed: Value) -> Value:
        return Future(failed=failed)

    @staticmethod
    def s_allOf(context: Context, *futures: Value) -> Value:
        from .runtime_utilities import given_items

        for one in given_items(futures):
            one.settled(context)
            if one.failed is not None:
                return Future(failed=_completion(context, one.failed))
        return Future()


class Executor(Obj):
    """ExecutorService: a task runs when it is handed in."""

    JAVA = "java.util.concurrent.ExecutorService"
    __slots__ = ("is_shut",)

    def __init__(self) -> None:
        super().__init__()
        self.is_shut = False

    def j_submit(self, context: Context, task: Value) -> Value:
        if self.is_shut:
            raise NotModelled("a task for an executor that is shut down")
        frames = (
            _THREAD,
            "java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)",
            "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
            "java.util.concurrent.FutureTask.run(FutureTask.java:264)",
        )
        value, failed = _run(context, frames, task)
        return Task(value, failed)

    def j_invokeAll(self, context: Context, tasks: Value) -> Value:
        from .runtime_iteration import items_of
        from .runtime_lists import ArrayList

        return ArrayList([self.j_submit(context, one) for one in items_of(context, tasks)])

    def j_execute(self, context: Context, task: Value) -> None:
        _, failed = _run(context, (_THREAD,), task)
        if failed is not None:
            raise NotModelled("an exception that ends another thread")

    def j_shutdown(self, context: Context) -> None:
        self.is_shut = True

    j_close = j_shutdown

    def j_shutdownNow(self, context: Context) -> Value:
        from .runtime_lists import ArrayList

        self.is_shut = True
        return ArrayList()

    def j_isShutdown(self, context: Context) -> bool:
        return self.is_shut

    def j_awaitTermination(self, context: Context, limit: Value, unit: Value) -> bool:
        return True


class Task(Future):
    """A FutureTask."""

    JAVA = "java.util.concurrent.FutureTask"
    __slots__ = ()

    def j_get(self, context: Context, *limit: Value) -> Value:
        if self.failed is None:
            return self.value
        failed = self.failed
        made = Throwable("java.util.concurrent.ExecutionException", text(context, failed), failed)
        made.trail = (*trail_of(context), (None, (
            "java.util.concurrent.FutureTask.get(FutureTask.java:191)",
            "java.util.concurrent.FutureTask.report(FutureTask.java:122)",
        )))  # fmt: skip
        raise Thrown(made)


class StaticExecutors:
    @staticmethod
    def s_newFixedThreadPool(context: Context, count: Value, *_: Value) -> Value:
        return Executor()

    @staticmethod
    def s_newSingleThreadExecutor(context: Context, *_: Value) -> Value:
        return Executor()

    s_newCachedThreadPool = s_newWorkStealingPool = s_newSingleThreadExecutor


class Atomic(Obj):
    """AtomicInteger, AtomicLong, AtomicBoolean, AtomicReference."""

    JAVA = "java.util.concurrent.atomic.AtomicInteger"
    __slots__ = ("value", "wrap")

    def __init__(self, value: Value, wrap: Callable[[Value], Value]) -> None:
        super().__init__()
        self.value = value
        self.wrap = wrap

    def j_get(self, context: Context) -> Value:
        return self.value

    j_intValue = j_longValue = j_getPlain = j_getAcquire = j_get

    def j_set(self, context: Context, value: Value) -> None:
        self.value = value

    def j_getAndSet(self, context: Context, value: Value) -> Value:
        old, self.value = self.value, value
        return old

    def _add(self, by: int, *, is_old: bool) -> Value:
        old = self.value
        self.value = self.wrap(int(old) + int(by))
        return old if is_old else self.value

    def j_incrementAndGet(self, context: Context) -> Value:
        return self._add(1, is_old=False)

    def j_decrementAndGet(self, context: Context) -> Value:
        return self._add(-1, is_old=False)

    def j_getAndIncrement(self, context: Context) -> Value:
        return self._add(1, is_old=True)

    def j_getAndDecrement(self, context: Context) -> Value:
        return self._add(-1, is_old=True)

    def j_addAndGet(self, context: Context, by: int) -> Value:
        return self._add(by, is_old=False)

    def j_getAndAdd(self, context: Context, by: int) -> Value:
        return self._add(by, is_old=True)

    def j_updateAndGet(self, context: Context, change: Value) -> Value:
        self.value = apply(context, change, self.value)
        return self.value

    def j_getAndUpdate(self, context: Context, change: Value) -> Value:
        return self.j_getAndSet(context, apply(context, change, self.value))

    def j_compareAndSet(self, context: Context, old: Value, new: Value) -> bool:
        if self.value is old or (isinstance(old, int) and self.value == old):
            self.value = new
            return True
        return False

    def j_toString(self, context: Context) -> str:
        return text(context, self.value)


class Lock(Obj):
    """ReentrantLock: one thread is alone anyway."""

    JAVA = "java.util.concurrent.locks.ReentrantLock"
    __slots__ = ("count",)

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def j_lock(self, context: Context) -> None:
        self.count += 1

    def j_tryLock(self, context: Context, *_: Value) -> bool:
        self.count += 1
        return True

    def j_unlock(self, context: Context) -> None:
        if not self.count:
            raise Fault("java.lang.IllegalMonitorStateException")
        self.count -= 1


def _plain(value: Value) -> Value:
    return value


def _atomic(default: Value, wrap: Callable[[Value], Value]) -> Callable[..., Atomic]:
    return lambda context, value=default: Atomic(value, wrap)


def _numbers() -> dict[str, Any]:
    from .runtime_operators import wrap, wrap_long

    base = "java.util.concurrent.atomic.Atomic"
    return {
        f"{base}Integer": _atomic(0, wrap), f"{base}Long": _atomic(Long(0), wrap_long),
        f"{base}Boolean": _atomic(False, _plain), f"{base}Reference": _atomic(None, _plain),
    }  # fmt: skip


STATICS: dict[str, type] = {
    "java.util.concurrent.CompletableFuture": StaticFuture,
    "java.util.concurrent.Executors": StaticExecutors,
}
CONSTRUCTORS: dict[str, Any] = {
    "java.util.concurrent.CompletableFuture": lambda context: Future(is_done=False),
    "java.util.concurrent.locks.ReentrantLock": lambda context, *_: Lock(),
    **_numbers(),
}
FIELDS = {
    ("java.util.concurrent.TimeUnit", one): (lambda context, one=one: one)
    for one in ("SECONDS", "MILLISECONDS", "MINUTES", "NANOSECONDS", "MICROSECONDS", "HOURS")
}
