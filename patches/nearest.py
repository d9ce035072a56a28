"""The nearest path, for as many missing files as are worth the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .tree_paths import nearest_path

if TYPE_CHECKING:
    from .trees import SourceTree

# A patch for another tree misses every file, and each search reads all paths: a few tell enough.
_MOST_SEARCHES = 5


class Nearest:
    """Lists the tree once, and stops searching after a few missing files."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._paths: list[str] | None = None
        self._searches = 0

    def to(self, path: str) -> str | None:
        """The path of the tree that may be meant by `path`, or None."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            return None
        if self._paths is None:
            self._paths = list(self._tree.paths())
        return nearest_path(self._tree, path, self._paths)
