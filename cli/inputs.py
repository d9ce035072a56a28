"""What the command reads: the patches that are named, and the source tree that they are for."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from .failures import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..patches.trees import SourceTree

STDIN = "-"


def source_name(argument: str) -> str:
    """The name under which a PATCH argument is shown."""
    return "<stdin>" if argument == STDIN else argument


def read_patch(argument: str, limit: int) -> bytes:
    """The bytes of a PATCH argument, cut one byte after `limit`: enough to see it is too large.

    Raises CommandError for what cannot be read.
    """
    try:
        if argument == STDIN:
            return _standard_input().read(limit + 1)
        with open(argument, "rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise CommandError("patch-missing", what=argument) from None
    except IsADirectoryError:
        raise CommandError("patch-is-folder", what=source_name(argument)) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError("patch-unreadable", what=source_name(argument), why=why) from error


def read_log(argument: str) -> bytes:
    """The bytes of a LOG argument. Raises CommandError for what cannot be read."""
    try:
        if argument != STDIN:
            with open(argument, "rb") as file:
                return file.read()
        if sys.stdin is None or sys.stdin.closed:
            raise CommandError("log-unreadable", what="<stdin>", why="it is closed")
        return sys.stdin.buffer.read()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise CommandError("log-unreadable", what=source_name(argument), why=why) from error


def _standard_input() -> BinaryIO:
    if sys.stdin is None or sys.stdin.closed:
        raise CommandError("stdin-closed")
    return sys.stdin.buffer


@contextmanager
def open_tree(root: str | None, revision: str | None) -> Iterator[SourceTree]:
    """The tree to judge against: a folder, or a revision of the repository there.

    Raises TreeError, or CommandError where there is no current folder to start from.
    """
    from ..patches.trees import GitRevision, WorkTree

    folder = default_root() if root is None else root
    if revision is None:
        if _is_bare(folder):
            raise CommandError("bare-repository", what=folder)
        yield WorkTree(folder)
        return
    with GitRevision(folder, revision) as tree:
        yield tree


def _is_bare(folder: str) -> bool:
    """Whether `folder` is what `git clone --bare` makes: it is a `.git` folder, and holds none."""
    inside = ("HEAD", "objects", "refs")
    return all(os.path.exists(os.path.join(folder, name)) for name in inside) and not (
        os.path.lexists(os.path.join(folder, ".git"))
    )


def default_root() -> str:
    """git's top level above the current folder, found by its `.git`; else the current folder.

    `.git` is a folder in a repository and a file in a worktree or submodule.
    """
    try:
        current = folder = os.getcwd()
    except FileNotFoundError:
        raise CommandError("no-current-folder") from None
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return current
        folder = parent
    return folder
