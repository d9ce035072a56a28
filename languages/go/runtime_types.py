"""Go's types while a program is executed: read from their spelling, with their zero values and what
storing a value in a variable of the type does to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..program import Assign, Function, Name
from ..runtime import NotModelled
from .runtime_values import (
    BOXED,
    Boxed,
    Channel,
    GoArray,
    GoMap,
    GoSlice,
    GoStruct,
    Nil,
    RuneConstant,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..program import Class
    from ..runtime import Value

_INTS = {
    "int": (64, True), "int8": (8, True), "int16": (16, True), "int32": (32, True),
    "int64": (64, True), "uint": (64, False), "uint8": (8, False), "uint16": (16, False),
    "uint32": (32, False), "uint64": (64, False), "uintptr": (64, False),
}  # fmt: skip
_ALIASES = {"byte": "uint8", "rune": "int32", "any": "interface {}", "interface{}": "interface {}"}


class Type:
    """A type. `kind`: "int", "float", "string", "bool", "struct", "pointer", "slice", "array",
    "map", "chan", "func", "interface", "native" (of the library), "unknown" (a type parameter).

    `text` is how the runtime spells it (`main.Kind`, `[]string`). `fields` are a struct's (name,
    type, whether embedded), `methods` the functions of a named type by name, `wanted` an
    interface's methods. `make` makes a number or text of a type other than int, float64, string.
    """

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        self.text = text
        self.elem: Type | None = None
        self.key: Type | None = None
        self.size = 0
        self.bits = 64
        self.signed = True
        self.fields: list[tuple[str, Type, bool]] = []
        self.methods: dict[str, Any] = {}
        self.wanted: set[str] = set()
        self.make: Callable[[Any], Value] | None = None
        self.is_named = False
        self.natives: dict[str, Callable[..., Value]] = {}

    def __repr__(self) -> str:
        return self.text

    def same(self, other: Type) -> bool:
        return self is other or self.text == other.text


def _number(text: str, bits: int, signed: bool, python: type) -> Type:
    made = Type("int" if python is int else "float", text)
    made.bits, made.signed = bits, signed
    if text not in ("int", "float64"):
        made.make = type(text, (python,), {"gotype": made})
    return made


BASIC: dict[str, Type] = {name: _number(name, *how, int) for name, how in _INTS.items()}
BASIC["float64"] = _number("float64", 64, True, float)
BASIC["string"] = Type("string", "string")
BASIC["bool"] = Type("bool", "bool")
BASIC["error"] = Type("interface", "error")
BASIC["error"].wanted = {"Error"}
ANY = BASIC["interface {}"] = Type("interface", "interface {}")
INT, FLOAT, STRING, BOOL, ERROR = (
    BASIC[one] for one in ("int", "float64", "string", "bool", "error")
)
RUNE, BYTE = BASIC["int32"], BASIC["uint8"]
FUNC = Type("func", "func()")
RuneConstant.gotype = RUNE


class Types:
    """The types of one program: its own by name, and all others by their spelling."""

    def __init__(self, natives: dict[str, Type]) -> None:
        self._natives = natives
        self._named: dict[str, Type] = {}
        self._known: dict[str, Type] = {}

    def knows(self, name: str) -> bool:
        """Whether `name` spells a type (and not a value)."""
        plain = name.lstrip("*[]")
        return (
            plain in self._named
            or plain in BASIC
            or _ALIASES.get(plain, plain) in BASIC
            or name.startswith(
                ("map[", "[", "chan ", "func(", "struct{", "interface{", "<-chan", "*")
            )
            or name in self._natives
        )

    def declare(self, node: Class) -> Type:
        """Makes a named type known, before its parts are read."""
        made = Type("unknown", f"main.{node.name}")
        made.is_named = True
        self._named[node.name] = made
        return made

    def complete(self, node: Class) -> None:
        """Reads a declared type's parts."""
        made = self._named[node.name]
        if node.kind == "struct":
            made.kind = "struct"
            embedded = {base.lstrip("*").rpartition(".")[2] for base in node.bases}
            made.fields = [
                (one.target.name, self.read(one.type), one.target.name in embedded)
                for one in node.body
                if isinstance(one, Assign) and isinstance(one.target, Name)
            ]
            return
        if node.kind == "interface":
            made.kind = "interface"
            made.wanted = {one.name for one in node.body if isinstance(one, Function)}
            for base in node.bases:
                made.wanted |= self.read(base).wanted
            return
        under = self.read(node.bases[0])
        self._take_over(made, under)

    def _take_over(self, made: Type, under: Type) -> None:
        """A type that is defined as another one has its parts, and none of its methods."""
        made.kind, made.elem, made.key, made.size = under.kind, under.elem, under.key, under.size
        made.fields, made.bits, made.signed = under.fields, under.bits, under.signed
        made.wanted = set(under.wanted)
        python = {"int": int, "float": float, "string": str}.get(made.kind)
        if python is not None:
            made.make = type(made.text, (python,), {"gotype": made})

    def named(self, name: str) -> Type | None:
        return self._named.get(name)

    def read(self, text: str) -> Type:
        """The type that `text` spells; of kind "unknown" where it is a type parameter."""
        text = text.strip()
        text = _ALIASES.get(text, text)
        if text in self._named:
            return self._named[text]
        if text in BASIC:
            return BASIC[text]
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Type:
        if text.startswith("*"):
            return self._with("pointer", "*", self.read(text[1:]))
        if text.startswith("[]"):
            return self._with("slice", "[]", self.read(text[2:]))
        if text.startswith("["):
            size, _, rest = text[1:].partition("]")
            made = self._with("array", f"[{size}]", self.read(rest))
            made.size = int(size) if size.isdigit() else -1
            return made
        if text.startswith("map["):
            end = _closing(text, 3)
            key, elem = self.read(text[4:end]), self.read(text[end + 1 :])
            made = self._with("map", f"map[{key.text}]", elem)
            made.key = key
            return made
        if text.startswith(("chan ", "<-chan ", "chan<- ")):
            prefix, _, carried = text.partition(" ")
            return self._with("chan", f"{prefix} ", self.read(carried))
        if text.startswith("func"):
            return Type("func", text)
        if text.startswith("interface"):
            made = Type("interface", text.replace("interface{", "interface {"))
            made.wanted = {
                part.partition("(")[0].strip() for part in text[text.find("{") + 1 : -1].split(";")
            }
            return made
        if text.startswith("struct"):
            return self._struct(text)
        if text in self._natives:
            return self._natives[text]
        if "[" in text:
            return self.read(text.partition("[")[0])
        return Type("unknown", text)

    def _with(self, kind: str, prefix: str, elem: Type) -> Type:
        made = Type(kind, prefix + elem.text)
        made.elem = elem
        return made

    def _struct(self, text: str) -> Type:
        made = Type("struct", text)
        for part in text[text.find("{") + 1 : -1].replace("\n", ";").split(";"):
            names, _, of = part.strip().rpartition(" ")
            for name in names.split(","):
                if name.strip():
                    made.fields.append((name.strip(), self.read(of), False))
        return made


def _closing(text: str, start: int) -> int:
    depth = 0
    for number in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[number], 0)
        if depth == 0:
            return number
    return len(text)


def zero(kind: Type) -> Value:
    """A type's zero value, a new one each time."""
    name = kind.kind
    if name == "int":
        return kind.make(0) if kind.make else 0
    if name == "string":
        return kind.make("") if kind.make else ""
    if name == "float":
        return kind.make(0.0) if kind.make else 0.0
    if name == "bool":
        return False
    if name == "struct":
        return GoStruct(kind, {field: zero(of) for field, of, _ in kind.fields})
    if name == "interface":
        return None
    if name == "slice":
        return GoSlice(kind, None, 0, 0, 0)
    if name == "map":
        return GoMap(kind, None)
    if name == "array":
        assert kind.elem is not None
        return GoArray(kind, [zero(kind.elem) for _ in range(kind.size)])
    if name == "native" and kind.make is not None:
        return kind.make(None)
    if name in ("pointer", "func", "chan"):
        return Nil(kind)
    raise NotModelled(f"the zero value of `{kind.text}`")


def coercion(kind: Type) -> Callable[[Value], Value] | None:
    """What storing a value where `kind` was written does; None stands for the zero value."""
    name = kind.kind
    if name == "unknown":
        return None
    if name == "interface":
        return to_interface
    if name == "float":
        make = kind.make or float
        plain = type(make(0)) if kind.make is None else kind.make
        return lambda value: value if type(value) is plain else make(0 if value is None else value)
    if name in ("int", "string"):
        return _basic(kind)

    def stored(value: Value) -> Value:
        if value is None:
            return zero(kind)
        if (
            isinstance(value, (GoSlice, GoMap, GoArray))
            and kind.is_named
            and value.type is not kind
        ):
            return value.retyped(kind)
        return value

    return stored


def _basic(kind: Type) -> Callable[[Value], Value]:
    make = kind.make
    empty = zero(kind)
    if make is None:
        plain = int if kind.kind == "int" else str

        def stored_plain(value: Value) -> Value:
            if type(value) is plain:
                return value
            return empty if value is None else plain(value)

        return stored_plain

    def stored(value: Value) -> Value:
        if type(value) is make:
            return value
        return empty if value is None else make(value)

    return stored


def to_interface(value: Value) -> Value:
    """A nil pointer in an interface is not nil."""
    if type(value) is Nil and value.type.kind == "pointer":
        return Boxed(value)
    if type(value) is RuneConstant:
        assert RUNE.make is not None
        return RUNE.make(value)
    return value


def type_of(value: Value) -> Type | None:
    """A value's own type; None for nil."""
    kind = type(value)
    if kind is int:
        return INT
    if kind is str:
        return STRING
    if kind is float:
        return FLOAT
    if kind is bool:
        return BOOL
    if kind is BOXED:
        return value.value.type  # type: ignore[no-any-return]
    if value is None:
        return None
    found = getattr(value, "gotype", None) or getattr(value, "type", None)
    return found if isinstance(found, Type) else FUNC


def has_methods(kind: Type, wanted: set[str]) -> str:
    """The first method that a type lacks, "" where it has all."""
    for name in sorted(wanted):
        if find_method(kind, name) is None and name not in getattr(kind, "natives", ()):
            return name
    return ""


def find_method(kind: Type, name: str) -> tuple[list[str], Any] | None:
    """(path of embedded fields, method): a type's own first, then what is promoted."""
    if kind.kind == "pointer" and kind.elem is not None:
        kind = kind.elem
    if name in kind.methods:
        return [], kind.methods[name]
    for field, of, embedded in kind.fields:
        if embedded and (found := find_method(of, name)) is not None:
            return [field, *found[0]], found[1]
    return None


__all__ = ["Channel"]
