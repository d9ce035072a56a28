"""Numbers, runes and strings (Go spec, Lexical elements)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import SyntaxRule
from .nodes import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

# `\U` takes eight digits, at most 10FFFF and no surrogate half.
_LONG = (
    rb"\\U(?:0000(?![dD][89a-fA-F])[0-9a-fA-F]{4}|000[1-9a-fA-F][0-9a-fA-F]{4}|0010[0-9a-fA-F]{4})"
)
_SHORT = rb"\\(?:[abfnrtv\\%s]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
_IN_STRING = lazy_compile(_SHORT % rb'"' + rb"|" + _LONG)
_RUNE = lazy_compile(rb"'(?:[^'\\\n]|" + _SHORT % rb"'" + rb"|" + _LONG + rb")'")


def _radix_point(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """Go's scanner takes the dot of `0x1.e` for a radix point, the grammar for a selector's."""
    if tree.source.startswith(b".", node.end_byte):
        number = tree.source[node.start_byte : node.end_byte].decode("utf8", "replace")
        message = f"the `.` after `{number}` makes it a fraction, which needs an exponent `p`"
        yield mark("incomplete-fraction", message, node)


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
        name="incomplete-fraction",
        kinds=("int_literal",),
        check=_radix_point,
        example="package p\n\nvar x = 0x1.e\n",
        source="Go spec, Floating-point literals",
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
