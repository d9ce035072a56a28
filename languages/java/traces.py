"""What `Throwable.printStackTrace` prints, and loggers that imitate it.

java.lang.Throwable and java.lang.StackTraceElement.toString, JDK 8 to 25: a header `Type: message`,
frames innermost first, then `Suppressed:` and `Caused by:` sections, whose last frames are
shortened to `... 3 more` where they are those of the error above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..log_prefix import starts_record
from ..trace_reader import Ownership, Reading, TraceReader
from .trace_frames import FRAME
from .trace_section import HEADER, UNCAUGHT, read_section

if TYPE_CHECKING:
    from ..log_stream import Stream

# How far above the first frame a header may stand: a message may have many lines.
MOST_MESSAGE = 40


def _read(stream: Stream, ownership: Ownership) -> Reading | None:
    anchor = stream.get(0) or ""
    first = _header(stream) if FRAME.match(anchor) else 0
    section, end = read_section(stream.get, first, ownership)
    if section is None or end <= 0:
        return None
    return Reading(section, first, end - 1)


def _header(stream: Stream) -> int:
    """The line that names the error: the nearest above the first frame that looks like one."""
    for index in range(-1, -MOST_MESSAGE, -1):
        line = stream.get(index)
        if line is None or FRAME.match(line):
            break
        if UNCAUGHT.search(line) or HEADER.search(line):
            return index
        if starts_record(line):
            break
    return 0


READER = TraceReader(
    literals=(b"\tat ", b"\\tat ", b" at ", b"Exception in thread ", b"Exception: java.lang."),
    anchor=lazy_compile(
        r"(?<!\s)(?:^\s*|\s{2,}|\t)at [\w$.<>/@+-]{1,1000}\((?:[^():]{1,300}(?::\d{1,9})?)?\)"
        r'|Exception in thread "|Exception: java\.lang\.\w+ thrown from'
    ),
    continues=lazy_compile(r"(?<!\s)\s*(?<!\S)at [\w$.<>/@+-]{1,1000}\([^()]{0,300}\)"),
    read=_read,
)
