"""Makes the Change that a validator sees, from a file before and after."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from casefiles import file_diff

from patchvet.languages.discovery import discover_languages
from patchvet.languages.oracle_set import OracleSet
from patchvet.languages.table import LanguageTable
from patchvet.patches.apply import apply_file
from patchvet.patches.trees import InMemoryTree
from patchvet.patches.unified import parse_patch
from patchvet.validators.change import Change, Source
from patchvet.validators.options import Options

if TYPE_CHECKING:
    from patchvet.languages import Language


@cache
def languages() -> LanguageTable:
    return LanguageTable(discover_languages())


def no_oracles() -> OracleSet:
    return OracleSet("none", languages())


def make_change(
    path: str,
    before: bytes | None,
    after: bytes | None,
    *,
    oracles: OracleSet | None = None,
    options: Options | None = None,
    language: Language | None = None,
    tree: dict[str, bytes] | None = None,
) -> Change:
    """The change of one file. `tree` holds what else stands beside it."""
    options = options or Options()
    language = language or languages().for_path(path)
    patch = parse_patch(file_diff(path, before, after), source="test.patch")
    applied = apply_file(patch.files[0], before)
    assert not patch.problems
    assert applied.after == after, applied.problems

    def image(data: bytes | None) -> Source | None:
        return None if data is None else Source(path, data, language, options.limits.file_seconds)

    around = tree or {}
    return Change(
        patch=patch,
        file=patch.files[0],
        applied=applied,
        before=image(before),
        after=image(after),
        tree=InMemoryTree(around if before is None else {**around, path: before}),
        result=InMemoryTree(around if after is None else {**around, path: after}),
        language=language,
        options=options,
        oracles=oracles or no_oracles(),
    )
