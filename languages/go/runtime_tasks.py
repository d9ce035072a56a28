"""Goroutines: who runs next, channels, and the end when all are asleep.

Deterministic: the one that was started last runs first when the running one waits, then those that
became ready, in that order, as on one processor.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from ..runtime import Closure, Fault, NotModelled, Thrown
from .runtime_calls import waiting_call
from .runtime_types import zero
from .runtime_values import Channel, GoPanic, Nil

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ..runtime import Activation, Context, Value


class Waits:
    """What a goroutine yields when it can't go on: why, as traces have it."""

    __slots__ = ("seconds", "why")

    def __init__(self, why: str, seconds: float | None = None) -> None:
        self.why = why
        self.seconds = seconds


class Goroutine:
    """A goroutine: its generator, its own stack, what it waits for, what woke it."""

    __slots__ = ("generator", "given", "number", "parent", "stack", "started_at", "why")

    def __init__(self, number: int) -> None:
        self.number = number
        self.generator: Any = None
        self.stack: list[Activation] = []
        self.why = ""
        self.given: Value = None
        self.parent: Any = None
        self.started_at: Any = None


class Scheduler:
    """The goroutines of one program."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.ready: deque[Goroutine] = deque()
        self.next: Goroutine | None = None
        self.current = Goroutine(1)
        self.sleeping: list[tuple[float, int, Goroutine]] = []
        self.waiting: list[Goroutine] = []
        self.now = 0.0
        self.count = 1

    def start(self, function: Value, arguments: Sequence[Value]) -> None:
        """`go function(arguments)`."""
        self.count += 1
        made = Goroutine(17 + self.count)
        stack = self.context.stack
        made.parent, made.started_at = stack[-1].code, stack[-1].at
        made.generator = waiting_call(self.context, function, arguments)
        if self.next is not None:
            self.ready.append(self.next)
        self.next = made

    def wake(self, goroutine: Goroutine, given: Value = None) -> None:
        goroutine.given = given
        if goroutine in self.waiting:
            self.waiting.remove(goroutine)
        self.ready.append(goroutine)

    def poke(self) -> None:
        """Something happened to a channel: those in a select look again."""
        for one in [one for one in self.waiting if one.why == "select"]:
            self.wake(one)

    def run(self, generator: Generator[Value, Value, Value], stack: list[Activation]) -> Value:
        """Runs the main goroutine's call to its end, and then all others until they wait. `stack`
        are the calls that it comes from.
        """
        main = Goroutine(1)
        main.generator = generator
        main.stack = stack
        self.ready.appendleft(main)
        result: list[Value] = []
        while not result:
            one = self._pick()
            if one is None:
                raise self._deadlock(main)
            self._advance(one, main, result)
        while (one := self._pick(sleepers=False)) is not None:
            self._advance(one, main, result)
        return result[0]

    def _advance(self, one: Goroutine, main: Goroutine, result: list[Value]) -> None:
        self.current = one
        self.context.stack = one.stack
        given, one.given = one.given, None
        try:
            waits = one.generator.send(given)
        except StopIteration as stop:
            if one is main:
                result.append(stop.value)
            return
        except Thrown as thrown:
            if one is not main and not isinstance(thrown.value, GoPanic):
                pass
            thrown.goroutine = one  # type: ignore[attr-defined]  # for the report
            raise
        one.why = waits.why
        if waits.seconds is not None:
            self.count += 1
            self.sleeping.append((self.now + waits.seconds, self.count, one))
            self.sleeping.sort(key=lambda entry: entry[:2])
        elif waits.why == "yield":
            self.ready.append(one)
        else:
            self.waiting.append(one)

    def _pick(self, *, sleepers: bool = True) -> Goroutine | None:
        if self.next is not None:
            one, self.next = self.next, None
            return one
        if self.ready:
            return self.ready.popleft()
        if self.sleeping and sleepers:
            due, _, one = self.sleeping.pop(0)
            self.context.host.pause(max(due - self.now, 0.0))
            self.now = due
            return one
        return None

    def _deadlock(self, main: Goroutine) -> Thrown:
        self.context.stack = main.stack
        value = GoPanic("all goroutines are asleep - deadlock!", is_fatal=True, state=main.why)
        return Thrown(value, self.context.trail())


def scheduler_of(context: Context) -> Scheduler:
    found = context.state.get("scheduler")
    if found is None:
        found = context.state["scheduler"] = Scheduler(context)
    return found


def alone(context: Context, generator: Generator[Value, Value, Value]) -> Value:
    """Something that may wait, in a program without goroutines: to wait is a deadlock."""
    try:
        waits = generator.send(None)
        while waits.seconds is not None:
            context.host.pause(waits.seconds)
            waits = generator.send(None)
    except StopIteration as stop:
        return stop.value
    if context.state.get("scheduler") is not None:
        raise NotModelled("a built-in that calls what waits")
    value = GoPanic("all goroutines are asleep - deadlock!", is_fatal=True, state=waits.why)
    raise Thrown(value, context.trail())


# --- Channels


def send(context: Context, channel: Value, value: Value) -> Generator[Value, Value, None]:
    """`channel <- value`."""
    if not isinstance(channel, Channel):
        yield Waits("chan send (nil chan)")
        return
    if channel.closed:
        raise Fault("panic", "send on closed channel", is_plain=True)
    scheduler = scheduler_of(context)
    scheduler.poke()
    if channel.receivers:
        scheduler.wake(channel.receivers.pop(0), (value, True))
    elif len(channel.items) < channel.capacity:
        channel.items.append(value)
    else:
        channel.senders.append((scheduler.current, value))
        if (yield Waits("chan send")) == "closed":
            raise Fault("panic", "send on closed channel", is_plain=True)


def receive(context: Context, channel: Value) -> Generator[Value, Value, tuple[Value, bool]]:
    """(value, whether it was sent): `<-channel`."""
    if not isinstance(channel, Channel):
        yield Waits("chan receive (nil chan)")
        return None, False
    scheduler = scheduler_of(context)
    scheduler.poke()
    if channel.items:
        value = channel.items.pop(0)
        if channel.senders:
            sender, more = channel.senders.pop(0)
            channel.items.append(more)
            scheduler.wake(sender)
        return value, True
    if channel.senders:
        sender, value = channel.senders.pop(0)
        scheduler.wake(sender)
        return value, True
    if channel.closed:
        assert channel.type.elem is not None
        return zero(channel.type.elem), False
    channel.receivers.append(scheduler.current)
    return (yield Waits("chan receive"))  # type: ignore[no-any-return]


def close(context: Context, channel: Value) -> None:
    """`close(channel)`."""
    if not isinstance(channel, Channel):
        raise Fault("panic", "close of nil channel", is_plain=True)
    if channel.closed:
        raise Fault("panic", "close of closed channel", is_plain=True)
    channel.closed = True
    scheduler = scheduler_of(context)
    scheduler.poke()
    assert channel.type.elem is not None
    for one in channel.receivers:
        scheduler.wake(one, (zero(channel.type.elem), False))
    for one, _ in channel.senders:
        scheduler.wake(one, "closed")
    channel.receivers.clear()
    channel.senders.clear()


def ready_to(context: Context, channel: Value, *, sends: bool) -> bool:
    """Whether a communication of a select can go on now."""
    if not isinstance(channel, Channel):
        return False
    if sends:
        return channel.closed or bool(channel.receivers) or len(channel.items) < channel.capacity
    return bool(channel.items or channel.senders or channel.closed)


def suspended(context: Context, closure: Closure, this: Value, arguments: Sequence[Value]) -> Value:
    """A call of a function that may wait, from where nothing waits: a built-in's callback."""
    return alone(context, context.generate(closure, this, arguments))


__all__ = ["Nil"]
