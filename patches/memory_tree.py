"""A source tree that is a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError
from .modes import DIRECTORY_MODE, REGULAR_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class InMemoryTree:
    """The files of a mapping path → bytes. `modes` names those that are no plain 0o100644 files.

    The mapping is copied. Raises UsageError for content that is no bytes.
    """

    def __init__(self, files: Mapping[str, bytes], modes: Mapping[str, int] | None = None) -> None:
        for path, data in files.items():
            if not isinstance(path, str) or not isinstance(data, bytes):
                raise UsageError(f"a tree maps text to bytes; the entry {path!r} does not")
        self._files = dict(files)
        self._modes = dict(modes or {})
        self._folders = {folder for path in self._files for folder in folders_above(path)}

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`, or None."""
        return self._files.get(path)

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`, or None."""
        if path in self._files:
            return self._modes.get(path, REGULAR_MODE)
        return DIRECTORY_MODE if path in self._folders else None

    def paths(self) -> Iterable[str]:
        """Every file's path, sorted."""
        return sorted(self._files)


def folders_above(path: str) -> list[str]:
    """The folders that `path` lies in, outermost first: "a/b/c" → ["a", "a/b"]."""
    cuts = [at for at, letter in enumerate(path) if letter == "/"]
    return [path[:at] for at in cuts if at]
