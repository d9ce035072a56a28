"""PV311: code that went through an HTML escape."""

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

HTML_ESCAPED_CODE = Code(
    "PV311",
    "html-escaped-code",
    Severity.ERROR,
    """
What it finds: an added line with `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&#39;` or the like where code
stands. Strings, comments and the text of JSX may hold them.

Why it matters: the patch went through something that writes HTML. Python and JavaScript even read
`a &lt; b` as two statements, so no parser may complain.

Example: `if a &lt; b &amp;&amp; c:` for `if a < b && c:`.

Instead: write the characters themselves.
""",
    supersedes=FOLLOW_ONS,
)

_ENTITIES = {
    b"lt": "<",
    b"gt": ">",
    b"amp": "&",
    b"quot": '"',
    b"apos": "'",
    b"#39": "'",
    b"#x27": "'",
    b"#34": '"',
    b"#x22": '"',
    b"#60": "<",
    b"#62": ">",
    b"#x2f": "/",
    b"#96": "`",
    b"#x60": "`",
    b"nbsp": " ",
}
_ENTITY = lazy_compile(rb"&(%b);" % b"|".join(_ENTITIES), re.IGNORECASE)


@validator(
    check="structure",
    codes=(HTML_ESCAPED_CODE,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def html_escaped_code(change: Change) -> Iterable[Outcome]:
    """Looks for entities in added lines, and at what they stand in."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if not _ENTITY.search(added.data):
        return
    for line in added.lines:
        for match in _ENTITY.finditer(line.content):
            if added.is_code(change, line, match.start()):
                entity = match[0].decode()
                yield added.finding(
                    HTML_ESCAPED_CODE,
                    line,
                    f"`{entity}` stands in the code: the patch was escaped as HTML",
                    hint=f"write `{_ENTITIES[match[1].lower()]}` for `{entity}`",
                    start=match.start(),
                    end=match.end(),
                )
                break
