"""What a patch says of one file, as rows: found by `scan`, given names and content by `unified`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .model import Problem
from .modes import canonical

if TYPE_CHECKING:
    from .hunk_rows import HunkSpan

# What follows the ids is a mode or an error, as for git (apply.c, `gitdiff_index`).
_INDEX = lazy_compile(r"([0-9a-f]{1,64})\.\.([0-9a-f]{1,64})(?: (.*))?$", re.DOTALL)
_MODE = lazy_compile(r"([0-7]{5,6})(?:\s|$)")
CONTRADICTORY_HEADER = "PV013"
CORRUPT_BINARY = "PV014"


class Section:
    """One file's header rows, hunks and payload. `start` and all other rows count from 0.

    `rest` is what follows `diff --git ` (None: a patch without that line); `old_field` and
    `new_field` are what follows `--- ` and `+++ `.
    """

    __slots__ = (
        "binary",
        "copied",
        "created",
        "deleted",
        "differ",
        "extensions",
        "hunks",
        "hunks_seen",
        "ids",
        "index_mode",
        "moved_from",
        "moved_to",
        "new_field",
        "new_mode",
        "old_field",
        "old_mode",
        "problems",
        "rest",
        "similarity",
        "start",
    )

    def __init__(self, start: int, rest: str | None = None) -> None:
        self.start = start
        self.rest = rest
        self.old_field: str | None = None
        self.new_field: str | None = None
        self.created = False
        self.deleted = False
        self.copied = False
        self.moved_from: str | None = None
        self.moved_to: str | None = None
        self.old_mode: int | None = None
        self.new_mode: int | None = None
        self.index_mode: int | None = None
        self.ids: tuple[str, str] | None = None
        self.similarity: int | None = None
        self.extensions: set[str] = set()
        self.hunks: list[HunkSpan] = []
        self.hunks_seen = 0
        self.binary: int | None = None
        self.differ: int | None = None
        self.problems: list[Problem] = []

    @property
    def moved(self) -> bool:
        """Whether the header speaks of a rename or a copy."""
        return self.moved_from is not None or self.moved_to is not None

    @property
    def is_binary(self) -> bool:
        return self.binary is not None or self.differ is not None

    def refuse(self, code: str, message: str, hint: str, row: int) -> None:
        """Notes a problem at `row` (from 0)."""
        self.problems.append(Problem(code, message, hint, patch_line=row + 1))


def read_extended_line(section: Section, row: str, at: int) -> bool:
    """Takes in one line of a git header; False if it is none (the header has ended)."""
    for prefix, take in _TAKERS:
        if row.startswith(prefix):
            take(section, row[len(prefix) :], at)
            if len(section.extensions) > 1:
                section.refuse(
                    CONTRADICTORY_HEADER,
                    f"the header says both {' and '.join(sorted(section.extensions))}",
                    "a file is added, deleted, renamed or copied: keep one of them",
                    at,
                )
                section.extensions = set()
            return True
    return False


def _mode(section: Section, value: str, at: int) -> int | None:
    match = _MODE.match(value)
    if match is not None:
        return canonical(int(match[1], 8))
    section.refuse(
        CONTRADICTORY_HEADER,
        f"`{value.strip()[:40]}` is no file mode",
        "a file's mode is 100644 or 100755",
        at,
    )
    return None


def _old_mode(section: Section, value: str, at: int) -> None:
    section.old_mode = _mode(section, value, at)


def _new_mode(section: Section, value: str, at: int) -> None:
    section.new_mode = _mode(section, value, at)


def _created(section: Section, value: str, at: int) -> None:
    section.created = True
    section.extensions.add("new file")
    section.new_mode = _mode(section, value, at)


def _deleted(section: Section, value: str, at: int) -> None:
    section.deleted = True
    section.extensions.add("deleted file")
    section.old_mode = _mode(section, value, at)


def _rename_from(section: Section, value: str, _at: int) -> None:
    section.moved_from = value
    section.extensions.add("rename")


def _rename_to(section: Section, value: str, _at: int) -> None:
    section.moved_to = value
    section.extensions.add("rename")


def _copy_from(section: Section, value: str, _at: int) -> None:
    section.moved_from = value
    section.copied = True
    section.extensions.add("copy")


def _copy_to(section: Section, value: str, _at: int) -> None:
    section.moved_to = value
    section.copied = True
    section.extensions.add("copy")


def _similarity(section: Section, value: str, _at: int) -> None:
    digits = value.strip().rstrip("%")
    if digits.isascii() and digits.isdigit() and len(digits) <= 3:
        section.similarity = int(digits)


def _dissimilarity(_section: Section, _value: str, _at: int) -> None:
    """Of no consequence: git prints it for a rewrite, whose hunks follow."""


def _index(section: Section, value: str, at: int) -> None:
    match = _INDEX.match(value)
    if match is None:
        return
    section.ids = (match[1], match[2])
    if match[3] is not None:
        section.index_mode = _mode(section, match[3], at)


_TAKERS = (
    ("index ", _index),
    ("new file mode ", _created),
    ("deleted file mode ", _deleted),
    ("old mode ", _old_mode),
    ("new mode ", _new_mode),
    ("similarity index ", _similarity),
    ("rename from ", _rename_from),
    ("rename to ", _rename_to),
    ("copy from ", _copy_from),
    ("copy to ", _copy_to),
    ("dissimilarity index ", _dissimilarity),
    ("rename old ", _rename_from),
    ("rename new ", _rename_to),
)
