"""Sections and their identities become file patches, and the problems get their path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hunks import build_hunks
from .identity import Identity, identify
from .memory_tree import folders_above
from .model import BinaryPayload, FileKind, FilePatch, Problem
from .modes import DIRECTORY_MODE
from .promises import broken_promises

if TYPE_CHECKING:
    from .scan import Scan
    from .sections import Section
    from .trees import SourceTree


def assemble(
    found: Scan, strip: int, tree: SourceTree | None
) -> tuple[list[FilePatch], list[Problem]]:
    """All files in the order of the patch, and every problem."""
    files: list[FilePatch] = []
    problems = list(found.problems)
    made: set[str] = set()
    gone: set[str] = set()
    for section in found.sections:
        identity = identify(section, strip)
        if identity.undecided and identity.new_path is not None:
            _decide(identity, made, gone, tree)
        file, own = _file(found, section, identity)
        path = identity.new_path if identity.new_path is not None else identity.old_path
        problems.extend(problem._replace(path=path) if path else problem for problem in own)
        if file is None:
            continue
        files.append(file)
        if file.kind in (FileKind.DELETE, FileKind.RENAME) and file.old_path is not None:
            gone.add(file.old_path)
            made.discard(file.old_path)
        if file.new_path is not None:
            made.add(file.new_path)
            gone.discard(file.new_path)
    return files, problems


def _decide(identity: Identity, made: set[str], gone: set[str], tree: SourceTree | None) -> None:
    """Adds the file if there is none when its turn comes, else changes it (git's `is_new < 0`)."""
    path = identity.new_path
    assert path is not None, "the caller has looked"
    from .paths import unsafe_path

    # At a path that the patch took away git expects the old file still, and refuses the patch: it
    # stays a change, and the applying says so.
    if path in made or path in gone:
        return
    if tree is not None and unsafe_path(path) is None and _is_taken(tree, path):
        return
    identity.kind = FileKind.ADD
    identity.old_path = None


def _is_taken(tree: SourceTree, path: str) -> bool:
    """Whether something is at `path`, or a file is where it needs a folder: git stops at both."""
    return tree.mode(path) is not None or any(
        tree.mode(folder) not in (None, DIRECTORY_MODE) for folder in folders_above(path)
    )


def _file(
    found: Scan, section: Section, identity: Identity
) -> tuple[FilePatch | None, list[Problem]]:
    own = section.problems + identity.problems + broken_promises(found.text.rows, section, identity)
    forward: BinaryPayload | None = None
    reverse: BinaryPayload | None = None
    if section.binary is not None:
        from .binary import read_payloads  # late: few patches hold binary files

        forward, reverse, problem = read_payloads(
            found.text.rows, section.binary, found.limits.patch_bytes
        )
        if problem is not None:
            own.append(problem)
    if identity.old_path is None and identity.new_path is None:
        return None, own
    old_mode, new_mode = _modes(section, identity)
    old_id, new_id = section.ids or (None, None)
    return (
        FilePatch(
            identity.kind,
            identity.old_path,
            identity.new_path,
            section.start + 1,
            build_hunks(found.text.rows, section.hunks),
            old_mode,
            new_mode,
            old_id,
            new_id,
            section.is_binary,
            forward,
            reverse,
        ),
        own,
    )


def _modes(section: Section, identity: Identity) -> tuple[int | None, int | None]:
    """The modes before and after; one that the `index` line names holds for both."""
    old, new = section.old_mode, section.new_mode
    if identity.kind is FileKind.ADD:
        return None, new
    if identity.kind is FileKind.DELETE:
        return old, None
    if section.index_mode is not None:
        old = section.index_mode if old is None else old
    return old, old if new is None else new
