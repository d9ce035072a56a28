"""PV313: characters that make code read otherwise than it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined
from ._characters import BIDI, is_closed, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added

BIDI_CONTROL = Code(
    "PV313",
    "bidi-control",
    Severity.ERROR,
    """
What it finds: a control character for the direction of text (U+202A to U+202E, U+2066 to U+2069) in
an added line of any text file, in strings and comments too. Outside Python, JavaScript, TypeScript,
Go and Java it is a warning where the line ends all that it begins, as a translation may need it.

Why it matters: what a person reads in the review is not what the compiler reads (CVE-2021-42574).

Example: a comment with U+202E that shows the code behind it as part of the comment.

Instead: delete it, or write it as an escape (`\\u202e`) where a string needs it.
""",
)


@validator(check="structure", codes=(BIDI_CONTROL,))
def bidi_control(change: Change) -> Iterable[Outcome]:
    """Looks for the characters in added lines of any file that is UTF-8."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if added.is_ascii or not BIDI.search(added.data) or not added.is_utf8:
        return
    for line in added.lines:
        match = BIDI.search(line.content)
        if match is None:
            continue
        harmless = not added.is_measured and is_closed(line.text.decode())
        yield added.finding(
            BIDI_CONTROL,
            line,
            f"{named(match[0])}: the line does not read as it runs",
            hint="delete the character, or write it as an escape",
            start=match.start(),
            end=match.end(),
            severity=Severity.WARNING if harmless else None,
        )
