"""Go's standard library, as far as services use it: `LIBRARY` by "package.Name"."""

from __future__ import annotations

import math
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any

from ...patterns import lazy_compile
from ..runtime import Ended, Fault, NotModelled
from .runtime_calls import GoNative, call, call_method
from .runtime_format import float_text, println, quoted, sprint, sprintf, type_text
from .runtime_operators import data, equal, text_of
from .runtime_tasks import Waits, alone, scheduler_of
from .runtime_types import BASIC, ERROR, INT, STRING, Type, find_method, has_methods, type_of
from .runtime_values import (
    Boxed,
    GoError,
    GoPanic,
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


def _entry(name: str) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
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


@_entry("strings.Map")
def _map(context: Context, back: Value, text: str) -> Value:
    runes = [call(context, back, None, [rune_of(one)]) for one in text]
    return "".join(chr(one) for one in runes if one >= 0)


@_entry("strings.FieldsFunc")
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


@_entry("strconv.Atoi")
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


@_entry("strconv.ParseInt")
def _strconv_parse_int(context: Context, text: str, base: int, bits: int) -> Value:
    if base not in (0, 10):
        raise NotModelled("strconv.ParseInt in another base")
    number, error = _parse_int("ParseInt", text, bits or 64)
    return (made("int64", number), error)


@_entry("strconv.ParseFloat")
def _parse_float(context: Context, text: str, bits: int) -> Value:
    if text.lower().lstrip("+-") in ("inf", "infinity", "nan"):
        return (float(text), None)
    if not text.isascii() or not _FLOAT.match(text):
        return (0.0, number_error("ParseFloat", text, "invalid syntax"))
    value = float(text)
    if math.isinf(value):
        return (value, number_error("ParseFloat", text, "value out of range"))
    return (value, None)


@_entry("strconv.ParseBool")
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


# --- fmt


@_entry("fmt.Sprintf")
def _sprintf(context: Context, form: str, *values: Value) -> Value:
    return sprintf(context, form, values)


@_entry("fmt.Errorf")
def _errorf(context: Context, form: str, *values: Value) -> Value:
    text = sprintf(context, form, values)
    count = form.count("%w")
    if not count:
        return GoError(text)
    verbs = [one[1] for one in _verbs(form)]
    wrapped = tuple(values[n] for n, verb in enumerate(verbs) if verb == "w" and n < len(values))
    kind = "*fmt.wrapError" if count == 1 else "*fmt.wrapErrors"
    return GoError(text, kind, tuple(one for one in wrapped if one is not None))


def _verbs(form: str) -> list[tuple[str, str]]:
    from .runtime_format import _VERB

    return [("", one.group(4)) for one in _VERB.finditer(form) if one.group(4) != "%"]


LIBRARY["fmt.Sprint"] = lambda context, *values: sprint(context, values)
LIBRARY["fmt.Sprintln"] = lambda context, *values: println(context, values) + "\n"


def _print(context: Context, text: str, stream: str = "stdout") -> Value:
    context.host.print(text, stream)
    return (len(data(text)), None)


LIBRARY["fmt.Println"] = lambda context, *values: _print(context, println(context, values) + "\n")
LIBRARY["fmt.Printf"] = lambda context, form, *values: _print(
    context, sprintf(context, form, values)
)
LIBRARY["fmt.Print"] = lambda context, *values: _print(context, sprint(context, values))


def _fprint(context: Context, target: Value, text: str) -> Value:
    if isinstance(target, Pointer):
        target = target.target
    if isinstance(target, Stream):
        return _print(context, text, target.name)
    if isinstance(target, Builder):
        target.parts.append(text)
        return (len(data(text)), None)
    raise NotModelled("a print to this writer")


LIBRARY["fmt.Fprintln"] = lambda context, to, *v: _fprint(context, to, println(context, v) + "\n")
LIBRARY["fmt.Fprintf"] = lambda context, to, form, *v: _fprint(
    context, to, sprintf(context, form, v)
)
LIBRARY["fmt.Fprint"] = lambda context, to, *v: _fprint(context, to, sprint(context, v))


class Stream(GoNative):
    """os.Stdout, os.Stderr."""

    def __init__(self, name: str) -> None:
        self.name = name


VALUES["os.Stdout"], VALUES["os.Stderr"] = Stream("stdout"), Stream("stderr")


@_entry("os.Exit")
def _exit(context: Context, status: int) -> Value:
    raise Ended(int(status))


LIBRARY["os.Getenv"] = lambda context, name: context.environment().get(name, "")


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


@_entry("errors.Is")
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


@_entry("errors.As")
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


@_entry("errors.Join")
def _join(context: Context, *errors: Value) -> Value:
    kept = tuple(one for one in errors if one is not None)
    if not kept:
        return None
    return GoError("\n".join(sprint(context, [one]) for one in kept), "*errors.joinError", kept)


# --- sort, slices, maps


def _sorted_in_place(view: GoSlice, items: list[Value]) -> None:
    if view.array is not None:
        view.array[view.start : view.start + view.length] = items


def _by_order(context: Context, view: GoSlice) -> Value:
    items = view.items
    _sorted_in_place(
        view, sorted(items, key=lambda one: data(one) if isinstance(one, str) else one)
    )


LIBRARY["sort.Strings"] = LIBRARY["sort.Ints"] = LIBRARY["sort.Float64s"] = _by_order
LIBRARY["slices.Sort"] = _by_order


def _sort_slice(context: Context, view: Value, less: Value) -> Value:
    """sort.Slice: `less` is asked with indices, so the array holds the two that are compared."""
    if not isinstance(view, GoSlice) or view.array is None:
        return
    items = view.items
    array, start = view.array, view.start

    def before(one: Value, other: Value) -> bool:
        array[start], array[start + 1] = one, other
        return bool(call(context, less, None, [0, 1]))

    def compare(one: Value, other: Value) -> int:
        return -1 if before(one, other) else 1 if before(other, one) else 0

    ordered = sorted(items, key=cmp_to_key(compare)) if len(items) > 1 else items
    _sorted_in_place(view, ordered)


LIBRARY["sort.Slice"] = LIBRARY["sort.SliceStable"] = _sort_slice


@_entry("slices.SortFunc")
def _sort_func(context: Context, view: GoSlice, compare: Value) -> Value:
    def by(one: Value, other: Value) -> int:
        return int(call(context, compare, None, [one, other]))

    _sorted_in_place(view, sorted(view.items, key=cmp_to_key(by)))


LIBRARY["slices.SortStableFunc"] = _sort_func


@_entry("sort.Search")
def _search(context: Context, count: int, test: Value) -> Value:
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if call(context, test, None, [middle]):
            high = middle
        else:
            low = middle + 1
    return low


def _search_sorted(context: Context, view: GoSlice, wanted: Value) -> Value:
    items = view.items
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        one = items[middle]
        if (data(one) if isinstance(one, str) else one) >= (
            data(wanted) if isinstance(wanted, str) else wanted
        ):
            high = middle
        else:
            low = middle + 1
    return low


LIBRARY["sort.SearchStrings"] = LIBRARY["sort.SearchInts"] = _search_sorted
LIBRARY["slices.Contains"] = lambda context, view, one: any(equal(x, one) for x in view.items)
LIBRARY["slices.Reverse"] = lambda context, view: _sorted_in_place(view, view.items[::-1])


@_entry("slices.Index")
def _index(context: Context, view: GoSlice, wanted: Value) -> Value:
    return next((n for n, one in enumerate(view.items) if equal(one, wanted)), -1)


def _extreme(choose: Callable[..., Value]) -> Callable[..., Value]:
    def run(context: Context, view: GoSlice) -> Value:
        if not view.length:
            raise NotModelled("the extreme of an empty slice")
        return choose(view.items)

    return run


LIBRARY["slices.Max"], LIBRARY["slices.Min"] = _extreme(max), _extreme(min)


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


@_entry("time.Sleep")
def _sleep(context: Context, duration: int) -> Generator[Value, Value, Value]:
    if duration > 0:
        yield Waits("sleep", int(duration) / 1e9)


# --- sync


class Mutex(GoNative):
    """sync.Mutex and sync.RWMutex."""

    def __init__(self, _: Value = None) -> None:
        self.writer = False
        self.readers = 0
        self.waiting: list[tuple[Any, bool]] = []

    def _take(self, context: Context, reads: bool) -> Generator[Value, Value, Value]:
        if self.writer or (self.readers and not reads):
            self.waiting.append((scheduler_of(context).current, reads))
            yield Waits("sync.RWMutex.RLock" if reads else "sync.Mutex.Lock")
        elif reads:
            self.readers += 1
        else:
            self.writer = True

    def go_Lock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._take(context, False)

    def go_RLock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._take(context, True)

    def go_TryLock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        is_free = not self.writer and not self.readers
        self.writer = self.writer or is_free
        return is_free

    def go_Unlock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.writer:
            raise _fatal(context, "sync: unlock of unlocked mutex")
        self.writer = False
        self._hand_over(context)

    def go_RUnlock(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.readers:
            raise _fatal(context, "sync: RUnlock of unlocked RWMutex")
        self.readers -= 1
        self._hand_over(context)

    def _hand_over(self, context: Context) -> None:
        while self.waiting and not self.writer:
            one, reads = self.waiting[0]
            if self.readers and not reads:
                return
            self.waiting.pop(0)
            self.readers += reads
            self.writer = not reads
            scheduler_of(context).wake(one)


def _fatal(context: Context, text: str) -> Exception:
    from ..runtime import Thrown

    return Thrown(GoPanic(text, is_fatal=True), context.trail())


class WaitGroup(GoNative):
    """sync.WaitGroup."""

    def __init__(self, _: Value = None) -> None:
        self.count = 0
        self.waiting: list[Any] = []

    def go_Add(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.count += a[0]
        if self.count < 0:
            raise Fault("panic", "sync: negative WaitGroup counter", is_plain=True)
        if self.count == 0:
            for one in self.waiting:
                scheduler_of(context).wake(one)
            self.waiting.clear()

    def go_Done(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self.go_Add(context, [-1])

    def go_Wait(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return self._wait(context)

    def _wait(self, context: Context) -> Generator[Value, Value, Value]:
        if self.count:
            self.waiting.append(scheduler_of(context).current)
            yield Waits("sync.WaitGroup.Wait")

    def go_Go(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        raise NotModelled("WaitGroup.Go")


class Once(GoNative):
    """sync.Once."""

    def __init__(self, _: Value = None) -> None:
        self.is_done = False

    def go_Do(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        if not self.is_done:
            self.is_done = True
            call(context, a[0], None, [])


class Counter(GoNative):
    """atomic.Int64 and its like."""

    def __init__(self, _: Value = None) -> None:
        self.value = 0

    def go_Add(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.value += int(a[0])
        return made("int64", self.value)

    def go_Load(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        return made("int64", self.value)

    def go_Store(self, context: Context, a: Sequence[Value]) -> Value:  # noqa: N802
        self.value = int(a[0])


def _atomic_add(context: Context, target: Value, by: Value) -> Value:
    new = target.target + by
    target.container[target.key] = type(target.target)(new)
    return target.target


for _name in ("Int64", "Int32"):
    LIBRARY[f"atomic.Add{_name}"] = _atomic_add
    LIBRARY[f"atomic.Load{_name}"] = lambda context, target: target.target


def _native(name: str, make: Callable[[Value], GoNative]) -> None:
    kind = Type("native", name)
    kind.make = make
    NATIVES[name] = kind


STRINGER = Type("interface", "fmt.Stringer")
STRINGER.wanted = {"String"}
NATIVES["fmt.Stringer"] = STRINGER
_native("strings.Builder", Builder)
_native("bytes.Buffer", Builder)
_native("sync.Mutex", Mutex)
_native("sync.RWMutex", Mutex)
_native("sync.WaitGroup", WaitGroup)
_native("sync.Once", Once)
_native("atomic.Int64", Counter)
_native("atomic.Int32", Counter)

__all__ = ["ERROR", "INT", "alone", "has_methods", "type_text"]
