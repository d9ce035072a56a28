"""A source tree with the changes of file patches laid over it, one after the other."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from .folders import files_in, walk
from .memory_tree import folders_above
from .modes import DIRECTORY_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .trees import SourceTree

# The bytes and mode of a path from some version on; None once it is deleted.
Entry = tuple[bytes, int] | None


class _Log:
    """Every change of a series of overlays, so that each of them costs only its own changes."""

    def __init__(self) -> None:
        self.latest = 0
        self.entries: dict[str, list[tuple[int, Entry]]] = {}
        # The first version in which a file lies below the folder.
        self.folders: dict[str, int] = {}

    def add(self, changes: Mapping[str, Entry]) -> int:
        self.latest += 1
        for path, entry in changes.items():
            self.entries.setdefault(path, []).append((self.latest, entry))
            if entry is not None:
                for folder in folders_above(path):
                    self.folders.setdefault(folder, self.latest)
        return self.latest


class Overlay:
    """`base` with changes laid over it. Each `changed` gives a new overlay; the old ones stay as
    they are.
    """

    def __init__(self, base: SourceTree) -> None:
        self._base = base
        self._log = _Log()
        self._version = 0

    def changed(self, changes: Mapping[str, Entry]) -> Overlay:
        """This tree with path → (bytes, mode) written, or deleted where the value is None."""
        fork = Overlay(self._base)
        if self._version == self._log.latest:
            fork._log = self._log
        else:
            fork._log.add(dict(self._changes()))
        fork._version = fork._log.add(changes)
        return fork

    def read(self, path: str) -> bytes | None:
        """The bytes at `path`, or None."""
        known, entry = self._entry(path)
        if known:
            return None if entry is None else entry[0]
        return self._base.read(path)

    def mode(self, path: str) -> int | None:
        """git's mode of what is at `path`, or None. A folder that was emptied still counts."""
        known, entry = self._entry(path)
        if entry is not None:
            return entry[1]
        if self._log.folders.get(path, self._version + 1) <= self._version:
            return DIRECTORY_MODE
        return None if known else self._base.mode(path)

    def paths(self) -> Iterable[str]:
        """Every file's path, sorted."""
        changes = dict(self._changes())
        kept = [path for path in self._base.paths() if path not in changes]
        return sorted(kept + [path for path, entry in changes.items() if entry is not None])

    def files_in(self, folder: str) -> Iterable[str]:
        """The paths of the files right in `folder` ("" is the top)."""
        changes = dict(self._changes())
        kept = [path for path in files_in(self._base, folder) if path not in changes]
        return kept + [path for path, entry in changes.items() if entry is not None]

    def walk(self) -> Iterator[str]:
        """Every file's path, those of the changes first: whoever has enough may stop."""
        changes = dict(self._changes())
        yield from (path for path, entry in changes.items() if entry is not None)
        yield from (path for path in walk(self._base) if path not in changes)

    def _changes(self) -> Iterable[tuple[str, Entry]]:
        for path in self._log.entries:
            known, entry = self._entry(path)
            if known:
                yield path, entry

    def _entry(self, path: str) -> tuple[bool, Entry]:
        """Whether this version has a change of `path`, and the change."""
        history = self._log.entries.get(path)
        if history is None:
            return False, None
        at = bisect_right(history, self._version, key=itemgetter(0))
        return (True, history[at - 1][1]) if at else (False, None)
