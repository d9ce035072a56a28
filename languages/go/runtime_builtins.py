"""Go's built-in functions: len, append, make, panic …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Fault, NotModelled, Thrown
from .runtime_defers import recover
from .runtime_forms import types_of
from .runtime_operators import data
from .runtime_tasks import close
from .runtime_types import BASIC, Type, coercion, zero
from .runtime_values import (
    Channel,
    GoArray,
    GoError,
    GoMap,
    GoSlice,
    Pointer,
    fresh,
    is_nil,
    map_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Activation, Code, Compiler, Value


# --- Built-in functions


def _length(value: Value) -> int:
    if isinstance(value, str):
        return len(value) if value.isascii() else len(data(value))
    if isinstance(value, GoSlice):
        return value.length
    if isinstance(value, GoMap):
        return len(value.entries or ())
    if isinstance(value, GoArray):
        return len(value.items)
    if isinstance(value, Channel):
        return len(value.items)
    if isinstance(value, Pointer):
        return _length(value.target)
    if is_nil(value):
        return 0
    raise NotModelled("len of this value")


def _capacity(value: Value) -> int:
    if isinstance(value, (GoSlice, Channel)):
        return value.capacity
    return _length(value)


def append(view: Value, *more: Value) -> Value:
    """`append`: into the same array while its capacity lasts, else into a new one."""
    if not isinstance(view, GoSlice):
        raise NotModelled("append to this value")
    store = coercion(view.type.elem) if view.type.elem is not None else None
    added = [fresh(one if store is None else store(one)) for one in more]
    if not added:
        return view
    length = view.length + len(added)
    if view.array is not None and length <= view.capacity:
        end = view.start + view.length
        view.array[end : end + len(added)] = added
        return GoSlice(view.type, view.array, view.start, length, view.capacity)
    capacity = _grown(view.capacity, length)
    return GoSlice(view.type, [*view.items, *added], 0, length, capacity)


def _grown(old: int, wanted: int) -> int:
    """The capacity that an array grows to; the runtime rounds it up by the element's size."""
    if wanted > 2 * old:
        return wanted
    return 2 * old if old < 256 else old + (old + 3 * 256) // 4


def _make(kind: Type, sizes: Sequence[Value]) -> Value:
    if kind.kind == "map":
        return GoMap(kind, {})
    if kind.kind == "chan":
        return Channel(kind, int(sizes[0]) if sizes else 0)
    if kind.kind != "slice" or kind.elem is None:
        raise NotModelled(f"make of `{kind.text}`")
    length = int(sizes[0])
    if length < 0:
        raise Fault("runtime error", "makeslice: len out of range")
    if length > 1_000_000:
        raise NotModelled("a very long slice")
    capacity = int(sizes[1]) if len(sizes) > 1 else length
    if capacity < length:
        raise Fault("runtime error", "makeslice: cap out of range")
    return GoSlice(kind, [zero(kind.elem) for _ in range(length)], 0, length, capacity)


def _delete(value: Value, key: Value) -> None:
    if isinstance(value, GoMap) and value.entries:
        value.entries.pop(map_key(key), None)


def _copy(target: Value, source: Value) -> int:
    items = data(source) if isinstance(source, str) else source.items
    count: int = min(len(items), target.length)
    make = BASIC["uint8"].make if isinstance(source, str) else fresh
    assert make is not None
    target.array[target.start : target.start + count] = [make(one) for one in items[:count]]
    return count


def _clear(value: Value) -> None:
    if isinstance(value, GoMap) and value.entries:
        value.entries.clear()
    elif isinstance(value, GoSlice):
        raise NotModelled("clear of a slice")


def _panic(f: Activation, value: Value) -> None:
    raise Thrown(_given(value), f.context.trail())


def _given(value: Value) -> Value:
    if value is None:
        return GoError("panic called with nil argument (use GODEBUG=panicnil=1 to disable)")
    return fresh(value)


BUILTINS: dict[str, Callable[..., Value]] = {
    "len": lambda f, value: _length(value),
    "cap": lambda f, value: _capacity(value),
    "append": lambda f, view, *more: append(view, *more),
    "delete": lambda f, value, key: _delete(value, key),
    "copy": lambda f, target, source: _copy(target, source),
    "clear": lambda f, value: _clear(value),
    "panic": _panic,
    "recover": lambda f: recover(f.context),
    "close": lambda f, channel: close(f.context, channel),
    "min": lambda f, *values: min(values),
    "max": lambda f, *values: max(values),
    "make": lambda f, kind, *sizes: _make(kind, sizes),
    "new": lambda f, kind: Pointer([zero(kind)], 0),
    "print": lambda f, *values: None,
    "println": lambda f, *values: None,
}


def builtin(c: Compiler, node: p.Call, name: str) -> Code:
    run = BUILTINS[name]
    if name in ("print", "println"):
        return c.unmodelled(node, f"`{name}`")
    if name in ("make", "new"):
        kind = types_of(c).read(spelt(node.arguments[0].value))
        sizes = [c.expression(one.value) for one in node.arguments[1:]]
        return c.strict(node, sizes, lambda f, *values: run(f, kind, *values))
    return c.strict(node, [c.arguments(node)], lambda f, given: run(f, *given))


def spelt(node: Any) -> str:
    if isinstance(node, p.Name):
        return node.name
    if isinstance(node, p.Member):
        return f"{spelt(node.object)}.{node.name}"
    if isinstance(node, p.Unary):
        return f"*{spelt(node.operand)}"
    if isinstance(node, p.Index):
        return spelt(node.object)
    raise NotModelled("a type of this form", "", node.place.line)
