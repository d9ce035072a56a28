"""Number, Math, BigInt and the global functions of numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import Fault, Native, NotModelled
from .runtime_objects import functions
from .runtime_operators import power, to_int32
from .runtime_strings import given
from .runtime_text import SPACES, number_text, to_number, to_primitive, to_text, truthy
from .runtime_values import (
    ARRAY,
    BIGINT,
    BOOLEAN,
    HOLE,
    NUMBER,
    OBJECT,
    STRING,
    UNDEFINED,
    Builtin,
    JSArray,
    JSObject,
    get,
    is_callable,
    length,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Context, Value

_INT = lazy_compile(r"[+-]?\d+")
_FLOAT = lazy_compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_LARGEST = 2.0**53 - 1


def parse_int(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    text = to_text(context, given(arguments, 0)).strip(SPACES)
    radix = to_int32(given(arguments, 1))
    if radix not in (0, 10):
        raise NotModelled("parseInt in another base")
    if text[:2].lower() == "0x" and radix == 0:
        raise NotModelled("parseInt in another base")
    found = _INT.match(text)
    return float(int(found[0])) if found else math.nan


def parse_float(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    found = _FLOAT.match(to_text(context, given(arguments, 0)).strip(SPACES))
    return float(found[0].replace("Infinity", "inf")) if found else math.nan


def _is_integer(value: Value) -> bool:
    return type(value) is float and value.is_integer()


def _test(test: Callable[[Value], bool]) -> Callable[..., Value]:
    return lambda context, this, arguments: test(given(arguments, 0))


def _finite(value: Value) -> bool:
    return type(value) is float and math.isfinite(value)


def _number(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    if not arguments:
        return 0.0
    value = to_primitive(context, arguments[0], "number")
    return float(value) if type(value) is int else to_number(value)


def _no_wrapper(context: Context, arguments: Sequence[Value], proto: JSObject | None) -> Value:
    raise NotModelled("an object that wraps a primitive value")


NUMBERS = Builtin("Number", NUMBER, _number, _no_wrapper)
functions(NUMBERS, parseInt=parse_int, parseFloat=parse_float, isInteger=_test(_is_integer),
          isSafeInteger=_test(lambda one: _is_integer(one) and abs(one) <= _LARGEST),
          isFinite=_test(_finite), isNaN=_test(lambda one: one != one))  # fmt: skip
NUMBERS.props.update(
    MAX_SAFE_INTEGER=_LARGEST, MIN_SAFE_INTEGER=-_LARGEST, EPSILON=2.0**-52, NaN=math.nan,
    POSITIVE_INFINITY=math.inf, NEGATIVE_INFINITY=-math.inf, MAX_VALUE=1.7976931348623157e308,
)  # fmt: skip


def _text(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return to_text(context, arguments[0]) if arguments else ""


def _from_char_code(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return "".join(chr(to_int32(one) & 0xFFFF) for one in arguments)


STRINGS = Builtin("String", STRING, _text, _no_wrapper)
functions(STRINGS, fromCharCode=_from_char_code)
BOOLEANS = Builtin(
    "Boolean", BOOLEAN, lambda context, this, arguments: truthy(given(arguments, 0)), _no_wrapper
)
functions(BOOLEAN, toString=lambda context, this, arguments: to_text(context, this))


def _bigint(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = given(arguments, 0)
    if isinstance(value, float):
        if not value.is_integer():
            raise Fault(
                "RangeError",
                f"The number {number_text(value)} cannot be converted to a BigInt because it is "
                "not an integer",
                native_name="BigInt",
            )
        return int(value)
    if isinstance(value, str):
        try:
            return int(value.strip(SPACES) or "0")
        except ValueError:
            raise Fault("SyntaxError", f"Cannot convert {value} to a BigInt") from None
    if isinstance(value, (int, bool)):
        return int(value)
    raise Fault("TypeError", f"Cannot convert {to_text(context, value)} to a BigInt")


BIGINTS = Builtin("BigInt", BIGINT, _bigint)
functions(BIGINT, toString=lambda context, this, arguments: str(this))


# --- Arrays themselves


def _array(context: Context, arguments: Sequence[Value], proto: JSObject | None) -> Value:
    if len(arguments) == 1 and type(arguments[0]) is float:
        size = arguments[0]
        if not size.is_integer() or not 0 <= size < 2**32:
            raise Fault("RangeError", "Invalid array length", is_bare=True)
        if size > 100_000:
            raise NotModelled("a very long array")
        made = JSArray([HOLE] * int(size))
    else:
        made = JSArray(list(arguments))
    if proto is not None:
        made.proto = proto
    return made


def _array_from(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    from .runtime_calls import call
    from .runtime_objects import iterate

    source, back = given(arguments, 0), given(arguments, 1)
    if isinstance(source, JSObject) and type(source) is JSObject:
        size = get(context, source, "length")
        count = 0 if size is UNDEFINED else int(to_number(size) or 0)
        values: Sequence[Value] = [get(context, source, str(n)) for n in range(count)]
    else:
        values = iterate(context, source)
    if is_callable(back):
        values = [call(context, back, UNDEFINED, (one, float(n))) for n, one in enumerate(values)]
    return JSArray(list(values))


ARRAYS = Builtin(
    "Array", ARRAY, lambda context, this, arguments: _array(context, arguments, None), _array
)
functions(ARRAYS, isArray=_test(lambda one: isinstance(one, JSArray)), from_=_array_from,
          of=lambda context, this, arguments: JSArray(list(arguments)))  # fmt: skip


# --- Math


def _unary(run: Callable[[float], float]) -> Callable[..., Value]:
    def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        value = to_number(given(arguments, 0))
        return value if not math.isfinite(value) else run(value)

    return method


def _rounded(value: float) -> float:
    """Math.round: halves go up; small negatives are -0."""
    result = float(math.floor(value + 0.5)) if abs(value) < 2**52 else value
    if value == 0.49999999999999994:
        return 0.0
    return math.copysign(result, value) if result == 0 else result


def _keeping_sign(run: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: math.copysign(r, value) if (r := float(run(value))) == 0 else r


def _extreme(choose: Callable[[float, float], float], start: float) -> Callable[..., Value]:
    def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        found = start
        numbers = [to_number(one) for one in arguments]
        for one in numbers:
            if one != one:
                return math.nan
            found = choose(found, one)
        return found

    return method


def _square_root(value: float) -> float:
    return math.sqrt(value) if value >= 0 else math.nan


def _logarithm(run: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: run(value) if value > 0 else -math.inf if value == 0 else math.nan


MATH = JSObject(OBJECT, "Math")
MATH.builtin = True
functions(
    MATH, floor=_unary(_keeping_sign(math.floor)), ceil=_unary(_keeping_sign(math.ceil)),
    trunc=_unary(_keeping_sign(math.trunc)), round=_unary(_rounded), abs=_unary(abs),
    sign=_unary(lambda one: float((one > 0) - (one < 0))), sqrt=_unary(_square_root),
    log=_unary(_logarithm(math.log)), log2=_unary(_logarithm(math.log2)),
    log10=_unary(_logarithm(math.log10)), max=_extreme(max, -math.inf), min=_extreme(min, math.inf),
    pow=lambda context, this, a: power(to_number(given(a, 0)), to_number(given(a, 1))),
    hypot=lambda context, this, a: math.hypot(*[to_number(one) for one in a]),
)  # fmt: skip
MATH.props.update(PI=math.pi, E=math.e)


def _infinite(name: str, run: Callable[[float], float]) -> None:
    plain = MATH.props[name].run

    def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        value = to_number(given(arguments, 0))
        return run(value) if math.isinf(value) else plain(context, this, arguments)

    MATH.props[name] = Native(name, method)


_infinite("abs", abs)
_infinite("sign", lambda value: math.copysign(1.0, value))
_infinite("sqrt", lambda value: value if value > 0 else math.nan)


def _unmodelled_random(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("Math.random")


functions(MATH, random=_unmodelled_random)

__all__ = ["length"]
