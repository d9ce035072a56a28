"""The excerpt that Node.js prints above an uncaught error: place, line of code, carets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..traces import Frame, Trace
from .trace_frames import LIBRARY, plain_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..trace_reader import Ownership

_PLACE = re.compile(r"(?P<path>\S.*):(?P<line>\d{1,9})$")
CARETS = re.compile(r"\s*\^+\s*$")


def read_excerpt(
    get: Callable[[int], str | None], header: int, ownership: Ownership
) -> tuple[Frame | None, int]:
    """The excerpt above the header, if there is one, and the index where all starts."""
    at = header - 1
    if (blank := get(at)) is not None and not blank.strip():
        at -= 1
    carets, code, place = get(at), get(at - 1), get(at - 2)
    if carets is None or code is None or place is None or not CARETS.match(carets):
        return None, header
    found = _PLACE.match(place.strip())
    if found is None:
        return None, header
    path = plain_path(found["path"])
    start, end = carets.index("^"), carets.rindex("^") + 1
    indent = len(code) - len(code.lstrip())
    # The blanks that belong to the log's prefix stand before the place as well.
    margin = len(place) - len(place.lstrip())
    span = (max(start - indent, 0), max(end - indent, 0))
    frame = Frame(
        path=path,
        line=int(found["line"]),
        column=start + 1 - margin,
        is_application=ownership.is_application(LIBRARY.search(path) is not None, path),
        code=code.strip(),
        carets=span,
        extent=span,
        kind="excerpt",
    )
    return frame, at - 2


def with_excerpt(trace: Trace, excerpt: Frame) -> Trace:
    """Puts the line of code into the frame that it belongs to.

    A syntax error's own place is in no frame: nothing was called there yet. So is that of a thrown
    value that is no error. For any other error the excerpt shows where it was thrown last, which
    is of no use if its stack does not go through there.
    """
    shown = [
        replace(frame, code=excerpt.code, carets=excerpt.carets, extent=excerpt.extent)
        if (frame.path, frame.line) == (excerpt.path, excerpt.line)
        else frame
        for frame in trace.frames
    ]
    if not excerpt.is_application:
        return replace(trace, frames=tuple(shown))
    if not trace.frames or (trace.error_type == "SyntaxError" and shown == list(trace.frames)):
        shown.append(excerpt)
    return replace(trace, frames=tuple(shown))
