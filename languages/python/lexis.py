"""Python's delimiters (reference, 2.1.3 and 2.4.1): a raw string's backslash keeps its quote in,
too.
"""

from __future__ import annotations

from ...patterns import lazy_compile
from ..regions import DOUBLE_QUOTED, LINE_COMMENT, SINGLE_QUOTED, Delimiter, Lexis


def _triple(quote: bytes) -> Delimiter:
    return Delimiter(
        kind="string",
        closer=lazy_compile(
            rb"[^%b\\]*(?:(?:\\[\s\S]|%b(?!%b%b))[^%b\\]*)*%b"
            % (quote, quote, quote, quote, quote, quote * 3)
        ),
        multiline=True,
    )


LEXIS = Lexis(
    opener=lazy_compile(rb"(?P<d>\#|\"\"\"|'''|\"|')"),
    delimiters={
        b"#": LINE_COMMENT,
        b'"""': _triple(b'"'),
        b"'''": _triple(b"'"),
        b'"': DOUBLE_QUOTED,
        b"'": SINGLE_QUOTED,
    },
    multiline=lazy_compile(rb"\"\"\"|'''"),
    indents=True,
    kinds=frozenset({"string", "string_content", "string_start", "string_end", "escape_sequence"}),
)
