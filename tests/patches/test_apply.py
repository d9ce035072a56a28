"""Where hunks may stand: at their stated line, or at the only place that matches; never loosely."""

from __future__ import annotations

import pytest
from building import apply, hunk, of

from patchvet.patches.linemap import LineMap

TEN = b"".join(b"line %d\n" % number for number in range(1, 11))
EDIT = hunk(4, 4, " line 4", "-line 5", "+five", " line 6")


def codes(patch: bytes, before: bytes, *, unidiff_zero: bool = False) -> list[str]:
    applied = apply(patch, before, unidiff_zero=unidiff_zero)
    assert (applied.after is None) == bool(applied.problems)
    return [problem.code for problem in applied.problems]


def test_a_hunk_at_its_stated_line() -> None:
    """The bytes after, and where the hunk landed."""
    applied = apply(of("f", EDIT), TEN)
    assert applied.after == TEN.replace(b"line 5", b"five")
    assert [(one.old_line, one.new_line, one.offset) for one in applied.placements] == [(4, 4, 0)]
    assert applied.notes == ()


@pytest.mark.parametrize(("prefix", "offset"), [(b"0\n", 1), (b"0\n" * 7, 7)])
def test_the_only_other_place_is_taken_and_told(prefix: bytes, offset: int) -> None:
    """A hunk may sit at an offset if exactly one place matches; PV109 says how far."""
    applied = apply(of("f", EDIT), prefix + TEN)
    assert applied.after == prefix + TEN.replace(b"line 5", b"five")
    assert [one.offset for one in applied.placements] == [offset]
    assert [note.code for note in applied.notes] == ["PV109"]
    assert applied.notes[0].line == 4 + offset


def test_two_other_places_are_a_guess() -> None:
    """PV103 names the lines."""
    applied = apply(of("f", EDIT), b"0\n" + TEN + TEN)
    assert [problem.code for problem in applied.problems] == ["PV103"]
    assert "at lines 5, 15, not at line 4" in applied.problems[0].message


def test_the_stated_line_decides_between_equal_places() -> None:
    """A hunk at its stated line is where it belongs, however often its lines stand elsewhere."""
    applied = apply(of("f", hunk(5, 5, " x", "-x", "+y", " x")), b"x\n" * 20)
    assert applied.after == b"x\n" * 5 + b"y\n" + b"x\n" * 14


def test_line_numbers_that_contradict_each_other_decide_nothing() -> None:
    """git starts at the new line. Where it is not the old one moved by the hunks before: PV103."""
    assert codes(of("f", hunk(5, 9, " x", "-x", "+y", " x")), b"x\n" * 20) == ["PV103"]
    assert codes(of("f", EDIT.replace("+4,", "+7,")), TEN) == []


ANCHORED = [
    ("first line, at the start", hunk(1, 1, "-line 1", "+one", " line 2"), TEN, []),
    ("first line, further down", hunk(1, 1, "-line 1", "+one", " line 2"), b"0\n" + TEN, ["PV102"]),
    ("no context behind, at the end", hunk(9, 9, " line 9", "-line 10", "+ten"), TEN, []),
    ("no context behind, before the end", hunk(4, 4, " line 4", "-line 5", "+5"), TEN, ["PV110"]),
    ("end of file moved", hunk(9, 9, " line 9", "-line 10", "+ten"), b"0\n" + TEN, []),
    ("an insertion without context", hunk(4, 5, "+new"), TEN, ["PV110"]),
    ("an insertion at the very end", hunk(10, 11, "+new"), TEN, []),
    ("for an empty file", hunk(0, 1, "+new"), TEN, ["PV102"]),
    ("for an empty file that is empty", hunk(0, 1, "+new"), b"", []),
    ("behind the file's end", hunk(30, 31, "+new"), TEN, ["PV102"]),
]


@pytest.mark.parametrize(("name", "body", "before", "expected"), ANCHORED, ids=lambda value: value)
def test_gits_anchors_hold(name: str, body: str, before: bytes, expected: list[str]) -> None:
    """A hunk that starts the file, or has no context behind its last change, stands only there."""
    assert codes(of("f", body), before) == expected


def test_without_context_only_the_stated_line_counts() -> None:
    """-U0 hunks are applied where git is told so, and never at an offset."""
    patch = of("f", hunk(3, 4, "+new"), hunk(7, 7, "-line 7"))
    applied = apply(patch, TEN, unidiff_zero=True)
    assert applied.after == TEN.replace(b"line 4", b"new\nline 4").replace(b"line 7\n", b"")
    assert codes(patch, b"0\n" + TEN, unidiff_zero=True) == ["PV102"]


STRICT = [
    ("trailing space", b"line 5 \n"),
    ("tab for space", b"line\t5\n"),
    ("CRLF", b"line 5\r\n"),
    ("another byte", b"line 6\n"),
    ("case", b"Line 5\n"),
]


@pytest.mark.parametrize(("name", "line"), STRICT, ids=lambda value: value)
def test_context_matches_to_the_byte(name: str, line: bytes) -> None:
    """Nothing that differs in a single byte is taken."""
    assert codes(of("f", EDIT), TEN.replace(b"line 5\n", line)) == ["PV102"]


def test_line_ends_are_kept_as_they_are() -> None:
    """Form feeds, lone carriage returns and U+2028 end no line, and CRLF content comes through."""
    before = b"a\x0cb\r\nc\rd\r\n\xe2\x80\xa8\xff\n"
    patch = b"--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\x0cb\r\n-c\rd\r\n+C\rd\r\n \xe2\x80\xa8\xff\n"
    assert apply(patch, before).after == before.replace(b"c", b"C")


@pytest.mark.parametrize("before", [b"a\nb", b"a\nb\n"])
def test_the_last_newline_counts(before: bytes) -> None:
    """A file with a last newline and one without are two different files."""
    patch = of("f", hunk(1, 1, "-a", "+c", " b", "\\"))
    assert codes(patch, before) == ([] if before == b"a\nb" else ["PV102"])


def test_hunks_may_stand_out_of_order_but_not_overlap() -> None:
    """As for git: a line that one hunk took, context included, is not there for another."""
    first, second = (
        hunk(1, 1, "-line 1", "+one", " line 2"),
        hunk(7, 7, " line 7", "-line 8", " line 9"),
    )
    assert codes(of("f", second, first), TEN) == []
    overlapping = hunk(2, 2, " line 2", "-line 3", "+three", " line 4")
    assert codes(of("f", first, overlapping), TEN) == ["PV102"]


def test_the_same_hunk_twice() -> None:
    """PV108, also where the second one would find another place."""
    assert "PV108" in codes(of("f", EDIT, EDIT), TEN + TEN)
    assert (
        codes(of("f", EDIT, hunk(14, 14, " line 4", "-line 5", "+five", " line 6")), TEN + TEN)
        == []
    )


HEADED = b"0\n0\n0\ndef one():\n    a\n    b\n    c\ndef two():\n    x\n    y\n    z\n"


def test_a_hunk_at_an_offset_under_another_heading() -> None:
    """PV107 is a warning where git's own rule would print another heading for the place."""
    moved = hunk(6, 6, "     x", "-    y", "     z", heading="def one():")
    applied = apply(of("f", moved), HEADED)
    assert [note.code for note in applied.notes] == ["PV109", "PV107"]
    assert applied.after is not None
    right = moved.replace("def one", "def two")
    assert [note.code for note in apply(of("f", right), HEADED).notes] == ["PV109"]
    other_rule = moved.replace("def one", "    def one")
    assert [note.code for note in apply(of("f", other_rule), HEADED).notes] == ["PV109"]


def test_a_heading_at_the_stated_line_is_not_compared() -> None:
    """Good patches often name the previous symbol; at the stated line a heading says nothing."""
    stated = hunk(9, 9, "     x", "-    y", "     z", heading="def one():")
    assert apply(of("f", stated), HEADED).notes == ()


def test_a_place_under_the_named_heading_makes_it_an_error() -> None:
    """Two equal blocks, and a hunk that another one pushed out of the function it names."""
    block = b"    a\n    b\n    c\n"
    before = b"def one():\n" + block + b"def two():\n" + block
    first = hunk(2, 2, "     a", "-    b", "     c", heading="def one():")
    second = hunk(3, 2, "     a", "-    b", "+    B", "     c", heading="def one():")
    applied = apply(of("f", first, second), before)
    assert [problem.code for problem in applied.problems] == ["PV107"]
    assert "it matches under its heading too, at line 2" in applied.problems[0].message


def test_the_line_map() -> None:
    """Lines before and after, paired across hunks, offsets included."""
    patch = of(
        "f",
        hunk(2, 2, " line 2", "-line 3", "+a", "+b", " line 4"),
        hunk(8, 9, " line 8", "-line 9", " line 10"),
    )
    lines = apply(patch, b"0\n" + TEN).line_map()
    assert (lines.added, lines.removed) == ((4, 5), (4, 10))
    assert [lines.after(line) for line in (1, 3, 4, 5, 9, 10, 11)] == [1, 3, None, 6, 10, None, 11]
    assert [lines.before(line) for line in (1, 3, 4, 5, 6, 10, 11)] == [1, 3, None, None, 5, 9, 11]


def test_the_line_map_of_an_untouched_file() -> None:
    """Every line is itself."""
    lines = LineMap((), (), ((1, 1),))
    assert lines.before(7) == lines.after(7) == 7
