"""Node's loggers: the console, which prints what it is given, and pino's JSON lines."""

from __future__ import annotations

import json

from ..log_styles import LogEntry, LogStyle, iso, with_error

# pino's numbers.
_LEVELS = {"DEBUG": 20, "INFO": 30, "WARNING": 40, "ERROR": 50}


def _console(entry: LogEntry) -> list[str]:
    level = {"WARNING": "warn"}.get(entry.level, entry.level.lower())
    head = f"{iso(entry)} {level}: [{entry.service}] [{entry.trace_id}] {entry.message}"
    return with_error(head, entry)


def _pino(entry: LogEntry) -> list[str]:
    """`err` as pino's standard serializer makes it: the stack is the error's own text."""
    record = {
        "level": _LEVELS[entry.level],
        "time": int(entry.at.timestamp() * 1000),
        "name": entry.service,
        "traceId": entry.trace_id,
        "msg": entry.message,
    }
    if entry.error:
        record["err"] = {
            "type": entry.error_type,
            "message": entry.error_message,
            "stack": _stack(entry),
        }
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":"))]


def _stack(entry: LogEntry) -> str:
    """From the error's own line on: an uncaught one has its place and code printed before."""
    lines = entry.error.rstrip("\n").split("\n")
    while len(lines) > 1 and not lines[0].startswith(entry.error_type or "\0"):
        lines.pop(0)
    # "Node.js v20…" below an uncaught error is no part of its stack.
    kept = [line for line in lines if not line.startswith("Node.js v")]
    return "\n".join(kept).rstrip("\n") or entry.error.rstrip("\n")


STYLES = (LogStyle("console", _console), LogStyle("pino", _pino))
