"""The hook by which a language's common loggers write a line: `languages/<language>/log_style.py`
holds `STYLES`, the first of them the one that is used unless another is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class LogEntry(NamedTuple):
    """What is to be written. `level` is one of DEBUG, INFO, WARNING, ERROR. `error` is what the
    runtime printed of an error, lines and all; "" without one. `error_type` and `error_message` are
    its first line taken apart.
    """

    at: datetime
    level: str
    service: str
    trace_id: str
    message: str
    error: str = ""
    error_type: str = ""
    error_message: str = ""


class LogStyle(NamedTuple):
    """One logger: `write` gives the lines of an entry, without their ends."""

    name: str
    write: Callable[[LogEntry], list[str]]


def milliseconds(entry: LogEntry, separator: str) -> str:
    """`2026-01-05 09:00:00,123` with the separator given."""
    stamp = entry.at.strftime("%Y-%m-%d %H:%M:%S")
    return f"{stamp}{separator}{entry.at.microsecond // 1000:03}"


def iso(entry: LogEntry) -> str:
    """`2026-01-05T09:00:00.123Z`."""
    return f"{milliseconds(entry, '.').replace(' ', 'T')}Z"


def with_error(head: str, entry: LogEntry) -> list[str]:
    """The entry's line, and the error's below it as they are."""
    return [head, *entry.error.rstrip("\n").split("\n")] if entry.error else [head]
