"""Calls, members, `new` and iteration in JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Activation, Closure, Fault, Native, NotModelled, Thrown
from .runtime_text import to_text
from .runtime_values import (
    ASYNC_ITERATOR,
    ITERATOR,
    UNDEFINED,
    Builtin,
    JSArray,
    JSClass,
    JSIterator,
    JSMap,
    JSObject,
    JSSet,
    Stack,
    Symbol,
    constructor_name,
    get,
    is_callable,
    keys_of,
    new_object,
    own_properties,
    put,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..runtime import Context, Value

__all__ = ["ASYNC_ITERATOR"]


def call(context: Context, function: Value, this: Value, arguments: Sequence[Value]) -> Value:
    """Calls any value."""
    kind = type(function)
    if kind is Closure:
        return context.invoke(function, this, arguments)
    if kind is Native or kind is Builtin:
        run = function.run if kind is Native else function.call
        if run is None:
            raise Fault(
                "TypeError", f"Class constructor {function.name} cannot be invoked without 'new'"
            )
        try:
            return run(context, this, arguments)
        except Fault as fault:
            fault.details.setdefault("native", native_frame(function, this))
            raise
    if kind is JSClass:
        raise Fault(
            "TypeError", f"Class constructor {function.name} cannot be invoked without 'new'"
        )
    raise Fault("not callable")


def native_frame(function: Value, this: Value) -> str:
    """What a trace calls a built-in: `Array.map`, `JSON.parse`, `String.repeat`."""
    name = function.name
    if this is None or this is UNDEFINED:
        return str(name)
    if isinstance(this, JSObject) and this.builtin and not isinstance(this, Builtin):
        return f"{this.tag}.{name}"
    return f"{constructor_name(this)}.{name}"


def member(context: Context, value: Value, name: str) -> Value:
    """`value.name`. The ways of most programs first: an object's own property, a method."""
    if type(value) is JSObject:
        found = value.props.get(name)
        if found is not None and type(found) in _PLAIN:
            return found
    if name.startswith("#"):
        return _private(value, name)
    found = get(context, value, name)
    if found is Stack:
        from .runtime_errors import stack_text

        return stack_text(context, value)
    return found


_PLAIN = frozenset((float, str, bool, Closure, Native, JSObject, JSArray))


def _private(value: Value, name: str) -> Value:
    holder = own_properties(value) if value is not None and value is not UNDEFINED else None
    if holder is not None:
        if name in holder.props:
            return holder.props[name]
        inherited: JSObject | None = holder.proto
        while inherited is not None:
            if name in inherited.props:
                return inherited.props[name]
            inherited = inherited.proto
    raise Fault(
        "TypeError",
        f"Cannot read private member {name} from an object whose class did not declare it",
    )


def index(context: Context, value: Value, key: Value) -> Value:
    """`value[key]`."""
    if type(key) is float:
        if type(value) is JSArray:
            items = value.items
            if 0 <= key < len(items) and key == int(key):
                return seen(items[int(key)])
        elif type(value) is str and value.isascii() and 0 <= key < len(value) and key == int(key):
            return value[int(key)]
    return member(context, value, _key(context, value, key))


def _key(context: Context, value: Value, key: Value) -> Value:
    if value is None or value is UNDEFINED or isinstance(key, (str, Symbol)):
        return key if isinstance(key, (str, Symbol)) else to_text(context, key)
    return to_text(context, key)


def set_index(context: Context, value: Value, key: Value, new: Value) -> None:
    """`value[key] = new`."""
    if type(key) is float and type(value) is JSArray and not value.sealed:
        items = value.items
        if 0 <= key < len(items) and key == int(key):
            items[int(key)] = new
            return
    put(context, value, _key(context, value, key), new)


def construct(context: Context, function: Value, arguments: Sequence[Value]) -> Value:
    """`new function(arguments)`."""
    if isinstance(function, JSClass):
        return new_instance(context, function, function.prototype, arguments)
    if isinstance(function, Builtin) and function.construct is not None:
        try:
            return function.construct(context, arguments, None)
        except Fault as fault:
            fault.details.setdefault("native", f"new {function.name}")
            raise
    if isinstance(function, Closure):
        props = own_properties(function)
        prototype = props.props.get("prototype") if props else None
        if isinstance(prototype, JSObject):
            made = JSObject(prototype)
            result = context.invoke(function, made, arguments)
            return result if isinstance(result, JSObject) else made
    raise Fault("not a constructor")


def new_instance(
    context: Context, kind: Value, prototype: JSObject, arguments: Sequence[Value]
) -> Value:
    """An object of `prototype`, made by the constructor of `kind` or of what it extends."""
    if isinstance(kind, Builtin):
        if kind.construct is None:
            raise NotModelled(f"a class that extends {kind.name}")
        return kind.construct(context, arguments, prototype)
    if not isinstance(kind, JSClass):
        raise NotModelled("a class that extends a function")
    if kind.parent is None:
        made = JSObject(prototype)
        set_fields(context, kind, made)
        if kind.constructor is not None:
            _run_constructor(context, kind.constructor, made, arguments)
        return made
    if kind.constructor is None:
        made = new_instance(context, kind.parent, prototype, arguments)
        set_fields(context, kind, made)
        return made
    pending = Pending(kind, prototype)
    _run_constructor(context, kind.constructor, pending, arguments)
    if pending.made is None:
        raise Fault(
            "ReferenceError",
            "Must call super constructor in derived class before accessing 'this' or "
            "returning from derived constructor",
        )
    return pending.made


class Pending:
    """`this` in a derived class's constructor until `super(…)` was called."""

    def __init__(self, kind: JSClass, prototype: JSObject) -> None:
        self.kind = kind
        self.prototype = prototype
        self.made: Value = None


def _run_constructor(
    context: Context, constructor: Closure, this: Value, arguments: Sequence[Value]
) -> None:
    result = context.invoke(constructor, this, arguments)
    if isinstance(result, JSObject):
        raise NotModelled("a constructor that returns another object")


def call_super(context: Context, activation: Activation, arguments: Sequence[Value]) -> Value:
    """`super(arguments)`: makes the object, then sets this class's fields."""
    pending = activation.this
    if not isinstance(pending, Pending):
        raise Fault("ReferenceError", "Super constructor may only be called once")
    made = new_instance(context, pending.kind.parent, pending.prototype, arguments)
    pending.made = made
    activation.this = made
    set_fields(context, pending.kind, made)
    return UNDEFINED


def set_fields(context: Context, kind: JSClass, made: Value) -> None:
    """Gives a new object the fields that its class declares."""
    for key, closure in kind.fields:
        value = UNDEFINED if closure is None else context.invoke(closure, made, ())
        own_properties(made).props[key] = value  # type: ignore[union-attr]  # an object has them


def items(context: Context, value: Value, kind: str) -> Iterable[Value]:
    """What a loop or a spread goes over."""
    if kind == "keys":
        return for_in_keys(value)
    if type(value) is JSArray:
        return _array_items(value)
    if isinstance(value, str):
        return iter(value)
    if value is None or value is UNDEFINED:
        raise Fault("not iterable")
    if isinstance(value, JSMap):
        return (JSArray([key, one]) for key, one in live(value.entries))
    if isinstance(value, JSSet):
        return live(value.values)
    if isinstance(value, JSIterator):
        return value.source  # type: ignore[no-any-return]
    make = get(context, value, ITERATOR)
    if not is_callable(make):
        raise Fault("not iterable")
    return _protocol(context, call(context, make, value, ()))


def _array_items(array: JSArray) -> Iterator[Value]:
    number = 0
    while number < len(array.items):
        yield seen(array.items[number])
        number += 1


def live(entries: dict[Any, Value]) -> Iterator[Value]:
    """The values of a Map or Set, in order, with what is added and without what goes meanwhile."""
    seen = set()
    while True:
        waiting = [key for key in entries if key not in seen]
        if not waiting:
            return
        for key in waiting:
            seen.add(key)
            if key in entries:
                yield entries[key]


def _protocol(context: Context, iterator: Value) -> Iterator[Value]:
    if isinstance(iterator, JSIterator):
        yield from iterator.source
        return
    step = get(context, iterator, "next")
    while True:
        result = call(context, step, iterator, ())
        done = get(context, result, "done")
        if done is True:
            return
        if done is not UNDEFINED and done is not False:
            raise NotModelled("an iterator whose `done` is no boolean")
        yield get(context, result, "value")


def for_in_keys(value: Value) -> Iterator[Value]:
    """for-in: enumerable keys, inherited ones too."""
    if value is None or value is UNDEFINED:
        return
    seen: set[str] = set()
    holder = own_properties(value)
    if holder is None:
        yield from keys_of(value)
        return
    while holder is not None and not holder.builtin:
        for key in keys_of(holder):
            if key not in seen and (key in holder.props or isinstance(holder, JSArray)):
                seen.add(key)
                yield key
        holder = holder.proto


def result_object(value: Value, *, done: bool) -> JSObject:
    """`{ value, done }`."""
    made = new_object()
    made.props = {"value": value, "done": done}
    return made


def throw(context: Context, value: Value, node: object) -> Thrown:
    """`throw value`: the trail tells where."""
    context.stack[-1].at = node
    return Thrown(value, context.trail())
