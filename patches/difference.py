"""How two lines differ, in words that name the cause."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple


class Difference(NamedTuple):
    """`cause` is a clause for the message, `hint` the way out, `column` a 1-based character."""

    cause: str
    hint: str
    column: int


def difference(expected: bytes, found: bytes) -> Difference:
    """What differs between a line that the patch expects and the line that the file has."""
    column = _first_difference(shown(expected), shown(found))
    if _bare(expected) == _bare(found) or _goes_on(expected, found):
        return _line_end(expected, found, column)
    if squeezed(expected) == squeezed(found):
        return Difference(_whitespace(expected, found), "take the whitespace from the file", column)
    return Difference("the text differs", "", column)


def shown(line: bytes) -> str:
    """A line as text for display, without its end."""
    return _bare(line).decode("utf-8", "replace")


def squeezed(line: bytes) -> bytes:
    """A line without any whitespace, its end included."""
    return b"".join(line.split())


def _goes_on(expected: bytes, found: bytes) -> bool:
    """Whether only whitespace, a newline among it, follows where the patch has the file end."""
    rest = found.removeprefix(expected)
    return not expected.endswith(b"\n") and found.startswith(expected) and not rest.strip()


def _line_end(expected: bytes, found: bytes, column: int) -> Difference:
    if expected.endswith(b"\n") != found.endswith(b"\n"):
        if expected.endswith(b"\n"):
            cause = "only the end differs: the file's last line has no newline"
            return Difference(cause, "add `\\ No newline at end of file` behind the line", column)
        cause = "only the end differs: in the file a newline follows"
        return Difference(cause, "drop the `\\ No newline at end of file`", column)
    ends = ("LF", "CRLF") if found.endswith(b"\r\n") else ("CRLF", "LF")
    return Difference(
        f"only the line ends differ: the patch has {ends[0]}, the file {ends[1]}",
        f"write the patch with {ends[1]} line ends",
        column,
    )


def _whitespace(expected: bytes, found: bytes) -> str:
    indents = _indent(expected), _indent(found)
    if indents[0] == indents[1]:
        if expected.rstrip() == found.rstrip():
            return "only whitespace at the end of the line differs"
        return "only whitespace within the line differs"
    if (b"\t" in indents[0]) != (b"\t" in indents[1]):
        which = ("tabs", "spaces") if b"\t" in indents[0] else ("spaces", "tabs")
        return f"only the indentation differs: the patch has {which[0]}, the file {which[1]}"
    return "only the indentation differs"


def _indent(line: bytes) -> bytes:
    return line[: len(line) - len(line.lstrip())]


def _bare(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r")


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip_longest(one, other), 1)
    return next((column for column, (a, b) in pairs if a != b), len(one) + 1)
