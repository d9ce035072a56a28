"""What is rendered reads the same again, and git makes the same tree of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from every_change import build, git
from toolchains import needs

from patchvet.patches.model import FileKind, FilePatch, Patch
from patchvet.patches.render import render
from patchvet.patches.unified import parse_patch

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = {
    "default": ["--binary"],
    "renames and copies": ["--binary", "--full-index", "-M", "-C", "--find-copies-harder"],
    "little context": ["--binary", "-U1"],
    "much context": ["--binary", "-U8", "--no-renames"],
    "no prefix": ["--binary", "--no-prefix"],
    "other prefixes": ["--binary", "-M", "--src-prefix=i/", "--dst-prefix=w/"],
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    build(root)
    return root


def without_places(patch: Patch) -> list[FilePatch]:
    """The files without their lines in the patch; git's default mode where none is named."""
    return [
        file._replace(
            patch_line=0,
            hunks=tuple(
                hunk._replace(
                    patch_line=0,
                    lines=tuple(line._replace(patch_line=0) for line in hunk.lines),
                )
                for hunk in file.hunks
            ),
            binary=file.binary and file.binary._replace(patch_line=0),
            binary_reverse=file.binary_reverse and file.binary_reverse._replace(patch_line=0),
            new_mode=file.new_mode or (0o100644 if file.kind is FileKind.ADD else None),
            old_mode=file.old_mode or (0o100644 if file.kind is FileKind.DELETE else None),
        )
        for file in patch.files
    ]


@needs("git")
@pytest.mark.parametrize("name", OPTIONS)
def test_gits_own_diffs(repository: Path, name: str) -> None:
    """All kinds of change, odd names and bytes: no problem, the same patch again, the same tree."""
    diff = git(repository, "diff", *OPTIONS[name], "HEAD~", "HEAD")
    patch = parse_patch(diff)
    assert patch.problems == ()
    rendered = render(patch)
    again = parse_patch(rendered)
    assert again.problems == ()
    assert without_places(again) == without_places(patch)
    assert render(again) == rendered
    git(repository, "read-tree", "HEAD~")
    git(repository, "apply", "--cached", "-", stdin=rendered)
    wanted = git(repository, "rev-parse", "HEAD^{tree}")
    assert git(repository, "write-tree", "--missing-ok") == wanted


@needs("git")
def test_mail_and_reverse(repository: Path) -> None:
    """`git format-patch` with a base, and a diff the other way round."""
    mail = git(repository, "format-patch", "--stdout", "-1", "--base=HEAD~", "--binary")
    back = git(repository, "diff", "--binary", "-R", "HEAD~", "HEAD")
    for text, form in ((mail, "mbox"), (back, "git")):
        patch = parse_patch(text)
        assert (patch.format, patch.problems) == (form, ())
        assert without_places(parse_patch(render(patch))) == without_places(patch)


def test_diffs_without_a_git_header() -> None:
    """A timestamped diff, a file added or deleted without a mode, a binary file without payload."""
    text = (
        b"--- old/x\t2020-01-02 03:04:05 +0000\n+++ new/x\t2020-01-02 03:04:06 +0000\n"
        b"@@ -1 +1 @@\n-a\n+b\n"
        b"--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+a\n"
        b"--- a/g\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
        b"Binary files a/p and b/p differ\n"
    )
    patch = parse_patch(text)
    again = parse_patch(render(patch))
    assert without_places(again) == without_places(patch)
    assert (patch.problems, again.problems) == ((), ())
