"""PV327: a function that did something, and does nothing any more."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..introduced import comparable_before
from ..report import Severity
from ..validator import Code, Decided, NotRun, Outcome, validator
from ._names import finding_at, sound_tree
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import Node, SyntaxTree
    from ...languages.bodies import Bodies
    from ..change import Change, Source
    from ..report import Finding

EMPTIED_BODY = Code(
    "PV327",
    "emptied-body",
    Severity.WARNING,
    """
What it finds: a function whose statements the patch takes away and that is left with an empty body:
`pass`, `...`, `{}`, a comment, a `return` of nothing.

Why it matters: it still can be called, and says nothing when it no longer does its work. That
is how "fix the crash" is done by leaving out what crashed.

Example: `def flush(self): self.file.write(self.rest)` becomes `def flush(self): pass`.

Instead: keep the statements, delete the function with its calls, or raise an error. Abstract
methods, stubs, what a decorator completes and code that moved elsewhere are not meant, nor tests.
""",
)

# A range of lines, 1-based and exclusive, that stood in the place of another one.
Range = tuple[int, int]


@validator(check="structure", codes=(EMPTIED_BODY,))
def emptied_body(change: Change) -> Iterable[Outcome]:
    """Looks where lines went away for functions that do nothing, and at what they did before."""
    bodies = change.language.bodies() if change.language else None
    before = comparable_before(change)
    if bodies is None or before is None or change.after is None or change.file.is_binary:
        yield NotRun("no function that the patch could have emptied")
        return
    if touches_test(change) or change.file.path.endswith(".pyi"):
        yield NotRun("tests and stubs may be empty")
        return
    places = list(_suspicious(change, bodies, change.after))
    if places:
        yield from _findings(change, bodies, before, places)
    yield Decided("patchvet")


def _suspicious(change: Change, bodies: Bodies, after: Source) -> Iterator[tuple[Range, Range]]:
    """Lines that went away, where an empty body may stand now: lines before, lines after."""
    for old, new in _gaps(change):
        # A body's braces may stand on the lines around what was changed, and its last `return`.
        first, last = max(new[0] - 2, 1), min(new[1] + 2, len(after.lines) + 1)
        text = b"".join(after.lines[first - 1 : last - 1])
        if bodies.looks_empty.search(text):
            yield old, (first, last)


def _gaps(change: Change) -> Iterator[tuple[Range, Range]]:
    """Each run of removed lines (before) and what stands there now (after; may be no lines)."""
    removed = change.lines.removed
    first = removed[0] if removed else 0
    for line, following in pairwise((*removed, 0)):
        if following == line + 1:
            continue
        above = change.lines.after(first - 1) if first > 1 else 0
        below = change.lines.after(line + 1)
        if above is not None and below is not None:
            yield (first, line + 1), (above + 1, below)
        first = following


def _findings(
    change: Change, bodies: Bodies, before: Source, places: list[tuple[Range, Range]]
) -> Iterator[Finding]:
    from ...languages.rules import nodes_of  # loads tree_sitter

    assert change.after is not None
    tree = sound_tree(change, change.after)
    told: set[int] = set()
    for old, new in places if tree is not None else ():
        assert tree is not None
        empty = [
            function
            for nodes in nodes_of(tree, bodies.kinds, _span(change.after, new)).values()
            for function in nodes
            if function.start_byte not in told and bodies.does_nothing(function)
        ]
        old_tree = sound_tree(change, before) if empty else None
        for function in empty if old_tree is not None else ():
            assert old_tree is not None
            name = bodies.name(function)
            was = _before(bodies, old_tree, _span(before, old), name)
            if name is None or was is None or bodies.is_meant(function) or _moved(change, was):
                continue
            told.add(function.start_byte)
            yield _finding(change, tree, name, was)


def _span(source: Source, lines: Range) -> tuple[int, int]:
    starts = source.line_starts
    return starts[lines[0] - 1], starts[lines[1] - 1]


def _before(
    bodies: Bodies, tree: SyntaxTree, span: tuple[int, int], name: Node | None
) -> Node | None:
    """The function of that name that stood there, if it did something."""
    from ...languages.rules import nodes_of  # loads tree_sitter

    for nodes in nodes_of(tree, bodies.kinds, span).values():
        for function in nodes:
            own = bodies.name(function)
            if own is not None and name is not None and own.text == name.text:
                return None if bodies.does_nothing(function) else function
    return None


def _moved(change: Change, function: Node) -> bool:
    """Whether half of the body's lines or more stand elsewhere in what the patch adds."""
    body = function.child_by_field_name("body")
    lines = {line.strip() for line in ((body and body.text) or b"").splitlines()}
    telling = {line for line in lines if len(line) > 5}
    added = {
        row.content.strip()
        for file in change.patch.files
        for hunk in file.hunks
        for row in hunk.lines
        if row.origin == "+"
    }
    return bool(telling) and 2 * len(telling & added) >= len(telling)


def _finding(change: Change, tree: SyntaxTree, name: Node, was: Node) -> Finding:
    called = (name.text or b"").decode("utf-8", "replace")
    first, last = was.start_point.row + 1, was.end_point.row + 1
    return finding_at(
        EMPTIED_BODY,
        change,
        tree,
        name,
        f"`{called}` does nothing any more; the patch takes all of its statements away",
        f"keep what it did (lines {first}-{last} before), or delete it with its calls",
    )
