"""What V8 and Node.js print for an error: a header, frames, and what `util.inspect` adds.

Uncaught ones have an excerpt of the code above the header. Behind the frames the error's own
properties may follow in braces: `code`, `[cause]`, and the `[errors]` of an AggregateError.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..log_prefix import starts_record
from ..trace_reader import Ownership, Reading, TraceReader
from .trace_error import ANY_NAME, HEADER, read_error
from .trace_excerpt import CARETS, read_excerpt, with_excerpt
from .trace_frames import FRAME

if TYPE_CHECKING:
    from ..log_stream import Stream

# How far above the first frame a header may stand: messages have many lines at times.
MOST_MESSAGE = 40
# How far above a nested error the one that holds it may start: its frames are between.
FARTHEST_OWNER = 70

_UNNAMED_THROW = "(Use `node --trace-uncaught"


def _read(stream: Stream, ownership: Ownership) -> Reading | None:
    anchor = stream.get(0) or ""
    if _UNNAMED_THROW in anchor:
        return _read_thrown_value(stream, ownership)
    header = 0 if not FRAME.match(anchor) else _header(stream)
    if header is None:
        return None
    header = _owner(stream, header)
    excerpt, first = read_excerpt(stream.get, header, ownership)
    trace, end = read_error(stream.get, header, ownership)
    if trace is None:
        return None
    # Where the anchor was not reached, what was read is another error, or none.
    if end <= 0:
        return None
    if excerpt is not None:
        trace = with_excerpt(trace, excerpt)
    return Reading(trace, first, end - 1)


def _header(stream: Stream) -> int | None:
    """The line that names the error: the nearest above the first frame that looks like one."""
    nearest = None
    for index in range(-1, -MOST_MESSAGE, -1):
        line = stream.get(index)
        if line is None or FRAME.match(line):
            break
        if HEADER.search(line):
            return index
        if not line.strip():
            # What stands right below an excerpt is the header, whatever it is called.
            if CARETS.match(stream.get(index - 1) or ""):
                return min(index + 1, -1)
        elif nearest is None and ANY_NAME.match(line) and ": " in line:
            nearest = index
        if starts_record(line):
            break
    if nearest is not None:
        return nearest
    # Frames under an unnamed line, as of `console.trace` or an error that was renamed.
    line = stream.get(-1)
    return -1 if line is not None and line.strip() and not FRAME.match(line) else 0


def _owner(stream: Stream, header: int) -> int:
    """The header of the outermost error: one that is indented is part of another."""
    line = stream.get(header) or ""
    indent = _indent(line)
    found = header
    for index in range(header - 1, header - FARTHEST_OWNER, -1):
        if indent <= 1:
            break
        above = stream.get(index)
        if above is None or not above.strip():
            break
        if _indent(above) < indent and above.rstrip().endswith(("{", "[")):
            indent = _indent(above)
            found = index if not FRAME.match(above) else found
            if FRAME.match(above):
                named = _header_above(stream, index)
                if named is None:
                    break
                found, indent = named, _indent(stream.get(named) or "")
    return found if HEADER.search(stream.get(found) or "") else header


def _header_above(stream: Stream, frame: int) -> int | None:
    """The header of the error whose frame stands at `frame`."""
    for index in range(frame - 1, frame - FARTHEST_OWNER, -1):
        line = stream.get(index)
        if line is None or not line.strip():
            return None
        if not FRAME.match(line):
            return index
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _read_thrown_value(stream: Stream, ownership: Ownership) -> Reading | None:
    """`throw "text"`: an excerpt and the value, and no frames."""
    from ..traces import Trace

    for header in range(-1, -MOST_MESSAGE, -1):
        line = stream.get(header)
        if line is None or not line.strip():
            return None
        excerpt, first = read_excerpt(stream.get, header, ownership)
        if excerpt is None:
            continue
        value = "\n".join(stream.get(index) or "" for index in range(header, 0)).strip()
        if value.startswith("Uncaught:"):
            value = value.removeprefix("Uncaught:").strip()
        trace = Trace(language="javascript", error_type="", message=value)
        return Reading(with_excerpt(trace, excerpt), first, 0)
    return None


READER = TraceReader(
    literals=(b" at ", b"\tat ", b"] {", b"(Use `node --trace-uncaught"),
    # Lengths are bounded: two open ends in one pattern would be quadratic.
    anchor=re.compile(
        r"(?<!\s)(?:^\s*|\s{2,}|\t)at (?:\S[^()]{0,500} \(.{0,2000}?"
        r"(?::\d{1,9}:\d{1,9}|<anonymous>|index \d+|native)\)"
        r"|(?:async )?(?:file:|node:|[\w.~/\\\[<@-]|[A-Za-z]:\\)[^()]{0,2000}:\d{1,9}:\d{1,9})"
        r"(?: \{|,)?$"
        r"|(?<!\S)\[\w*(?:Error|Exception)(?: \[\w+\])?: .{0,2000}\] \{$"
        r"|\(Use `node --trace-uncaught"
    ),
    read=_read,
)
