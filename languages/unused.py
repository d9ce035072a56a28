"""What a compiler refuses because nothing uses it: a language says how it is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..grammars import Node
    from ..patches.trees import SourceTree
    from .names import NameTable


class Unused(NamedTuple):
    """An import or variable that nothing uses: how a message calls it, and its node."""

    name: str
    node: Node


class Wanted(NamedTuple):
    """Which declarations are asked about: those within `spans` (bytes, ascending), and those that
    one of `words` may have been a use of, which stood at one of `places` (bytes).
    """

    spans: tuple[tuple[int, int], ...]
    words: frozenset[bytes]
    places: tuple[int, ...]

    def holds(self, node: Node) -> bool:
        """Whether `node` starts within one of the spans."""
        return any(start <= node.start_byte < end for start, end in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedNames:
    """Where a language forbids what is unused. Both get the file's path in the tree of files after
    the patch, too: other files may tell what a name is, or for which compiler this is.
    """

    imports: Callable[[NameTable, Wanted, SourceTree, str], Iterator[Unused]]
    variables: Callable[[NameTable, Wanted, SourceTree, str], Iterator[Unused]]
