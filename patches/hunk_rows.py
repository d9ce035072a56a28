"""Where a hunk ends, and whether its rows are what its header promises.

git and GNU patch trust a hunk's counts: rows beyond them are dropped, rows before them swallowed.
Here the counts are held against the rows, and every misfit is refused by name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .lost_column import lost_column
from .model import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

HUNK_HEADER = lazy_compile(
    r"@@ -(\d{1,18})(?:,(\d{1,18}))? \+(\d{1,18})(?:,(\d{1,18}))? @@", re.ASCII
)
# git takes a row for "\ No newline at end of file" in any language if it starts with "\ " and is
# long enough: 11 bytes within a hunk, 13 at the end of the input. Every translation is longer.
_MARKER_LENGTH = 13
MISPLACED_MARKER = "PV012"
IDLE_HUNK = "PV015"
_BULLET = lazy_compile(r"[-+] (?:\*\*|[\w`\"'\[(])|-{3,}\s*$", re.ASCII)
_CONTENT = frozenset((" ", "+", "-", ""))


class HunkSpan:
    """A well-formed hunk: its header row, its body's rows `start`…`end` - 1, its four numbers.

    `is_odd` tells that markers or stripped context lines are among the rows.
    """

    __slots__ = ("end", "header", "is_odd", "new", "old", "start")

    def __init__(
        self, header: int, end: int, old: tuple[int, int], new: tuple[int, int], *, is_odd: bool
    ) -> None:
        self.header = header
        self.start = header + 1
        self.end = end
        self.old = old
        self.new = new
        self.is_odd = is_odd


class Rows:
    """The patch's lines without their line ends; `complete` is False if the last one has none."""

    __slots__ = ("complete", "rows")

    def __init__(self, text: str) -> None:
        self.rows: list[str] = text.split("\n")
        self.complete = self.rows[-1] == ""
        if self.complete:
            self.rows.pop()


def read_hunk(text: Rows, at: int, number: int) -> tuple[HunkSpan | None, Problem | None, int]:
    """Reads the hunk whose header is row `at`.

    Returns the span (None if it is malformed), the problem, and the row at which to go on.
    `number` counts the file's hunks from 1.
    """
    header = HUNK_HEADER.match(text.rows[at])
    if header is None:
        return None, _bare_header(text.rows[at], at, number), _skip_body(text.rows, at + 1)
    old_start, old_count, new_start, new_count = header.groups()
    old = (int(old_start), 1 if old_count is None else int(old_count))
    new = (int(new_start), 1 if new_count is None else int(new_count))
    end, missing, problem = _walk(text, at, old[1], new[1], number)
    if problem is not None:
        return None, problem, end
    if missing != (0, 0):
        return None, *_too_few(text, at, end, (old[1], new[1]), number)
    stop, extra = _leftover(text.rows, end)
    if extra != (0, 0):
        found = (old[1] + extra[0], new[1] + extra[1])
        return None, _miscounted(text.rows, at, (old[1], new[1]), found, number, stop), stop
    if not text.complete and end == len(text.rows) and not text.rows[end - 1].startswith("\\"):
        return None, _no_last_newline(end, number), end
    origins = {row[:1] for row in text.rows[at + 1 : end]}
    if origins.isdisjoint("+-"):
        return None, _idle(at, number), end
    is_odd = not origins.isdisjoint(("\\", ""))
    return HunkSpan(at, end, old, new, is_odd=is_odd), None, end


def _walk(
    text: Rows, at: int, old: int, new: int, number: int
) -> tuple[int, tuple[int, int], Problem | None]:
    """Counts the rows off as git does: until both counts are used up or a row is foreign."""
    rows = text.rows
    index = at + 1
    total = len(rows)
    while index < total and (old or new):
        origin = rows[index][:1]
        if origin == " " or origin == "":
            old -= 1
            new -= 1
        elif origin == "+":
            new -= 1
        elif origin == "-":
            old -= 1
        elif origin == "\\":
            problem = _marker_problem(rows, at, index, old, new, number)
            if problem is not None:
                return _skip_body(rows, index), (old, new), problem
        else:
            break
        index += 1
    if old or new:
        return index, (old, new), None
    if index < total and rows[index].startswith("\\"):
        problem = _marker_problem(rows, at, index, 0, 0, number)
        if problem is not None:
            return _skip_body(rows, index), (0, 0), problem
        index += 1
    return index, (0, 0), None


def _marker_problem(
    rows: Sequence[str], at: int, index: int, old: int, new: int, number: int
) -> Problem | None:
    """Why the `\\ No newline at end of file` of row `index` cannot stand there; None if it can."""
    before = rows[index - 1]
    origin = before[:1]
    if index == at + 1 or origin == "\\":
        cause = "it follows no line of the file"
    elif not rows[index].startswith("\\ ") or len(rows[index]) < _MARKER_LENGTH:
        cause = "git does not recognise this spelling and would keep the newline"
    elif len(before) < 2:
        cause = "the line before it is empty, and an empty line without newline is no line"
    elif (old and origin != "+") or (new and origin != "-"):
        cause = "more lines of the file follow it in the hunk"
    else:
        return None
    return Problem(
        MISPLACED_MARKER,
        f"the marker `{_shown(rows[index])}` cannot stand here: {cause}",
        "a marker stands only below the last line of the file: delete it or move it there",
        patch_line=index + 1,
        hunk=number,
    )


def _bare_header(row: str, at: int, number: int) -> Problem:
    if row.startswith("@@@"):
        return Problem(
            "PV005",
            f"`{_shown(row)}` is a combined diff's, which shows a merge and applies to nothing",
            "compare the merge with one parent: `git diff PARENT MERGE`",
            patch_line=at + 1,
            hunk=number,
        )
    return Problem(
        "PV002",
        f"hunk header `{_shown(row)}` does not say which lines it is about",
        "write `@@ -START,COUNT +START,COUNT @@`, or let `git diff` write the patch",
        patch_line=at + 1,
        hunk=number,
    )


def _too_few(
    text: Rows,
    at: int,
    end: int,
    stated: tuple[int, int],
    number: int,
) -> tuple[Problem, int]:
    """The problem of a hunk whose rows end before its counts do."""
    rows = text.rows
    lost = lost_column(rows, at, stated)
    if lost is not None:
        row, end = lost
        return _without_origin(rows, at, row, number), end
    at_end_of_input = end == len(rows)
    end = _step_back(rows, at, end)
    found = _count(rows[at + 1 : end])
    overshot = found[0] > stated[0] or found[1] > stated[1]
    if not at_end_of_input or overshot:
        return _miscounted(rows, at, stated, found, number, end), end
    return (
        Problem(
            "PV009",
            f"the patch ends inside hunk {number}: its header states {_sides(stated)}, "
            f"{_sides(found)} are there",
            "get the whole patch again; if nothing is missing, the header should be "
            f"`{_corrected(rows[at], found)}`",
            patch_line=len(rows),
            hunk=number,
        ),
        end,
    )


def _step_back(rows: Sequence[str], at: int, end: int) -> int:
    """Gives back rows that the hunk swallowed: the next file's header, a signature, blanks."""
    if (
        end - at > 3
        and end < len(rows)
        and rows[end].startswith("@@ -")
        and rows[end - 1].startswith("+++ ")
        and rows[end - 2].startswith("--- ")
    ):
        end -= 2
    elif end - at > 2 and end < len(rows) and is_signature(rows, end - 1):
        end -= 1
    while end > at + 1 and rows[end - 1] == "" and end < len(rows):
        end -= 1
    return end


def is_signature(rows: Sequence[str], index: int) -> bool:
    """Whether row `index` is the `-- ` above a mail's signature (git prints its version there)."""
    if rows[index].rstrip("\r") not in ("-- ", "--"):
        return False
    following = rows[index + 1][:1] if index + 1 < len(rows) else ""
    return following not in ("+", "-", " ", "@", "\\")


def _leftover(rows: Sequence[str], at: int) -> tuple[int, tuple[int, int]]:
    """Looks for rows of the hunk behind its end. Returns where they end and how many there are.

    Rows that follow at once count; behind a blank row only added or removed ones do, and not what
    reads as a Markdown bullet, because prose may follow a diff.
    """
    index = at
    total = len(rows)
    telling = False
    while index < total:
        row = rows[index]
        if row[:1] not in _CONTENT:
            break
        if row[:1] == "-" and (is_signature(rows, index) or starts_file(rows, index)):
            break
        if row and (index == at or (row[0] in "+-" and not _BULLET.match(row))):
            telling = True
        index += 1
    if not telling:
        return at, (0, 0)
    while rows[index - 1] == "":
        index -= 1
    return index, _count(rows[at:index])


def starts_file(rows: Sequence[str], index: int) -> bool:
    """Whether rows `index` and the next one are a `---`/`+++` pair."""
    return (
        rows[index].startswith("--- ")
        and index + 1 < len(rows)
        and rows[index + 1].startswith("+++ ")
    )


def _skip_body(rows: Sequence[str], index: int) -> int:
    """The row behind what looks like a hunk's body from row `index` on."""
    total = len(rows)
    while index < total:
        row = rows[index]
        if row[:1] not in _CONTENT and row[:1] != "\\":
            break
        if row[:1] == "-" and (is_signature(rows, index) or starts_file(rows, index)):
            break
        index += 1
    return index


def _count(rows: Sequence[str]) -> tuple[int, int]:
    """How many old and new lines the rows hold."""
    origins = [row[:1] for row in rows]
    added, removed = origins.count("+"), origins.count("-")
    context = len(origins) - added - removed - origins.count("\\")
    return context + removed, context + added


def _miscounted(
    rows: Sequence[str],
    at: int,
    stated: tuple[int, int],
    found: tuple[int, int],
    number: int,
    end: int,
) -> Problem:
    if stated == found:
        return Problem(
            "PV001",
            f"hunk {number} is cut in two at line {end + 1}, which is no line of a hunk",
            "each line of a hunk starts with a space, `+` or `-`",
            patch_line=end + 1,
            hunk=number,
        )
    return Problem(
        "PV001",
        f"hunk {number} states {_sides(stated)}, its body has {_sides(found)}",
        f"if no line is missing or too many, the header should be `{_corrected(rows[at], found)}`",
        patch_line=at + 1,
        hunk=number,
    )


def _without_origin(rows: Sequence[str], at: int, row: int, number: int) -> Problem:
    return Problem(
        "PV001",
        f"hunk {number} breaks off at line {row + 1}: `{_shown(rows[row])}` starts with none of "
        "a space, `+` and `-`",
        "put the space back with which each line of context starts",
        patch_line=at + 1,
        hunk=number,
    )


def _no_last_newline(end: int, number: int) -> Problem:
    return Problem(
        "PV009",
        "the patch ends without a newline: its last line may have been cut off",
        "end the patch with a newline; git refuses it as corrupt otherwise",
        patch_line=end,
        hunk=number,
    )


def _idle(at: int, number: int) -> Problem:
    return Problem(
        IDLE_HUNK,
        f"hunk {number} adds and removes nothing; git refuses it as corrupt",
        "leave the hunk out, or mark what it changes with `+` and `-`",
        patch_line=at + 1,
        hunk=number,
    )


def _sides(counts: tuple[int, int]) -> str:
    return f"{counts[0]} old and {counts[1]} new lines"


def _corrected(header: str, found: tuple[int, int]) -> str:
    match = HUNK_HEADER.match(header)
    assert match is not None, "only a well-formed header is corrected"
    return f"@@ -{match[1]},{found[0]} +{match[3]},{found[1]} @@"


def _shown(row: str) -> str:
    """A row as a message may show it: short, and decoded."""
    text = row.rstrip("\r").encode("latin-1").decode("utf-8", "replace")
    return text if len(text) <= 60 else text[:59] + "…"
