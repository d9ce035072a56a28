"""Which names a file header gives, read as `git apply` reads them at a given `-p`.

Rows and names are latin-1 text, one character a byte. The rules are git 2.39's, found by
experiment: a name ends at a tab or a carriage return, a timestamp behind it is cut off also where
spaces stand before it, GNU diff's epoch timestamps mean "no such file".
"""

from __future__ import annotations

import re

from ..patterns import lazy_compile
from .quoting import unquote

_DEV_NULL = lazy_compile(r"/dev/null(?:[\t\r ]|$)")
_NAME_END = lazy_compile(r"[\t\r]")
_TIMESTAMP = lazy_compile(
    r"[\t ](?:\d\d)?\d\d-\d\d-\d\d"
    r"(?: \d\d:\d\d:\d\d(?:\.\d+)?)?"
    r"(?: [+-]\d\d:?\d\d)?$",
    re.ASCII,
)
_LONGEST_TIMESTAMP = 60
_EPOCH = lazy_compile(
    r"(1969-12-31|1970-01-01) ([0-2]\d):([0-5]\d):00(?:\.0+)? ([-+])([0-2]\d):?([0-5]\d)\r?$",
    re.ASCII,
)
_GAP = lazy_compile(r"[ \t]")
_SLASHES = lazy_compile("//+")
# Two names of the longest path that Linux knows (PATH_MAX, 4096 bytes), and room to spare: beyond
# it the search for the gap between them would take seconds.
_LONGEST_HEADER = 20_000


def is_dev_null(field: str) -> bool:
    """Whether what follows `--- ` or `+++ ` is /dev/null."""
    return _DEV_NULL.match(field) is not None


def is_epoch(field: str) -> bool:
    """Whether the field's timestamp is 1970-01-01 00:00 UTC, GNU diff's "no such file"."""
    tab = field.rfind("\t")
    match = _EPOCH.match(field, tab + 1) if tab >= 0 else None
    if match is None:
        return False
    day, hour, minute, sign, zone_hours, zone_minutes = match.groups()
    offset = int(zone_hours) * 60 + int(zone_minutes)
    local = int(hour) * 60 + int(minute)
    midnight = 24 * 60 if day == "1969-12-31" else 0
    return local - (-offset if sign == "-" else offset) == midnight


def git_name(field: str, strip: int) -> str | None:
    """The name in a `---`/`+++` line below a `diff --git` line; None if `-p` leaves nothing."""
    if field.startswith('"'):
        quoted = unquote(field)
        if quoted is not None:
            return strip_components(quoted[0], strip)
    return strip_components(_NAME_END.split(field, maxsplit=1)[0], strip)


def plain_name(field: str, strip: int) -> str | None:
    """The name in a `---`/`+++` line of a patch without `diff --git`, its timestamp cut off."""
    if not field.startswith('"'):
        stamp = _TIMESTAMP.search(field, max(0, len(field) - _LONGEST_TIMESTAMP))
        if stamp is not None and stamp.start() > 0:
            name = field[: stamp.start()]
            return strip_components(name if stamp[0][0] == "\t" else name.rstrip(" "), strip)
    return git_name(field, strip)


def moved_name(field: str, strip: int) -> str | None:
    """The name in a `rename from`, `copy to` … line, which has no `a/` or `b/` before it."""
    below = max(strip - 1, 0)
    if field.startswith('"'):
        quoted = unquote(field)
        if quoted is not None:
            return strip_components(quoted[0], below)
    return strip_components(field.split("\r", 1)[0], below)


def strip_components(name: str, strip: int) -> str | None:
    """`name` without its first `strip` components; None if it has no more than these."""
    start = 0
    for _ in range(strip):
        start = name.find("/", start) + 1
        if start == 0:
            return None
    left = name[start:]
    return (_SLASHES.sub("/", left) if "//" in left else left) or None


def header_name(rest: str, strip: int) -> str | None:
    """The one name that `diff --git` says twice; None if it says two names, or none is left.

    `rest` is what follows `diff --git `. Names with spaces are told apart by standing there twice.
    """
    if rest.startswith('"'):
        return _quoted_first(rest, strip)
    start = _prefix_end(rest, strip)
    if start is None:
        return None
    quote = rest.find('"', start)
    if quote >= 0:
        return _quoted_second(rest, start, quote, strip)
    return _said_twice(rest, start, strip)


def _prefix_end(text: str, strip: int) -> int | None:
    """Where the name starts behind its `strip` components; None for an absolute path."""
    if strip == 0:
        return None if text.startswith("/") else 0
    start = 0
    for _ in range(strip):
        slash = text.find("/", start)
        if slash < 0 or (start == 0 and slash == 0):
            return None
        start = slash + 1
    return start


def _quoted_first(rest: str, strip: int) -> str | None:
    first = unquote(rest)
    if first is None:
        return None
    name, end = first
    start = _prefix_end(name, strip)
    second = rest[end:].lstrip(" \t\r")
    if second.startswith('"'):
        other = unquote(second)
        second = other[0] if other is not None else ""
    other_start = _prefix_end(second, strip)
    if start is None or other_start is None or name[start:] != second[other_start:]:
        return None
    return name[start:] or None


def _quoted_second(rest: str, start: int, quote: int, strip: int) -> str | None:
    second = unquote(rest[quote:])
    other_start = _prefix_end(second[0], strip) if second is not None else None
    if second is None or other_start is None:
        return None
    name = second[0][other_start:]
    first = rest[start:quote]
    follows = first[len(name) : len(name) + 1]
    return name if name and first.startswith(name) and follows in (" ", "\t", "\r") else None


def _said_twice(rest: str, start: int, strip: int) -> str | None:
    total = len(rest)
    if total > _LONGEST_HEADER:
        return None
    for match in _GAP.finditer(rest, start + 1):
        gap = match.start()
        # Both names have the same length once the prefixes are off, which leaves one gap that fits.
        second = total - (gap - start)
        prefix_end = _prefix_end(rest[gap + 1 :], strip)
        if prefix_end is None or gap + 1 + prefix_end != second:
            continue
        if rest.startswith(rest[start:gap], second):
            return rest[start:gap]
    return None
