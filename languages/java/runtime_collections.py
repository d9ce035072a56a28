"""What Java's collections have in common."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_iteration import items_of, iterate
from .runtime_operators import wrap
from .runtime_text import compare, equals, hash_of, text
from .runtime_values import Array, Obj, apply, through

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value

UNSUPPORTED = "java.lang.UnsupportedOperationException"
NO_ELEMENT = "java.util.NoSuchElementException"
CHANGED = "java.util.ConcurrentModificationException"
_SORTING = (
    "java.util.Arrays.sort(Arrays.java:1307)",
    "java.util.TimSort.sort(TimSort.java:220)",
    "java.util.TimSort.countRunAndMakeAscending(TimSort.java:355)",
)


def sort_items(
    context: Context, items: list[Value], comparator: Value = None, *frames: str
) -> list[Value]:
    """Sorted by a Comparator, null for the natural order: stable, as Java's is."""
    if comparator is None:
        return sorted(items, key=cmp_to_key(lambda a, b: compare(context, a, b)))

    def by(a: Value, b: Value) -> int:
        # The first comparison of Java's is that of the second with the first.
        found: int = apply(context, comparator, a, b)
        return found

    with through(context, *frames, *_SORTING):
        return sorted(items, key=cmp_to_key(by))


class Collection(Obj):
    """`plain(context)` gives the items as they are now, `size()` how many there are."""

    JAVA = "java.util.Collection"
    __slots__ = ()

    def plain(self, context: Context) -> list[Value]:
        raise NotImplementedError

    def size(self) -> int:
        raise NotImplementedError

    def j_size(self, context: Context) -> int:
        return self.size()

    def j_isEmpty(self, context: Context) -> bool:
        return self.size() == 0

    def j_contains(self, context: Context, value: Value) -> bool:
        return any(equals(context, value, one) for one in self.plain(context))

    def j_containsAll(self, context: Context, others: Value) -> bool:
        from .runtime_values import invoke

        return all(invoke(context, self, "contains", one) for one in items_of(context, others))

    def j_addAll(self, context: Context, others: Value, more: Value = None) -> bool:
        from .runtime_values import invoke

        if more is not None:
            raise NotModelled("`addAll` at a position")
        found = False
        for one in items_of(context, others):
            found = bool(invoke(context, self, "add", one)) or found
        return found

    def j_removeAll(self, context: Context, others: Value) -> bool:
        from .runtime_values import invoke

        return self.keep(context, lambda one: not invoke(context, others, "contains", one))

    def j_retainAll(self, context: Context, others: Value) -> bool:
        from .runtime_values import invoke

        return self.keep(context, lambda one: bool(invoke(context, others, "contains", one)))

    def j_removeIf(self, context: Context, test: Value) -> bool:
        return self.keep(context, lambda one: not apply(context, test, one))

    def keep(self, context: Context, test: Callable[[Value], bool]) -> bool:
        """Removes what fails a test; whether that was any."""
        raise NotModelled(f"a removal from a `{self.JAVA}`")

    def j_forEach(self, context: Context, action: Value) -> None:
        for one in iterate(context, self):
            apply(context, action, one)

    def j_stream(self, context: Context) -> Any:
        from .runtime_streams import Stream

        return Stream(iter(self.plain(context)), "")

    j_parallelStream = j_stream

    def j_toArray(self, context: Context, kind: Value = None) -> Array:
        name = "java.lang.Object"
        if isinstance(kind, Array):
            name = kind.kind
        elif kind is not None:
            name = apply(context, kind, 0).kind
        return Array(name, list(self.plain(context)))

    def j_toString(self, context: Context) -> str:
        told = ["(this Collection)" if one is self else text(context, one)
                for one in items_of(context, self)]  # fmt: skip
        return f"[{', '.join(told)}]"

    def filled_with(self, context: Context, source: Value = None, *_: Value) -> None:
        if source is not None and not isinstance(source, (int, float)):
            from .runtime_values import invoke

            invoke(context, self, "addAll", source)


def list_hash(context: Context, items: list[Value]) -> int:
    found = 1
    for one in items:
        found = wrap(found * 31 + hash_of(context, one))
    return found


def unsupported(*frames: str) -> Fault:
    return Fault(UNSUPPORTED, frames=frames)
