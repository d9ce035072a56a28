"""Python's loggers: the logging module with a usual format, and JSON lines.

`Formatter.format` (CPython 3.11, Lib/logging/__init__.py) puts the traceback below the message.
"""

from __future__ import annotations

import json

from ..log_styles import LogEntry, LogStyle, iso, milliseconds, with_error


def _logging(entry: LogEntry) -> list[str]:
    """`%(asctime)s %(levelname)s %(name)s [%(trace_id)s] %(message)s`."""
    head = (
        f"{milliseconds(entry, ',')} {entry.level} {entry.service} "
        f"[{entry.trace_id}] {entry.message}"
    )
    return with_error(head, entry)


def _json(entry: LogEntry) -> list[str]:
    """The fields that python-json-logger writes."""
    record = {
        "asctime": iso(entry),
        "levelname": entry.level,
        "name": entry.service,
        "trace_id": entry.trace_id,
        "message": entry.message,
    }
    if entry.error:
        record["exc_info"] = entry.error.rstrip("\n")
    return [json.dumps(record)]


STYLES = (LogStyle("logging", _logging), LogStyle("json", _json))
