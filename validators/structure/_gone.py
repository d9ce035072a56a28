"""Definitions that a patch takes away or gives other parameters: the first half of PV320, PV321.

Told from lines first; trees are asked about what lines of a definition's form name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..introduced import comparable_before
from ._names import removed_lines, sound_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...languages.references import References, Signature, Target
    from ...languages.symbols import Symbol
    from ..change import Change, PatchChange


class Gone(NamedTuple):
    """A definition of the image before that is not there any more, or has other parameters now.

    `line` is where it is, or was, in the image after (1-based; 0 in a deleted file). `old` and
    `new` are the parameters of all that went by its name; `new` is empty if nothing does.
    """

    change: Change
    target: Target
    symbol: Symbol
    line: int
    old: tuple[Signature, ...] = ()
    new: tuple[Signature, ...] = ()


def gone_from(patch: PatchChange) -> Iterator[Gone]:
    """All that the patch takes away or changes, and that can be followed."""
    added = {place: _names(change, _added(change)) for place, change in enumerate(patch.changes)}
    anywhere = {name for names in added.values() for _, name in names}
    for place, change in enumerate(patch.changes):
        removed = _names(change, removed_lines(change)) if change.applied is not None else []
        own = {name for _, name in added[place]}
        # What is added in another file was moved there.
        suspects = [(line, name) for line, name in removed if name in own or name not in anywhere]
        suspects += _reworded(change)
        if suspects:
            yield from _told(change, suspects)


def _names(change: Change, lines: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """The names that lines of a definition's form have, with the lines' numbers."""
    references = change.language.references() if change.language else None
    if references is None:
        return []
    matches = ((line, references.line.match(text)) for line, text in lines)
    return [(line, match["name"]) for line, match in matches if match is not None]


def _added(change: Change) -> list[tuple[int, bytes]]:
    if change.applied is None:
        return []
    return [
        (0, row.content) for hunk in change.file.hunks for row in hunk.lines if row.origin == "+"
    ]


def _reworded(change: Change) -> Iterator[tuple[int, bytes]]:
    """Definitions whose first line stays while the list of parameters below it changes."""
    references = change.language.references() if change.language else None
    before = comparable_before(change)
    if references is None or before is None or change.applied is None:
        return
    edited = set(change.lines.removed)
    edited.update(line for line in map(change.lines.before, _behind(change)) if line)
    for line in edited:
        if line - 1 in edited:
            continue
        for above in range(min(line - 1, len(before.lines)), max(line - _LONGEST_LIST, 0), -1):
            match = references.line.match(before.lines[above - 1])
            if match is not None:
                between = b"".join(before.lines[above - 1 : line - 1])
                is_open = between.count(b"(") > between.count(b")")
                if is_open and change.lines.after(above) is not None:
                    yield above, match["name"]
                break


# A list of parameters with more lines is not looked at.
_LONGEST_LIST = 24


def _behind(change: Change) -> Iterator[int]:
    """The lines of the image after that follow right behind added ones."""
    return (line + 1 for line in change.lines.added)


def _told(change: Change, suspects: list[tuple[int, bytes]]) -> Iterator[Gone]:
    from ...languages.symbols import symbols_of  # loads tree_sitter

    before = comparable_before(change)
    tree = sound_tree(change, before)
    language = change.language
    if before is None or tree is None or language is None:
        return
    references = language.references()
    assert references is not None
    after = change.after
    new_tree = sound_tree(change, after)
    if after is not None and new_tree is None:
        return
    now = [] if new_tree is None else symbols_of(new_tree, language, change.file.path)
    left = {symbol.qualified for symbol in now}
    wanted = set(suspects)
    first, last = min(wanted)[0], max(wanted)[0]
    within = (before.line_starts[first - 1], before.line_starts[last])
    told: set[str] = set()
    every: tuple[Symbol, ...] = ()
    for symbol in symbols_of(tree, language, before.path, within=within):
        if (symbol.line, symbol.name.encode()) not in wanted or symbol.qualified in told:
            continue
        target = references.target(symbol, tree, change.file.path)
        if target is None:
            continue
        told.add(symbol.qualified)
        if symbol.qualified not in left:
            is_left = new_tree is not None and references.is_left(target, new_tree, change.result)
            if target.kind != "constructor" and not is_left:
                yield Gone(change, target, symbol, _place(change, symbol))
            continue
        every = every or symbols_of(tree, language, before.path)
        old = _signatures(references, symbol, every)
        new = _signatures(references, symbol, now)
        if old and new and old != new:
            line = next(one.line for one in now if one.qualified == symbol.qualified)
            yield Gone(change, replace(target, left=True), symbol, line, old, new)


def _signatures(
    references: References, like: Symbol, symbols: Iterable[Symbol]
) -> tuple[Signature, ...]:
    """The parameters of all symbols of that name; none if those of one can't be told."""
    found = [references.signature(one) for one in symbols if one.qualified == like.qualified]
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else ()


def _place(change: Change, symbol: Symbol) -> int:
    """The line of the image after that follows what was taken away."""
    if change.after is None:
        return 0
    line = symbol.line
    last = len(change.before.lines) if change.before is not None else 0
    while line <= last:
        after = change.lines.after(line)
        if after is not None:
            return min(after, max(len(change.after.lines), 1))
        line += 1
    return max(len(change.after.lines), 1)
