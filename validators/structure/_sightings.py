"""Which places of a bad habit a patch brought in: not those that it found, moved or reindented."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...patches.model import Exhibit
from ...patterns import lazy_compile
from ..introduced import comparable_before, new_ranges, place_in_patch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...grammars import SyntaxTree
    from ...languages.habits import Habit, Habits, Sighting
    from ...patches.model import Patch
    from ..change import Change, Source
    from ..report import Finding
    from ..validator import Code

Span = tuple[int, int]
_BLANK = lazy_compile(rb"\s+")
_SPACE = frozenset(b" \t\r\n\v\f")


class Images(NamedTuple):
    """A text file after the patch, in a language whose habits are known."""

    change: Change
    after: Source
    habits: Habits
    ranges: tuple[Span, ...]


def images_of(change: Change) -> Images | None:
    """None where there is nothing to look at: no file after, no language that knows its habits, a
    binary patch, a file beyond the limits.
    """
    after, language = change.after, change.language
    if after is None or language is None or change.file.is_binary or change.applied is None:
        return None
    ranges = new_ranges(change)
    habits = language.habits() if ranges else None
    if habits is None or not ranges or not is_readable(change, after):
        return None
    return Images(change, after, habits, tuple(ranges))


def is_readable(change: Change, source: Source) -> bool:
    """Whether a file is small enough to parse."""
    limits = change.options.limits
    if len(source.data) <= limits.line_bytes:
        return True
    longest = max(map(len, source.lines), default=0)
    return len(source.data) <= limits.file_bytes and longest <= limits.line_bytes


def tree_of(source: Source) -> SyntaxTree | None:
    """The tree of an image; None where it could not be had (deadline, no grammar)."""
    from ...grammars import GrammarMissing, ParseStopped  # loads tree_sitter, 10 ms

    try:
        return source.tree
    except (ParseStopped, GrammarMissing):
        return None


def introduced(images: Images, habit: Habit) -> list[Sighting]:
    """The places of `habit` that the patch brought in, in the file's order.

    One is old if the image before holds as many that read the same, and moved if all its lines are
    new here and were taken away elsewhere in the patch.
    """
    change, after = images.change, images.after
    spans = [_with_line_above(after.data, span) for span in images.ranges]
    if not any(habit.words.search(after.data, *_with_line_below(after.data, s)) for s in spans):
        return []
    tree = tree_of(after)
    if tree is None:
        return []
    found = [
        one
        for one in _seen(habit, tree, spans)
        if any(one.start <= end and start <= one.end for start, end in images.ranges)
    ]
    if not found:
        return []
    removed = removed_lines(change.patch)
    found = [one for one in found if _fits(one, removed) and not _moved(images, one, removed)]
    return _beyond_before(images, habit, found) if found else []


def _seen(habit: Habit, tree: SyntaxTree, spans: Sequence[Span | None]) -> list[Sighting]:
    from ...grammars.kind_query import kind_query

    query = kind_query(tree, habit.kinds)
    nodes = {
        node.id: node
        for span in spans
        for _, nodes in query.nodes(tree, span)
        for node in nodes
        if not node.has_error
    }
    found = {one for node in nodes.values() for one in habit.see(node, tree)}
    return sorted(found, key=lambda one: (one.start, one.end))


def _beyond_before(images: Images, habit: Habit, found: list[Sighting]) -> list[Sighting]:
    """Without those that the image before holds too: each old one excuses one that reads alike."""
    before = comparable_before(images.change)
    if before is None or not is_readable(images.change, before):
        return found
    tree, after = tree_of(before), tree_of(images.after)
    if tree is None or after is None or not habit.words.search(before.data):
        return found
    old = Counter(_reading(before.data, one) for one in _seen(habit, tree, (None,)))
    new = Counter(_reading(images.after.data, one) for one in _seen(habit, after, (None,)))
    more = new - old
    kept = []
    for one in found:
        reading = _reading(images.after.data, one)
        if more[reading] > 0:
            more[reading] -= 1
            kept.append(one)
    return kept


def _reading(data: bytes, one: Sighting) -> bytes:
    """What a place says, whatever its layout."""
    return one.name.encode() or _BLANK.sub(b"", data[one.start : one.end])


def _moved(images: Images, one: Sighting, removed: Counter[bytes]) -> bool:
    """Whether all of its lines are new here and taken away elsewhere."""
    after, added = images.after, frozenset(images.change.lines.added)
    first, last = (
        after.tree.point(offset)[0] for offset in (one.start, max(one.start, one.end - 1))
    )
    return all(
        line in added and after.lines[line - 1].strip() in removed
        for line in range(first, last + 1)
        if after.lines[line - 1].strip()
    )


def _fits(one: Sighting, removed: Iterable[bytes]) -> bool:
    return one.only_after is None or any(map(one.only_after.search, removed))


def removed_lines(patch: Patch) -> Counter[bytes]:
    """What the patch takes away, in all of its files, without layout."""
    return Counter(
        line.content.strip()
        for file in patch.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.origin == "-"
    )


def _with_line_above(data: bytes, span: Span) -> Span:
    """The range from the start of the last line of text above it; one byte long at least."""
    above = span[0]
    # Byte by byte: `data[:above].rstrip()` would copy the file once for each range of a patch.
    while above and data[above - 1] in _SPACE:
        above -= 1
    return data.rfind(b"\n", 0, above) + 1, max(span[1], span[0] + 1)


def _with_line_below(data: bytes, span: Span) -> Span:
    end = data.find(b"\n", span[1])
    return span[0], len(data) if end < 0 else end


def findings(images: Images, code: Code, found: Iterable[Sighting], hint: str) -> Iterator[Finding]:
    """A finding of `code` for each place."""
    change, after = images.change, images.after
    for one in found:
        line, column = after.tree.point(one.at)
        patch_line, hunk = place_in_patch(change, line)
        text = after.line_text(line)
        yield code.finding(
            one.message,
            hint=hint,
            path=change.file.path,
            line=line,
            column=column,
            patch_line=patch_line,
            hunk=hunk,
            exhibits=(Exhibit(str(line), text, change.file.path, line, column),),
        )
