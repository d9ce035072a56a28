"""Java's loggers: logback with its usual pattern, and logstash's JSON encoder.

The pattern is `%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger - [%X{traceId}] %msg%n%ex`.
"""

from __future__ import annotations

import json

from ..log_styles import LogEntry, LogStyle, iso, milliseconds, with_error

_LEVELS = {"WARNING": "WARN"}
# The JVM prints this before an error that nobody caught; a logger prints the error alone.
_UNCAUGHT = 'Exception in thread "main" '


def _logback(entry: LogEntry) -> list[str]:
    level = _LEVELS.get(entry.level, entry.level)
    head = (
        f"{milliseconds(entry, '.')} {level:<5} [main] {entry.service} - "
        f"[{entry.trace_id}] {entry.message}"
    )
    return with_error(head, entry._replace(error=entry.error.removeprefix(_UNCAUGHT)))


def _logstash(entry: LogEntry) -> list[str]:
    record = {
        "@timestamp": iso(entry),
        "@version": "1",
        "message": entry.message,
        "logger_name": entry.service,
        "thread_name": "main",
        "level": _LEVELS.get(entry.level, entry.level),
        "traceId": entry.trace_id,
    }
    if entry.error:
        record["stack_trace"] = entry.error.removeprefix(_UNCAUGHT)
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":"))]


STYLES = (LogStyle("logback", _logback), LogStyle("logstash", _logstash))
