"""Go's literals as values: The Go Programming Language Specification, "Lexical elements"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...lowering_tools import Handler, Lowerer, place
from ...program import Literal

if TYPE_CHECKING:
    import re

    from ....grammars import Node as SyntaxNode

_ESCAPE = lazy_compile(
    rb"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))", 16
)
_SIMPLE = {b"a": 7, b"b": 8, b"f": 12, b"n": 10, b"r": 13, b"t": 9, b"v": 11}
_LAST_CODE_POINT = 0x10FFFF


def integer(at: Lowerer, node: SyntaxNode) -> Literal:
    """`1_000`, `0x1F`, `0o17`, `017`, `0b1`."""
    text = at.text(node).replace("_", "")
    octal = len(text) > 1 and text[0] == "0" and text.isdigit()
    try:
        value = int(text, 8) if octal else int(text, 0)
    except ValueError:  # `08`, which the grammar lets through
        return Literal(place(node), "int", text)
    return Literal(place(node), "int", value)


def real(at: Lowerer, node: SyntaxNode) -> Literal:
    """`1.5`, `.5e3`, `0x1p-2`."""
    return Literal(place(node), "float", _float(at.text(node)))


def imaginary(at: Lowerer, node: SyntaxNode) -> Literal:
    """`2i` (a `complex` of Python)."""
    text = at.text(node)[:-1]
    based = text[:2].lower() in ("0b", "0o", "0x") and "p" not in text.lower()
    return Literal(place(node), "complex", complex(0, int(text, 0) if based else _float(text)))


def _float(text: str) -> float:
    text = text.replace("_", "")
    return float.fromhex(text) if text[:2] in ("0x", "0X") else float(text)


def interpreted(at: Lowerer, node: SyntaxNode) -> Literal:
    """`"a\\n"`. A Go string is bytes: those that are no UTF-8 come as lone surrogates."""
    start, end = node.byte_range
    content = at.source[start + 1 : end - 1]
    if b"\\" in content:
        content = _ESCAPE.sub(_byte, content)
    return Literal(place(node), "str", content.decode("utf-8", "surrogateescape"))


def raw(at: Lowerer, node: SyntaxNode) -> Literal:
    """`` `a` ``, whose carriage returns are not part of the value."""
    start, end = node.byte_range
    content = at.source[start + 1 : end - 1].replace(b"\r", b"")
    return Literal(place(node), "str", content.decode("utf-8", "surrogateescape"))


def rune(at: Lowerer, node: SyntaxNode) -> Literal:
    """`'a'`, `'\\n'`, `'\\xff'` (here the character U+00FF, not the byte)."""
    start, end = node.byte_range
    content = at.source[start + 1 : end - 1]
    escape = _ESCAPE.fullmatch(content)
    if escape:
        return Literal(place(node), "char", chr(_code_point(escape)))
    return Literal(place(node), "char", content.decode("utf-8", "surrogateescape"))


def _code_point(escape: re.Match[bytes]) -> int:
    byte, short, long, octal, simple = escape.groups()
    if simple is not None:
        return _SIMPLE.get(simple, simple[0])
    digits = byte or short or long
    value = int(digits, 16) if digits else int(octal, 8)
    return min(value, _LAST_CODE_POINT)


def _byte(escape: re.Match[bytes]) -> bytes:
    value = _code_point(escape)
    if escape[2] or escape[3]:
        return chr(value).encode("utf-8", "replace")
    return bytes((value & 0xFF,))


def true(at: Lowerer, node: SyntaxNode) -> Literal:
    """`true`."""
    return Literal(place(node), "bool", True)


def false(at: Lowerer, node: SyntaxNode) -> Literal:
    """`false`."""
    return Literal(place(node), "bool", False)


def nil(at: Lowerer, node: SyntaxNode) -> Literal:
    """`nil`."""
    return Literal(place(node), "null", None)


HANDLERS: dict[str, Handler] = {
    "int_literal": integer,
    "float_literal": real,
    "imaginary_literal": imaginary,
    "interpreted_string_literal": interpreted,
    "raw_string_literal": raw,
    "rune_literal": rune,
    "true": true,
    "false": false,
    "nil": nil,
}
