"""Numbers and strings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from .base import Finding, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

NUMBERS = "Python reference, 2.4.4 Numeric literals"
STRINGS = "Python reference, 2.4.1 String and Bytes literals"

_DIGITS = r"[0-9](?:_?[0-9])*"
_NUMBER = lazy_compile(
    r"0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
    r"|[1-9](?:_?[0-9])*|0(?:_?0)*"
    rf"|(?:(?:{_DIGITS})?\.{_DIGITS}|{_DIGITS}\.)(?:[eE][+-]?{_DIGITS})?[jJ]?"
    rf"|{_DIGITS}[eE][+-]?{_DIGITS}[jJ]?|{_DIGITS}[jJ]"
)
# CPython warns of a keyword right after a number and reads on.
_GLUED = lazy_compile(rb"(?!(?:and|else|for|if|in|is|not|or)\b)\w")


@rule("malformed-number", "integer", "float", example="x = 0777\n", source=NUMBERS)
def malformed_number(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    number = text(node, tree)
    if _NUMBER.fullmatch(number):
        if _GLUED.match(tree.source, node.end_byte):
            yield node, "a name right after a number"
    elif re.fullmatch(r"0[0-9_]+", number):
        yield node, "a decimal number cannot begin with 0; an octal one begins with 0o"
    else:
        yield node, f"`{number}` is no number"


_PREFIXES = frozenset(("", "r", "u", "b", "f", "br", "rb", "fr", "rf", "t", "tr", "rt"))
_ESCAPE = lazy_compile(r"\\(?:N\{[^}]*\}|\r\n|.|\Z)", re.DOTALL)
_DIGITS_OF = {"x": 2, "u": 4, "U": 8}


def _prefix(node: Node, tree: SyntaxTree) -> tuple[str, str]:
    """Prefix, in lower case, and quotes of a string."""
    start = text(node.children[0], tree)
    prefix = start.rstrip("\"'")
    return prefix.lower(), start[len(prefix) :]


@rule("unknown-string-prefix", "string", example='x = ub"a"\n', source=STRINGS)
def unknown_string_prefix(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if node.children and node.children[0].type == "string_start":
        prefix, _ = _prefix(node, tree)
        if prefix not in _PREFIXES:
            yield node.children[0], f"no string begins with `{prefix}`"


@rule("unclosed-string", "string", example="x = ['\na']\n", source=STRINGS)
def unclosed_string(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A line break ends a string of single quotes, but for an escaped one."""
    if b"\n" not in tree.source[node.start_byte : node.end_byte]:
        return
    if node.children[0].type != "string_start" or len(_prefix(node, tree)[1]) != 1:
        return
    for content in node.children:
        if content.type == "string_content":
            rest = re.sub(r"\\(?:\r\n|.)", "", text(content, tree), flags=re.DOTALL)
            if "\n" in rest:
                end = tree.source.find(b"\n", content.start_byte)
                yield (node.start_byte, end), "the string is not closed on its line"
                return


@rule(
    "malformed-escape",
    "string",
    example='x = "\\xg"\n',
    source="Python reference, 2.4.1.1 Escape sequences",
)
def malformed_escape(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if not node.children or b"\\" not in tree.source[node.start_byte : node.end_byte]:
        return
    prefix, _ = _prefix(node, tree)
    if "r" in prefix:
        return
    for content in node.children:
        if content.type != "string_content":
            continue
        value = text(content, tree)
        for match in _ESCAPE.finditer(value):
            problem = _problem(value, match, prefix)
            if problem:
                start = content.start_byte + len(value[: match.start()].encode())
                yield (start, start + len(match.group().encode())), problem


def _problem(value: str, match: re.Match[str], prefix: str) -> str:
    """What is wrong with one escape sequence; "" if nothing is."""
    kind = match.group()[1:2]
    if kind == "N" and "b" not in prefix:
        return _name_problem(match.group(), prefix)
    if kind not in _DIGITS_OF or ("b" in prefix and kind != "x"):
        return ""
    wanted = _DIGITS_OF[kind]
    digits = value[match.end() : match.end() + wanted]
    if not re.fullmatch(rf"[0-9a-fA-F]{{{wanted}}}", digits):
        return f"`\\{kind}` needs {wanted} hexadecimal digits"
    return "no character has this number" if int(digits, 16) > 0x10FFFF else ""


def _name_problem(escape: str, prefix: str) -> str:
    if "f" in prefix or "t" in prefix:
        return ""  # the grammar takes the braces for an interpolation
    if len(escape) < 5:
        return "`\\N` needs a character's name in braces"
    try:
        unicodedata.lookup(escape[3:-1])
    except KeyError:
        # A later Unicode than this interpreter's may know it.
        known = re.fullmatch(r"[A-Za-z][A-Za-z0-9 -]*", escape[3:-1])
        return "" if known else "`\\N` needs a character's name in braces"
    return ""


@rule("non-ascii-bytes", "string", example='x = b"é"\n', source=STRINGS)
def non_ascii_bytes(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    value = tree.source[node.start_byte : node.end_byte]
    if not value.isascii() and node.children and "b" in _prefix(node, tree)[0]:
        yield node, "a bytes literal holds ASCII characters only"


@rule(
    "mixed-strings",
    "concatenated_string",
    example='x = "a" b"b"\n',
    source="Python reference, 2.4.2 String literal concatenation",
)
def mixed_strings(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    strings = [part for part in node.named_children if part.type == "string" and part.children]
    are_bytes = ["b" in _prefix(string, tree)[0] for string in strings]
    for string, is_bytes in zip(strings, are_bytes, strict=True):
        if is_bytes != are_bytes[0]:
            yield string, "text and bytes side by side; is a comma missing?"
            return


@rule(
    "unknown-conversion",
    "type_conversion",
    example='f"{a!z}"\n',
    source="Python reference, 2.4.3 Formatted string literals",
)
def unknown_conversion(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if text(node, tree) not in ("!s", "!r", "!a"):
        yield node, "a conversion is one of !s, !r and !a"


RULES = (
    malformed_number,
    unknown_string_prefix,
    unclosed_string,
    malformed_escape,
    non_ascii_bytes,
    mixed_strings,
    unknown_conversion,
)
