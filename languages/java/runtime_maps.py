"""Java's maps. A HashMap goes through its entries as the real one does: by the hash of the key, in
a table that grows; entries of one bucket in the order in which they came.
"""

# The names of methods are Java's.
# ruff: noqa: N802

from __future__ import annotations

import bisect
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_collections import CHANGED, NO_ELEMENT, Collection
from .runtime_iteration import Iter, items_of
from .runtime_operators import wrap
from .runtime_text import compare, equals, hash_of, text
from .runtime_values import NPE, Obj, apply, invoke, through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..runtime import Context, Value


class Entry(Obj):
    JAVA = "java.util.Map.Entry"
    __slots__ = ("hash", "key", "rank", "value")

    def __init__(self, key: Value, value: Value, hash_: int | None = 0) -> None:
        super().__init__()
        self.key = key
        self.value = value
        self.hash = hash_
        self.rank = 0

    def j_getKey(self, context: Context) -> Value:
        return self.key

    def j_getValue(self, context: Context) -> Value:
        return self.value

    def j_setValue(self, context: Context, value: Value) -> Value:
        old, self.value = self.value, value
        return old

    def j_toString(self, context: Context) -> str:
        return f"{text(context, self.key)}={text(context, self.value)}"

    def j_equals(self, context: Context, other: Value) -> bool:
        return (
            isinstance(other, Entry)
            and equals(context, self.key, other.key)
            and equals(context, self.value, other.value)
        )

    def j_hashCode(self, context: Context) -> int:
        return hash_of(context, self.key) ^ hash_of(context, self.value)


class _Key:
    """A key that is an object, for Python's own tables."""

    __slots__ = ("context", "hash", "value")

    def __init__(self, context: Context, value: Value, hash_: int) -> None:
        self.context = context
        self.value = value
        self.hash = hash_

    def __hash__(self) -> int:
        return self.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (
            self.value is other.value or equals(self.context, self.value, other.value)
        )


def _has_own_hash(value: Value) -> bool:
    if not isinstance(value, Obj):
        return True
    if value.cls is not None:
        return value.cls.kind == "record" or value.cls.implementation("hashCode", ()) is not None
    return hasattr(type(value), "j_hashCode")


def key_of(context: Context, value: Value) -> tuple[Any, int | None]:
    """A key for Python's tables, and the hash that Java's would have (None: made of an address)."""
    if type(value) is str:
        return value, _spread(hash_of(context, value))
    if value is None or isinstance(value, (int, float)):
        hash_ = hash_of(context, value)
        return (type(value), value), _spread(hash_)
    if not _has_own_hash(value):
        return (id(value),), None
    hash_ = hash_of(context, value)
    return _Key(context, value, hash_), _spread(hash_)


def _spread(hash_: int) -> int:
    whole = hash_ & 0xFFFFFFFF
    return whole ^ (whole >> 16)


def table_size(capacity: int) -> int:
    """`HashMap.tableSizeFor`."""
    size = 1
    while size < capacity:
        size *= 2
    return size


class Map(Obj):
    """`entries()` are those in order; subclasses find and add them."""

    JAVA = "java.util.HashMap"
    __slots__ = ("changes",)

    def __init__(self) -> None:
        super().__init__()
        self.changes = 0

    def entries(self) -> list[Entry]:
        raise NotImplementedError

    def find(self, context: Context, key: Value) -> Entry | None:
        raise NotImplementedError

    def insert(self, context: Context, key: Value, value: Value, *, first: bool = False) -> None:
        raise NotImplementedError

    def make_room(self) -> None:
        """What a HashMap does before it computes a value."""

    def drop(self, context: Context, key: Value) -> Entry | None:
        raise NotImplementedError

    def count(self) -> int:
        return len(self.entries())

    def reached(self, entry: Entry) -> None:
        """A LinkedHashMap in the order of access moves what was read."""

    def frames(self, name: str) -> tuple[str, ...]:
        """Those around a function that the map calls, outermost first."""
        return ()

    def store(self, context: Context, key: Value, value: Value, *, first: bool = False) -> Value:
        found = self.find(context, key)
        if found is not None:
            old, found.value = found.value, value
            self.reached(found)
            return old
        self.insert(context, key, value, first=first)
        return None

    # --- What Java calls

    def j_size(self, context: Context) -> int:
        return self.count()

    def j_isEmpty(self, context: Context) -> bool:
        return self.count() == 0

    def j_get(self, context: Context, key: Value) -> Value:
        found = self.find(context, key)
        if found is None:
            return None
        self.reached(found)
        return found.value

    def j_getOrDefault(self, context: Context, key: Value, default: Value) -> Value:
        found = self.find(context, key)
        if found is None:
            return default
        self.reached(found)
        return found.value

    def j_containsKey(self, context: Context, key: Value) -> bool:
        return self.find(context, key) is not None

    def j_containsValue(self, context: Context, value: Value) -> bool:
        return any(equals(context, value, one.value) for one in self.unordered())

    def j_put(self, context: Context, key: Value, value: Value) -> Value:
        return self.store(context, key, value)

    def j_putIfAbsent(self, context: Context, key: Value, value: Value) -> Value:
        found = self.find(context, key)
        if found is None or found.value is None:
            self.store(context, key, value)
            return None
        return found.value

    def j_putAll(self, context: Context, other: Value) -> None:
        for one in entries_of(context, other):
            self.store(context, one.key, one.value)

    def j_remove(self, context: Context, key: Value, *value: Value) -> Value:
        if value:
            found = self.find(context, key)
            if found is None or not equals(context, found.value, value[0]):
                return False
            self.drop(context, key)
            return True
        gone = self.drop(context, key)
        return None if gone is None else gone.value

    def j_replace(self, context: Context, key: Value, value: Value) -> Value:
        found = self.find(context, key)
        if found is None:
            return None
        old, found.value = found.value, value
        return old

    def _checked(self, context: Context, name: str, function: Value, *arguments: Value) -> Value:
        expected = self.changes
        with through(context, *self.frames(name)):
            found = apply(context, function, *arguments)
        if self.changes != expected:
            raise Fault(CHANGED)
        return found

    def j_computeIfAbsent(self, context: Context, key: Value, make: Value) -> Value:
        self.make_room()
        found = self.find(context, key)
        if found is not None and found.value is not None:
            self.reached(found)
            return found.value
        value = self._checked(context, "computeIfAbsent", make, key)
        if value is not None:
            self.store(context, key, value, first=True)
        return value

    def j_computeIfPresent(self, context: Context, key: Value, change: Value) -> Value:
        found = self.find(context, key)
        if found is None or found.value is None:
            return None
        value = self._checked(context, "computeIfPresent", change, key, found.value)
        if value is None:
            self.drop(context, key)
        else:
            found.value = value
        return value

    def j_compute(self, context: Context, key: Value, change: Value) -> Value:
        self.make_room()
        found = self.find(context, key)
        old = None if found is None else found.value
        value = self._checked(context, "compute", change, key, old)
        if value is None:
            if found is not None:
                self.drop(context, key)
        else:
            self.store(context, key, value, first=True)
        return value

    def j_merge(self, context: Context, key: Value, value: Value, combine: Value) -> Value:
        if value is None or combine is None:
            raise Fault(NPE, frames=("java.util.HashMap.merge(HashMap.java:1356)",))
        self.make_room()
        found = self.find(context, key)
        if found is None or found.value is None:
            self.store(context, key, value, first=True)
            return value
        new = self._checked(context, "merge", combine, found.value, value)
        if new is None:
            self.drop(context, key)
        else:
            found.value = new
            self.reached(found)
        return new

    def j_forEach(self, context: Context, action: Value) -> None:
        expected = self.changes
        with through(context, *self.frames("forEach")):
            for one in self.entries():
                apply(context, action, one.key, one.value)
        if self.changes != expected:
            raise Fault(CHANGED)

    def j_replaceAll(self, context: Context, change: Value) -> None:
        for one in self.entries():
            one.value = apply(context, change, one.key, one.value)

    def j_keySet(self, context: Context) -> Value:
        return MapView(self, "keySet")

    def j_values(self, context: Context) -> Value:
        return MapView(self, "values")

    def j_entrySet(self, context: Context) -> Value:
        return MapView(self, "entrySet")

    def j_toString(self, context: Context) -> str:
        parts = [f"{text(context, one.key)}={text(context, one.value)}" for one in self.entries()]
        return f"{{{', '.join(parts)}}}"

    def j_equals(self, context: Context, other: Value) -> bool:
        if not isinstance(other, Map) or other.count() != self.count():
            return False
        for one in self.unordered():
            found = other.find(context, one.key)
            if found is None or not equals(context, one.value, found.value):
                return False
        return True

    def j_hashCode(self, context: Context) -> int:
        return wrap(sum(one.j_hashCode(context) for one in self.unordered()))

    def unordered(self) -> Sequence[Entry]:
        return self.entries()

    def iterating(self, kind: str) -> tuple[str, ...]:
        """The frames of an iterator that finds the map changed."""
        return ()

    def filled_with(self, context: Context, *arguments: Value) -> None:
        if len(arguments) == 1 and isinstance(arguments[0], Map):
            self.j_putAll(context, arguments[0])
        elif not isinstance(arguments[0], int):
            raise NotModelled("this constructor of a map")


class HashMap(Map):
    __slots__ = ("_first", "_last", "_order", "by", "capacity", "is_unsure", "slots")

    def __init__(self, capacity: int = 0) -> None:
        super().__init__()
        self.by: dict[Any, Entry] = {}
        self.capacity = table_size(capacity) if capacity else 0
        self.slots = 0  # there is no table before the first entry
        self._first = self._last = 0
        self.is_unsure = False  # whether entries came in an order that differs from run to run
        self._order: tuple[int, list[Entry]] = (-1, [])

    def count(self) -> int:
        return len(self.by)

    def unordered(self) -> Sequence[Entry]:
        return list(self.by.values())

    def entries(self) -> list[Entry]:
        if self._order[0] != self.changes:
            found = list(self.by.values())
            if len(found) > 1:
                if any(one.hash is None for one in found):
                    raise NotModelled("the order of keys whose hash codes are made of addresses")
                mask = self.slots - 1
                found.sort(key=lambda one: (one.hash & mask, one.rank))  # type: ignore[operator]
                if self.is_unsure and len({one.hash & mask for one in found}) < len(found):  # type: ignore[operator]
                    raise NotModelled("the order of what came from Map.of or Set.of")
            self._order = (self.changes, found)
        return self._order[1]

    def find(self, context: Context, key: Value) -> Entry | None:
        if type(key) is str:
            return self.by.get(key)
        return self.by.get(key_of(context, key)[0])

    def insert(self, context: Context, key: Value, value: Value, *, first: bool = False) -> None:
        own, hash_ = key_of(context, key)
        entry = self.by[own] = Entry(key, value, hash_)
        self.changes += 1
        self.slots = self.slots or self.capacity or 16
        if first:  # what is computed goes to the front of its bucket
            self._first -= 1
            entry.rank = self._first
            return
        self._last += 1
        entry.rank = self._last
        if len(self.by) * 4 > self.slots * 3:
            self.slots *= 2

    def taken(self, context: Context, other: Value) -> Sequence[Entry]:
        """The entries of another map, whose order counts within a bucket only."""
        if type(self) is HashMap and isinstance(other, Unchangeable):
            self.is_unsure = True
            return other.unordered()
        return list(entries_of(context, other))

    def make_room(self) -> None:
        if self.slots and len(self.by) * 4 > self.slots * 3:
            self.slots *= 2
            self._order = (-1, [])

    def j_putAll(self, context: Context, other: Value) -> None:
        entries = list(self.taken(context, other))
        count = len(entries)
        if count and not self.slots:
            wanted = int(count / 0.75 + 1.0)
            self.capacity = max(self.capacity, table_size(wanted))
        while self.slots and count * 4 > self.slots * 3:
            self.slots *= 2
        for one in entries:
            self.store(context, one.key, one.value)

    def drop(self, context: Context, key: Value) -> Entry | None:
        found = self.by.pop(key_of(context, key)[0], None)
        if found is not None:
            self.changes += 1
        return found

    def j_clear(self, context: Context) -> None:
        self.by.clear()
        self.changes += 1

    def frames(self, name: str) -> tuple[str, ...]:
        line = {"computeIfAbsent": 1220, "merge": 1383, "compute": 1316, "computeIfPresent": 1259,
                "forEach": 1421}.get(name)  # fmt: skip
        return (f"java.util.HashMap.{name}(HashMap.java:{line})",) if line else ()

    def iterating(self, kind: str) -> tuple[str, ...]:
        where = {"keySet": ("KeyIterator.next(HashMap.java:1620)",),
                 "values": ("ValueIterator.next(HashMap.java:1625)",),
                 "entrySet": ("EntryIterator.next(HashMap.java:1630)",
                              "EntryIterator.next(HashMap.java:1628)")}[kind]  # fmt: skip
        return ("java.util.HashMap$HashIterator.nextNode(HashMap.java:1597)",
                *(f"java.util.HashMap${one}" for one in where))  # fmt: skip


class LinkedHashMap(HashMap):
    JAVA = "java.util.LinkedHashMap"
    __slots__ = ("by_access",)

    def __init__(self, *, by_access: bool = False) -> None:
        super().__init__()
        self.by_access = by_access

    def filled_with(self, context: Context, *arguments: Value) -> None:
        if len(arguments) == 3:
            self.by_access = arguments[2]
        else:
            super().filled_with(context, *arguments)

    def entries(self) -> list[Entry]:
        return list(self.by.values())

    def reached(self, entry: Entry) -> None:
        if self.by_access:
            own = next(key for key, one in self.by.items() if one is entry)
            if next(reversed(self.by)) != own:
                self.by[own] = self.by.pop(own)
                self.changes += 1

    def insert(self, context: Context, key: Value, value: Value, *, first: bool = False) -> None:
        super().insert(context, key, value, first=first)
        if self.cls is not None and self.cls.implementation("removeEldestEntry", (None,)):
            eldest = next(iter(self.by.values()))
            if invoke(context, self, "removeEldestEntry", eldest):
                self.drop(context, eldest.key)

    def j_removeEldestEntry(self, context: Context, eldest: Value) -> bool:
        return False

    def iterating(self, kind: str) -> tuple[str, ...]:
        where = {"keySet": "LinkedKeyIterator.next(LinkedHashMap.java:778)",
                 "values": "LinkedValueIterator.next(LinkedHashMap.java:783)",
                 "entrySet": "LinkedEntryIterator.next(LinkedHashMap.java:788)"}[kind]  # fmt: skip
        more = ("java.util.LinkedHashMap$LinkedEntryIterator.next(LinkedHashMap.java:786)",)
        return ("java.util.LinkedHashMap$LinkedHashIterator.nextNode(LinkedHashMap.java:756)",
                f"java.util.LinkedHashMap${where}",
                *(more if kind == "entrySet" else ()))  # fmt: skip


class TreeMap(Map):
    JAVA = "java.util.TreeMap"
    __slots__ = ("by", "comparator", "key", "list")

    def __init__(self, context: Context, comparator: Value = None) -> None:
        super().__init__()
        self.list: list[Entry] = []
        self.comparator = comparator

        def by(a: Value, b: Value) -> int:
            found: int = (
                compare(context, a, b) if comparator is None else apply(context, comparator, a, b)
            )
            return found

        self.by = by
        self.key = cmp_to_key(by)

    def entries(self) -> list[Entry]:
        return self.list

    def place(self, key: Value) -> tuple[int, bool]:
        """Where a key is or would be."""
        if self.comparator is None:
            if key is None:
                raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)",))
            if not self.list:
                self.by(key, key)
        at = bisect.bisect_left(self.list, self.key(key), key=lambda one: self.key(one.key))
        return at, at < len(self.list) and self.by(key, self.list[at].key) == 0

    def find(self, context: Context, key: Value) -> Entry | None:
        at, is_there = self.place(key)
        return self.list[at] if is_there else None

    def insert(self, context: Context, key: Value, value: Value, *, first: bool = False) -> None:
        at, _ = self.place(key)
        self.list.insert(at, Entry(key, value))
        self.changes += 1

    def drop(self, context: Context, key: Value) -> Entry | None:
        at, is_there = self.place(key)
        if not is_there:
            return None
        self.changes += 1
        return self.list.pop(at)

    def j_clear(self, context: Context) -> None:
        self.list.clear()
        self.changes += 1

    def _end(self, name: str, at: int, line: int) -> Value:
        if not self.list:
            where = f"java.util.TreeMap.{name}(TreeMap.java:{line})"
            raise Fault(NO_ELEMENT, frames=("java.util.TreeMap.key(TreeMap.java:1602)", where))
        return self.list[at].key

    def j_firstKey(self, context: Context) -> Value:
        return self._end("firstKey", 0, 291)

    def j_lastKey(self, context: Context) -> Value:
        return self._end("lastKey", -1, 298)

    def near(self, key: Value, *, below: bool, inclusive: bool) -> Entry | None:
        at, is_there = self.place(key)
        if is_there and inclusive:
            return self.list[at]
        at = at - 1 if below else at + is_there
        return self.list[at] if 0 <= at < len(self.list) else None

    def j_floorKey(self, context: Context, key: Value) -> Value:
        return _key(self.near(key, below=True, inclusive=True))

    def j_lowerKey(self, context: Context, key: Value) -> Value:
        return _key(self.near(key, below=True, inclusive=False))

    def j_ceilingKey(self, context: Context, key: Value) -> Value:
        return _key(self.near(key, below=False, inclusive=True))

    def j_higherKey(self, context: Context, key: Value) -> Value:
        return _key(self.near(key, below=False, inclusive=False))

    def j_floorEntry(self, context: Context, key: Value) -> Value:
        return self.near(key, below=True, inclusive=True)

    def j_lowerEntry(self, context: Context, key: Value) -> Value:
        return self.near(key, below=True, inclusive=False)

    def j_ceilingEntry(self, context: Context, key: Value) -> Value:
        return self.near(key, below=False, inclusive=True)

    def j_higherEntry(self, context: Context, key: Value) -> Value:
        return self.near(key, below=False, inclusive=False)

    def j_firstEntry(self, context: Context) -> Value:
        return self.list[0] if self.list else None

    def j_lastEntry(self, context: Context) -> Value:
        return self.list[-1] if self.list else None

    def _poll(self, at: int) -> Value:
        if not self.list:
            return None
        self.changes += 1
        return self.list.pop(at)

    def j_pollFirstEntry(self, context: Context) -> Value:
        return self._poll(0)

    def j_pollLastEntry(self, context: Context) -> Value:
        return self._poll(-1)

    def frames(self, name: str) -> tuple[str, ...]:
        return {
            "merge": ("java.util.TreeMap.merge(TreeMap.java:739)",
                      "java.util.TreeMap.mergeValue(TreeMap.java:851)"),
        }.get(name, ())  # fmt: skip

    def iterating(self, kind: str) -> tuple[str, ...]:
        where = {"keySet": "KeyIterator.next(TreeMap.java:1541)",
                 "values": "ValueIterator.next(TreeMap.java:1531)",
                 "entrySet": "EntryIterator.next(TreeMap.java:1521)"}[kind]  # fmt: skip
        more = ("java.util.TreeMap$EntryIterator.next(TreeMap.java:1519)",)
        return ("java.util.TreeMap$PrivateEntryIterator.nextEntry(TreeMap.java:1486)",
                f"java.util.TreeMap${where}", *(more if kind == "entrySet" else ()))  # fmt: skip


def _key(entry: Entry | None) -> Value:
    return None if entry is None else entry.key


class Unchangeable(LinkedHashMap):
    """Map.of and Map.copyOf: their order differs from run to run."""

    JAVA = "java.util.ImmutableCollections.MapN"
    IS = "java.util.AbstractMap"
    __slots__ = ()

    def entries(self) -> list[Entry]:
        if len(self.by) > 1:
            raise NotModelled("the order of Map.of, which differs from run to run")
        return list(self.by.values())

    def find(self, context: Context, key: Value) -> Entry | None:
        if key is None:
            name = "probe" if len(self.by) > 1 else "get"
            raise Fault(
                NPE, 'Cannot invoke "Object.hashCode()" because "pk" is null' if name == "probe"
                else 'Cannot invoke "Object.equals(Object)" because "o" is null',
                frames=(
                    ("java.util.ImmutableCollections$MapN.probe(ImmutableCollections.java:1329)",
                     "java.util.ImmutableCollections$MapN.get(ImmutableCollections.java:1243)")
                    if name == "probe" else
                    ("java.util.ImmutableCollections$Map1.get(ImmutableCollections.java:1116)",)
                ),
            )  # fmt: skip
        return super().find(context, key)


def _refusing(name: str, line: int) -> Any:
    from .runtime_lists import refusing

    return refusing(name, line, "Map")


for _name, _line in (("clear", 1065), ("compute", 1066), ("computeIfAbsent", 1067),
                     ("computeIfPresent", 1068), ("merge", 1071), ("put", 1072), ("putAll", 1073),
                     ("putIfAbsent", 1074), ("remove", 1075), ("replace", 1077),
                     ("replaceAll", 1079)):  # fmt: skip
    setattr(Unchangeable, f"j_{_name}", _refusing(_name, _line))


class Unmodifiable(Map):
    """Collections.unmodifiableMap: sees what changes behind it."""

    JAVA = "java.util.Collections.UnmodifiableMap"
    IS = "java.util.Map"
    __slots__ = ("of",)

    def __init__(self, of: Map) -> None:
        super().__init__()
        self.of = of

    def entries(self) -> list[Entry]:
        return self.of.entries()

    def find(self, context: Context, key: Value) -> Entry | None:
        return self.of.find(context, key)


def _view_refuses(name: str, line: int) -> Any:
    def refuse(self: Value, context: Context, *_: Value) -> Value:
        raise Fault("java.lang.UnsupportedOperationException", frames=(
            f"java.util.Collections$UnmodifiableMap.{name}(Collections.java:{line})",))  # fmt: skip

    return refuse


for _name, _line in (("put", 1505), ("remove", 1508), ("putAll", 1511), ("clear", 1514),
                     ("putIfAbsent", 1567), ("computeIfAbsent", 1588), ("merge", 1606),
                     ("replace", 1582), ("compute", 1600), ("computeIfPresent", 1594)):  # fmt: skip
    setattr(Unmodifiable, f"j_{_name}", _view_refuses(_name, _line))


class MapView(Collection):
    """keySet(), values(), entrySet()."""

    JAVA = "java.util.Set"
    __slots__ = ("kind", "of")

    def __init__(self, of: Map, kind: str) -> None:
        super().__init__()
        self.of = of
        self.kind = kind

    def one(self, entry: Entry) -> Value:
        if self.kind == "keySet":
            return entry.key
        return entry.value if self.kind == "values" else entry

    def plain(self, context: Context) -> list[Value]:
        return [self.one(entry) for entry in self.of.entries()]

    def size(self) -> int:
        return self.of.count()

    def j_contains(self, context: Context, value: Value) -> bool:
        if self.kind == "keySet":
            return self.of.find(context, value) is not None
        found = [self.one(entry) for entry in self.of.unordered()]
        return any(equals(context, value, one) for one in found)

    def j_iterator(self, context: Context) -> Iter:
        return map_iterator(context, self.of, self.kind, self.one)

    def j_remove(self, context: Context, value: Value) -> bool:
        if self.kind == "keySet":
            return self.of.drop(context, value) is not None
        for entry in self.of.entries():
            if equals(context, value, self.one(entry)):
                self.of.drop(context, entry.key)
                return True
        return False

    def keep(self, context: Context, test: Callable[[Value], bool]) -> bool:
        gone = [entry for entry in list(self.of.entries()) if not test(self.one(entry))]
        for entry in gone:
            self.of.drop(context, entry.key)
        return bool(gone)

    def j_clear(self, context: Context) -> None:
        invoke(context, self.of, "clear")

    def j_equals(self, context: Context, other: Value) -> bool:
        if self.kind == "values":
            return self is other
        theirs = items_of(context, other) if isinstance(other, Collection) else []
        return len(theirs) == self.size() and all(self.j_contains(context, one) for one in theirs)

    def j_hashCode(self, context: Context) -> int:
        return wrap(sum(hash_of(context, self.one(one)) for one in self.of.unordered()))

    def j_first(self, context: Context) -> Value:
        return invoke(context, self.of, "firstKey")

    def j_last(self, context: Context) -> Value:
        return invoke(context, self.of, "lastKey")


def map_iterator(context: Context, of: Map, kind: str, one: Callable[[Entry], Value]) -> Iter:
    """Over a map's entries: the end is known one ahead, a change is noticed at the next item."""
    order = list(of.entries())
    position = 0
    last: Entry | None = None
    expected = of.changes

    def take() -> Value:
        nonlocal position, last
        if of.changes != expected:
            raise Fault(CHANGED, frames=of.iterating(kind))
        if position >= len(order):
            raise Fault(NO_ELEMENT)
        last = order[position]
        position += 1
        return one(last)

    def drop() -> None:
        nonlocal last, expected
        if last is None:
            raise Fault("java.lang.IllegalStateException")
        of.drop(context, last.key)
        last, expected = None, of.changes

    return Iter(lambda: position < len(order), take, drop)


def entries_of(context: Context, value: Value) -> Iterator[Entry]:
    """The entries of any map."""
    if value is None:
        raise Fault(NPE)
    if not isinstance(value, Map):
        raise NotModelled("a map of the program's own")
    yield from list(value.entries())


def _hash_map(context: Context, source: Value = None, *_: Value) -> Map:
    if isinstance(source, Map):
        made = HashMap()
        made.j_putAll(context, source)
        return made
    return HashMap(0 if source is None else max(source, 1))


def _linked(context: Context, source: Value = None, *more: Value) -> Map:
    made = LinkedHashMap(by_access=len(more) == 2 and bool(more[1]))
    if isinstance(source, Map):
        made.j_putAll(context, source)
    return made


def _tree(context: Context, source: Value = None) -> Map:
    if isinstance(source, Map):
        made = TreeMap(context, source.comparator if isinstance(source, TreeMap) else None)
        for one in source.unordered():
            made.store(context, one.key, one.value)
        return made
    return TreeMap(context, source)


def _enum_map(context: Context, source: Value = None) -> Map:
    raise NotModelled("an EnumMap")


class StaticMap:
    @staticmethod
    def s_of(context: Context, *items: Value) -> Value:
        made = Unchangeable()
        pairs = list(zip(items[::2], items[1::2], strict=True))
        for key, value in pairs:
            if key is None or value is None:
                raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)",))
            if made.find(context, key) is not None:
                raise Fault("java.lang.IllegalArgumentException",
                            f"duplicate key: {text(context, key)}")  # fmt: skip
            HashMap.insert(made, context, key, value)
        return made

    @staticmethod
    def s_copyOf(context: Context, source: Value) -> Value:
        if type(source) is Unchangeable:
            return source
        found = [part for one in entries_of(context, source) for part in (one.key, one.value)]
        return StaticMap.s_of(context, *found)

    @staticmethod
    def s_entry(context: Context, key: Value, value: Value) -> Value:
        return Entry(key, value)

    @staticmethod
    def s_ofEntries(context: Context, *entries: Value) -> Value:
        return StaticMap.s_of(context, *[x for one in entries for x in (one.key, one.value)])


STATICS = {"java.util.Map": StaticMap}
CONSTRUCTORS: dict[str, Callable[..., Any]] = {
    "java.util.HashMap": _hash_map,
    "java.util.concurrent.ConcurrentHashMap": lambda context, *given: _Concurrent(),
    "java.util.LinkedHashMap": _linked,
    "java.util.TreeMap": _tree,
    "java.util.EnumMap": _enum_map,
    "java.util.AbstractMap.SimpleEntry": lambda context, key, value: Entry(key, value),
}


class _Concurrent(HashMap):
    """ConcurrentHashMap: no nulls, and its iterators never fail."""

    JAVA = "java.util.concurrent.ConcurrentHashMap"
    __slots__ = ()

    def find(self, context: Context, key: Value) -> Entry | None:
        if key is None:
            raise Fault(NPE)
        return super().find(context, key)

    def insert(self, context: Context, key: Value, value: Value, *, first: bool = False) -> None:
        if value is None:
            raise Fault(NPE)
        super().insert(context, key, value, first=first)
        self.changes = 0
        self._order = (-1, [])

    def drop(self, context: Context, key: Value) -> Entry | None:
        found = super().drop(context, key)
        self.changes = 0
        self._order = (-1, [])
        return found
