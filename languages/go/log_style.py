"""Go's loggers: the log package with its standard flags, and log/slog's JSON handler."""

from __future__ import annotations

import json

from ..log_styles import LogEntry, LogStyle, iso, with_error

# slog's names of levels.
_LEVELS = {"WARNING": "WARN"}


def _log(entry: LogEntry) -> list[str]:
    """`log.LstdFlags`: date and time in seconds."""
    stamp = entry.at.strftime("%Y/%m/%d %H:%M:%S")
    head = f"{stamp} {entry.level} {entry.service} [{entry.trace_id}] {entry.message}"
    return with_error(head, entry)


def _slog(entry: LogEntry) -> list[str]:
    record = {
        "time": iso(entry),
        "level": _LEVELS.get(entry.level, entry.level),
        "msg": entry.message,
        "service": entry.service,
        "trace_id": entry.trace_id,
    }
    if entry.error:
        record["stack"] = entry.error.rstrip("\n")
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":"))]


STYLES = (LogStyle("log", _log), LogStyle("slog", _slog))
