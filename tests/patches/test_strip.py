"""-p is read off the names; the tree decides where they leave it open; what is given is obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patchvet.patches.unified import parse_patch

if TYPE_CHECKING:
    from collections.abc import Iterable

HUNK = "@@ -1 +1 @@\n-a\n+b\n"


class Tree:
    """A tree that only knows which files there are, and counts how often it is asked."""

    def __init__(self, *paths: str) -> None:
        self._paths = paths
        self.asked = 0

    def read(self, path: str) -> bytes | None:
        return b"a\n" if path in self._paths else None

    def mode(self, path: str) -> int | None:
        self.asked += 1
        return 0o100644 if path in self._paths else None

    def paths(self) -> Iterable[str]:
        return self._paths


def names(old: str, new: str) -> bytes:
    return f"--- {old}\n+++ {new}\n{HUNK}".encode()


@pytest.mark.parametrize(
    ("old", "new", "tree", "strip", "path"),
    [
        ("a/x", "b/x", None, 1, "x"),
        ("i/x", "w/x", None, 1, "x"),
        ("old/x", "new/x", None, 1, "x"),
        ("x", "x", None, 0, "x"),
        ("src/x", "src/x", None, 0, "src/x"),
        ("src/x", "src/x", ("src/x",), 0, "src/x"),
        ("src/x", "src/x", ("x",), 1, "x"),
        ("src/x", "src/x", ("x", "src/x"), 1, "x"),
        ("a/x", "a/x", None, 1, "x"),
        ("a/x", "a/x", ("a/x",), 0, "a/x"),
        ("a/x", "b/x", ("a/x",), 1, "x"),
        ("/dev/null", "b/x", None, 1, "x"),
    ],
)
def test_detected(old: str, new: str, tree: tuple[str, ...] | None, strip: int, path: str) -> None:
    """git's own reading goes first wherever it finds the files."""
    data = (
        names(old, new).replace(b"-1 +1 @@\n-a\n", b"-0,0 +1 @@\n")
        if old[0] == "/"
        else names(old, new)
    )
    found = parse_patch(data, tree=None if tree is None else Tree(*tree))
    assert (found.strip, found.files[0].path) == (strip, path)
    assert found.problems == ()


def test_given_strip_is_obeyed() -> None:
    """A -p that leaves no name is a problem, not a reason to take another one."""
    assert parse_patch(names("a/b/x", "a/b/x"), strip=2).files[0].path == "x"
    assert parse_patch(names("a/x", "a/x"), strip=0).files[0].path == "a/x"
    found = parse_patch(names("a/x", "b/x"), strip=3)
    assert [problem.code for problem in found.problems] == ["PV007"]
    assert found.strip == 3


def test_a_strip_that_leaves_the_prefixes() -> None:
    """`-p0` where the names have `a/` and `b/`: the hint is the right `-p`, not another name."""
    for data in (names("a/x", "b/x"), b"diff --git a/x b/x\n" + names("a/x", "b/x")):
        (problem,) = parse_patch(data, strip=0).problems
        assert (problem.code, "`-p 1`" in problem.hint) == ("PV008", True)
    (problem,) = parse_patch(names("x", "y"), strip=0).problems
    assert "`-p 1`" not in problem.hint


def test_header_without_prefix() -> None:
    """`git diff --no-prefix` of a mode change has its name in the `diff --git` line alone."""
    found = parse_patch(b"diff --git src/x src/x\nold mode 100644\nnew mode 100755\n")
    assert (found.strip, found.files[0].path) == (0, "src/x")


@pytest.mark.parametrize(("left", "right", "strip"), [("a/", "b/", 1), ("", "", 0)])
def test_header_tells_where_the_names_do_not(left: str, right: str, strip: int) -> None:
    """Deleted, added and renamed files name one side each: the `diff --git` line has both."""
    text = (
        f"diff --git {left}d/g {right}d/g\ndeleted file mode 100644\n"
        f"--- {left}d/g\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
        f"diff --git {left}d/o {right}d/n\nsimilarity index 100%\nrename from d/o\nrename to d/n\n"
        f"diff --git {left}e {right}e\nnew file mode 100644\n"
        f"--- /dev/null\n+++ {right}e\n@@ -0,0 +1 @@\n+a\n"
    )
    found = parse_patch(text.encode())
    assert (found.strip, found.problems) == (strip, ())
    assert [file.path for file in found.files] == ["d/g", "d/n", "e"]


def test_the_tree_is_not_asked_where_the_names_tell() -> None:
    """Reading a git revision costs time: an ordinary patch needs none of it."""
    tree = Tree("x")
    parse_patch(names("a/x", "b/x"), tree=tree)
    assert tree.asked == 0


@pytest.mark.parametrize(("tree", "kind"), [(("x",), "modify"), ((), "add"), (None, "add")])
def test_hunk_at_line_zero_adds_or_changes(tree: tuple[str, ...] | None, kind: str) -> None:
    """Without `diff --git`, `-0,0` adds the file if there is none, as in git."""
    data = b"--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+b\n"
    found = parse_patch(data, tree=None if tree is None else Tree(*tree))
    assert found.files[0].kind == kind
    assert parse_patch(data * 2, tree=Tree()).files[1].kind == "modify"
