"""PV303: a Markdown fence among the code."""

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
    from ._added import Added

CODE_FENCE = Code(
    "PV303",
    "code-fence-in-code",
    Severity.ERROR,
    """
What it finds: an added line of three backticks, with or without a language behind them, that is
part of the code. In docstrings, comments, templates and raw strings a fence is text and stays.
A language whose comments and strings patchvet does not know by itself gets a warning, where its
grammar sees an error in the file.

Why it matters: the answer of a chat went into the file with its wrapping. In JavaScript and Go the
backticks open a string that runs to the next ones, so that the code between may be no code.

Example: a first line "```python" and a last line "```" in `app.py`.

Instead: delete the fence.
""",
    supersedes=FOLLOW_ONS,
)

# CommonMark 4.5: three backticks or more, then an info string that holds none.
_FENCE = lazy_compile(rb"^[ \t]*(`{3,})[ \t]*[\w+#./-]*[ \t]*\r?$", re.MULTILINE)


@validator(check="structure", codes=(CODE_FENCE,))
def code_fence_in_code(change: Change) -> Iterable[Outcome]:
    """Looks for fences in added lines, and at what they stand in."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if change.language is None or not _FENCE.search(added.data):
        return
    for line in added.lines:
        match = _FENCE.match(line.content)
        if match is None or added.began_before(change, line):
            continue
        if not added.is_measured and not added.has_error(change):
            return
        yield added.finding(
            CODE_FENCE,
            line,
            "a Markdown fence stands in the code",
            hint="delete the line; the patch was wrapped in Markdown",
            start=match.start(1),
            end=len(line.text.rstrip()),
            severity=None if added.is_measured else Severity.WARNING,
        )
