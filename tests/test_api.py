"""The API: what `check` promises, whatever is handed in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

import patchvet
from patchvet import Options, Verdict

if TYPE_CHECKING:
    from pathlib import Path

TREE = {"app.py": b"def f(x):\n    return x\n\n\ndef g():\n    return 1\n"}
GOOD = b"""\
--- a/app.py
+++ b/app.py
@@ -1,5 +1,5 @@
 def f(x):
-    return x
+    return x + 1


 def g():
"""
BROKEN = GOOD.replace(b"x + 1", b"x + (1")
STALE = GOOD.replace(b"-    return x\n", b"-    return y\n")


def codes(report: patchvet.Report) -> set[str]:
    return {finding.code for finding in report.findings}


def test_a_good_patch_is_accepted() -> None:
    report = patchvet.check(GOOD, TREE)
    assert report.verdict is Verdict.ACCEPTED
    assert report.ok
    assert report.checks["syntax"] == "pass"
    assert "compile" in report.files[0].checks["syntax"].oracle


def test_a_patch_that_breaks_the_syntax_is_rejected() -> None:
    report = patchvet.check(BROKEN, TREE)
    assert (report.verdict, codes(report)) == (Verdict.REJECTED, {"PV201"})
    assert report.checks["applies"] == "pass"


def test_a_patch_that_does_not_fit_is_rejected_and_nothing_later_is_claimed() -> None:
    report = patchvet.check(STALE, TREE)
    assert (report.verdict, codes(report)) == (Verdict.REJECTED, {"PV102"})
    assert report.files[0].checks["syntax"].status == "not-run"
    assert "PV102" in report.files[0].checks["syntax"].reason


@pytest.mark.parametrize("form", ["bytes", "str", "path", "Patch"])
def test_a_patch_may_come_in_any_form(form: str, tmp_path: Path) -> None:
    """bytes, text, a path or a Patch: the same verdict."""
    path = tmp_path / "fix.patch"
    path.write_bytes(GOOD)
    forms = {
        "bytes": GOOD,
        "str": GOOD.decode(),
        "path": path,
        "Patch": patchvet.parse_patch(GOOD),
    }
    assert patchvet.check(forms[form], TREE).ok  # type: ignore[arg-type]


def test_a_tree_may_come_in_any_form(tmp_path: Path) -> None:
    """A folder, its name, a mapping or a SourceTree: the same verdict, and nothing is written."""
    (tmp_path / "app.py").write_bytes(TREE["app.py"])
    for tree in (tmp_path, str(tmp_path), TREE, patchvet.InMemoryTree(TREE)):
        assert patchvet.check(GOOD, tree).ok
    assert (tmp_path / "app.py").read_bytes() == TREE["app.py"]
    assert [path.name for path in tmp_path.iterdir()] == ["app.py"]


@pytest.mark.parametrize("patch", [3, None, ["a"]])
def test_misuse_is_one_clear_error(patch: object) -> None:
    with pytest.raises(patchvet.UsageError, match="a patch is bytes, str, a path or a Patch"):
        patchvet.check(patch, TREE)  # type: ignore[arg-type]


def test_a_patch_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(patchvet.UsageError, match=r"cannot read .*nowhere: no such file"):
        patchvet.check(tmp_path / "nowhere", TREE)


@pytest.mark.parametrize("junk", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"no patch at all\n", b"\x00"])
def test_a_bad_patch_is_a_report_and_never_an_exception(junk: bytes) -> None:
    report = patchvet.check(junk, TREE)
    assert (report.verdict, codes(report)) == (Verdict.REJECTED, {"PV004"})
    assert report.files == ()


def test_threads_get_the_same_reports() -> None:
    """A check holds no state that another could see."""
    patches = [GOOD, BROKEN, STALE, b"junk\n"] * 10

    def told(patch: bytes) -> tuple[str, tuple[patchvet.Finding, ...]]:
        report = patchvet.check(patch, TREE)
        return report.verdict, report.findings

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(told, patches)) == [told(patch) for patch in patches]


def test_files_are_told_as_they_are_done() -> None:
    *files, report = patchvet.iter_check(GOOD, TREE)
    assert isinstance(report, patchvet.Report)
    assert tuple(files) == report.files


def test_a_stack_is_judged_as_a_series() -> None:
    """The second patch of a series sees what the first one did; alone it would not fit."""
    second = GOOD.replace(b"return x\n", b"return x + 1\n").replace(
        b"+    return x + 1\n", b"+    return x + 2\n"
    )
    patches = [(GOOD, "1"), (second, "2")]
    with patchvet.Checker() as checker:
        assert [one.ok for one in checker.check_all(patches, TREE, stack=True)] == [True, True]
        assert [one.ok for one in checker.check_all(patches, TREE)] == [True, False]


def test_all_files_or_none() -> None:
    """One file that does not fit rejects the patch; the other files are still judged for
    themselves.
    """
    both = GOOD + STALE.replace(b"app.py", b"other.py")
    report = patchvet.check(both, {**TREE, "other.py": TREE["app.py"]})
    assert report.verdict is Verdict.REJECTED
    assert [file.verdict for file in report.files] == [Verdict.ACCEPTED, Verdict.REJECTED]


def test_a_file_of_no_language_can_be_accepted_and_says_so() -> None:
    patch = GOOD.replace(b"app.py", b"notes.unknown")
    report = patchvet.check(patch, {"notes.unknown": TREE["app.py"]})
    assert report.ok
    syntax = report.files[0].checks["syntax"]
    assert (syntax.status, bool(syntax.reason)) == ("not-run", True)


def test_without_an_oracle_the_grammar_decides_and_is_named() -> None:
    report = patchvet.check(BROKEN, TREE, options=Options(oracles="none"))
    assert codes(report) == {"PV201"}
    assert "tree-sitter-python" in report.files[0].checks["syntax"].oracle


@pytest.mark.parametrize(
    ("options", "way_out"),
    [
        (Options(ignore=("PV102",)), "cannot be ignored"),
        (Options(ignore=("applies",)), "cannot be ignored"),
        (Options(ignore=("path-safety",)), "cannot be ignored"),
        (Options(select=("PV2001",)), "did you mean PV201"),
        (Options(select=("PV901",)), "told in any case"),
        (Options(oracles="nodejs"), "node"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: Options, way_out: str) -> None:
    with pytest.raises(patchvet.UsageError, match=way_out):
        patchvet.check(GOOD, TREE, options=options)


def test_an_ignored_check_is_told_as_not_run() -> None:
    report = patchvet.check(BROKEN, TREE, options=Options(ignore=("PV201",)))
    syntax = report.files[0].checks["syntax"]
    assert (report.ok, syntax.status, syntax.reason) == (
        True,
        "not-run",
        "ignored by --ignore PV201",
    )


def test_what_was_not_selected_is_told_as_not_run() -> None:
    report = patchvet.check(BROKEN, TREE, options=Options(select=("safety",)))
    assert report.checks["applies"] == "pass"
    assert report.files[0].checks["syntax"].reason == "not selected by --select safety"
