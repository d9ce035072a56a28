"""Paths that no patch may name: out of the tree, or into a `.git` folder in any disguise.

Pure functions on decoded paths. The rules are git's `verify_path`, `is_ntfs_dotgit` and
`is_hfs_dotgit` (read-cache.c, path.c, utf8.c), all of them on every platform: a patch that is
accepted here may be applied anywhere.
"""

from __future__ import annotations

import re

from ..patterns import lazy_compile
from .model import Problem
from .quoting import shown_path

# Linux' PATH_MAX and NAME_MAX without the NUL: git cannot write what is longer. 100,000 folders in
# one path took 19 GB here, since each of them is looked at.
_LONGEST = 4095
_LONGEST_NAME = 255
_DRIVE = lazy_compile(r"[A-Za-z]:")
# Code points that HFS+ leaves out when it compares names (git's utf8.c, next_hfs_char).
_HFS_IGNORED = lazy_compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")
_NTFS_DOT_GIT = lazy_compile(r"(?:\.git|git~1)[ .]*(?::.*)?", re.IGNORECASE | re.DOTALL)


def unsafe_path(path: str) -> Problem | None:
    """PV501 for a path that leaves the tree, PV502 for one into a `.git` folder, else None."""
    reason = _escape(path)
    if reason is not None:
        return Problem(
            "PV501",
            f"the path `{shown_path(path)}` {reason}",
            "name the file by its path below the root",
            path=path,
        )
    for component in re.split(r"[/\\]", path):
        if _is_dot_git(component):
            return Problem(
                "PV502",
                f"the path `{shown_path(path)}` leads into a `.git` folder",
                "leave the file out; a patch never needs to write there",
                path=path,
            )
    return None


def _escape(path: str) -> str | None:
    """How `path` gets out of the tree, as the end of a sentence; None if it does not."""
    if not path:
        return "is empty"
    if len(path) > _LONGEST // 4 and len(path.encode("utf-8", "surrogateescape")) > _LONGEST:
        return f"is longer than {_LONGEST:,} bytes, and no system takes it"
    if "\0" in path:
        return "holds a NUL, at which a system call would cut it off"
    if path[0] in "/\\":
        return "is absolute"
    if _DRIVE.match(path):
        return "starts with a drive letter"
    components = path.split("/")
    if "" in components:
        return "has an empty component"
    if ".." in re.split(r"[/\\]", path):
        return "climbs out with `..`"
    if len(path) > _LONGEST_NAME // 4 and any(
        len(one.encode("utf-8", "surrogateescape")) > _LONGEST_NAME for one in components
    ):
        return f"has a name of more than {_LONGEST_NAME} bytes, and no file system takes it"
    if "." in components:
        return "has a component `.`, which git refuses"
    return None


def _is_dot_git(component: str) -> bool:
    if _NTFS_DOT_GIT.fullmatch(component):
        return True
    return _HFS_IGNORED.sub("", component).lower() == ".git"
