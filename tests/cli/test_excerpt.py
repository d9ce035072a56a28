"""The caret stands under the character that it means, whatever stands before it."""

from __future__ import annotations

import unicodedata

import pytest

from patchvet.cli.output.excerpt import columns, excerpt
from patchvet.cli.output.style import Style

STYLE = Style()


def under_the_caret(text: str, column: int, end_column: int | None = None, width: int = 100) -> str:
    """What a terminal shows above the carets, each column of it as a character."""
    shown = excerpt(text, column, end_column, STYLE, width)
    cells = ""
    for character in shown.text:
        if unicodedata.combining(character):
            continue
        wide = unicodedata.east_asian_width(character) in "WF"
        cells += character + ("\0" if wide else "")
    return cells[shown.indent : shown.indent + shown.length].replace("\0", "")


@pytest.mark.parametrize(
    ("text", "column", "end_column", "above"),
    [
        ("return total", 8, 13, "total"),
        ("return total", 8, None, "t"),
        ("\tif\tx {", 5, 6, "x"),
        ("\t\treturn", 3, 9, "return"),
        ("日本 = 値 + 1", 6, 7, "値"),
        ("e\u0301te\u0301 = x", 9, 10, "x"),
        ("a\x1b[2Jb = 1", 6, 7, "b"),
        ("\u202eab", 1, 2, "\\u202e"),
        ("🙂 = 1", 3, 4, "="),
        ("caf\udce9 = 1", 6, 7, "="),
    ],
)
def test_the_caret_is_under_what_it_means(
    text: str, column: int, end_column: int | None, above: str
) -> None:
    assert under_the_caret(text, column, end_column) == above


@pytest.mark.parametrize("place", [0, 1, 50, 89, 91, 500, 985, 999])
def test_a_long_line_is_cut_around_the_caret(place: int) -> None:
    """The place is in sight, cut ends are marked, and the width is kept."""
    text = "x" * place + "@" + "y" * (999 - place)
    shown = excerpt(text, place + 1, place + 2, STYLE)
    assert under_the_caret(text, place + 1, place + 2) == "@"
    assert columns(shown.text) <= 102
    assert shown.text.startswith("…") == (place > 90)
    assert shown.text.endswith("…") == (place < 960)


def test_two_lines_that_differ_at_the_caret_are_cut_alike() -> None:
    """Expected and found stand under each other, also where one of them ends early."""
    start = "value_" * 40
    one = excerpt(start + "left", 241, None, STYLE)
    other = excerpt(start + "right, and a long rest " * 20, 241, None, STYLE)
    assert one.indent == other.indent
    assert one.text[: one.indent] == other.text[: other.indent]


@pytest.mark.parametrize("column", [None, 1, 5, 500])
def test_columns_outside_the_line_are_brought_inside(column: int | None) -> None:
    """An error at the end of a line has its caret behind the last character."""
    shown = excerpt("abc", column, None, STYLE)
    assert (shown.text, shown.length) == ("abc", 1)
    assert shown.indent <= 3
    assert excerpt("", column, None, STYLE).indent == 0


def test_tabs_end_at_stops() -> None:
    """As an editor shows them: up to the next fourth column."""
    assert excerpt("a\tb\t\tc", None, None, STYLE).text == "a   b       c"


def test_an_end_before_the_start_is_one_caret() -> None:
    assert excerpt("return x", 8, 3, STYLE).length == 1


def test_a_megabyte_on_one_line_is_not_laid_out() -> None:
    """Only a neighbourhood is looked at, and both ends show that there is more."""
    shown = excerpt("x" * 1_000_000, 500_000, None, STYLE)
    assert shown.text.startswith("…x")
    assert shown.text.endswith("x…")


def test_an_ascii_output_gets_ascii_signs() -> None:
    shown = excerpt("é" * 200, 150, 151, Style(encoding="ascii"))
    assert shown.text.isascii()
    assert shown.text.startswith("~")
    assert shown.text[shown.indent : shown.indent + shown.length] == "\\xe9"
