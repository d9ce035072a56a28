"""Source trees: what a patch is judged against. Reading only; nothing here ever writes.

Paths are relative, "/"-separated text (UTF-8 with `surrogateescape`); modes are git's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import Protocol, runtime_checkable

from ..errors import UsageError
from .git_tree import GitRevision
from .memory_tree import InMemoryTree
from .modes import DIRECTORY_MODE
from .overlay import Overlay
from .tree_paths import nearest_path, through_symlink
from .work_tree import WorkTree

__all__ = [
    "DIRECTORY_MODE",
    "GitRevision",
    "InMemoryTree",
    "Overlay",
    "SourceTree",
    "WorkTree",
    "as_tree",
    "nearest_path",
    "through_symlink",
]


@runtime_checkable
class SourceTree(Protocol):
    """A tree of files, as a patch finds it."""

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path` (of a symlink: its target's text), or None."""

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`, DIRECTORY_MODE for a folder; None if nothing is there.

        Never follows a symlink, neither in the last component nor before it.
        """

    def paths(self) -> Iterable[str]:
        """Every file's path, in sorted order where that costs nothing. May be slow: ask rarely."""


def as_tree(tree: str | PathLike[str] | Mapping[str, bytes] | SourceTree) -> SourceTree:
    """The tree that `tree` stands for: a folder's path, a mapping of path → bytes, or a tree.

    Raises TreeError for a path that is no folder, UsageError for anything else.
    """
    if isinstance(tree, Mapping):
        return InMemoryTree(tree)
    if isinstance(tree, str | PathLike):
        return WorkTree(tree)
    if isinstance(tree, SourceTree):
        return tree
    raise UsageError(
        "a tree is a folder's path, a mapping of path to bytes, or a SourceTree, "
        f"not {type(tree).__name__}"
    )
