"""Go's `fmt`: values by verbs."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import NotModelled
from .runtime_types import find_method, type_of
from .runtime_values import (
    Boxed,
    GoArray,
    GoError,
    GoMap,
    GoSlice,
    GoStruct,
    Nil,
    Pointer,
    keys_in_order,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runtime import Context, Value

_VERB = lazy_compile(r"%([-+# 0]*)(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])")
LARGE = 6  # from this power of ten on, the shortest form has an exponent
_HAS_DOT = lazy_compile(r"%[-+# 0]*(?:\*|\d+)?\.")


def float_text(value: float, form: str, digits: int) -> str:
    """strconv.FormatFloat; `digits` -1 for the fewest that tell the value."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "+Inf" if value > 0 else "-Inf"
    if form == "f":
        if digits >= 0:
            return f"{value:.{digits}f}"
        text = f"{Decimal(repr(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if form == "e":
        return f"{value:.{digits}e}" if digits >= 0 else _shortest_e(value)
    if digits >= 0:
        raise NotModelled("%g with a precision")
    exponent = Decimal(repr(abs(value))).adjusted() if value else 0
    return _shortest_e(value) if not -4 <= exponent < LARGE else float_text(value, "f", -1)


def _shortest_e(value: float) -> str:
    sign, digits, _ = Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    power = Decimal(repr(value)).adjusted() if value else 0
    fraction = f".{text[1:]}" if len(text) > 1 else ""
    return f"{'-' if sign else ''}{text[0]}{fraction}e{'+' if power >= 0 else '-'}{abs(power):02d}"


def quoted(text: str) -> str:
    """strconv.Quote."""
    made = []
    for one in text:
        code = ord(one)
        if one in '"\\':
            made.append("\\" + one)
        elif one in "\n\t\r":
            made.append({"\n": "\\n", "\t": "\\t", "\r": "\\r"}[one])
        elif 0xDC80 <= code <= 0xDCFF:
            made.append(f"\\x{code - 0xDC00:02x}")
        elif code < 0x20 or code == 0x7F:
            made.append(f"\\x{code:02x}")
        else:
            made.append(one)
    return f'"{"".join(made)}"'


def type_text(value: Value) -> str:
    """%T."""
    if isinstance(value, Boxed):
        return value.value.type.text
    of = type_of(value)
    return "<nil>" if of is None else of.text


def show(
    context: Context, value: Value, verb: str = "v", plus: bool = False, depth: int = 0
) -> str:
    """%v, and %+v with `plus`."""
    if value is None:
        return "<nil>"
    if isinstance(value, GoError):
        return value.text
    told = _method_text(context, value)
    if told is not None:
        return told
    if isinstance(value, (Nil, Boxed)):
        return "<nil>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return float_text(float(value), "g", -1)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, GoStruct):
        parts = []
        for name, one in value.fields.items():
            text = show(context, one, verb, plus, depth + 1)
            parts.append(f"{name}:{text}" if plus else text)
        return "{" + " ".join(parts) + "}"
    if isinstance(value, (GoSlice, GoArray)):
        return (
            "[" + " ".join(show(context, one, verb, plus, depth + 1) for one in value.items) + "]"
        )
    if isinstance(value, GoMap):
        entries = sorted(keys_in_order(value), key=lambda pair: _order(pair[0]))
        parts = [
            ":".join(show(context, each, verb, plus, depth + 1) for each in entry)
            for entry in entries
        ]
        return f"map[{' '.join(parts)}]"
    if isinstance(value, Pointer) and depth == 0:
        target = value.target
        if isinstance(target, (GoStruct, GoMap, GoSlice, GoArray)):
            return "&" + show(context, target, verb, plus, 1)
    raise NotModelled("an address that is printed")


def _order(key: Value) -> Value:
    if isinstance(key, (str, int, float)):
        return key
    raise NotModelled("the order of keys of this type")


def _method_text(context: Context, value: Value) -> str | None:
    """What the value's own Error or String method gives."""
    of = type_of(value)
    if of is None or (isinstance(value, (Nil, Boxed)) and of.elem is None):
        return None
    for name in ("Error", "String"):
        found = find_method(of, name)
        if found is None or found[1] is None:
            continue
        code = found[1]
        pointer_receiver = code.form.receiver.type.startswith("*")
        if pointer_receiver and of.kind != "pointer":
            continue
        if isinstance(value, (Nil, Boxed)):
            return "<nil>"
        from .runtime_calls import call_method

        return str(call_method(context, value, name, []))
    return None


def sprintf(context: Context, form: str, values: Sequence[Value]) -> str:
    """fmt.Sprintf."""
    made: list[str] = []
    end = 0
    used = 0
    for match in _VERB.finditer(form):
        made.append(_plain(form[end : match.start()]))
        end = match.end()
        flags, width, precision, verb = match.groups()
        if verb == "%":
            made.append("%")
            continue
        if width == "*" or precision == "*":
            raise NotModelled("a width that is an argument")
        if used >= len(values):
            made.append(f"%!{verb}(MISSING)")
            continue
        has_dot = _HAS_DOT.match(match.group()) is not None
        digits = None if not has_dot else int(precision or 0)
        text = one_verb(context, values[used], verb, flags or "", digits, width)
        used += 1
        made.append(_padded(text, flags or "", width, values[used - 1]))
    made.append(_plain(form[end:]))
    if used < len(values):
        extra = ", ".join(f"{type_text(one)}={show(context, one)}" for one in values[used:])
        made.append(f"%!(EXTRA {extra})")
    return "".join(made)


def _plain(text: str) -> str:
    if "%" in text:
        raise NotModelled("a broken verb in a format")
    return text


def _padded(text: str, flags: str, width: str | None, value: Value) -> str:
    size = int(width or 0)
    if len(text) >= size:
        return text
    if "-" in flags:
        return text.ljust(size)
    if "0" in flags and isinstance(value, (int, float)):
        sign = text[:1] if text[:1] in "+-" else ""
        return sign + text[len(sign) :].rjust(size - len(sign), "0")
    return text.rjust(size)


def one_verb(
    context: Context, value: Value, verb: str, flags: str, digits: int | None, width: str | None
) -> str:
    """One value by one verb."""
    if "#" in flags:
        raise NotModelled("a format with #")
    is_int = isinstance(value, int) and not isinstance(value, bool)
    if verb == "v":
        return show(context, value, "v", "+" in flags)
    if verb == "T":
        return type_text(value)
    if verb == "d" and is_int:
        return f"{int(value):+d}" if "+" in flags else str(int(value))
    if verb in "fF" and isinstance(value, float):
        text = float_text(float(value), "f", 6 if digits is None else digits)
        return f"+{text}" if "+" in flags and value >= 0 else text
    if verb in "eg" and isinstance(value, float):
        return float_text(
            float(value), verb, (6 if verb == "e" else -1) if digits is None else digits
        )
    if verb == "t" and isinstance(value, bool):
        return "true" if value else "false"
    if verb == "c" and is_int:
        return chr(value)
    if verb == "U" and is_int:
        return f"U+{int(value):04X}"
    if verb == "q" and isinstance(value, str):
        return quoted(value)
    if verb in "xX" and is_int:
        return f"{int(value):x}" if verb == "x" else f"{int(value):X}"
    if verb in "xX" and isinstance(value, str):
        raw = value.encode("utf-8", "surrogateescape").hex()
        return raw if verb == "x" else raw.upper()
    if verb == "b" and is_int:
        return f"{int(value):b}"
    if verb == "o" and is_int:
        return f"{int(value):o}"
    if verb in ("s", "w"):
        return _as_text(context, value, verb, digits)
    if isinstance(value, (GoSlice, GoArray)) and verb in "dfqsxt":
        inner = [one_verb(context, one, verb, flags, digits, width) for one in value.items]
        return f"[{' '.join(inner)}]"
    if verb in ("d", "f", "t", "q", "x", "c", "e", "g"):
        if value is None:
            return f"%!{verb}(<nil>)"
        if verb == "q" and (told := _told(context, value)) is not None:
            return quoted(told)
        if isinstance(value, (str, bool, int, float)):
            return f"%!{verb}({type_text(value)}={show(context, value)})"
    raise NotModelled(f"%{verb} of this value")


def _told(context: Context, value: Value) -> str | None:
    return value.text if isinstance(value, GoError) else _method_text(context, value)


def _as_text(context: Context, value: Value, verb: str, digits: int | None) -> str:
    if value is None:
        return f"%!{verb}(<nil>)"
    told = _told(context, value)
    if told is not None:
        return told if digits is None else told[:digits]
    if isinstance(value, str):
        return str(value) if digits is None else str(value)[:digits]
    if isinstance(value, (bool, int, float)):
        return f"%!{verb}({type_text(value)}={show(context, value)})"
    if isinstance(value, (GoSlice, GoArray)):
        return "[" + " ".join(_as_text(context, one, verb, digits) for one in value.items) + "]"
    if isinstance(value, GoStruct):
        return (
            "{"
            + " ".join(_as_text(context, one, verb, digits) for one in value.fields.values())
            + "}"
        )
    raise NotModelled(f"%{verb} of this value")


def println(context: Context, values: Sequence[Value]) -> str:
    """fmt.Sprintln, without the end of the line."""
    return " ".join(show(context, one) for one in values)


def sprint(context: Context, values: Sequence[Value]) -> str:
    """fmt.Sprint: a space between two that are both no strings."""
    made = ""
    for number, one in enumerate(values):
        if number and not isinstance(one, str) and not isinstance(values[number - 1], str):
            made += " "
        made += show(context, one)
    return made
