"""What an IdentifierName may be made of, and which names are reserved where.

Python's `str.isidentifier` is close but not the same (NFKC, and the Unicode version of the
interpreter): a character that this interpreter does not know yet is taken for a letter.
"""

from __future__ import annotations

import unicodedata

from ....patterns import lazy_compile


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


# ECMA-262 12.7.2: never an identifier, in any mode.
RESERVED = words(
    "break case catch class const continue debugger default delete do else enum export extends"
    " false finally for function if import in instanceof new null return super switch this throw"
    " true try typeof var void while with"
)
# 12.7.2 and 13.1.1: reserved in strict mode code only.
STRICT_RESERVED = words("implements interface let package private protected public static yield")

_START_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Cn"))
_PART_CATEGORIES = _START_CATEGORIES | {"Mn", "Mc", "Nd", "Pc"}
# Other_ID_Start and Other_ID_Continue of Unicode's PropList, whose categories say otherwise.
_OTHER_START = frozenset("\u1885\u1886\u2118\u212e\u309b\u309c")
_OTHER_PART = (
    _OTHER_START
    | frozenset("\u00b7\u0387\u19da\u30fb\uff65\u200c\u200d")
    | {chr(code) for code in range(0x1369, 0x1372)}
)

_ESCAPE = lazy_compile(r"\\u(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{4}))")


def is_start(char: str) -> bool:
    """Whether `char` may begin an IdentifierName."""
    if char.isascii():
        return char.isalpha() or char in "$_"
    return unicodedata.category(char) in _START_CATEGORIES or char in _OTHER_START


def is_part(char: str) -> bool:
    """Whether `char` may stand in an IdentifierName after its first character."""
    if char.isascii():
        return char.isalnum() or char in "$_"
    return unicodedata.category(char) in _PART_CATEGORIES or char in _OTHER_PART


def stray_character(name: str) -> str:
    """The first character that `name` may not hold, empty if it is an IdentifierName."""
    for position, char in enumerate(name):
        if not (is_part(char) if position else is_start(char)):
            return char
    return ""


def unescape(name: str) -> str | None:
    r"""`name` with its `\u` escapes read; None if one of them is malformed or out of range."""
    if "\\" not in name:
        return name
    parts: list[str] = []
    rest = 0
    for match in _ESCAPE.finditer(name):
        code = int(match[1] or match[2], 16)
        if code > 0x10FFFF:
            return None
        parts += (name[rest : match.start()], chr(code))
        rest = match.end()
    plain = "".join(parts) + name[rest:]
    return None if "\\" in name[rest:] or any("\\" in part for part in parts) else plain
