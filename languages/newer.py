"""Is the code newer than the parser that rejected it? Then the rejection says nothing.

Each language keeps a short table of forms by version; here is how a table is searched, and how the
file is found in which a project says what versions it is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..grammars import Node, SyntaxTree
    from ..patches.trees import SourceTree

Version = tuple[int, ...]


def _any_node(node: Node, source: bytes) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of syntax and the version that brought it.

    It is recognised by `text`, a regular expression searched in a line, or by a node of one of
    `kinds` of which `holds(node, source)` is true. Text alone finds what the grammar does not know
    yet either; nodes find what no single line shows.
    """

    since: Version
    title: str
    text: str = ""
    kinds: tuple[str, ...] = ()
    holds: Callable[[Node, bytes], bool] = _any_node


def newest_form(
    forms: Iterable[Form], lines: Sequence[int], syntax: SyntaxTree, running: Version
) -> Form | None:
    """The first form of the table that is newer than `running` and stands on one of `lines`.

    `lines` are 1-based, where the parser complained; empty means that it named no line, and then
    the whole file is searched.
    """
    newer = [form for form in forms if form.since > running]
    if not newer:
        return None
    texts = _texts(syntax.source, lines)
    nodes = list(_nodes_on(syntax.root, lines))
    for form in newer:
        if form.text and any(re.search(form.text, text) for text in texts):
            return form
        if any(node.type in form.kinds and form.holds(node, syntax.source) for node in nodes):
            return form
    return None


def nearest_file(tree: SourceTree, path: str, name: str) -> bytes | None:
    """The file `name` in the folder of `path` or the nearest folder above it; None if nowhere."""
    folder = path
    while folder:
        folder = folder.rpartition("/")[0]
        found = tree.read(f"{folder}/{name}" if folder else name)
        if found is not None:
            return found
    return None


def spell(version: Version) -> str:
    """(3, 12) → "3.12"."""
    return ".".join(map(str, version))


def _texts(source: bytes, lines: Sequence[int]) -> list[str]:
    every = source.decode("utf-8", "replace").split("\n")
    return [every[line - 1] for line in lines if line <= len(every)] if lines else every


def _nodes_on(root: Node, lines: Sequence[int]) -> Iterator[Node]:
    """The nodes that touch one of the lines, outer before inner; iteratively: trees are deep."""
    rows = [line - 1 for line in lines]
    waiting = [root]
    while waiting:
        node = waiting.pop()
        first, last = node.start_point.row, node.end_point.row
        if not rows or any(first <= row <= last for row in rows):
            yield node
            waiting.extend(reversed(node.children))
