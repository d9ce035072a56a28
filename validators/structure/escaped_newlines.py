r"""PV312: a line's end that was written as `\n`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import FOLLOW_ONS, examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added

ESCAPED_NEWLINES = Code(
    "PV312",
    "escaped-newlines",
    Severity.ERROR,
    r"""
What it finds: a backslash and an `n` (or `t`, or a quote) in an added line, where code stands: not
in a string, a comment or a regular expression.

Why it matters: the code was escaped as a JSON or shell string once too often. A function on one
line with `\n    ` in it is no function.

Example: `def total(items):\n    return sum(items)` on one line.

Instead: write the line ends themselves, and take the backslashes before quotes away.
""",
    supersedes=FOLLOW_ONS,
)

# No language here has a backslash before these outside of text: Python joins lines by one at the
# line's very end, JavaScript and Java begin a Unicode escape by one before a `u`.
_ESCAPE = lazy_compile(rb"""\\(?:r\\n|[nt"'])""")


@validator(
    check="structure",
    codes=(ESCAPED_NEWLINES,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def escaped_newlines(change: Change) -> Iterable[Outcome]:
    """Looks for escapes in added lines, and at what they stand in."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if not _ESCAPE.search(added.data):
        return
    for line in added.lines:
        for match in _ESCAPE.finditer(line.content):
            if added.is_code(change, line, match.start()):
                escape = match[0].decode()
                quote = escape[-1] in "\"'"
                yield added.finding(
                    ESCAPED_NEWLINES,
                    line,
                    f"`{escape}` stands in the code, where a string's escape means nothing",
                    hint=f"write `{escape[-1]}` alone" if quote else "end the line there instead",
                    start=match.start(),
                    end=match.end(),
                )
                break
