"""Makes text from outside safe to show: what a terminal would obey or hide is written out.

A patch decides what stands in our output: paths, lines of code, names in messages. Escape sequences
would recolour or overwrite it, bidirectional controls would reorder it, zero-width characters would
hide in it (CVE-2021-42574), and a newline would forge a line of the report.
"""

from __future__ import annotations

# What Unicode counts as printable and fonts draw as nothing: the combining grapheme joiner, Hangul
# fillers, Mongolian and other variation selectors, the Khmer inherent vowels, the Braille blank.
INVISIBLE = frozenset(
    map(
        chr,
        (
            0x034F,
            0x115F,
            0x1160,
            0x17B4,
            0x17B5,
            *range(0x180B, 0x1810),
            0x2800,
            0x3164,
            *range(0xFE00, 0xFE10),
            0xFFA0,
            *range(0xE0100, 0xE01F0),
        ),
    )
)

SHORT_FORMS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(text: str, encoding: str = "utf-8") -> str:
    """`text` with every unsafe character written out as `\\x1b`, `\\u202e` or `\\U000e0001`.

    A byte that was no UTF-8 (`surrogateescape`) becomes `\\xNN`; so does whatever `encoding`, that
    of the output, cannot hold. Backslashes stay as they are: code is full of them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(escape_character(character, encoding) for character in text)


def escape_character(character: str, encoding: str = "utf-8") -> str:
    """One character as `escape` shows it."""
    if character.isprintable() and character not in INVISIBLE and _fits(character, encoding):
        return character
    if character in SHORT_FORMS:
        return SHORT_FORMS[character]
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        number -= 0xDC00
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _fits(character: str, encoding: str) -> bool:
    if character.isascii():
        return True
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def shorten(text: str, limit: int, ellipsis: str) -> str:
    """`text`, cut to `limit` characters: a path of a megabyte is no reading for anybody."""
    return text if len(text) <= limit else text[:limit] + ellipsis
