"""PV325: characters without a width, among the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined
from ._characters import BYTE_ORDER_MARK, INVISIBLE, named

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added, AddedLine

ZERO_WIDTH = Code(
    "PV325",
    "zero-width",
    Severity.WARNING,
    """
What it finds: a character that takes no room (a zero width space or joiner, a soft hyphen, a byte
order mark that is not at the file's start) in an added line where code stands; the mark in a
comment, too.

Why it matters: two names that look the same are two names, and a search finds one of them.

Example: `total` with U+200C in its middle, which is another name to JavaScript than `total`.

Instead: delete the character.
""",
)


@validator(
    check="structure",
    codes=(ZERO_WIDTH,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def zero_width(change: Change) -> Iterable[Outcome]:
    """Looks for the characters in added lines, and at what they stand in."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if added.is_ascii or not INVISIBLE.search(added.data) or not added.is_utf8:
        return
    for line in added.lines:
        for match in INVISIBLE.finditer(line.content):
            if _disturbs(change, added, line, match):
                yield added.finding(
                    ZERO_WIDTH,
                    line,
                    f"{named(match[0])} stands in the code, where nobody sees it",
                    hint="delete the character",
                    start=match.start(),
                    end=match.end(),
                )
                break


def _disturbs(change: Change, added: Added, line: AddedLine, match: re.Match[bytes]) -> bool:
    """Whether it stands in code; a byte order mark may not even stand in a comment (Go refuses it,
    Go spec, source code representation).
    """
    if match[0] == BYTE_ORDER_MARK:
        at_start = line.number == 1 and match.start() == 0
        return not at_start and added.spot(change, line, match.start()).kind != "text"
    return added.is_code(change, line, match.start())
