"""Go's operators on values. Constants have no type until they meet a value that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Fault, NotModelled
from .runtime_types import type_of
from .runtime_values import (
    Boxed,
    Channel,
    GoArray,
    GoError,
    GoMap,
    GoSlice,
    GoStruct,
    Nil,
    Pointer,
    RuneConstant,
    is_nil,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Value

_LIMIT = 2**63
_ALL = 2**64
DIVIDE = Fault("runtime error", "integer divide by zero")


def wrap(value: int, bits: int, signed: bool) -> int:
    """An integer as it is after an overflow."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def like(left: Value, right: Value, result: Value) -> Value:
    """`result` in the type of the operand that has one."""
    one, other = type(left), type(right)
    if (one is RuneConstant and other is not RuneConstant) or (
        one in (int, float, str) and other not in (int, float, str, RuneConstant)
    ):
        one = other
    kind = getattr(one, "gotype", None)
    if one is RuneConstant:
        return RuneConstant(result)
    if kind is None or kind.make is None:
        return result
    if kind.kind == "int":
        return kind.make(wrap(int(result), kind.bits, kind.signed))
    return kind.make(result)


def _arithmetic(operate: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    def run(left: Value, right: Value) -> Value:
        one, other = type(left), type(right)
        if one is int and other is int:
            result = operate(left, right)
            if -_LIMIT <= result < _LIMIT:
                return result
            return wrap(result, 64, True)
        if one is float and other is float:
            return operate(left, right)
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            result = operate(left, right)
            if isinstance(left, int) and isinstance(right, int):
                return like(left, right, result)
            return like(left, right, float(result))
        raise NotModelled("an operator on these values")

    return run


def add(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return like(left, right, str.__add__(left, right))
    return _add(left, right)


_add = _arithmetic(
    lambda a, b: (
        int.__add__(a, b) if isinstance(a, int) and isinstance(b, int) else float(a) + float(b)
    )
)


def _quotient(left: Value, right: Value) -> Value:
    if isinstance(left, int) and isinstance(right, int):
        if right == 0:
            raise Fault("runtime error", "integer divide by zero")
        whole = abs(int(left)) // abs(int(right))
        return whole if (left < 0) == (right < 0) else -whole
    left, right = float(left), float(right)
    if right == 0:
        if left == 0 or left != left:
            return float("nan")
        return float("inf") if left > 0 else float("-inf")
    return left / right


def _rest(left: Value, right: Value) -> Value:
    if right == 0:
        raise Fault("runtime error", "integer divide by zero")
    rest = abs(int(left)) % abs(int(right))
    return -rest if left < 0 else rest


def _bits(operate: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    return lambda left, right: like(left, right, operate(int(left), int(right)))


def _shift(operate: Callable[[int, int], int]) -> Callable[[Value, Value], Value]:
    def run(left: Value, right: Value) -> Value:
        if right < 0:
            raise Fault("runtime error", "negative shift amount")
        result = operate(int(left), min(int(right), 64))
        return like(left, left, result) if type(left) is not int else wrap(result, 64, True)

    return run


def equal(left: Value, right: Value) -> bool:
    """`==`."""
    if left is None or right is None:
        other = right if left is None else left
        return other is None or is_nil(other)
    if isinstance(left, Boxed) or isinstance(right, Boxed):
        one = left.value if isinstance(left, Boxed) else left
        two = right.value if isinstance(right, Boxed) else right
        return isinstance(one, Nil) and isinstance(two, Nil) and one.type.same(two.type)
    if isinstance(left, Nil) or isinstance(right, Nil):
        return isinstance(left, Nil) and isinstance(right, Nil)
    if isinstance(left, GoStruct) and isinstance(right, GoStruct):
        return left.type.same(right.type) and all(
            equal(left.fields[name], right.fields[name]) for name in left.fields
        )
    if isinstance(left, GoArray) and isinstance(right, GoArray):
        return all(equal(one, two) for one, two in zip(left.items, right.items, strict=True))
    if isinstance(left, (GoSlice, GoMap)) or isinstance(right, (GoSlice, GoMap)):
        one = left if isinstance(left, (GoSlice, GoMap)) else right
        raise Fault("runtime error", f"comparing uncomparable type {one.type.text}")
    return _plain_equal(left, right)


def _plain_equal(left: Value, right: Value) -> bool:
    if isinstance(left, (Pointer, Channel, GoError)):
        return bool(left == right)
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    if isinstance(left, str) != isinstance(right, str):
        return False
    one, two = type_of(left), type_of(right)
    if one is not None and two is not None and not one.same(two):
        plain = (int, float, str, RuneConstant)
        if type(left) not in plain and type(right) not in plain:
            return False
    return bool(left == right)


def _ordered(test: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    def run(left: Value, right: Value) -> bool:
        if isinstance(left, str):
            return test(data(left), data(right))
        return test(left, right)

    return run


def data(text: str) -> bytes:
    """A string's bytes."""
    return text.encode("utf-8", "surrogateescape")


def text_of(raw: bytes) -> str:
    """A string of bytes."""
    return raw.decode("utf-8", "surrogateescape")


def negate(value: Value) -> Value:
    if type(value) is int or type(value) is float:
        return -value
    return like(value, value, -value)


BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "+": add, "-": _arithmetic(lambda a, b: a - b), "*": _arithmetic(lambda a, b: a * b),
    "/": _arithmetic(_quotient), "%": _arithmetic(_rest),
    "&": _bits(lambda a, b: a & b), "|": _bits(lambda a, b: a | b), "^": _bits(lambda a, b: a ^ b),
    "&^": _bits(lambda a, b: a & ~b), "<<": _shift(lambda a, b: a << b),
    ">>": _shift(lambda a, b: a >> b),
    "==": equal, "!=": lambda a, b: not equal(a, b),
    "<": _ordered(lambda a, b: a < b), ">": _ordered(lambda a, b: a > b),
    "<=": _ordered(lambda a, b: a <= b), ">=": _ordered(lambda a, b: a >= b),
}  # fmt: skip

UNARY: dict[str, Callable[[Value], Value]] = {
    "-": negate, "+": lambda value: value, "!": lambda value: not value,
    "not": lambda value: not value, "^": lambda value: like(value, value, ~int(value)),
    "++": lambda value: BINARY["+"](value, 1), "--": lambda value: BINARY["-"](value, 1),
}  # fmt: skip
