"""java.util.stream: lazy, one item after the other, as a sequential stream of Java's."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_collections import sort_items
from .runtime_iteration import plain_iterator
from .runtime_lists import ArrayList, Unchangeable
from .runtime_maps import HashMap, LinkedHashMap, Map, key_of
from .runtime_operators import CONVERT, wrap, wrap_long
from .runtime_text import compare, text
from .runtime_utilities import Optional, given_items
from .runtime_values import Array, Long, Obj, apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..runtime import Context, Value

_KINDS = {
    "": "java.util.stream.Stream", "int": "java.util.stream.IntStream",
    "long": "java.util.stream.LongStream", "double": "java.util.stream.DoubleStream",
}  # fmt: skip


class Stream(Obj):
    """`kind` is the primitive type of its items, "" for objects."""

    __slots__ = ("kind", "source")

    def __init__(self, source: Iterator[Value], kind: str) -> None:
        super().__init__()
        self.source: Iterator[Value] | None = source
        self.kind = kind

    @property
    def JAVA(self) -> str:  # type: ignore[override]
        return _KINDS[self.kind]

    def take(self) -> Iterator[Value]:
        """The items, once."""
        if self.source is None:
            raise Fault("java.lang.IllegalStateException",
                        "stream has already been operated upon or closed")  # fmt: skip
        source, self.source = self.source, None
        return source

    def _next(self, source: Iterator[Value], kind: str | None = None) -> Stream:
        return Stream(source, self.kind if kind is None else kind)

    def j_filter(self, context: Context, test: Value) -> Value:
        source = self.take()
        return self._next(one for one in source if apply(context, test, one))

    def j_map(self, context: Context, change: Value) -> Value:
        source = self.take()
        return self._next(apply(context, change, one) for one in source)

    def _mapped(self, context: Context, change: Value, kind: str) -> Value:
        source = self.take()
        convert = CONVERT[kind]

        def run() -> Iterator[Value]:
            for one in source:
                found = apply(context, change, one)
                if found is None:  # of a method reference; a lambda unboxes its own
                    raise Fault("java.lang.NullPointerException")
                yield convert(found)

        return self._next(run(), kind)

    def j_mapToInt(self, context: Context, change: Value) -> Value:
        return self._mapped(context, change, "int")

    def j_mapToLong(self, context: Context, change: Value) -> Value:
        return self._mapped(context, change, "long")

    def j_mapToDouble(self, context: Context, change: Value) -> Value:
        return self._mapped(context, change, "double")

    def j_mapToObj(self, context: Context, change: Value) -> Value:
        source = self.take()
        return self._next((apply(context, change, one) for one in source), "")

    def j_boxed(self, context: Context) -> Value:
        return self._next(self.take(), "")

    def j_asLongStream(self, context: Context) -> Value:
        source = self.take()
        return self._next((Long(one) for one in source), "long")

    def j_asDoubleStream(self, context: Context) -> Value:
        source = self.take()
        return self._next((float(one) for one in source), "double")

    def j_flatMap(self, context: Context, change: Value) -> Value:
        source = self.take()
        return self._next(two for one in source for two in apply(context, change, one).take())

    def j_peek(self, context: Context, action: Value) -> Value:
        source = self.take()

        def run() -> Iterator[Value]:
            for one in source:
                apply(context, action, one)
                yield one

        return self._next(run())

    def j_limit(self, context: Context, count: int) -> Value:
        if count < 0:
            raise Fault("java.lang.IllegalArgumentException", str(int(count)))
        return self._next(islice(self.take(), count))

    def j_skip(self, context: Context, count: int) -> Value:
        if count < 0:
            raise Fault("java.lang.IllegalArgumentException", str(int(count)))
        return self._next(islice(self.take(), count, None))

    def j_takeWhile(self, context: Context, test: Value) -> Value:
        source = self.take()

        def run() -> Iterator[Value]:
            for one in source:
                if not apply(context, test, one):
                    return
                yield one

        return self._next(run())

    def j_dropWhile(self, context: Context, test: Value) -> Value:
        source = self.take()

        def run() -> Iterator[Value]:
            for one in source:
                if not apply(context, test, one):
                    yield one
                    yield from source

        return self._next(run())

    def j_sorted(self, context: Context, by: Value = None) -> Value:
        source = self.take()

        def run() -> Iterator[Value]:
            yield from sort_items(context, list(source), by)

        return self._next(run())

    def j_distinct(self, context: Context) -> Value:
        source = self.take()

        def run() -> Iterator[Value]:
            seen = set()
            for one in source:
                own = key_of(context, one)[0]
                if own not in seen:
                    seen.add(own)
                    yield one

        return self._next(run())

    def j_parallel(self, context: Context) -> Value:
        return self

    j_sequential = j_unordered = j_onClose = j_parallel

    # --- Ends

    def j_forEach(self, context: Context, action: Value) -> None:
        for one in self.take():
            apply(context, action, one)

    j_forEachOrdered = j_forEach

    def j_toList(self, context: Context) -> Value:
        return Unchangeable(list(self.take()))

    def j_toArray(self, context: Context, make: Value = None) -> Value:
        kind = self.kind or "java.lang.Object"
        if make is not None:
            kind = apply(context, make, 0).kind
        return Array(kind, list(self.take()))

    def j_iterator(self, context: Context) -> Value:
        return plain_iterator(list(self.take()))

    def j_count(self, context: Context) -> Value:
        return Long(sum(1 for _ in self.take()))

    def j_sum(self, context: Context) -> Value:
        if self.kind == "int":
            return wrap(sum(self.take()))
        if self.kind == "long":
            return wrap_long(sum(int(one) for one in self.take()))
        from math import fsum

        return fsum(self.take())  # Java compensates for rounding, too

    def j_average(self, context: Context) -> Value:
        items = list(self.take())
        if not items:
            return Optional()
        if self.kind == "double":
            from math import fsum

            return Optional(fsum(items) / len(items))
        return Optional(float(sum(int(one) for one in items)) / len(items))

    def _best(self, context: Context, by: Value, sign: int) -> Value:
        best, found = None, False
        for one in self.take():
            if not found:
                best, found = one, True
                continue
            told = compare(context, one, best) if by is None else apply(context, by, one, best)
            if told * sign > 0 or (sign > 0 and told == 0):
                best = one
        return Optional(best)

    def j_max(self, context: Context, by: Value = None) -> Value:
        return self._best(context, by, 1)

    def j_min(self, context: Context, by: Value = None) -> Value:
        return self._best(context, by, -1)

    def j_anyMatch(self, context: Context, test: Value) -> bool:
        return any(apply(context, test, one) for one in self.take())

    def j_allMatch(self, context: Context, test: Value) -> bool:
        return all(apply(context, test, one) for one in self.take())

    def j_noneMatch(self, context: Context, test: Value) -> bool:
        return not any(apply(context, test, one) for one in self.take())

    def j_findFirst(self, context: Context) -> Value:
        for one in self.take():
            if one is None:
                raise Fault("java.lang.NullPointerException")
            return Optional(one)
        return Optional()

    j_findAny = j_findFirst

    def j_reduce(self, context: Context, first: Value, *more: Value) -> Value:
        if not more:
            found, is_there = None, False
            for one in self.take():
                found = apply(context, first, found, one) if is_there else one
                is_there = True
            return Optional(found)
        found = first
        for one in self.take():
            found = apply(context, more[0], found, one)
        return found

    def j_collect(self, context: Context, collector: Value, *more: Value) -> Value:
        if not isinstance(collector, Collector):
            raise NotModelled("this way to collect")
        return collector.run(context, list(self.take()))


class Collector(Obj):
    """What `collect` does with the items of a stream."""

    JAVA = "java.util.stream.Collector"
    __slots__ = ("run",)

    def __init__(self, run: Callable[[Context, list[Value]], Value]) -> None:
        super().__init__()
        self.run = run


def _joined(separator: str = "", before: str = "", after: str = "") -> Collector:
    return Collector(
        lambda context, items: before + separator.join(text(context, x) for x in items) + after
    )


def _grouped(context: Context, items: list[Value], key: Value, made: Map, inner: Collector) -> Map:
    for one in items:
        own = apply(context, key, one)
        if own is None:
            raise Fault("java.lang.NullPointerException", "element cannot be mapped to a null key")
        found = made.find(context, own)
        if found is None:
            made.insert(context, own, [])
            found = made.find(context, own)
        assert found is not None  # it was just put there
        found.value.append(one)
    for entry in made.unordered():
        entry.value = inner.run(context, entry.value)
    return made


def _map_of(
    context: Context, items: list[Value], key: Value, value: Value, merge: Value, made: Map
) -> Map:
    for one in items:
        own, new = apply(context, key, one), apply(context, value, one)
        if new is None:
            raise Fault("java.lang.NullPointerException")
        found = made.find(context, own)
        if found is None:
            made.insert(context, own, new)
        elif merge is None:
            raise Fault("java.lang.IllegalStateException",
                        f"Duplicate key {text(context, own)} (attempted merging values "
                        f"{text(context, found.value)} and {text(context, new)})")  # fmt: skip
        else:
            found.value = apply(context, merge, found.value, new)
    return made


_TO_LIST = Collector(lambda context, items: ArrayList(items))


def _set_of(context: Context, items: list[Value]) -> Value:
    from .runtime_sets import HashSet

    made = HashSet(HashMap())
    for one in items:
        made.j_add(context, one)
    return made


class StaticCollectors:
    @staticmethod
    def s_toList(context: Context) -> Value:
        return _TO_LIST

    @staticmethod
    def s_toUnmodifiableList(context: Context) -> Value:
        return Collector(lambda context, items: Unchangeable(items))

    @staticmethod
    def s_toSet(context: Context) -> Value:
        return Collector(_set_of)

    @staticmethod
    def s_joining(context: Context, *given: str) -> Value:
        return _joined(*given)

    @staticmethod
    def s_counting(context: Context) -> Value:
        return Collector(lambda context, items: Long(len(items)))

    @staticmethod
    def s_groupingBy(context: Context, key: Value, *more: Value) -> Value:
        inner = more[-1] if more else _TO_LIST
        make = more[0] if len(more) == 2 else None
        return Collector(
            lambda context, items: _grouped(
                context, items, key, HashMap() if make is None else apply(context, make), inner
            )
        )

    @staticmethod
    def s_partitioningBy(context: Context, test: Value, inner: Value = _TO_LIST) -> Value:
        def run(context: Context, items: list[Value]) -> Value:
            made = LinkedHashMap()
            for wanted in (False, True):
                part = [x for x in items if apply(context, test, x) == wanted]
                made.insert(context, wanted, inner.run(context, part))
            return made

        return Collector(run)

    @staticmethod
    def s_toMap(context: Context, key: Value, value: Value, *more: Value) -> Value:
        merge = more[0] if more else None
        make = more[1] if len(more) > 1 else None
        return Collector(
            lambda context, items: _map_of(
                context, items, key, value, merge,
                HashMap() if make is None else apply(context, make),
            )
        )  # fmt: skip

    @staticmethod
    def s_toCollection(context: Context, make: Value) -> Value:
        def run(context: Context, items: list[Value]) -> Value:
            made = apply(context, make)
            for one in items:
                made.j_add(context, one)
            return made

        return Collector(run)

    @staticmethod
    def s_mapping(context: Context, change: Value, inner: Value) -> Value:
        return Collector(
            lambda context, items: inner.run(context, [apply(context, change, x) for x in items])
        )

    @staticmethod
    def s_filtering(context: Context, test: Value, inner: Value) -> Value:
        return Collector(
            lambda context, items: inner.run(context, [x for x in items if apply(context, test, x)])
        )

    @staticmethod
    def s_summingInt(context: Context, change: Value) -> Value:
        return Collector(lambda context, items: wrap(sum(apply(context, change, x) for x in items)))

    @staticmethod
    def s_summingLong(context: Context, change: Value) -> Value:
        return Collector(
            lambda context, items: wrap_long(sum(int(apply(context, change, x)) for x in items))
        )

    @staticmethod
    def s_summingDouble(context: Context, change: Value) -> Value:
        from math import fsum

        return Collector(
            lambda context, items: fsum(float(apply(context, change, x)) for x in items)
        )

    @staticmethod
    def s_averagingInt(context: Context, change: Value) -> Value:
        def run(context: Context, items: list[Value]) -> Value:
            found = [apply(context, change, x) for x in items]
            return float(sum(found)) / len(found) if found else 0.0

        return Collector(run)

    s_averagingDouble = s_averagingLong = s_averagingInt

    @staticmethod
    def s_collectingAndThen(context: Context, inner: Value, change: Value) -> Value:
        return Collector(lambda context, items: apply(context, change, inner.run(context, items)))

    @staticmethod
    def s_maxBy(context: Context, by: Value) -> Value:
        return Collector(lambda context, items: Stream(iter(items), "").j_max(context, by))

    @staticmethod
    def s_minBy(context: Context, by: Value) -> Value:
        return Collector(lambda context, items: Stream(iter(items), "").j_min(context, by))


def _counted(begin: int, end: int, kind: str) -> Stream:
    if kind == "long":
        return Stream((Long(one) for one in range(begin, end)), kind)
    return Stream(iter(range(begin, end)), kind)


class StaticStream:
    @staticmethod
    def s_of(context: Context, *items: Value) -> Value:
        return Stream(iter(given_items(items)), "")

    @staticmethod
    def s_empty(context: Context) -> Value:
        return Stream(iter(()), "")

    @staticmethod
    def s_concat(context: Context, a: Value, b: Value) -> Value:
        one, two = a.take(), b.take()
        return Stream((x for part in (one, two) for x in part), a.kind)

    @staticmethod
    def s_iterate(context: Context, first: Value, *functions: Value) -> Value:
        test = functions[0] if len(functions) == 2 else None

        def run() -> Iterator[Value]:
            one = first
            while test is None or apply(context, test, one):
                context.spend(1)
                yield one
                one = apply(context, functions[-1], one)

        return Stream(run(), "")

    @staticmethod
    def s_generate(context: Context, make: Value) -> Value:
        def run() -> Iterator[Value]:
            while True:
                context.spend(1)
                yield apply(context, make)

        return Stream(run(), "")


class StaticIntStream:
    @staticmethod
    def s_range(context: Context, begin: int, end: int) -> Value:
        return _counted(begin, end, "int")

    @staticmethod
    def s_rangeClosed(context: Context, begin: int, end: int) -> Value:
        return _counted(begin, end + 1, "int")

    @staticmethod
    def s_of(context: Context, *items: Value) -> Value:
        return Stream(iter(given_items(items)), "int")

    @staticmethod
    def s_empty(context: Context) -> Value:
        return Stream(iter(()), "int")


STATICS: dict[str, type] = {
    "java.util.stream.Collectors": StaticCollectors, "java.util.stream.Stream": StaticStream,
    "java.util.stream.IntStream": StaticIntStream,
}  # fmt: skip
CONSTRUCTORS: dict[str, Any] = {}
