"""Characters that a reader does not see, or sees as others than they are, in the bytes of UTF-8."""

from __future__ import annotations

import unicodedata

from ...patterns import lazy_compile

# Embeddings, overrides and isolates, and what ends them (UAX 9, table 4).
BIDI = lazy_compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
# Single and double quotation marks that word processors put in, and guillemets are none of them.
QUOTES = lazy_compile(rb"\xe2\x80[\x98-\x9f]")
# Zero width space, joiners, word joiner and invisible operators, byte order mark, soft hyphen.
INVISIBLE = lazy_compile(rb"\xe2\x80[\x8b-\x8d]|\xe2\x81[\xa0-\xa4]|\xef\xbb\xbf|\xc2\xad")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What ends each of them: a pop of the formatting (the first four), or of the isolate.
_OPENS = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def named(character: bytes) -> str:
    """`U+202E right-to-left override`: never the character itself, which would act on the reader's
    terminal as well.
    """
    text = character.decode("utf-8")
    return f"U+{ord(text):04X} {unicodedata.name(text, 'unnamed').lower()}"


def is_closed(text: str) -> bool:
    """Whether every embedding, override and isolate in `text` ends in it, in the right order."""
    wanted: list[str] = []
    for character in text:
        if character in _OPENS:
            wanted.append(_OPENS[character])
        elif character in "\u202c\u2069" and (not wanted or wanted.pop() != character):
            return False
    return not wanted
