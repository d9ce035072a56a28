"""`String.format`: the conversions of java.util.Formatter that programs use."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import Fault, NotModelled
from .runtime_text import hash_of, text
from .runtime_values import Char, Long, type_name

if TYPE_CHECKING:
    import re

    from ..runtime import Context, Value

_SPECIFIER = lazy_compile(r"%(\d+\$)?([-#+ 0,(<]*)?(\d+)?(\.\d+)?([tT])?([a-zA-Z%])")
_FORMAT = (
    "java.util.Formatter.format(Formatter.java:2689)",
    "java.util.Formatter.format(Formatter.java:2625)",
    "java.lang.String.format(String.java:4145)",
)


def format_text(context: Context, pattern: str, arguments: tuple[Value, ...]) -> str:
    """`String.format(pattern, arguments)` in a locale without its own digits."""
    position = 0
    count = 0
    found: list[str] = []
    for match in _SPECIFIER.finditer(pattern):
        between = pattern[position : match.start()]
        _check_plain(between)
        found.append(between)
        position = match.end()
        conversion = match[6]
        if conversion == "n":
            found.append("\n")
            continue
        if conversion == "%":
            found.append(_padded("%", match))
            continue
        if match[1]:
            number = int(match[1][:-1]) - 1
        else:
            number = count
            count += 1
        if number >= len(arguments):
            raise Fault("java.util.MissingFormatArgumentException",
                        f"Format specifier '{match[0]}'",
                        frames=("java.util.Formatter.format(Formatter.java:2688)",
                                *_FORMAT[1:]))  # fmt: skip
        found.append(_one(context, match, arguments[number]))
    rest = pattern[position:]
    _check_plain(rest)
    return "".join((*found, rest))


def _check_plain(between: str) -> None:
    if "%" in between:
        after = between[between.index("%") + 1 :][:1]
        raise Fault("java.util.UnknownFormatConversionException", f"Conversion = '{after or '%'}'")


def _padded(value: str, match: re.Match[str]) -> str:
    width = int(match[3] or 0)
    return value.ljust(width) if "-" in (match[2] or "") else value.rjust(width)


def _one(context: Context, match: re.Match[str], value: Value) -> str:
    flags, conversion = match[2] or "", match[6]
    kind = conversion.lower()
    if match[5] or "<" in flags or "(" in flags:
        raise NotModelled(f"the format `{match[0]}`")
    if kind in ("s", "b", "h"):
        told = _general(context, kind, value)
        if match[4]:
            told = told[: int(match[4][1:])]
    elif value is None:
        told = "null"
    elif kind == "d":
        return _whole(match, flags, value)
    elif kind == "f":
        return _real(match, flags, value)
    elif kind == "c":
        told = chr(value) if isinstance(value, (Char, int)) else _wrong(kind, value)
    elif kind == "x" and isinstance(value, int):
        bits = 64 if isinstance(value, Long) else 32
        return _zeros(f"{int(value) & ((1 << bits) - 1):x}", "", match, flags)
    elif kind in ("e", "g", "a", "o", "x"):
        raise NotModelled(f"the format `{match[0]}`")
    else:
        raise Fault("java.util.UnknownFormatConversionException", f"Conversion = '{conversion}'")
    if conversion.isupper():
        told = told.upper()
    return _padded(told, match)


def _general(context: Context, kind: str, value: Value) -> str:
    if kind == "b":
        return "false" if value is None or value is False else "true"
    if kind == "h":
        return "null" if value is None else f"{hash_of(context, value) & 0xFFFFFFFF:x}"
    return text(context, value)


def _wrong(kind: str, value: Value) -> str:
    name = type_name(value)
    raise Fault(
        "java.util.IllegalFormatConversionException",
        f"{kind} != {name}",
        frames=(
            "java.util.Formatter$FormatSpecifier.failConversion(Formatter.java:4442)",
            f"java.util.Formatter$FormatSpecifier.{_PRINTERS[kind]}",
            f"java.util.Formatter$FormatSpecifier.print(Formatter.java:{_LINES[kind]})",
            *_FORMAT,
        ),
    )


_PRINTERS = {
    "d": "printInteger(Formatter.java:2963)", "f": "printFloat(Formatter.java:2990)",
    "c": "printCharacter(Formatter.java:3031)",
}  # fmt: skip
_LINES = {"d": 2918, "f": 2924, "c": 2914}


def _whole(match: re.Match[str], flags: str, value: Value) -> str:
    if not isinstance(value, int) or isinstance(value, (bool, Char)):
        _wrong("d", value)
    digits = f"{abs(int(value)):,}" if "," in flags else str(abs(int(value)))
    sign = "-" if value < 0 else "+" if "+" in flags else " " if " " in flags else ""
    return _zeros(digits, sign, match, flags)


def _real(match: re.Match[str], flags: str, value: Value) -> str:
    if not isinstance(value, (float, Decimal)):
        _wrong("f", value)
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        told = "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
        return _padded(told, match)
    places = int(match[4][1:]) if match[4] else 6
    exact = Decimal(repr(float(value))) if isinstance(value, float) else value
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}" if "," in flags else f"{abs(rounded):f}"
    is_negative = rounded.is_signed()
    sign = "-" if is_negative else "+" if "+" in flags else " " if " " in flags else ""
    return _zeros(digits, sign, match, flags)


def _zeros(digits: str, sign: str, match: re.Match[str], flags: str) -> str:
    if "0" in flags:
        return sign + digits.rjust(int(match[3] or 0) - len(sign), "0")
    return _padded(sign + digits, match)
