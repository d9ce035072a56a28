"""Methods of JavaScript's arrays."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from ..runtime import Activation, Fault, FunctionCode, Native, NotModelled
from .runtime_calls import call, items
from .runtime_inspect import inspect
from .runtime_operators import same, same_value, units
from .runtime_strings import given, position
from .runtime_text import plain_text, to_number, to_text, truthy
from .runtime_values import ARRAY, HOLE, UNDEFINED, JSArray, JSIterator, is_callable, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..runtime import Context, Value

    Invoke = Callable[..., Value]


def _method(name: str, *, changes: bool = False) -> Callable[[Callable[..., Value]], None]:
    """Registers `run(context, array, arguments)` as a method of arrays."""

    def register(run: Callable[..., Value]) -> None:
        def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
            if not isinstance(this, JSArray):
                raise NotModelled(f"Array.prototype.{name} of what is no array")
            if changes and this.sealed:
                _refuse(this, name)
            return run(context, this, arguments)

        ARRAY.props[name] = Native(name, method)

    return register


def _refuse(array: JSArray, name: str) -> None:
    if name == "push":
        raise Fault(
            "TypeError", f"Cannot add property {len(array.items)}, object is not extensible"
        )
    if name == "sort":
        raise Fault(
            "TypeError", "Cannot assign to read only property '0' of object '[object Array]'"
        )
    raise NotModelled(f"`{name}` of a frozen array")


@_method("push", changes=True)
def _push(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    array.items.extend(arguments)
    return float(len(array.items))


@_method("pop", changes=True)
def _pop(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    return seen(array.items.pop()) if array.items else UNDEFINED


@_method("shift", changes=True)
def _shift(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    return seen(array.items.pop(0)) if array.items else UNDEFINED


@_method("unshift", changes=True)
def _unshift(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    array.items[:0] = arguments
    return float(len(array.items))


@_method("slice")
def _slice(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    size = len(array.items)
    start = position(given(arguments, 0), size, 0)
    return JSArray(array.items[start : position(given(arguments, 1), size, size)])


@_method("splice", changes=True)
def _splice(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    size = len(array.items)
    if not arguments:
        return JSArray([])
    start = position(arguments[0], size, 0)
    if len(arguments) == 1:
        count = size - start
    else:
        count = min(max(int(to_number(arguments[1]) or 0), 0), size - start)
    gone = array.items[start : start + count]
    array.items[start : start + count] = arguments[2:]
    return JSArray(gone)


@_method("concat")
def _concat(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    made = list(array.items)
    for one in arguments:
        if isinstance(one, JSArray):
            made.extend(one.items)
        else:
            made.append(one)
    return JSArray(made)


@_method("join")
def _join(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    by = given(arguments, 0)
    text = "," if by is UNDEFINED else to_text(context, by)
    return text.join(
        "" if one is UNDEFINED or one is None or one is HOLE else to_text(context, one)
        for one in array.items
    )


@_method("toString")
def _to_string(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    return plain_text(context, array)


@_method("indexOf")
def _index_of(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    wanted = given(arguments, 0)
    start = position(given(arguments, 1), len(array.items), 0)
    for number in range(start, len(array.items)):
        if same(array.items[number], wanted):
            return float(number)
    return -1.0


@_method("lastIndexOf")
def _last_index_of(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    wanted = given(arguments, 0)
    for number in range(len(array.items) - 1, -1, -1):
        if same(array.items[number], wanted):
            return float(number)
    return -1.0


@_method("includes")
def _includes(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    wanted = given(arguments, 0)
    return any(
        same(seen(one), wanted) or (one != one and same_value(one, wanted)) for one in array.items
    )


@_method("at")
def _at(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    number = int(to_number(given(arguments, 0)) or 0)
    number = number + len(array.items) if number < 0 else number
    return seen(array.items[number]) if 0 <= number < len(array.items) else UNDEFINED


@_method("reverse", changes=True)
def _reverse(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    array.items.reverse()
    return array


@_method("fill", changes=True)
def _fill(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    size = len(array.items)
    end = position(given(arguments, 2), size, size)
    for number in range(position(given(arguments, 1), size, 0), end):
        array.items[number] = given(arguments, 0)
    return array


@_method("flat")
def _flat(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    depth = given(arguments, 0)
    return JSArray(_flattened(array.items, 1.0 if depth is UNDEFINED else to_number(depth)))


def _flattened(values: list[Value], depth: float) -> list[Value]:
    found: list[Value] = []
    for one in values:
        if isinstance(one, JSArray) and depth >= 1:
            found.extend(_flattened(one.items, depth - 1))
        elif one is not HOLE:
            found.append(one)
    return found


# --- Methods that call back: they stand in traces between who called them and what they call


def _calling(name: str, *, optional: bool = False) -> Callable[[Callable[..., Value]], None]:
    """Registers `run(context, array, invoke, arguments)`, where `invoke(*values)` calls back."""

    def register(run: Callable[..., Value]) -> None:
        code = FunctionCode(None, "", b"")
        code.name = f"Array.{name}"

        def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
            if not isinstance(this, JSArray):
                raise NotModelled(f"Array.prototype.{name} of what is no array")
            back = given(arguments, 0)
            if not is_callable(back) and not (optional and back is UNDEFINED):
                _refuse_callback(name, back)
            context.stack.append(Activation(context, code, [], None, ()))
            try:
                return run(
                    context, this, lambda *values: call(context, back, UNDEFINED, values), arguments
                )
            finally:
                context.stack.pop()

        ARRAY.props[name] = Native(name, method)

    return register


def _present(array: JSArray) -> Iterator[tuple[int, Value]]:
    """The items that there are, up to the length of now; a callback may take some away."""
    for number in range(len(array.items)):
        if number >= len(array.items):
            return
        if array.items[number] is not HOLE:
            yield number, array.items[number]


def _refuse_callback(name: str, back: Value) -> None:
    if name in ("sort", "toSorted"):
        raise Fault("TypeError", "The comparison function must be either a function or undefined")
    if name == "flatMap":
        raise Fault("TypeError", "flatMap mapper function is not callable")
    what = f'"{back}"' if isinstance(back, str) else inspect(back)
    if not isinstance(back, (str, float, bool)) and back is not None and back is not UNDEFINED:
        what = to_text(None, back) if not isinstance(back, JSArray) else "[object Array]"
        what = what.replace("[object Object]", "#<Object>")
    raise Fault("TypeError", f"{what} is not a function")


@_calling("map")
def _map(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    made: list[Value] = [HOLE] * len(array.items)
    for n, one in _present(array):
        made[n] = invoke(one, float(n), array)
    return JSArray(made)


@_calling("filter")
def _filter(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    return JSArray([one for n, one in _present(array) if truthy(invoke(one, float(n), array))])


@_calling("forEach")
def _for_each(
    context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]
) -> Value:
    for n, one in _present(array):
        invoke(one, float(n), array)
    return UNDEFINED


@_calling("find")
def _find(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    for n, one in enumerate(array.items):
        if truthy(invoke(seen(one), float(n), array)):
            return seen(one)
    return UNDEFINED


@_calling("findIndex")
def _find_index(
    context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]
) -> Value:
    for n, one in enumerate(array.items):
        if truthy(invoke(seen(one), float(n), array)):
            return float(n)
    return -1.0


@_calling("findLast")
def _find_last(
    context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]
) -> Value:
    for n in range(len(array.items) - 1, -1, -1):
        if truthy(invoke(seen(array.items[n]), float(n), array)):
            return seen(array.items[n])
    return UNDEFINED


@_calling("some")
def _some(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    return any(truthy(invoke(one, float(n), array)) for n, one in _present(array))


@_calling("every")
def _every(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    return all(truthy(invoke(one, float(n), array)) for n, one in _present(array))


@_calling("flatMap")
def _flat_map(
    context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]
) -> Value:
    made = [invoke(one, float(n), array) for n, one in _present(array)]
    return JSArray(_flattened(made, 1))


def _reducing(name: str, order: Callable[[Sequence[int]], Sequence[int]]) -> None:
    def run(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
        numbers = list(order([n for n, _ in _present(array)]))
        if len(arguments) > 1:
            total = arguments[1]
        elif not numbers:
            raise Fault("TypeError", "Reduce of empty array with no initial value")
        else:
            total = array.items[numbers.pop(0)]
        for number in numbers:
            if number < len(array.items):
                total = invoke(total, array.items[number], float(number), array)
        return total

    _calling(name)(run)


_reducing("reduce", lambda numbers: numbers)
_reducing("reduceRight", lambda numbers: numbers[::-1])


def _ordered(context: Context, values: list[Value], invoke: Invoke | None) -> list[Value]:
    """Stable, undefined last; by text where there is no comparison."""
    known = [one for one in values if one is not UNDEFINED and one is not HOLE]
    rest: list[Value] = [UNDEFINED] * sum(one is UNDEFINED for one in values)
    rest += [HOLE] * (len(values) - len(known) - len(rest))
    if invoke is None:
        return sorted(known, key=lambda one: units(to_text(context, one))) + rest

    def compare(one: Value, other: Value) -> float:
        number = to_number(invoke(one, other))
        return 0 if number != number else number

    return sorted(known, key=cmp_to_key(compare)) + rest  # type: ignore[arg-type]  # a float will do


@_calling("sort", optional=True)
def _sort(context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]) -> Value:
    if array.sealed:
        _refuse(array, "sort")
    by = None if given(arguments, 0) is UNDEFINED else invoke
    array.items[:] = _ordered(context, array.items, by)
    return array


@_calling("toSorted", optional=True)
def _to_sorted(
    context: Context, array: JSArray, invoke: Invoke, arguments: Sequence[Value]
) -> Value:
    by = None if given(arguments, 0) is UNDEFINED else invoke
    return JSArray(_ordered(context, array.items, by))


# --- Iterators, and Array itself


@_method("keys")
def _keys(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    return JSIterator(iter([float(n) for n in range(len(array.items))]))


@_method("values")
def _values(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    return JSIterator(iter(items(context, array, "of")))


@_method("entries")
def _entries(context: Context, array: JSArray, arguments: Sequence[Value]) -> Value:
    source = items(context, array, "of")
    return JSIterator(JSArray([float(n), one]) for n, one in enumerate(source))
