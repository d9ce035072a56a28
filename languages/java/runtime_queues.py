"""Java's queues: LinkedList, ArrayDeque, PriorityQueue."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_collections import NO_ELEMENT, Collection
from .runtime_iteration import Iter, changing_iterator, items_of, plain_iterator
from .runtime_lists import INDEX, ArrayList, filled
from .runtime_text import compare
from .runtime_values import NPE, Array, apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value


class LinkedList(ArrayList):
    """LinkedList and ArrayDeque; `JAVA` and the messages differ."""

    JAVA = "java.util.LinkedList"
    __slots__ = ()

    def refuse(self, index: int, doing: str) -> Fault:
        line = {"get": 480, "set": 495, "remove": 529}[doing]
        return Fault(
            INDEX, f"Index: {int(index)}, Size: {len(self.items)}",
            frames=("java.util.LinkedList.checkElementIndex(LinkedList.java:559)",
                    f"java.util.LinkedList.{doing}(LinkedList.java:{line})"),
        )  # fmt: skip

    def check(self, value: Value, name: str) -> None:
        """ArrayDeque takes no null."""

    def empty(self, name: str) -> Fault:
        line = {"getFirst": 248, "getLast": 261, "removeFirst": 274, "removeLast": 287}[name]
        return Fault(NO_ELEMENT, frames=(f"java.util.LinkedList.{name}(LinkedList.java:{line})",))

    def through(self, name: str) -> tuple[str, ...]:
        lines = {"pop": 811, "remove": 699, "element": 0}
        return (f"java.util.LinkedList.{name}(LinkedList.java:{lines[name]})",)

    def first(self, name: str, *, last: bool = False, drop: bool = False) -> Value:
        if not self.items:
            raise self.empty(name)
        if drop:
            self.changes += 1
            return self.items.pop(-1 if last else 0)
        return self.items[-1 if last else 0]

    def j_add(self, context: Context, value: Value, *more: Value) -> Value:
        if not more:
            self.check(value, "add")
        return super().j_add(context, value, *more)

    def j_getFirst(self, context: Context) -> Value:
        return self.first("getFirst")

    def j_getLast(self, context: Context) -> Value:
        return self.first("getLast", last=True)

    def j_removeFirst(self, context: Context) -> Value:
        return self.first("removeFirst", drop=True)

    def j_removeLast(self, context: Context) -> Value:
        return self.first("removeLast", last=True, drop=True)

    def _around(self, name: str, of: str) -> Value:
        try:
            return self.first(of, drop=True)
        except Fault as fault:
            fault.details["frames"] += self.through(name)
            raise

    def j_pop(self, context: Context) -> Value:
        return self._around("pop", "removeFirst")

    def j_remove(self, context: Context, *value: Value) -> Value:
        if value:
            return super().j_remove(context, value[0])
        return self._around("remove", "removeFirst")

    def j_element(self, context: Context) -> Value:
        return self.first("getFirst")

    def _at(self, *, last: bool = False, drop: bool = False) -> Value:
        if not self.items:
            return None
        return self.first("", last=last, drop=drop)

    def j_peek(self, context: Context) -> Value:
        return self._at()

    j_peekFirst = j_peek

    def j_peekLast(self, context: Context) -> Value:
        return self._at(last=True)

    def j_poll(self, context: Context) -> Value:
        return self._at(drop=True)

    j_pollFirst = j_poll

    def j_pollLast(self, context: Context) -> Value:
        return self._at(last=True, drop=True)

    def j_addFirst(self, context: Context, value: Value) -> None:
        self.check(value, "addFirst")
        self.changes += 1
        self.items.insert(0, value)

    def j_push(self, context: Context, value: Value) -> None:
        self.j_addFirst(context, value)

    def j_addLast(self, context: Context, value: Value) -> None:
        self.check(value, "addLast")
        self.changes += 1
        self.items.append(value)

    def j_offer(self, context: Context, value: Value) -> bool:
        self.j_addLast(context, value)
        return True

    j_offerLast = j_offer

    def j_offerFirst(self, context: Context, value: Value) -> bool:
        self.j_addFirst(context, value)
        return True

    def j_descendingIterator(self, context: Context) -> Iter:
        return plain_iterator(self.items[::-1])

    def j_iterator(self, context: Context) -> Iter:
        found = super().j_iterator(context)
        return changing_iterator(
            lambda: len(self.items), lambda: self.changes, lambda n: self.items[n],
            lambda n: self.j_removeAt(context, n),
            {"next": ("java.util.LinkedList$ListItr.checkForComodification(LinkedList.java:970)",
                      "java.util.LinkedList$ListItr.next(LinkedList.java:892)"),
             "none": ("java.util.LinkedList$ListItr.next(LinkedList.java:894)",), "state": ()},
        ) if found else found  # fmt: skip

    def j_forEach(self, context: Context, action: Value) -> None:
        Collection.j_forEach(self, context, action)

    def keep(self, context: Context, test: Callable[[Value], bool]) -> bool:
        kept = [one for one in self.items if test(one)]
        found = len(kept) != len(self.items)
        self.items[:] = kept
        self.changes += found
        return found


class ArrayDeque(LinkedList):
    JAVA = "java.util.ArrayDeque"
    __slots__ = ()

    def check(self, value: Value, name: str) -> None:
        if value is None:
            line = {"addFirst": 286, "add": 303, "addLast": 303}[name]
            more = ("java.util.ArrayDeque.add(ArrayDeque.java:494)",) if name == "add" else ()
            called = "addFirst" if name == "addFirst" else "addLast"
            raise Fault(
                NPE, frames=(f"java.util.ArrayDeque.{called}(ArrayDeque.java:{line})", *more)
            )

    def empty(self, name: str) -> Fault:
        line = {"getFirst": 402, "getLast": 413, "removeFirst": 362, "removeLast": 373}[name]
        return Fault(NO_ELEMENT, frames=(f"java.util.ArrayDeque.{name}(ArrayDeque.java:{line})",))

    def through(self, name: str) -> tuple[str, ...]:
        lines = {"pop": 593, "remove": 522, "element": 552}
        return (f"java.util.ArrayDeque.{name}(ArrayDeque.java:{lines[name]})",)

    def j_equals(self, context: Context, other: Value) -> bool:
        return self is other

    def j_iterator(self, context: Context) -> Iter:
        expected = self.changes
        found = plain_iterator(self.items)
        take = found.take

        def checked() -> Value:
            if self.changes != expected:
                raise NotModelled("an ArrayDeque that changes while it is gone through")
            return take()

        return Iter(found.has, checked)


class PriorityQueue(Collection):
    """The order of what isn't its head is that of a binary heap."""

    JAVA = "java.util.PriorityQueue"
    __slots__ = ("by", "heap")

    def __init__(self, by: Callable[[Value, Value], int]) -> None:
        super().__init__()
        self.by = by
        self.heap: list[Value] = []

    def plain(self, context: Context) -> list[Value]:
        return list(self.heap)

    def size(self) -> int:
        return len(self.heap)

    def j_iterator(self, context: Context) -> Iter:
        return plain_iterator(list(self.heap))

    def j_add(self, context: Context, value: Value) -> bool:
        if value is None:
            raise Fault(NPE)
        heap = self.heap
        heap.append(value)
        child = len(heap) - 1
        while child and self.by(value, heap[(child - 1) >> 1]) < 0:
            heap[child] = heap[(child - 1) >> 1]
            child = (child - 1) >> 1
        heap[child] = value
        return True

    j_offer = j_add

    def j_poll(self, context: Context) -> Value:
        heap = self.heap
        if not heap:
            return None
        first, last = heap[0], heap.pop()
        if heap:
            self._sink(last)
        return first

    def _sink(self, value: Value) -> None:
        heap, at, count = self.heap, 0, len(self.heap)
        while at < count >> 1:
            child = 2 * at + 1
            if child + 1 < count and self.by(heap[child], heap[child + 1]) > 0:
                child += 1
            if self.by(value, heap[child]) <= 0:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = value

    def j_peek(self, context: Context) -> Value:
        return self.heap[0] if self.heap else None

    def j_remove(self, context: Context, *value: Value) -> Value:
        if value:
            raise NotModelled("a removal from within a PriorityQueue")
        if not self.heap:
            raise Fault(
                NO_ELEMENT, frames=("java.util.AbstractQueue.remove(AbstractQueue.java:117)",)
            )
        return self.j_poll(context)

    def j_element(self, context: Context) -> Value:
        if not self.heap:
            raise Fault(
                NO_ELEMENT, frames=("java.util.AbstractQueue.element(AbstractQueue.java:136)",)
            )
        return self.heap[0]

    def j_clear(self, context: Context) -> None:
        self.heap.clear()


def _priority_queue(context: Context, first: Value = None, second: Value = None) -> Collection:
    source = None
    comparator = second
    if isinstance(first, (Collection, Array)):
        source = first
    elif first is not None and not isinstance(first, int):
        comparator = first

    def by(a: Value, b: Value) -> int:
        found: int = (
            compare(context, a, b) if comparator is None else apply(context, comparator, a, b)
        )
        return found

    made = PriorityQueue(by)
    for one in items_of(context, source) if source is not None else ():
        made.j_add(context, one)
    return made


CONSTRUCTORS: dict[str, Callable[..., Any]] = {
    "java.util.LinkedList": filled(LinkedList),
    "java.util.ArrayDeque": filled(ArrayDeque),
    "java.util.PriorityQueue": _priority_queue,
}
