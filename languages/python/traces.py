"""What CPython prints for an uncaught exception, 3.8 to 3.14.

Lib/traceback.py and Python/traceback.c write it.

One exception is a header, frames, and a last line `Type: message`; chains are such blocks with a
sentence between, the last one being the exception that got out. Groups are in `trace_box.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..log_prefix import starts_record
from ..trace_reader import Ownership, Reading, TraceReader
from ..traces import Cause, Frame, Relation, Trace
from .trace_box import BOX_START, Members, read_box
from .trace_frames import FILE, is_library, read_frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..log_stream import Stream

    # The line at an index: text, the members of a group, or None at the end.
    Get = Callable[[int], str | Members | None]

HEADER = "Traceback (most recent call last):"
CONNECTORS: dict[str, Relation] = {
    "The above exception was the direct cause of the following exception:": "cause",
    "During handling of the above exception, another exception occurred:": "context",
}

# `__main__.load.<locals>.Missing: text`. The dots inside `<locals>` are its own.
_ERROR = re.compile(r"(?P<type>[^\W\d][\w.]*(?:<locals>[\w.]*)*)(?:: (?P<message>.*)|:? *)$")
_SURELY = re.compile(r"(?:Error|Exception|Warning|Interrupt|Exit|Group)$|\.[A-Z]\w*$")
_THREAD = re.compile(r"Exception in thread (?P<name>.+?)(?: \(.*\))?:$")
_FATAL = re.compile(r"Fatal Python error: (?P<message>.*)$")

# Blank lines inside a message are rare, and a connector stands soon after the one that ends it.
FARTHEST_CONNECTOR = 30
MOST_NOTES = 100
# Nobody reads further; and who walks through the causes may do so recursively.
LONGEST_CHAIN = 40


def _read(stream: Stream, ownership: Ownership) -> Reading | None:
    first = _first_of_chain(stream)
    trace, end = _read_chain(stream.get, first, ownership)
    if trace is None:
        return None
    before = stream.get(first - 1)
    if before is not None and (thread := _THREAD.search(before)):
        trace = replace(trace, thread=thread["name"])
        first -= 1
    return Reading(trace, first, end - 1)


def _first_of_chain(stream: Stream) -> int:
    """Where the chain starts: a cause that was never raised has no header, just its last line."""
    if _connector(stream.get(-2)) is None:
        return 0
    first = 0
    for index in range(-4, -FARTHEST_CONNECTOR, -1):
        line = stream.get(index)
        if not line or not line.strip() or starts_record(line):
            break
        # A message may have more lines: the first of them names the type.
        if _ERROR.match(line):
            first = index
    return first


def _read_chain(get: Get, index: int, ownership: Ownership) -> tuple[Trace | None, int]:
    """The exception whose chain starts at `index`, and the index behind it."""
    trace, index = _read_one(get, index, ownership)
    for _ in range(LONGEST_CHAIN):
        link = _next_link(get, index) if trace is not None else None
        if trace is None or link is None:
            break
        relation, start = link
        outer, end = _read_one(get, start, ownership)
        if outer is None:
            break
        trace = replace(outer, causes=(Cause(relation, trace),))
        index = end
    return trace, index


def _next_link(get: Get, index: int) -> tuple[Relation, int] | None:
    for at in range(index, index + FARTHEST_CONNECTOR):
        line = get(at)
        relation = _connector(line)
        if relation is not None:
            blank = get(at + 1)
            return relation, at + 2 if isinstance(blank, str) and not blank.strip() else at + 1
        if not isinstance(line, str) or HEADER in line or starts_record(line):
            return None
    return None


def _connector(line: str | Members | None) -> Relation | None:
    return CONNECTORS.get(line.strip()) if isinstance(line, str) and line else None


def _read_one(get: Get, index: int, ownership: Ownership) -> tuple[Trace | None, int]:
    """One exception: its header if it has one, its frames, its last lines, its members."""
    line = get(index)
    if not isinstance(line, str):
        return None, index
    if BOX_START.match(line):
        lines, end = read_box(get, index)
        trace, _ = _read_chain(_getter(lines), 0, ownership)
        return trace, end
    if HEADER in line:
        index += 1
    frames, index = read_frames(get, index, ownership)
    return _read_error(get, index, frames, ownership)


def _read_error(
    get: Get, index: int, frames: tuple[Frame, ...], ownership: Ownership
) -> tuple[Trace | None, int]:
    line = get(index)
    # A line of another's may have come between the frames and this one.
    for skipped in range(1, 4):
        if isinstance(line, str) and frames and starts_record(line) and not _ERROR.match(line):
            line = get(index + skipped)
            if isinstance(line, str) and _ERROR.match(line) and not starts_record(line):
                index += skipped
                break
    found = _ERROR.match(line) if isinstance(line, str) else None
    if found is None or starts_record(found[0]):
        # Cut off: what was understood still helps.
        return (_trace("", "", frames), index) if frames else (None, index)
    notes, index = _read_notes(get, index + 1)
    members = get(index)
    if isinstance(members, Members):
        read = (_read_chain(_getter(lines), 0, ownership)[0] for lines in members.bodies)
        inner = tuple(one for one in read if one is not None)
        return _trace(found["type"], found["message"], frames, notes, inner), index + 1
    return _trace(found["type"], found["message"], frames, notes), index


def _trace(
    error_type: str,
    message: str | None,
    frames: tuple[Frame, ...],
    notes: tuple[str, ...] = (),
    members: tuple[Trace, ...] = (),
) -> Trace:
    return Trace(
        language="python",
        error_type=error_type,
        message=(message or "").rstrip(),
        frames=frames,
        notes=notes,
        members=members,
    )


def _read_notes(get: Get, index: int) -> tuple[tuple[str, ...], int]:
    """The lines after `Type: message`, up to a blank one or one that starts something else."""
    notes: list[str] = []
    while len(notes) < MOST_NOTES:
        line = get(index)
        if not isinstance(line, str) or not line.strip() or starts_record(line):
            break
        if HEADER in line or FILE.match(line) or BOX_START.match(line) or _connector(line):
            break
        if _THREAD.match(line):
            break
        notes.append(line)
        index += 1
    return tuple(notes), index


def _getter(lines: list[str | Members]) -> Get:
    def get(index: int) -> str | Members | None:
        return lines[index] if 0 <= index < len(lines) else None

    return get


def _read_any(stream: Stream, ownership: Ownership) -> Reading | None:
    """What stands at the anchor: a traceback, a syntax error without a header, a fatal error."""
    line = stream.get(0) or ""
    if HEADER in line:
        return _read(stream, ownership)
    if fatal := _FATAL.match(line):
        return _read_fatal(stream, fatal["message"], ownership)
    frames, end = read_frames(stream.get, 0, ownership)
    trace, end = _read_error(stream.get, end, frames, ownership)
    # `File "x.py", line 3` and nothing that names an error may be anybody's text. With functions
    # it is a traceback whose head was cut off.
    if trace is None or not _SURELY.search(trace.error_type):
        return None
    return Reading(trace, 0, end - 1)


def _read_fatal(stream: Stream, message: str, ownership: Ownership) -> Reading | None:
    """faulthandler's form: `Current thread … (most recent call first):`, innermost frame first."""
    for start in range(1, 8):
        line = stream.get(start)
        if line is not None and line.endswith("(most recent call first):"):
            frames, end = read_frames(stream.get, start + 1, ownership)
            trace = _trace("Fatal Python error", message, frames[::-1])
            return Reading(trace, 0, end - 1)
    return Reading(_trace("Fatal Python error", message, ()), 0, 0)


READER = TraceReader(
    literals=(b"Traceback (most recent call last)", b'  File "', b'File \\"', b"Fatal Python err"),
    anchor=re.compile(
        r"(?:  \+ Exception Group )?Traceback \(most recent call last\):"
        r'|  File "[^"]*", line \d{1,9}(?:, in .*)?$|Fatal Python error: '
    ),
    continues=re.compile(r'  (?:\| {1,3})?File "[^"]*", line \d+'),
    read=_read_any,
)

__all__ = ["READER", "is_library"]
