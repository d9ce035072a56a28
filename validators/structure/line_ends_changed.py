"""PV343: lines that end otherwise than the file's others."""

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

LINE_ENDS_CHANGED = Code(
    "PV343",
    "line-ends-changed",
    Severity.NOTE,
    """
What it finds: added lines that end in CRLF where all lines of the file ended in LF, or the other
way round.

Why it matters: it never changes the verdict. Mixed line ends make the next patch fail to apply, and
a diff of a whole file hides what changed.

Example: a file from Windows that an editor on another system wrote anew.

Instead: write the lines with the ends that the file has.
""",
)


@validator(check="structure", codes=(LINE_ENDS_CHANGED,))
def line_ends_changed(change: Change) -> Iterable[Outcome]:
    """Compares the ends of added lines with those of the file before."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    style = _style(change.before.data) if change.before else ""
    if not style or _style(added.data) == style:
        return
    # The last line of a file may have no end at all.
    ended = [line for line in added.lines if line.content.endswith(b"\n")]
    others = [line for line in ended if line.content.endswith(b"\r\n") != (style == "CRLF")]
    if others:
        new = "LF" if style == "CRLF" else "CRLF"
        whole = change.after is not None and _style(change.after.data) == new
        yield added.finding(
            LINE_ENDS_CHANGED,
            others[0],
            f"the file's line ends change from {style} to {new}"
            if whole
            else f"{len(others)} of the added lines end in {new}, the file's lines in {style}",
            hint=f"write them with {style}",
            start=len(others[0].text),
        )


def _style(data: bytes) -> str:
    """CRLF or LF, if all lines end so; "" where they are mixed or there is only one."""
    crlf = data.count(b"\r\n")
    total = data.count(b"\n")
    if total == 0 or 0 < crlf < total:
        return ""
    return "CRLF" if crlf else "LF"
