"""What a header announces and the rest of its section does not deliver.

git accepts most of these: a new file whose content was cut off becomes an empty file, a rename
whose hunks were lost becomes a pure rename, and the exit status is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FileKind, Problem
from .sections import CONTRADICTORY_HEADER, CORRUPT_BINARY, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .identity import Identity

# The ids of the empty blob, SHA-1 and SHA-256.
_EMPTY_IDS = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
_FULL_ID_LENGTHS = (40, 64)


def broken_promises(rows: Sequence[str], section: Section, identity: Identity) -> list[Problem]:
    """Problems of one section whose header and content don't fit each other."""
    problems = [*_one_sided(section, identity), *_mode_changes(section, identity)]
    if section.binary is not None:
        problems.extend(_ids_of_payload(section))
    elif not section.hunks_seen and section.differ is None and not section.problems:
        problems.extend(_no_content(rows, section, identity))
    elif section.hunks_seen and section.old_field is None and section.new_field is None:
        problems.append(
            _problem(
                "PV007",
                "hunks follow the `diff --git` line without `---` and `+++`",
                "put the pair `--- a/PATH`, `+++ b/PATH` before the file's first hunk",
                section,
            )
        )
    return problems


def _one_sided(section: Section, identity: Identity) -> list[Problem]:
    for number, span in enumerate(section.hunks, 1):
        if identity.kind is FileKind.ADD and span.old[1]:
            message = "the file is new, yet the hunk has old lines"
            hint = "change `--- /dev/null` to the file's name, or drop the old lines"
        elif identity.kind is FileKind.DELETE and span.new[1]:
            message = "the file is deleted, yet the hunk leaves lines in it"
            hint = "remove every line, or change `+++ /dev/null` to the file's name"
        else:
            continue
        return [
            Problem(CONTRADICTORY_HEADER, message, hint, patch_line=span.header + 1, hunk=number)
        ]
    return []


def _mode_changes(section: Section, identity: Identity) -> list[Problem]:
    old, new, index = section.old_mode, section.new_mode, section.index_mode
    if identity.kind not in (FileKind.ADD, FileKind.DELETE):
        if old is not None and index is not None and old != index:
            message = f"the header gives the old mode as {old:o} and as {index:o}"
            return [_problem(CONTRADICTORY_HEADER, message, "keep the right one", section)]
        old = index if old is None else old
        if section.old_mode is not None and old == new:
            # git sets this mode, whatever the file's is; where both sides name it, nobody asked.
            message = f"the header announces a change of mode, and both modes are {new:o}"
            hint = "delete the lines `old mode` and `new mode`, or state the right modes"
            return [_problem(CONTRADICTORY_HEADER, message, hint, section)]
        if old is not None and new is not None and old >> 12 != new >> 12:
            return [
                _problem(
                    CONTRADICTORY_HEADER,
                    f"the mode change {old:o} to {new:o} makes another type of file",
                    "delete the file and add it anew; git refuses to change its type",
                    section,
                )
            ]
    return []


def _ids_of_payload(section: Section) -> list[Problem]:
    ids = section.ids or ("", "")
    if all(len(name) in _FULL_ID_LENGTHS for name in ids):
        return []
    return [
        _problem(
            CORRUPT_BINARY,
            "the binary patch lacks the `index` line with full ids, without which git refuses it",
            "make the patch with `git diff --binary`",
            section,
        )
    ]


def _no_content(rows: Sequence[str], section: Section, identity: Identity) -> list[Problem]:
    if section.old_field is not None or section.new_field is not None:
        return [_without_hunks(section, "`---`/`+++` stand here without a hunk below")]
    old_mode = section.index_mode if section.old_mode is None else section.old_mode
    changes_mode = None not in (old_mode, section.new_mode) and old_mode != section.new_mode
    kind = identity.kind
    if kind is FileKind.MODIFY and not changes_mode:
        return [_without_hunks(section, "the header announces no change, and no hunk follows")]
    if section.ids is not None and not _is_empty_change(section.ids, kind):
        return [
            _without_hunks(section, "the `index` line announces new content, no hunk brings it")
        ]
    if section.similarity is not None and section.similarity < 100:
        message = f"the header says {section.similarity} % similar, and no hunk brings the rest"
        return [_without_hunks(section, message)]
    return []


def _is_empty_change(ids: tuple[str, str], kind: FileKind) -> bool:
    old, new = ids
    if kind is FileKind.ADD:
        return any(empty.startswith(new) for empty in _EMPTY_IDS)
    if kind is FileKind.DELETE:
        return any(empty.startswith(old) for empty in _EMPTY_IDS)
    return old == new


def _without_hunks(section: Section, message: str) -> Problem:
    return _problem("PV003", message, "send the hunks, or leave the file out", section)


def _problem(code: str, message: str, hint: str, section: Section) -> Problem:
    return Problem(code, message, hint, patch_line=section.start + 1)
