"""Searches the files that a patch does not touch: their bytes first, once, and not for long."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

from ..errors import TreeError
from ..patches.folders import files_in, walk
from ..patterns import lazy_compile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..patches.trees import SourceTree


@dataclass(slots=True)
class Searched:
    """Which files have which names (as words): `files` by name, `data` by path.

    `read` files of `of` were read in time; `listed` is False if there are more that time did not
    allow to list.
    """

    files: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    data: dict[str, bytes] = field(default_factory=dict)
    read: int = 0
    of: int = 0
    listed: bool = True

    def __str__(self) -> str:
        more = "" if self.listed else " or more"
        return f"{self.read} of {self.of}{more} files searched"


def search(
    tree: SourceTree,
    folders: Mapping[str, Collection[str]],
    anywhere: Collection[str],
    suffixes: tuple[str, ...],
    without: Collection[str],
    seconds: float,
) -> Searched:
    """Finds names in files with one of `suffixes`: those of `folders` right in that folder, those
    of `anywhere` in all of the tree.

    Files in `without` are left out. The folders go first, then the rest in the order of their
    paths; after `seconds` of wall time no further file is listed or read.
    """
    deadline = perf_counter() + seconds
    found = Searched()
    jobs: dict[str, frozenset[str]] = {}
    for folder, names in sorted(folders.items()):
        wanted = frozenset((*names, *anywhere))
        jobs |= {path: wanted for path in _listed(tree, folder) if path.endswith(suffixes)}
    rest: list[str] = []
    if anywhere:
        for number, path in enumerate(_walked(tree)):
            if path.endswith(suffixes) and path not in jobs:
                rest.append(path)
            if number % 256 == 255 and perf_counter() > deadline:
                found.listed = False
                break
    jobs |= dict.fromkeys(sorted(rest), frozenset(anywhere))
    found.of = len(jobs.keys() - without)
    for path, wanted in jobs.items():
        if path in without:
            continue
        if perf_counter() > deadline:
            break
        found.read += 1
        _look(tree, path, wanted, found)
    return found


def _look(tree: SourceTree, path: str, names: frozenset[str], found: Searched) -> None:
    """Notes which of the names the file has."""
    try:
        data = tree.read(path) or b""
    except TreeError:  # it went away under the search, or can't be read: nothing to be found
        return
    for name in set(_words(names).findall(data)):
        found.files[name.decode("utf-8", "replace")].append(path)
        found.data[path] = data


def _listed(tree: SourceTree, folder: str) -> Iterable[str]:
    try:
        return files_in(tree, folder)
    except TreeError:
        return ()


def _walked(tree: SourceTree) -> Iterator[str]:
    try:
        yield from walk(tree)
    except TreeError:  # a folder that can't be read ends the list
        return


@lru_cache(maxsize=8)
def _words(names: frozenset[str]) -> re.Pattern[bytes]:
    words = sorted((re.escape(name.encode()) for name in names), key=len, reverse=True)
    return lazy_compile(rb"(?<![\w$])(?:%b)(?![\w$])" % b"|".join(words))
