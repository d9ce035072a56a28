"""Characters, strings and escapes (JLS 3.3, 3.10.4 to 3.10.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_UNICODE = rb"\\u+[0-9a-fA-F]{4}"
_SIMPLE = rb"\\(?:[bstnfr\"'\\]|[0-3]?[0-7]{1,2})"
_CHARACTER = re.compile(
    rb"'(?:[^'\\\r\n\x80-\xff]|[\xc2-\xdf].|[\xe0-\xef]..|" + _SIMPLE + rb"|" + _UNICODE + rb")'",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"(?:\\u+005[cC]|\\)(?:[bstnfr\"'\\0-7]|\\)|" + _UNICODE)
_OPENING = re.compile(rb'"""[ \t\f]*(?:\r|\n)')
# An odd number of backslashes before `u`, and not four digits behind.
_BAD_UNICODE = re.compile(rb"(?<!\\)(?:\\\\)*(\\u+(?!u)(?![0-9a-fA-F]{4}))")


def _character(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if _CHARACTER.fullmatch(text(node, tree)) is None:
        message = "a character literal holds one character or one valid escape"
        yield mark("malformed-character", message, node)


def _string(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree)
    if literal.startswith(b'"""'):
        if _OPENING.match(literal) is None:
            message = "a text block begins on the line after its opening delimiter"
            yield mark("malformed-text-block", message, node)
    elif b"\n" in literal or b"\r" in literal:
        yield mark("newline-in-string", "a string ends on its line", node)


def _escape(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if _ESCAPE.match(text(node, tree)) is None:
        shown = text(node, tree).decode("utf8", "replace")
        yield mark("bad-escape", f"`{shown}` is no escape", node)


def _unicode(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    source = tree.source
    if b"\\u" not in source:
        return
    for match in _BAD_UNICODE.finditer(source):
        message = "`\\u` needs four hexadecimal digits, in comments as well"
        yield Violation("bad-unicode-escape", message, *match.span(1))


RULES = (
    SyntaxRule(
        name="malformed-character",
        kinds=("character_literal",),
        check=_character,
        example="class A { char a = 'bc'; }\n",
        source="JLS 3.10.4",
    ),
    SyntaxRule(
        name="newline-in-string",
        kinds=("string_literal",),
        check=_string,
        example='class A { String a = "b\nc"; }\n',
        source="JLS 3.10.5, 3.10.6",
    ),
    SyntaxRule(
        name="bad-escape",
        kinds=("escape_sequence",),
        check=_escape,
        example='class A { String a = "\\q"; }\n',
        source="JLS 3.10.7",
    ),
    SyntaxRule(
        name="bad-unicode-escape",
        kinds=("program",),
        check=_unicode,
        example="class A {} // \\u12\n",
        source="JLS 3.3",
    ),
)
