"""The heading that git prints behind a hunk's `@@`."""

from __future__ import annotations

from bisect import bisect_left

from ..patterns import lazy_compile

# git's rule where no driver is configured (xdiff/xemit.c, `def_ff`): the last line before the hunk
# that starts with a letter, `_` or `$`, cut to 80 bytes.
_HEADING = lazy_compile(rb"[A-Za-z_$]")
HEADING_BYTES = 80


class Headings:
    """The lines of a file that git's default rule takes for headings."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self._indices = [index for index, line in enumerate(lines) if _HEADING.match(line)]

    def above(self, index: int) -> bytes:
        """The heading of a hunk whose first line is the 0-based `index`; b"" if there is none."""
        at = bisect_left(self._indices, index)
        if not at:
            return b""
        return self._lines[self._indices[at - 1]][:HEADING_BYTES].rstrip()


def is_default_heading(heading: bytes) -> bool:
    """Whether git's default rule can have printed `heading`; other rules are never compared."""
    return _HEADING.match(heading) is not None
