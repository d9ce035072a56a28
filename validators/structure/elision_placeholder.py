"""PV305: a line that stands for code which is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined, shown
from ._elision import elides, is_dotted, looks_elided, may_elide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added, AddedLine

ELISION_PLACEHOLDER = Code(
    "PV305",
    "elision-placeholder",
    Severity.ERROR,
    """
What it finds: an added line, in any comment syntax or none, that says code was left out: "... rest
of the code unchanged ...", "existing code". A bare `...` is none, nor is a line that the file held
before, nor one inside of a longer comment or a string. Outside Python, JavaScript, TypeScript, Go
and Java it is a warning.

Why it matters: what the line stands for is deleted, and the file still parses.

Example: a class is replaced by its changed method and `# ... other methods stay the same`.

Instead: write the code out, or leave the lines that don't change out of the hunk.
""",
    supersedes=("PV201", "PV340"),
)

_COMMENT = lazy_compile(rb"[ \t]*(//|\#)")
_ENDS_SENTENCE = (b".", b":", b"!", b"?", b"-", b"=", b"*")


@validator(check="structure", codes=(ELISION_PLACEHOLDER,))
def elision_placeholder(change: Change) -> Iterable[Outcome]:
    """Looks for such phrases in added lines."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if change.language is None or not may_elide(added.data):
        return
    for line in added.lines:
        if (
            _elides(line.content)
            and not added.began_before(change, line)
            and not _stood_there(change, line)
            and not _belongs_to_a_comment(change, line)
        ):
            yield added.finding(
                ELISION_PLACEHOLDER,
                line,
                f"`{shown(line)}` stands for code that is not there",
                hint="write the code out, or leave what does not change out of the hunk",
                start=line.indent,
                severity=None if added.is_measured else Severity.WARNING,
            )


def _stood_there(change: Change, line: AddedLine) -> bool:
    """Whether the file before holds the same line: it was moved, or indented anew."""
    return change.before is not None and any(
        old.strip() == line.text.strip() for old in change.before.lines
    )


def _belongs_to_a_comment(change: Change, line: AddedLine) -> bool:
    """Whether it is one line of a longer comment: the end of a sentence, or part of an example.

    `// available to the` and, below it, `// rest of the code.`; or code in comments on both sides.
    """
    opener = _COMMENT.match(line.content)
    above = _neighbour(change, line, -1)
    known = _COMMENT.match(above)
    if opener is None or known is None or opener[1] != known[1]:
        return False
    if re.match(rb" ?\t|  ", line.text[opener.end() :]):
        return True  # an example is indented behind the comment's opener
    below = _COMMENT.match(_neighbour(change, line, 1))
    if below is not None and below[1] == opener[1] and not _elides(above):
        return True
    sentence = above.rstrip()
    ended = sentence.endswith(_ENDS_SENTENCE) or len(sentence) == known.end()
    return not ended and not is_dotted(_decoded(line.text))


def _neighbour(change: Change, line: AddedLine, step: int) -> bytes:
    lines = change.after.lines if change.after else []
    place = line.number - 1 + step
    return lines[place] if 0 <= place < len(lines) else b""


def _elides(line: bytes) -> bool:
    return looks_elided(line) and elides(_decoded(line))


def _decoded(line: bytes) -> str:
    return line.decode("utf-8", "replace")
