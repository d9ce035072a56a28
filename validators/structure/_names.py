"""What the checks about names share: the trees that they may trust, and where a change wrote."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ...patterns import lazy_compile
from ..introduced import place_in_patch
from ..validator import Decided, Unchecked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...languages.names import Names, NameTable, Use
    from ...languages.unused import Wanted
    from ..change import Change, Source
    from ..report import Finding
    from ..validator import Code, Outcome

# A name, wherever it stands: also in comments and strings.
WORD = lazy_compile(rb"[^\W\d][\w$]*|\$[\w$]*", re.ASCII)


def sound_tree(change: Change, source: Source | None) -> SyntaxTree | None:
    """The tree of an image, if it can be had and all of it parses.

    Names in a file that does not parse tell nothing, and the syntax check has said why.
    """
    from ...grammars import GrammarMissing, ParseStopped  # loads tree_sitter, rarely needed

    limits = change.options.limits
    if source is None or len(source.data) > limits.file_bytes:
        return None
    size = len(source.data)
    if size > limits.line_bytes and max(map(len, source.lines)) > limits.line_bytes:
        return None
    try:
        return None if source.tree.has_error else source.tree
    except (ParseStopped, GrammarMissing):
        return None


# Every check about names looks things up in the same table, for as long as its image lives.
_TABLES: WeakKeyDictionary[Source, NameTable] = WeakKeyDictionary()


def table_of(source: Source, tree: SyntaxTree, names: Names) -> NameTable:
    """The names of an image, with what was looked up in them before."""
    from ...languages.names import NameTable  # most checks find nothing to look up

    if source not in _TABLES:
        _TABLES[source] = NameTable(tree, names)
    else:
        _TABLES[source].restart()
    return _TABLES[source]


def within_time(findings: Iterator[Finding]) -> Iterator[Outcome]:
    """The findings, and that they are all; or that it could not be finished in time."""
    from ...languages.names import LookupStopped  # loaded by then

    try:
        yield from findings
    except LookupStopped as reason:
        yield Unchecked(str(reason))
    else:
        yield Decided("patchvet")


def added_spans(change: Change) -> Iterator[tuple[int, int]]:
    """The bytes of the image after that the patch wrote: runs of lines, ascending."""
    assert change.after is not None
    starts = change.after.line_starts
    added = change.lines.added
    if not added:
        return
    first = added[0]
    for line, following in pairwise((*added, 0)):
        if following != line + 1:
            yield starts[first - 1], starts[line]
            first = following


def removed_lines(change: Change) -> list[tuple[int, bytes]]:
    """The lines that the patch takes away: their 1-based numbers before, and their bytes."""
    if change.before is None:
        return []
    lines = change.before.lines
    return [(line, lines[line - 1]) for line in change.lines.removed]


def finding_at(
    code: Code, change: Change, tree: SyntaxTree, node: Node, message: str, hint: str
) -> Finding:
    """A finding of `code` about `node` in the image after."""
    line, column = tree.point(node.start_byte)
    patch_line, hunk = place_in_patch(change, line)
    return code.finding(
        message,
        hint=hint,
        path=change.file.path,
        line=line,
        column=column,
        end_line=line,
        end_column=tree.point(node.end_byte)[1],
        patch_line=patch_line,
        hunk=hunk,
    )


def written(name: bytes) -> str:
    """A name for a message."""
    return f"`{name.decode('utf-8', 'replace')}`"


def line_of(use: Use) -> int:
    """The 1-based line of a use."""
    return use.node.start_point.row + 1


def asked_about(change: Change) -> Wanted | None:
    """What a check of unused names asks about: what the added lines declare, and what the removed
    lines mention. None where there is nothing to ask.
    """
    if change.after is None or change.file.is_binary or change.language is None:
        return None
    spans = tuple(added_spans(change))
    words = frozenset(word for _, line in removed_lines(change) for word in WORD.findall(line))
    if not spans and not words:
        return None
    from ...languages.unused import Wanted  # only Go's changes get here

    return Wanted(spans, words, tuple(_gaps(change)))


def _gaps(change: Change) -> Iterator[int]:
    """The byte of the image after that stands behind each run of removed lines."""
    assert change.after is not None
    starts = change.after.line_starts
    removed = frozenset(change.lines.removed)
    for line in removed:
        if line + 1 not in removed:
            following = change.lines.after(line + 1)
            if following is not None and following <= len(starts):
                yield starts[following - 1]
