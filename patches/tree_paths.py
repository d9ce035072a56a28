"""Questions about a path in a tree: does it run through a symlink, and what is nearest to it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .memory_tree import folders_above
from .model import SYMLINK_MODE, FilePatch, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .trees import SourceTree

# difflib compares each path in about 20 µs: more than these are not looked at one by one.
_MOST_COMPARED = 5_000


def through_symlink(tree: SourceTree, path: str, file: FilePatch | None = None) -> Problem | None:
    """PV503 if a folder of `path` is a symlink, or `path` is one that `file` takes for a file.

    `tree` is the tree as the file patch finds it, so that a link which an earlier file patch makes
    counts. A patch that names a symlink's mode changes the link itself, and goes through nothing.
    """
    for folder in folders_above(path):
        if tree.mode(folder) == SYMLINK_MODE:
            return _problem(f"the path `{path}` runs through the symlink `{folder}`", path, file)
    if file is None or path != file.old_path or tree.mode(path) != SYMLINK_MODE:
        return None
    if file.old_mode == SYMLINK_MODE:
        return None
    # A pure deletion or rename without a mode takes the link away and never opens it.
    if not file.hunks and not file.is_binary and file.old_mode is None:
        return None
    return _problem(f"`{path}` is a symlink, and the patch changes it like a file", path, file)


def _problem(message: str, path: str, file: FilePatch | None) -> Problem:
    return Problem(
        "PV503",
        message,
        hint="patch the file at its real path",
        path=path,
        patch_line=None if file is None else file.patch_line,
    )


def nearest_path(tree: SourceTree, path: str, paths: Iterable[str] | None = None) -> str | None:
    """The path in `tree` that a patch for the missing `path` may mean; None if nothing is near.

    First comes a file of the same name, in the folder most like the wanted one; then one whose
    whole path reads much alike. `paths` saves listing the tree again.
    """
    known = list(tree.paths() if paths is None else paths)
    name = path.rpartition("/")[2]
    named = [one for one in known if one.rpartition("/")[2] == name]
    if named:
        return min(named, key=lambda one: (-_common_end(one, path), len(one), one))
    from difflib import get_close_matches  # only a patch for a missing file pays for it

    close = get_close_matches(path, known[:_MOST_COMPARED], n=1, cutoff=0.7)
    return close[0] if close else None


def _common_end(one: str, other: str) -> int:
    """How many components at the end of two paths are the same."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count
