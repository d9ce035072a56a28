"""A whole patch onto a tree, in memory: every file patch in its order, all of them or none.

The order's rules are those of `git apply` 2.39 (apply.c: `prepare_fn_table`, `check_patch`,
`add_to_fn_table`): a later patch of a path sees the result of an earlier one, but a rename or a
copy reads its source as it was before the whole patch, and a path that the patch takes away
somewhere may be written anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .apply import Applied, apply_file
from .existence import missing_file
from .model import SUBMODULE_MODE, SYMLINK_MODE, FileKind, FilePatch, Patch
from .modes import REGULAR_MODE
from .nearest import Nearest
from .overlay import Entry, Overlay
from .targets import Targets, link_to_nothing, type_problem
from .tree_paths import through_symlink

if TYPE_CHECKING:
    from collections.abc import Collection

    from .trees import SourceTree


class Step(NamedTuple):
    """One file patch of a sequence. `applied` is None where it was left out: its path was to be
    skipped, or runs through a symlink. `before` is the pre-image (None: none, or left out); `tree`
    is the tree as this file patch finds it.
    """

    file: FilePatch
    applied: Applied | None
    before: bytes | None
    tree: SourceTree


class PatchApplied(NamedTuple):
    """The outcome of a patch. `result` is the tree afterwards: as it was, unless `applies`."""

    steps: tuple[Step, ...]
    result: SourceTree
    applies: bool


def apply_patch(
    patch: Patch,
    tree: SourceTree,
    *,
    skip: Collection[str] = (),
    unidiff_zero: bool = False,
) -> PatchApplied:
    """Applies `patch` to `tree`, which stays as it is.

    File patches with a path in `skip` are left out, and the patch does then not apply as a whole.
    Raises TreeError where the tree cannot be read; never for a bad patch.
    """
    run = _Run(patch, tree, unidiff_zero)
    left_out = set(skip)
    steps = tuple(
        run.leave_out(file)
        if {file.old_path, file.new_path} & left_out or _is_headless(file)
        else run.take(file)
        for file in patch.files
    )
    applies = all(step.applied is not None and not step.applied.problems for step in steps)
    return PatchApplied(steps, run.now if applies else tree, applies)


class _Run:
    """What is known between two file patches."""

    def __init__(self, patch: Patch, tree: SourceTree, unidiff_zero: bool) -> None:
        self.now = Overlay(tree)
        self._tree = tree
        self._zero = unidiff_zero
        self._targets = Targets(patch, tree)
        self._nearest = Nearest(tree)

    def leave_out(self, file: FilePatch) -> Step:
        return Step(file, None, None, self.now)

    def take(self, file: FilePatch) -> Step:
        """Applies one file patch to the tree as it is now."""
        found = self.now
        for path in dict.fromkeys((file.old_path, file.new_path)):
            if path is not None and through_symlink(found, path, file) is not None:
                return self.leave_out(file)
        source = self._tree if file.kind in (FileKind.RENAME, FileKind.COPY) else found
        before = None if file.old_path is None else source.read(file.old_path)
        mode = None if file.old_path is None else source.mode(file.old_path)
        applied = self._apply(file, before, mode)
        if not applied.problems:
            self._keep(file, applied.after, mode)
        return Step(file, applied, before, found)

    def _apply(self, file: FilePatch, before: bytes | None, mode: int | None) -> Applied:
        problem = self._targets.refusal(file, self.now)
        if problem is None and file.old_path is not None:
            if before is None and SUBMODULE_MODE in (file.old_mode, file.new_mode) and mode:
                return Applied(file, None, unchecked="a folder does not tell a submodule's commit")
            if before is None or mode is None:
                problem = missing_file(file, self._nearest.to(file.old_path))
            else:
                problem = self._targets.disorder(file) or type_problem(file, mode)
        if problem is not None:
            return Applied(file, None, problems=(problem,))
        applied = apply_file(file, before, unidiff_zero=self._zero)
        return _without_broken_link(applied, mode)

    def _keep(self, file: FilePatch, after: bytes | None, mode: int | None) -> None:
        """Lays the outcome over the tree. An outcome that is not known leaves the tree as it is."""
        changes: dict[str, Entry] = {}
        if file.old_path is not None and self._targets.vanishes(file):
            changes[file.old_path] = None
        if file.new_path is not None and after is not None:
            changes[file.new_path] = (after, _new_mode(file, mode))
        self._targets.note(file)
        self.now = self.now.changed(changes)


def _without_broken_link(applied: Applied, mode: int | None) -> Applied:
    """`applied`, or PV112 if it makes a link that no system can make: to nothing, or with a NUL."""
    after = applied.after
    if after is None or _new_mode(applied.file, mode) != SYMLINK_MODE:
        return applied
    return (
        applied
        if after and b"\0" not in after
        else Applied(applied.file, None, problems=(link_to_nothing(applied.file),))
    )


def _is_headless(file: FilePatch) -> bool:
    """Whether a malformed patch lacks a path that its kind calls for."""
    lacks_old = file.old_path is None and file.kind is not FileKind.ADD
    return lacks_old or (file.new_path is None and file.kind is not FileKind.DELETE)


def _new_mode(file: FilePatch, mode: int | None) -> int:
    """The mode afterwards. A patch that names one mode twice changes none: the tree's stays."""
    if mode is not None and file.new_mode in (None, file.old_mode):
        return mode
    return file.new_mode or REGULAR_MODE
