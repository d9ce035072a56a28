"""What `console.log` and traces make of values: node's `util.inspect`, for plain ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import NotModelled
from .runtime_text import number_text
from .runtime_values import HOLE, UNDEFINED, JSArray, JSObject, keys_of

if TYPE_CHECKING:
    from ..runtime import Value

WIDEST = 72  # util.inspect's breakLength of 80, less what it keeps for brackets
MOST_IN_A_LINE = 6
DEEPEST = 2


def inspect(value: Value, depth: int = 0) -> str:
    """One value as text, on one line; raises NotModelled for what node would break into lines."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float) and value == 0 and str(value) == "-0.0":
        return "-0"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number_text(value)
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, int):
        return f"{value}n"
    if isinstance(value, JSArray):
        return _array(value, depth)
    if type(value) is JSObject and value.tag == "Object":
        return _object(value, depth)
    raise NotModelled("how node shows this kind of value")


def _quoted(text: str) -> str:
    quote = "'" if "'" not in text else '"' if '"' not in text else "`"
    escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
    return f"{quote}{escaped}{quote}"


def _array(value: JSArray, depth: int) -> str:
    if not value.items:
        return "[]"
    if depth > DEEPEST:
        return "[Array]"
    if HOLE in value.items:
        raise NotModelled("how node shows an array with holes")
    if len(value.items) > MOST_IN_A_LINE:
        raise NotModelled("how node shows a long array")
    return _in_a_line(f"[ {', '.join(inspect(one, depth + 1) for one in value.items)} ]")


def _object(value: JSObject, depth: int) -> str:
    from .runtime_values import constructor_name

    name = constructor_name(value)
    start = "" if name == "Object" else f"{name} "
    keys = keys_of(value)
    if not keys:
        return f"{start}{{}}"
    if depth > DEEPEST:
        return f"[{name}]"
    parts = []
    for key in keys:
        shown = key if key.isidentifier() else _quoted(key)
        parts.append(f"{shown}: {inspect(value.props[key], depth + 1)}")
    return _in_a_line(f"{start}{{ {', '.join(parts)} }}")


def _in_a_line(text: str) -> str:
    if len(text) > WIDEST:
        raise NotModelled("how node shows a value of several lines")
    return text
