"""Go's standard library, as far as services use it: `LIBRARY` by "package.Name"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import Fault, NotModelled
from .runtime_calls import GoNative, call, call_method
from .runtime_format import float_text, quoted, sprint, type_text
from .runtime_operators import data, equal, text_of
from .runtime_tasks import Waits, alone
from .runtime_types import BASIC, ERROR, INT, STRING, Type, find_method, has_methods, type_of
from .runtime_values import (
    Boxed,
    GoError,
    GoSlice,
    Nil,
    Pointer,
    slice_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..runtime import Context, Value

LIBRARY: dict[str, Callable[..., Value]] = {}
VALUES: dict[str, Value] = {}
NATIVES: dict[str, Type] = {}
STRINGS = Type("slice", "[]string")
STRINGS.elem = STRING
SPACES = " \t\n\v\f\r\u0085\u00a0"
_INT = lazy_compile(r"[+-]?\d+\Z")
_FLOAT = lazy_compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z")


def made(kind: str, value: int) -> Value:
    """A number of one of Go's own types."""
    make = BASIC[kind].make
    assert make is not None
    return make(value)


def rune_of(character: str) -> Value:
    return made("int32", ord(character))


def entry(name: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    def register(run: Callable[..., Value]) -> Callable[..., Value]:
        LIBRARY[name] = run
        return run

    return register


def _strings(**runs: Callable[..., Value]) -> None:
    """Functions of package strings that need no context."""
    for name, run in runs.items():
        LIBRARY[f"strings.{name}"] = lambda context, *a, run=run: run(*a)


def _texts(items: Sequence[str]) -> GoSlice:
    return slice_of(STRINGS, list(items))


def _split(text: str, by: str) -> GoSlice:
    return _texts(text.split(by) if by else list(text))


def _split_n(text: str, by: str, count: int) -> GoSlice:
    if count == 0:
        return GoSlice(STRINGS, None, 0, 0, 0)
    return _split(text, by) if count < 0 else _texts(text.split(by, count - 1))


def _cut(text: str, by: str) -> Value:
    before, found, after = text.partition(by)
    return (before, after, bool(found) or not by)


def _repeat(text: str, count: int) -> str:
    if count < 0:
        raise Fault("panic", "strings: negative Repeat count", is_error=True)
    if count * len(text) > 1_000_000:
        raise NotModelled("a very long text")
    return text * count


def _byte_find(text: str, wanted: str) -> int:
    return data(text).find(data(wanted))


def _cutset(text: str, chars: str, left: bool, right: bool) -> str:
    if left:
        text = text.lstrip(chars) if chars else text
    return text.rstrip(chars) if right and chars else text


_strings(
    ToUpper=lambda t: t.upper(), ToLower=lambda t: t.lower(), Split=_split, SplitN=_split_n,
    Fields=lambda t: _texts(t.split()), TrimSpace=lambda t: t.strip(SPACES), Cut=_cut,
    Contains=lambda t, w: w in t, HasPrefix=lambda t, w: t.startswith(w),
    HasSuffix=lambda t, w: t.endswith(w), Index=_byte_find, Repeat=_repeat,
    LastIndex=lambda t, w: data(t).rfind(data(w)),
    Join=lambda parts, by: by.join(parts.items),
    TrimPrefix=lambda t, w: t.removeprefix(w), TrimSuffix=lambda t, w: t.removesuffix(w),
    Trim=lambda t, w: _cutset(t, w, True, True), TrimLeft=lambda t, w: _cutset(t, w, True, False),
    TrimRight=lambda t, w: _cutset(t, w, False, True),
    CutPrefix=lambda t, w: (t.removeprefix(w), t.startswith(w)),
    CutSuffix=lambda t, w: (t.removesuffix(w), t.endswith(w)),
    Replace=lambda t, o, n, count: t.replace(o, n, count),
    ReplaceAll=lambda t, o, n: t.replace(o, n),
    Count=lambda t, w: t.count(w) if w else len(t) + 1,
    EqualFold=lambda a, b: a.casefold() == b.casefold(),
    ContainsAny=lambda t, chars: any(one in t for one in chars),
    ContainsRune=lambda t, rune: chr(rune) in t, IndexByte=lambda t, b: data(t).find(bytes([b])),
    Compare=lambda a, b: (data(a) > data(b)) - (data(a) < data(b)),
    Title=lambda t: t.title(),
)  # fmt: skip


@entry("strings.Map")
def _map(context: Context, back: Value, text: str) -> Value:
    runes = [call(context, back, None, [rune_of(one)]) for one in text]
    return "".join(chr(one) for one in runes if one >= 0)


@entry("strings.FieldsFunc")
def _fields_func(context: Context, text: str, back: Value) -> Value:
    parts, now = [], ""
    for one in text:
        if call(context, back, None, [rune_of(one)]):
            if now:
                parts.append(now)
            now = ""
        else:
            now += one
    return _texts([*parts, now] if now else parts)


class Builder(GoNative):
    """strings.Builder, bytes.Buffer."""

    def __init__(self, _: Value = None) -> None:
        self.parts: list[str] = []

    def go_WriteString(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.parts.append(a[0])
        return (len(data(a[0])), None)

    def go_WriteByte(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.parts.append(text_of(bytes([a[0]])))
        return None

    def go_WriteRune(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.parts.append(chr(a[0]))
        return (len(chr(a[0]).encode()), None)

    def go_String(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return "".join(self.parts)

    def go_Len(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return len(data("".join(self.parts)))

    def go_Reset(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.parts.clear()

    def go_Grow(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return None


# --- strconv


def number_error(name: str, text: str, why: str) -> GoError:
    return GoError(
        f"strconv.{name}: parsing {quoted(text)}: {why}", "*strconv.NumError",
        (SYNTAX if why == "invalid syntax" else RANGE,),
    )  # fmt: skip


SYNTAX = GoError("invalid syntax")
RANGE = GoError("value out of range")


@entry("strconv.Atoi")
def _atoi(context: Context, text: str) -> Value:
    return _parse_int("Atoi", text, 64)


def _parse_int(name: str, text: str, bits: int) -> Value:
    if not text.isascii() or not _INT.match(text):
        return (0, number_error(name, text, "invalid syntax"))
    number = int(text)
    most = 1 << (bits - 1)
    if not -most <= number < most:
        return (most - 1 if number > 0 else -most, number_error(name, text, "value out of range"))
    return (number, None)


@entry("strconv.ParseInt")
def _strconv_parse_int(context: Context, text: str, base: int, bits: int) -> Value:
    if base not in (0, 10):
        raise NotModelled("strconv.ParseInt in another base")
    number, error = _parse_int("ParseInt", text, bits or 64)
    return (made("int64", number), error)


@entry("strconv.ParseFloat")
def _parse_float(context: Context, text: str, bits: int) -> Value:
    if text.lower().lstrip("+-") in ("inf", "infinity", "nan"):
        return (float(text), None)
    if not text.isascii() or not _FLOAT.match(text):
        return (0.0, number_error("ParseFloat", text, "invalid syntax"))
    value = float(text)
    if math.isinf(value):
        return (value, number_error("ParseFloat", text, "value out of range"))
    return (value, None)


@entry("strconv.ParseBool")
def _parse_bool(context: Context, text: str) -> Value:
    if text in ("1", "t", "T", "true", "TRUE", "True"):
        return (True, None)
    if text in ("0", "f", "F", "false", "FALSE", "False"):
        return (False, None)
    return (False, number_error("ParseBool", text, "invalid syntax"))


LIBRARY["strconv.Itoa"] = lambda context, number: str(int(number))
LIBRARY["strconv.Quote"] = lambda context, text: quoted(text)
LIBRARY["strconv.FormatBool"] = lambda context, value: "true" if value else "false"
LIBRARY["strconv.FormatInt"] = lambda context, number, base: _in_base(int(number), base)
LIBRARY["strconv.FormatFloat"] = lambda context, value, form, digits, bits: float_text(
    float(value), chr(form), int(digits)
)


def _in_base(number: int, base: int) -> str:
    if base == 10:
        return str(number)
    made = {2: "b", 8: "o", 16: "x"}.get(base)
    if made is None:
        raise NotModelled("a number in this base")
    return format(number, made)


# --- errors


def unwrapped(context: Context, error: Value) -> list[Value]:
    """What an error wraps."""
    if isinstance(error, GoError):
        return list(error.wrapped)
    of = type_of(error)
    if of is not None and not isinstance(error, (Nil, Boxed)) and find_method(of, "Unwrap"):
        inner = call_method(context, error, "Unwrap", [])
        return inner.items if isinstance(inner, GoSlice) else [] if inner is None else [inner]
    return []


LIBRARY["errors.New"] = lambda context, text: GoError(text)
LIBRARY["errors.Unwrap"] = lambda context, error: (
    unwrapped(context, error)[0]
    if unwrapped(context, error) and getattr(error, "kind", "") != "*errors.joinError"
    else None
)


@entry("errors.Is")
def _is(context: Context, error: Value, target: Value) -> Value:
    if error is None or target is None:
        return error is target
    waiting = [error]
    while waiting:
        one = waiting.pop(0)
        if equal(one, target):
            return True
        of = type_of(one)
        has_own = of is not None and find_method(of, "Is") and not isinstance(one, GoError)
        if has_own and call_method(context, one, "Is", [target]):
            return True
        waiting += unwrapped(context, one)
    return False


@entry("errors.As")
def _as(context: Context, error: Value, target: Value) -> Value:
    if not isinstance(target, Pointer):
        raise NotModelled("errors.As with this target")
    kept = target.target
    wanted = kept.type if isinstance(kept, Nil) else type_of(kept)
    if wanted is None:
        raise NotModelled("errors.As to an interface")
    waiting = [] if error is None else [error]
    while waiting:
        one = waiting.pop(0)
        of = type_of(one)
        if of is not None and of.same(wanted):
            target.container[target.key] = one.value if isinstance(one, Boxed) else one
            return True
        waiting += unwrapped(context, one)
    return False


@entry("errors.Join")
def _join(context: Context, *errors: Value) -> Value:
    kept = tuple(one for one in errors if one is not None)
    if not kept:
        return None
    return GoError("\n".join(sprint(context, [one]) for one in kept), "*errors.joinError", kept)


# --- math, unicode, time, os


def _float(run: Callable[[float], float]) -> Callable[..., Value]:
    def method(context: Context, value: Value) -> Value:
        number = float(value)
        return float(run(number)) if math.isfinite(number) else number

    return method


def _half_away(value: float) -> float:
    return math.copysign(math.floor(abs(value) + 0.5), value)


_ROUNDING: dict[str, Callable[[float], float]] = {
    "Floor": math.floor, "Ceil": math.ceil, "Trunc": math.trunc, "Abs": abs, "Round": _half_away,
    "Sqrt": lambda one: math.sqrt(one) if one >= 0 else math.nan,
}  # fmt: skip
for _name, _run in _ROUNDING.items():
    LIBRARY[f"math.{_name}"] = _float(_run)
LIBRARY["math.Max"] = lambda context, a, b: max(float(a), float(b))
LIBRARY["math.Min"] = lambda context, a, b: min(float(a), float(b))
LIBRARY["math.Pow"] = lambda context, a, b: math.pow(float(a), float(b))
LIBRARY["math.Mod"] = lambda context, a, b: math.fmod(float(a), float(b)) if b else math.nan
LIBRARY["math.IsNaN"] = lambda context, a: a != a
LIBRARY["math.IsInf"] = lambda context, a, sign: (
    math.isinf(a) and (sign == 0 or (a > 0) == (sign > 0))
)
LIBRARY["math.Inf"] = lambda context, sign: math.inf if sign >= 0 else -math.inf
VALUES.update({
    "math.MaxInt": 2**63 - 1, "math.MinInt": -(2**63), "math.MaxInt64": 2**63 - 1,
    "math.MaxInt32": 2**31 - 1, "math.MinInt64": -(2**63), "math.Pi": math.pi,
    "math.MaxFloat64": 1.7976931348623157e308,
    "strconv.ErrSyntax": SYNTAX, "strconv.ErrRange": RANGE, "io.EOF": GoError("EOF"),
    "context.Canceled": GoError("context canceled"),
})  # fmt: skip
for _name, _test in {
    "IsDigit": str.isdigit, "IsLetter": str.isalpha, "IsUpper": str.isupper,
    "IsLower": str.islower, "IsSpace": str.isspace,
}.items():  # fmt: skip
    LIBRARY[f"unicode.{_name}"] = lambda context, rune, test=_test: test(chr(rune))
LIBRARY["unicode.ToUpper"] = lambda context, rune: rune_of(chr(rune).upper())
LIBRARY["unicode.ToLower"] = lambda context, rune: rune_of(chr(rune).lower())
LIBRARY["utf8.RuneCountInString"] = lambda context, text: len(text)

DURATION = Type("int", "time.Duration")
DURATION.make = type("time.Duration", (int,), {"gotype": DURATION})
DURATION.natives = {
    "Seconds": lambda value: int(value) / 1e9,
    "Milliseconds": lambda value: made("int64", int(value) // 1_000_000),
}
NATIVES["time.Duration"] = DURATION
for _name, _size in {
    "Nanosecond": 1, "Microsecond": 1_000, "Millisecond": 10**6, "Second": 10**9,
    "Minute": 60 * 10**9, "Hour": 3600 * 10**9,
}.items():  # fmt: skip
    VALUES[f"time.{_name}"] = DURATION.make(_size)


@entry("time.Sleep")
def _sleep(context: Context, duration: int) -> Generator[Value, Value, Value]:
    if duration > 0:
        yield Waits("sleep", int(duration) / 1e9)


__all__ = ["ERROR", "INT", "alone", "has_methods", "type_text"]
