"""Java's values as text, and what any two of them have in common: equals, hashCode, compareTo."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from ..runtime import Fault, NotModelled
from .runtime_operators import wrap
from .runtime_values import NPE, Array, Char, Float, Lambda, Long, Obj, invoke

if TYPE_CHECKING:
    from ..runtime import Activation, Context, Value


def text(context: Context, value: Value) -> str:
    """`String.valueOf(value)`."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Char):
        return chr(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return real_text(value)
    if isinstance(value, (Array, Lambda)):
        raise NotModelled("the text of an object that says its address")
    found: str = invoke(context, value, "toString")
    return "null" if found is None else found


def concatenate(f: Activation, a: Value, b: Value) -> str:
    """`a + b` of texts."""
    if type(a) is str and type(b) is str:
        return a + b
    return text(f.context, a) + text(f.context, b)


def real_text(value: float) -> str:
    """`Double.toString`: the fewest digits, with an exponent outside of 10^-3 to 10^7."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "-0.0" if math.copysign(1, value) < 0 else "0.0"
    if isinstance(value, Float):
        raise NotModelled("the text of a float")
    sign = "-" if value < 0 else ""
    digits, _, exponent = f"{float.__repr__(abs(value))}e0".partition("e")
    exponent = exponent.partition("e")[0]
    whole, _, part = digits.partition(".")
    figures = (whole + part).lstrip("0")
    point = len(whole) + int(exponent) - (len(whole + part) - len(figures))
    figures = figures.rstrip("0") or "0"
    if -3 < point <= 7:
        if point <= 0:
            return f"{sign}0.{'0' * -point}{figures}"
        figures = figures.ljust(point, "0")
        return f"{sign}{figures[:point]}.{figures[point:] or '0'}"
    return f"{sign}{figures[0]}.{figures[1:] or '0'}E{point - 1}"


@lru_cache(maxsize=8192)
def text_hash(value: str) -> int:
    """`String.hashCode`."""
    found = 0
    for one in value:
        found = (found * 31 + ord(one)) & 0xFFFFFFFF
    return wrap(found)


def hash_of(context: Context, value: Value) -> int:
    """`Objects.hashCode(value)`."""
    if isinstance(value, str):
        return text_hash(value)
    if value is None:
        return 0
    if isinstance(value, bool):
        return 1231 if value else 1237
    if isinstance(value, Long):
        return wrap((value ^ (value >> 32)) & 0xFFFFFFFF)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        import struct

        bits = struct.unpack("<q", struct.pack("<d", value + 0.0 if value else value))[0]
        return wrap((bits ^ (bits >> 32)) & 0xFFFFFFFF)
    found: int = invoke(context, value, "hashCode")
    return found


def equals(context: Context, a: Value, b: Value) -> bool:
    """`Objects.equals(a, b)`."""
    if a is None or b is None:
        return a is b
    if isinstance(a, (str, int, float)):
        if type(a) is not type(b):
            return False
        return bool(a == b) or (isinstance(a, float) and a != a and b != b)
    if a is b and not isinstance(a, Obj):
        return True
    found: bool = invoke(context, a, "equals", b)
    return found


def compare(context: Context, a: Value, b: Value) -> int:
    """`a.compareTo(b)`."""
    if a is None:
        raise Fault(
            NPE, 'Cannot invoke "java.lang.Comparable.compareTo(Object)" because "a" is null'
        )
    if isinstance(a, str) and isinstance(b, str):
        return compare_texts(a, b)
    if isinstance(a, (int, float)) and type(a) is type(b):
        if isinstance(a, Char):
            return int(a) - int(b)
        return (a > b) - (a < b)
    if isinstance(a, (int, float, str)):
        if b is None:
            raise Fault(NPE)
        from .runtime_errors import cannot_cast
        from .runtime_values import type_name

        raise cannot_cast(context, b, type_name(a))
    if isinstance(a, Obj) and a.cls is not None and "java.lang.Comparable" not in a.cls.ancestors:
        from .runtime_errors import cannot_cast

        raise cannot_cast(context, a, "java.lang.Comparable")
    found: int = invoke(context, a, "compareTo", b)
    return found


def compare_texts(a: str, b: str) -> int:
    """`String.compareTo`: the first difference, else that of the lengths."""
    for one, other in zip(a, b, strict=False):
        if one != other:
            return ord(one) - ord(other)
    return len(a) - len(b)
