"""PV311 to PV313, PV324 and PV325: real code after a careless escape, or with marks put into it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from structure import Corpus, Instance
from structure.swallowed import DEFINES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

CODES = ("PV311", "PV312", "PV313", "PV324", "PV325")

# A comparison or the like, with nothing before it that could open a string or a comment.
COMPARES = re.compile(
    rb"^\s+(?:if|while|for|return|else if|\} else if)\b[^\"'`#/*\n]* (?:<|>|&&|&) ?\w"
)
# A string on a line of its own statement.
HAS_STRING = re.compile(rb"^\s+[\w.]+(?: :?= |\()\"[^\"\\\n]*\"")
NAME = re.compile(rb"^\s+(?:return|if) \(?([a-z]\w{3,})")
BIDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"


def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]:
    makers: dict[str, Callable[[str, random.Random, list[bytes]], list[bytes] | None]] = {
        "PV311": _escaped,
        "PV312": _joined,
        "PV313": _reordered,
        "PV324": _quoted,
        "PV325": _split,
    }
    for path, data in corpus:
        lines = data.splitlines(keepends=True)
        if len(lines) < 20 or not data.endswith(b"\n") or b"\r" in data or b"\f" in data:
            continue
        if not data.isascii():
            continue
        for code, make in makers.items():
            after = make(language, rng, lines)
            if after is not None:
                yield Instance(code, language, path, data, b"".join(after))


def _escaped(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    """A line that compares, and those around it, escaped as for a web page."""
    place = _one(rng, COMPARES, lines)
    if place is None:
        return None
    start, end = max(place - rng.randrange(3), 0), place + rng.randint(1, 4)
    quote = rng.random() < 0.5
    escaped = [html.escape(line.decode(), quote=quote).encode() for line in lines[start:end]]
    return lines[:start] + escaped + lines[end:]


def _joined(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    r"""A definition on one line, with `\n` for its line ends; sometimes with `\"` too."""
    place = _one(rng, DEFINES[language], lines)
    if place is None or place + 6 > len(lines):
        return None
    end = place + rng.randint(2, 6)
    text = b"\\n".join(line.rstrip(b"\n") for line in lines[place:end])
    if rng.random() < 0.4:
        text = text.replace(b'"', b'\\"')
    return [*lines[:place], text + b"\n", *lines[end:]]


def _reordered(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """A control character anywhere in a line."""
    place = rng.choice([index for index, line in enumerate(lines) if len(line) > 10])
    column = rng.randrange(len(lines[place]) - 1)
    text = lines[place][:column] + rng.choice(BIDI).encode() + lines[place][column:]
    return [*lines[:place], text, *lines[place + 1 :]]


def _quoted(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    """A string in the quotation marks of a word processor."""
    place = _one(rng, HAS_STRING, lines)
    if place is None:
        return None
    text = re.sub(rb'"([^"]*)"', "“\\1”".encode(), lines[place])
    return [*lines[:place], text, *lines[place + 1 :]]


def _split(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    """A name with something in it that takes no room."""
    place = _one(rng, NAME, lines)
    if place is None:
        return None
    match = NAME.match(lines[place])
    assert match is not None
    at = match.start(1) + 2
    mark = rng.choice("\u200b\u200c\u200d\u2060\ufeff").encode()
    return [*lines[:place], lines[place][:at] + mark + lines[place][at:], *lines[place + 1 :]]


def _one(rng: random.Random, pattern: re.Pattern[bytes], lines: list[bytes]) -> int | None:
    """The index of a line like that, outside of docstrings and long comments."""
    found = [index for index, line in enumerate(lines) if pattern.match(line)]
    found = [index for index in found if _is_outside(b"".join(lines[:index]))]
    return rng.choice(found) if found else None


def _is_outside(text: bytes) -> bool:
    pairs = text.count(b'"""') % 2 == 0 and text.count(b"'''") % 2 == 0
    return pairs and text.count(b"`") % 2 == 0 and text.count(b"/*") <= text.count(b"*/")
