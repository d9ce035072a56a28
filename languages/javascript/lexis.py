"""JavaScript's delimiters (ECMA-262 12.4 comments, 12.9.4 strings, 12.9.5 regex, 12.9.6
templates).
"""

from __future__ import annotations

from ...patterns import lazy_compile
from ..regions import (
    BLOCK_COMMENT,
    DOUBLE_QUOTED,
    LINE_COMMENT,
    SINGLE_QUOTED,
    Delimiter,
    Lexis,
    next_region,
)

# A `/` divides after an operand and opens a regular expression anywhere else. `)` and `}` are taken
# for operands: a regular expression after them is rare, and ends on its line all the same.
_OPERAND = lazy_compile(rb"[\w$)\]}'\"`]")
_KEYWORD = lazy_compile(
    rb"\b(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|await|yield)\Z"
)
_IN_TEMPLATE = lazy_compile(rb"\\[\s\S]|`|\$\{")
_REGEX = lazy_compile(rb"(?:[^/\\\n\[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+/")
_BRACE = lazy_compile(rb"[{}]")


def _divides(data: bytes, slash: int) -> bool:
    if data[slash : slash + 1] != b"/" or data[slash + 1 : slash + 2] in (b"/", b"*"):
        return False
    before = data[max(0, slash - 200) : slash].rstrip()
    return bool(_OPERAND.match(before[-1:])) and not _KEYWORD.search(before)


def _end_of_template(lexis: Lexis, data: bytes, at: int) -> int | None:
    """The end of a template whose inside starts at `at`; it may hold code, and that templates.

    Templates in templates are kept on a stack of brace depths: no recursion on hostile input.
    """
    depths = [0]  # an entry for each open template; 0 while in its text, else its open braces
    while depths:
        if depths[-1] == 0:
            match = _IN_TEMPLATE.search(data, at)
            if match is None:
                return None
            at = match.end()
            if match.group() == b"`":
                depths.pop()
            elif match.group() == b"${":
                depths[-1] = 1
            continue
        brace = _BRACE.search(data, at)
        if brace is None:
            return None
        opener = lexis.opener.search(data, at, brace.start())
        if opener is not None and not _divides(data, opener.start()):
            if opener.group("d") == b"`":
                at = opener.end()
                depths.append(0)
            else:
                inner = next_region(data, lexis, opener.start())
                at = inner.end if inner is not None else opener.end()
        elif opener is not None:
            at = opener.end()
        else:
            at = brace.end()
            depths[-1] += 1 if brace.group() == b"{" else -1
    return at


def _end_of_regex(_lexis: Lexis, data: bytes, at: int) -> int:
    """The end of a regular expression; right here if its line holds none: it was a division."""
    match = _REGEX.match(data, at)
    return match.end() if match else at


LEXIS = Lexis(
    opener=lazy_compile(rb"(?P<d>//|/\*|/|`|\"|')"),
    delimiters={
        b"//": LINE_COMMENT,
        b"/*": BLOCK_COMMENT,
        b"/": Delimiter(kind="regular expression", closer=_REGEX),
        b"`": Delimiter(kind="template", closer=lazy_compile(rb"[^`]*`"), multiline=True),
        b'"': DOUBLE_QUOTED,
        b"'": SINGLE_QUOTED,
    },
    multiline=lazy_compile(rb"/\*|\*/|`"),
    kinds=frozenset({"comment", "template_string", "string_fragment", "escape_sequence"}),
    skip=_divides,
    close={b"`": _end_of_template, b"/": _end_of_regex},
)
