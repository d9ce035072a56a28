"""JavaScript's operators."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..runtime import Closure, Fault, Native
from .runtime_text import text_number, to_number, to_primitive, to_text, truthy
from .runtime_values import (
    HOLE,
    UNDEFINED,
    Builtin,
    JSArray,
    JSClass,
    JSObject,
    Symbol,
    index_of,
    is_callable,
    is_object,
    own_properties,
    prototype_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Value

_WORD = 2**32


def add(left: Value, right: Value) -> Value:
    if type(left) is float and type(right) is float:
        return left + right
    if type(left) is str and type(right) is str:
        return left + right
    left, right = to_primitive(None, left), to_primitive(None, right)
    if isinstance(left, str) or isinstance(right, str):
        return to_text(None, left) + to_text(None, right)
    return _arithmetic(left, right, lambda a, b: a + b)


def _arithmetic(left: Value, right: Value, operate: Callable[[Value, Value], Value]) -> Value:
    if type(left) is int or type(right) is int:
        if type(left) is int and type(right) is int:
            return operate(left, right)
        if is_object(left) or is_object(right):
            return _arithmetic(to_primitive(None, left), to_primitive(None, right), operate)
        raise Fault(
            "TypeError",
            "Cannot mix BigInt and other types, use explicit conversions",
        )
    return operate(to_number(left), to_number(right))


def subtract(left: Value, right: Value) -> Value:
    if type(left) is float and type(right) is float:
        return left - right
    return _arithmetic(left, right, lambda a, b: a - b)


def multiply(left: Value, right: Value) -> Value:
    if type(left) is float and type(right) is float:
        return left * right
    return _arithmetic(left, right, lambda a, b: a * b)


def divide(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, _quotient)


def _quotient(left: Value, right: Value) -> Value:
    if type(left) is int:
        if right == 0:
            raise Fault("RangeError", "Division by zero")
        whole = abs(left) // abs(right)
        return whole if (left < 0) == (right < 0) else -whole
    if right == 0:
        if left == 0 or left != left:
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    return left / right


def remainder(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, _rest)


def _rest(left: Value, right: Value) -> Value:
    if type(left) is int:
        if right == 0:
            raise Fault("RangeError", "Division by zero")
        rest = abs(left) % abs(right)
        return -rest if left < 0 else rest
    if right == 0 or math.isinf(left) or left != left or right != right:
        return math.nan
    return math.fmod(left, right)


def power(left: Value, right: Value) -> Value:
    return _arithmetic(left, right, _power)


def _power(left: Value, right: Value) -> Value:
    if type(left) is int:
        if right < 0:
            raise Fault("RangeError", "Exponent must be non-negative")
        return left**right
    if right != right or (abs(left) == 1 and math.isinf(right)):
        return math.nan
    try:
        result = math.pow(left, right)
    except OverflowError:
        return -math.inf if left < 0 and right % 2 else math.inf
    except ValueError:
        return math.inf if left == 0 else math.nan
    return result


def same(left: Value, right: Value) -> bool:
    """`===`."""
    kind = type(left)
    if kind is not type(right):
        return False
    if kind is float or kind is str or kind is bool or kind is int:
        return bool(left == right)
    return left is right


def same_value(left: Value, right: Value) -> bool:
    """Object.is: NaN is itself, 0 is not -0."""
    if type(left) is float and type(right) is float:
        if left != left:
            return right != right
        return left == right and math.copysign(1, left) == math.copysign(1, right)
    return same(left, right)


def loosely(left: Value, right: Value) -> bool:
    """`==`."""
    if left is None or left is UNDEFINED:
        return right is None or right is UNDEFINED
    if right is None or right is UNDEFINED:
        return False
    if type(left) is type(right) or (is_object(left) and is_object(right)):
        return same(left, right)
    if is_object(left):
        return loosely(to_primitive(None, left), right)
    if is_object(right):
        return loosely(left, to_primitive(None, right))
    if isinstance(left, Symbol) or isinstance(right, Symbol):
        return False
    return _as_number(left) == _as_number(right)


def _as_number(value: Value) -> float:
    return float(value) if type(value) is int else to_number(value)


def _compare(left: Value, right: Value, test: Callable[[Value, Value], bool]) -> bool:
    if type(left) is float and type(right) is float:
        return test(left, right)
    left, right = to_primitive(None, left, "number"), to_primitive(None, right, "number")
    if isinstance(left, str) and isinstance(right, str):
        return test(units(left), units(right))
    if type(left) is int and isinstance(right, str):
        return test(float(left), text_number(right))
    if type(right) is int and isinstance(left, str):
        return test(text_number(left), float(right))
    one = left if type(left) is int else to_number(left)
    other = right if type(right) is int else to_number(right)
    return test(one, other)


def units(text: str) -> str | bytes:
    """What texts are compared by: UTF-16 code units, which are the characters within the BMP."""
    return text if text.isascii() else text.encode("utf-16-be", "surrogatepass").decode("latin-1")


def less(left: Value, right: Value) -> bool:
    return _compare(left, right, lambda a, b: a < b)


def more(left: Value, right: Value) -> bool:
    return _compare(left, right, lambda a, b: a > b)


def at_most(left: Value, right: Value) -> bool:
    return _compare(left, right, lambda a, b: a <= b)


def at_least(left: Value, right: Value) -> bool:
    return _compare(left, right, lambda a, b: a >= b)


def to_int32(value: Value) -> int:
    number = to_number(value)
    if number != number or math.isinf(number):
        return 0
    whole = int(math.fmod(math.trunc(number), _WORD)) % _WORD
    return whole - _WORD if whole >= _WORD // 2 else whole


def _bits(operate: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    def run(left: Value, right: Value) -> Value:
        if type(left) is int and type(right) is int:
            return operate(left, right)
        return float(to_int32(float(operate(to_int32(left), to_int32(right)))))

    return run


def unsigned_shift(left: Value, right: Value) -> Value:
    return float((to_int32(left) % _WORD) >> (to_int32(right) % 32))


def _shift_left(left: int, right: int) -> int:
    return left << (right % 32)


def _shift_right(left: int, right: int) -> int:
    return left >> (right % 32)


def contains(key: Value, value: Value) -> bool:
    """`key in value`."""
    if not is_object(value):
        wanted = key.text if isinstance(key, Symbol) else to_text(None, key)
        text = to_text(None, value)
        raise Fault("TypeError", f"Cannot use 'in' operator to search for '{wanted}' in {text}")
    name = key if isinstance(key, Symbol) else to_text(None, key)
    if type(value) is JSArray:
        number = index_of(name)
        if number is not None:
            return number < len(value.items) and value.items[number] is not HOLE
        if name == "length":
            return True
    holder = own_properties(value)
    while holder is not None:
        if name in holder.props:
            return True
        holder = holder.proto
    return False


def instance_of(value: Value, kind: Value) -> bool:
    """`value instanceof kind`."""
    if not is_callable(kind):
        if is_object(kind):
            raise Fault("TypeError", "Right-hand side of 'instanceof' is not callable")
        raise Fault("TypeError", "Right-hand side of 'instanceof' is not an object")
    if not is_object(value):
        return False
    wanted = prototype_property(kind)
    holder = prototype_of(value)
    while holder is not None:
        if holder is wanted:
            return True
        holder = holder.proto
    return False


def prototype_property(kind: Value) -> JSObject | None:
    """What `new kind` has as its prototype."""
    if isinstance(kind, (JSClass, Builtin)):
        return kind.prototype
    props = own_properties(kind)
    found = props.props.get("prototype") if props else None
    return found if isinstance(found, JSObject) else None


def type_of(value: Value) -> str:
    """`typeof value`."""
    if value is UNDEFINED:
        return "undefined"
    if value is None:
        return "object"
    if isinstance(value, (Closure, Native, JSClass, Builtin)) and is_callable(value):
        return "function"
    return _TYPES.get(type(value), "object")


_TYPES = {
    bool: "boolean", float: "number", str: "string", int: "bigint", Symbol: "symbol",
}  # fmt: skip


def negate(value: Value) -> Value:
    return -value if type(value) is int else -to_number(value)


def invert(value: Value) -> Value:
    return ~value if type(value) is int else float(~to_int32(value))


def _step(by: int) -> Callable[[Value], Value]:
    def run(value: Value) -> Value:
        return value + by if type(value) is int else to_number(value) + by

    return run


BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "%": remainder, "**": power,
    "===": same, "!==": lambda a, b: not same(a, b),
    "==": loosely, "!=": lambda a, b: not loosely(a, b),
    "<": less, ">": more, "<=": at_most, ">=": at_least,
    "&": _bits(lambda a, b: a & b), "|": _bits(lambda a, b: a | b), "^": _bits(lambda a, b: a ^ b),
    "<<": _bits(_shift_left), ">>": _bits(_shift_right), ">>>": unsigned_shift,
    "in": contains, "instanceof": instance_of,
}  # fmt: skip

UNARY: dict[str, Callable[[Value], Value]] = {
    "!": lambda value: not truthy(value), "not": lambda value: not truthy(value),
    "-": negate, "+": to_number, "~": invert, "typeof": type_of, "void": lambda value: UNDEFINED,
    "++": _step(1), "--": _step(-1),
}  # fmt: skip
