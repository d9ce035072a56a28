"""Go's package sync, and the other objects of the library that programs hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_calls import GoNative, call
from .runtime_library import LIBRARY, NATIVES, Builder, made
from .runtime_tasks import Waits, scheduler_of
from .runtime_types import Type
from .runtime_values import (
    GoPanic,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..runtime import Context, Value


# --- sync


class Mutex(GoNative):
    """sync.Mutex and sync.RWMutex."""

    def __init__(self, _: Value = None) -> None:
        self.writer = False
        self.readers = 0
        self.waiting: list[tuple[Any, bool]] = []

    def _take(self, context: Context, reads: bool) -> Generator[Value, Value, Value]:
        if self.writer or (self.readers and not reads):
            self.waiting.append((scheduler_of(context).current, reads))
            yield Waits("sync.RWMutex.RLock" if reads else "sync.Mutex.Lock")
        elif reads:
            self.readers += 1
        else:
            self.writer = True

    def go_Lock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._take(context, False)

    def go_RLock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._take(context, True)

    def go_TryLock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        is_free = not self.writer and not self.readers
        self.writer = self.writer or is_free
        return is_free

    def go_Unlock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.writer:
            raise _fatal(context, "sync: unlock of unlocked mutex")
        self.writer = False
        self._hand_over(context)

    def go_RUnlock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.readers:
            raise _fatal(context, "sync: RUnlock of unlocked RWMutex")
        self.readers -= 1
        self._hand_over(context)

    def _hand_over(self, context: Context) -> None:
        while self.waiting and not self.writer:
            one, reads = self.waiting[0]
            if self.readers and not reads:
                return
            self.waiting.pop(0)
            self.readers += reads
            self.writer = not reads
            scheduler_of(context).wake(one)


def _fatal(context: Context, text: str) -> Exception:
    from ..runtime import Thrown

    return Thrown(GoPanic(text, is_fatal=True), context.trail())


class WaitGroup(GoNative):
    """sync.WaitGroup."""

    def __init__(self, _: Value = None) -> None:
        self.count = 0
        self.waiting: list[Any] = []

    def go_Add(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.count += a[0]
        if self.count < 0:
            raise Fault("panic", "sync: negative WaitGroup counter", is_plain=True)
        if self.count == 0:
            for one in self.waiting:
                scheduler_of(context).wake(one)
            self.waiting.clear()

    def go_Done(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self.go_Add(context, [-1])

    def go_Wait(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._wait(context)

    def _wait(self, context: Context) -> Generator[Value, Value, Value]:
        if self.count:
            self.waiting.append(scheduler_of(context).current)
            yield Waits("sync.WaitGroup.Wait")

    def go_Go(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        raise NotModelled("WaitGroup.Go")


class Once(GoNative):
    """sync.Once."""

    def __init__(self, _: Value = None) -> None:
        self.is_done = False

    def go_Do(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.is_done:
            self.is_done = True
            call(context, a[0], None, [])


class Counter(GoNative):
    """atomic.Int64 and its like."""

    def __init__(self, _: Value = None) -> None:
        self.value = 0

    def go_Add(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.value += int(a[0])
        return made("int64", self.value)

    def go_Load(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return made("int64", self.value)

    def go_Store(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.value = int(a[0])


def _atomic_add(context: Context, target: Value, by: Value) -> Value:
    new = target.target + by
    target.container[target.key] = type(target.target)(new)
    return target.target


for _name in ("Int64", "Int32"):
    LIBRARY[f"atomic.Add{_name}"] = _atomic_add
    LIBRARY[f"atomic.Load{_name}"] = lambda context, target: target.target


def _native(name: str, make: Callable[[Value], GoNative]) -> None:
    kind = Type("native", name)
    kind.make = make
    NATIVES[name] = kind


STRINGER = Type("interface", "fmt.Stringer")
STRINGER.wanted = {"String"}
NATIVES["fmt.Stringer"] = STRINGER
_native("strings.Builder", Builder)
_native("bytes.Buffer", Builder)
_native("sync.Mutex", Mutex)
_native("sync.RWMutex", Mutex)
_native("sync.WaitGroup", WaitGroup)
_native("sync.Once", Once)
_native("atomic.Int64", Counter)
_native("atomic.Int32", Counter)
