"""Java's boxes and Math: parsing, texts, comparing."""

# The names of methods are Java's.
# ruff: noqa: N802

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ...patterns import lazy_compile
from ..runtime import Fault, NotModelled
from .runtime_operators import CONVERT, wrap, wrap_long
from .runtime_text import compare, equals, hash_of, text
from .runtime_values import METHODS, NPE, Char, Float, Long

if TYPE_CHECKING:
    from ..runtime import Context, Value

_FORMAT = "java.lang.NumberFormatException"
_FOR = "java.lang.NumberFormatException.forInputString(NumberFormatException.java:67)"
_REAL = lazy_compile(r"[+-]?(NaN|Infinity|((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?)[fFdD]?)")
_DOUBLE = (
    "jdk.internal.math.FloatingDecimal.parseDouble(FloatingDecimal.java:110)",
    "java.lang.Double.{}",
)


def parse_whole(value: Value, kind: str, radix: int, around: tuple[str, ...]) -> int:
    """`Integer.parseInt` and `Long.parseLong` with their frames."""
    own = "parseInt" if kind == "Integer" else "parseLong"
    line_of = {"Integer": (630, 678, 668), "Long": (675, 721, 711)}[kind]

    def frame(line: int) -> str:
        return f"java.lang.{kind}.{own}({kind}.java:{line})"

    if value is None:
        told = "Cannot parse null string"
        raise Fault(_FORMAT, told, frames=(frame(line_of[0]), *around))
    if not value:
        raise Fault(_FORMAT, 'For input string: ""', frames=(_FOR, frame(line_of[1]), *around))
    sign = value[0] if value[0] in "+-" else ""
    digits = value[len(sign) :]
    bits = 31 if kind == "Integer" else 63
    is_plain = digits.isascii() and digits.isalnum()
    try:
        found = int(digits, radix) if is_plain else None
    except ValueError:
        found = None
    if found is not None and sign == "-":
        found = -found
    if found is None or not -(1 << bits) <= found < 1 << bits:
        under = "" if radix == 10 else f" under radix {radix}"
        raise Fault(_FORMAT, f'For input string: "{value}"{under}',
                    frames=(_FOR, frame(line_of[2]), *around))  # fmt: skip
    return found


def parse_real(value: Value, around: str) -> float:
    """`Double.parseDouble`."""
    frames = (_DOUBLE[0], _DOUBLE[1].format(around))

    def where(line: int) -> tuple[str, ...]:
        return ("jdk.internal.math.FloatingDecimal.readJavaFormatString"
                f"(FloatingDecimal.java:{line})", *frames)  # fmt: skip

    if value is None:
        told = 'Cannot invoke "String.trim()" because "in" is null'
        raise Fault(NPE, told, frames=where(1838))
    plain = value.strip("".join(map(chr, range(33))))
    if not plain:
        raise Fault(_FORMAT, "empty String", frames=where(1842))
    if not _REAL.fullmatch(plain):
        if plain.lower().startswith(("0x", "+0x", "-0x")):
            raise NotModelled("a hexadecimal number with a fraction")
        raise Fault(_FORMAT, f'For input string: "{value}"', frames=where(2054))
    return float(plain.rstrip("fFdD") if plain[-1] in "fFdD" else plain)


class Box:
    """The methods of every box."""

    @staticmethod
    def j_intValue(this: Value, context: Context) -> int:
        return int(CONVERT["int"](this))

    @staticmethod
    def j_longValue(this: Value, context: Context) -> Long:
        found: Long = CONVERT["long"](this)
        return found

    @staticmethod
    def j_doubleValue(this: Value, context: Context) -> float:
        return float(this)

    @staticmethod
    def j_booleanValue(this: Value, context: Context) -> bool:
        return bool(this)

    @staticmethod
    def j_charValue(this: Value, context: Context) -> Value:
        return this

    @staticmethod
    def j_equals(this: Value, context: Context, other: Value) -> bool:
        return other is not None and equals(context, this, other)

    @staticmethod
    def j_hashCode(this: Value, context: Context) -> int:
        return hash_of(context, this)

    @staticmethod
    def j_toString(this: Value, context: Context) -> str:
        return text(context, this)

    @staticmethod
    def j_compareTo(this: Value, context: Context, other: Value) -> int:
        if other is None:
            raise Fault(NPE)
        return compare(context, this, other)

    @staticmethod
    def j_isNaN(this: Value, context: Context) -> bool:
        return bool(this != this)

    @staticmethod
    def j_isInfinite(this: Value, context: Context) -> bool:
        return math.isinf(this)


for _type in (int, Long, float, bool, Char, Float):
    METHODS[_type] = Box


class _Numbers:
    @staticmethod
    def s_compare(context: Context, a: Value, b: Value) -> int:
        return compare(context, a, b)

    @staticmethod
    def s_max(context: Context, a: Value, b: Value) -> Value:
        return max(a, b)

    @staticmethod
    def s_min(context: Context, a: Value, b: Value) -> Value:
        return min(a, b)

    @staticmethod
    def s_toString(context: Context, value: Value, radix: int = 10) -> str:
        if radix != 10:
            raise NotModelled("another radix than 10")
        return text(context, value)

    @staticmethod
    def s_hashCode(context: Context, value: Value) -> int:
        return hash_of(context, value)


class StaticInteger(_Numbers):
    @staticmethod
    def s_parseInt(context: Context, value: Value, radix: int = 10) -> int:
        around = ("java.lang.Integer.parseInt(Integer.java:786)",) if radix == 10 else ()
        return parse_whole(value, "Integer", radix, around)

    @staticmethod
    def s_valueOf(context: Context, value: Value, radix: int = 10) -> int:
        if isinstance(value, int):
            return int(value)
        return parse_whole(
            value, "Integer", radix, ("java.lang.Integer.valueOf(Integer.java:999)",)
        )

    @staticmethod
    def s_sum(context: Context, a: int, b: int) -> int:
        return wrap(a + b)

    @staticmethod
    def s_signum(context: Context, a: int) -> int:
        return (a > 0) - (a < 0)

    @staticmethod
    def s_toBinaryString(context: Context, a: int) -> str:
        return f"{a & 0xFFFFFFFF:b}"

    @staticmethod
    def s_toHexString(context: Context, a: int) -> str:
        return f"{a & 0xFFFFFFFF:x}"

    @staticmethod
    def s_bitCount(context: Context, a: int) -> int:
        return (a & 0xFFFFFFFF).bit_count()


class StaticLong(_Numbers):
    @staticmethod
    def s_parseLong(context: Context, value: Value, radix: int = 10) -> Long:
        around = ("java.lang.Long.parseLong(Long.java:836)",)
        return Long(parse_whole(value, "Long", radix, around))

    @staticmethod
    def s_valueOf(context: Context, value: Value) -> Long:
        if isinstance(value, int):
            return Long(value)
        return Long(parse_whole(value, "Long", 10, ("java.lang.Long.valueOf(Long.java:1165)",)))

    @staticmethod
    def s_sum(context: Context, a: int, b: int) -> Long:
        return wrap_long(a + b)

    @staticmethod
    def s_signum(context: Context, a: int) -> int:
        return (a > 0) - (a < 0)


class StaticDouble(_Numbers):
    @staticmethod
    def s_parseDouble(context: Context, value: Value) -> float:
        return parse_real(value, "parseDouble(Double.java:651)")

    @staticmethod
    def s_valueOf(context: Context, value: Value) -> float:
        if isinstance(value, str) or value is None:
            return parse_real(value, "valueOf(Double.java:614)")
        return float(value)

    @staticmethod
    def s_sum(context: Context, a: float, b: float) -> float:
        return a + b

    @staticmethod
    def s_isNaN(context: Context, a: float) -> bool:
        return a != a

    @staticmethod
    def s_isInfinite(context: Context, a: float) -> bool:
        return math.isinf(a)

    @staticmethod
    def s_isFinite(context: Context, a: float) -> bool:
        return math.isfinite(a)


class StaticBoolean(_Numbers):
    @staticmethod
    def s_parseBoolean(context: Context, value: Value) -> bool:
        return value is not None and value.lower() == "true"

    @staticmethod
    def s_valueOf(context: Context, value: Value) -> bool:
        if isinstance(value, bool):
            return value
        return value is not None and value.lower() == "true"


class StaticCharacter(_Numbers):
    @staticmethod
    def s_isDigit(context: Context, value: int) -> bool:
        return chr(value).isdecimal()

    @staticmethod
    def s_isLetter(context: Context, value: int) -> bool:
        return chr(value).isalpha()

    @staticmethod
    def s_isAlphabetic(context: Context, value: int) -> bool:
        return chr(value).isalpha()

    @staticmethod
    def s_isLetterOrDigit(context: Context, value: int) -> bool:
        return chr(value).isalpha() or chr(value).isdecimal()

    @staticmethod
    def s_isWhitespace(context: Context, value: int) -> bool:
        return chr(value).isspace() and chr(value) not in "\u00a0\u2007\u202f\u0085"

    @staticmethod
    def s_isUpperCase(context: Context, value: int) -> bool:
        return chr(value).isupper()

    @staticmethod
    def s_isLowerCase(context: Context, value: int) -> bool:
        return chr(value).islower()

    @staticmethod
    def s_toUpperCase(context: Context, value: int) -> Value:
        found = chr(value).upper()
        return type(value)(ord(found)) if len(found) == 1 else value

    @staticmethod
    def s_toLowerCase(context: Context, value: int) -> Value:
        found = chr(value).lower()
        return type(value)(ord(found)) if len(found) == 1 else value

    @staticmethod
    def s_getNumericValue(context: Context, value: int) -> int:
        one = chr(value)
        if one.isascii() and one.isalnum():
            return int(one, 36)
        if one.isascii():
            return -1
        raise NotModelled("the number of this character")

    @staticmethod
    def s_digit(context: Context, value: int, radix: int) -> int:
        found = StaticCharacter.s_getNumericValue(context, value)
        return found if found < radix else -1

    @staticmethod
    def s_forDigit(context: Context, digit: int, radix: int) -> Char:
        if not 0 <= digit < radix:
            return Char(0)
        return Char(ord("0123456789abcdefghijklmnopqrstuvwxyz"[digit]))

    @staticmethod
    def s_valueOf(context: Context, value: int) -> Char:
        return Char(value)


def _exact(found: int, kind: str, frame: str) -> Value:
    bits = 31 if kind == "int" else 63
    if not -(1 << bits) <= found < 1 << bits:
        told = "integer overflow" if kind == "int" else "long overflow"
        raise Fault("java.lang.ArithmeticException", told, frames=(f"java.lang.Math.{frame}",))
    return found if kind == "int" else Long(found)


def _kind(*values: Value) -> str:
    return "long" if any(isinstance(one, Long) for one in values) else "int"


def _same(value: Value, like: Value) -> Value:
    return CONVERT["long"](value) if isinstance(like, Long) else (
        float(value) if isinstance(like, float) else wrap(value))  # fmt: skip


class StaticMath:
    @staticmethod
    def s_max(context: Context, a: Value, b: Value) -> Value:
        if a != a or b != b:
            return math.nan
        return a if a >= b else b

    @staticmethod
    def s_min(context: Context, a: Value, b: Value) -> Value:
        if a != a or b != b:
            return math.nan
        return a if a <= b else b

    @staticmethod
    def s_abs(context: Context, a: Value) -> Value:
        return _same(abs(a), a)

    @staticmethod
    def s_pow(context: Context, a: float, b: float) -> float:
        try:
            return float(math.pow(a, b))
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan if a else math.inf

    @staticmethod
    def s_sqrt(context: Context, a: float) -> float:
        return math.sqrt(a) if a >= 0 else math.nan

    @staticmethod
    def s_floor(context: Context, a: float) -> float:
        return float(math.floor(a)) if math.isfinite(a) else a

    @staticmethod
    def s_ceil(context: Context, a: float) -> float:
        if not math.isfinite(a):
            return a
        found = float(math.ceil(a))
        return math.copysign(found, a) if found == 0 else found

    @staticmethod
    def s_round(context: Context, a: Value) -> Value:
        found: Value = CONVERT["long"](math.floor(a + 0.5) if math.isfinite(a) else a)
        return found

    @staticmethod
    def s_rint(context: Context, a: float) -> float:
        return float(round(a)) if math.isfinite(a) else a

    @staticmethod
    def s_signum(context: Context, a: float) -> float:
        return math.copysign(1.0, a) if a else a

    @staticmethod
    def s_addExact(context: Context, a: int, b: int) -> Value:
        kind = _kind(a, b)
        line = 883 if kind == "int" else 903
        return _exact(int(a) + int(b), kind, f"addExact(Math.java:{line})")

    @staticmethod
    def s_subtractExact(context: Context, a: int, b: int) -> Value:
        kind = _kind(a, b)
        line = 923 if kind == "int" else 943
        return _exact(int(a) - int(b), kind, f"subtractExact(Math.java:{line})")

    @staticmethod
    def s_multiplyExact(context: Context, a: int, b: int) -> Value:
        kind = _kind(a, b)
        line = 962 if kind == "int" else 1002
        return _exact(int(a) * int(b), kind, f"multiplyExact(Math.java:{line})")

    @staticmethod
    def s_toIntExact(context: Context, a: int) -> Value:
        return _exact(int(a), "int", "toIntExact(Math.java:1135)")

    @staticmethod
    def s_floorDiv(context: Context, a: int, b: int) -> Value:
        if b == 0:
            raise Fault("java.lang.ArithmeticException", "/ by zero",
                        frames=("java.lang.Math.floorDiv(Math.java:1280)",))  # fmt: skip
        return _same(int(a) // int(b), a)

    @staticmethod
    def s_floorMod(context: Context, a: int, b: int) -> Value:
        if b == 0:
            raise Fault("java.lang.ArithmeticException", "/ by zero",
                        frames=("java.lang.Math.floorMod(Math.java:1364)",))  # fmt: skip
        return _same(int(a) % int(b), b)


STATICS: dict[str, type] = {
    "java.lang.Integer": StaticInteger, "java.lang.Long": StaticLong,
    "java.lang.Double": StaticDouble, "java.lang.Boolean": StaticBoolean,
    "java.lang.Character": StaticCharacter, "java.lang.Math": StaticMath,
}  # fmt: skip
_CONSTANTS: dict[tuple[str, str], Value] = {
    ("Integer", "MAX_VALUE"): (1 << 31) - 1, ("Integer", "MIN_VALUE"): -(1 << 31),
    ("Long", "MAX_VALUE"): Long((1 << 63) - 1), ("Long", "MIN_VALUE"): Long(-(1 << 63)),
    ("Double", "MAX_VALUE"): 1.7976931348623157e308, ("Double", "MIN_VALUE"): 5e-324,
    ("Double", "NaN"): math.nan, ("Double", "POSITIVE_INFINITY"): math.inf,
    ("Double", "NEGATIVE_INFINITY"): -math.inf, ("Boolean", "TRUE"): True,
    ("Boolean", "FALSE"): False, ("Math", "PI"): math.pi, ("Math", "E"): math.e,
}  # fmt: skip


def _given(value: Value) -> Any:
    return lambda context: value


FIELDS = {(f"java.lang.{owner}", name): _given(v) for (owner, name), v in _CONSTANTS.items()}
