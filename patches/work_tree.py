"""A source tree that is a folder on disk."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from ..errors import TreeError
from .modes import DIRECTORY_MODE, EXECUTABLE_MODE, REGULAR_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class WorkTree:
    """The files below the folder `root`. No symlink is ever followed, except above `root`.

    Raises TreeError if `root` is no folder, or later if something in it cannot be read.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.fspath(root)
        try:
            is_folder = stat.S_ISDIR(os.stat(self.root).st_mode)
        except (OSError, ValueError) as error:
            raise TreeError(f"cannot read the tree {self.root}: {_reason(error)}") from error
        if not is_folder:
            raise TreeError(f"the tree {self.root} is not a folder")
        self._root = os.fsencode(self.root)

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path`, of a symlink its target's text, or None."""
        found = self._stat(path)
        if found is None:
            return None
        name, status = found
        try:
            if stat.S_ISLNK(status.st_mode):
                return os.readlink(name)
            if stat.S_ISREG(status.st_mode):
                with open(name, "rb") as file:
                    return file.read()
        except OSError as error:
            raise TreeError(f"cannot read {path}: {_reason(error)}") from error
        return None

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`; a pipe, socket or device gives its own type."""
        found = self._stat(path)
        if found is None:
            return None
        bits = found[1].st_mode
        if stat.S_ISREG(bits):
            return EXECUTABLE_MODE if bits & stat.S_IXUSR else REGULAR_MODE
        return DIRECTORY_MODE if stat.S_ISDIR(bits) else stat.S_IFMT(bits)

    def paths(self) -> Iterable[str]:
        """Every file's path, sorted; `.git` folders are left out."""
        return sorted(self.walk())

    def files_in(self, folder: str) -> Iterable[str]:
        """The paths of the files right in `folder` ("" is the top); none beyond a symlink."""
        if folder and self.mode(folder) != DIRECTORY_MODE:
            return []
        return [path for path, is_folder in self._list(folder) if not is_folder]

    def walk(self) -> Iterator[str]:
        """Every file's path, as the folders are read: whoever has enough may stop."""
        pending = [""]
        while pending:
            for path, is_folder in self._list(pending.pop()):
                if not is_folder:
                    yield path
                elif path.rpartition("/")[2] != ".git":
                    pending.append(path)

    def _list(self, folder: str) -> list[tuple[str, bool]]:
        """What lies right in `folder`: its path, and whether it is a folder itself."""
        above = f"{folder}/" if folder else ""
        try:
            with os.scandir(os.path.join(self._root, folder.encode(*_AS_BYTES))) as entries:
                return [
                    (above + entry.name.decode(*_AS_BYTES), entry.is_dir(follow_symlinks=False))
                    for entry in entries
                ]
        except OSError as error:
            raise TreeError(f"cannot list {folder or self.root}: {_reason(error)}") from error

    def _stat(self, path: str) -> tuple[bytes, os.stat_result] | None:
        """The name on disk and the lstat of `path`; None beyond a symlink or outside the tree."""
        try:
            components = path.encode(*_AS_BYTES).split(b"/")
        except UnicodeEncodeError:
            return None
        name, status = self._root, None
        for component in components:
            if component in (b"", b".", b"..") or b"\0" in component:
                return None
            if status is not None and not stat.S_ISDIR(status.st_mode):
                return None
            name = os.path.join(name, component)
            try:
                status = os.lstat(name)
            except (FileNotFoundError, NotADirectoryError):
                return None
            except OSError as error:
                if len(component) > _LONGEST_NAME:
                    return None
                raise TreeError(f"cannot read {path}: {_reason(error)}") from error
        assert status is not None, "a split path has a component"
        return name, status


_AS_BYTES = ("utf-8", "surrogateescape")
_LONGEST_NAME = 255


def _reason(error: Exception) -> str:
    return ((isinstance(error, OSError) and error.strerror) or str(error)).lower()
