"""Go's values as Python's.

int is int, float64 float, string str (its invalid bytes as surrogates), bool bool; numbers and
texts of all other types are of Python classes of their own (`Type.make`). An untyped nil is None;
nil pointers, functions and channels know their type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..runtime import Value
    from .runtime_types import Type


class RuneConstant(int):
    """A rune as a constant: it has no type until it meets a value that has one."""

    gotype: Any = None


class Nil:
    """A nil pointer, function or channel."""

    __slots__ = ("type",)

    def __init__(self, kind: Type) -> None:
        self.type = kind


class Boxed:
    """A nil pointer in an interface, which is not nil itself."""

    __slots__ = ("value",)

    def __init__(self, value: Nil) -> None:
        self.value = value


BOXED = Boxed


class GoStruct:
    """A struct; it is copied where it is stored."""

    __slots__ = ("fields", "type")

    def __init__(self, kind: Type, fields: dict[str, Value]) -> None:
        self.type = kind
        self.fields = fields

    def copy(self) -> GoStruct:
        return GoStruct(self.type, {name: fresh(value) for name, value in self.fields.items()})


class GoArray:
    """An array: like a struct it is copied where it is stored."""

    __slots__ = ("items", "type")

    def __init__(self, kind: Type, items: list[Value]) -> None:
        self.type = kind
        self.items = items

    def copy(self) -> GoArray:
        return GoArray(self.type, [fresh(one) for one in self.items])

    def retyped(self, kind: Type) -> GoArray:
        return GoArray(kind, self.items)


class GoSlice:
    """A view of an array from `start`; nil where `array` is None."""

    __slots__ = ("array", "capacity", "length", "start", "type")

    def __init__(
        self, kind: Type, array: list[Value] | None, start: int, length: int, capacity: int
    ) -> None:
        self.type = kind
        self.array = array
        self.start = start
        self.length = length
        self.capacity = capacity

    @property
    def items(self) -> list[Value]:
        """The elements of now, as a copy."""
        if self.array is None:
            return []
        return self.array[self.start : self.start + self.length]

    def retyped(self, kind: Type) -> GoSlice:
        return GoSlice(kind, self.array, self.start, self.length, self.capacity)


def slice_of(kind: Type, items: list[Value]) -> GoSlice:
    return GoSlice(kind, items, 0, len(items), len(items))


class GoMap:
    """A map: key as Python's → (key, value); nil where `entries` is None."""

    __slots__ = ("entries", "type")

    def __init__(self, kind: Type, entries: dict[Any, tuple[Value, Value]] | None) -> None:
        self.type = kind
        self.entries = entries

    def retyped(self, kind: Type) -> GoMap:
        return GoMap(kind, self.entries)


class Pointer:
    """The address of a place: the item `key` of a list or dict. `elem` is the type of what is
    there, if it is known.
    """

    __slots__ = ("container", "key")

    def __init__(self, container: Any, key: Any) -> None:
        self.container = container
        self.key = key

    @property
    def target(self) -> Value:
        return self.container[self.key]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Pointer)
            and self.container is other.container
            and self.key == other.key
        )

    def __hash__(self) -> int:
        return hash((id(self.container), self.key))

    @property
    def gotype(self) -> Any:
        from .runtime_types import Type, type_of

        of = type_of(self.target)
        made = Type("pointer", f"*{of.text if of else 'interface {}'}")
        made.elem = of
        return made


class Channel:
    """A channel; who waits is in `senders` (goroutine, value) and `receivers`."""

    __slots__ = ("capacity", "closed", "items", "receivers", "senders", "type")

    def __init__(self, kind: Type, capacity: int) -> None:
        self.type = kind
        self.capacity = capacity
        self.items: list[Value] = []
        self.senders: list[Any] = []
        self.receivers: list[Any] = []
        self.closed = False


class GoError:
    """An error of the library: `kind` is its type as Go spells it."""

    __slots__ = ("gotype", "kind", "text", "wrapped")

    def __init__(
        self, text: str, kind: str = "*errors.errorString", wrapped: tuple[Any, ...] = ()
    ) -> None:
        self.text = text
        self.kind = kind
        self.wrapped = wrapped
        self.gotype = _error_type(kind)


_ERROR_TYPES: dict[str, Any] = {}


def _error_type(kind: str) -> Any:
    if kind not in _ERROR_TYPES:
        from .runtime_types import Type

        made = Type("native", kind)
        made.methods = {"Error": None}
        _ERROR_TYPES[kind] = made
    return _ERROR_TYPES[kind]


class GoPanic:
    """What a panic was given, where the runtime itself raises it: `is_fatal` ends the program
    whatever recovers; `state` is what the goroutine waited for.
    """

    __slots__ = ("is_fatal", "signal", "state", "text")

    def __init__(self, text: str, *, is_fatal: bool = False, state: str = "running") -> None:
        self.text = text
        self.is_fatal = is_fatal
        self.state = state
        self.signal = ""


def fresh(value: Value) -> Value:
    """A value as it is stored: structs and arrays are copied."""
    kind = type(value)
    if kind is GoStruct or kind is GoArray:
        return value.copy()
    if kind is RuneConstant:
        return RuneConstant.gotype.make(value)
    return value


def is_nil(value: Value) -> bool:
    """Whether a value is nil."""
    kind = type(value)
    return (
        value is None
        or kind is Nil
        or (kind is GoSlice and value.array is None)
        or (kind is GoMap and value.entries is None)
    )


def map_key(value: Value) -> Any:
    """A map's key as one of Python's."""
    kind = type(value)
    if kind is GoStruct:
        return ("struct", tuple(map_key(one) for one in value.fields.values()))
    if kind is GoArray:
        return ("array", tuple(map_key(one) for one in value.items))
    if kind in (GoSlice, GoMap):
        raise Fault("runtime error", f"hash of unhashable type {value.type.text}")
    if kind is bool:
        return ("bool", value)
    return ("float", value) if kind is float else value


def dereference(value: Value) -> Value:
    """What a pointer points at; raises the runtime's error for nil."""
    if type(value) is Pointer:
        return value.container[value.key]
    if type(value) is Boxed or value is None or type(value) is Nil:
        raise nil_fault()
    return value


def nil_fault(offset: int = 0) -> Fault:
    return Fault(
        "runtime error", "invalid memory address or nil pointer dereference", address=offset
    )


def keys_in_order(value: GoMap) -> Iterator[tuple[Value, Value]]:
    """A map's entries, live: what goes while it is walked is left out."""
    for key in list(value.entries or ()):
        if value.entries and key in value.entries:
            yield value.entries[key]
