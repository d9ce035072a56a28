"""Members, indices, calls and methods in Go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Closure, Fault, Native, NotModelled
from .runtime_operators import data, text_of
from .runtime_types import BYTE, Type, coercion, find_method, type_of, zero
from .runtime_values import (
    Boxed,
    GoArray,
    GoError,
    GoMap,
    GoSlice,
    GoStruct,
    Nil,
    Pointer,
    fresh,
    map_key,
    nil_fault,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ..runtime import Context, Value

WORD = 8


class GoNative:
    """An object of the library: its methods are Python's, named as in Go and called with
    (context, arguments). `type` is Go's.
    """

    type: Any = None

    def method(self, name: str) -> Any:
        return getattr(self, f"go_{name}", None)


def offset_of(kind: Type | None, name: str) -> int:
    """Where a field lies in its struct, in bytes, as far as a trace tells."""
    total = 0
    for field, of, _ in kind.fields if kind else ():
        if field == name:
            return total
        total += size_of(of)
    return total


def size_of(kind: Type) -> int:
    """A type's size in bytes on a machine of 64 bits."""
    if kind.kind in ("string", "interface"):
        return 2 * WORD
    if kind.kind == "slice":
        return 3 * WORD
    if kind.kind == "struct":
        return sum(size_of(of) for _, of, _ in kind.fields)
    return WORD


def member(context: Context, value: Value, name: str) -> Value:
    """`value.name`: a field, a promoted one, or a method as a value."""
    target = value
    if type(value) is Pointer:
        target = value.container[value.key]
        if type(target) is Pointer:
            target = target.target
    if type(target) is GoStruct:
        fields = target.fields
        if name in fields:
            return fields[name]
        found = promoted(target, name)
        if found is not None:
            return found.fields[name]
    if type(target) is Nil or type(target) is Boxed or target is None:
        of = target.type.elem if type(target) is Nil else None
        if of is not None and find_method(of, name) is not None:
            return bound(value, name)
        raise nil_fault(offset_of(of, name))
    if type_of(value) is not None:
        return bound(value, name)
    raise NotModelled(f"the member `{name}`")


def promoted(target: GoStruct, name: str) -> GoStruct | None:
    """The embedded struct that has the field."""
    for field, _, embedded in target.type.fields:
        if embedded:
            inner = target.fields[field]
            if type(inner) is Pointer:
                inner = inner.target
            if type(inner) is Nil:
                continue
            if type(inner) is GoStruct:
                if name in inner.fields:
                    return inner
                if (found := promoted(inner, name)) is not None:
                    return found
    return None


def bound(value: Value, name: str) -> Native:
    """A method value."""
    receiver = fresh(value)

    def run(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
        return call_method(context, receiver, name, list(arguments))

    return Native(name, run)


def set_member(context: Context, value: Value, name: str, new: Value) -> None:
    """`value.name = new`."""
    target = value
    if type(value) is Pointer:
        target = value.container[value.key]
        if type(target) is Pointer:
            target = target.target
    if type(target) is not GoStruct:
        of = target.type.elem if type(target) is Nil else None
        raise nil_fault(offset_of(of, name))
    if name not in target.fields:
        found = promoted(target, name)
        if found is None:
            raise NotModelled(f"the member `{name}`")
        target = found
    of = next(kind for field, kind, _ in target.type.fields if field == name)
    put(target.fields, name, of, new)


def put(container: Any, key: Any, of: Type | None, new: Value) -> None:
    """Stores a value in a place of a type. A struct is changed in place, for its pointers' sake."""
    coerce = coercion(of) if of is not None else None
    new = fresh(new if coerce is None else coerce(new))
    old = container[key] if isinstance(container, list) or key in container else None
    if type(old) is GoStruct and type(new) is GoStruct and old is not new:
        old.fields.update(new.fields)
        old.type = new.type
        return
    container[key] = new


def checked(number: Value, length: int) -> int:
    """An index within `length`, or the runtime's error."""
    if not 0 <= number < length:
        if number < 0:
            raise Fault("runtime error", f"index out of range [{int(number)}]")
        raise Fault("runtime error", f"index out of range [{int(number)}] with length {length}")
    return int(number)


def index(context: Context, value: Value, key: Value) -> Value:
    """`value[key]`."""
    kind = type(value)
    if kind is GoMap:
        return map_get(value, key)[0]
    if kind is GoSlice:
        return (
            value.array[value.start + checked(key, value.length)]
            if value.array is not None
            else checked(key, 0)
        )
    if isinstance(value, str):
        return byte_at(value, key)
    if kind is GoArray:
        return value.items[checked(key, len(value.items))]
    if kind is Pointer:
        return index(context, value.target, key)
    if kind is Closure:
        return value
    if kind is Nil:
        raise nil_fault()
    raise NotModelled("an index of this value")


def byte_at(text: str, key: Value) -> Value:
    raw = data(text)
    assert BYTE.make is not None
    return BYTE.make(raw[checked(key, len(raw))])


def map_get(value: GoMap, key: Value) -> tuple[Value, bool]:
    """(value, whether it is there): the zero value where it isn't."""
    found = value.entries.get(map_key(key)) if value.entries else None
    if found is None:
        if not value.entries:
            map_key(key)
        assert value.type.elem is not None
        return zero(value.type.elem), False
    return found[1], True


def set_index(context: Context, value: Value, key: Value, new: Value) -> None:
    """`value[key] = new`."""
    kind = type(value)
    if kind is GoMap:
        if value.entries is None:
            raise Fault("panic", "assignment to entry in nil map", is_plain=True)
        coerce = coercion(value.type.elem)
        key_coerce = coercion(value.type.key)
        key = fresh(key if key_coerce is None else key_coerce(key))
        value.entries[map_key(key)] = (key, fresh(new if coerce is None else coerce(new)))
        return
    if kind is GoSlice:
        place = value.start + checked(key, value.length)
        assert value.array is not None
        put(value.array, place, value.type.elem, new)
        return
    if kind is GoArray:
        put(value.items, checked(key, len(value.items)), value.type.elem, new)
        return
    if kind is Pointer:
        set_index(context, value.target, key, new)
        return
    raise NotModelled("an assignment to an index of this value")


def sliced(value: Value, low: Value, high: Value, most: Value = None) -> Value:
    """`value[low:high:max]`."""
    if type(value) is Pointer:
        value = value.target
    if isinstance(value, str):
        raw = data(value)
        start, end = _bounds(low, high, len(raw), "length", len(raw))
        made = text_of(raw[start:end])
        return made if type(value) is str else type(value)(made)
    if isinstance(value, GoArray):
        assert value.type.elem is not None
        kind = Type("slice", f"[]{value.type.elem.text}")
        kind.elem = value.type.elem
        value = GoSlice(kind, value.items, 0, len(value.items), len(value.items))
    if not isinstance(value, GoSlice):
        raise NotModelled("a slice of this value")
    start, end = _bounds(low, high, value.capacity, "capacity", value.length)
    capacity = value.capacity - start if most is None else int(most) - start
    return GoSlice(value.type, value.array, value.start + start, end - start, capacity)


def _bounds(low: Value, high: Value, most: int, what: str, length: int) -> tuple[int, int]:
    end = length if high is None else int(high)
    start = 0 if low is None else int(low)
    if high is not None and not 0 <= end <= most:
        if end < 0:
            raise Fault("runtime error", f"slice bounds out of range [:{end}]")
        raise Fault("runtime error", f"slice bounds out of range [:{end}] with {what} {most}")
    if not 0 <= start <= end:
        if start < 0:
            raise Fault("runtime error", f"slice bounds out of range [{start}:]")
        raise Fault("runtime error", f"slice bounds out of range [{start}:{end}]")
    return start, end


# --- Calls


def call(context: Context, function: Value, this: Value, arguments: Sequence[Value]) -> Value:
    """Calls a function value."""
    if type(function) is Closure:
        return context.invoke(function, this, arguments)
    if type(function) is Native:
        return function.run(context, this, arguments)
    if type(function) is Nil or function is None:
        raise nil_fault()
    raise NotModelled("a call of this value")


def resolve_method(
    context: Context, value: Value, name: str, address: Pointer | None = None
) -> tuple[Value, Any]:
    """(receiver, function): a Closure or a Python function of (context, arguments)."""
    if isinstance(value, Boxed):
        value = value.value
    native = _native_method(value, name)
    if native is not None:
        return None, native
    if value is None:
        raise nil_fault(24)
    of = type_of(value)
    found = find_method(of, name) if of is not None else None
    if found is None or found[1] is None:
        return _field_or_promoted(context, value, name)
    path, code = found
    receiver, place = value, address
    for field in path:
        target = receiver.target if type(receiver) is Pointer else receiver
        if type(target) is Nil:
            raise nil_fault(offset_of(target.type.elem, field))
        place = Pointer(target.fields, field)
        receiver = target.fields[field]
    wants_pointer = code.form.receiver.type.startswith("*")
    is_pointer = type(receiver) in (Pointer, Nil) and not (
        type(receiver) is Nil and receiver.type.kind != "pointer"
    )
    if wants_pointer and not is_pointer:
        receiver = place if place is not None else Pointer([receiver], 0)
    elif not wants_pointer and is_pointer:
        if type(receiver) is Nil:
            raise Fault(
                "panic",
                f"value method {of_text(receiver)}.{name} called using nil "
                f"*{of_text(receiver).partition('.')[2]} pointer",
                is_plain=True,
            )
        receiver = receiver.target
    return receiver, closure_of(context, code)


def of_text(receiver: Nil) -> str:
    return str(receiver.type.elem)


def _native_method(value: Value, name: str) -> Any:
    target = value
    if type(value) is Pointer:
        target = value.container[value.key]
    if isinstance(target, GoNative):
        return target.method(name)
    if isinstance(value, GoError):
        if name == "Error":
            return lambda context, arguments: value.text
        if name == "Unwrap":
            return lambda context, arguments: value.wrapped[0] if value.wrapped else None
    of = getattr(value, "gotype", None)
    found = of.natives if of is not None else {}
    if name in found:
        return lambda context, arguments: found[name](value, *arguments)
    return None


def _field_or_promoted(context: Context, value: Value, name: str) -> tuple[Value, Any]:
    target = value.target if type(value) is Pointer else value
    if type(target) is GoStruct:
        if name in target.fields:
            return None, target.fields[name]
        for field, _, embedded in target.type.fields:
            inner = target.fields[field]
            if embedded and inner is not None:
                native = _native_method(inner, name)
                if native is not None:
                    return None, native
        found = promoted(target, name)
        if found is not None:
            return None, found.fields[name]
        for field, _, embedded in target.type.fields:
            if embedded and target.fields[field] is not None:
                return resolve_method(context, target.fields[field], name)
    if type(target) is Nil:
        raise nil_fault(offset_of(target.type.elem, name))
    raise NotModelled(f"the method `{name}`")


def closure_of(context: Context, code: Any) -> Closure:
    """A function of the program's outermost scope as a value."""
    kept = context.state.setdefault("closures", {})
    if code not in kept:
        kept[code] = Closure(context, code, [None] * code.slots)
    return kept[code]  # type: ignore[no-any-return]


def call_method(context: Context, value: Value, name: str, arguments: list[Value]) -> Value:
    """`value.name(arguments)`, from a built-in."""
    receiver, function = resolve_method(context, value, name)
    if isinstance(function, Closure):
        given = [receiver, *arguments] if receiver is not None else arguments
        return context.invoke(function, None, given)
    if isinstance(function, (Native, Nil)):
        return call(context, function, None, arguments)
    return function(context, arguments)


def waiting_call(
    context: Context, function: Value, arguments: Sequence[Value]
) -> Generator[Value, Value, Value]:
    """A call that may wait: in programs with goroutines."""
    if type(function) is Closure and function.code.suspends:
        return (yield from context.generate(function, None, arguments))
    if type(function) is Closure or type(function) in (Native, Nil) or function is None:
        result = call(context, function, None, arguments)
    else:
        result = function(context, list(arguments))
    if hasattr(result, "send"):
        return (yield from result)
    return result
