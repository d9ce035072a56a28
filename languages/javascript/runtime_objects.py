"""Object, Map, Set, Symbol, functions' own methods: JavaScript's built-in objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Activation, Fault, FunctionCode, Native, NotModelled
from . import runtime_arrays  # noqa: F401 - it fills the prototype of arrays
from .runtime_calls import call, items, live
from .runtime_operators import same_value
from .runtime_strings import given, string_iterator
from .runtime_text import plain_text, to_text
from .runtime_values import (
    ARRAY,
    ASYNC_ITERATOR,
    FUNCTION,
    ITERATOR,
    ITERATORS,
    MAP,
    OBJECT,
    SET,
    STRING,
    UNDEFINED,
    Builtin,
    JSArray,
    JSError,
    JSIterator,
    JSMap,
    JSObject,
    JSSet,
    Symbol,
    get,
    is_callable,
    is_object,
    keys_of,
    new_object,
    own_properties,
    prototype_of,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..runtime import Context, Value

    Run = Callable[[Context, Value, Sequence[Value]], Value]


def _to_object(value: Value) -> Value:
    if value is None or value is UNDEFINED:
        raise Fault("TypeError", "Cannot convert undefined or null to object")
    return value


def _object(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = given(arguments, 0)
    if value is None or value is UNDEFINED:
        return new_object()
    if not is_object(value):
        raise NotModelled("a primitive value made an object")
    return value


def _keys(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return JSArray(list(keys_of(_to_object(given(arguments, 0)))))


def _values(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = _to_object(given(arguments, 0))
    return JSArray([get(context, value, key) for key in keys_of(value)])


def _entries(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = _to_object(given(arguments, 0))
    return JSArray([JSArray([key, get(context, value, key)]) for key in keys_of(value)])


def _from_entries(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    made = new_object()
    for key, value in pairs(context, given(arguments, 0)):
        made.props[key if isinstance(key, Symbol) else to_text(context, key)] = value
    return made


def pairs(context: Context, source: Value) -> list[tuple[Value, Value]]:
    """The entries of an iterable of pairs."""
    found = []
    for entry in iterate(context, source):
        if not is_object(entry):
            from .runtime_inspect import inspect

            shown = entry if isinstance(entry, str) else inspect(entry)
            raise Fault("TypeError", f"Iterator value {shown} is not an entry object")
        found.append((get(context, entry, "0"), get(context, entry, "1")))
    return found


def iterate(context: Context, source: Value) -> Sequence[Value]:
    """All items of an iterable that a built-in was given."""
    try:
        return list(items(context, source, "of"))
    except Fault as fault:
        if fault.kind == "not iterable":
            fault.details["value"] = source
        raise


def _assign(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    target = _to_object(given(arguments, 0))
    for source in arguments[1:]:
        if source is not None and source is not UNDEFINED:
            for key in keys_of(source):
                put(context, target, key, get(context, source, key))
    return target


def _freeze(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = given(arguments, 0)
    holder = own_properties(value)
    if holder is not None:
        holder.sealed = True
    return value


def _is_frozen(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    holder = own_properties(given(arguments, 0))
    return holder is None or holder.sealed


def _has_own(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    value = _to_object(given(arguments, 0))
    return _owns(context, value, given(arguments, 1))


def _owns(context: Context, value: Value, key: Value) -> bool:
    key = key if isinstance(key, Symbol) else to_text(context, key)
    if isinstance(value, (JSArray, str)) and key in (*keys_of(value), "length"):
        return True
    holder = own_properties(value)
    return holder is not None and key in holder.props


def _create(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    parent = given(arguments, 0)
    if parent is not None and not isinstance(parent, JSObject):
        raise Fault("TypeError", "Object prototype may only be an Object or null: "
                    + to_text(context, parent))  # fmt: skip
    if len(arguments) > 1 and arguments[1] is not UNDEFINED:
        raise NotModelled("Object.create with properties")
    return JSObject(parent)


def _prototype(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return prototype_of(_to_object(given(arguments, 0)))


def _is(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return same_value(given(arguments, 0), given(arguments, 1))


def _unmodelled(name: str) -> Native:
    def run(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        raise NotModelled(name)

    return Native(name.split(".")[-1], run)


def functions(holder: JSObject, **runs: Run) -> None:
    """Puts built-in functions into an object under their names, which end in no underscore."""
    for name, run in runs.items():
        plain = name.rstrip("_")
        holder.props[plain] = Native(plain, run)


OBJECTS = Builtin(
    "Object", OBJECT, _object, lambda context, given_, proto: _object(context, None, given_)
)
functions(OBJECTS, keys=_keys, values=_values, entries=_entries, fromEntries=_from_entries,
          assign=_assign, freeze=_freeze, isFrozen=_is_frozen, hasOwn=_has_own, create=_create,
          getPrototypeOf=_prototype, is_=_is)  # fmt: skip
for _name in ("defineProperty", "defineProperties", "getOwnPropertyNames", "setPrototypeOf",
              "getOwnPropertyDescriptor", "seal", "isSealed", "preventExtensions",
              "groupBy"):  # fmt: skip
    OBJECTS.props[_name] = _unmodelled(f"Object.{_name}")


def _object_to_text(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    if this is UNDEFINED or this is None:
        return "[object Null]" if this is None else "[object Undefined]"
    if isinstance(this, (JSArray, JSError)):
        return f"[object {this.tag}]"
    return plain_text(context, this) if isinstance(this, JSObject) else "[object Object]"


functions(
    OBJECT,
    toString=_object_to_text,
    valueOf=lambda context, this, arguments: this,
    hasOwnProperty=lambda context, this, arguments: _owns(context, this, given(arguments, 0)),
)
OBJECT.hidden = {*OBJECT.props, "constructor"}


# --- Functions


def _call(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return call(context, this, given(arguments, 0), arguments[1:])


def _apply(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    more = given(arguments, 1)
    given_ = [] if more is None or more is UNDEFINED else iterate(context, more)
    return call(context, this, given(arguments, 0), given_)


def _bind(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    receiver, first = given(arguments, 0), list(arguments[1:])

    def bound(context: Context, _: Value, more: Sequence[Value]) -> Value:
        return call(context, this, receiver, [*first, *more])

    return Native("bound", bound)


functions(FUNCTION, call=_call, apply=_apply, bind=_bind)


# --- Map and Set


def normal(value: Value) -> Value:
    """A value as a key of Python's: those that are the same in JavaScript, and no others."""
    if type(value) is bool:
        return ("bool", value)
    if type(value) is int:
        return ("bigint", value)
    if type(value) is float:
        return "NaN!" if value != value else value
    return ("str", value) if type(value) is str else value


def _map(context: Context, arguments: Sequence[Value], prototype: JSObject | None) -> Value:
    made = JSMap(prototype)
    source = given(arguments, 0)
    if source is not None and source is not UNDEFINED:
        for key, value in pairs(context, source):
            made.entries[normal(key)] = (key, value)
    return made


def _set(context: Context, arguments: Sequence[Value], prototype: JSObject | None) -> Value:
    made = JSSet(prototype)
    source = given(arguments, 0)
    if source is not None and source is not UNDEFINED:
        for value in iterate(context, source):
            made.values.setdefault(normal(value), value)
    return made


def _of(kind: type, name: str, run: Callable[..., Value]) -> None:
    """Registers a method of Map or Set, which no other object may borrow."""
    title = "Map" if kind is JSMap else "Set"

    def method(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        if not isinstance(this, kind):
            from .runtime_inspect import inspect

            raise Fault(
                "TypeError",
                f"Method {title}.prototype.{name} called on incompatible receiver {inspect(this)}",
            )
        return run(context, this, arguments)

    (MAP if kind is JSMap else SET).props[name] = Native(name, method)


def _map_set(context: Context, this: JSMap, arguments: Sequence[Value]) -> Value:
    key = given(arguments, 0)
    known = this.entries.get(normal(key))
    this.entries[normal(key)] = (key if known is None else known[0], given(arguments, 1))
    return this


def _map_get(context: Context, this: JSMap, arguments: Sequence[Value]) -> Value:
    found = this.entries.get(normal(given(arguments, 0)))
    return UNDEFINED if found is None else found[1]


def _set_add(context: Context, this: JSSet, arguments: Sequence[Value]) -> Value:
    value = given(arguments, 0)
    this.values.setdefault(normal(value), value)
    return this


def _clear(entries: dict[Value, Value]) -> Value:
    entries.clear()
    return UNDEFINED


def _each(
    name: str, this: Value, source: Callable[[], Iterable[tuple[Value, Value]]]
) -> Callable[..., Value]:
    code = FunctionCode(None, "", b"")
    code.name = f"{name}.forEach"

    def run(context: Context, back: Value) -> Value:
        if not is_callable(back):
            raise Fault("TypeError", f"{to_text(context, back)} is not a function")
        context.stack.append(Activation(context, code, [], None, ()))
        try:
            for key, value in source():
                call(context, back, UNDEFINED, (value, key, this))
        finally:
            context.stack.pop()
        return UNDEFINED

    return run


_of(JSMap, "set", _map_set)
_of(JSMap, "get", _map_get)
_of(JSMap, "has", lambda context, this, a: normal(given(a, 0)) in this.entries)
_of(
    JSMap,
    "delete",
    lambda context, this, a: this.entries.pop(normal(given(a, 0)), None) is not None,
)
_of(JSMap, "clear", lambda context, this, a: _clear(this.entries))
_of(JSMap, "keys", lambda context, this, a: JSIterator(one[0] for one in live(this.entries)))
_of(JSMap, "values", lambda context, this, a: JSIterator(one[1] for one in live(this.entries)))
_of(
    JSMap,
    "entries",
    lambda context, this, a: JSIterator(JSArray(list(one)) for one in live(this.entries)),
)
_of(
    JSMap,
    "forEach",
    lambda context, this, a: _each("Map", this, lambda: live(this.entries))(context, given(a, 0)),
)
_of(JSSet, "add", _set_add)
_of(JSSet, "has", lambda context, this, a: normal(given(a, 0)) in this.values)
_of(JSSet, "delete", lambda context, this, a: _removed(this.values, normal(given(a, 0))))
_of(JSSet, "clear", lambda context, this, a: _clear(this.values))
_of(JSSet, "values", lambda context, this, a: JSIterator(live(this.values)))
_of(JSSet, "keys", lambda context, this, a: JSIterator(live(this.values)))
_of(
    JSSet,
    "entries",
    lambda context, this, a: JSIterator(JSArray([one, one]) for one in live(this.values)),
)
_of(
    JSSet,
    "forEach",
    lambda context, this, a: _each(
        "Set", this, lambda: [(one, one) for one in this.values.values()]
    )(context, given(a, 0)),
)


def _removed(entries: dict[Value, Value], key: Value) -> bool:
    if key not in entries:
        return False
    del entries[key]
    return True


def _size(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return float(len(this.entries if isinstance(this, JSMap) else this.values))


def _symbol(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    text = given(arguments, 0)
    return Symbol("" if text is UNDEFINED else to_text(context, text))


MAPS = Builtin("Map", MAP, None, _map)
SETS = Builtin("Set", SET, None, _set)
SYMBOLS = Builtin("Symbol", None, _symbol)
SYMBOLS.props.update(iterator=ITERATOR, asyncIterator=ASYNC_ITERATOR)


def _finish() -> None:
    from .runtime_promises import next_result
    from .runtime_values import Accessor

    for prototype in (MAP, SET):
        prototype.props["size"] = Accessor(Native("size", _size))
    MAP.props[ITERATOR] = MAP.props["entries"]
    SET.props[ITERATOR] = SET.props["values"]
    ARRAY.props[ITERATOR] = ARRAY.props["values"]
    STRING.props[ITERATOR] = Native("[Symbol.iterator]", string_iterator)
    ITERATORS.props[ITERATOR] = Native("[Symbol.iterator]", lambda context, this, arguments: this)
    ITERATORS.props["next"] = Native("next", next_result)


_finish()
