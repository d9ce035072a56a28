"""Java's operators: The Java Language Specification, 15.17 to 15.22, and 5.1 for conversions."""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING, Any

from ..runtime import Fault, NotModelled
from .runtime_values import Char, Float, Long

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Value

    Operate = Callable[[Any, Any], Value]


def wrap(value: int) -> int:
    """To 32 bits."""
    if -0x80000000 <= value <= 0x7FFFFFFF:
        return value
    return ((value + 0x80000000) & 0xFFFFFFFF) - 0x80000000


def wrap_long(value: int) -> Long:
    """To 64 bits."""
    return Long(((value + (1 << 63)) & ((1 << 64) - 1)) - (1 << 63))


def _divide(a: int, b: int) -> int:
    if b == 0:
        raise Fault("java.lang.ArithmeticException", "/ by zero")
    found = abs(a) // abs(b)
    return found if (a < 0) == (b < 0) else -found


def _remainder(a: int, b: int) -> int:
    if b == 0:
        raise Fault("java.lang.ArithmeticException", "/ by zero")
    found = abs(a) % abs(b)
    return -found if a < 0 else found


def _divide_real(a: float, b: float) -> float:
    if b == 0:
        if a == 0 or a != a:
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _remainder_real(a: float, b: float) -> float:
    if b == 0 or math.isinf(a) or a != a or b != b:
        return math.nan
    return math.fmod(a, b)


INTEGER: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: int(a) + int(b), "-": lambda a, b: int(a) - int(b),
    "*": lambda a, b: int(a) * int(b), "/": _divide, "%": _remainder,
    "&": lambda a, b: int(a) & int(b), "|": lambda a, b: int(a) | int(b),
    "^": lambda a, b: int(a) ^ int(b),
}  # fmt: skip
REAL: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "/": _divide_real, "%": _remainder_real,
}  # fmt: skip
COMPARE: dict[str, Operate] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}  # fmt: skip
BITS = frozenset("&|^")
SHIFTS = frozenset(("<<", ">>", ">>>"))


def shift(operator: str, a: int, b: int, bits: int) -> int:
    """The distance counts modulo the width of the left side."""
    distance = b & (bits - 1)
    if operator == "<<":
        return int(a) << distance
    if operator == ">>":
        return int(a) >> distance
    return (int(a) & ((1 << bits) - 1)) >> distance


def arithmetic(operator: str, kind: str) -> Operate | None:
    """`operator` on two values of the promoted type `kind`."""
    if operator in COMPARE:
        return COMPARE[operator]
    if kind in ("double", "float"):
        real = REAL.get(operator)
        if real is None:
            return None
        if kind == "float":
            return lambda a, b: to_float(real(a, b))
        return lambda a, b: real(float(a), float(b))
    if operator in SHIFTS:
        bits, width = (64, wrap_long) if kind == "long" else (32, wrap)
        return lambda a, b: width(shift(operator, a, b, bits))
    whole = INTEGER.get(operator)
    if whole is None:
        return None
    if kind == "long":
        return lambda a, b: wrap_long(whole(a, b))
    if operator == "+":
        return _add
    return lambda a, b: wrap(whole(a, b))


def _add(a: int, b: int) -> int:
    found = int(a) + int(b)
    return found if -0x80000000 <= found <= 0x7FFFFFFF else wrap(found)


def kind_of(value: Value) -> str:
    """The primitive type of a box."""
    kind = _KINDS.get(type(value))
    if kind is None:
        raise NotModelled("arithmetic with a value whose type is not known")
    return kind


_KINDS = {int: "int", Long: "long", float: "double", Char: "char", Float: "float", bool: "boolean"}


def promoted(one: str, other: str) -> str:
    """The type in which two numbers are combined (JLS 5.6)."""
    for kind in ("double", "float", "long"):
        if kind in (one, other):
            return kind
    return "int"


def dynamic(operator: str) -> Operate:
    """`operator` on values whose types are only known when it runs."""

    def operate(a: Value, b: Value) -> Value:
        one, other = kind_of(a), kind_of(b)
        if one == "boolean":
            return bool(INTEGER[operator](a, b))
        found = arithmetic(operator, promoted(one, other))
        if found is None:
            raise NotModelled(f"`{operator}` of these values")
        return found(a, b)

    return operate


def to_float(value: float) -> Float:
    try:
        return Float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return Float(math.copysign(math.inf, value))


def _whole(value: Value, low: int, high: int) -> int:
    """A real number cut to a whole one (JLS 5.1.3)."""
    if isinstance(value, float):
        if value != value:
            return 0
        return max(low, min(high, int(value))) if math.isfinite(value) else (
            high if value > 0 else low
        )  # fmt: skip
    return int(value)


def _narrow(value: Value, bits: int) -> int:
    whole = wrap(_whole(value, -(1 << 31), (1 << 31) - 1))
    half = 1 << (bits - 1)
    return ((whole + half) & ((1 << bits) - 1)) - half


CONVERT: dict[str, Callable[[Value], Value]] = {
    "int": lambda v: wrap(_whole(v, -(1 << 31), (1 << 31) - 1)),
    "long": lambda v: wrap_long(_whole(v, -(1 << 63), (1 << 63) - 1)),
    "double": float,
    "float": to_float,
    "char": lambda v: Char(_whole(v, -(1 << 31), (1 << 31) - 1) & 0xFFFF),
    "byte": lambda v: _narrow(v, 8),
    "short": lambda v: _narrow(v, 16),
    "boolean": bool,
}


def same(a: Value, b: Value) -> bool:
    """`==` of two references (JLS 15.21.3). Equal boxes and texts may be one object or two."""
    if isinstance(a, (int, float, str)):
        if type(a) is not type(b) or a != b:
            return False
        if isinstance(a, bool) or (isinstance(a, int) and -128 <= a <= 127):
            return True
        raise NotModelled("whether two equal values are the same object")
    return a is b
