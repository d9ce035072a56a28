"""Several file patches in one input, with the order's rules of `git apply`; all of them or none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from building import apply_all, hunk, of
from toolchains import needs

import patchvet
from patchvet.patches.trees import through_symlink

sys.path.insert(0, str(Path(__file__).parent.parent / "beats_git"))

from others import git_apply

FIVE = b"1\n2\n3\n4\n5\n"


def edit(path: str, old: str, new: str) -> bytes:
    at = int(old)
    before = [f" {at - 1}"] if at > 1 else []
    behind = [f" {at + 1}"] if at < 5 else []
    start = max(1, at - 1)
    return of(path, hunk(start, start, *before, f"-{old}", f"+{new}", *behind))


def moved(old: str, new: str, verb: str = "rename") -> bytes:
    return (
        f"diff --git a/{old} b/{new}\nsimilarity index 100%\n{verb} from {old}\n{verb} to {new}\n"
    ).encode()


def added(path: str, line: str) -> bytes:
    head = f"diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n"
    return f"{head}@@ -0,0 +1 @@\n+{line}\n".encode()


def deleted(path: str, line: str) -> bytes:
    head = f"diff --git a/{path} b/{path}\ndeleted file mode 100644\n--- a/{path}\n+++ /dev/null\n"
    return f"{head}@@ -1 +0,0 @@\n-{line}\n".encode()


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


ORDERS = [
    (
        "a path twice: the second sees the first's result",
        edit("f", "2", "two") + of("f", hunk(2, 2, " two", "-3", "+three", " 4")),
        {"f": FIVE},
        {"f": b"1\ntwo\nthree\n4\n5\n"},
    ),
    (
        "a copy reads its source as it was before",
        edit("f", "2", "two") + moved("f", "g", "copy"),
        {"f": FIVE},
        {"f": b"1\ntwo\n3\n4\n5\n", "g": FIVE},
    ),
    (
        "two files change names",
        moved("f", "g") + moved("g", "f"),
        {"f": b"F", "g": b"G"},
        {"f": b"G", "g": b"F"},
    ),
    (
        "a chain of renames",
        moved("f", "g") + moved("g", "h"),
        {"f": b"F", "g": b"G"},
        {"g": b"F", "h": b"G"},
    ),
    (
        "a renamed file is changed under its new name",
        moved("f", "g") + edit("g", "2", "two"),
        {"f": FIVE},
        {"g": b"1\ntwo\n3\n4\n5\n"},
    ),
    (
        "a renamed file's path is filled anew",
        moved("f", "g") + added("f", "new"),
        {"f": b"F"},
        {"f": b"new\n", "g": b"F"},
    ),
    (
        "a file becomes a folder",
        deleted("f", "1") + added("f/g", "new"),
        {"f": b"1\n"},
        {"f/g": b"new\n"},
    ),
    (
        "a folder becomes a file",
        added("f", "new") + deleted("f/g", "1"),
        {"f/g": b"1\n"},
        {"f": b"new\n"},
    ),
]


@pytest.mark.parametrize(("name", "patch", "before", "after"), ORDERS, ids=_name)
def test_the_order_of_file_patches(
    name: str, patch: bytes, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """A later file patch sees the result of an earlier one, a rename's source the tree before."""
    assert apply_all(patch, before) == (after, set())


@needs("git")
@pytest.mark.parametrize(("name", "patch", "before", "after"), ORDERS, ids=_name)
def test_git_has_the_same_order(
    name: str, patch: bytes, before: dict[str, bytes], after: dict[str, bytes], tmp_path: Path
) -> None:
    """The outside truth of the table above."""
    status, files = git_apply(tmp_path / "tree", before, patch)
    assert (status, files) == (0, after)


REFUSED = [
    (
        "a renamed file is changed under its old name",
        moved("f", "g") + edit("f", "2", "two"),
        {"f": FIVE},
        "PV101",
    ),
    (
        "a deleted file is changed",
        deleted("f", "1") + edit("f", "1", "one"),
        {"f": b"1\n"},
        "PV101",
    ),
    (
        "a deleted file is added without `/dev/null`, which git takes for a change",
        b"--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+2\n",
        {"f": b"1\n"},
        "PV101",
    ),
    (
        "a folder where a file was, without `/dev/null`",
        b"--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n--- a/f/g\n+++ b/f/g\n@@ -0,0 +1 @@\n+2\n",
        {"f": b"1\n"},
        "PV101",
    ),
    (
        "changed, then deleted",
        of("f", hunk(1, 1, "-1", "+2")) + deleted("f", "2"),
        {"f": b"1\n"},
        "PV111",
    ),
    ("changed, then renamed", edit("f", "2", "two") + moved("f", "g"), {"f": FIVE}, "PV111"),
    ("created twice", added("f", "1") + added("f", "2"), {}, "PV106"),
    ("created, but there", added("f", "1"), {"f": b"x\n"}, "PV106"),
    ("created with what is there", added("f", "1"), {"f": b"1\n"}, "PV104"),
    ("renamed onto a file", moved("f", "g"), {"f": b"F", "g": b"G"}, "PV106"),
    ("created where a folder is", added("f", "1"), {"f/g": b""}, "PV106"),
    ("created below a file", added("f/g", "1"), {"f": b""}, "PV106"),
    (
        "a folder becomes a file, and is filled anew before",
        moved("d/f", "g") + added("d/f", "1") + moved("d/f", "d", "copy"),
        {"d/f": FIVE},
        "PV106",
    ),
    (
        "a file becomes a folder, and is written anew before",
        moved("d", "g") + added("d", "1") + added("d/f", "1"),
        {"d": FIVE},
        "PV106",
    ),
    ("deleted, but more is in it", deleted("f", "1"), {"f": b"1\n2\n"}, "PV102"),
    ("renamed from nowhere", moved("f", "g"), {}, "PV101"),
]


@pytest.mark.parametrize(("name", "patch", "before", "code"), REFUSED, ids=_name)
def test_what_no_order_allows(name: str, patch: bytes, before: dict[str, bytes], code: str) -> None:
    """Refused, with the code of the reason."""
    assert apply_all(patch, before) == (None, {code})


def test_all_or_none() -> None:
    """One file patch that fails leaves the whole tree as it was; the others still tell theirs."""
    tree = patchvet.InMemoryTree({"f": FIVE, "g": FIVE})
    read = patchvet.parse_patch(edit("f", "2", "two") + edit("g", "3", "x").replace(b"-3", b"-9"))
    done = patchvet.apply_patch(read, tree)
    assert not done.applies
    assert done.result is tree
    assert [bool(step.applied and step.applied.after) for step in done.steps] == [True, False]


def test_what_is_skipped_is_left_out() -> None:
    """A path that may not be touched is neither read nor written, and the patch does not apply."""
    tree = patchvet.InMemoryTree({"f": FIVE, "g": FIVE})
    read = patchvet.parse_patch(edit("f", "2", "two") + edit("g", "2", "two"))
    done = patchvet.apply_patch(read, tree, skip={"f"})
    assert [step.applied is None for step in done.steps] == [True, False]
    assert not done.applies


def test_each_step_tells_what_it_found() -> None:
    """The bytes before, and the tree as that file patch finds it."""
    patch = edit("f", "2", "two") + of("f", hunk(2, 2, " two", "-3", "+three", " 4"))
    done = patchvet.apply_patch(patchvet.parse_patch(patch), patchvet.InMemoryTree({"f": FIVE}))
    first, second = done.steps
    assert first.before == FIVE
    assert second.before == second.tree.read("f") == b"1\ntwo\n3\n4\n5\n"
    assert first.tree.read("f") == FIVE, "an earlier tree does not change"


def test_modes() -> None:
    """A new mode is taken, one that the patch only mentions leaves the tree's; types must agree."""
    tree = patchvet.InMemoryTree({"f": b"1\n", "l": b"to"}, {"f": 0o100755, "l": 0o120000})
    index = of("f", hunk(1, 1, "-1", "+2")).replace(b"---", b"index 1..2 100644\n---", 1)
    done = patchvet.apply_patch(patchvet.parse_patch(index), tree)
    assert done.result.mode("f") == 0o100755
    mode = b"diff --git a/f b/f\nold mode 100755\nnew mode 100644\n"
    assert patchvet.apply_patch(patchvet.parse_patch(mode), tree).result.mode("f") == 0o100644
    link = of("f", hunk(1, 1, "-1", "\\", "+2", "\\")).replace(b"---", b"index 1..2 120000\n---", 1)
    (step,) = patchvet.apply_patch(patchvet.parse_patch(link), tree).steps
    assert step.applied is not None
    assert [problem.code for problem in step.applied.problems] == ["PV112"]


def test_a_symlink_is_never_gone_through() -> None:
    """PV503: through a folder that is a link, also one that the patch makes, or the link itself."""
    tree = patchvet.InMemoryTree({"l": b"to", "to/f": b"1\n"}, {"l": 0o120000})
    make = added("k", "to").replace(b"100644", b"120000") + b"\\ No newline at end of file\n"
    for patch, path in [
        (added("l/g", "1"), "l/g"),
        (make + added("k/g", "1"), "k/g"),
        (of("l", hunk(1, 1, "-to", "\\", "+too", "\\")), "l"),
    ]:
        step = patchvet.apply_patch(patchvet.parse_patch(patch, strip=1), tree).steps[-1]
        assert step.applied is None
        problem = through_symlink(step.tree, path, step.file)
        assert problem is not None
        assert problem.code == "PV503"
    assert through_symlink(tree, "to/f") is None


@needs("git")
@pytest.mark.parametrize("announced", [True, False])
def test_a_link_that_goes_away_must_be_called_one(announced: bool, tmp_path: Path) -> None:
    """Below it files may be made then; git refuses that where no header says that it is a link."""
    tree = patchvet.InMemoryTree({"l": b"to"}, {"l": 0o120000})
    gone = deleted("l", "to").replace(b"100644", b"120000") + b"\\ No newline at end of file\n"
    patch = (gone if announced else moved("l", "m")) + added("l/f", "1")
    (tmp_path / "l").symlink_to("to")
    done = patchvet.apply_patch(patchvet.parse_patch(patch, strip=1), tree)
    assert done.applies is announced
    assert (git_apply(tmp_path, {}, patch)[0] == 0) is announced


def test_a_link_must_lead_somewhere() -> None:
    """git cannot make a link with an empty target: PV112."""
    tree = patchvet.InMemoryTree({"l": b"to"}, {"l": 0o120000})
    new = b"diff --git a/k b/k\nnew file mode 120000\nindex 0000000..e69de29\n"
    emptied = b"diff --git a/l b/l\nindex 1..2 120000\n--- a/l\n+++ b/l\n@@ -1 +0,0 @@\n-to\n"
    for patch in (new, emptied + b"\\ No newline at end of file\n"):
        (step,) = patchvet.apply_patch(patchvet.parse_patch(patch, strip=1), tree).steps
        assert step.applied is not None
        assert [problem.code for problem in step.applied.problems] == ["PV112"]


def test_a_link_that_the_patch_calls_one_is_retargeted() -> None:
    """With its mode in the header it is the link that changes."""
    tree = patchvet.InMemoryTree({"l": b"to"}, {"l": 0o120000})
    patch = of("l", hunk(1, 1, "-to", "\\", "+too", "\\")).replace(
        b"---", b"index 1..2 120000\n---", 1
    )
    done = patchvet.apply_patch(patchvet.parse_patch(patch), tree)
    assert (done.result.read("l"), done.result.mode("l")) == (b"too", 0o120000)
