"""Characters, strings and escapes (JLS 3.3, 3.10.4 to 3.10.7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import SyntaxRule, Violation
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_SIMPLE = rb"\\(?:[bstnfr\"'\\]|[0-3]?[0-7]{1,2})"
# Unicode escapes are read before all else: these stand for a quote, a backslash or a line end.
_ACTIVE = rb"(?:0022|0027|005[cC]|000[aAdD])"
_UNICODE = rb"\\u+(?!u|0027|005[cC]|000[aAdD])[0-9a-fA-F]{4}"
_BACKSLASH = rb"\\u+005[cC](?:\\u+005[cC]|[bstnfr\"'0-7])"
_CHARACTER = lazy_compile(
    rb"'(?:[^'\\\r\n\x80-\xff]|[\xc2-\xdf].|[\xe0-\xef]..|%s|%s|%s)'"
    % (_SIMPLE, _UNICODE, _BACKSLASH),
    re.DOTALL,
)
_PAIR = lazy_compile(rb"\\(u+%s|.)" % _ACTIVE, re.DOTALL)
_ESCAPED = b"bstnfr\"'\\01234567u"
_OPENING = lazy_compile(rb'"""[ \t\f]*(?:\r|\n)')
# An odd number of backslashes before `u`, and not four digits behind.
_BAD_UNICODE = lazy_compile(rb"(?<!\\)(?:\\\\)*(\\u+(?!u)(?![0-9a-fA-F]{4}))")


def _character(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if _CHARACTER.fullmatch(text(node, tree)) is None:
        message = "a character literal holds one character or one valid escape"
        yield mark("malformed-character", message, node)


def _string(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree)
    if literal.startswith(b'"""'):
        if _OPENING.match(literal) is None:
            message = "a text block begins on the line after its opening delimiter"
            yield mark("malformed-string", message, node)
    elif b"\n" in literal or b"\r" in literal:
        yield mark("malformed-string", "a string ends on its line", node)


def _escapes(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    literal = text(node, tree)
    if b"\\" not in literal:
        return
    block = literal.startswith(b'"""')
    for pair in _PAIR.finditer(literal):
        code = pair[1].lstrip(b"u")
        start = node.start_byte + pair.start()
        if pair[1][0] not in _ESCAPED and not (block and pair[1] in b"\r\n"):
            shown = pair[0].decode("utf8", "replace")
            yield Violation("bad-escape", f"`{shown}` is no escape", start, start + len(pair[0]))
        elif not block and code in (b"0022", b"000a", b"000A", b"000d", b"000D"):
            message = "a Unicode escape for a quote or line end ends the string here"
            yield Violation("bad-escape", message, start, start + len(pair[0]))


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
        name="malformed-string",
        kinds=("string_literal",),
        check=_string,
        example='class A { String a = "b\nc"; }\n',
        source="JLS 3.10.5, 3.10.6",
    ),
    SyntaxRule(
        name="bad-escape",
        kinds=("string_literal",),
        check=_escapes,
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
