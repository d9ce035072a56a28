"""java.util.Comparator and what makes functions of functions."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

from typing import TYPE_CHECKING

from .runtime_text import compare
from .runtime_values import Lambda, apply, through

if TYPE_CHECKING:
    from ..runtime import Context, Value

_COMPARATOR = "java.util.Comparator"
_KEYS = "java.util.Comparator.lambda$comparing$77a9974f$1(Comparator.java:473)"


def compare_by(key: Value, comparator: Value = None) -> Lambda:
    def run(context: Context, a: Value) -> Value:
        with through(context, _KEYS):
            one, other = apply(context, key, a[0]), apply(context, key, a[1])
        if comparator is None:
            return compare(context, one, other)
        return apply(context, comparator, one, other)

    return Lambda(run, _COMPARATOR)


def natural() -> Lambda:
    return Lambda(lambda context, a: compare(context, a[0], a[1]), _COMPARATOR)


def backwards(comparator: Value = None) -> Lambda:
    if comparator is None:
        return Lambda(lambda context, a: compare(context, a[1], a[0]), _COMPARATOR)
    return Lambda(lambda context, a: apply(context, comparator, a[1], a[0]), _COMPARATOR)


def _nulls(first: int, comparator: Value) -> Lambda:
    def run(context: Context, a: Value) -> Value:
        one, other = a
        if one is None or other is None:
            return 0 if one is other else first if one is None else -first
        return 0 if comparator is None else apply(context, comparator, one, other)

    return Lambda(run, _COMPARATOR)


class StaticComparator:
    @staticmethod
    def s_comparing(context: Context, key: Value, by: Value = None) -> Value:
        return compare_by(key, by)

    s_comparingInt = s_comparingLong = s_comparingDouble = s_comparing

    @staticmethod
    def s_naturalOrder(context: Context) -> Value:
        return natural()

    @staticmethod
    def s_reverseOrder(context: Context) -> Value:
        return backwards()

    @staticmethod
    def s_nullsFirst(context: Context, by: Value) -> Value:
        return _nulls(-1, by)

    @staticmethod
    def s_nullsLast(context: Context, by: Value) -> Value:
        return _nulls(1, by)


class StaticEntry:
    @staticmethod
    def s_comparingByKey(context: Context, by: Value = None) -> Value:
        return compare_by(Lambda(lambda context, a: a[0].key), by)

    @staticmethod
    def s_comparingByValue(context: Context, by: Value = None) -> Value:
        return compare_by(Lambda(lambda context, a: a[0].value), by)


class StaticFunction:
    @staticmethod
    def s_identity(context: Context) -> Value:
        return Lambda(lambda context, a: a[0], "java.util.function.Function")


class StaticPredicate:
    @staticmethod
    def s_not(context: Context, test: Value) -> Value:
        return Lambda(
            lambda context, a: not apply(context, test, *a), "java.util.function.Predicate"
        )


STATICS: dict[str, type] = {
    "java.util.Comparator": StaticComparator, "java.util.Map.Entry": StaticEntry,
    "java.util.function.Function": StaticFunction, "java.util.function.Predicate": StaticPredicate,
    "java.util.function.UnaryOperator": StaticFunction,
}  # fmt: skip
