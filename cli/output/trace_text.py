"""The errors of a log for people: what failed, where, and where it began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .counts import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...languages.locating import Locator
    from ...languages.traces import Frame, Trace
    from .style import Style

# Of a deep stack, the innermost frames; JSON has them all.
MOST_FRAMES = 12


def traces_text(traces: Sequence[Trace], source: str, locator: Locator | None, style: Style) -> str:
    """One paragraph an error, and a line that counts them."""
    lines: list[str] = []
    for trace in traces:
        where = source
        if trace.span is not None:
            where = f"{source}:{trace.span.first}-{trace.span.last}"
        lines.append(f"{style.safe(where)}: {_headline(trace, style)}")
        lines += _details(trace, locator, style, "  ")
        root = trace.root_cause
        place = "no application frame" if root is None else _place(root, locator, style)
        lines += [f"  root cause: {place}", ""]
    lines.append(f"{plural(len(traces), 'error')} in {style.safe(source)}")
    return "\n".join(lines) + "\n"


def _headline(trace: Trace, style: Style) -> str:
    name = trace.error_type or "error"
    code = f" [{trace.code}]" if trace.code else ""
    message = trace.message.splitlines()
    text = f": {style.safe(message[0])}" if message else ""
    more = f" (+{plural(len(message) - 1, 'line')})" if len(message) > 1 else ""
    thread = f" in {style.safe(trace.thread)}" if trace.thread else ""
    return f"{trace.language}: {style.safe(name)}{code}{text}{more}{thread}"


def _details(trace: Trace, locator: Locator | None, style: Style, margin: str) -> Iterator[str]:
    """Frames, innermost last and marked if they are the application's; notes, causes, members."""
    left_out = len(trace.frames) - MOST_FRAMES
    if left_out > 0:
        yield f"{margin}  {style.ellipsis} {plural(left_out, 'frame')} further out"
    for frame in trace.frames[-MOST_FRAMES:]:
        mark = "*" if frame.is_application else " "
        yield f"{margin}{mark} {_place(frame, locator, style)}"
    for note in trace.notes:
        yield f"{margin}note: {style.safe(note)}"
    for cause in trace.causes:
        yield f"{margin}{cause.relation}: {_headline(cause.trace, style)}"
        yield from _details(cause.trace, locator, style, f"{margin}  ")
    for number, member in enumerate(trace.members, 1):
        yield f"{margin}member {number}: {_headline(member, style)}"
        yield from _details(member, locator, style, f"{margin}  ")
    if trace.stacks:
        yield f"{margin}and {plural(len(trace.stacks), 'other stack')}"


def _place(frame: Frame, locator: Locator | None, style: Style) -> str:
    name = ".".join(part for part in (frame.module, frame.function) if part)
    place = frame.path or "no source"
    if frame.line is not None:
        place += f":{frame.line}" + (f":{frame.column}" if frame.column is not None else "")
    parts = [style.safe(place)]
    if name:
        parts.append(f"in {style.safe(name)}")
    if frame.kind:
        parts.append(f"({frame.kind})")
    if frame.repeated:
        parts.append(f"(and {frame.repeated} more times)")
    if locator is not None and frame.is_application:
        parts.append(_located(frame, locator, style))
    if frame.code:
        parts.append(f"{style.bar} {style.safe(frame.code.splitlines()[0])}")
    return " ".join(parts)


def _located(frame: Frame, locator: Locator, style: Style) -> str:
    found = locator.locate(frame)
    if found.path is not None:
        return f"= {style.safe(found.path)}"
    if found.candidates:
        return f"= ambiguous: {style.safe(', '.join(found.candidates))}"
    return "= not in the tree"
