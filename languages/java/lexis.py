"""Java's delimiters (JLS 3.7 comments, 3.10.4 characters, 3.10.5 strings, 3.10.6 text blocks)."""

from __future__ import annotations

from ...patterns import lazy_compile
from ..regions import (
    BLOCK_COMMENT,
    DOUBLE_QUOTED,
    LINE_COMMENT,
    SINGLE_QUOTED,
    Delimiter,
    Lexis,
)

LEXIS = Lexis(
    opener=lazy_compile(rb"(?P<d>//|/\*|\"\"\"|\"|')"),
    delimiters={
        b"//": LINE_COMMENT,
        b"/*": BLOCK_COMMENT,
        b'"""': Delimiter(
            kind="text block",
            closer=lazy_compile(rb'[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*"""'),
            multiline=True,
        ),
        b'"': DOUBLE_QUOTED,
        b"'": SINGLE_QUOTED,
    },
    multiline=lazy_compile(rb'/\*|\*/|"""'),
    kinds=frozenset(
        {"block_comment", "string_literal", "multiline_string_fragment", "escape_sequence"}
    ),
)
