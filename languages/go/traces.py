"""What the Go runtime prints when a program dies, and the one-line errors of compiler and `log`.

runtime/panic.go (printpanics), runtime/traceback.go: innermost frame first, two lines a frame.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..log_prefix import TIMESTAMP, starts_record
from ..trace_reader import Ownership, Reading, TraceReader
from ..traces import Cause, Stack, Trace
from .trace_line import LINE, read_line
from .trace_stack import GOROUTINE, read_stacks

if TYPE_CHECKING:
    from ..log_stream import Stream
    from ..traces import Frame

_PANIC = re.compile(r"(?:panic(?: serving [^ ]+)?|fatal error): ")
_START = re.compile(
    r"(?<![\w./:-])(?P<kind>panic|fatal error)(?: serving [^ ]+)?: (?P<message>.*)$", re.DOTALL
)
# A deferred function may recover, and panic anew (1.23 says `repanicked` for the same value).
_RECOVERED = re.compile(r" \[recovered(?:, repanicked)?\]$")
_AGAIN = re.compile(r"\s+panic: (?P<message>.*)$")
_SIGNAL = re.compile(r"\[signal (?P<name>\S+)")
_EXIT = re.compile(r"exit status \d+$")

# What stands in the stack of a program that failed and told so itself.
_FAILING = {("runtime", "panic"), ("runtime/debug", "Stack"), ("runtime/debug", "PrintStack")}

# How many lines a message may have, and how far behind it the goroutines may start.
MOST_MESSAGE, FARTHEST_STACK = 40, 30


def _read(stream: Stream, ownership: Ownership) -> Reading | None:
    line = stream.get(0) or ""
    if GOROUTINE.match(line):
        return _read_bare_stack(stream, ownership)
    if _START.search(line):
        return _read_panic(stream, ownership)
    return read_line(stream, ownership)


def _read_panic(stream: Stream, ownership: Ownership) -> Reading:
    """`panic: …`, further panics while it was on its way, a signal, and the goroutines."""
    first = _START.search(stream.get(0) or "")
    assert first is not None  # the caller has seen it
    panics, index = _read_messages(stream, first["message"])
    stack_at = _find_stacks(stream, index)
    stacks: tuple[Stack, ...] = ()
    if stack_at is not None:
        stacks, index = read_stacks(stream.get, stack_at, ownership)
    index = _past_exit(stream, index)
    frames = stacks[0].frames if stacks else ()
    kind = "panic" if first["kind"] == "panic" else "fatal error"
    trace = _chained(kind, panics, frames, stacks)
    return Reading(trace, 0, index - 1)


def _read_messages(stream: Stream, message: str) -> tuple[list[str], int]:
    panics = [message]
    index = 1
    while index < MOST_MESSAGE:
        line = stream.get(index)
        if line is None or not line.strip() or GOROUTINE.match(line) or _SIGNAL.match(line):
            break
        if again := _AGAIN.match(line):
            panics.append(again["message"])
        elif starts_record(line) or _PANIC.match(line) or _EXIT.match(line):
            break
        else:
            # The runtime indents them by a tab (`printindented`).
            panics[-1] += "\n" + line.removeprefix("\t")
        index += 1
    return panics, index


def _find_stacks(stream: Stream, index: int) -> int | None:
    """Where the goroutines start: a signal, a blank line, the runtime's own stack may precede."""
    for at in range(index, index + FARTHEST_STACK):
        line = stream.get(at)
        if line is None or _PANIC.match(line) or _EXIT.match(line):
            return None
        if GOROUTINE.match(line):
            return at
    return None


def _past_exit(stream: Stream, index: int) -> int:
    for at in (index, index + 1):
        line = stream.get(at)
        if line is not None and _EXIT.match(line):
            return at + 1
    return index


def _chained(
    kind: str, panics: list[str], frames: tuple[Frame, ...], stacks: tuple[Stack, ...]
) -> Trace:
    """The last panic, with those before it as its context, the first one innermost.

    All share one stack. What called `panic` last stands innermost; the frames of the first panic
    are those before the outermost call of `panic`, the rest are deferred functions.
    """
    calls = [at for at, frame in enumerate(frames) if frame.function == "panic"]
    cuts = calls[: len(panics)]
    trace: Trace | None = None
    for number, message in enumerate(panics):
        is_last = number == len(panics) - 1
        ours = frames[: cuts[number]] if number < len(cuts) else frames
        trace = Trace(
            language="go",
            error_type=kind,
            message=_RECOVERED.sub("", message.rstrip()),
            frames=ours,
            causes=(Cause("context", trace),) if trace is not None else (),
            thread=stacks[0].name if stacks and is_last else "",
            stacks=stacks[1:] if is_last else (),
        )
    assert trace is not None  # `panics` is never empty
    return trace


def _read_bare_stack(stream: Stream, ownership: Ownership) -> Reading | None:
    """A stack that the program printed (`debug.Stack`), below a line of its own."""
    # The first alone decides: a dump of thousands is not read anew from each of them.
    stacks, _ = read_stacks(stream.get, 0, ownership, most=1)
    frames = stacks[0].frames if stacks else ()
    if not any((frame.module, frame.function) in _FAILING for frame in frames):
        # Nothing failed here: a dump of goroutines, or a stack whose head was cut off.
        return None
    stacks, end = read_stacks(stream.get, 0, ownership)
    above = stream.get(-1) or ""
    start = -1 if above.strip() else 0
    message = above.strip()
    if time := TIMESTAMP.match(message):
        message = message[time.end() :].lstrip()
    return Reading(_chained("panic", [message], frames, stacks), start, end - 1)


READER = TraceReader(
    literals=(b"panic: ", b"panic serving ", b"fatal error: ", b"goroutine ", b".go:"),
    anchor=re.compile(
        r"(?<![\w./:-])(?:panic(?: serving \S+)?: |fatal error: |goroutine \d+ .{0,80}\[[^\]]+\]:$)"
        rf"|{LINE}"
    ),
    continues=re.compile(r"goroutine \d+ (?:gp=\S+ )?.{0,80}\[[^\]]+\]:$"),
    read=_read,
)
