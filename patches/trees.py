"""Source trees: what a patch is judged against. Reading only; nothing here ever writes.

Paths are relative, "/"-separated text (UTF-8 with `surrogateescape`); modes are git's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

DIRECTORY_MODE = 0o040000


@runtime_checkable
class SourceTree(Protocol):
    """A tree of files, as a patch finds it."""

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path` (of a symlink: its target's text); None if none is there."""

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`, DIRECTORY_MODE for a folder; None if nothing is there.

        Never follows a symlink, neither in the last component nor before it.
        """

    def paths(self) -> Iterable[str]:
        """Every file's path, in sorted order where that costs nothing. May be slow: ask rarely."""
