"""Definitions that a patch takes away or gives other parameters: the first half of PV320, PV321.

Told from lines first; trees are asked about what lines of a definition's form name.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..introduced import comparable_before
from ._names import removed_lines, sound_tree
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...grammars import SyntaxTree
    from ...languages.references import References, Signature, Target
    from ...languages.symbols import Symbol
    from ..change import Change, PatchChange, Source


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
    added = [_headers(change, _added(change)) for change in patch.changes]
    anywhere = {name for headers in added for _, name, _ in headers}
    for change, own in zip(patch.changes, added, strict=True):
        if change.applied is None:
            continue
        # A line that stands elsewhere as it was defines what it did.
        same = {header for _, _, header in own}
        names = {name for _, name, _ in own}
        suspects = [
            (line, name)
            for line, name, header in _headers(change, removed_lines(change))
            if header not in same and (name in names or name not in anywhere)
        ]
        suspects += _reworded(change)
        if suspects:
            yield from _told(change, suspects)


def _headers(change: Change, lines: Iterable[tuple[int, bytes]]) -> list[tuple[int, bytes, bytes]]:
    """Lines of a definition's form: their numbers, the names they have, their text.

    Without tests: nothing calls them.
    """
    references = change.language.references() if change.language else None
    if references is None:
        return []
    in_tests = touches_test(change)
    return [
        (line, match["name"], text.strip())
        for line, text in lines
        if (match := references.line.match(text)) is not None
        and not (in_tests and match["name"].startswith((b"test_", b"Test")))
    ]


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
    before = comparable_before(change)
    after = change.after
    references = change.language.references() if change.language else None
    tree = sound_tree(change, before)
    new_tree = sound_tree(change, after)
    if before is None or tree is None or references is None or (after and new_tree is None):
        return
    old = _Defined(change, before, tree, len(suspects))
    new = _Defined(change, after, new_tree, len(suspects))
    told: set[str] = set()
    for line, name in suspects:
        for symbol in old.at(line):
            target = references.target(symbol, tree, change.file.path)
            if symbol.name.encode() != name or symbol.qualified in told or target is None:
                continue
            told.add(symbol.qualified)
            left = new.called(symbol)
            if left:
                were = _signatures(references, old.called(symbol))
                are = _signatures(references, left)
                if were and are and were != are:
                    target = replace(target, left=True)
                    yield Gone(change, target, symbol, left[0].line, were, are)
            elif target.kind != "constructor" and (
                new_tree is None or not references.is_left(target, new_tree, change.result)
            ):
                yield Gone(change, target, symbol, _place(change, symbol))


class _Defined:
    """The symbols of one image, looked up by line and by name.

    An inventory of the whole file costs as much as its parse: it is made for many questions only.
    """

    def __init__(
        self, change: Change, source: Source | None, tree: SyntaxTree | None, questions: int
    ) -> None:
        self._language = change.language
        self._source = source
        self._tree = tree
        self._lines: dict[int, list[Symbol]] = {}
        self._left = _FEW - questions
        self._complete = False

    def at(self, line: int) -> list[Symbol]:
        """Those whose name stands on the 1-based line."""
        if self._source is None or self._complete or line in self._lines:
            return self._lines.get(line, [])
        self._left -= 1
        if self._left < 0:
            self._complete = True
            self._lines.clear()
            for symbol in self._symbols(None):
                self._lines.setdefault(symbol.line, []).append(symbol)
        else:
            starts = self._source.line_starts
            found = self._symbols((starts[line - 1], starts[line]))
            self._lines[line] = [one for one in found if one.line == line]
        return self._lines.get(line, [])

    def called(self, like: Symbol) -> list[Symbol]:
        """Those with the qualified name of `like`."""
        return [
            symbol
            for line in self._lines_that_define(like.name.encode())
            for symbol in self.at(line)
            if symbol.qualified == like.qualified
        ]

    def _lines_that_define(self, name: bytes) -> Iterator[int]:
        references = self._language.references() if self._language else None
        if self._source is None or references is None:
            return
        data, starts, last = self._source.data, self._source.line_starts, 0
        # bytes.find is some ten times as fast as a pattern with word boundaries.
        at = data.find(name)
        while at >= 0:
            line = bisect_right(starts, at)
            match = references.line.match(self._source.lines[line - 1]) if line > last else None
            if match is not None and match["name"] == name:
                yield line
            last = line
            at = data.find(name, at + len(name))

    def _symbols(self, within: tuple[int, int] | None) -> Iterable[Symbol]:
        from ...languages.symbols import symbols_of  # loads tree_sitter

        if self._source is None or self._tree is None or self._language is None:
            return ()
        return symbols_of(self._tree, self._language, self._source.path, within=within)


# Up to so many lines are looked up one by one.
_FEW = 16


def _signatures(references: References, symbols: Iterable[Symbol]) -> tuple[Signature, ...]:
    """The parameters of all the symbols; none if those of one can't be told."""
    found = [references.signature(one) for one in symbols]
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
