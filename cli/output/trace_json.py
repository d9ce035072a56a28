"""An error of a log as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...languages.locating import Locator
    from ...languages.traces import Frame, Trace


def trace_to_json(trace: Trace, locator: Locator | None) -> dict[str, Any]:
    """The record's fields, the root cause, and where frames are in the tree, if one was given."""
    root = trace.root_cause
    return {
        "language": trace.language,
        "type": trace.error_type,
        "message": trace.message,
        "code": trace.code,
        "thread": trace.thread,
        "notes": list(trace.notes),
        "span": None if trace.span is None else trace.span._asdict(),
        "root_cause": None if root is None else _frame(root, locator),
        "frames": [_frame(one, locator) for one in trace.frames],
        "causes": [
            {"relation": one.relation, "error": trace_to_json(one.trace, locator)}
            for one in trace.causes
        ],
        "members": [trace_to_json(one, locator) for one in trace.members],
        "stacks": [
            {
                "name": one.name,
                "state": one.state,
                "frames": [_frame(frame, locator) for frame in one.frames],
            }
            for one in trace.stacks
        ],
    }


def _frame(frame: Frame, locator: Locator | None) -> dict[str, Any]:
    shown = asdict(frame)
    if locator is not None:
        found = locator.locate(frame)
        shown["tree_path"] = found.path
        shown["candidates"] = list(found.candidates)
    return shown
