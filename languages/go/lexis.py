"""Go's delimiters (spec: Comments, String literals, Rune literals)."""

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
    opener=lazy_compile(rb"(?P<d>//|/\*|`|\"|')"),
    delimiters={
        b"//": LINE_COMMENT,
        b"/*": BLOCK_COMMENT,
        b"`": Delimiter(kind="string", closer=lazy_compile(rb"[^`]*`"), multiline=True),
        b'"': DOUBLE_QUOTED,
        b"'": SINGLE_QUOTED,
    },
    multiline=lazy_compile(rb"/\*|\*/|`"),
    kinds=frozenset({"comment", "raw_string_literal", "raw_string_literal_content"}),
)
