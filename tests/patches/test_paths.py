"""No spelling of a path gets out of the tree or into a `.git` folder."""

from __future__ import annotations

import pytest

from patchvet.patches.paths import unsafe_path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a/..",
        "..",
        "C:/x",
        "c:x",
        "\\x",
        "a\\..\\x",
        "a\0b",
        "./x",
        "a//b",
        "a/",
        "a/" * 2048 + "b",
        "a/" + "\u00e9" * 128,
    ],
)
def test_path_that_leaves_the_tree(path: str) -> None:
    """Absolute, climbing, drive letters, NUL, backslashes, empty components, endless names."""
    problem = unsafe_path(path)
    assert problem is not None
    assert problem.code == "PV501"


@pytest.mark.parametrize(
    "path",
    [
        ".git/hooks/x",
        "a/.git",
        ".GIT/config",
        "a/.GiT/x",
        ".git ",
        ".git./x",
        ".git. ./x",
        "git~1/x",
        "GIT~1",
        ".git::$INDEX_ALLOCATION/x",
        "a\\.git\\x",
        ".g\u200cit/x",
        "\ufeff.git",
    ],
)
def test_git_folder(path: str) -> None:
    """Any case, NTFS's short name, streams and trailing dots, HFS+'s ignored code points."""
    problem = unsafe_path(path)
    assert problem is not None
    assert problem.code == "PV502"


@pytest.mark.parametrize(
    "path",
    [
        ".gitignore",
        "a/.github/x",
        "git/x",
        "...",
        "a..b",
        "..a/x",
        "x.git/y",
        "git~2",
        "a b",
        "café",
        "\udcff",
        "-x",
        "a/" * 2047 + "b",
        "a/" + "\u00e9" * 127,
    ],
)
def test_honest_path(path: str) -> None:
    """Names that only resemble the forbidden ones pass."""
    assert unsafe_path(path) is None
