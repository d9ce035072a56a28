"""Numbers, strings, templates and regular expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from .nodes import text, word
from .record import rule
from .regexps import flags_problem, pattern_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_DIGITS = r"[0-9](?:_?[0-9])*"
_NUMBER = lazy_compile(
    rf"""0[xX][0-9A-Fa-f](?:_?[0-9A-Fa-f])*n?
    | 0[oO][0-7](?:_?[0-7])*n?
    | 0[bB][01](?:_?[01])*n?
    | (?:0|[1-9](?:_?[0-9])*)n
    | 0[0-7]+
    | (?:(?:0|[1-9](?:_?[0-9])*|0[0-9]*[89][0-9]*)(?:\.(?:{_DIGITS})?)?|\.{_DIGITS})
      (?:[eE][+-]?{_DIGITS})?""",
    re.VERBOSE,
)
_NAME_BYTE = lazy_compile(rb"[\w$\\]|[\xc3-\xe1]|[\xe4-\xee]|[\xf0-\xf4]")


@rule(
    "malformed-number",
    "number",
    example="08n",
    source="ECMA-262 12.9.3 NumericLiteral",
)
def malformed_number(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    number = word(node, tree)
    if _NUMBER.fullmatch(number) is None:
        yield node, f"`{number}` is no number"
    elif _NAME_BYTE.match(tree.source, node.end_byte) is not None:
        yield node, f"a name or a digit may not follow the number `{number}` directly"


_CODE_POINT = lazy_compile(rb"\\u\{0*([0-9A-Fa-f]+)\}")


@rule(
    "escape-out-of-range",
    "string",
    "template_string",
    example=r"'\u{110000}'",
    source="ECMA-262 12.9.4.1",
)
def escape_out_of_range(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if b"\\u{" not in text(node, tree):
        return
    for child in node.named_children:
        found = child.type == "escape_sequence" and _CODE_POINT.match(text(child, tree))
        if found and int(found[1], 16) > 0x10FFFF:
            yield child, f"`{word(child, tree)}` is no code point; the last one is 10FFFF"


@rule(
    "newline-in-string",
    "string",
    example="x = 'a\n'",
    source="ECMA-262 12.9.4 StringLiteral",
)
def newline_in_string(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    content = text(node, tree)
    if _BARE_NEWLINE.search(content) is None:
        return
    parent = node.parent
    if parent is None or parent.type != "jsx_attribute":
        yield node, "a string ends on the line where it begins, unless a backslash ends that line"


# No line break but one that a backslash takes away; CR LF is one.
_BARE_NEWLINE = lazy_compile(rb"(?<!\\)(?:\\\\)*(?:\r|(?<!\\\r)\n)")


@rule(
    "octal-escape-in-template",
    "template_string",
    example=r"`\01`",
    source="ECMA-262 12.9.6 TemplateCharacter",
)
def octal_escape_in_template(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if re.search(rb"\\[0-9]", text(node, tree)) is None:
        return
    parent = node.parent
    if parent is not None and parent.type == "call_expression":
        return  # a tag sees the raw text
    for child in node.named_children:
        if child.type != "escape_sequence":
            continue
        after = tree.source[child.start_byte + 1 : child.end_byte + 1]
        if after[:1] in b"123456789" or (after[:1] == b"0" and after[1:2].isdigit()):
            yield child, "octal escapes are not allowed in templates"


@rule(
    "invalid-regular-expression",
    "regex",
    example="/a(/",
    source="ECMA-262 13.2.7.1, 22.2.1",
)
def invalid_regular_expression(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    pattern = node.child_by_field_name("pattern")
    flags = node.child_by_field_name("flags")
    letters = "" if flags is None else word(flags, tree)
    problem = flags_problem(letters)
    if not problem and pattern is not None:
        try:
            body = text(pattern, tree).decode()
        except UnicodeDecodeError:
            return
        problem = pattern_problem(body, letters)
    if problem:
        yield node, f"invalid regular expression: {problem}"
