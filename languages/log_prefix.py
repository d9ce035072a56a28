"""What stands before a message in a log: timestamps, levels, names of services.

No list of formats: a prefix is whatever precedes the runtime's own text. In it only the time
changes from line to line of one error; the rest is the same, and tells two services apart.
"""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}:\d\d:\d\d(?:[.,:]\d+)?(?: ?[AP]M\b)?"
_ZONE = r"(?:Z| ?[+-]\d\d:?\d\d\b| (?:UTC|GMT|[CEMP][SD]T|CES?T|IST|JST|BST|MSK)\b)?"
_DATE = (
    r"(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d?[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4}"
    r"|(?:[A-Z][a-z]{2},? )?(?:[A-Z][a-z]{2} {1,2}\d\d?|\d\d? [A-Z][a-z]{2})(?:,? \d{4})?)"
)
# ISO 8601, RFC 3164, RFC 2822, Go's log, `date`, klog, the kernel's seconds, seconds since 1970.
TIMESTAMP = re.compile(
    rf"{_DATE}[T ,:]{{1,2}}{_CLOCK}{_ZONE}(?: \d{{4}}\b(?![-/.]))?|{_CLOCK}{_ZONE}"
    r"|\d{4}[-/]\d\d[-/]\d\d(?![\w/-])"
    r"|(?<![\w.])(?:\d{10}(?:\d{3}|\.\d+)?\b| *\d{1,9}\.\d{3,9}(?=[\] ]))"
)

_LEVEL = (
    r"(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|FINE"
    r"|trace|debug|info|notice|warn|warning|error|critical|fatal)"
)
# A line that starts a record of its own, whatever the record says.
RECORD = re.compile(
    rf"[\[(<]?(?:{TIMESTAMP.pattern})|\[?{_LEVEL}(?:[\] :|]|$)|<\d{{1,3}}>\d? ?"
    r"|[\w./-]+(?:\[\d+\]: | +\| )|\{\"|[IWEF]\d{4} \d\d:|(?:time|ts|level)=|\x01"
)


def starts_record(text: str) -> bool:
    """Whether `text` looks like a new record of a log, and so no later line of an error."""
    return RECORD.match(text) is not None


class Prefix:
    """The prefix of the lines of one stream: literal text, with times between."""

    __slots__ = ("literals", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.literals = TIMESTAMP.split(text) if text else [""]

    def strip(self, line: str) -> str | None:
        """`line` without the prefix; None if it has another."""
        literals = self.literals
        at = 0
        for place, literal in enumerate(literals):
            if place:
                time = TIMESTAMP.match(line, at)
                if time is None:
                    return None
                at = time.end()
            if not line.startswith(literal, at):
                # An empty line's trailing blanks are often cut off.
                is_last = place == len(literals) - 1
                return "" if is_last and literal and line[at:] == literal.rstrip() else None
            at += len(literal)
        return line[at:] if at else line
