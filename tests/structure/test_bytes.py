"""What a case document can't hold: line ends, and bytes that are no UTF-8."""

from __future__ import annotations

import pytest
from casefiles import file_diff

import patchvet

LF = b"one\ntwo\nthree\n"
CRLF = LF.replace(b"\n", b"\r\n")


def found(path: str, before: bytes | None, after: bytes, code: str) -> list[patchvet.Finding]:
    """The findings of `code`; notes all of them."""
    report = patchvet.check(
        file_diff(path, before, after), {} if before is None else {path: before}
    )
    assert report.verdict == "accepted", "a note never changes the verdict"
    return [one for one in report.findings if one.code == code]


@pytest.mark.parametrize("path", ["a.txt", "a.rs", "a.go.txt"])
@pytest.mark.parametrize(
    ("before", "after", "line", "message"),
    [
        pytest.param(LF, CRLF, 1, "change from LF to CRLF", id="all to CRLF"),
        pytest.param(CRLF, LF, 1, "change from CRLF to LF", id="all to LF"),
        pytest.param(LF, LF + b"four\r\n", 4, "1 of the added lines end in CRLF", id="one CRLF"),
        pytest.param(CRLF, CRLF + b"four\n", 4, "1 of the added lines end in LF", id="one LF"),
    ],
)
def test_other_line_ends_than_the_files_are_noted(
    path: str, before: bytes, after: bytes, line: int, message: str
) -> None:
    """The first such line is named, and how many there are."""
    if path.endswith(".rs"):
        before, after = before.replace(b"o", b"//"), after.replace(b"o", b"//")
    findings = found(path, before, after, "PV343")
    assert [one.line for one in findings] == [line]
    assert message in findings[0].message


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(LF, LF + b"four\n", id="LF stays"),
        pytest.param(CRLF, CRLF + b"four\r\n", id="CRLF stays"),
        pytest.param(LF + CRLF, LF + CRLF + b"four\r\n", id="it was mixed before"),
        pytest.param(LF, LF + b"four", id="no end at all"),
        pytest.param(None, CRLF, id="a new file"),
        pytest.param(LF, LF + b"a\rb\n", id="a return within the line"),
    ],
)
def test_line_ends_like_the_files_are_not_noted(before: bytes | None, after: bytes) -> None:
    assert found("a.txt", before, after, "PV343") == []


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        pytest.param("Grüße\n".encode(), "Grüße\né\n".encode("latin-1"), (1, 3), id="all of it"),
        pytest.param("Grüße\n".encode(), "Grüße\n".encode() + b"ab\xe9\n", (2, 3), id="one line"),
    ],
)
def test_bytes_that_are_utf8_no_longer_are_noted(
    before: bytes, after: bytes, place: tuple[int, int]
) -> None:
    """The first such byte is named, at its place."""
    findings = found("a.txt", before, after, "PV344")
    assert [(one.line, one.column) for one in findings] == [place]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("é\n".encode("latin-1"), "é\nè\n".encode("latin-1"), id="it never was UTF-8"),
        pytest.param(b"a\n", "a\né\n".encode(), id="UTF-8 stays"),
        pytest.param("é\n".encode("latin-1"), "é\n".encode(), id="it becomes UTF-8"),
    ],
)
def test_an_encoding_that_stays_is_not_noted(before: bytes, after: bytes) -> None:
    assert found("a.txt", before, after, "PV344") == []


def test_bytes_that_only_look_like_a_control_character_are_none() -> None:
    """In a file that is not UTF-8 the same bytes are letters."""
    before, after = b"caf\xe9\n", b"caf\xe9\n\xe2\x80\xae\n"
    assert found("a.txt", before, after, "PV313") == []


def test_the_note_about_further_places_leaves_no_error_out() -> None:
    """An error above the first escaped line is told beside it; those below are its follow-ons."""
    before = b"a = 1\n"
    after = b"a = = 1\n" + b"b = a \\n\n" * 5
    report = patchvet.check(file_diff("a.py", before, after), {"a.py": before})
    told = [(one.code, one.line, one.severity.value) for one in report.findings]
    assert told == [
        ("PV201", 1, "error"),
        ("PV312", 2, "error"),
        ("PV312", 3, "error"),
        ("PV312", 4, "error"),
        ("PV312", None, "note"),
    ]
    assert report.findings[-1].message == "2 more such places in this file"
