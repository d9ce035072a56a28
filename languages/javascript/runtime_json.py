"""JSON.parse and JSON.stringify."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from ..runtime import Fault, NotModelled
from .runtime_calls import call
from .runtime_objects import functions
from .runtime_strings import given
from .runtime_text import number_text, to_text
from .runtime_values import (
    OBJECT,
    UNDEFINED,
    JSArray,
    JSObject,
    Symbol,
    get,
    is_callable,
    keys_of,
    new_object,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runtime import Context, Value

JSON = JSObject(OBJECT, "JSON")
JSON.builtin = True
DEEPEST = 100
_SHOWN = 40  # V8 quotes the whole text up to here


def _parse(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    text = to_text(context, given(arguments, 0))
    if len(arguments) > 1 and arguments[1] is not UNDEFINED:
        raise NotModelled("JSON.parse with a reviver")
    try:
        value = json.loads(text, parse_int=float, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise Fault("SyntaxError", _told(text, error.msg, error.pos)) from None
    except RecursionError:
        raise NotModelled("JSON nested too deep") from None
    return _from_python(value)


def _constant(name: str) -> float:
    raise json.JSONDecodeError("Expecting value", name, 0)


def _told(text: str, message: str, position: int) -> str:
    """V8's message for what Python's decoder refuses."""
    if text in ("undefined",):
        return f'"{text}" is not valid JSON'
    is_at_end = position >= len(text.rstrip()) and message != "Expecting ',' delimiter"
    if is_at_end and (not text.strip() or message == "Expecting value"):
        return "Unexpected end of JSON input"
    before = text[:position].rstrip()
    if message == "Expecting property name enclosed in double quotes":
        if before.endswith(","):
            return f"Expected double-quoted property name in JSON at position {position}"
        return f"Expected property name or '}}' in JSON at position {position}"
    if message == "Expecting ',' delimiter":
        opened = _opened(text[:position])
        what = "']' after array element" if opened == "[" else "'}' after property value"
        return f"Expected ',' or {what} in JSON at position {position}"
    if message == "Expecting ':' delimiter":
        return f"Expected ':' after property name in JSON at position {position}"
    if message == "Expecting value" and len(text) <= _SHOWN:
        return f"Unexpected token '{text[position]}', \"{text}\" is not valid JSON"
    raise NotModelled("node's message for this broken JSON")


def _opened(text: str) -> str:
    """The innermost bracket that is open at the end of `text`."""
    stack: list[str] = []
    inside = False
    for number, one in enumerate(text):
        if one == '"' and text[number - 1 : number] != "\\":
            inside = not inside
        elif not inside and one in "[{":
            stack.append(one)
        elif not inside and one in "]}" and stack:
            stack.pop()
    return stack[-1] if stack else ""


def _from_python(value: object) -> Value:
    if isinstance(value, dict):
        made = new_object()
        made.props = {key: _from_python(one) for key, one in value.items()}
        return made
    if isinstance(value, list):
        return JSArray([_from_python(one) for one in value])
    return value


def _stringify(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    if given(arguments, 1) not in (UNDEFINED, None):
        raise NotModelled("JSON.stringify with a replacer")
    space = given(arguments, 2)
    indent = ""
    if isinstance(space, float):
        indent = " " * min(int(space), 10)
    elif isinstance(space, str):
        indent = space[:10]
    text = _text(context, given(arguments, 0), indent, "", ())
    return UNDEFINED if text is None else text


def _text(
    context: Context, value: Value, indent: str, before: str, above: tuple[int, ...]
) -> str | None:
    """A value as JSON; None where it is left out."""
    if isinstance(value, JSObject) and is_callable(method := get(context, value, "toJSON")):
        value = call(context, method, value, ("",))
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value) if math.isfinite(value) else "null"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        raise Fault("TypeError", "Do not know how to serialize a BigInt")
    if value is UNDEFINED or isinstance(value, Symbol) or is_callable(value):
        return None
    if id(value) in above or len(above) > DEEPEST:
        raise NotModelled("node's message for a circular structure")
    return _structure(context, value, indent, before, (*above, id(value)))


def _structure(
    context: Context, value: Value, indent: str, before: str, above: tuple[int, ...]
) -> str:
    inner = before + indent
    if isinstance(value, JSArray):
        parts = [_text(context, seen(one), indent, inner, above) or "null" for one in value.items]
        ends = "[]"
    else:
        parts = []
        colon = ": " if indent else ":"
        for key in keys_of(value):
            text = _text(context, get(context, value, key), indent, inner, above)
            if text is not None:
                parts.append(f"{json.dumps(key, ensure_ascii=False)}{colon}{text}")
        ends = "{}"
    if not parts:
        return ends
    if not indent:
        return f"{ends[0]}{','.join(parts)}{ends[1]}"
    joined = f",\n{inner}".join(parts)
    return f"{ends[0]}\n{inner}{joined}\n{before}{ends[1]}"


functions(JSON, parse=_parse, stringify=_stringify)
