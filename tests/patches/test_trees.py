"""Trees on disk, in memory and in git: what is read, what is never followed, how they fail."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from toolchains import needs

import patchvet
from patchvet.patches.trees import DIRECTORY_MODE, Overlay, SourceTree, as_tree, nearest_path

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"a.py": b"1\n", "lib/b.py": b"\xff\r\n", "lib/deep/c": b"", "café/d e": b"\0"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files on disk, with an executable, links inside and outside, and a pipe."""
    top = tmp_path / "top"
    for path, data in FILES.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(data)
    (top / "run").write_bytes(b"#!")
    (top / "run").chmod(0o755)
    (tmp_path / "secret").write_bytes(b"secret")
    (top / "link").symlink_to("a.py")
    (top / "out").symlink_to("..")
    os.mkfifo(top / "pipe")
    return top


def git(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    identity = ["-c", "user.name=a", "-c", "user.email=a@b"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def reads_the_files(tree: SourceTree) -> None:
    assert {path: tree.read(path) for path in FILES} == FILES
    assert [tree.mode(path) for path in ("a.py", "lib", "lib/deep")] == [
        0o100644,
        DIRECTORY_MODE,
        DIRECTORY_MODE,
    ]
    for absent in ("none", "lib", "a.py/x", "lib/none/x", "", "lib/", "/a.py"):
        assert tree.read(absent) is None
    assert tree.mode("none") is None
    assert set(FILES) <= set(tree.paths())
    assert isinstance(tree, SourceTree)


def test_a_mapping() -> None:
    """Files, the folders that follow from them, and modes where they are given."""
    reads_the_files(as_tree(FILES))
    tree = patchvet.InMemoryTree(FILES, {"a.py": 0o120000})
    assert tree.mode("a.py") == 0o120000


def test_a_folder(folder: Path) -> None:
    """Read below its root alone."""
    tree = as_tree(folder)
    reads_the_files(tree)
    assert tree.mode("run") == 0o100755
    assert (tree.read("link"), tree.mode("link")) == (b"a.py", 0o120000)
    assert (tree.read("pipe"), tree.mode("pipe")) == (None, 0o010000)


@pytest.mark.parametrize(
    "path", ["out/secret", "../secret", "lib/../../secret", "/etc/passwd", "a\0b"]
)
def test_a_folder_is_never_left(folder: Path, path: str) -> None:
    """No symlink is followed, no `..`, no absolute path, no NUL."""
    assert as_tree(folder).read(path) is None
    assert as_tree(folder).mode(path) is None


@needs("git")
def test_a_git_revision(folder: Path) -> None:
    """A revision, whatever the work tree holds now; of a folder in it, of a bare repository."""
    (folder / "pipe").unlink()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    (folder / "a.py").write_bytes(b"2\n")
    with patchvet.GitRevision(folder, "HEAD") as tree:
        reads_the_files(tree)
        assert (tree.read("link"), tree.mode("link")) == (b"a.py", 0o120000)
        assert tree.mode("run") == 0o100755
        assert tree.read("out/secret") is None
    with patchvet.GitRevision(folder / "lib", "HEAD") as tree:
        assert list(tree.paths()) == ["b.py", "deep/c"]
        assert tree.read("b.py") == FILES["lib/b.py"]
    git(folder, "clone", "-q", "--bare", str(folder), str(folder.parent / "bare"))
    with patchvet.GitRevision(folder.parent / "bare", "HEAD^{tree}") as tree:
        reads_the_files(tree)


@needs("git")
def test_a_submodule_reads_as_git_shows_it(folder: Path) -> None:
    """Its content is the line that git's diffs have for it."""
    git(folder, "init", "-q")
    commit = "1" * 40
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    git(folder, "commit", "-qm", "one")
    with patchvet.GitRevision(folder, "HEAD") as tree:
        assert tree.mode("sub") == 0o160000
        assert tree.read("sub") == f"Subproject commit {commit}\n".encode()


@needs("git")
def test_one_process_answers_everything_and_ends(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tree of many reads starts one git; `close` ends it, and a closed tree says so."""
    (folder / "pipe").unlink()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def counting(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        process = start(*arguments, **options)  # type: ignore[call-overload]
        started.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", counting)
    tree = patchvet.GitRevision(folder, "HEAD")
    for path in tree.paths():
        tree.read(path)
    assert len(started) == 1
    tree.close()
    assert started[0].returncode is not None
    with pytest.raises(patchvet.TreeError, match="was closed"):
        tree.read("a.py")
    tree.close()


def test_a_tree_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """One clear line, and an error of patchvet's own."""
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(patchvet.TreeError, match="no such file"):
        as_tree(tmp_path / "none")
    with pytest.raises(patchvet.TreeError, match="is not a folder"):
        as_tree(file)
    with pytest.raises(patchvet.TreeError, match="no such folder"):
        patchvet.GitRevision(tmp_path / "none", "HEAD")
    with pytest.raises(patchvet.UsageError, match="a tree is a folder's path"):
        as_tree(7)  # type: ignore[arg-type]
    with pytest.raises(patchvet.UsageError, match="text to bytes"):
        as_tree({"a": "text"})  # type: ignore[dict-item]


@needs("git")
def test_a_revision_that_is_none_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, no such revision, no git: each one line."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(patchvet.TreeError, match="not a git repository") as caught:
        patchvet.GitRevision(tmp_path, "HEAD")
    assert "\n" not in str(caught.value)
    git(tmp_path, "init", "-q")
    for rev in ("HEAD", "none", "--help", "a\nb"):
        with pytest.raises(patchvet.TreeError, match="there is no revision"):
            patchvet.GitRevision(tmp_path, rev)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(patchvet.TreeError, match="cannot start git"):
        patchvet.GitRevision(tmp_path, "HEAD")


def test_an_overlay() -> None:
    """Each change is a new tree; earlier ones, and the tree below, stay as they were."""
    base = patchvet.InMemoryTree({"a": b"1", "d/x": b"2"})
    one = Overlay(base).changed({"a": (b"one", 0o100755), "n/m": (b"new", 0o100644)})
    two = one.changed({"a": None, "n/m": None})
    fork = one.changed({"a": (b"fork", 0o100644)})
    assert [tree.read("a") for tree in (base, one, two, fork)] == [b"1", b"one", None, b"fork"]
    assert [tree.mode("a") for tree in (base, one, two)] == [0o100644, 0o100755, None]
    assert (one.mode("n"), Overlay(base).mode("n")) == (DIRECTORY_MODE, None)
    assert [list(tree.paths()) for tree in (one, two, fork)] == [
        ["a", "d/x", "n/m"],
        ["d/x"],
        ["a", "d/x", "n/m"],
    ]
    assert fork.read("n/m") == b"new"


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("c.py", "x/c.py"),
        ("y/c.py", "x/y/c.py"),
        ("x/y/cc.py", "x/y/c.py"),
        ("completely/else", None),
    ],
)
def test_the_nearest_path(wanted: str, nearest: str | None) -> None:
    """The same name in the folder most like it, else a path that reads much alike, else none."""
    tree = patchvet.InMemoryTree({"x/c.py": b"", "x/y/c.py": b"", "z": b""})
    assert nearest_path(tree, wanted) == nearest
