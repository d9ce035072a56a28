"""The files of one folder of a source tree; all files, without a wait for the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .trees import SourceTree


def files_in(tree: SourceTree, folder: str) -> list[str]:
    """The paths of the files right in `folder` ("" is the top), sorted; [] if there is none.

    A tree with a method `files_in(folder)` is asked; any other is listed as a whole. Raises
    TreeError for a folder that cannot be read.
    """
    own = getattr(tree, "files_in", None)
    listed: Iterable[str] = tree.paths() if own is None else own(folder)
    return sorted(path for path in listed if path.rpartition("/")[0] == folder)


def walk(tree: SourceTree) -> Iterable[str]:
    """Every file's path, in no order, one by one if the tree can (`walk()`)."""
    own = getattr(tree, "walk", None)
    return tree.paths() if own is None else own()
