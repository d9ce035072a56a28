"""JavaScript's values as text and as numbers: ToString, ToNumber, ToPrimitive, toFixed."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import Closure, Fault, Native, NotModelled
from .runtime_values import (
    HOLE,
    UNDEFINED,
    Builtin,
    JSArray,
    JSClass,
    JSError,
    JSObject,
    Symbol,
    get,
    is_object,
)

if TYPE_CHECKING:
    from ..runtime import Context, Value

_NUMBER = lazy_compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\Z")
_OTHER_BASES = lazy_compile(r"0[xX][0-9a-fA-F]+\Z|0[oO][0-7]+\Z|0[bB][01]+\Z")
SPACES = " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"  # noqa: E501


def number_text(value: float) -> str:
    """ECMAScript's Number::toString, radix 10."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    if abs(value) < 2**53 and value.is_integer():
        return str(int(value))
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + int(exponent)
    minus = "-" if sign else ""
    if 0 < point <= 21:
        return (
            minus + (text[:point].ljust(point, "0")) + ("." + text[point:] if text[point:] else "")
        )
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{text}"
    power = point - 1
    fraction = f".{text[1:]}" if len(text) > 1 else ""
    return f"{minus}{text[0]}{fraction}e{'+' if power > 0 else '-'}{abs(power)}"


def fixed(value: float, digits: int) -> str:
    """Number.prototype.toFixed."""
    if value != value or math.isinf(value) or abs(value) >= 1e21:
        return number_text(value)
    exact = Decimal(abs(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"-{exact:f}" if value < 0 else f"{exact:f}"


def to_text(context: Context | None, value: Value) -> str:
    """ToString."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is float:
        return number_text(value)
    if kind is bool:
        return "true" if value else "false"
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if kind is int:
        return str(value)
    if kind is Symbol:
        raise Fault("TypeError", "Cannot convert a Symbol value to a string")
    return to_text(context, to_primitive(context, value, "string"))


def to_primitive(context: Context | None, value: Value, hint: str = "default") -> Value:
    """ToPrimitive: by valueOf and toString."""
    if not is_object(value):
        return value
    if isinstance(value, (Closure, Native, JSClass, Builtin)):
        raise NotModelled("a function as text")
    context = context or _context_of(value)
    if context is None:
        return plain_text(None, value)
    names = ("toString", "valueOf") if hint == "string" else ("valueOf", "toString")
    for name in names:
        method = get(context, value, name)
        if isinstance(method, (Closure, Native)):
            result = context.runtime.call(context, method, value, ())
            if not is_object(result):
                return result
    raise Fault("TypeError", "Cannot convert object to primitive value")


def _context_of(value: Value) -> Context | None:
    """Operators know no context; a method of the object's own does."""
    holder = value if isinstance(value, JSObject) else None
    while holder is not None:
        for name in ("toString", "valueOf"):
            if isinstance(holder.props.get(name), Closure):
                return holder.props[name].context  # type: ignore[no-any-return]
        holder = holder.proto
    return None


def plain_text(context: Context | None, value: Value) -> str:
    """What Object.prototype.toString and its built-in heirs give."""
    if isinstance(value, JSArray):
        return ",".join(
            "" if one is UNDEFINED or one is None or one is HOLE else to_text(context, one)
            for one in value.items
        )
    if isinstance(value, JSError):
        return error_text(context, value)
    return f"[object {value.tag}]"


def error_text(context: Context | None, value: JSObject) -> str:
    """Error.prototype.toString."""
    name, message = (_found(value, key) for key in ("name", "message"))
    name = "Error" if name is UNDEFINED else to_text(context, name)
    text = "" if message is UNDEFINED else to_text(context, message)
    return f"{name}: {text}" if name and text else name or text


def _found(value: JSObject | None, key: str) -> Value:
    while value is not None:
        if key in value.props:
            return value.props[key]
        value = value.proto
    return UNDEFINED


def to_number(value: Value) -> float:
    """ToNumber."""
    kind = type(value)
    if kind is float:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return text_number(value)
    if kind is bool:
        return 1.0 if value else 0.0
    if value is None:
        return 0.0
    if value is UNDEFINED:
        return math.nan
    if kind is int:
        raise Fault("TypeError", "Cannot convert a BigInt value to a number")
    if kind is Symbol:
        raise Fault("TypeError", "Cannot convert a Symbol value to a number")
    return to_number(to_primitive(None, value, "number"))


def text_number(text: str) -> float:
    """StringToNumber."""
    text = text.strip(SPACES)
    if not text:
        return 0.0
    if _NUMBER.match(text):
        return float(text.replace("Infinity", "inf"))
    if _OTHER_BASES.match(text):
        return float(int(text, 0))
    return math.nan


def to_integer(value: Value) -> float:
    """ToIntegerOrInfinity."""
    number = to_number(value)
    if number != number:
        return 0.0
    return number if math.isinf(number) else float(math.trunc(number))


def truthy(value: Value) -> bool:
    """ToBoolean."""
    if value is True or value is False:
        return value
    kind = type(value)
    if kind is float:
        return bool(value != 0 and value == value)
    if kind is str or kind is int:
        return bool(value)
    return value is not None and value is not UNDEFINED
