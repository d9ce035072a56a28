"""What a patch puts into our output can neither command the terminal nor hide on it."""

from __future__ import annotations

import pytest

from patchvet.cli.output.escape import escape, shorten


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m", "\\x9b31m"),  # CSI as one C1 character
        ("a\x00b", "a\\x00b"),
        ("a\rb\nc\td", "a\\rb\\nc\\td"),
        ("\x7f", "\\x7f"),
        ("\u202eevil\u202c", "\\u202eevil\\u202c"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("zero\u200bwidth\u200d\ufeff", "zero\\u200bwidth\\u200d\\ufeff"),
        ("line\u2028separator", "line\\u2028separator"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("no-break\u00a0space", "no-break\\xa0space"),
        ("\u3164filler", "\\u3164filler"),
        ("v\ufe0f\U000e0101", "v\\ufe0f\\U000e0101"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("caf\udce9", "caf\\xe9"),  # a byte that was no UTF-8
        ("\ud800", "\\ud800"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_written_out(hostile: str, shown: str) -> None:
    assert escape(hostile) == shown


@pytest.mark.parametrize("plain", ["", "def f(x): return 'ü'", "日本語", "\\x1b", "e\u0301", "🙂"])
def test_what_is_visible_stays(plain: str) -> None:
    """Letters of any script stay, and backslashes too: code is full of them."""
    assert escape(plain) == plain


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", "\\xfc\\u65e5"), ("latin-1", "ü\\u65e5"), ("utf-8", "ü日")],
)
def test_what_the_output_cannot_hold_is_written_out(encoding: str, shown: str) -> None:
    assert escape("ü日", encoding) == shown


def test_absurd_lengths_are_cut() -> None:
    assert shorten("a" * 10, 4, "…") == "aaaa…"
    assert shorten("aaaa", 4, "…") == "aaaa"
