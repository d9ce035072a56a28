"""One line of code as a terminal shows it, and where a caret under it must stand.

A caret counts characters, a terminal columns: a tab is up to four columns, an ideograph two, a
combining accent none, and an escaped control character four or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width

from .escape import escape_character

if TYPE_CHECKING:
    from .style import Style

TAB = 4
WIDTH = 100


class Excerpt(NamedTuple):
    """`text` is ready to print; the caret starts after `indent` columns and is `length` wide."""

    text: str
    indent: int
    length: int


def excerpt(
    text: str, column: int | None, end_column: int | None, style: Style, width: int = WIDTH
) -> Excerpt:
    """The part of `text` around `column` that fits into `width` columns, cut ends marked with `…`.

    `column` and `end_column` are 1-based characters, the end exclusive; both may lie behind the
    text. Without a column the line's start is shown.
    """
    focus = min(max((column or 1) - 1, 0), len(text))
    end = min(max((end_column or 0) - 1, focus), len(text))
    text, skipped = _around(text, focus, width)
    focus, end = focus - skipped, min(end - skipped, len(text))

    cells, starts = _lay_out(text, style)
    first = _first_cell(starts, focus, width)
    origin = starts[first]
    last = first
    while last < len(cells) and starts[last + 1] - origin <= width:
        last += 1

    cut_left, cut_right = first + skipped > 0, last < len(cells)
    shown = "".join(cells[first:last])
    if cut_left:
        shown = style.ellipsis + shown
    if cut_right:
        shown += style.ellipsis
    indent = starts[focus] - origin + cut_left
    length = starts[min(end, last)] - starts[focus]
    return Excerpt(shown, indent, max(length, 1))


def columns(text: str) -> int:
    """How many columns of a terminal `text`, already escaped, takes."""
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _around(text: str, focus: int, width: int) -> tuple[str, int]:
    """A neighbourhood of `focus`, and how many characters before it were dropped.

    A minified file is one line of a megabyte: only what can be seen is laid out.
    """
    reach = 4 * width
    if len(text) <= 2 * reach:
        return text, 0
    skipped = max(focus - reach, 0)
    # One character more than is ever shown, so that the cut on the right is noticed.
    return text[skipped : focus + reach + 1], skipped


def _lay_out(text: str, style: Style) -> tuple[list[str], list[int]]:
    """What is shown for each character, and the column at which each starts (and the last ends)."""
    cells: list[str] = []
    starts = [0]
    for character in text:
        at = starts[-1]
        if character == "\t":
            cell = " " * (TAB - at % TAB)
        else:
            cell = escape_character(character, style.encoding)
        cells.append(cell)
        starts.append(at + columns(cell))
    return cells, starts


def _first_cell(starts: list[int], focus: int, width: int) -> int:
    """The first character to show: the line's start if `focus` is in sight from there.

    Otherwise `focus` stands at two thirds of the width: what comes before tells more than what
    follows. The place depends on nothing behind it, so two lines that differ from `focus` on are
    cut alike and can be compared.
    """
    if starts[focus] <= width * 9 // 10:
        return 0
    first = focus
    while starts[focus] - starts[first - 1] <= width * 2 // 3:
        first -= 1
    return first


def _character_width(character: str) -> int:
    if character.isascii():
        return 1
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
