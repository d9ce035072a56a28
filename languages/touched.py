"""Which parts of two images a change touched, as spans of bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..grammars.compare import Edit, Span, changed_spans, edits_between, merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..grammars import SyntaxTree

BLANK = b" \t\r\n\f\v"


class Touched(NamedTuple):
    """A change: `spans` of the post-image and `old_spans` of the pre-image that it touched.

    Both reach to the next token on either side and include what kept its bytes but has other
    ancestors than before.
    """

    before: SyntaxTree
    edits: tuple[Edit, ...]
    spans: tuple[Span, ...]
    old_spans: tuple[Span, ...]

    def after(self, span: Span) -> Span:
        """The place in the post-image of a span of the pre-image."""
        places = [(edit.start, edit.old_end, edit.new_start, edit.new_end) for edit in self.edits]
        return _moved(span[0], places, 2), _moved(span[1], places, 3)


def touched_by(before: SyntaxTree, after: SyntaxTree, ranges: Sequence[Span]) -> Touched | None:
    """What the change of `ranges` touched; None if `ranges` do not account for the change.

    `ranges` are the byte ranges of the post-image that are new.
    """
    edits = edits_between(before.source, after.source, ranges)
    if edits is None:
        return None
    reshaped = changed_spans(before, after, edits)
    places = [(edit.new_start, edit.new_end, edit.start, edit.old_end) for edit in edits]
    return Touched(
        before,
        edits,
        _widened(after, [(edit.new_start, edit.new_end) for edit in edits] + reshaped),
        _widened(
            before,
            [(edit.start, edit.old_end) for edit in edits]
            + [(_moved(start, places, 2), _moved(end, places, 3)) for start, end in reshaped],
        ),
    )


def _moved(position: int, places: list[tuple[int, int, int, int]], side: int) -> int:
    """Where `position` of one image lies in the other. `places` are (start, end, start there, end
    there); inside of one, `side` (2 or 3) says which of its ends to take.
    """
    shift = 0
    for place in places:
        if position < place[0]:
            break
        if position <= place[1]:
            return place[side]
        shift = place[3] - place[1]
    return position + shift


def _widened(tree: SyntaxTree, spans: list[Span]) -> tuple[Span, ...]:
    return tuple(
        merge((_token_before(tree, start), _token_after(tree, end)) for start, end in merge(spans))
    )


def _token_before(tree: SyntaxTree, position: int) -> int:
    """An offset inside of the last token before `position`; comments are none."""
    while (position := len(tree.source[:position].rstrip(BLANK))) > 0:
        leaf = tree.root.descendant_for_byte_range(position - 1, position)
        if leaf is None or not leaf.is_extra or leaf.start_byte >= position:
            return position - 1
        position = leaf.start_byte
    return 0


def _token_after(tree: SyntaxTree, position: int) -> int:
    """An offset just inside of the first token after `position`; comments are none."""
    source = tree.source
    while position < len(source):
        position = len(source) - len(source[position:].lstrip(BLANK))
        leaf = tree.root.descendant_for_byte_range(position, position + 1)
        if leaf is None or not leaf.is_extra or leaf.end_byte <= position:
            return min(position + 1, len(source))
        position = leaf.end_byte
    return len(source)
