"""The answer for a patch: each error is asked about, and the best answer counts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...errors import TreeError
from ...grammars import ParseStopped
from ...languages.locating import Locator
from ..change import Source
from ._effects import changes_between
from ._images import Image
from ._judgement import BEST_FIRST, Judgement
from ._subject import Subject, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...grammars import SyntaxTree
    from ...languages import Language
    from ...languages.lowering import Lowering
    from ...languages.remedies import Facts
    from ...languages.traces import Trace
    from ..change import Change, PatchChange
    from ._effects import Changed


class Answer(NamedTuple):
    """The verdict for one error."""

    subject: Subject
    judgement: Judgement


def answer(patch: PatchChange, traces: Iterable[Trace]) -> Answer:
    """The best of the answers for the errors of a log."""
    asked = Asked(patch)
    answers = [
        Answer(one, asked.about(one))
        for one in subjects(tuple(traces), asked.language_name, asked.locator)
    ]
    return min(answers, key=lambda one: BEST_FIRST.index(one.judgement.verdict))


class Asked:
    """One patch, with its images as far as they are needed."""

    def __init__(self, patch: PatchChange) -> None:
        self._patch = patch
        self._changes = {
            path: change
            for change in patch.changes
            for path in (change.file.old_path, change.file.new_path)
            if path is not None
        }
        self._sources: dict[tuple[str, str], Source | None] = {}

    def language_name(self, path: str) -> str:
        language = self.language(path)
        name = "" if language is None else language.name
        return "javascript" if name == "typescript" else name

    def language(self, path: str) -> Language | None:
        return self._patch.languages.for_path(path)

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self._patch.tree)

    def locator(self) -> Locator:
        return self._locator

    def about(self, subject: Subject) -> Judgement:
        """The answer for one error."""
        from ._ask import ask

        return ask(self, subject)

    def images(self, subject: Subject) -> tuple[Image, Image]:
        """The program before and after, with the lines that matter."""
        lines: dict[str, set[int]] = {}
        for where in subject.frames:
            lines.setdefault(where.path, set()).add(where.frame.line or 0)
        known = dict.fromkeys(
            [path for path in self._changes if self.language_name(path) == subject.trace.language]
        )
        paths = tuple(dict.fromkeys([*(one.path for one in subject.frames), *known]))

        def before(path: str) -> tuple[SyntaxTree, Lowering, frozenset[int]] | None:
            change = self._changes.get(path)
            removed = _touched(change, "before") if change is not None else set()
            return self._loaded(path, "before", frozenset(removed | lines.get(path, set())))

        def after(path: str) -> tuple[SyntaxTree, Lowering, frozenset[int]] | None:
            change = self._changes.get(path)
            added = _touched(change, "after") if change is not None else set()
            for line in lines.get(self._old_path(path), ()):
                added |= _carried(change, line)
            return self._loaded(path, "after", frozenset(added))

        return Image(before, paths), Image(after, tuple(map(self.new_path, paths)))

    def program(self, endings: tuple[str, ...], most: int) -> list[str]:
        """The files of the program with such a name, no more than that."""
        found = [
            one
            for one in self._patch.tree.paths()
            if one.endswith(endings) and "node_modules/" not in one
        ]
        return sorted(found)[:most]

    def new_path(self, path: str) -> str:
        """What a file of the tree before is called after."""
        change = self._changes.get(path)
        if change is not None and change.file.old_path == path and change.file.new_path:
            return change.file.new_path
        return path

    def _old_path(self, path: str) -> str:
        change = self._changes.get(path)
        return change.file.old_path or path if change is not None else path

    def new_line(self, path: str, line: int | None) -> int | None:
        change = self._changes.get(path)
        if change is None or change.applied is None or line is None or change.file.is_binary:
            return line
        return change.lines.after(line)

    def _loaded(
        self, path: str, side: str, lines: frozenset[int]
    ) -> tuple[SyntaxTree, Lowering, frozenset[int]] | None:
        source = self._source(path, side)
        language = self.language(path)
        lowering = None if language is None else language.lowering()
        if source is None or lowering is None:
            return None
        try:
            return source.tree, lowering, lines
        except (ParseStopped, LookupError):
            return None

    def source(self, path: str, side: str) -> Source | None:
        return self._source(path, side)

    def _source(self, path: str, side: str) -> Source | None:
        key = path, side
        if key not in self._sources:
            self._sources[key] = self._find(path, side)
        return self._sources[key]

    def _find(self, path: str, side: str) -> Source | None:
        change = self._changes.get(path)
        if change is not None:
            source = change.before if side == "before" else change.after
            return source if source is not None and source.path == path else None
        tree = self._patch.tree
        try:
            data = tree.read(path)
        except TreeError:
            return None
        limits = self._patch.options.limits
        if data is None or len(data) > limits.file_bytes:
            return None
        return Source(path, data, self.language(path), limits.file_seconds)

    def changed(
        self, before: Image, after: Image, facts: Facts, language: str
    ) -> tuple[Changed, ...]:
        """All that the patch changes in effect in files of the language."""
        found: list[Changed] = []
        for change in self._patch.changes:
            if self.language_name(change.file.path) == language:
                old, new = change.file.old_path, change.file.new_path
                found += changes_between(
                    None if old is None or change.before is None else before.file(old),
                    None if new is None or change.after is None else after.file(new),
                    facts,
                )
        return tuple(found)

    def other_files(self, language: str) -> list[Change]:
        """The files of the patch that are in no or another language."""
        return [one for one in self._patch.changes if self.language_name(one.file.path) != language]


def _touched(change: Change, side: str) -> set[int]:
    """The lines that the patch took away or brought in, and those beside where it did the other."""
    if change.applied is None or change.file.is_binary:
        return set()
    lines = change.lines
    if side == "before":
        found = set(lines.removed)
        for added in lines.added:
            for line in (added - 1, added + 1):
                if line > 0 and (old := lines.before(line)) is not None:
                    found.add(old)
        return found
    found = set(lines.added)
    for removed in lines.removed:
        for line in (removed - 1, removed + 1):
            if line > 0 and (new := lines.after(line)) is not None:
                found.add(new)
    return found


def _carried(change: Change | None, line: int) -> set[int]:
    """Where a line of the image before is after; where it is gone, those around it."""
    if change is None or change.applied is None or change.file.is_binary:
        return {line}
    found = {change.lines.after(one) for one in range(max(line - 3, 1), line + 4)}
    return {one for one in found if one is not None}
