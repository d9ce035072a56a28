"""PV324: quotation marks of a word processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined
from ._characters import QUOTES, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added

SMART_QUOTES = Code(
    "PV324",
    "smart-quotes",
    Severity.WARNING,
    """
What it finds: a typographic quotation mark in an added line where code stands. Strings, comments
and the text of JSX may hold them.

Why it matters: it delimits no string in any of these languages. The code was typed or passed on by
a program for prose.

Example: `print(“done”)` for `print("done")`.

Instead: write straight quotation marks.
""",
)


@validator(
    check="structure",
    codes=(SMART_QUOTES,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def smart_quotes(change: Change) -> Iterable[Outcome]:
    """Looks for the characters in added lines, and at what they stand in."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if added.is_ascii or not QUOTES.search(added.data) or not added.is_utf8:
        return
    for line in added.lines:
        for match in QUOTES.finditer(line.content):
            if added.is_code(change, line, match.start()):
                straight = "'" if match[0] < b"\xe2\x80\x9c" else '"'
                yield added.finding(
                    SMART_QUOTES,
                    line,
                    f"{named(match[0])} stands in the code",
                    hint=f"write `{straight}`",
                    start=match.start(),
                    end=match.end(),
                )
                break
