"""Why input holds no patch at all: what it looks like instead (PV004), or indented (PV006)."""

from __future__ import annotations

import re

from ..patterns import lazy_compile
from .model import Problem

_SHIFTED = lazy_compile(
    rb"^(?P<shift>[ \t>]{1,40})(?:diff --git |--- [^\n]*\n(?P=shift)\+\+\+ )", re.MULTILINE
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
_HINTS = {
    "UTF-16 text": "save it as UTF-8 (PowerShell: `git diff --output=fix.patch`)",
    "gzip data": "unpack it first",
    "bzip2 data": "unpack it first",
    "xz data": "unpack it first",
    "Zstandard data": "unpack it first",
}
_FORMS = (
    (lazy_compile(rb"^<{5,} SEARCH", re.MULTILINE), "SEARCH/REPLACE blocks"),
    (lazy_compile(rb"^\*\*\* Begin Patch", re.MULTILINE), "a `*** Begin Patch` block"),
    (lazy_compile(rb"^\*\*\* \S.*\n--- \S.*\n\*{15}", re.MULTILINE), "a context diff"),
    (
        lazy_compile(rb"^\d+(?:,\d+)?[acd]\d*(?:,\d+)?\n[<>] ", re.MULTILINE),
        "a diff without context",
    ),
    (lazy_compile(rb"\A\s*<(?:!DOCTYPE|html)", re.IGNORECASE), "an HTML page"),
    (lazy_compile(rb"\A\s*[{\[]\s*[\"{\[\]}]"), "JSON"),
)
# Enough of the input to tell what it is; the rest would only cost time.
_GLANCE = 65_536
_HINT = "hand in a unified diff, as `git diff` prints it"


def no_patch(data: bytes) -> Problem:
    """The one problem of input in which nothing of a patch was found."""
    shifted = _SHIFTED.search(data)
    if shifted is not None:
        return _indented(data, shifted)
    what = _looks_like(data)
    return Problem(
        "PV004",
        f"there is no patch in the input; it is {what}",
        _HINTS.get(what, _HINT),
        patch_line=1 if data else None,
    )


def _indented(data: bytes, shifted: re.Match[bytes]) -> Problem:
    quoted = b">" in shifted["shift"]
    return Problem(
        "PV006",
        "the patch is quoted as in a mail, every line behind a `>`"
        if quoted
        else "the patch is indented, so that no line of it is recognised",
        "take the quote marks away" if quoted else "take the common indentation away",
        patch_line=data.count(b"\n", 0, shifted.start()) + 1,
    )


def _looks_like(data: bytes) -> str:
    if not data:
        return "empty"
    glance = data[:_GLANCE]
    if not glance.strip():
        return "blank"
    for magic, what in _MAGIC:
        if glance.startswith(magic):
            return what
    if b"\0" in glance:
        return "binary data"
    for form, what in _FORMS:
        if form.search(glance):
            return what
    if b"\n" not in data and len(data) > 10_000:
        return f"one line of {len(data):,} bytes"
    return "text without a file header or a hunk"
