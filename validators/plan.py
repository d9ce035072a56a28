"""The first half of a check: a patch is read and applied in memory, file by file.

What comes out is the input of every validator. Nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..patches.model import Patch
from ..patches.paths import unsafe_path
from ..patches.sequence import apply_patch
from ..patches.unified import parse_patch
from .change import Change, PatchChange, Source
from .collector import collector_paused
from .patch_input import PatchInput, patch_bytes

if TYPE_CHECKING:
    from os import PathLike

    from ..languages import Language
    from ..languages.oracle_set import OracleSet
    from ..languages.table import LanguageTable
    from ..patches.model import FilePatch
    from ..patches.sequence import Step
    from ..patches.trees import SourceTree
    from .options import Options


@dataclass(frozen=True, slots=True)
class Plan:
    """A patch that was read and, where it could be, applied to `tree`, in `seconds`.

    `result` is the tree afterwards: as it was, unless the patch `applies`.
    """

    patch: Patch
    changes: tuple[Change, ...]
    tree: SourceTree
    result: SourceTree
    applies: bool
    seconds: float = 0.0

    def as_patch_change(self, options: Options, languages: LanguageTable) -> PatchChange:
        return PatchChange(self.patch, self.changes, self.tree, self.result, options, languages)

    def oracle_jobs(self) -> list[tuple[Language, str, bytes]]:
        """What an oracle will be asked about: both images, since an old error is no new one."""
        jobs = []
        for change in self.changes:
            if change.after is not None and change.language is not None:
                jobs.append((change.language, change.after.path, change.after.data))
                if change.before is not None:
                    jobs.append((change.language, change.before.path, change.before.data))
        return jobs


def make_plan(
    patch: PatchInput,
    tree: SourceTree,
    languages: LanguageTable,
    oracles: OracleSet,
    options: Options,
    source: str | None = None,
) -> Plan:
    """Reads and applies a patch. Raises UsageError for what is no patch input; never for bad
    content.
    """
    with collector_paused():
        parsed = patch if isinstance(patch, Patch) else _parse(patch, tree, options, source)
        applied = apply_patch(parsed, tree, skip=_not_to_be_applied(parsed, options))
    changes = tuple(
        _change(parsed, step, applied.result, languages, oracles, options) for step in applied.steps
    )
    return Plan(parsed, changes, tree, applied.result, applied.applies)


def _parse(
    patch: bytes | str | PathLike[str], tree: SourceTree, options: Options, source: str | None
) -> Patch:
    data, name = patch_bytes(patch, options.limits)
    return parse_patch(
        data, source=source or name, strip=options.strip, tree=tree, limits=options.limits
    )


def _not_to_be_applied(patch: Patch, options: Options) -> frozenset[str]:
    """Paths that nothing may be read from or written to: unsafe or malformed ones."""
    paths = {path for file in patch.files for path in (file.old_path, file.new_path) if path}
    unsafe = {path for path in paths if unsafe_path(path) is not None}
    return frozenset(unsafe | {problem.path for problem in patch.problems if problem.path})


def _change(
    patch: Patch,
    step: Step,
    result: SourceTree,
    languages: LanguageTable,
    oracles: OracleSet,
    options: Options,
) -> Change:
    file = step.file
    language = None if _is_special(file) else languages.for_path(file.path)
    applied = step.applied

    def image(path: str | None, data: bytes | None) -> Source | None:
        if path is None or data is None:
            return None
        return Source(path, data, language, options.limits.file_seconds)

    return Change(
        patch=patch,
        file=file,
        applied=applied,
        before=image(file.old_path, step.before),
        after=image(file.new_path, applied.after if applied else None),
        tree=step.tree,
        result=result,
        language=language,
        options=options,
        oracles=oracles,
    )


def _is_special(file: FilePatch) -> bool:
    """A symlink or a submodule: its "content" is a path or a commit, in no language."""
    return any(mode is not None and mode >> 12 != 0o10 for mode in (file.old_mode, file.new_mode))
