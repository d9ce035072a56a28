"""Logs whose lines are records: JSON a line, and messages with their line feeds written out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Where a collector puts the line that it was given: Docker, journald, fluentd, and loggers.
MESSAGE_FIELDS = ("log", "MESSAGE", "message", "msg", "line", "text")

# Between the fields that name a stream and its text. No log has it: it is a control character.
MARK = "\x01"

_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|[nrt\"'/\\])")
_QUOTED = re.compile(r'=\s?"((?:[^"\\]|\\.)*)"')
_SINGLE = {"n": "\n", "r": "\r", "t": "\t"}

# Nested deeper than this is data, not a logger's record.
DEEPEST = 8


def unwrapped(text: str) -> str:
    """The line that a collector wrapped in JSON, after what names its stream; else `text`.

    A message of several lines is left in its record: it holds whole errors (`written_out`).
    """
    record = _record(text)
    name = _line_field(record)
    if name is None:
        return text
    return f"{MARK}{_stream_name(record, name)}{MARK}{str(record[name]).rstrip()}"


def written_out(text: str) -> list[str] | None:
    """The values of several lines in a record, line feeds restored; None if it is no record.

    Records are JSON, or logfmt (`key="value"`).
    """
    if record := _record(text):
        # One line of a collector's is read together with its neighbours.
        line = _line_field(record)
        values = _strings([value for name, value in record.items() if name != line])
    elif quoted := _QUOTED.findall(text):
        values = map(restored, quoted)
    else:
        return None
    return list(dict.fromkeys(one for one in values if "\n" in one))


def _line_field(record: dict[str, object]) -> str | None:
    """The field that holds one line of what a program wrote; None if no field does."""
    for name in MESSAGE_FIELDS:
        message = record.get(name)
        if isinstance(message, str):
            return None if "\n" in message.strip("\r\n") else name
    return None


def restored(text: str) -> str:
    """`text` with line feeds, tabs and quotes restored that were written out."""
    return _ESCAPED.sub(_restored, text)


def _record(text: str) -> dict[str, object]:
    start = text.find('{"')
    if start < 0:
        return {}
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _stream_name(record: dict[str, object], message: str) -> str:
    """The fields that stay the same from line to line: short text without a time or a count."""
    parts = [
        f"{name}={value}"
        for name, value in record.items()
        if name != message and isinstance(value, str) and not value[:1].isdigit()
    ]
    return ",".join(parts)[:300]


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < DEEPEST and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, depth + 1)


def _restored(match: re.Match[str]) -> str:
    escaped = match[1]
    if escaped[0] == "u":
        return chr(int(escaped[1:], 16))
    return _SINGLE.get(escaped, escaped)
