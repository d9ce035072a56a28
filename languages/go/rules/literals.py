"""Numbers, runes and strings (Go spec, Lexical elements)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rules import SyntaxRule
from .nodes import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_DIGITS = rb"[0-9](?:_?[0-9])*"
_HEX = rb"[0-9a-fA-F](?:_?[0-9a-fA-F])*"
_INT = (
    rb"(?:0(?:_?[0-7])*|[1-9](?:_?[0-9])*|0[xX]_?" + _HEX + rb"|0[oO](?:_?[0-7])+"
    rb"|0[bB](?:_?[01])+)"
)
_EXPONENT = rb"[eE][+-]?" + _DIGITS
_FLOAT = (
    rb"(?:" + _DIGITS + rb"\.(?:" + _DIGITS + rb")?(?:" + _EXPONENT + rb")?"
    rb"|" + _DIGITS + _EXPONENT + rb"|\." + _DIGITS + rb"(?:" + _EXPONENT + rb")?"
    rb"|0[xX](?:_?" + _HEX + rb"(?:\.(?:" + _HEX + rb")?)?|\." + _HEX + rb")[pP][+-]?"
    + _DIGITS + rb")"
)  # fmt: skip
_NUMBERS = {
    "int_literal": re.compile(_INT),
    "float_literal": re.compile(_FLOAT),
    # Go's scanner leaves wrong digits before the `i` to the type checker.
    "imaginary_literal": re.compile(
        rb"0[bBoO](?:_?[0-9])+i|" rb"(?:" + _INT + rb"|" + _FLOAT + rb"|" + _DIGITS + rb")i"
    ),
}

# `\U` takes eight digits, at most 10FFFF and no surrogate half.
_LONG = (
    rb"\\U(?:0000(?![dD][89a-fA-F])[0-9a-fA-F]{4}|000[1-9a-fA-F][0-9a-fA-F]{4}|0010[0-9a-fA-F]{4})"
)
_SHORT = rb"\\(?:[abfnrtv\\%s]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
_IN_STRING = re.compile(_SHORT % rb'"' + rb"|" + _LONG)
_RUNE = re.compile(rb"'(?:[^'\\\n]|" + _SHORT % rb"'" + rb"|" + _LONG + rb")'")


def _number(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    text = tree.source[node.start_byte : node.end_byte]
    if node.type == "int_literal" and tree.source[node.end_byte : node.end_byte + 1] == b".":
        # Go's scanner takes the dot of `0x1.e` for a radix point, the grammar for a selector's.
        text += b"."
    if _NUMBERS[node.type].fullmatch(text) is None:
        yield mark("malformed-number", f"`{text.decode('utf8', 'replace')}` is no number", node)


def _rune(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    text = tree.source[node.start_byte : node.end_byte]
    try:
        valid = _RUNE.fullmatch(text.decode().encode("latin-1", "replace")) is not None
    except UnicodeDecodeError:
        return
    if not valid:
        message = "a rune literal holds one character or one valid escape"
        yield mark("malformed-rune", message, node)


def _escape(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    text = tree.source[node.start_byte : node.end_byte]
    if _IN_STRING.match(text) is None:
        message = f"`{text.decode('utf8', 'replace')}` is no escape of a string"
        yield mark("bad-escape", message, node)


RULES = (
    SyntaxRule(
        name="malformed-number",
        kinds=tuple(_NUMBERS),
        check=_number,
        example="package p\n\nvar x = 08\n",
        source="Go spec, Integer literals, Floating-point literals, Imaginary literals",
    ),
    SyntaxRule(
        name="malformed-rune",
        kinds=("rune_literal",),
        check=_rune,
        example="package p\n\nvar x = '\\\"'\n",
        source="Go spec, Rune literals",
    ),
    SyntaxRule(
        name="bad-escape",
        kinds=("escape_sequence",),
        check=_escape,
        example='package p\n\nvar x = "\\q"\n',
        source="Go spec, String literals",
    ),
)
