"""PV344: a byte order mark that comes or goes, and bytes that are UTF-8 no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._added import examined
from ._characters import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import Change
    from ..report import Finding
    from ._added import Added, AddedLine

ENCODING_CHANGED = Code(
    "PV344",
    "encoding-changed",
    Severity.NOTE,
    """
What it finds: a file that was UTF-8 and is not after the patch, and a byte order mark that the
patch puts at a file's start or takes away.

Why it matters: it never changes the verdict. Such bytes show as other letters on the next machine;
a shell does not find the `#!` behind a mark, and some parsers of JSON refuse it.

Example: `é` written as the one byte E9.

Instead: save the file as UTF-8 without a byte order mark, unless the mark was there before.
""",
)


@validator(check="structure", codes=(ENCODING_CHANGED,))
def encoding_changed(change: Change) -> Iterable[Outcome]:
    """Compares how both images begin, and whether both are UTF-8."""
    return examined(change, _find)


def _find(change: Change, added: Added) -> Iterator[Finding]:
    if change.before is None or change.after is None:
        return
    marks = [image.data.startswith(BYTE_ORDER_MARK) for image in (change.before, change.after)]
    if marks[0] != marks[1]:
        yield added.finding(
            ENCODING_CHANGED,
            added.lines[0],
            "the patch puts a byte order mark at the file's start"
            if marks[1]
            else "the patch takes the byte order mark at the file's start away",
            hint="take the mark out" if marks[1] else "keep the mark",
            end=0,
        )
    # What is ASCII is UTF-8: most patches end here.
    if not added.is_ascii and not added.is_utf8 and _odd_byte(change.before.data) is None:
        for line in added.lines:
            odd = _odd_byte(line.content)
            if odd is not None:
                yield _lost(added, line, odd)
                return


def _lost(added: Added, line: AddedLine, odd: int) -> Finding:
    return added.finding(
        ENCODING_CHANGED,
        line,
        f"the file was UTF-8, and byte {line.content[odd]:02X} on this line is not",
        hint="save the line as UTF-8",
        start=odd,
        end=odd + 1,
    )


def _odd_byte(data: bytes) -> int | None:
    """The offset of the first byte that is no UTF-8; None if all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None
