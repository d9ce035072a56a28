"""One pass over a patch's rows: which of them are file headers, hunks, payload; which are text.

The order of the questions is `git apply`'s, so that no row is read as something else than git
reads it as. What git skips without a word though it looks like a part of a patch is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .hunk_rows import HUNK_HEADER, Rows, read_hunk, starts_file
from .model import Problem
from .sections import CONTRADICTORY_HEADER, CORRUPT_BINARY, Section, read_extended_line

if TYPE_CHECKING:
    import re

    from .limits import Limits

_BINARY_FILES = lazy_compile(r"(?:Binary files|Files) (\S.*?) and (\S.*) differ$")
_STARTS = frozenset("d-+@BFG\xef")
_PAYLOADS = ("literal ", "delta ")
# Two of Linux' longest paths (PATH_MAX, 4096 bytes) and the words around them.
_LONGEST_BINARY_LINE = 8_300
_BYTE_ORDER_MARK = "\xef\xbb\xbf"


class Scan:
    """What the pass has found: the files' sections, in order, and problems that no file owns.

    `taken` are the (start, end) rows that belong to the patch; all others are surrounding text.
    """

    __slots__ = ("hunks", "limits", "over_cap", "problems", "sections", "taken", "text")

    def __init__(self, text: Rows, limits: Limits) -> None:
        self.text = text
        self.limits = limits
        self.sections: list[Section] = []
        self.problems: list[Problem] = []
        self.taken: list[tuple[int, int]] = []
        self.hunks = 0
        self.over_cap: Problem | None = None


def scan(text: Rows, limits: Limits) -> Scan:
    """Reads all rows; stops at the first cap that is exceeded."""
    found = Scan(text, limits)
    rows = text.rows
    index = 0
    while index < len(rows):
        start = index
        if rows[index][:1] in _STARTS:
            index = _read_at(found, index)
        if index == start:
            index += 1
            continue
        found.taken.append((start, index))
        found.over_cap = _over_cap(found)
        if found.over_cap is not None:
            break
    return found


def _read_at(found: Scan, at: int) -> int:
    """Reads what starts at row `at`. Returns the row behind it, `at` itself for mere text."""
    rows = found.text.rows
    row = rows[at]
    if row.startswith("diff --git "):
        return _read_git_section(found, at)
    if row.startswith("--- ") and starts_file(rows, at):
        return _read_plain_section(found, at)
    if row.startswith("@@"):
        return _read_orphans(found, at)
    if row.startswith(("diff --cc ", "diff --combined ")):
        return _read_combined(found, at)
    if row.startswith("Binary files "):
        return _read_binary_line(found, at)
    if row.rstrip("\r") == "GIT binary patch":
        found.problems.append(
            Problem(
                "PV007",
                "a binary payload comes without a file header right above it, and git drops it",
                "put the `diff --git` and `index` lines before it, with no other line between",
                patch_line=at + 1,
            )
        )
        return at + 1
    if at == 0 and row.startswith(_BYTE_ORDER_MARK) and row[3:].startswith(("diff ", "--- ")):
        found.problems.append(
            Problem(
                "PV006",
                "a byte order mark stands before the first line, which git does not recognise then",
                "save the patch without a byte order mark",
                patch_line=1,
            )
        )
    return at


def _read_git_section(found: Scan, at: int) -> int:
    rows = found.text.rows
    section = Section(at, rows[at][len("diff --git ") :])
    found.sections.append(section)
    index = at + 1
    while index < len(rows):
        row = rows[index]
        if row.startswith("--- ") and section.old_field is None:
            section.old_field = row[4:]
        elif row.startswith("+++ ") and section.new_field is None:
            section.new_field = row[4:]
        elif not read_extended_line(section, row, index):
            break
        elif section.old_field is not None or section.new_field is not None:
            section.refuse(
                CONTRADICTORY_HEADER,
                f"`{row[:60].rstrip()}` stands below `---`/`+++`, where git reads it another way",
                "put it between the `diff --git` line and `---`",
                index,
            )
        index += 1
    if index == at + 1 and not (index < len(rows) and _binary_files(rows[index])):
        section.refuse(
            "PV003",
            "the `diff --git` line stands alone, without a header line of its own below",
            "send the whole header and the hunks, or leave the file out",
            at,
        )
    if index == len(rows) and not found.text.complete:
        section.refuse(
            "PV009",
            "the patch ends in the middle of a file header",
            "get the whole patch again; a patch ends with a newline",
            index - 1,
        )
        return index
    if index == len(rows):
        return index
    row = rows[index]
    if row.rstrip("\r") == "GIT binary patch":
        return _skip_payload(found.text, section, index)
    if _binary_files(row):
        return _take_binary_line(found.text, section, index)
    return _read_hunks(found, section, index)


def _binary_files(row: str) -> re.Match[str] | None:
    # The two names are told apart by trying every " and ", which a long line would make slow.
    if len(row) > _LONGEST_BINARY_LINE or not row.endswith(" differ"):
        return None
    return _BINARY_FILES.match(row)


def _read_binary_line(found: Scan, at: int) -> int:
    """A `Binary files … differ` that no git header precedes: git drops this change in silence."""
    match = _binary_files(found.text.rows[at])
    if match is None:
        return at
    section = Section(at)
    section.old_field, section.new_field = match.groups()
    found.sections.append(section)
    return _take_binary_line(found.text, section, at)


def _take_binary_line(text: Rows, section: Section, at: int) -> int:
    section.differ = at
    if at + 1 == len(text.rows) and not text.complete:
        section.refuse(
            "PV009",
            "the patch ends without a newline: its last line may have been cut off",
            "end the patch with a newline; git does not recognise the line otherwise",
            at,
        )
    return at + 1


def _read_plain_section(found: Scan, at: int) -> int:
    rows = found.text.rows
    section = Section(at)
    section.old_field = rows[at][4:]
    section.new_field = rows[at + 1][4:]
    found.sections.append(section)
    return _read_hunks(found, section, at + 2)


def _read_hunks(found: Scan, section: Section, index: int) -> int:
    rows = found.text.rows
    while index < len(rows) and rows[index].startswith("@@"):
        section.hunks_seen += 1
        found.hunks += 1
        if found.hunks > found.limits.hunks:
            return index
        span, problem, index = read_hunk(found.text, index, section.hunks_seen)
        if span is not None:
            section.hunks.append(span)
        if problem is not None:
            section.problems.append(problem)
    return index


def _skip_payload(text: Rows, section: Section, at: int) -> int:
    """Finds the end of a `GIT binary patch`: `binary.py` reads what stands there.

    git reads two payloads, the forward and the reverse one. What follows is looked at again: a
    third one that ran to the next blank row would take whole file patches with it.
    """
    section.binary = at
    rows = text.rows
    index = at + 1
    for _ in range(2):
        if index >= len(rows) or not rows[index].startswith(_PAYLOADS):
            break
        while index < len(rows) and rows[index].rstrip("\r"):
            index += 1
        index += 1
    if index < len(rows) and rows[index].startswith(_PAYLOADS):
        section.refuse(
            CORRUPT_BINARY,
            f"`{rows[index][:40].rstrip()}` starts a third payload; git reads two and drops it",
            "make the patch again with `git diff --binary`",
            index,
        )
    return min(index, len(rows))


def _read_orphans(found: Scan, at: int) -> int:
    """Hunks without a file header: refused once for the whole run of them."""
    rows = found.text.rows
    nameless = Section(at)
    well_formed = HUNK_HEADER.match(rows[at]) is not None
    if not well_formed and not found.sections and rows[at + 1 : at + 2] == []:
        return at
    end = _read_hunks(found, nameless, at)
    previous = found.sections[-1] if found.sections else None
    if not well_formed:
        problem = nameless.problems[0]
        if previous is not None:
            previous.problems.append(problem)
        else:
            found.problems.append(problem)
        return end
    before = rows[at - 1] if at else ""
    if before.startswith(("+++ ", "--- ")):
        wanted = "--- " if before.startswith("+++ ") else "+++ "
        message = f"a hunk follows `{before[:60].rstrip()}` without the `{wanted}` line beside it"
        hint = "put the pair `--- a/PATH`, `+++ b/PATH` before the file's first hunk"
    elif previous is not None:
        message = "text stands between two hunks, so nothing says which file this one changes"
        hint = "delete the lines between the hunks, or put `---` and `+++` before this one"
    else:
        message = "a hunk comes without a file header, so nothing says which file it changes"
        hint = "put `--- a/PATH` and `+++ b/PATH` before it"
    found.problems.append(Problem("PV007", message, hint, patch_line=at + 1))
    return end


def _read_combined(found: Scan, at: int) -> int:
    rows = found.text.rows
    found.problems.append(
        Problem(
            "PV005",
            f"`{rows[at][:60].rstrip()}` starts a combined diff, which applies to no one tree",
            "compare the merge with one parent: `git diff PARENT MERGE`",
            patch_line=at + 1,
        )
    )
    index = at + 1
    while index < len(rows) and not rows[index].startswith(("diff ", "From ")):
        index += 1
    return index


def _over_cap(found: Scan) -> Problem | None:
    limits = found.limits
    for what, number, cap in (
        ("files", len(found.sections), limits.files),
        ("hunks", found.hunks, limits.hunks),
    ):
        if number > cap:
            return Problem(
                "PV010",
                f"the patch has more than {cap:,} {what}; reading stopped there",
                "split the patch",
                patch_line=found.taken[-1][0] + 1,
            )
    return None
