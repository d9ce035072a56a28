"""PV302: the marks of an unfinished merge."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import FOLLOW_ONS, examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added, AddedLine

CONFLICT_MARKER = Code(
    "PV302",
    "conflict-marker",
    Severity.ERROR,
    """
What it finds: added lines that git writes into a file when a merge does not work out: `<<<<<<<`,
`|||||||`, `=======`, `>>>>>>>` at the start of a line. Two kinds of them are needed, or one alone
that stands in code. In a string it is a warning, as in a file of no known language.

Why it matters: both sides of the merge are in the file now, and nothing of it parses.

Example: `<<<<<<< HEAD` … `=======` … `>>>>>>> feature` around two versions of a function.

Instead: keep one side, or write what joins both, and delete the markers.
""",
    supersedes=FOLLOW_ONS,
)

# git writes seven of each and, except behind the middle one, a label (xdiff/xmerge.c).
_MARKER = lazy_compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: [^\r\n]*)?\r?$", re.MULTILINE)
# A heading in reStructuredText is underlined by as many, so this one must stand alone and bare.
_MIDDLE = b"======="


@validator(check="structure", codes=(CONFLICT_MARKER,))
def conflict_marker(change: Change) -> Iterable[Outcome]:
    """Looks at how added lines begin."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if not _MARKER.search(added.data):
        return
    marked = [line for line in added.lines if _is_marker(line)]
    kinds = {line.content[:7] for line in marked}
    if not marked or kinds == {_MIDDLE}:
        return
    if change.language is None:
        if _in_order(marked):
            yield _finding(added, marked, Severity.WARNING)
        return
    hard = [line for line in marked if not _is_data(change, added, line)]
    if len({line.content[:7] for line in hard}) > 1 or _alone_in_code(change, added, hard):
        yield _finding(added, hard, None)
    elif len(kinds) > 1:
        yield _finding(added, marked, Severity.WARNING)


def _is_marker(line: AddedLine) -> bool:
    match = _MARKER.match(line.content)
    return match is not None and (match[1] != _MIDDLE or line.text == _MIDDLE)


def _in_order(marked: list[AddedLine]) -> bool:
    """Whether a beginning, a middle and an end follow each other."""
    kinds = b"".join(line.content[:1] for line in marked)
    return re.search(rb"<\|?=>", kinds) is not None


def _alone_in_code(change: Change, added: Added, marked: list[AddedLine]) -> bool:
    """One that was forgotten. In these languages no line of code begins so."""
    return added.is_measured and any(
        line.content[:7] != _MIDDLE and added.is_code(change, line, 0) for line in marked
    )


def _is_data(change: Change, added: Added, line: AddedLine) -> bool:
    """Whether it stands in a string that is a value, such as a test of a merge tool has.

    A docstring is none: what begins its line is no operand, and a merge goes through it as well.
    """
    spot = added.spot(change, line)
    if spot.kind != "text" or spot.start >= added.offset(line):
        return False
    return not added.begins_statement(spot.start)


def _finding(added: Added, marked: list[AddedLine], severity: Severity | None) -> Finding:
    numbers = [str(line.number) for line in marked]
    where = f"lines {', '.join(numbers[:6])}{' …' if len(numbers) > 6 else ''}"
    return added.finding(
        CONFLICT_MARKER,
        marked[0],
        f"the marks of an unfinished merge on {where if len(numbers) > 1 else 'this line'}",
        hint="keep one side of the conflict and delete the markers",
        severity=severity,
        others=marked[1:4],
    )
