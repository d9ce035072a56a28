"""A source tree that is a revision of a git repository; the work tree is not touched."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import TreeError
from .model import SUBMODULE_MODE
from .modes import DIRECTORY_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from .git_objects import GitObjects

Entries = dict[str, tuple[int, str]]


class GitRevision:
    """The files of revision `rev` below the folder `root` of a repository (or of a bare one).

    One `git cat-file --batch` is started and answers everything; `close`, or the end of a `with`
    block, ends it. Of a submodule the content is `Subproject commit <id>`, as in git's diffs.

    Raises TreeError if there is no git, no repository or no such revision.
    """

    def __init__(self, root: str | os.PathLike[str], rev: str) -> None:
        from .git_objects import GitObjects  # subprocess takes 5 ms to import

        self.root = os.fspath(root)
        self.rev = rev
        if not os.path.isdir(self.root):
            raise TreeError(f"cannot read the tree {self.root}: no such folder")
        self._objects: GitObjects = GitObjects(self.root)
        self._folders: dict[str, Entries | None] = {}
        try:
            self._folders[""] = self._top()
        except TreeError:
            self.close()
            raise

    def __enter__(self) -> GitRevision:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends git's process."""
        self._objects.close()

    def read(self, path: str) -> bytes | None:
        """The bytes of the file at `path`, of a symlink its target's text, or None."""
        entry = self._entry(path)
        if entry is None or entry[0] == DIRECTORY_MODE:
            return None
        mode, name = entry
        if mode == SUBMODULE_MODE:
            return f"Subproject commit {name}\n".encode()
        found = self._objects.get(name)
        if found is None:
            raise TreeError(f"cannot read {path} at {self.rev}: its object {name} is missing")
        return found[2]

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`, or None."""
        entry = self._entry(path)
        return None if entry is None else entry[0]

    def paths(self) -> Iterable[str]:
        """Every file's path, sorted."""
        return sorted(self.walk())

    def files_in(self, folder: str) -> Iterable[str]:
        """The paths of the files right in `folder` ("" is the top)."""
        above = f"{folder}/" if folder else ""
        entries = (self._list(folder) or {}).items()
        return [above + name for name, (mode, _) in entries if mode != DIRECTORY_MODE]

    def walk(self) -> Iterator[str]:
        """Every file's path, as the folders are read: whoever has enough may stop."""
        pending = [""]
        while pending:
            folder = pending.pop()
            for name, (mode, _) in (self._list(folder) or {}).items():
                path = f"{folder}/{name}" if folder else name
                if mode == DIRECTORY_MODE:
                    pending.append(path)
                else:
                    yield path

    def _entry(self, path: str) -> tuple[int, str] | None:
        if path.startswith("/"):
            return None
        folder, _, name = path.rpartition("/")
        return (self._list(folder) or {}).get(name)

    def _list(self, folder: str) -> Entries | None:
        """The entries of `folder`; None if there is no such folder. Each is read once."""
        if folder not in self._folders:
            entry = self._entry(folder)
            is_folder = entry is not None and entry[0] == DIRECTORY_MODE
            self._folders[folder] = self._tree(entry[1]) if entry and is_folder else None
        return self._folders[folder]

    def _top(self) -> Entries:
        """The entries of the folder that `root` is in the repository."""
        entries = self._tree(f"{self.rev}^{{tree}}")
        for name in _below_top(self.root):
            mode, tree = entries.get(name, (0, ""))
            entries = self._tree(tree) if mode == DIRECTORY_MODE else {}
        return entries

    def _tree(self, name: str) -> Entries:
        found = self._objects.get(name)
        if found is None or found[1] != "tree":
            raise TreeError(f"there is no revision `{self.rev}` in the repository at {self.root}")
        return parse_tree(found[2], len(found[0]) // 2)


def parse_tree(data: bytes, id_bytes: int) -> Entries:
    """A tree object's entries, name → (mode, id in hex); the ids have 20 bytes, or 32 (SHA-256).

    The format is git's: `mode SP name NUL id`, without any separator behind the id.
    """
    entries: Entries = {}
    at = 0
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        behind = end + 1 + id_bytes
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        entries[name] = (int(data[at:space], 8), data[end + 1 : behind].hex())
        at = behind
    return entries


def _below_top(root: str) -> list[str]:
    """The folders from the repository's top level down to `root`; none in a bare repository."""
    folder = os.path.realpath(root)
    below: list[str] = []
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent, name = os.path.split(folder)
        if parent == folder:
            return []
        below.append(name)
        folder = parent
    return below[::-1]
