"""Constants: strings with their escapes undone, templates, numbers, regular expressions.

ECMAScript 2025, 12.9 Literals; the octal forms that only sloppy code may write are in annex B.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...lowering_tools import Handler, Lowerer, parts, place, span
from ...program import Literal, Node, Opaque, Place, Template

if TYPE_CHECKING:
    from re import Match

    from ....grammars import Node as SyntaxNode

_ESCAPE = lazy_compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-3]?[0-7]{1,2})"
    r"|(\r\n|[\s\S]))"
)
_PAIR = lazy_compile(r"[\ud800-\udbff][\udc00-\udfff]")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_LETTERS.update(dict.fromkeys(("\n", "\r", "\r\n", "\u2028", "\u2029"), ""))
_RADIXES = ("0x", "0o", "0b")


def unescape(text: str) -> str:
    """What the inside of a string or template means; pairs of surrogates become a character."""
    if "\\" not in text:
        return text
    return _PAIR.sub(_join, _ESCAPE.sub(_escaped, text))


def _escaped(match: Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        point = int(code, 16)
        return chr(point) if point < 0x110000 else match[0]
    if match[4]:
        return chr(int(match[4], 8))
    return _LETTERS.get(match[5], match[5])


def _join(match: Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")


def string_value(at: Lowerer, node: SyntaxNode) -> str:
    """What a quoted string means."""
    return unescape(at.text(node)[1:-1])


def _string(at: Lowerer, node: SyntaxNode) -> Node:
    return Literal(place(node), "str", string_value(at, node))


def template(at: Lowerer, node: SyntaxNode) -> Template:
    """A template literal. Its line ends are `\\n`, however the file ends its lines (12.9.6)."""
    found: list[Node] = []
    texts: list[SyntaxNode] = []
    for child in node.named_children:
        if child.type == "template_substitution":
            _put_text(at, texts, found)
            found.extend(at.all(parts(child)))
        else:
            texts.append(child)
    _put_text(at, texts, found)
    return Template(place(node), tuple(found))


def _put_text(at: Lowerer, texts: list[SyntaxNode], found: list[Node]) -> None:
    if texts:
        text = "".join(map(at.text, texts)).replace("\r\n", "\n")
        where = span(place(texts[0]), place(texts[-1]))
        found.append(Literal(where, "str", unescape(text)))
        texts.clear()


def number(text: str) -> tuple[str, int | float]:
    """The kind and the value of a numeric literal. ValueError if it is none."""
    text = text.replace("_", "").lower()
    if text.startswith(_RADIXES):
        kind, digits = ("bigint", text[:-1]) if text[-1] == "n" else ("int", text)
        return kind, int(digits, 0)
    if text[-1:] == "n":
        return "bigint", int(text[:-1])
    if not text.isdigit():
        return "float", float(text)
    octal = len(text) > 1 and text[0] == "0" and not set(text) & {"8", "9"}
    return "int", int(text, 8 if octal else 10)


def _number(at: Lowerer, node: SyntaxNode) -> Node:
    where = place(node)
    try:
        return Literal(where, *number(at.text(node)))
    except ValueError:  # digits that a broken file left behind, or more than Python converts
        return Opaque(where, "number")


def property_name(where: Place, kind: str, value: float) -> Literal:
    """The key that a number makes in an object or a class: its spelling in base ten."""
    whole = kind != "float" or (value.is_integer() and abs(value) < 1e21)
    return Literal(where, "str", str(int(value)) if whole else repr(value))


def _regex(at: Lowerer, node: SyntaxNode) -> Node:
    value = (at.field_text(node, "pattern"), at.field_text(node, "flags"))
    return Literal(place(node), "regex", value)


def _constant(kind: str, value: object) -> Handler:
    return lambda _, node: Literal(place(node), kind, value)


HANDLERS: dict[str, Handler] = {
    "string": _string,
    "template_string": template,
    "number": _number,
    "regex": _regex,
    "true": _constant("bool", True),
    "false": _constant("bool", False),
    "null": _constant("null", None),
    "undefined": _constant("undefined", None),
}
