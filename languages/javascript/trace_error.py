"""One error as `util.inspect` prints it, with the errors that it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..log_prefix import starts_record
from ..traces import Cause, Frame, Trace
from .trace_frames import FRAME, read_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..trace_reader import Ownership

    Get = Callable[[int], str | None]

# `TypeError [ERR_X]: text`, `[Error: text]` (an error without a stack), `Uncaught RangeError`.
_CODE = r"(?: \[(?P<code>[A-Z][A-Z0-9_]*)\])?"
_DOTTED = r"(?:[A-Za-z_$][\w$]*\.)*"
# A name that is surely an error's, wherever a logger's words put it on the line.
HEADER = re.compile(
    rf"(?<![\w.$])(?P<type>{_DOTTED}[\w$]*(?:Error|Exception|Rejection)){_CODE}"
    r"(?:: (?P<message>.*)|:?(?=\]? ?\{?$))"
)
# Any name at the start of a line.
ANY_NAME = re.compile(
    rf"\s*(?:Uncaught )?\[?(?P<type>{_DOTTED}[A-Za-z_$][\w$]*){_CODE}(?:: (?P<message>.*)|:?$)"
)

_PROPERTY = re.compile(r"\s*(?:\[(?P<hidden>cause|errors)\]|'?(?P<name>\w+)'?): (?P<value>.*)$")
_STRING = re.compile(r"'(?P<text>(?:[^'\\]|\\.)*)'")
_ELIDED = re.compile(r"\s*\.\.\. (?:\d+ lines matching cause stack trace|\d+ more)")

# `util.inspect` stops at depth 2 by default; loggers go deeper, and nobody goes this deep.
DEEPEST = 20
MOST_MESSAGE = 60
MOST_PROPERTIES = 400
# So many lines of others may stand between two frames where lines have no prefix to tell them by.
MOST_STRAY = 4


def read_error(
    get: Get, index: int, ownership: Ownership, header: str | None = None, depth: int = 0
) -> tuple[Trace | None, int]:
    """The error whose header stands at `index`, and the index behind it.

    `header` is the header's text where something else stands before it on the line (`[cause]: `).
    """
    line = get(index)
    if line is None:
        return None, index
    lines = [header if header is not None else line]
    indent = len(line) - len(line.lstrip(" "))
    if not FRAME.match(lines[0]):
        index += 1
        while not _opens(lines[-1]) and len(lines) < MOST_MESSAGE:
            after = get(index)
            if after is None or FRAME.match(after) or _is_closing(lines[-1]):
                break
            if starts_record(after) or (depth and _PROPERTY.match(after)):
                break
            lines.append(after)
            index += 1
    else:
        lines = [""]
    frames, is_open, index = _read_frames(get, index, ownership)
    is_open = is_open or (not frames and _opens(lines[-1]))
    details = _Details()
    if is_open and depth < DEEPEST:
        index = _read_properties(get, index, indent, ownership, details, depth)
    return _named(lines, indent, frames, details), index


class _Details:
    """What the properties of an error tell."""

    def __init__(self) -> None:
        self.code = ""
        self.causes: list[Trace] = []
        self.members: list[Trace] = []


def _opens(line: str) -> bool:
    return line.endswith("] {")


def _is_closing(line: str) -> bool:
    """`[Error: text]`: an error without a stack; no line of its message can follow."""
    return line.lstrip().startswith("[") and line.rstrip(", ").endswith("]")


def _read_frames(get: Get, index: int, ownership: Ownership) -> tuple[tuple[Frame, ...], bool, int]:
    """Frames outermost first, whether a brace opens behind the last one, and the index behind."""
    frames: list[Frame] = []
    is_open = False
    while (line := get(index)) is not None and not is_open:
        frame = read_frame(line, ownership)
        if frame is not None:
            frames.append(frame)
            is_open = line.endswith(" {")
            index += 1
            if line.endswith((",", "]")):
                break
        elif frames and _ELIDED.match(line):
            is_open = line.endswith(" {")
            index += 1
        else:
            after = _behind_strays(get, index) if frames else None
            if after is None:
                break
            index = after
    return tuple(frames[::-1]), is_open, index


def _behind_strays(get: Get, index: int) -> int | None:
    """Where the next frame stands, if only whole records of others come before it."""
    for at in range(index, index + MOST_STRAY):
        line = get(at)
        if line is None:
            return None
        if FRAME.match(line) and at > index:
            return at
        if not starts_record(line) or HEADER.search(line):
            return None
    return None


def _read_properties(
    get: Get, index: int, indent: int, ownership: Ownership, details: _Details, depth: int
) -> int:
    """Reads up to the closing brace, which stands at the header's indent."""
    limit = index + MOST_PROPERTIES
    in_errors = False
    while index < limit and (line := get(index)) is not None:
        at = len(line) - len(line.lstrip(" "))
        text = line.strip()
        if at <= indent:
            return index + 1 if text.startswith("}") else index
        found = _PROPERTY.match(line) if at == indent + 2 else None
        if found is not None and found["hidden"] == "errors":
            in_errors = True
            index += 1
        elif in_errors and at == indent + 4 and not text.startswith("]"):
            inner, index = _read_inner(get, index, text, ownership, depth)
            details.members += inner
        elif found is not None and found["hidden"] == "cause":
            inner, index = _read_inner(get, index, found["value"], ownership, depth)
            details.causes += inner
        else:
            in_errors = in_errors and not text.startswith("]")
            if found is not None and found["name"] == "code":
                string = _STRING.match(found["value"])
                details.code = string["text"] if string else found["value"].rstrip(",")
            index += 1
    return index


def _read_inner(
    get: Get, index: int, header: str, ownership: Ownership, depth: int
) -> tuple[list[Trace], int]:
    """An error inside another one. Other values are read over."""
    if not HEADER.match(header) and not ANY_NAME.match(header):
        return [], index + 1
    trace, end = read_error(get, index, ownership, header, depth + 1)
    return ([trace] if trace is not None else []), max(end, index + 1)


def _named(
    lines: list[str], indent: int, frames: tuple[Frame, ...], details: _Details
) -> Trace | None:
    """The error, its header's lines taken apart. An inner error's message is indented as it is."""
    first = lines[0]
    found = ANY_NAME.match(first) if frames else None
    strict = HEADER.search(first)
    # A name at the very start may be any (`ValidationFailed: …`), unless a logger's words precede
    # one that is surely an error's.
    if strict is not None and (found is None or _is_wording(found, strict)):
        found = strict
    margin = " " * indent
    rest = [line.removeprefix(margin).rstrip() for line in lines[1:]]
    if found is None:
        error_type, code, message = "", "", first.strip()
    else:
        error_type, code, message = found["type"], found["code"] or "", found["message"] or ""
    message = "\n".join([message, *rest]).rstrip()
    if _opens(message) or (first.lstrip().startswith("[") and not frames):
        message = message.removesuffix(" {").rstrip(", ").removesuffix("]")
    if not frames and not error_type:
        return None
    return Trace(
        language="javascript",
        error_type=error_type,
        message=message,
        frames=frames,
        code=code or details.code,
        causes=tuple(Cause("cause", one) for one in details.causes),
        members=tuple(details.members),
    )


def _is_wording(found: re.Match[str], strict: re.Match[str]) -> bool:
    """Whether the name is a word of the logger (`Unhandled: TypeError: …`), not an error's."""
    return found["type"] != strict["type"] and strict.start() <= found.end("type") + 2
