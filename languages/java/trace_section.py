"""One error of a Java stack trace, with the sections for its causes and suppressed errors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile
from ..log_prefix import starts_record
from ..traces import Cause, Frame, Trace
from .trace_frames import FRAME, read_frame

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ..trace_reader import Ownership

    Get = Callable[[int], str | None]

_TYPE = (
    r"(?P<type>(?:[A-Za-z_$][\w$]*\.)*[\w$]*(?:Exception|Error|Throwable|Failure|Interrupt)[\w$]*"
    r"|(?:[a-z_$][\w$]*\.)+[A-Z][\w$]*)"
)
# Behind a logger's words too: `ERROR c.e.Shop - java.lang.IllegalStateException: text`.
HEADER = lazy_compile(rf"(?<![\w.$/])(?:[\w.@]+/)?{_TYPE}(?:: (?P<message>.*)|:?\s*$)")
UNCAUGHT = lazy_compile(
    r'Exception in thread "(?P<thread>.*?)" (?:[\w.@]+/)?'
    r"(?P<type>[\w$.]+)(?:: (?P<message>.*)|:?\s*$)"
)
_FROM_HANDLER = lazy_compile(
    r"Exception: (?P<type>[\w.$]+) thrown from the UncaughtExceptionHandler"
    r' in thread "(?P<thread>.*)"'
)
# `Wrapped by` is logback's, printed root first.
_SECTION = lazy_compile(
    r"(?P<indent>\s*)(?P<label>Caused by|Suppressed|Wrapped by): (?:[\w.@]+/)?"
    r"(?:\[CIRCULAR REFERENCE: ?(?P<again>.*)\]|(?P<type>[\w$.]+)(?:: (?P<message>.*)|:?\s*$))"
)
_MORE = lazy_compile(r"\s*\.\.\. (?P<count>\d{1,6}) (?:more|common frames omitted)$")

MOST_MESSAGE = 60
# So many lines of others may stand between two frames where lines have no prefix to tell them by.
MOST_STRAY = 4
# Sections inside of sections; the JDK itself would go on.
DEEPEST = 50


class _Error(NamedTuple):
    """The header of an error: what it says, how far it is indented, and in how many others."""

    type: str
    message: str
    indent: int = 0
    depth: int = 0


def read_section(get: Get, index: int, ownership: Ownership) -> tuple[Trace | None, int]:
    """The error whose header (or, without one, first frame) stands at `index`; the index behind."""
    line = get(index)
    if line is None:
        return None, index
    if handler := _FROM_HANDLER.match(line):
        return replace(_trace(handler["type"], "", ()), thread=handler["thread"]), index + 1
    if FRAME.match(line):
        return _read_body(get, index, _Error("", ""), (), ownership)
    found = UNCAUGHT.search(line) or HEADER.search(line)
    if found is None:
        return None, index
    trace, index = _read_headed(get, index, found, len(line) - len(line.lstrip()), ownership)
    if "thread" in found.re.groupindex:
        trace = replace(trace, thread=found["thread"])
    for _ in range(DEEPEST):
        outer = _wrapping(get, index)
        if outer is None:
            break
        wrapper, index = _read_headed(get, index, outer, 0, ownership)
        trace = replace(wrapper, causes=(Cause("cause", trace), *wrapper.causes))
    return trace, index


def _read_headed(
    get: Get, index: int, found: re.Match[str], indent: int, ownership: Ownership
) -> tuple[Trace, int]:
    message, index = _message(get, index + 1, found["message"] or "")
    return _read_body(get, index, _Error(found["type"], message, indent), (), ownership)


def _wrapping(get: Get, index: int) -> re.Match[str] | None:
    line = get(index)
    found = _SECTION.match(line) if line is not None else None
    return found if found is not None and found["label"] == "Wrapped by" else None


def _message(get: Get, index: int, message: str) -> tuple[str, int]:
    """The whole message, whose first line is given: what stands before the first frame.

    Without a frame soon after, what follows is something else.
    """
    lines = [message]
    for at in range(index, index + MOST_MESSAGE):
        line = get(at)
        if line is None or starts_record(line):
            break
        if FRAME.match(line) or _SECTION.match(line) or _MORE.match(line):
            return "\n".join(lines).rstrip(), at
        lines.append(line)
    return message.rstrip(), index


def _read_body(
    get: Get, index: int, error: _Error, enclosing: tuple[Frame, ...], ownership: Ownership
) -> tuple[Trace, int]:
    """Frames and sections. `enclosing` are the frames of the error above, for `... 3 more`."""
    frames, indent, index = _read_frames(get, index, enclosing, ownership)
    if indent is None:
        indent = error.indent + 1
    causes: list[Cause] = []
    while (line := get(index)) is not None and error.depth < DEEPEST:
        found = _SECTION.match(line)
        if found is None or found["label"] == "Wrapped by":
            break
        # A suppressed error stands where the frames do, a cause where the header does; what is
        # further left belongs to an error further out.
        own = len(found["indent"])
        is_cause = found["label"] == "Caused by"
        if own < error.indent or is_cause != (own < indent):
            break
        if found["type"] is None:
            index += 1
            continue
        message, index = _message(get, index + 1, found["message"] or "")
        inner = _Error(found["type"], message, own, error.depth + 1)
        trace, index = _read_body(get, index, inner, frames, ownership)
        causes.append(Cause("cause" if is_cause else "suppressed", trace))
    return _trace(error.type, error.message, frames, tuple(causes)), index


def _read_frames(
    get: Get, index: int, enclosing: tuple[Frame, ...], ownership: Ownership
) -> tuple[tuple[Frame, ...], int | None, int]:
    """Frames outermost first, how far they are indented, and the index behind them.

    Frames that were left out are taken from the error above.
    """
    frames: list[Frame] = []
    shared: tuple[Frame, ...] = ()
    indent = None
    while (line := get(index)) is not None:
        frame = read_frame(line, ownership)
        more = _MORE.match(line) if frame is None else None
        if frame is not None or more is not None:
            indent = len(line) - len(line.lstrip())
            index += 1
        if frame is not None:
            frames.append(frame)
        elif more is not None:
            shared = enclosing[: int(more["count"])]
            break
        else:
            after = _behind_strays(get, index) if frames else None
            if after is None:
                break
            index = after
    return shared + tuple(frames[::-1]), indent, index


def _behind_strays(get: Get, index: int) -> int | None:
    """Where the next frame stands, if only whole records of others come before it."""
    for at in range(index, index + MOST_STRAY):
        line = get(at)
        if line is None:
            return None
        if at > index and (FRAME.match(line) or _SECTION.match(line) or _MORE.match(line)):
            return at
        if not starts_record(line) or HEADER.search(line):
            return None
    return None


def _trace(
    error_type: str, message: str, frames: tuple[Frame, ...], causes: tuple[Cause, ...] = ()
) -> Trace:
    return Trace(
        language="java", error_type=error_type, message=message, frames=frames, causes=causes
    )
