"""PV301: delimiters taken from real files at places where that makes a definition vanish.

Three kinds: a comment or string loses its end; it does and the next one its beginning; a stray
beginning is put in. What is eaten is known from the text alone: all up to the next delimiter.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from structure import Corpus, Instance

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

CODES = ("PV301",)

# What opens and what closes a comment or string over several lines.
PAIRS = {
    "python": ((b'"""', b'"""'),),
    "javascript": ((b"/*", b"*/"), (b"`", b"`")),
    "go": ((b"/*", b"*/"), (b"`", b"`")),
    "java": ((b"/*", b"*/"), (b'"""', b'"""')),
}
# A line that defines something, at the indentation at which each language mostly has it.
DEFINES = {
    "python": re.compile(rb"^(?:    )?(?:def|class) \w+", re.MULTILINE),
    "javascript": re.compile(rb"^(?:async )?(?:function|class) \w+", re.MULTILINE),
    "go": re.compile(rb"^func (?:\([^)\n]*\) )?\w+", re.MULTILINE),
    "java": re.compile(
        rb"^    (?:public|private|protected) (?:static )?(?:final )?[\w<>\[\]]+ \w+\(",
        re.MULTILINE,
    ),
}
LINE_COMMENT = {"python": b"#", "javascript": b"//", "go": b"//", "java": b"//"}


class Place(NamedTuple):
    """A comment or string: where its opener and its closer stand."""

    opener: tuple[int, int]
    closer: tuple[int, int]


def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]:
    for path, data in corpus:
        made = list(_made(language, data))
        if made:
            yield Instance("PV301", language, path, data, rng.choice(made))


def _made(language: str, data: bytes) -> Iterator[bytes]:
    for pair in PAIRS[language]:
        places = list(_places(language, data, pair))
        for one, following in itertools.pairwise(places):
            # Between the two stands code, and a definition in it that will be eaten.
            if DEFINES[language].search(data, one.closer[1], following.opener[0]):
                yield from _without_end(data, pair, one, following)
        for place in places:
            yield from _with_beginning(language, data, pair, place)


def _places(language: str, data: bytes, pair: tuple[bytes, bytes]) -> Iterator[Place]:
    """Comments or strings that begin a line, which no other delimiter in the file disturbs."""
    opener, closer = (re.escape(one) for one in pair)
    start = rb"^[ \t]*" if pair != (b"`", b"`") else rb"^[^`'\"/*\n]*"
    inside = rb"(?:(?!%b|%b)[\s\S])*" % (opener, closer)
    pattern = re.compile(start + rb"(%b)" % opener + inside + rb"(%b)" % closer, re.MULTILINE)
    if pair[0] == pair[1] and (data.count(pair[0]) % 2 or b"\\" + pair[0] in data):
        return
    at = 0
    while match := pattern.search(data, at):
        if pair[0] != pair[1] or data.count(pair[0], 0, match.start()) % 2 == 0:
            yield Place(match.span(1), match.span(2))
        at = match.end()


def _without_end(
    data: bytes, pair: tuple[bytes, bytes], one: Place, following: Place
) -> Iterator[bytes]:
    head = data[: one.closer[0]].rstrip(b" ") + data[one.closer[1] : following.opener[0]]
    yield head + data[following.opener[0] :]
    if pair[0] == pair[1]:
        yield head + data[following.opener[1] :]


def _with_beginning(
    language: str, data: bytes, pair: tuple[bytes, bytes], place: Place
) -> Iterator[bytes]:
    """A line comment further up turns into a long one, which ends where the next one does."""
    comment = re.compile(rb"^[ \t]*(%b) .*$" % re.escape(LINE_COMMENT[language]), re.MULTILINE)
    last = max(data.rfind(pair[1], 0, place.opener[0]), 0)
    for match in comment.finditer(data, last, place.opener[0]):
        if DEFINES[language].search(data, match.end(), place.opener[0]):
            yield data[: match.start(1)] + pair[0] + data[match.end(1) :]
            return
