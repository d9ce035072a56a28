"""Go's packages sort and slices."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from ..runtime import NotModelled
from .runtime_calls import call
from .runtime_library import LIBRARY, entry
from .runtime_operators import data, equal
from .runtime_values import (
    GoSlice,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value


# --- sort, slices, maps


def _sorted_in_place(view: GoSlice, items: list[Value]) -> None:
    if view.array is not None:
        view.array[view.start : view.start + view.length] = items


def _by_order(context: Context, view: GoSlice) -> Value:
    items = view.items
    _sorted_in_place(
        view, sorted(items, key=lambda one: data(one) if isinstance(one, str) else one)
    )


LIBRARY["sort.Strings"] = LIBRARY["sort.Ints"] = LIBRARY["sort.Float64s"] = _by_order
LIBRARY["slices.Sort"] = _by_order


def _sort_slice(context: Context, view: Value, less: Value) -> Value:
    """sort.Slice: `less` is asked with indices, so the array holds the two that are compared."""
    if not isinstance(view, GoSlice) or view.array is None:
        return
    items = view.items
    array, start = view.array, view.start

    def before(one: Value, other: Value) -> bool:
        array[start], array[start + 1] = one, other
        return bool(call(context, less, None, [0, 1]))

    def compare(one: Value, other: Value) -> int:
        return -1 if before(one, other) else 1 if before(other, one) else 0

    ordered = sorted(items, key=cmp_to_key(compare)) if len(items) > 1 else items
    _sorted_in_place(view, ordered)


LIBRARY["sort.Slice"] = LIBRARY["sort.SliceStable"] = _sort_slice


@entry("slices.SortFunc")
def _sort_func(context: Context, view: GoSlice, compare: Value) -> Value:
    def by(one: Value, other: Value) -> int:
        return int(call(context, compare, None, [one, other]))

    _sorted_in_place(view, sorted(view.items, key=cmp_to_key(by)))


LIBRARY["slices.SortStableFunc"] = _sort_func


@entry("sort.Search")
def _search(context: Context, count: int, test: Value) -> Value:
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if call(context, test, None, [middle]):
            high = middle
        else:
            low = middle + 1
    return low


def _search_sorted(context: Context, view: GoSlice, wanted: Value) -> Value:
    items = view.items
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        one = items[middle]
        if (data(one) if isinstance(one, str) else one) >= (
            data(wanted) if isinstance(wanted, str) else wanted
        ):
            high = middle
        else:
            low = middle + 1
    return low


LIBRARY["sort.SearchStrings"] = LIBRARY["sort.SearchInts"] = _search_sorted
LIBRARY["slices.Contains"] = lambda context, view, one: any(equal(x, one) for x in view.items)
LIBRARY["slices.Reverse"] = lambda context, view: _sorted_in_place(view, view.items[::-1])


@entry("slices.Index")
def _index(context: Context, view: GoSlice, wanted: Value) -> Value:
    return next((n for n, one in enumerate(view.items) if equal(one, wanted)), -1)


def _extreme(choose: Callable[..., Value]) -> Callable[..., Value]:
    def run(context: Context, view: GoSlice) -> Value:
        if not view.length:
            raise NotModelled("the extreme of an empty slice")
        return choose(view.items)

    return run


LIBRARY["slices.Max"], LIBRARY["slices.Min"] = _extreme(max), _extreme(min)
