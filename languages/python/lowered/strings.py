"""Strings: their escapes, f-strings, and what stands side by side is one.

Python reference, 2.4.1 String and bytes literals, 2.4.2 concatenation, 2.4.3 f-strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...lowering_tools import Handler, Lowerer, parts, place, span
from ...program import Formatted, Literal, Node, Opaque, Place, Template

if TYPE_CHECKING:
    from re import Match

    from ....grammars import Node as SyntaxNode

_ESCAPE = lazy_compile(
    r"\\(?:(\r\n|\n)|([0-7]{1,3})|x([0-9A-Fa-f]{2})"
    r"|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|N\{([^}]+)\}|(.))"
)
_LETTERS = dict(zip("abfnrtv\\'\"", "\a\b\f\n\r\t\v\\'\"", strict=True))


def unescape(text: str, is_bytes: bool) -> str:
    """What the inside of a literal means; an escape that Python doesn't know stays as it is."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_escaped_byte if is_bytes else _escaped, text)


def _escaped_byte(match: Match[str]) -> str:
    return match[0] if match[4] or match[5] or match[6] else _escaped(match)


def _escaped(match: Match[str]) -> str:
    line_end, octal, two, four, eight, named, letter = match.groups()
    if line_end:
        return ""
    if octal:
        return chr(int(octal, 8))
    if named:
        return _by_name(named, match[0])
    if letter:
        return _LETTERS.get(letter, match[0])
    point = int(two or four or eight, 16)
    return chr(point) if point < 0x110000 else match[0]


def _by_name(name: str, otherwise: str) -> str:
    import unicodedata  # few strings name a character

    try:
        return unicodedata.lookup(name)
    except KeyError:
        return otherwise


def _string(at: Lowerer, node: SyntaxNode) -> Node:
    where = place(node)
    return _joined(where, _parts(at, node))


def _concatenated(at: Lowerer, node: SyntaxNode) -> Node:
    found = [
        part
        for child in parts(node)
        for part in (_parts(at, child) if child.type == "string" else [at.lower(child)])
    ]
    return _joined(place(node), found)


def _joined(where: Place, found: list[Node]) -> Node:
    """One Literal if all parts are texts, else a Template."""
    literals = [part for part in found if isinstance(part, Literal)]
    if len(literals) < len(found) or any(part.kind not in ("str", "bytes") for part in literals):
        return Template(where, tuple(found))
    values = [part.value for part in literals]
    if len(values) == 1:
        return Literal(where, literals[0].kind, values[0])
    if all(isinstance(value, bytes) for value in values):
        return Literal(where, "bytes", b"".join(value for value in values))  # type: ignore[misc]
    return Literal(where, "str", "".join(map(str, values)))


def _parts(at: Lowerer, node: SyntaxNode) -> list[Node]:
    """The texts and the expressions of one string; an empty text where there is nothing else.

    Texts are what lies between the other parts: the grammar takes backslashes at the end of a raw
    string for a part of its closing quotes.
    """
    children = node.children
    if len(children) < 2:
        return [at.opaque(node)]
    before, after = children[0], children[-1]
    opening = at.text(before)
    prefix = opening.rstrip("'\"").lower()
    found: list[Node] = []
    for child in children:
        if child.type == "interpolation":
            _put_text(at, (before, child), child.start_byte, prefix, found)
            found.extend(_interpolation(at, child))
            before = child
    end = after.end_byte - (len(opening) - len(prefix))
    _put_text(at, (before, after), end, prefix, found)
    return found or [_text(place(node), "", "b" in prefix)]


def _put_text(
    at: Lowerer, around: tuple[SyntaxNode, SyntaxNode], end: int, prefix: str, found: list[Node]
) -> None:
    """Adds the text from the end of the first of `around` to `end`, if there is any."""
    start = around[0].end_byte
    if start >= end:
        return
    where = Place(start, end, around[0].end_point[0] + 1, around[1].start_point[0] + 1)
    text = at.source[start:end].decode("utf-8", "replace")
    is_bytes = "b" in prefix
    if "f" in prefix or "t" in prefix:
        text = text.replace("{{", "{").replace("}}", "}")
    found.append(_text(where, text if "r" in prefix else unescape(text, is_bytes), is_bytes))


def _text(where: Place, text: str, is_bytes: bool) -> Literal:
    if is_bytes:
        return Literal(where, "bytes", text.encode("latin-1", "replace"))
    return Literal(where, "str", text)


def _interpolation(at: Lowerer, node: SyntaxNode) -> list[Node]:
    inner = node.child_by_field_name("expression")
    if inner is None:
        return [at.opaque(node)]
    value = at.lower(inner)
    conversion = at.field_text(node, "type_conversion")[1:]
    format_ = node.child_by_field_name("format_specifier")
    found: list[Node] = []
    shown = next((child for child in node.children if child.type == "="), None)
    if shown is not None:
        start, end = inner.start_byte, shown.end_byte
        text = at.source[start:end].decode("utf-8", "replace")
        found.append(Literal(span(place(node), place(shown)), "str", text))
        conversion = conversion or ("r" if format_ is None else "")
    if conversion or format_ is not None:
        spec, nested = ("", ()) if format_ is None else _format(at, format_)
        value = Formatted(place(node), value, conversion, spec, nested)
    return [*found, value]


def _format(at: Lowerer, node: SyntaxNode) -> tuple[str, tuple[Node, ...]]:
    """A format as written, and the expressions in it."""
    nested = [one for child in parts(node) for one in _interpolation(at, child) if child.is_named]
    return at.text(node)[1:], tuple(nested)


def number(text: str) -> tuple[str, complex]:
    """The kind and the value of a numeric literal. ValueError if it is none."""
    text = text.replace("_", "").lower()
    hexadecimal = text.startswith("0x")
    if text[-1:] == "j":
        return "complex", complex(text)
    if not hexadecimal and ("." in text or "e" in text):
        return "float", float(text)
    return "int", int(text, 0)


def _number(at: Lowerer, node: SyntaxNode) -> Node:
    where = place(node)
    try:
        return Literal(where, *number(at.text(node)))
    except ValueError:  # Python 2's `0777` and `10L`, or more digits than Python converts
        return Opaque(where, node.type)


def _constant(kind: str, value: object) -> Handler:
    return lambda _, node: Literal(place(node), kind, value)


HANDLERS: dict[str, Handler] = {
    "string": _string,
    "concatenated_string": _concatenated,
    "integer": _number,
    "float": _number,
    "true": _constant("bool", True),
    "false": _constant("bool", False),
    "none": _constant("null", None),
    "ellipsis": _constant("ellipsis", ...),
}
