"""What a change did to a tree: the edits between two images, and where their trees differ.

A tree may change far from the bytes that changed (a comment is opened, a header goes and its body
falls to another owner). tree-sitter's `changed_ranges` names every place whose chain of ancestors
is another one. It is meant for incremental parsing, but compares two trees that were parsed apart
as well: 5 % of a parse with the copy and the edits (CPython's Lib, GOROOT, npm; 600 edits).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .tree import SyntaxTree

Span = tuple[int, int]


class Edit(NamedTuple):
    """Bytes `start` to `old_end` of the pre-image became `new_start` to `new_end` after."""

    start: int
    old_end: int
    new_start: int
    new_end: int


def edits_between(before: bytes, after: bytes, ranges: Sequence[Span]) -> tuple[Edit, ...] | None:
    """The edits that made `before` into `after`, where only `ranges` of `after` are new.

    A deletion is an empty range at its place. None if the rest of `after` is not found in
    `before` in order, so that `ranges` cannot be all that changed.
    """
    spans = merge(ranges)
    edits = []
    old = new = 0
    for index, (start, end) in enumerate(spans):
        if before[old : old + start - new] != after[new:start]:
            return None
        old += start - new
        old_end = _resume(before, after, old, spans, index)
        if old_end < old:
            return None
        edits.append(Edit(old, old_end, start, end))
        old, new = old_end, end
    return tuple(edits) if before[old:] == after[new:] else None


def _resume(before: bytes, after: bytes, old: int, spans: Sequence[Span], index: int) -> int:
    """Where `before` takes up the unchanged text that follows range `index`; -1 for nowhere."""
    end = spans[index][1]
    if index == len(spans) - 1:
        return len(before) - (len(after) - end)
    # The leftmost place is as good as any: taking it leaves most room for what follows.
    return before.find(after[end : spans[index + 1][0]], old)


def changed_spans(before: SyntaxTree, after: SyntaxTree, edits: Iterable[Edit]) -> list[Span]:
    """Byte ranges of `after` in which nodes have other ancestors than they had in `before`."""
    old = before._tree.copy()
    origin = (0, 0)  # rows and columns play no part in the comparison
    for edit in sorted(edits, key=lambda edit: -edit.start):
        length = edit.new_end - edit.new_start
        old.edit(edit.start, edit.old_end, edit.start + length, origin, origin, origin)
    return [(found.start_byte, found.end_byte) for found in old.changed_ranges(after._tree)]


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same bytes as ascending spans; those that touch become one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
