"""Java's lists and queues, the unchangeable ones among them."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_collections import (
    CHANGED,
    Collection,
    list_hash,
    sort_items,
    unsupported,
)
from .runtime_iteration import Iter, changing_iterator, items_of, plain_iterator
from .runtime_text import equals
from .runtime_values import NPE, Array, apply, through

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value

INDEX = "java.lang.IndexOutOfBoundsException"
_PRECONDITIONS = (
    "jdk.internal.util.Preconditions.outOfBounds(Preconditions.java:64)",
    "jdk.internal.util.Preconditions.outOfBoundsCheckIndex(Preconditions.java:70)",
    "jdk.internal.util.Preconditions.checkIndex(Preconditions.java:266)",
    "java.util.Objects.checkIndex(Objects.java:361)",
)
_ITERATING = {
    "next": ("java.util.ArrayList$Itr.checkForComodification(ArrayList.java:1013)",
             "java.util.ArrayList$Itr.next(ArrayList.java:967)"),
    "none": ("java.util.ArrayList$Itr.next(ArrayList.java:970)",),
    "state": ("java.util.ArrayList$Itr.remove(ArrayList.java:980)",),
}  # fmt: skip


class ArrayList(Collection):
    JAVA = "java.util.ArrayList"
    __slots__ = ("changes", "items")

    def __init__(self, items: list[Value] | None = None) -> None:
        super().__init__()
        self.items: list[Value] = [] if items is None else items
        self.changes = 0

    def plain(self, context: Context) -> list[Value]:
        return self.items

    def size(self) -> int:
        return len(self.items)

    def refuse(self, index: int, doing: str) -> Fault:
        line = {"get": 427, "set": 441, "remove": 504}[doing]
        return Fault(
            INDEX,
            f"Index {int(index)} out of bounds for length {len(self.items)}",
            frames=(*_PRECONDITIONS, f"java.util.ArrayList.{doing}(ArrayList.java:{line})"),
        )

    def j_get(self, context: Context, index: int) -> Value:
        if not 0 <= index < len(self.items):
            raise self.refuse(index, "get")
        return self.items[index]

    def j_set(self, context: Context, index: int, value: Value) -> Value:
        if not 0 <= index < len(self.items):
            raise self.refuse(index, "set")
        old, self.items[index] = self.items[index], value
        return old

    def j_add(self, context: Context, value: Value, *more: Value) -> Value:
        if more:
            if not 0 <= value <= len(self.items):
                raise Fault(
                    INDEX, f"Index: {int(value)}, Size: {len(self.items)}",
                    frames=("java.util.ArrayList.rangeCheckForAdd(ArrayList.java:756)",
                            "java.util.ArrayList.add(ArrayList.java:481)"),
                )  # fmt: skip
            self.changes += 1
            self.items.insert(value, more[0])
            return None
        self.changes += 1
        self.items.append(value)
        return True

    def j_addAll(self, context: Context, others: Value, more: Value = None) -> bool:
        if more is not None:
            found = items_of(context, more)
            self.items[others:others] = found
        else:
            found = list(items_of(context, others))
            self.items.extend(found)
        self.changes += 1
        return bool(found)

    def j_removeAt(self, context: Context, index: int) -> Value:
        if not 0 <= index < len(self.items):
            raise self.refuse(index, "remove")
        self.changes += 1
        return self.items.pop(index)

    def j_remove(self, context: Context, value: Value) -> Value:
        for number, one in enumerate(self.items):
            if equals(context, value, one):
                self.changes += 1
                del self.items[number]
                return True
        return False

    def j_clear(self, context: Context) -> None:
        self.changes += 1
        self.items.clear()

    def keep(self, context: Context, test: Callable[[Value], bool]) -> bool:
        expected = self.changes
        with through(
            context,
            "java.util.ArrayList.removeIf(ArrayList.java:1660)",
            "java.util.ArrayList.removeIf(ArrayList.java:1672)",
        ):
            kept = [one for one in self.items if test(one)]
        if self.changes != expected:
            raise Fault(CHANGED)
        if len(kept) == len(self.items):
            return False
        self.items[:] = kept
        self.changes += 1
        return True

    def j_indexOf(self, context: Context, value: Value) -> int:
        return next((n for n, one in enumerate(self.items) if equals(context, value, one)), -1)

    def j_lastIndexOf(self, context: Context, value: Value) -> int:
        last = len(self.items) - 1
        return next(
            (last - n for n, one in enumerate(reversed(self.items)) if equals(context, value, one)),
            -1,
        )

    def j_sort(self, context: Context, comparator: Value) -> None:
        expected = self.changes
        found = sort_items(
            context, self.items, comparator, "java.util.ArrayList.sort(ArrayList.java:1721)"
        )
        if self.changes != expected:
            raise Fault(CHANGED)
        self.items[:] = found
        self.changes += 1

    def j_replaceAll(self, context: Context, change: Value) -> None:
        self.items[:] = [apply(context, change, one) for one in self.items]

    def j_forEach(self, context: Context, action: Value) -> None:
        expected = self.changes
        with through(context, "java.util.ArrayList.forEach(ArrayList.java:1511)"):
            for one in list(self.items):
                apply(context, action, one)
                if self.changes != expected:
                    break
        if self.changes != expected:
            raise Fault(CHANGED, frames=("java.util.ArrayList.forEach(ArrayList.java:1513)",))

    def j_subList(self, context: Context, begin: int, end: int) -> Value:
        _check_range(
            begin, end, len(self.items), "java.util.ArrayList.subList(ArrayList.java:1108)"
        )
        return SubList(self, begin, end)

    def j_iterator(self, context: Context) -> Iter:
        return changing_iterator(
            lambda: len(self.items),
            lambda: self.changes,
            lambda n: self.items[n],
            lambda n: self.j_removeAt(context, n),
            _ITERATING,
        )

    def j_listIterator(self, context: Context, start: int = 0) -> Value:
        raise NotModelled("a ListIterator")

    def j_ensureCapacity(self, context: Context, count: int) -> None:
        return

    def j_equals(self, context: Context, other: Value) -> bool:
        if not isinstance(other, ArrayList):
            return False
        mine, theirs = items_of(context, self), items_of(context, other)
        return len(mine) == len(theirs) and all(
            equals(context, a, b) for a, b in zip(mine, theirs, strict=True)
        )

    def j_hashCode(self, context: Context) -> int:
        return list_hash(context, items_of(context, self))


def _check_range(begin: int, end: int, size: int, frame: str) -> None:
    where = ("java.util.AbstractList.subListRangeCheck(AbstractList.java:{})", frame)
    if begin < 0:
        raise Fault(INDEX, f"fromIndex = {begin}", frames=(where[0].format(505), frame))
    if end > size:
        raise Fault(INDEX, f"toIndex = {end}", frames=(where[0].format(507), frame))
    if begin > end:
        raise Fault("java.lang.IllegalArgumentException", f"fromIndex({begin}) > toIndex({end})",
                    frames=(where[0].format(509), frame))  # fmt: skip


class SubList(ArrayList):
    """A part of a list, which sees its changes."""

    JAVA = "java.util.ArrayList.SubList"
    IS = "java.util.AbstractList"
    __slots__ = ("begin", "end", "of", "seen")

    def __init__(self, of: ArrayList, begin: int, end: int) -> None:
        super().__init__()
        self.of = of
        self.begin = begin
        self.end = end
        self.seen = of.changes

    def plain(self, context: Context) -> list[Value]:
        self.check()
        return self.of.plain(context)[self.begin : self.end]

    def check(self) -> None:
        if self.of.changes != self.seen:
            where = "java.util.ArrayList$SubList.checkForComodification(ArrayList.java:1421)"
            raise Fault(CHANGED, frames=(where,))

    def size(self) -> int:
        self.check()
        return self.end - self.begin

    def j_get(self, context: Context, index: int) -> Value:
        if not 0 <= index < self.end - self.begin:
            raise Fault(
                INDEX, f"Index {int(index)} out of bounds for length {self.end - self.begin}",
                frames=(*_PRECONDITIONS, "java.util.ArrayList$SubList.get(ArrayList.java:1212)"),
            )  # fmt: skip
        self.check()
        return self.of.j_get(context, self.begin + index)

    def j_set(self, context: Context, index: int, value: Value) -> Value:
        return self.of.j_set(context, self.begin + index, value)

    def j_clear(self, context: Context) -> None:
        self.check()
        del self.of.items[self.begin : self.end]
        self.of.changes += 1
        self.seen, self.end = self.of.changes, self.begin

    def j_iterator(self, context: Context) -> Iter:
        return changing_iterator(
            lambda: self.end - self.begin,
            lambda: self.of.changes,
            lambda n: self.of.items[self.begin + n],
            _no_removal,
            {
                "next": ("java.util.ArrayList$SubList$1.checkForComodification"
                         "(ArrayList.java:1352)",
                         "java.util.ArrayList$SubList$1.next(ArrayList.java:1274)"),
                "none": ("java.util.ArrayList$SubList$1.next(ArrayList.java:1277)",),
                "state": (),
            },
        )  # fmt: skip

    def j_subList(self, context: Context, begin: int, end: int) -> Value:
        _check_range(
            begin, end, self.size(), "java.util.ArrayList$SubList.subList(ArrayList.java:1327)"
        )
        return SubList(self.of, self.begin + begin, self.begin + end)

    def j_indexOf(self, context: Context, value: Value) -> int:
        found = self.plain(context)
        return next((n for n, one in enumerate(found) if equals(context, value, one)), -1)

    def j_contains(self, context: Context, value: Value) -> bool:
        return self.j_indexOf(context, value) >= 0

    def _unmodelled(self, *_: Value) -> Value:
        raise NotModelled("a change of a part of a list")

    j_add = j_addAll = j_remove = j_removeAt = j_sort = keep = j_replaceAll = _unmodelled  # type: ignore[assignment]
    j_lastIndexOf = _unmodelled  # type: ignore[assignment]

    def j_forEach(self, context: Context, action: Value) -> None:
        for one in list(self.plain(context)):
            apply(context, action, one)


def _no_removal(number: int) -> None:
    raise NotModelled("a removal while a part of a list is gone through")


class Unchangeable(ArrayList):
    """What List.of, List.copyOf and Stream.toList give (ImmutableCollections)."""

    JAVA = "java.util.ImmutableCollections.ListN"
    IS = "java.util.List"
    __slots__ = ()

    def refuse(self, index: int, doing: str) -> Fault:
        if len(self.items) in (1, 2):
            return Fault(
                INDEX, f"Index: {int(index)} Size: {len(self.items)}",
                frames=("java.util.ImmutableCollections$AbstractImmutableList.outOfBounds"
                        "(ImmutableCollections.java:333)",
                        "java.util.ImmutableCollections$List12.get(ImmutableCollections.java:585)"),
            )  # fmt: skip
        return Fault(
            "java.lang.ArrayIndexOutOfBoundsException",
            f"Index {int(index)} out of bounds for length {len(self.items)}",
            frames=("java.util.ImmutableCollections$ListN.get(ImmutableCollections.java:680)",),
        )

    def j_contains(self, context: Context, value: Value) -> bool:
        if value is None:
            raise Fault(NPE, frames=(
                "java.util.Objects.requireNonNull(Objects.java:209)",))  # fmt: skip
        return super().j_contains(context, value)

    def j_iterator(self, context: Context) -> Iter:
        return plain_iterator(self.items)

    def j_forEach(self, context: Context, action: Value) -> None:
        with through(context, "java.lang.Iterable.forEach(Iterable.java:75)"):
            for one in self.items:
                apply(context, action, one)

    def j_subList(self, context: Context, begin: int, end: int) -> Value:
        _check_range(begin, end, len(self.items),
                     "java.util.ImmutableCollections$AbstractImmutableList.subList"
                     "(ImmutableCollections.java:337)")  # fmt: skip
        return Unchangeable(self.items[begin:end])


def refusing(name: str, line: int, of: str = "Collection") -> Any:
    """A method that an unchangeable collection refuses."""

    def refuse(self: Value, context: Context, *_: Value) -> Value:
        raise unsupported(
            "java.util.ImmutableCollections.uoe(ImmutableCollections.java:142)",
            f"java.util.ImmutableCollections$AbstractImmutable{of}.{name}"
            f"(ImmutableCollections.java:{line})",
        )

    return refuse


for _name, _line in (("add", 147), ("addAll", 148), ("clear", 149), ("remove", 150),
                     ("removeAll", 151), ("removeIf", 152), ("retainAll", 153)):  # fmt: skip
    setattr(Unchangeable, f"j_{_name}", refusing(_name, _line))
for _name, _called, _line in (("removeAt", "remove", 258), ("replaceAll", "replaceAll", 259),
                              ("set", "set", 260), ("sort", "sort", 261)):  # fmt: skip
    setattr(Unchangeable, f"j_{_name}", refusing(_called, _line, "List"))


class View(Unchangeable):
    """Collections.unmodifiableList: sees what changes behind it."""

    JAVA = "java.util.Collections.UnmodifiableRandomAccessList"
    __slots__ = ("of",)

    def __init__(self, of: ArrayList) -> None:
        super().__init__(of.items)
        self.of = of

    def j_get(self, context: Context, index: int) -> Value:
        return self.of.j_get(context, index)

    def j_contains(self, context: Context, value: Value) -> bool:
        return Collection.j_contains(self, context, value)

    def j_iterator(self, context: Context) -> Iter:
        return self.of.j_iterator(context)


def _view_refuses(name: str, line: int, of: str) -> Any:
    def refuse(self: Value, context: Context, *_: Value) -> Value:
        raise unsupported(f"java.util.Collections${of}.{name}(Collections.java:{line})")

    return refuse


for _name, _called, _line, _of in (
    ("add", "add", 1067, "Collection"), ("remove", "remove", 1070, "Collection"),
    ("addAll", "addAll", 1077, "Collection"), ("clear", "clear", 1086, "Collection"),
    ("removeIf", "removeIf", 1096, "Collection"), ("removeAt", "remove", 1320, "List"),
    ("set", "set", 1313, "List"), ("sort", "sort", 1332, "List"),
):  # fmt: skip
    setattr(View, f"j_{_name}", _view_refuses(_called, _line, f"Unmodifiable{_of}"))


class FixedList(ArrayList):
    """Arrays.asList: elements can be set, none added."""

    JAVA = "java.util.Arrays.ArrayList"
    IS = "java.util.AbstractList"
    __slots__ = ()

    def refuse(self, index: int, doing: str) -> Fault:
        line = {"get": 4165, "set": 4170}.get(doing, 0)
        return Fault(
            "java.lang.ArrayIndexOutOfBoundsException",
            f"Index {int(index)} out of bounds for length {len(self.items)}",
            frames=(f"java.util.Arrays$ArrayList.{doing}(Arrays.java:{line})",),
        )

    def j_add(self, context: Context, value: Value, *more: Value) -> Value:
        if more:
            raise unsupported("java.util.AbstractList.add(AbstractList.java:153)")
        raise unsupported("java.util.AbstractList.add(AbstractList.java:153)",
                          "java.util.AbstractList.add(AbstractList.java:111)")  # fmt: skip

    def j_addAll(self, context: Context, others: Value, more: Value = None) -> bool:
        if not items_of(context, others):
            return False
        raise unsupported("java.util.AbstractList.add(AbstractList.java:153)",
                          "java.util.AbstractList.add(AbstractList.java:111)",
                          "java.util.AbstractCollection.addAll"
                          "(AbstractCollection.java:336)")  # fmt: skip

    def j_removeAt(self, context: Context, index: int) -> Value:
        raise unsupported("java.util.AbstractList.remove(AbstractList.java:167)")

    def j_remove(self, context: Context, value: Value) -> Value:
        if self.j_indexOf(context, value) < 0:
            return False
        raise unsupported("java.util.AbstractList.remove(AbstractList.java:167)",
                          "java.util.AbstractList$Itr.remove(AbstractList.java:387)",
                          "java.util.AbstractCollection.remove"
                          "(AbstractCollection.java:299)")  # fmt: skip

    def j_clear(self, context: Context) -> None:
        if self.items:
            raise unsupported("java.util.AbstractList.remove(AbstractList.java:167)")

    def j_removeIf(self, context: Context, test: Value) -> bool:
        if any(apply(context, test, one) for one in self.items):
            raise unsupported("java.util.AbstractList.remove(AbstractList.java:167)")
        return False

    def j_subList(self, context: Context, begin: int, end: int) -> Value:
        _check_range(begin, end, len(self.items),
                     "java.util.AbstractList.subList(AbstractList.java:497)")  # fmt: skip
        return FixedSub(self, begin, end)


class FixedSub(SubList):
    """A part of Arrays.asList."""

    JAVA = "java.util.AbstractList.RandomAccessSubList"
    __slots__ = ()

    def j_get(self, context: Context, index: int) -> Value:
        size = self.end - self.begin
        if not 0 <= index < size:
            raise Fault(
                INDEX, f"Index {int(index)} out of bounds for length {size}",
                frames=(*_PRECONDITIONS,
                        "java.util.AbstractList$SubList.get(AbstractList.java:848)"),
            )  # fmt: skip
        return self.of.items[self.begin + index]

    def j_clear(self, context: Context) -> None:
        raise NotModelled("a change of a part of Arrays.asList")


def filled(make: Callable[[], Collection]) -> Callable[..., Collection]:
    def construct(context: Context, source: Value = 0) -> Collection:
        made = make()
        if source is None:
            raise Fault(NPE)
        if isinstance(source, int):
            if source < 0:
                raise Fault("java.lang.IllegalArgumentException", f"Illegal Capacity: {source}")
            return made
        for one in list(items_of(context, source)):
            made.j_add(context, one)  # type: ignore[attr-defined]  # each has it
        return made

    return construct


def no_nulls(items: list[Value], *frames: str) -> list[Value]:
    if any(one is None for one in items):
        raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)", *frames))
    return items


class StaticList:
    @staticmethod
    def s_of(context: Context, *items: Value) -> Value:
        given = list(items)
        if len(given) == 1 and isinstance(given[0], Array):
            given = list(given[0].items)
        return Unchangeable(no_nulls(given))

    @staticmethod
    def s_copyOf(context: Context, source: Value) -> Value:
        if type(source) is Unchangeable:
            return source
        return Unchangeable(no_nulls(list(items_of(context, source))))


STATICS = {"java.util.List": StaticList}
CONSTRUCTORS: dict[str, Callable[..., Any]] = {
    "java.util.ArrayList": filled(ArrayList),
    "java.util.concurrent.CopyOnWriteArrayList": filled(lambda: _CopyOnWrite()),
}


class _CopyOnWrite(ArrayList):
    """Its iterators see the list as it was."""

    JAVA = "java.util.concurrent.CopyOnWriteArrayList"
    __slots__ = ()

    def j_iterator(self, context: Context) -> Iter:
        return plain_iterator(list(self.items))

    def j_forEach(self, context: Context, action: Value) -> None:
        for one in list(self.items):
            apply(context, action, one)
