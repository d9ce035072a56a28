"""PV345: tabs in a file of spaces, spaces in a file of tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added

INDENTATION_STYLE_CHANGED = Code(
    "PV345",
    "indentation-style-changed",
    Severity.NOTE,
    """
What it finds: added lines that are indented by tabs where the file is by spaces, or the other way
round. Lines inside of strings and comments are left out, and files that mix both already.

Why it matters: it never changes the verdict. The lines look aligned in one editor and not in the
next; in Python, a mix of both in one block is an error.

Example: a line indented by four spaces in a Go file.

Instead: indent as the file does.
""",
)

# Fewer indented lines make no style; nor does one style among the other's one in ten.
FEWEST = 5
MOST_OF_OTHER = 0.1
STARTS = {"tabs": b"\t", "spaces": b"  "}


@validator(
    check="structure",
    codes=(INDENTATION_STYLE_CHANGED,),
    languages=("python", "javascript", "typescript", "go", "java"),
)
def indentation_style_changed(change: Change) -> Iterable[Outcome]:
    """Compares how added lines begin with how the file's lines did."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    style = _style(change.before.data) if change.before else ""
    if not style:
        return
    other = "spaces" if style == "tabs" else "tabs"
    if STARTS[other] not in added.data:
        return
    odd = [line for line in added.lines if line.content.startswith(STARTS[other])]
    odd = [line for line in odd if line.text.strip() and not added.began_before(change, line)]
    if odd:
        yield added.finding(
            INDENTATION_STYLE_CHANGED,
            odd[0],
            f"indented by {other}, the file by {style}"
            + (f"; {len(odd) - 1} more added lines are, too" if len(odd) > 1 else ""),
            hint=f"indent by {style}",
            end=odd[0].indent,
        )


def _style(data: bytes) -> str:
    """What the file's lines are indented by; "" if that is nothing, or both."""
    counts = {name: data.count(b"\n" + start) for name, start in STARTS.items()}
    most = max(counts, key=lambda name: counts[name])
    rest = sum(counts.values()) - counts[most]
    return most if counts[most] >= FEWEST and rest <= counts[most] * MOST_OF_OTHER else ""
