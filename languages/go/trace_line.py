"""Errors of Go that are one line: the compiler's, and those of `log` with a file name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..trace_reader import Ownership, Reading
from ..traces import Frame, Trace
from .trace_library import is_library

if TYPE_CHECKING:
    from ..log_stream import Stream

# `./stock.go:12:5: undefined: x`, `main.go:12: no such file`, klog's `main.go:12] …`.
LINE = r"(?<![^\s\[\"=|\x01])(?:[A-Za-z]:)?[\w./\\@~+-]+\.go:\d{1,9}(?::\d{1,9})?(?:: |\] )\S"
_LINE = re.compile(
    r"(?P<path>(?:[A-Za-z]:)?[\w./\\@~+-]+\.go):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?"
    r"(?P<end>: |\] )(?P<message>.*)$"
)
# A logged line is an error if its level or its words say so; `log` has no levels.
_ERROR_LEVEL = re.compile(r"\b(?:ERROR|FATAL|CRITICAL|PANIC|error|fatal|level=error)\b|^[EF]\d{4} ")
_ERROR_WORDS = re.compile(
    r"\b(?:errors?|fail(?:s|ed|ure|ing)?|cannot|can't|could not|couldn't|unable|invalid|panic\w*"
    r"|fatal\w*|refused|tim(?:ed |e)out|denied|missing|unexpected|not found|no such|undefined"
    r"|exceed\w*|deadlock|EOF|abort\w*|broken|reset by peer|unreachable|unknown|mismatch|overflow"
    r"|out of range|nil pointer|unsupported|malformed|corrupt\w*|bad|want|expected|got|must)\b",
    re.IGNORECASE,
)
# klog's and others' words for what is no error.
_QUIET_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|debug|info)\b|^[IW]\d{4} ")
_MORE = re.compile(r"\t(?P<text>\S.*)$")


def read_line(stream: Stream, ownership: Ownership) -> Reading | None:
    """The error on line 0 of the stream; the compiler indents what belongs to it below."""
    found = _LINE.match(stream.get(0) or "")
    if found is None:
        return None
    message = found["message"]
    if found["column"] is None and not (
        _ERROR_LEVEL.search(stream.prefix.text)
        or (_ERROR_WORDS.search(message) and not _QUIET_LEVEL.search(stream.prefix.text))
    ):
        return None
    end = 1
    while found["column"] and end < 10 and (more := _MORE.match(stream.get(end) or "")):
        message += "\n" + more["text"]
        end += 1
    path = found["path"]
    frame = Frame(
        path=path,
        line=int(found["line"]),
        column=int(found["column"]) if found["column"] else None,
        is_application=ownership.is_application(is_library(path, ""), path),
        kind="excerpt",
    )
    kind = "compile error" if found["column"] else "error"
    trace = Trace(language="go", error_type=kind, message=message.rstrip(), frames=(frame,))
    return Reading(trace, 0, end - 1)
