"""The files that lie in one folder of a source tree."""

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
