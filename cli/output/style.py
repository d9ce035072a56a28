"""How text looks on one output: its colours, its signs, and what its encoding can hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .escape import escape, shorten

# Select Graphic Rendition, ECMA-48 section 8.3.117.
COLOURS = {
    "error": "1;31",
    "rejected": "1;31",
    "warning": "1;33",
    "unchecked": "1;33",
    "note": "1;36",
    "accepted": "1;32",
    "place": "1",
    "caret": "1;32",
    "bar": "2",
    "aside": "2",
    "hint": "1;36",
}

# A path or a message longer than this is cut; both are under the patch's control.
LONGEST_TEXT = 1000


@dataclass(frozen=True)
class Style:
    """`encoding` is the output's: signs that it cannot hold become ASCII, other text is escaped."""

    colour: bool = False
    encoding: str = "utf-8"

    def paint(self, text: str, role: str) -> str:
        """`text` in the colour of its role, one of COLOURS; unchanged where there is no colour."""
        return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if self.colour and text else text

    def safe(self, text: str) -> str:
        """Text from outside, escaped, and cut where it is absurdly long."""
        return escape(shorten(text, LONGEST_TEXT, self.ellipsis), self.encoding)

    @cached_property
    def bar(self) -> str:
        return self._sign("│", "|")

    @cached_property
    def dot(self) -> str:
        return self._sign("·", "-")

    @cached_property
    def ellipsis(self) -> str:
        # One column wide in both forms, so that carets stay where they are.
        return self._sign("…", "~")

    def _sign(self, sign: str, plain: str) -> str:
        try:
            sign.encode(self.encoding)
        except UnicodeEncodeError:
            return plain
        return sign
