"""Java's constants as values, with their types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import NotModelled
from .runtime_types import BOOLEAN, CHAR, DOUBLE, FLOAT, INT, LONG, NULL, STRING, Type
from .runtime_values import Char, Float, Long

if TYPE_CHECKING:
    from ..program import Literal
    from ..runtime import Value

_TYPES: dict[str, Type] = {
    "null": NULL, "bool": BOOLEAN, "int": INT, "long": LONG, "float": DOUBLE, "float32": FLOAT,
    "str": STRING, "char": CHAR,
}  # fmt: skip


def units(text: str) -> str:
    """A text as Java has it: characters beyond 16 bits are two."""
    if text.isascii() or all(one <= "\uffff" for one in text):
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[n] | data[n + 1] << 8) for n in range(0, len(data), 2))


def joined(text: str) -> str:
    """The other way round, for the world outside."""
    if text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def literal_type(node: Literal) -> Type | None:
    return _TYPES.get(node.kind)


def literal_value(node: Literal) -> Value:
    """The value of a constant."""
    value = node.value
    if node.kind == "long":
        return Long(value)  # type: ignore[call-overload]  # a long's is an int
    if node.kind == "float32":
        return Float(value)  # type: ignore[arg-type]  # a float's is one
    if node.kind == "char":
        return Char(ord(units(value)[0]))  # type: ignore[arg-type]  # a char's is a text
    if node.kind == "str":
        return units(value)  # type: ignore[arg-type]  # a text's is one
    if node.kind not in _TYPES:
        raise NotModelled(f"a constant of kind `{node.kind}`")
    return value


_DEFAULTS: dict[str, Value] = {
    "int": 0, "long": Long(0), "double": 0.0, "boolean": False, "char": Char(0),
    "float": Float(0.0), "byte": 0, "short": 0,
}  # fmt: skip


def default_value(type_: Type) -> Value:
    """What a field or element is before anything is assigned (JLS 4.12.5)."""
    return _DEFAULTS.get(type_.name)
