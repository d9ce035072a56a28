"""Arrays, Collections, Objects, Optional."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled, Thrown
from .runtime_collections import list_hash, sort_items
from .runtime_comparators import backwards
from .runtime_iteration import items_of
from .runtime_lists import ArrayList, FixedList, Unchangeable, View
from .runtime_literals import default_value
from .runtime_maps import Unchangeable as FixedMap
from .runtime_maps import Unmodifiable
from .runtime_text import compare, equals, hash_of, text
from .runtime_types import Type
from .runtime_values import NPE, Array, Obj, apply, through

if TYPE_CHECKING:
    from ..runtime import Context, Value


def given_items(items: tuple[Value, ...]) -> list[Value]:
    """Variadic arguments, which may come as one array."""
    if len(items) == 1 and isinstance(items[0], Array):
        return items[0].items
    return list(items)


class StaticArrays:
    @staticmethod
    def s_asList(context: Context, *items: Value) -> Value:
        return FixedList(given_items(items))

    @staticmethod
    def s_toString(context: Context, array: Value) -> str:
        if array is None:
            return "null"
        return f"[{', '.join(text(context, one) for one in array.items)}]"

    @staticmethod
    def s_sort(context: Context, array: Value, by: Value = None) -> None:
        if isinstance(by, int):
            raise NotModelled("sorting a part of an array")
        array.items[:] = sort_items(context, array.items, by)

    @staticmethod
    def s_fill(context: Context, array: Value, value: Value) -> None:
        array.items[:] = [value] * len(array.items)

    @staticmethod
    def s_copyOf(context: Context, array: Value, size: int) -> Value:
        if array is None:
            raise Fault(NPE)
        if size < 0:
            raise Fault("java.lang.NegativeArraySizeException", str(size))
        more = [default_value(Type(array.kind))] * max(0, size - len(array.items))
        return Array(array.kind, [*array.items[:size], *more])

    @staticmethod
    def s_copyOfRange(context: Context, array: Value, begin: int, end: int) -> Value:
        if begin > end:
            raise Fault("java.lang.IllegalArgumentException", f"{begin} > {end}")
        if not 0 <= begin <= len(array.items):
            raise Fault("java.lang.ArrayIndexOutOfBoundsException",
                        f"arraycopy: last source index {end} out of bounds")  # fmt: skip
        cut = Array(array.kind, array.items[begin:])
        return StaticArrays.s_copyOf(context, cut, end - begin)

    @staticmethod
    def s_equals(context: Context, a: Value, b: Value) -> bool:
        if a is None or b is None:
            return a is b
        return len(a.items) == len(b.items) and all(
            equals(context, x, y) for x, y in zip(a.items, b.items, strict=True)
        )

    @staticmethod
    def s_hashCode(context: Context, array: Value) -> int:
        return list_hash(context, array.items)

    @staticmethod
    def s_stream(context: Context, array: Value, begin: int = 0, end: int = -1) -> Value:
        from .runtime_streams import Stream

        kind = array.kind if array.kind in ("int", "long", "double") else ""
        items = array.items[begin:] if end < 0 else array.items[begin:end]
        return Stream(iter(items), kind)


def _best(context: Context, source: Value, by: Value, sign: int) -> Value:
    items = items_of(context, source)
    if not items:
        raise Fault("java.util.NoSuchElementException", frames=(
            "java.util.ArrayList$Itr.next(ArrayList.java:970)",
            f"java.util.Collections.{'max' if sign > 0 else 'min'}"
            f"(Collections.java:{674 if sign > 0 else 601})",
        ))  # fmt: skip
    best = items[0]
    for one in items[1:]:
        found = compare(context, one, best) if by is None else apply(context, by, one, best)
        if found * sign > 0:
            best = one
    return best


class StaticCollections:
    @staticmethod
    def s_sort(context: Context, items: Value, by: Value = None) -> None:
        with through(context, "java.util.Collections.sort(Collections.java:179)"):
            items.j_sort(context, by)

    @staticmethod
    def s_max(context: Context, items: Value, by: Value = None) -> Value:
        return _best(context, items, by, 1)

    @staticmethod
    def s_min(context: Context, items: Value, by: Value = None) -> Value:
        return _best(context, items, by, -1)

    @staticmethod
    def s_reverse(context: Context, items: Value) -> None:
        items.items.reverse()

    @staticmethod
    def s_swap(context: Context, items: Value, a: int, b: int) -> None:
        items.j_set(context, a, items.j_set(context, b, items.j_get(context, a)))

    @staticmethod
    def s_reverseOrder(context: Context, by: Value = None) -> Value:
        return backwards(by)

    @staticmethod
    def s_emptyList(context: Context) -> Value:
        return Unchangeable([])

    @staticmethod
    def s_emptyMap(context: Context) -> Value:
        return FixedMap()

    @staticmethod
    def s_emptySet(context: Context) -> Value:
        from .runtime_sets import FixedSet

        return FixedSet(FixedMap())

    @staticmethod
    def s_singletonList(context: Context, item: Value) -> Value:
        return Unchangeable([item])

    @staticmethod
    def s_singleton(context: Context, item: Value) -> Value:
        from .runtime_sets import StaticSet

        return StaticSet.s_of(context, item)

    @staticmethod
    def s_unmodifiableList(context: Context, items: Value) -> Value:
        return View(items)

    @staticmethod
    def s_unmodifiableMap(context: Context, items: Value) -> Value:
        return Unmodifiable(items)

    @staticmethod
    def s_unmodifiableCollection(context: Context, items: Value) -> Value:
        if not isinstance(items, ArrayList):
            raise NotModelled("a view of this collection")
        return View(items)

    @staticmethod
    def s_synchronizedList(context: Context, items: Value) -> Value:
        return items

    s_synchronizedMap = s_synchronizedSet = s_synchronizedCollection = s_synchronizedList

    @staticmethod
    def s_addAll(context: Context, items: Value, *more: Value) -> bool:
        added = [items.j_add(context, one) for one in given_items(more)]
        return any(added)

    @staticmethod
    def s_nCopies(context: Context, count: int, item: Value) -> Value:
        return Unchangeable([item] * count)

    @staticmethod
    def s_frequency(context: Context, items: Value, item: Value) -> int:
        return sum(equals(context, item, one) for one in items_of(context, items))


class StaticObjects:
    @staticmethod
    def s_equals(context: Context, a: Value, b: Value) -> bool:
        return equals(context, a, b)

    @staticmethod
    def s_hash(context: Context, *items: Value) -> int:
        return list_hash(context, given_items(items))

    @staticmethod
    def s_hashCode(context: Context, item: Value) -> int:
        return hash_of(context, item)

    @staticmethod
    def s_toString(context: Context, item: Value, default: Value = None) -> Value:
        return default if item is None and default is not None else text(context, item)

    @staticmethod
    def s_isNull(context: Context, item: Value) -> bool:
        return item is None

    @staticmethod
    def s_nonNull(context: Context, item: Value) -> bool:
        return item is not None

    @staticmethod
    def s_requireNonNull(context: Context, item: Value, *message: Value) -> Value:
        if item is not None:
            return item
        if not message:
            raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)",))
        told = message[0]
        line = 235
        if not isinstance(told, str):
            told, line = apply(context, told), 334
        raise Fault(NPE, told or "", frames=(
            f"java.util.Objects.requireNonNull(Objects.java:{line})",))  # fmt: skip

    @staticmethod
    def s_requireNonNullElse(context: Context, item: Value, other: Value) -> Value:
        return other if item is None else item

    @staticmethod
    def s_requireNonNullElseGet(context: Context, item: Value, other: Value) -> Value:
        return apply(context, other) if item is None else item

    @staticmethod
    def s_compare(context: Context, a: Value, b: Value, by: Value) -> int:
        return 0 if a is b else int(apply(context, by, a, b))

    @staticmethod
    def s_checkIndex(context: Context, index: int, size: int) -> int:
        if not 0 <= index < size:
            raise Fault("java.lang.IndexOutOfBoundsException",
                        f"Index {index} out of bounds for length {size}")  # fmt: skip
        return index


class Optional(Obj):
    """Optional and its primitive sisters."""

    JAVA = "java.util.Optional"
    __slots__ = ("value",)

    def __init__(self, value: Value = None) -> None:
        super().__init__()
        self.value = value

    def _get(self, name: str, line: int) -> Value:
        if self.value is None:
            raise Fault("java.util.NoSuchElementException", "No value present",
                        frames=(f"{self.JAVA}.{name}(Optional.java:{line})",))  # fmt: skip
        return self.value

    def j_get(self, context: Context) -> Value:
        return self._get("get", 143)

    j_getAsInt = j_getAsDouble = j_getAsLong = j_get

    def j_isPresent(self, context: Context) -> bool:
        return self.value is not None

    def j_isEmpty(self, context: Context) -> bool:
        return self.value is None

    def j_orElse(self, context: Context, other: Value) -> Value:
        return other if self.value is None else self.value

    def j_orElseGet(self, context: Context, make: Value) -> Value:
        return apply(context, make) if self.value is None else self.value

    def j_orElseThrow(self, context: Context, make: Value = None) -> Value:
        if self.value is not None:
            return self.value
        if make is None:
            return self._get("orElseThrow", 377)
        with through(context, "java.util.Optional.orElseThrow(Optional.java:403)"):
            made = apply(context, make)
        raise Thrown(made)

    def j_map(self, context: Context, change: Value) -> Value:
        if self.value is None:
            return self
        with through(context, "java.util.Optional.map(Optional.java:260)"):
            return Optional(apply(context, change, self.value))

    def j_flatMap(self, context: Context, change: Value) -> Value:
        return self if self.value is None else apply(context, change, self.value)

    def j_filter(self, context: Context, test: Value) -> Value:
        if self.value is None or apply(context, test, self.value):
            return self
        return Optional()

    def j_or(self, context: Context, make: Value) -> Value:
        return apply(context, make) if self.value is None else self

    def j_ifPresent(self, context: Context, action: Value) -> None:
        if self.value is not None:
            apply(context, action, self.value)

    def j_ifPresentOrElse(self, context: Context, action: Value, other: Value) -> None:
        if self.value is not None:
            apply(context, action, self.value)
        else:
            apply(context, other)

    def j_stream(self, context: Context) -> Value:
        from .runtime_streams import Stream

        return Stream(iter([] if self.value is None else [self.value]), "")

    def j_toString(self, context: Context) -> str:
        if self.value is None:
            return "Optional.empty"
        return f"Optional[{text(context, self.value)}]"

    def j_equals(self, context: Context, other: Value) -> bool:
        return isinstance(other, Optional) and equals(context, self.value, other.value)


class StaticOptional:
    @staticmethod
    def s_of(context: Context, value: Value) -> Value:
        if value is None:
            raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)",
                                     "java.util.Optional.of(Optional.java:113)"))  # fmt: skip
        return Optional(value)

    @staticmethod
    def s_ofNullable(context: Context, value: Value) -> Value:
        return Optional(value)

    @staticmethod
    def s_empty(context: Context) -> Value:
        return Optional()


STATICS: dict[str, type] = {
    "java.util.Arrays": StaticArrays, "java.util.Collections": StaticCollections,
    "java.util.Objects": StaticObjects, "java.util.Optional": StaticOptional,
}  # fmt: skip
CONSTRUCTORS: dict[str, Any] = {}
