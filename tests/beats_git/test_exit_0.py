"""Broken patches to which `git apply` or GNU patch say yes, exit 0, and which patchvet rejects.

Each test runs the tool, sees exit status 0, shows what is wrong with the result, and holds that
patchvet rejects the patch with the right code, the right check failing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from others import Files, git_apply, gnu_patch
from toolchains import needs

import patchvet

if TYPE_CHECKING:
    from pathlib import Path


def rejects(patch: bytes, before: Files, check: str, code: str) -> None:
    """Holds that patchvet rejects `patch` with `code`, and that `check` is what fails."""
    report = patchvet.check(patch, before)
    assert report.verdict == "rejected"
    assert report.checks[check] == "fail"
    errors = {one.code for one in report.findings if one.severity == "error"}
    assert code in errors, errors


def of(path: str, body: str) -> bytes:
    """A git patch of one file."""
    return f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n{body}".encode()


@dataclass(frozen=True)
class Case:
    """A patch, the files before, and what git makes of `watched`: the broken result."""

    name: str
    before: Files
    patch: bytes
    watched: str
    broken: bytes | None
    check: str
    code: str


TAX = b"def net(x):\n    return x\n\n\ndef tax(x):\n    y = x\n    return y\n"
TWINS = (
    b"def h1():\n    a = 1\n    b = 2\n    c = 3\n\ndef h2():\n    a = 1\n    b = 2\n    c = 3\n"
)
EDIT = "@@ -2,3 +2,3 @@\n     a = 1\n-    b = 2\n+    b = 0\n     c = 3\n"

CASES = [
    Case(
        "an undercounted new file loses its end",
        {},
        b"diff --git a/m.py b/m.py\nnew file mode 100644\n--- /dev/null\n+++ b/m.py\n"
        b"@@ -0,0 +1,2 @@\n+def f(x):\n+    if x:\n+        return 1\n+    return 2\n",
        "m.py",
        b"def f(x):\n    if x:\n",
        "format",
        "PV001",
    ),
    Case(
        "an undercounted hunk loses its last lines",
        {"m.py": TAX},
        of(
            "m.py",
            "@@ -5,3 +5,3 @@\n def tax(x):\n-    y = x\n+    y = x * RATE\n     return y\n"
            "+\n+RATE = 0.2\n",
        ),
        "m.py",
        TAX.replace(b"y = x\n", b"y = x * RATE\n"),
        "format",
        "PV001",
    ),
    Case(
        "a hunk with a bare header is dropped",
        {"m.py": TAX},
        of(
            "m.py",
            "@@ -1,3 +1,3 @@\n-def net(x):\n+def net(x, rate):\n     return x\n \n"
            "@@\n def tax(x):\n-    y = x\n+    y = net(x, 0.2)\n     return y\n",
        ),
        "m.py",
        TAX.replace(b"net(x)", b"net(x, rate)"),
        "format",
        "PV002",
    ),
    Case(
        "a duplicate hunk changes the next function as well",
        {"m.py": TWINS},
        of("m.py", EDIT + EDIT),
        "m.py",
        TWINS.replace(b"b = 2", b"b = 0"),
        "applies",
        "PV108",
    ),
    Case(
        "an insertion without context goes to the end of the file",
        {"m.py": b"import os\n\nprint(os)\nprint(1)\n"},
        of("m.py", "@@ -2,0 +3 @@\n+import sys\n"),
        "m.py",
        b"import os\n\nprint(os)\nprint(1)\nimport sys\n",
        "applies",
        "PV110",
    ),
    Case(
        "a stale hunk for h1 lands in the twin h2",
        {"m.py": b"# one\n# two\n# three\n" + TWINS},
        of("m.py", EDIT.replace("-2,3 +2,3 @@", "-8,3 +8,3 @@ def h1():")),
        "m.py",
        b"# one\n# two\n# three\n" + TWINS[:46] + TWINS[46:].replace(b"b = 2", b"b = 0"),
        "applies",
        "PV103",
    ),
    Case(
        "a dropped hunk shifts the next one into the wrong twin",
        {"m.py": b"x\na\nb\nc\na\nb\nc\na\nb\nc\ny\n"},
        of("m.py", "@@ -2,3 +5,4 @@\n a\n b\n+new\n c\n"),
        "m.py",
        b"x\na\nb\nc\na\nb\nnew\nc\na\nb\nc\ny\n",
        "applies",
        "PV103",
    ),
    Case(
        "lines are joined where the patch says that the file has no last newline",
        {"m.py": b"a = 1\nb = 2\nc = 3\n"},
        of("m.py", "@@ -1,2 +1,2 @@\n-a = 1\n+a = 0\n b = 2\n\\ No newline at end of file\n"),
        "m.py",
        b"a = 0\nb = 2c = 3\n",
        "applies",
        "PV102",
    ),
    Case(
        "lines are joined behind a misplaced no-newline marker",
        {"m.py": b"a = 1\nb = 2\n"},
        of("m.py", "@@ -1,2 +1,3 @@\n a = 1\n+x = 9\n\\ No newline at end of file\n b = 2\n"),
        "m.py",
        b"a = 1\nx = 9b = 2\n",
        "format",
        "PV012",
    ),
    Case(
        "a new file whose content was lost becomes an empty file",
        {},
        b"diff --git a/m.py b/m.py\nnew file mode 100644\nindex 0000000..8a1218a\n"
        b"--- /dev/null\n+++ b/m.py\n",
        "m.py",
        b"",
        "format",
        "PV003",
    ),
    Case(
        "a file that is created twice keeps the second content only",
        {},
        b"".join(
            b"diff --git a/m.py b/m.py\nnew file mode 100644\n--- /dev/null\n+++ b/m.py\n"
            b"@@ -0,0 +1 @@\n+%s = 1\n" % name
            for name in (b"a", b"b")
        ),
        "m.py",
        b"b = 1\n",
        "applies",
        "PV106",
    ),
    Case(
        "a file that is changed and deleted stays",
        {"m.py": b"a = 1\n"},
        of("m.py", "@@ -1 +1 @@\n-a = 1\n+a = 2\n")
        + b"diff --git a/m.py b/m.py\ndeleted file mode 100644\n--- a/m.py\n+++ /dev/null\n"
        b"@@ -1 +0,0 @@\n-a = 2\n",
        "m.py",
        b"a = 2\n",
        "applies",
        "PV111",
    ),
    Case(
        "a change is lost when the file is renamed further down",
        {"m.py": b"a = 1\nb = 2\n"},
        of("m.py", "@@ -1,2 +1,2 @@\n-a = 1\n+a = 9\n b = 2\n")
        + b"diff --git a/m.py b/n.py\nsimilarity index 100%\nrename from m.py\nrename to n.py\n",
        "n.py",
        b"a = 1\nb = 2\n",
        "applies",
        "PV111",
    ),
    Case(
        "behind a corrupt binary payload everything is dropped",
        {"m.py": b"a = 1\n", "z.py": b"z = 1\n", "i.png": b"\0"},
        of("m.py", "@@ -1 +1 @@\n-a = 1\n+a = 2\n")
        + b"diff --git a/i.png b/i.png\nindex f76dd238ade08917e6712764a16a22005a50573d.."
        b"8e2b8d1f6b1e0a63e4a4ea8f9a9f0c9b6f6b8d11 100644\nGIT binary patch\nliteral 1\n"
        b"XcmXX\n\n" + of("z.py", "@@ -1 +1 @@\n-z = 1\n+z = 2\n"),
        "z.py",
        b"z = 1\n",
        "format",
        "PV014",
    ),
    Case(
        "of two names that differ git picks one",
        {"m.py": b"a = 1\n"},
        b"--- a/m.py\n+++ b/m.py.orig\n@@ -1 +1 @@\n-a = 1\n+a = 2\n",
        "m.py",
        b"a = 2\n",
        "format",
        "PV008",
    ),
]


@needs("git")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_git_apply_says_yes(case: Case, tmp_path: Path) -> None:
    """git exits 0 with the broken result; patchvet rejects."""
    status, after = git_apply(tmp_path / "tree", case.before, case.patch)
    assert status == 0
    assert after.get(case.watched) == case.broken
    rejects(case.patch, case.before, case.check, case.code)


@needs("git")
def test_git_apply_skips_what_lies_outside_the_folder(tmp_path: Path) -> None:
    """In a folder of a repository git leaves out every path beside it, without a word."""
    before = {"src/keep.txt": b"x\n", "m.py": b"a = 1\n"}
    patch = of("m.py", "@@ -1 +1 @@\n-a = 1\n+a = 2\n")
    status, after = git_apply(tmp_path / "tree", before, patch, within="src")
    assert status == 0
    assert after == before, "nothing was applied"
    rejects(patch, {"keep.txt": b"x\n"}, "applies", "PV101")


@needs("patch")
def test_gnu_patch_takes_an_applied_patch_back(tmp_path: Path) -> None:
    """`patch --batch` un-applies what is applied already."""
    patch = of("m.py", "@@ -1,3 +1,3 @@\n a = 1\n-b = 2\n+b = 3\n c = 4\n")
    before = {"m.py": b"a = 1\nb = 3\nc = 4\n"}
    status, after = gnu_patch(tmp_path / "tree", before, patch)
    assert status == 0
    assert after["m.py"] == b"a = 1\nb = 2\nc = 4\n", "the change is gone"
    rejects(patch, before, "applies", "PV104")


@needs("patch")
def test_gnu_patch_puts_a_stale_hunk_elsewhere(tmp_path: Path) -> None:
    """With fuzz, patch drops context that does not match, and edits the wrong function."""
    patch = of("m.py", "@@ -6,3 +6,3 @@\n def total():\n-    n = 1\n+    n = 2\n     return n\n")
    before = {"m.py": b"# 1\n# 2\n# 3\n# 4\n# 5\ndef other():\n    n = 1\n    return -n\n"}
    status, after = gnu_patch(tmp_path / "tree", before, patch)
    assert status == 0
    assert b"def other():\n    n = 2\n" in after["m.py"]
    rejects(patch, before, "applies", "PV102")


@needs("patch")
def test_gnu_patch_drops_what_an_undercounted_hunk_leaves_over(tmp_path: Path) -> None:
    """The new file is cut after as many lines as the header counts, exit 0."""
    patch = CASES[0].patch
    status, after = gnu_patch(tmp_path / "tree", {}, patch)
    assert status == 0
    assert after == {"m.py": b"def f(x):\n    if x:\n"}
    rejects(patch, {}, "format", "PV001")
