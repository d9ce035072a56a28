"""What a runtime prints when a program fails, as records: `Trace` and its parts.

`languages/<language>/traces.py` reads one runtime's text, `trace_log.py` finds such text in logs.
Lines count from 1, columns are characters and count from 1; frames run from the outermost call to
the innermost, whichever way round the runtime prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

# "cause": the runtime says so (`direct cause`, `Caused by`, `[cause]`). "context": it was being
# handled when the other was raised. "suppressed": raised while the other was on its way out.
Relation = Literal["cause", "context", "suppressed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One call.

    `path` is the file as printed; of a `file://` URL its path, and "" where there is none (native
    code). `module` is the Java class (`shop.Stock$Shelf`) or the Go package (`example.com/shop`).
    `function` is what the runtime calls it. `code` is the printed line of code without its indent,
    in which `carets` are the 0-based half-open characters under `^`, `extent` those under `^` or
    `~`. `kind` is "" for a plain call, else "async", "new", "eval", "native", "created by" (a
    goroutine's start) or "excerpt" (the place that a syntax error is about). `repeated` counts how
    often the runtime left out the same line again.
    """

    path: str
    line: int | None = None
    column: int | None = None
    function: str = ""
    module: str = ""
    is_application: bool = True
    code: str = ""
    carets: tuple[int, int] | None = None
    extent: tuple[int, int] | None = None
    kind: str = ""
    repeated: int = 0


class Stack(NamedTuple):
    """Another thread or goroutine that was printed along: its name, state and frames."""

    name: str
    state: str
    frames: tuple[Frame, ...]


class Span(NamedTuple):
    """Where in the log an error stands: lines `first` to `last`, bytes `start` to `end`.

    Whole lines: lines of another service that are strewn in lie inside as well.
    """

    first: int
    last: int
    start: int
    end: int


class Cause(NamedTuple):
    """An earlier error that led to this one."""

    relation: Relation
    trace: Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One error, as its runtime told it.

    `error_type` is as printed: `KeyError`, `json.decoder.JSONDecodeError`, `TypeError`,
    `java.lang.NullPointerException`; in Go `panic`, `fatal error`, `compile error` or `error` (a
    logged line). "" where the text was cut off before it. `code` is an error's code (`ENOENT`,
    `ERR_INVALID_ARG_TYPE`). `notes` are the lines that follow the first line of a Python message:
    CPython prints notes and the rest of a message alike. `members` are the errors of a group. An
    error that is only part of another has no `span` of its own.
    """

    language: str
    error_type: str
    message: str
    frames: tuple[Frame, ...] = ()
    causes: tuple[Cause, ...] = ()
    members: tuple[Trace, ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""
    thread: str = ""
    stacks: tuple[Stack, ...] = ()
    span: Span | None = None

    @property
    def innermost(self) -> Frame | None:
        """The innermost application frame of this error itself; None without one."""
        return next((one for one in reversed(self.frames) if one.is_application), None)

    @property
    def causing(self) -> Trace:
        """The error that all began with: the end of the chain of causes, in a group its first."""
        return _origins(self)[-1]

    @property
    def root_cause(self) -> Frame | None:
        """The innermost application frame of the causing error.

        Where that one never was in the application, the nearest error above it that was.
        """
        found = (one.innermost for one in reversed(_origins(self)))
        return next((frame for frame in found if frame is not None), None)


def _origins(trace: Trace) -> list[Trace]:
    """`trace`, its cause, the cause's cause … Each error once: no loop can arise in a record."""
    chain = [trace]
    while (origin := _origin(chain[-1])) is not None:
        chain.append(origin)
    return chain


def _origin(trace: Trace) -> Trace | None:
    for cause in trace.causes:
        if cause.relation == "cause" or (cause.relation == "context" and _is_raised_anew(trace)):
            return cause.trace
    return trace.members[0] if trace.members else None


def _is_raised_anew(trace: Trace) -> bool:
    """Whether an error only stands for the one that was being handled, as far as can be seen.

    `raise` in the handler does; an expression that failed there is a fault of the handler's own.
    """
    frame = trace.innermost
    return frame is None or not frame.code or frame.code.startswith("raise")
