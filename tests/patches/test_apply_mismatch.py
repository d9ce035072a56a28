"""What is said of a hunk that does not match: the cause, the first divergent line, the way out."""

from __future__ import annotations

import pytest
from building import apply, hunk, of

import patchvet

SOURCE = b"".join(b"    total += price[%d]\n" % number for number in range(1, 31))


def line(number: int) -> str:
    return f"    total += price[{number}]"


def edit(expected: str) -> bytes:
    return of("f", hunk(5, 5, f" {line(5)}", f" {line(6)}", f"-{expected}", "+x", f" {line(8)}"))


DIFFERENCES = [
    ("text", line(77), "the text differs", 21),
    ("indentation", line(7)[2:], "only the indentation differs", 3),
    ("tabs", "\t" + line(7).lstrip(), "the patch has tabs, the file spaces", 1),
    ("trailing", line(7) + " ", "only whitespace at the end of the line differs", 22),
    ("inside", line(7).replace(" += ", "  += "), "only whitespace within the line differs", 11),
    ("CRLF", line(7) + "\r", "only the line ends differ: the patch has CRLF, the file LF", 22),
]


@pytest.mark.parametrize(
    ("name", "expected", "cause", "column"), DIFFERENCES, ids=lambda v: str(v)[:9]
)
def test_the_first_divergent_line_and_its_cause(
    name: str, expected: str, cause: str, column: int
) -> None:
    """PV102 names the line, the column and what differs, and shows both lines."""
    (problem,) = apply(edit(expected), SOURCE).problems
    assert (problem.code, problem.line, problem.column, problem.hunk) == ("PV102", 7, column, 1)
    assert cause in problem.message
    assert "hunk 1 of 1" in problem.message
    assert problem.patch_line == 7, "the patch's own line"
    assert [one.label for one in problem.exhibits] == ["patch expects", "file has"]
    assert problem.exhibits[1].text == line(7)
    assert problem.exhibits[1].line == 7


def test_lines_are_compared_where_the_block_stands() -> None:
    """A blank line of another place does not draw the comparison there."""
    before = b"one\n\ntwo\nthree\n\ndef f(a: int):\n    b = a\n    c = b\n    return c\n"
    body = hunk(
        5, 5, " ", " def f(a: str):", "     b = a", "-    c = b", "+    c = 2", "     return c"
    )
    (problem,) = apply(of("f", body), before).problems
    assert (problem.line, problem.column, problem.patch_line) == (6, 10, 6)
    assert [one.text for one in problem.exhibits] == ["def f(a: str):", "def f(a: int):"]


def test_a_line_that_is_missing_from_the_file() -> None:
    """Told as such, beside the line that stands there instead."""
    body = hunk(5, 5, f" {line(5)}", " not there", f"-{line(6)}", f" {line(7)}")
    (problem,) = apply(of("f", body), SOURCE).problems
    assert "a line that the patch expects is not there" in problem.message
    assert [one.text for one in problem.exhibits] == ["not there", line(6)]


def test_a_line_that_the_file_has_more() -> None:
    """Also far away from the stated line: the region is found by its lines."""
    body = hunk(50, 50, f" {line(20)}", f"-{line(22)}", f" {line(23)}", f" {line(24)}")
    (problem,) = apply(of("f", body), SOURCE).problems
    assert "the file has a line more than the patch expects" in problem.message
    assert problem.line == 21
    assert "lines 2" in problem.hint


def test_nothing_of_the_hunk_is_there() -> None:
    """Invented context is called that."""
    (problem,) = apply(of("f", hunk(5, 5, " one", "-two", " three")), SOURCE).problems
    assert "none of the lines that it expects is in the file" in problem.message


def test_the_missing_last_newline() -> None:
    """Either way round the message names the marker."""
    body = hunk(28, 28, f" {line(28)}", f"-{line(29)}", f" {line(30)}")
    (problem,) = apply(of("f", body), SOURCE[:-1]).problems
    assert "the file's last line has no newline" in problem.message
    marked = hunk(28, 28, f" {line(28)}", f"-{line(29)}", f" {line(30)}", "\\")
    (problem,) = apply(of("f", marked), SOURCE).problems
    assert "in the file a newline follows" in problem.message


def test_a_patch_that_is_applied_already() -> None:
    """PV104 for each hunk, or once for the file where all of them are."""
    one = hunk(5, 5, f" {line(5)}", f"-{line(6)}", "+six", f" {line(7)}")
    two = hunk(15, 15, f" {line(15)}", f"-{line(16)}", "+sixteen", f" {line(17)}")
    after = apply(of("f", one, two), SOURCE).after
    assert after is not None
    (problem,) = apply(of("f", one, two), after).problems
    assert (problem.code, problem.hunk) == ("PV104", None)
    assert problem.message.startswith("each of the 2 hunks is applied already")
    assert "--rev HEAD" in problem.hint
    half = apply(of("f", one), SOURCE).after
    assert half is not None
    assert [(one.code, one.hunk) for one in apply(of("f", one, two), half).problems] == [
        ("PV104", 1)
    ]


def test_a_patch_that_is_reversed() -> None:
    """PV105 where the `index` line proves that the file is the old one, so the signs are wrong."""
    body = hunk(5, 5, f" {line(5)}", "-six", f"+{line(6)}", f" {line(7)}")
    index = f"index {_blob(SOURCE)}..1111111111 100644\n".encode()
    patch = of("f", body).replace(b"--- ", index + b"--- ", 1)
    assert [problem.code for problem in apply(patch, SOURCE).problems] == ["PV105"]
    assert [problem.code for problem in apply(of("f", body), SOURCE).problems] == ["PV104"]


def _blob(data: bytes) -> str:
    from patchvet.patches.blob_id import blob_id

    return blob_id(data)[:10]


def test_the_nearest_path_is_named() -> None:
    """PV101 looks for the name first, in the folder most like the wanted one."""
    files = {"src/cart.py": b"", "lib/cart.py": b"", "src/other.py": b""}
    for wanted, nearest in [
        ("cart.py", "lib/cart.py"),
        ("app/src/cart.py", "src/cart.py"),
        ("src/othr.py", "src/other.py"),
    ]:
        read = patchvet.parse_patch(of(wanted, hunk(1, 1, "-a", "+b")), strip=1)
        (step,) = patchvet.apply_patch(read, patchvet.InMemoryTree(files)).steps
        assert step.applied is not None
        (problem,) = step.applied.problems
        assert problem.code == "PV101"
        assert problem.hint == f"the nearest path is `{nearest}`"


def test_evidence_costs_little_however_many_hunks_are_astray() -> None:
    """Only the first few are compared with the file line by line; every one is reported."""
    hunks = [hunk(n, n, f" gone {n}", f"-{line(1)} {n}", f" {line(n)}") for n in range(1, 400)]
    problems = apply(of("f", *hunks), SOURCE).problems
    assert len(problems) == 399
    assert sum(bool(problem.exhibits) for problem in problems) <= 8
