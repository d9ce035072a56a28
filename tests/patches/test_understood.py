"""Every kind of change, name and byte that git prints is read as git means it."""

from __future__ import annotations

import pytest

from patchvet.patches.model import FileKind, FilePatch, Patch
from patchvet.patches.unified import parse_patch

HUNK = "@@ -1 +1 @@\n-a\n+b\n"


def read(text: str, strip: int | None = None) -> Patch:
    """The patch in latin-1 `text`, which must have no problem."""
    found = parse_patch(text.encode("latin-1"), strip=strip)
    assert [problem for problem in found.problems if problem.code != "PV011"] == []
    return found


def one(text: str) -> FilePatch:
    (file,) = read(text).files
    return file


def test_added_file() -> None:
    file = one(
        "diff --git a/n b/n\nnew file mode 100755\nindex 0000000..1234567\n"
        "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n"
    )
    assert (file.kind, file.old_path, file.new_path, file.new_mode) == (
        FileKind.ADD,
        None,
        "n",
        0o100755,
    )


def test_deleted_file() -> None:
    file = one(
        "diff --git a/n b/n\ndeleted file mode 100644\nindex 1234567..0000000\n"
        "--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
    )
    assert (file.kind, file.old_path, file.new_path, file.old_mode) == (
        FileKind.DELETE,
        "n",
        None,
        0o100644,
    )


@pytest.mark.parametrize(("word", "kind"), [("rename", FileKind.RENAME), ("copy", FileKind.COPY)])
def test_moved_file(word: str, kind: FileKind) -> None:
    file = one(
        f"diff --git a/o b/n\nsimilarity index 50%\n{word} from o\n{word} to n\n"
        "index 1234567..89abcde 100644\n--- a/o\n+++ b/n\n" + HUNK
    )
    assert (file.kind, file.old_path, file.new_path) == (kind, "o", "n")
    assert (file.old_mode, file.new_mode, len(file.hunks)) == (0o100644, 0o100644, 1)


def test_mode_change() -> None:
    file = one("diff --git a/m b/m\nold mode 100644\nnew mode 100755\n")
    assert (file.kind, file.path, file.old_mode, file.new_mode) == (
        FileKind.MODIFY,
        "m",
        0o100644,
        0o100755,
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [("100644", 0o100644), ("100754", 0o100755), ("100664", 0o100644), ("104711", 0o100755)],
)
def test_permissions_are_those_that_git_writes(said: str, written: int) -> None:
    """Only u+x counts, whatever other bits a header names; a link's mode stays as it is."""
    header = "diff --git a/m b/m\nnew file mode "
    assert one(f"{header}{said}\nindex 0000000..e69de29\n").new_mode == written
    assert one(f"{header}120000\nindex 0000000..e69de29\n").new_mode == 0o120000


def test_submodule() -> None:
    file = one(
        "diff --git a/s b/s\nindex 1111111..2222222 160000\n--- a/s\n+++ b/s\n@@ -1 +1 @@\n"
        f"-Subproject commit {'1' * 40}\n+Subproject commit {'2' * 40}\n"
    )
    assert file.new_mode == 0o160000


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ('--- "a/caf\\303\\251.txt"\n+++ "b/caf\\303\\251.txt"\n', "café.txt"),
        ("--- a/sp ace.txt\t\n+++ b/sp ace.txt\t\n", "sp ace.txt"),
        ('--- "a/b\\377d"\n+++ "b/b\\377d"\n', "b\udcffd"),
        ('--- "a/t\\tb"\n+++ "b/t\\tb"\n', "t\tb"),
        ("--- a/x\t2020-01-02 03:04:05.678 +0200\n+++ b/x\t2020-01-02 03:04:06 +0200\n", "x"),
        ("--- a/x 2020-01-02 03:04:05\n+++ b/x 2020-01-02 03:04:06\n", "x"),
        ("--- a/d//x\n+++ b/d/x\n", "d/x"),
        ("--- a/x\r\n+++ b/x\r\n", "x"),
    ],
)
def test_names(header: str, path: str) -> None:
    """Quotes, octal escapes, spaces and timestamps are git's affair, not part of the name."""
    assert one(header + HUNK).path == path


@pytest.mark.parametrize("name", ["x and y", "a b", "b/b", "x b/x"])
def test_names_with_spaces_in_a_header_alone(name: str) -> None:
    """Without `---` and `+++`, a name with spaces is found because it stands there twice."""
    header = f"diff --git a/{name} b/{name}\nold mode 100644\nnew mode 100755\n"
    assert one(header).path == name


def test_epoch_timestamps_mean_no_file() -> None:
    """GNU diff -N marks a missing side with 1970-01-01 in UTC, in any time zone."""
    new = "--- a/x\t1970-01-01 01:00:00.000000000 +0100\n+++ b/x\t2020-01-02 03:04:05 +0100\n"
    assert one(new + "@@ -0,0 +1 @@\n+x\n").kind is FileKind.ADD
    gone = "--- a/x\t2020-01-02 03:04:05 -0500\n+++ b/x\t1969-12-31 19:00:00 -0500\n"
    assert one(gone + "@@ -1 +0,0 @@\n-x\n").kind is FileKind.DELETE
    assert one(new.replace("01:00", "02:00") + "@@ -1 +1 @@\n-a\n+b\n").kind is FileKind.MODIFY


@pytest.mark.parametrize(
    "content", ["a\x0cb", "a\x1cb", "\xe2\x80\xa8", "a\rb", "a\r", "\x85", "\xff"]
)
def test_only_a_newline_ends_a_line(content: str) -> None:
    """Form feeds, U+2028, lone carriage returns and broken UTF-8 stay within their line."""
    (hunk,) = one(f"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-{content}\n+b\n").hunks
    assert hunk.old_lines == (content.encode("latin-1") + b"\n",)


def test_lines_know_where_they_stand() -> None:
    """Each line has its place in the patch; a marker takes the newline from the line above it."""
    text = (
        "text\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ def f():\n"
        " c\n-a\n\\ No newline at end of file\n+b\n"
    )
    (hunk,) = one(text).hunks
    assert (hunk.patch_line, hunk.heading) == (4, b"def f():")
    assert [(line.origin, line.content, line.patch_line) for line in hunk.lines] == [
        (" ", b"c\n", 5),
        ("-", b"a", 6),
        ("+", b"b\n", 8),
    ]


def test_binary_without_payload() -> None:
    """The file is there and its content is not: nobody may call that accepted."""
    file = one(
        "diff --git a/b b/b\nindex 1111111..2222222 100644\nBinary files a/b and b/b differ\n"
    )
    assert file.is_binary
    assert file.binary is None


def test_a_binary_file_that_git_would_drop_is_listed() -> None:
    """`diff -r` prints no header for it, and git skips the line without a word."""
    text = "Binary files old/b.png and new/b.png differ\n--- old/x\n+++ new/x\n" + HUNK
    found = read(text)
    assert [(file.path, file.is_binary) for file in found.files] == [("b.png", True), ("x", False)]


def test_a_path_twice_stays_twice() -> None:
    """What is applied in sequence is kept in sequence."""
    section = "--- a/x\n+++ b/x\n" + HUNK
    assert [file.path for file in read(section * 2).files] == ["x", "x"]


MAIL = (
    f"From {'1' * 40} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\nSubject: [PATCH] x\n\n"
    "- a bullet\n---\n x | 2 +-\n 1 file changed\n\n"
    "diff --git a/x b/x\nindex 1111111..2222222 100644\n--- a/x\n+++ b/x\n"
    + HUNK
    + f"\nbase-commit: {'2' * 40}\n-- \n2.39.5\n\n"
)


def test_mailbox_of_several_mails() -> None:
    """Headers, the diffstat, trailers and the signature are a mail's own: no note about them."""
    found = parse_patch((MAIL * 2).encode())
    assert (found.format, len(found.files), found.problems) == ("mbox", 2, ())


def test_fence_and_prose_are_noted() -> None:
    """The diff in a Markdown fence is found, and the note says which lines were left aside."""
    text = "Here is the fix:\n\n```diff\n--- a/x\n+++ b/x\n" + HUNK + "```\nGood luck!\n"
    found = parse_patch(text.encode())
    (note,) = found.problems
    assert (note.code, note.patch_line) == ("PV011", 1)
    assert "1-3, 9-10" in note.message
    assert found.format == "unified"
    assert parse_patch(("--- a/x\n+++ b/x\n" + HUNK).encode()).problems == ()
