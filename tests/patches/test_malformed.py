"""What unidiff, git or GNU patch let through is refused by code and line; its twin is not."""

from __future__ import annotations

import pytest

from patchvet.patches.limits import Limits
from patchvet.patches.unified import parse_patch

HEADER = "--- a/x\n+++ b/x\n"
GIT = "diff --git a/x b/x\n"
GOOD = HEADER + "@@ -1,2 +1,3 @@\n one\n+two\n three\n"
ZEROS = "0" * 40

# name → (patch, code, line of the patch)
MALFORMED = {
    "too few lines stated": (GOOD.replace("+1,3", "+1,2"), "PV001", 3),
    "too many stated, text behind": (GOOD.replace("-1,2 +1,3", "-1,9 +1,9") + "```\n", "PV001", 3),
    "too many stated, a file behind": (
        GOOD.replace("-1,2 +1,3", "-1,9 +1,9") + GOOD.replace("/x", "/y"),
        "PV001",
        3,
    ),
    "new file, half of it stated": (
        "--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+1\n+2\n+3\n+4\n",
        "PV001",
        3,
    ),
    "rest behind a stripped context line": (
        HEADER + "@@ -1 +1 @@\n-a\n+b\n\n+    return 1\n",
        "PV001",
        3,
    ),
    "a line without its first column": (
        HEADER + "@@ -1,2 +1,3 @@\n one\n+two\nthree\n",
        "PV001",
        3,
    ),
    "bare header": (HEADER + "@@\n one\n+two\n", "PV002", 3),
    "header with dots": (HEADER + "@@ ... @@\n one\n+two\n", "PV002", 3),
    "header without the new side": (HEADER + "@@ -1,2 @@\n one\n+two\n", "PV002", 3),
    "bare header behind a good hunk": (GOOD + "@@ @@\n one\n+two\n", "PV002", 7),
    "names without hunks": (HEADER, "PV003", 1),
    "header alone": (GIT, "PV003", 1),
    "index line alone": (GIT + "index 1234567..89abcde 100644\n", "PV003", 1),
    "new file whose content was cut off": (
        GIT + "new file mode 100644\nindex 0000000..89abcde\n",
        "PV003",
        1,
    ),
    "rename that lost its hunks": (
        "diff --git a/x b/y\nsimilarity index 90%\nrename from x\nrename to y\n",
        "PV003",
        1,
    ),
    "new mode without an old one": (GIT + "new mode 100755\n", "PV003", 1),
    "nothing": ("", "PV004", None),
    "prose": ("Sure, here is the fix.\n", "PV004", 1),
    "combined diff": (
        "diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n",
        "PV005",
        1,
    ),
    "combined hunk": (HEADER + "@@@ -1,1 -1,1 +1,2 @@@\n  a\n++b\n", "PV005", 3),
    "indented": ("".join("    " + line + "\n" for line in GOOD.splitlines()), "PV006", 1),
    "quoted in a mail": ("".join("> " + line + "\n" for line in GOOD.splitlines()), "PV006", 1),
    "byte order mark": ("\xef\xbb\xbf" + GIT + GOOD, "PV006", 1),
    "no file header": ("@@ -1 +1 @@\n-a\n+b\n", "PV007", 1),
    "half a file header": ("+++ b/x\n@@ -1 +1 @@\n-a\n+b\n", "PV007", 2),
    "blank line between hunks": (GOOD + "\n@@ -9 +10 @@\n-a\n+b\n", "PV007", 8),
    "diff --git without names below": (GIT + "index 1..2\n@@ -1 +1 @@\n-a\n+b\n", "PV007", 1),
    "names differ": (GOOD.replace("+++ b/x", "+++ b/y"), "PV008", 1),
    "header names another file": (GIT.replace("x", "y") + GOOD, "PV008", 1),
    "rename and names differ": (
        "diff --git a/x b/y\nrename from x\nrename to y\n--- a/x\n+++ b/z\n@@ -1 +1 @@\n-a\n+b\n",
        "PV008",
        1,
    ),
    "ends inside a hunk": (HEADER + "@@ -1,2 +1,3 @@\n one\n+two\n", "PV009", 5),
    "no final newline": (GOOD[:-1], "PV009", 6),
    "ends inside a header": (GIT + "old mode 100644\nnew mode 1007", "PV009", 3),
    "ends inside a payload": (
        GIT + f"index {ZEROS}..{ZEROS}\nGIT binary patch\nliteral 4\n",
        "PV009",
        4,
    ),
    "marker between added lines": (
        HEADER + "@@ -1 +1,2 @@\n-a\n+b\n\\ No newline at end of file\n+c\n",
        "PV012",
        6,
    ),
    "marker below nothing": (
        HEADER + "@@ -1 +1 @@\n\\ No newline at end of file\n-a\n+b\n",
        "PV012",
        4,
    ),
    "marker that git ignores": (
        HEADER + "@@ -1 +1 @@\n-a\n+b\n\\No newline at end of file\n",
        "PV012",
        6,
    ),
    "marker below an empty line": (
        HEADER + "@@ -1 +1 @@\n-a\n+\n\\ No newline at end of file\n",
        "PV012",
        6,
    ),
    "new file with old lines": (
        GIT + "new file mode 100644\n--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
        "PV013",
        5,
    ),
    "deleted file that keeps a line": ("--- a/x\n+++ /dev/null\n@@ -1 +1 @@\n-a\n+b\n", "PV013", 3),
    "new and renamed": (GIT + "new file mode 100644\nrename from x\nrename to y\n", "PV013", 3),
    "unannounced new file": (
        GIT + "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n",
        "PV013",
        1,
    ),
    "no mode": (GIT + "old mode abc\nnew mode 100755\n", "PV013", 2),
    "a mode change that is none": (
        GIT + "old mode 100644\nnew mode 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
        "PV013",
        1,
    ),
    "type change": (GIT + "old mode 100644\nnew mode 120000\n", "PV013", 1),
    "mode below the names": (
        GIT + "--- a/x\n+++ b/x\nold mode 100644\nnew mode 100755\n@@ -1 +1 @@\n-a\n+b\n",
        "PV013",
        4,
    ),
    "payload without full ids": (
        GIT + "index 1..2\nGIT binary patch\nliteral 0\nHcmV?d00001\n\n",
        "PV014",
        1,
    ),
    "payload behind a foreign line": (
        GIT + f"new file mode 100644\nx\nindex {ZEROS}..{ZEROS}\nGIT binary patch\nliteral 0\n",
        "PV007",
        5,
    ),
    "payload with a bad row": (
        GIT + f"index {ZEROS}..{ZEROS}\nGIT binary patch\nliteral 0\nHcmV?d0000\n\n",
        "PV014",
        5,
    ),
    "a third payload, which would swallow the next file": (
        GIT
        + f"index {ZEROS}..{ZEROS}\nGIT binary patch\n"
        + "literal 0\nHcmV?d00001\n\n" * 2
        + "literal 0\n"
        + GIT.replace("/x", "/y")
        + GOOD.replace("/x", "/y"),
        "PV014",
        10,
    ),
    "hunk without a change": (HEADER + "@@ -1,2 +1,2 @@\n one\n two\n", "PV015", 3),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_patch_is_refused(name: str) -> None:
    """Each malformation has its code and the line at which a reader finds it."""
    text, code, line = MALFORMED[name]
    problems = parse_patch(text.encode("latin-1")).problems
    assert (code, line) in [(problem.code, problem.patch_line) for problem in problems]
    assert all(problem.message and problem.hint for problem in problems if problem.code != "PV011")


WELL_FORMED = {
    "plain": GOOD,
    "counts of one left out": HEADER + "@@ -1 +1 @@\n-a\n+b\n",
    "stripped context line": HEADER + "@@ -1,2 +1,3 @@\n one\n+two\n\n",
    "text behind a hunk that looks like rows": GOOD + "\n- a bullet\n  and more of it\n",
    "mail signature": GOOD + "-- \n2.39.5\n\n",
    "second file without a header between": GOOD + GOOD.replace("/x", "/y"),
    "lines that look like headers": HEADER + "@@ -1,2 +1,2 @@\n--- a/q\n+++ b/q\n @@ -1 +1 @@\n",
    "marker in another language": HEADER
    + "@@ -1 +1 @@\n-a\n\\ Kein Zeilenumbruch am Dateiende.\n+b\n",
    "marker on both sides": HEADER
    + "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
    "marker without newline at the end": HEADER
    + "@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file",
    "mode only": GIT + "old mode 100644\nnew mode 100755\n",
    "pure rename": "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n",
    "empty new file": GIT + "new file mode 100644\nindex 0000000..e69de29\n",
    "empty deleted file": GIT + "deleted file mode 100644\nindex e69de29..0000000\n",
    "CRLF in every line": (GIT + GOOD).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", WELL_FORMED)
def test_well_formed_patch_has_no_problem(name: str) -> None:
    """Nothing of this is refused."""
    found = parse_patch(WELL_FORMED[name].encode("latin-1"))
    assert [problem for problem in found.problems if problem.code != "PV011"] == []
    assert found.files


def test_counts_are_named_and_the_header_is_corrected() -> None:
    """The message holds what is stated and what is found; the hint holds the right header."""
    problem = parse_patch(GOOD.replace("+1,3", "+1,2").encode()).problems[0]
    assert "2 old and 2 new" in problem.message
    assert "2 old and 3 new" in problem.message
    assert "@@ -1,2 +1,3 @@" in problem.hint


@pytest.mark.parametrize(
    ("body", "line"),
    [(" one\n+two\nthree\n+4\n", 6), ("one\n+two\n+4\n three\n", 4), (" one\n+two\n+4\n\tx\n", 7)],
)
def test_lost_spaces_are_named(body: str, line: int) -> None:
    """Who lost the first column must not be told to count fewer lines."""
    (problem,) = parse_patch((HEADER + "@@ -1,2 +1,4 @@\n" + body).encode()).problems
    assert (problem.code, f"line {line}" in problem.message) == ("PV001", True)
    assert "space" in problem.hint


def test_text_behind_a_hunk_is_no_lost_line() -> None:
    """The header states one line too many, and prose follows: the header is to be mended."""
    problem = parse_patch((HEADER + "@@ -1,2 +1,3 @@\n one\n+two\nThanks!\n").encode()).problems[0]
    assert "@@ -1,1 +1,2 @@" in problem.hint


def test_files_around_a_malformed_one_stand() -> None:
    """One bad hunk hides neither its own file nor the next; the problem says which file it is."""
    bad = GOOD.replace("+1,3", "+1,9") + "diff --git a/y b/y\n" + GOOD.replace("/x", "/y")
    found = parse_patch(bad.encode())
    assert [file.path for file in found.files] == ["x", "y"]
    assert [(problem.code, problem.path) for problem in found.problems] == [("PV001", "x")]
    assert len(found.files[1].hunks) == 1


def test_a_third_payload_hides_no_file() -> None:
    """git drops it and reads on behind it; so does patchvet, which refuses the patch."""
    text = MALFORMED["a third payload, which would swallow the next file"][0]
    assert [file.path for file in parse_patch(text.encode()).files] == ["x", "y"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\0\1\2\3" * 9, "binary"),
        (b"\xff\xfed\0i\0f\0f\0", "UTF-16"),
        (b"  \n\n", "blank"),
        (b"@" * 20_000, "20,000 bytes"),
        (b"*** Begin Patch\n*** Update File: x\n", "Begin Patch"),
        (b"*** Begin Patch\n*** Update File: x\n@@\n-a\n+b\n*** End Patch\n", "Begin Patch"),
        (b"*** a/x\t2020\n--- b/x\t2020\n***************\n*** 1 ****\n", "context diff"),
        (b"x.py\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n", "SEARCH/REPLACE"),
    ],
)
def test_input_without_patch_says_what_it_looks_like(data: bytes, word: str) -> None:
    """A tired reader learns what was handed in instead of a patch."""
    (problem,) = parse_patch(data).problems
    assert problem.code == "PV004"
    assert word in problem.message


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (Limits(patch_bytes=20), "20 bytes"),
        (Limits(files=2), "2 files"),
        (Limits(hunks=2), "2 hunks"),
    ],
)
def test_caps(limits: Limits, word: str) -> None:
    """A patch over a cap is one clear problem, and nothing of it is built."""
    found = parse_patch(GOOD.encode() * 5, limits=limits)
    assert [problem.code for problem in found.problems] == ["PV010"]
    assert word in found.problems[0].message
    assert found.files == ()
    assert parse_patch(GOOD.encode() * 2, limits=Limits(files=2, hunks=2)).problems == ()
