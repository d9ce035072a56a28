"""Who uses what a patch takes away or changes: the second half of PV320 and PV321.

Looked at are the patch's files, then their folders and, for what other folders can use, the rest
of the tree (`Options.scope`). One search a patch serves both checks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from ...languages.references import misfit
from ..tree_search import Searched, search
from ._gone import Gone, gone_from
from ._names import sound_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import SyntaxTree
    from ...languages import Language
    from ...languages.references import Reference, References
    from ..change import Change, PatchChange, Source


class Place(NamedTuple):
    """A line that uses a definition. `why` is what its call does wrong, if that is known."""

    path: str
    line: int
    text: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Broken(NamedTuple):
    """A definition that is gone or changed, and the uses that it leaves behind. `searched` tells of
    the tree: None if all of it that could matter was seen without.
    """

    gone: Gone
    places: tuple[Place, ...]
    searched: Searched | None


@dataclass(slots=True)
class _Kept:
    found: list[Broken] = field(default_factory=list)


_kept: WeakKeyDictionary[Source, _Kept] = WeakKeyDictionary()


def broken_by(patch: PatchChange) -> list[Broken]:
    """All definitions whose uses the patch leaves behind. Worked out once a patch."""
    sources = [one for change in patch.changes for one in (change.after, change.before) if one]
    if not sources or any(one.applied is None or one.applied.problems for one in patch.changes):
        return []
    kept = _kept.get(sources[0])
    if kept is None:
        kept = _kept[sources[0]] = _Kept(list(_broken(patch)))
    return kept.found


def _broken(patch: PatchChange) -> Iterator[Broken]:
    every = list(gone_from(patch))
    for language in dict.fromkeys(one.change.language for one in every):
        if language is not None:
            of_it = [one for one in every if one.change.language == language]
            yield from _of_language(patch, language, of_it)


def _of_language(patch: PatchChange, language: Language, every: list[Gone]) -> Iterator[Broken]:
    references = language.references()
    assert references is not None
    own = {
        change.after.path: change
        for change in patch.changes
        if change.after is not None and change.language == language
    }
    searched = _search(patch, language, every, set(own))
    trees = _Trees(patch, language, own, searched)
    for gone in every:
        name = gone.target.name
        paths = [path for path, change in own.items() if _has(change.after, name)]
        paths = sorted(paths, key=lambda path: path != gone.target.path)
        places: list[Place] = []
        for path in (*paths, *searched.files.get(name, ())):
            tree = trees.at(path)
            if tree is not None:
                for use in references.find(gone.target, tree, path, patch.result):
                    places += _place(references, gone, use, tree, path)
        if places:
            told = None if _is_local(gone) else searched
            yield Broken(gone, tuple(dict.fromkeys(places)), told)


def _has(source: Source | None, name: str) -> bool:
    return source is not None and name.encode() in source.data


def _is_local(gone: Gone) -> bool:
    """Whether its own file alone can tell what means it."""
    return gone.target.scope == "file"


def _search(patch: PatchChange, language: Language, every: list[Gone], own: set[str]) -> Searched:
    scope = patch.options.scope
    folders: dict[str, set[str]] = {}
    anywhere: set[str] = set()
    for gone in every:
        target = gone.target
        if _is_local(gone):
            continue
        if scope == "tree" or (scope == "auto" and target.public):
            anywhere.add(target.name)
        for path in (target.path, gone.change.file.path):
            folders.setdefault(path.rpartition("/")[0], set()).add(target.name)
    if not folders:
        return Searched()
    seconds = patch.options.limits.search_seconds
    return search(patch.result, folders, anywhere, language.suffixes, own, seconds)


class _Trees:
    """The trees of files that have a name, each parsed once. The search's time counts for them
    again; a file whose turn does not come is not counted as searched.
    """

    def __init__(
        self, patch: PatchChange, language: Language, own: dict[str, Change], searched: Searched
    ) -> None:
        self._limits = patch.options.limits
        self._language = language
        self._own = own
        self._searched = searched
        self._trees: dict[str, SyntaxTree | None] = {}
        self._deadline = perf_counter() + self._limits.search_seconds

    def at(self, path: str) -> SyntaxTree | None:
        if path in self._own:
            return sound_tree(self._own[path], self._own[path].after)
        if path not in self._trees:
            self._trees[path] = self._parse(path)
        return self._trees[path]

    def _parse(self, path: str) -> SyntaxTree | None:
        from ...grammars import GrammarMissing, ParseStopped, load_grammar  # loads tree_sitter

        data = self._searched.data[path]
        if len(data) > self._limits.file_bytes:
            return None
        if perf_counter() > self._deadline:
            self._searched.read -= 1
            return None
        try:
            grammar = load_grammar(self._language.grammar_for(path))
            tree = grammar.parse(data, seconds=self._limits.search_seconds)
        except (GrammarMissing, ParseStopped):
            return None
        return None if tree.has_error else tree


def _place(
    references: References, gone: Gone, use: Reference, tree: SyntaxTree, path: str
) -> Iterator[Place]:
    """The place of a use that is broken: any, of what is gone; of what changed, a call that fitted
    before and does not fit any more.
    """
    text = tree.source.split(b"\n")[use.line - 1].rstrip(b"\r").decode("utf-8", "replace")
    if not gone.target.left:
        yield Place(path, use.line, text)
        return
    given = references.arguments(use.arguments) if use.arguments is not None else None
    if given is None or all(misfit(one, given) for one in gone.old):
        return
    reasons = [misfit(one, given) for one in gone.new]
    if all(reasons):
        yield Place(path, use.line, text, reasons[0])
