"""The text that a tired person reads: where, what, the evidence, and what was not looked at."""

from __future__ import annotations

import pytest
from reports import exhibit, file_report, finding, report

from patchvet.cli.output import Run, Trouble
from patchvet.cli.output.style import Style
from patchvet.cli.output.text_report import end_text, patch_text, render_text
from patchvet.validators.report import CheckStatus, FileReport, Report, Severity, Status

WHOLE = """\
src/cart.py:41:16: PV102 context-mismatch: hunk 2 of 3 does not match the file  (fix.patch:27)
  patch expects │     return sum(i.price for i in items)
  file has      │     return sum(i.price * i.qty for i in items)
                │                        ^ first difference
  hint:  regenerate hunk 2 from lines 38-44 of src/cart.py

rejected: 1 error · 1 file examined, 0 unchecked · syntax by cpython 3.11 compile · 6 ms
"""


def text_of(report: Report, **style: object) -> list[str]:
    return patch_text(report, Run(sources=[report.source]), Style(**style)).splitlines()  # type: ignore[arg-type]


def test_a_finding_shows_place_evidence_and_the_way_out() -> None:
    """The whole form, once, as a reader sees it."""
    shown = finding(
        hint="regenerate hunk 2 from lines 38-44 of src/cart.py",
        exhibits=(
            exhibit("    return sum(i.price for i in items)", label="patch expects"),
            exhibit("    return sum(i.price * i.qty for i in items)", 24, note="first difference"),
        ),
    )
    assert render_text([report(file_report("src/cart.py", shown))]) == WHOLE


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({}, "src/cart.py:41:16: PV102 context-mismatch: no  (fix.patch:27)"),
        ({"column": None}, "src/cart.py:41: PV102 context-mismatch: no  (fix.patch:27)"),
        ({"line": None}, "src/cart.py: PV102 context-mismatch: no  (fix.patch:27)"),
        ({"patch_line": None}, "src/cart.py:41:16: PV102 context-mismatch: no"),
        ({"path": None}, "fix.patch:27: PV102 context-mismatch: no"),
        ({"path": None, "patch_line": None}, "fix.patch: PV102 context-mismatch: no"),
        (
            {"severity": Severity.WARNING, "patch_line": None},
            "src/cart.py:41:16: warning: PV102 context-mismatch: no",
        ),
        (
            {"severity": Severity.NOTE, "patch_line": None},
            "src/cart.py:41:16: note: PV102 context-mismatch: no",
        ),
    ],
)
def test_the_heading_tells_what_is_known(changes: dict[str, object], heading: str) -> None:
    assert text_of(report(findings=[finding(message="no", **changes)]))[0] == heading


def test_line_numbers_stand_right_and_carets_span_the_place() -> None:
    shown = finding(
        exhibits=(
            exhibit("def f(:", 7, label="", line=9, end_column=9, note="expected `)`"),
            exhibit("\tpass", label="", line=10),
        )
    )
    assert text_of(report(findings=[shown]))[1:4] == [
        "   9 │ def f(:",
        "     │       ^ expected `)`",
        "  10 │     pass",
    ]


def test_evidence_from_another_file_is_preceded_by_its_place() -> None:
    shown = finding(exhibits=(exhibit("x = 1", 1, path="src/b.py", line=3, label="taken"),))
    assert text_of(report(findings=[shown]))[1:4] == [
        "        │ in src/b.py:3:1:",
        "  taken │ x = 1",
        "        │ ^",
    ]


def test_lines_beside_the_caret_are_cut_around_it_too() -> None:
    """Expected and found can be compared where they differ, far to the right."""
    start = "x" * 300
    lines = text_of(
        report(findings=[finding(exhibits=(exhibit(start + "old"), exhibit(start + "new", 301)))])
    )
    assert lines[1].endswith("xxxold")
    assert lines[1].index("old") == lines[2].index("new") == lines[3].index("^")


def test_what_the_heading_says_is_not_said_again() -> None:
    shown = finding(message="expected `)`", exhibits=(exhibit("f(", 3, note="expected `)`"),))
    assert text_of(report(findings=[shown]))[2] == "           │   ^"


def test_an_empty_line_of_evidence_leaves_no_blank_at_its_end() -> None:
    lines = text_of(report(findings=[finding(exhibits=(exhibit(""),))]))
    assert lines[1] == "  file has │"


def test_one_liners_stand_together_and_paragraphs_apart() -> None:
    short, long = finding(severity=Severity.NOTE), finding(hint="do it again")
    lines = text_of(report(findings=[short, short, long, short]))
    assert [not line for line in lines] == [
        False,
        False,
        True,
        False,
        False,
        True,
        False,
        True,
        False,
    ]


SYNTAX_NOT_RUN = CheckStatus(Status.NOT_RUN, reason="no known language")


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ([], "accepted: no findings · 0 files examined, 0 unchecked · 6 ms"),
        (
            [file_report("a.py"), file_report("b.txt", syntax=SYNTAX_NOT_RUN)],
            "accepted: no findings · 2 files examined, 0 unchecked · "
            "syntax not run on 1 file: no known language · syntax by cpython 3.11 compile · 6 ms",
        ),
        (
            [
                file_report(
                    "a.py", finding(severity=Severity.WARNING), finding(severity=Severity.NOTE)
                )
            ],
            "accepted: 1 warning, 1 note · 1 file examined, 0 unchecked · "
            "syntax by cpython 3.11 compile · 6 ms",
        ),
    ],
)
def test_the_last_line_counts_what_was_and_was_not_looked_at(
    files: list[FileReport], line: str
) -> None:
    assert text_of(report(*files))[-1] == line


def test_unchecked_is_said_with_its_reason() -> None:
    """ "Not checked" never reads as success: file, check and cause have a line of their own."""
    status = CheckStatus(Status.UNCHECKED, "tree-sitter-python", "larger than 2 MB")
    lines = text_of(report(file_report("big.py", syntax=status)))
    assert lines[0] == "big.py: unchecked: syntax: larger than 2 MB (tree-sitter-python)"
    assert lines[-1].startswith("unchecked: no findings · 0 files examined, 1 unchecked")


def test_a_verdict_that_options_limit_says_so() -> None:
    run = Run(sources=["fix.patch"], limited_by=["--ignore PV3"])
    assert "· limited by --ignore PV3 ·" in patch_text(report(), run, Style())


def test_several_patches_have_a_verdict_each_and_a_sum() -> None:
    reports = [
        report(file_report("a.py"), source="one.patch"),
        report(file_report("b.py", finding()), source="two.patch"),
    ]
    lines = render_text(reports, elapsed=1.25).splitlines()
    assert lines[0].startswith("one.patch: accepted: no findings")
    assert lines[4].startswith("two.patch: rejected: 1 error")
    assert lines[-1] == (
        "2 patches: 1 accepted, 1 rejected · 1 error · 2 files examined, 0 unchecked · 1.2 s"
    )


def test_a_patch_that_could_not_be_judged_is_counted() -> None:
    run = Run(sources=["a", "b"], reports=[report()], troubles=[Trouble("gone", 2, "b")])
    assert end_text(run, Style()).startswith("2 patches: 1 accepted, 1 not judged ·")


HOSTILE = "\x1b]0;pwned\x07\u202e\u200b\r\n"


def test_hostile_text_is_shown_and_does_nothing() -> None:
    """Paths, lines, labels, notes, reasons: whatever comes from a patch is escaped."""
    evil = finding(
        code=HOSTILE,
        name=HOSTILE,
        message=HOSTILE,
        hint=HOSTILE,
        path=HOSTILE,
        exhibits=(exhibit(HOSTILE, 3, label=HOSTILE, note=HOSTILE, path="b" + HOSTILE),),
    )
    status = CheckStatus(Status.UNCHECKED, HOSTILE, HOSTILE)
    skipped = CheckStatus(Status.NOT_RUN, reason=HOSTILE)
    text = render_text(
        [
            report(
                file_report(HOSTILE, evil, applies=status, syntax=skipped),
                source=HOSTILE,
                oracles={"python": (HOSTILE,)},
            ),
            report(source="b"),
        ]
    )
    assert all(line.isprintable() for line in text.split("\n"))
    assert "\\x1b]0;pwned\\x07\\u202e\\u200b\\r\\n" in text


def test_an_endless_path_is_cut() -> None:
    assert all(len(line) < 2500 for line in text_of(report(findings=[finding(path="a" * 10**6)])))


def test_colour_adds_escape_sequences_and_nothing_else() -> None:
    import re

    one = report(findings=[finding(hint="h", exhibits=(exhibit("abc", 2),))])
    plain, coloured = render_text([one]), render_text([one], colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp932", "utf-8"])
def test_every_encoding_can_hold_the_text(encoding: str) -> None:
    evil = finding(message="日本 é", exhibits=(exhibit("x" * 300 + "日", 250, note="…"),))
    lines = text_of(report(file_report("é.py", evil)), encoding=encoding)
    "\n".join(lines).encode(encoding)
