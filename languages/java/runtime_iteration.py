"""Iterators as Java's library has them: they fail where their collection changes."""

# The names of methods are Java's.
# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault
from .runtime_values import NPE, Array, Obj, apply, invoke

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..runtime import Context, Value


def iterate(context: Context, value: Value) -> Iterator[Value]:
    """The items of an Iterable, one after the other as a loop takes them."""
    if isinstance(value, Array):
        yield from value.items
        return
    if value is None:
        raise Fault(NPE)
    found = value if isinstance(value, Iter) else invoke(context, value, "iterator")
    if isinstance(found, Iter):
        while found.j_hasNext(context):
            yield found.j_next(context)
        return
    while invoke(context, found, "hasNext"):
        yield invoke(context, found, "next")


def items_of(context: Context, value: Value) -> list[Value]:
    """All items of a collection or array."""
    plain = getattr(value, "plain", None)
    if plain is not None and value.cls is None:
        found: list[Value] = plain(context)
        return found
    return list(iterate(context, value))


class Iter(Obj):
    """`has` tells whether there is a next one, `take` gives it, `drop` removes the last one."""

    JAVA = "java.util.Iterator"
    __slots__ = ("drop", "has", "take")

    def __init__(
        self,
        has: Callable[[], bool],
        take: Callable[[], Value],
        drop: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.has = has
        self.take = take
        self.drop = drop

    def j_hasNext(self, context: Context) -> bool:
        return self.has()

    def j_next(self, context: Context) -> Value:
        return self.take()

    def j_remove(self, context: Context) -> None:
        if self.drop is None:
            raise Fault("java.lang.UnsupportedOperationException", "remove")
        self.drop()

    def j_forEachRemaining(self, context: Context, action: Value) -> None:
        while self.has():
            apply(context, action, self.take())

    def j_iterator(self, context: Context) -> Iter:
        return self


def plain_iterator(values: Sequence[Value], frames: tuple[str, ...] = ()) -> Iter:
    """Over what doesn't change."""
    position = 0

    def take() -> Value:
        nonlocal position
        if position >= len(values):
            raise Fault("java.util.NoSuchElementException", frames=frames)
        position += 1
        return values[position - 1]

    return Iter(lambda: position < len(values), take)


def changing_iterator(
    size: Callable[[], int],
    changes: Callable[[], int],
    at: Callable[[int], Value],
    remove: Callable[[int], None],
    frames: Any,
) -> Iter:
    """As those of ArrayList: the end is where the position is the size (so that one who removes
    the last but one element leaves the loop unharmed), and a change is noticed at the next item.
    """
    position, last = 0, -1
    expected = changes()

    def check(where: str) -> None:
        if changes() != expected:
            raise Fault("java.util.ConcurrentModificationException", frames=frames[where])

    def take() -> Value:
        nonlocal position, last
        check("next")
        if position >= size():
            raise Fault("java.util.NoSuchElementException", frames=frames["none"])
        last = position
        position += 1
        return at(last)

    def drop() -> None:
        nonlocal position, last, expected
        if last < 0:
            raise Fault("java.lang.IllegalStateException", frames=frames["state"])
        check("next")
        remove(last)
        position, last = last, -1
        expected = changes()

    return Iter(lambda: position != size(), take, drop)
