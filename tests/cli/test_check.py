"""`patchvet check`, from the command line to the exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest
from toolchains import needs

from patchvet.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """\
def total(items):
    return sum(i.price for i in items)
"""

GOOD = """\
diff --git a/cart.py b/cart.py
--- a/cart.py
+++ b/cart.py
@@ -1,2 +1,2 @@
 def total(items):
-    return sum(i.price for i in items)
+    return sum(i.price * i.qty for i in items)
"""

BROKEN = GOOD.replace("i.qty for i in items)", "i.qty for i in items")
STALE = GOOD.replace("i.price for", "i.cost for", 1)
SECOND = GOOD.replace("i.price for i", "i.price * i.qty for i", 1).replace(
    "+    return sum(i.price * i.qty", "+    return sum(i.price * i.quantity"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))

SCHEMA = json.loads(files("patchvet.cli").joinpath("report.schema.json").read_text("utf-8"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file and a folder of patches for it; the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cart.py").write_text(BEFORE)
    texts = {"good": GOOD, "broken": BROKEN, "stale": STALE, "second": SECOND, "empty": ""}
    for name, text in texts.items():
        (tmp_path / f"{name}.patch").write_text(text)
    return tmp_path


def check(*argv: str) -> int:
    return main(["check", "--oracles", "embedded", *argv])


@pytest.mark.parametrize(
    ("argv", "status", "says"),
    [
        (["good.patch"], 0, "accepted: no findings · 1 file examined, 0 unchecked"),
        (["broken.patch"], 1, "PV201"),
        (["stale.patch"], 1, "PV102 context-mismatch"),
        (["empty.patch"], 1, "empty.patch: PV004 no-patch-found"),
        (["good.patch", "stale.patch"], 1, "2 patches: 1 accepted, 1 rejected"),
        (["good.patch", "second.patch"], 1, "second.patch: rejected:"),
        (["--stack", "good.patch", "second.patch"], 0, "2 patches: 2 accepted"),
        (["--fail-on", "never", "stale.patch"], 0, "rejected: 1 error"),
        (["--ignore", "syntax", "broken.patch"], 0, "limited by --ignore syntax"),
        (["-p0", "good.patch"], 1, "rejected: 1 error"),
        (["-p1", "good.patch"], 0, "accepted"),
    ],
)
def test_verdict_and_status(
    argv: list[str], status: int, says: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(*argv) == status
    out, err = capsys.readouterr()
    assert says in out
    assert err == ""


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["gone.patch"], "cannot read `gone.patch`: no such file; name a patch file, or `-`"),
        (["."], "cannot read `.`: it is a folder; name the patch files that are in it"),
        (["a\0b"], "cannot read `a\\x00b`: embedded null byte"),
        (["-", "-"], "`-` is named twice; standard input can be read only once"),
        (["--root", "gone", "good.patch"], "cannot read the tree gone"),
        (["--root", "cart.py", "good.patch"], "the tree cart.py is not a folder"),
        (["--ignore", "PV999", "good.patch"], "--ignore PV999: no such code or check"),
        (["--ignore", "synatx", "good.patch"], "did you mean syntax?"),
        (["--select", "PV2,context-mismatsch", "good.patch"], "did you mean context-mismatch?"),
        (["--ignore", "applies", "good.patch"], "--ignore applies: cannot be ignored"),
        (["--ignore", "PV501", "good.patch"], "--ignore PV501: cannot be ignored"),
        (["--oracles", "pyhton", "good.patch"], "no oracle is called `pyhton`"),
    ],
)
def test_what_cannot_be_judged_is_one_line(
    argv: list[str], says: str, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(*argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("patchvet: ")
    assert says in err


def test_a_bare_repository_needs_a_revision(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has no files on disk: without this every patch would be for a missing file."""
    for name in ("objects", "refs"):
        (shop / "bare.git" / name).mkdir(parents=True)
    (shop / "bare.git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert check("--root", "bare.git", "good.patch") == 2
    assert "name a revision of it, as `--rev HEAD`" in capsys.readouterr().err


@pytest.mark.parametrize(
    "junk", [b"", b"\n", PNG, os.urandom(5000), b"@" * 10_000, b"\xff" * 99, b"@@ -1 +1 @@"]
)
def test_what_is_no_patch_is_rejected(
    junk: bytes, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the bytes are: a finding of the format, a verdict, and no traceback."""
    (shop / "junk").write_bytes(junk)
    assert check("junk") == 1
    out, err = capsys.readouterr()
    assert "junk: PV00" in out or "junk:1: PV00" in out
    assert "rejected: 1 error" in out
    assert err == ""


def test_a_huge_file_is_not_read_to_its_end(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (shop / "huge").open("wb") as file:
        file.truncate(1 << 40)  # sparse: it holds nothing
    assert check("huge") == 1
    assert "PV010 too-large" in capsys.readouterr().out


def test_a_file_that_may_not_be_read(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("patchvet.cli.inputs.open", refuse, raising=False)
    assert check("good.patch") == 2
    assert "cannot read `good.patch`: permission denied" in capsys.readouterr().err


def test_the_rest_is_judged_where_one_cannot_be_read(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("gone.patch", "stale.patch", "good.patch") == 2
    out, err = capsys.readouterr()
    assert "stale.patch: rejected" in out
    assert "good.patch: accepted" in out
    assert "3 patches: 1 accepted, 1 rejected, 1 not judged" in out
    assert err.count("\n") == 1


def test_a_stack_ends_where_a_patch_is_missing(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Judging the rest against a tree that lacks it would blame the wrong patch."""
    assert check("--stack", "good.patch", "gone.patch", "second.patch") == 2
    out, err = capsys.readouterr()
    assert "good.patch: accepted" in out
    assert "second.patch" not in out
    assert "the patches after `gone.patch` were not judged" in err


def test_standard_input(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STALE.encode())))
    assert check("-") == 1
    assert "(<stdin>:" in capsys.readouterr().out


@pytest.mark.parametrize("stream", [None, "closed"])
def test_no_standard_input(
    stream: str | None,
    shop: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nothing = io.TextIOWrapper(io.BytesIO())
    nothing.close()
    monkeypatch.setattr(sys, "stdin", nothing if stream else None)
    assert check("-") == 2
    assert "cannot read standard input: it is closed" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_root_is_gits_top_level(
    kind: str, shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`.git` is a folder in a repository and a file in a worktree; paths count from there."""
    git = shop / ".git"
    if kind == "folder":
        git.mkdir()
    else:
        git.write_text("gitdir: elsewhere\n")
    below = shop / "deep" / "down"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert check("../../good.patch") == 0
    git.rmdir() if kind == "folder" else git.unlink()
    assert check("../../good.patch") == 1
    assert "PV101 file-missing" in capsys.readouterr().out


def test_a_current_folder_that_is_gone(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(os, "getcwd", gone)
    assert check("good.patch") == 2
    assert "the current folder does not exist any more; name the" in capsys.readouterr().err


@needs("git")
def test_a_revision(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--rev` judges against what git holds; the files on disk, patched already, don't count."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    assert check("--rev", "HEAD", "good.patch") == 2
    assert "cannot read a git revision in" in capsys.readouterr().err
    for argv in (["init", "-q"], ["add", "cart.py"], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *argv], cwd=shop, check=True)
    (shop / "cart.py").write_text(BEFORE.replace("i.price", "i.price * i.qty"))
    assert check("good.patch") == 1
    assert "PV104 already-applied" in capsys.readouterr().out
    assert check("--rev", "HEAD", "good.patch") == 0
    assert check("--rev", "nowhere", "good.patch") == 2
    assert "no revision `nowhere`" in capsys.readouterr().err


def test_json_is_one_valid_document_whatever_happens(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--format", "json", "good.patch", "gone.patch", "stale.patch") == 2
    document = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert [one["verdict"] for one in document["patches"]] == ["accepted", "rejected"]
    assert [one["source"] for one in document["errors"]] == ["gone.patch"]
    assert document["summary"]["exit_status"] == 2
    assert list(document["tool"]["oracles"]) == ["python"]


def test_json_of_equal_runs_is_equal(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = []
    for _ in range(2):
        check("--format", "json", "good.patch", "stale.patch", "broken.patch")
        document = json.loads(capsys.readouterr().out)
        del document["summary"]["elapsed_ms"]
        documents.append(json.dumps(document))
    assert documents[0] == documents[1]


def test_an_ignored_check_is_not_run_and_says_why(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--format", "json", "--ignore", "syntax", "broken.patch") == 0
    (patch,) = json.loads(capsys.readouterr().out)["patches"]
    assert patch["checks"]["syntax"] == "not-run"
    assert patch["files"][0]["checks"]["syntax"]["reason"] == "ignored by --ignore syntax"


LINK = """\
diff --git a/link b/link
new file mode 120000
--- /dev/null
+++ b/link
@@ -0,0 +1 @@
+cart.py
\\ No newline at end of file
"""


def test_a_symlink_is_taken_only_if_it_is_allowed(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shop / "link.patch").write_text(LINK)
    assert check("link.patch") == 1
    assert "PV504 special-mode" in capsys.readouterr().out
    assert check("--allow", "symlink,submodule", "link.patch") == 0


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (["--oracles", "none"], 0),
        (["--oracles", "none", "--require-oracle"], 3),
        (["--oracles", "none", "--require-oracle", "--allow-unchecked"], 0),
        (["--oracles", "cpython", "--require-oracle"], 0),
    ],
)
def test_a_real_parser_can_be_demanded(
    argv: list[str], status: int, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing then is said on a line of its own."""
    assert main(["check", *argv, "good.patch"]) == status
    assert ("cart.py: unchecked: syntax: " in capsys.readouterr().out) == (
        "--require-oracle" in argv and "none" in argv
    )


def test_a_bug_in_one_patch_leaves_the_others_judged(
    shop: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from patchvet.validators.check import Checker

    real = Checker.plan

    def sometimes(self: Checker, patch: object, *args: object, **more: object) -> object:
        if b"cost" in bytes(patch):  # type: ignore[call-overload]
            raise IndexError("list index out of range")
        return real(self, patch, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Checker, "plan", sometimes)
    assert check("stale.patch", "good.patch") == 4
    out, err = capsys.readouterr()
    assert "good.patch: accepted" in out
    assert "internal error: IndexError: list index out of range" in err


def command(*argv: str, **settings: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, without colour or Python's development mode."""
    environment = {**os.environ, "PYTHONPATH": ""}
    return subprocess.run(
        [sys.executable, "-m", "patchvet", "check", "--oracles", "none", *argv],
        env=environment,
        stderr=subprocess.PIPE,
        check=False,
        **settings,  # type: ignore[call-overload]
    )


def test_a_closed_pipe_keeps_the_verdict(shop: Path) -> None:
    """`patchvet check … | head -0`: no traceback, and the status is that of the verdict."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = command("stale.patch", "good.patch", stdout=write_end)
    finally:
        os.close(write_end)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_closed_output_is_told(shop: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -m patchvet check good.patch >&-'],
        stderr=subprocess.PIPE,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith(b"patchvet: cannot write the report: standard output is closed")
