"""Java's literals as values: The Java Language Specification, 3.10.

Hexadecimal, octal and binary integers are what they mean: `0xFFFF_FFFF` is -1.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...lowering_tools import Handler, Lowerer, place
from ...program import Literal, Node

if TYPE_CHECKING:
    import re

    from ....grammars import Node as SyntaxNode

_ESCAPE = lazy_compile(r"\\(?:u+([0-9a-fA-F]{4})|([0-3][0-7]{2}|[0-7]{1,2})|(\r\n|.))", 16)
_SIMPLE = {
    "b": "\b", "s": " ", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\n": "", "\r\n": "", "\r": "",
}  # fmt: skip


def _integer(at: Lowerer, node: SyntaxNode) -> Literal:
    """`1_000`, `0x1F`, `017`, `0b1`; a long's kind is "long"."""
    text = at.text(node).replace("_", "")
    kind, bits = "int", 32
    if text[-1:] in "lL":
        text, kind, bits = text[:-1], "long", 64
    octal = len(text) > 1 and text[0] == "0" and text.isdigit()
    try:
        value = int(text, 8) if octal else int(text, 0)
    except ValueError:  # `08`, which the grammar lets through
        return Literal(place(node), kind, text)
    if text[0] == "0" and value >> (bits - 1) == 1:
        value -= 1 << bits
    return Literal(place(node), kind, value)


def _real(at: Lowerer, node: SyntaxNode) -> Literal:
    """`1.5`, `1e3d`, `0x1p3`; a float's (`1.5f`) kind is "float32", its value already rounded."""
    text = at.text(node).replace("_", "")
    is_hexadecimal = text[:2] in ("0x", "0X")
    is_single = text[-1] in "fF"
    if text[-1] in "fFdD":
        text = text[:-1]
    value = float.fromhex(text) if is_hexadecimal else float(text)
    if not is_single:
        return Literal(place(node), "float", value)
    return Literal(place(node), "float32", _rounded(value))


def _rounded(value: float) -> float:
    try:
        rounded: float = struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return float("inf")
    return rounded


def _character(at: Lowerer, node: SyntaxNode) -> Literal:
    """`'a'`, `'\\n'`, `'\\u0041'`."""
    return Literal(place(node), "char", _unescaped(at.text(node)[1:-1]))


def _string(at: Lowerer, node: SyntaxNode) -> Node:
    """`"a\\n"` and text blocks. A string with `\\{x}` in it (a preview of Java 21) is Opaque."""
    text = at.text(node)
    if "\\{" in text and any(one.type == "string_interpolation" for one in node.children):
        return at.opaque(node)
    text = _stripped(text[3:-3]) if text.startswith('"""') else text[1:-1]
    return Literal(place(node), "str", _unescaped(text))


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_meant, text)
    if any("\ud800" <= one <= "\udfff" for one in text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return text


def _meant(escape: re.Match[str]) -> str:
    code, octal, simple = escape.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple)
    return chr(int(code, 16) if code else int(octal, 8))


def _stripped(text: str) -> str:
    """A text block without what only indents it (JLS 3.10.6)."""
    _, _, content = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    lines = content.split("\n")
    counting = [line for line in lines[:-1] if line.strip()] + lines[-1:]
    indent = min(len(line) - len(line.lstrip(" \t\f")) for line in counting)
    return "\n".join(line[indent:].rstrip(" \t\f") for line in lines)


def _true(_: Lowerer, node: SyntaxNode) -> Literal:
    return Literal(place(node), "bool", True)


def _false(_: Lowerer, node: SyntaxNode) -> Literal:
    return Literal(place(node), "bool", False)


def _null(_: Lowerer, node: SyntaxNode) -> Literal:
    return Literal(place(node), "null", None)


HANDLERS: dict[str, Handler] = {
    "decimal_integer_literal": _integer,
    "hex_integer_literal": _integer,
    "octal_integer_literal": _integer,
    "binary_integer_literal": _integer,
    "decimal_floating_point_literal": _real,
    "hex_floating_point_literal": _real,
    "character_literal": _character,
    "string_literal": _string,
    "true": _true,
    "false": _false,
    "null_literal": _null,
}
