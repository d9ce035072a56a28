"""Methods of JavaScript's strings and numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..runtime import Fault, Native, NotModelled
from .runtime_calls import call
from .runtime_operators import units
from .runtime_regex import JSRegex, match, replace_pattern, split_pattern
from .runtime_text import SPACES, fixed, number_text, to_integer, to_number, to_text
from .runtime_values import (
    NUMBER,
    STRING,
    UNDEFINED,
    JSArray,
    JSIterator,
    bmp_only,
    is_callable,
    length,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Context, Value


def given(arguments: Sequence[Value], number: int) -> Value:
    """An argument, UNDEFINED where it is missing."""
    return arguments[number] if number < len(arguments) else UNDEFINED


def position(value: Value, size: int, missing: int) -> int:
    """A relative position as `slice` takes it: negative ones count from the end."""
    if value is UNDEFINED:
        return missing
    number = to_integer(value)
    if number < 0:
        return int(max(size + number, 0))
    return int(min(number, size))


def _text(context: Context, this: Value, name: str) -> str:
    if type(this) is str:
        return this
    if this is None or this is UNDEFINED:
        raise Fault("TypeError", f"String.prototype.{name} called on null or undefined")
    return to_text(context, this)


def _method(name: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers `run(context, text, arguments)` as a method of strings."""

    def register(run: Callable[..., Value]) -> Callable[..., Value]:
        def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
            return run(context, _text(context, this, name), arguments)

        STRING.props[name] = Native(name, method)
        return run

    return register


def _simple(name: str, run: Callable[[str], Value]) -> None:
    _method(name)(lambda context, text, arguments: run(text))


_simple("trim", lambda text: text.strip(SPACES))
_simple("trimStart", lambda text: text.lstrip(SPACES))
_simple("trimEnd", lambda text: text.rstrip(SPACES))
_simple("toUpperCase", str.upper)
_simple("toLowerCase", str.lower)
_simple("toString", str)
_simple("valueOf", str)


def _refuse_regex(value: Value, name: str) -> None:
    if isinstance(value, JSRegex):
        raise Fault(
            "TypeError",
            f"First argument to String.prototype.{name} must not be a regular expression",
        )


def _searching(name: str, test: Callable[[str, str, int], Value], end: bool = False) -> None:
    def run(context: Context, text: str, arguments: Sequence[Value]) -> Value:
        wanted = given(arguments, 0)
        if name in ("includes", "startsWith", "endsWith"):
            _refuse_regex(wanted, name)
        size = len(bmp_only(text))
        missing = size if end else 0
        start = given(arguments, 1)
        at = missing if start is UNDEFINED else int(min(max(to_integer(start), 0), size))
        return test(text, to_text(context, wanted), at)

    _method(name)(run)


_searching("includes", lambda text, wanted, at: text.find(wanted, at) >= 0)
_searching("indexOf", lambda text, wanted, at: float(text.find(wanted, at)))
_searching(
    "lastIndexOf", lambda text, wanted, at: float(text.rfind(wanted, 0, at + len(wanted))), end=True
)
_searching("startsWith", lambda text, wanted, at: text.startswith(wanted, at))
_searching("endsWith", lambda text, wanted, at: text[:at].endswith(wanted), end=True)


@_method("slice")
def _slice(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    size = len(bmp_only(text))
    return text[position(given(arguments, 0), size, 0) : position(given(arguments, 1), size, size)]


@_method("substring")
def _substring(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    size = len(bmp_only(text))
    ends = [
        missing if one is UNDEFINED else int(min(max(to_integer(one), 0), size))
        for one, missing in ((given(arguments, 0), 0), (given(arguments, 1), size))
    ]
    return text[min(ends) : max(ends)]


@_method("charAt")
def _char_at(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    number = to_integer(given(arguments, 0))
    return bmp_only(text)[int(number)] if 0 <= number < len(text) else ""


@_method("at")
def _at(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    number = to_integer(given(arguments, 0))
    number = number + len(bmp_only(text)) if number < 0 else number
    return text[int(number)] if 0 <= number < len(text) else UNDEFINED


@_method("charCodeAt")
def _char_code(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    number = to_integer(given(arguments, 0))
    return float(ord(bmp_only(text)[int(number)])) if 0 <= number < len(text) else math.nan


@_method("codePointAt")
def _code_point(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    number = to_integer(given(arguments, 0))
    return float(ord(bmp_only(text)[int(number)])) if 0 <= number < len(text) else UNDEFINED


@_method("split")
def _split(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    by, limit = given(arguments, 0), given(arguments, 1)
    if isinstance(by, JSRegex):
        parts = split_pattern(by, text)
    elif by is UNDEFINED:
        parts = [text]
    else:
        by = to_text(context, by)
        parts = text.split(by) if by else list(bmp_only(text))
    if limit is not UNDEFINED:
        parts = parts[: int(to_integer(limit))]
    return JSArray(list(parts))


def _padding(context: Context, text: str, arguments: Sequence[Value]) -> str:
    wanted = to_integer(given(arguments, 0))
    fill = " " if given(arguments, 1) is UNDEFINED else to_text(context, arguments[1])
    missing = int(wanted) - length(text)
    if missing <= 0 or not fill:
        return ""
    return (fill * (missing // len(fill) + 1))[:missing]


@_method("padStart")
def _pad_start(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    return _padding(context, text, arguments) + text


@_method("padEnd")
def _pad_end(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    return text + _padding(context, text, arguments)


MOST_TEXT = 1_000_000


@_method("repeat")
def _repeat(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    count = to_integer(given(arguments, 0))
    if count < 0 or math.isinf(count):
        raise Fault("RangeError", f"Invalid count value: {to_text(context, given(arguments, 0))}")
    if count * len(text) > MOST_TEXT:
        raise NotModelled("a very long text")
    return text * int(count)


@_method("concat")
def _concat(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    return text + "".join(to_text(context, one) for one in arguments)


@_method("localeCompare")
def _locale_compare(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    """The root collation, as far as letters and digits of ASCII go."""
    other = to_text(context, given(arguments, 0))
    if not (text.isascii() and other.isascii() and (text + other).replace(" ", "a").isalnum()):
        raise NotModelled("localeCompare of other than letters and digits")
    one, two = _collation(text), _collation(other)
    return float((one > two) - (one < two))


def _collation(text: str) -> tuple[list[str], list[bool]]:
    return [one.lower() for one in text], [one.isupper() for one in text]


@_method("replace")
def _replace(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    return _replaced(context, text, arguments, 1)


@_method("replaceAll")
def _replace_all(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    return _replaced(context, text, arguments, -1)


def _replaced(context: Context, text: str, arguments: Sequence[Value], count: int) -> str:
    wanted, by = given(arguments, 0), given(arguments, 1)
    if isinstance(wanted, JSRegex):
        return replace_pattern(context, text, wanted, by)
    wanted = to_text(context, wanted)
    if is_callable(by):
        parts = text.split(wanted) if count < 0 else text.split(wanted, 1)
        if not wanted or len(parts) == 1:
            return text
        made = parts[0]
        for part in parts[1:]:
            made += to_text(context, call(context, by, UNDEFINED, (wanted,))) + part
        return made
    replacement = to_text(context, by)
    if "$" in replacement:
        raise NotModelled("a replacement with `$`")
    return text.replace(wanted, replacement, count)


@_method("match")
def _match(context: Context, text: str, arguments: Sequence[Value]) -> Value:
    pattern = given(arguments, 0)
    if not isinstance(pattern, JSRegex):
        raise NotModelled("`match` without a regular expression")
    return match(text, pattern)


def string_iterator(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    """`string[Symbol.iterator]()`."""
    return JSIterator(iter(_text(context, this, "[Symbol.iterator]")))


# --- Numbers


def _number(this: Value, name: str) -> float:
    if type(this) is not float:
        raise Fault("TypeError", f"Number.prototype.{name} requires that 'this' be a Number")
    return this


def _to_fixed(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = _number(this, "toFixed")
    digits = to_integer(given(arguments, 0))
    if not 0 <= digits <= 100:
        raise Fault("RangeError", "toFixed() digits argument must be between 0 and 100")
    return fixed(value, int(digits))


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _number_to_text(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = _number(this, "toString")
    radix = given(arguments, 0)
    base = 10 if radix is UNDEFINED else int(to_number(radix))
    if not 2 <= base <= 36:
        raise Fault("RangeError", "toString() radix must be between 2 and 36")
    if base == 10:
        return number_text(value)
    if not value.is_integer():
        raise NotModelled("a fraction in another base")
    digits, rest = "", abs(int(value))
    while rest or not digits:
        rest, one = divmod(rest, base)
        digits = _DIGITS[one] + digits
    return f"-{digits}" if value < 0 else digits


def _to_locale(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("toLocaleString")


NUMBER.props.update(
    toFixed=Native("toFixed", _to_fixed),
    toString=Native("toString", _number_to_text),
    valueOf=Native("valueOf", lambda context, this, arguments: _number(this, "valueOf")),
    toLocaleString=Native("toLocaleString", _to_locale),
    toPrecision=Native("toPrecision", _to_locale),
)
STRING.props["normalize"] = Native("normalize", _to_locale)

__all__ = ["given", "position", "string_iterator", "units"]
