"""Java's sets: each is the keys of a map."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault
from .runtime_collections import CHANGED, NO_ELEMENT, Collection
from .runtime_iteration import Iter, items_of
from .runtime_maps import (
    HashMap,
    LinkedHashMap,
    Map,
    TreeMap,
    Unchangeable,
    map_iterator,
)
from .runtime_operators import wrap
from .runtime_text import hash_of, text
from .runtime_values import NPE, apply, through

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value


class HashSet(Collection):
    JAVA = "java.util.HashSet"
    __slots__ = ("of",)

    def __init__(self, of: Map) -> None:
        super().__init__()
        self.of = of

    def plain(self, context: Context) -> list[Value]:
        return [one.key for one in self.of.entries()]

    def size(self) -> int:
        return self.of.count()

    def j_contains(self, context: Context, value: Value) -> bool:
        return self.of.find(context, value) is not None

    def j_add(self, context: Context, value: Value) -> bool:
        if self.of.find(context, value) is not None:
            return False
        self.of.insert(context, value, None)
        return True

    def j_remove(self, context: Context, value: Value) -> bool:
        return self.of.drop(context, value) is not None

    j_removeAt = j_remove  # a set has no positions

    def j_clear(self, context: Context) -> None:
        self.of.j_clear(context)  # type: ignore[attr-defined]  # each that is used has it

    def keep(self, context: Context, test: Callable[[Value], bool]) -> bool:
        gone = [one for one in self.plain(context) if not test(one)]
        for one in gone:
            self.of.drop(context, one)
        return bool(gone)

    def j_iterator(self, context: Context) -> Iter:
        return map_iterator(context, self.of, "keySet", lambda one: one.key)

    def j_forEach(self, context: Context, action: Value) -> None:
        expected = self.of.changes
        with through(context):
            for one in self.plain(context):
                apply(context, action, one)
        if self.of.changes != expected:
            raise Fault(CHANGED)

    def j_equals(self, context: Context, other: Value) -> bool:
        if not isinstance(other, Collection) or (
            isinstance(other, TreeSet) != isinstance(self, TreeSet)
            and not isinstance(other, HashSet)
        ):
            return False
        if not isinstance(other, HashSet):
            from .runtime_maps import MapView

            if not isinstance(other, MapView):
                return False
        return other.size() == self.size() and all(
            other.j_contains(context, one.key) for one in self.of.unordered()
        )

    def j_hashCode(self, context: Context) -> int:
        return wrap(sum(hash_of(context, one.key) for one in self.of.unordered()))


class LinkedHashSet(HashSet):
    JAVA = "java.util.LinkedHashSet"
    __slots__ = ()


class TreeSet(HashSet):
    JAVA = "java.util.TreeSet"
    __slots__ = ()
    of: TreeMap

    def _end(self, name: str, at: int) -> Value:
        if not self.of.list:
            raise Fault(NO_ELEMENT, frames=(
                "java.util.TreeMap.key(TreeMap.java:1602)",
                f"java.util.TreeMap.{name}Key(TreeMap.java:{291 if at == 0 else 298})",
                f"java.util.TreeSet.{name}(TreeSet.java:{394 if at == 0 else 401})",
            ))  # fmt: skip
        return self.of.list[at].key

    def j_first(self, context: Context) -> Value:
        return self._end("first", 0)

    def j_last(self, context: Context) -> Value:
        return self._end("last", -1)

    def _near(self, value: Value, *, below: bool, inclusive: bool) -> Value:
        found = self.of.near(value, below=below, inclusive=inclusive)
        return None if found is None else found.key

    def j_floor(self, context: Context, value: Value) -> Value:
        return self._near(value, below=True, inclusive=True)

    def j_lower(self, context: Context, value: Value) -> Value:
        return self._near(value, below=True, inclusive=False)

    def j_ceiling(self, context: Context, value: Value) -> Value:
        return self._near(value, below=False, inclusive=True)

    def j_higher(self, context: Context, value: Value) -> Value:
        return self._near(value, below=False, inclusive=False)

    def j_pollFirst(self, context: Context) -> Value:
        found = self.of.j_pollFirstEntry(context)
        return None if found is None else found.key

    def j_pollLast(self, context: Context) -> Value:
        found = self.of.j_pollLastEntry(context)
        return None if found is None else found.key


class FixedSet(HashSet):
    """Set.of: its order differs from run to run."""

    JAVA = "java.util.ImmutableCollections.SetN"
    IS = "java.util.Set"
    __slots__ = ()

    def j_contains(self, context: Context, value: Value) -> bool:
        if value is None:
            raise Fault(NPE)
        return super().j_contains(context, value)


def _prepare() -> None:
    from .runtime_lists import refusing

    for name, line in (("add", 147), ("addAll", 148), ("clear", 149), ("remove", 150),
                       ("removeAll", 151), ("removeIf", 152), ("retainAll", 153)):  # fmt: skip
        setattr(FixedSet, f"j_{name}", refusing(name, line))


_prepare()


def _filled(make: Callable[[Context, Any], HashSet], context: Context, source: Value) -> HashSet:
    made = make(context, source)
    if source is None:
        return made
    if not isinstance(source, int):
        for one in _unordered(context, made, source):
            made.j_add(context, one)
    return made


def _unordered(context: Context, made: HashSet, source: Value) -> list[Value]:
    """The items of what has no order of its own, for a set that has one."""
    if not isinstance(source, FixedSet) or isinstance(made, LinkedHashSet):
        return items_of(context, source)
    if isinstance(made.of, HashMap):
        made.of.is_unsure = source.size() > 1
    return [one.key for one in source.of.unordered()]


def _hash_set(context: Context, source: Value = 0, *_: Value) -> HashSet:
    if source is None:
        raise Fault(NPE)
    if isinstance(source, int):
        return HashSet(HashMap(source or 16))
    count = source.size() if isinstance(source, Collection) else len(items_of(context, source))
    size = max(int(count / 0.75) + 1, 16)
    return _filled(lambda context, source: HashSet(HashMap(size)), context, source)


def _linked(context: Context, source: Value = 0) -> HashSet:
    return _filled(lambda context, source: LinkedHashSet(LinkedHashMap()), context, source)


def _tree(context: Context, source: Value = None) -> HashSet:
    if source is None or isinstance(source, Collection):
        return _filled(lambda context, source: TreeSet(TreeMap(context)), context, source)
    return TreeSet(TreeMap(context, source))


class StaticSet:
    @staticmethod
    def s_of(context: Context, *items: Value) -> Value:
        of = Unchangeable()
        for one in items:
            if one is None:
                raise Fault(NPE, frames=("java.util.Objects.requireNonNull(Objects.java:209)",))
            if of.find(context, one) is not None:
                raise Fault("java.lang.IllegalArgumentException",
                            f"duplicate element: {text(context, one)}")  # fmt: skip
            HashMap.insert(of, context, one, None)
        return FixedSet(of)

    @staticmethod
    def s_copyOf(context: Context, source: Value) -> Value:
        if type(source) is FixedSet:
            return source
        of = Unchangeable()
        for one in items_of(context, source):
            if of.find(context, one) is None:
                HashMap.insert(of, context, one, None)
        return FixedSet(of)


STATICS = {"java.util.Set": StaticSet}
CONSTRUCTORS: dict[str, Callable[..., Any]] = {
    "java.util.HashSet": _hash_set,
    "java.util.LinkedHashSet": _linked,
    "java.util.TreeSet": _tree,
}
