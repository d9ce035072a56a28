"""A patch-wide finding goes to the file that it is about, however many files there are."""

from __future__ import annotations

import patchvet

BARE = "--- a/{0}\n+++ b/{0}\n@@\n-a\n+b\n"
GOOD = "--- a/{0}\n+++ b/{0}\n@@ -1 +1 @@\n-a\n+b\n"


def test_each_file_has_its_own_finding() -> None:
    """Thousands of malformed files: the work must not grow with the cube of their number."""
    names = [f"f{number}.txt" for number in range(3_000)]
    report = patchvet.check("".join(map(BARE.format, names)), {})
    assert [file.path for file in report.files] == names
    assert all([one.path for one in file.findings] == [file.path] for file in report.files)


def test_of_one_path_the_occurrence_that_holds_the_line() -> None:
    """The second section is malformed, the first is not."""
    report = patchvet.check(GOOD.format("x") + BARE.format("x"), {"x": b"a\n"})
    first, second = report.files
    assert [one.code for one in second.findings] == ["PV002"]
    assert first.findings == ()


def test_what_no_file_owns_is_the_patchs() -> None:
    """It is told once, before what the files have."""
    report = patchvet.check("diff --cc x\n@@@ -1 -1 +1 @@@\n" + GOOD.format("y"), {"y": b"a\n"})
    assert report.findings[0].code == "PV005"
    assert report.verdict == "rejected"
    assert all(one.code != "PV005" for file in report.files for one in file.findings)
