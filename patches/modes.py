"""git's file modes: what kind of thing a path is."""

from __future__ import annotations

import stat

DIRECTORY_MODE = 0o040000
REGULAR_MODE = 0o100644
EXECUTABLE_MODE = 0o100755

_NAMES = {
    stat.S_IFREG: "a regular file",
    stat.S_IFLNK: "a symlink",
    stat.S_IFDIR: "a folder",
    0o160000: "a submodule",
}


def kind_of(mode: int) -> str:
    """What `mode` says a path is, in words: "a regular file", "a symlink", …"""
    return _NAMES.get(stat.S_IFMT(mode), "a special file")


def canonical(mode: int) -> int:
    """The mode that git writes for `mode`: of a regular file's permissions only u+x counts."""
    if not stat.S_ISREG(mode):
        return mode
    return EXECUTABLE_MODE if mode & stat.S_IXUSR else REGULAR_MODE


def same_type(one: int, other: int) -> bool:
    """Whether two modes are of the same type; permissions are left out, as git does."""
    return stat.S_IFMT(one) == stat.S_IFMT(other)
