"""From a place in a trace to a file of the tree: `locate`.

A trace names files as they lay on the machine that failed: `/srv/app/shop/stock.py`, a container's
path, a URL, a Java class. What such a path shares with one of the tree is its end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .traces import Frame

if TYPE_CHECKING:
    from ..patches.trees import SourceTree

# Names that every other folder has: sharing nothing but one of these says nothing.
COMMON = frozenset(
    ("__init__.py", "__main__.py", "index.js", "index.mjs", "index.ts", "main.go", "main.py")
)
_CLASS = re.compile(r"(?:[A-Za-z_$][\w$]*\.)*[A-Za-z_$][\w$]*$")
_SOURCE = re.compile(r"\.\w{1,5}$")


@dataclass(frozen=True, slots=True)
class Located:
    """The file of the tree that a place is in; None if there is none, or if it is ambiguous.

    `candidates` are all files that fit equally well, sorted; the one alone where it is certain.
    `shared` is the number of path components, from the right, that fit.
    """

    path: str | None
    candidates: tuple[str, ...] = ()
    shared: int = 0


class Locator:
    """Looks places up in one tree. Its paths are listed once: that is what costs."""

    def __init__(self, tree: SourceTree) -> None:
        self._by_name: dict[str, list[list[str]]] = {}
        for path in tree.paths():
            parts = path.split("/")
            self._by_name.setdefault(parts[-1], []).append(parts)

    def locate(self, place: Frame | str) -> Located:
        """The file that shares the longest end with `place`: a frame, a path, or a Java class.

        Of files that share the same, one whose whole path fits goes before those in folders that
        the place does not name.
        """
        wanted = _parts(place)
        found = self._by_name.get(wanted[-1], []) if wanted else []
        scores = {"/".join(parts): _score(parts, wanted) for parts in found}
        if not scores:
            return Located(None)
        best = max(scores.values())
        candidates = tuple(sorted(path for path, score in scores.items() if score == best))
        shared, is_whole = best
        is_certain = len(candidates) == 1 and (
            is_whole or shared > 1 or shared == len(wanted) or wanted[-1] not in COMMON
        )
        return Located(candidates[0] if is_certain else None, candidates, shared)


def locate(place: Frame | str, tree: SourceTree) -> Located:
    """One look-up in `tree`; a Locator where there are several."""
    return Locator(tree).locate(place)


def _score(parts: list[str], wanted: list[str]) -> tuple[int, bool]:
    shared = 0
    for ours, theirs in zip(reversed(parts), reversed(wanted), strict=False):
        if ours != theirs:
            break
        shared += 1
    return shared, shared == len(parts)


def _parts(place: Frame | str) -> list[str]:
    """The components of a path, outermost first; those of a Java class end with its source file."""
    if isinstance(place, Frame):
        path = place.path
        if path.endswith((".java", ".kt", ".scala", ".groovy")) and "/" not in path:
            # The class tells the folders, the frame its file: a class may be in another's.
            return [*place.module.split(".")[:-1], path]
        return _components(path)
    is_class = _CLASS.match(place) is not None and (
        _SOURCE.search(place) is None or place.rpartition(".")[2][:1].isupper()
    )
    if is_class:
        *folders, name = place.split(".")
        return [*folders, f"{name.partition('$')[0]}.java"]
    return _components(place)


def _components(path: str) -> list[str]:
    path = re.sub(r"^(?:\w{2,}:/*|[A-Za-z]:)", "", path.replace("\\", "/")).partition("?")[0]
    return [part for part in path.split("/") if part not in ("", ".", "..")]
