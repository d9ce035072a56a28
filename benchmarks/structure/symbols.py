"""PV306: real definitions put a second time into their scope, or renamed to a neighbour's name.

Blocks are told by indentation alone: from a line that defines something to the next line that is
indented no deeper. Two stand in one scope if no line between them is indented less.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from structure import Corpus, Instance

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

CODES = ("PV306",)

# The line on which a block begins. Only bodies of more than one line are taken.
BEGINS = {
    "python": re.compile(rb"^( *)(?:async )?(?:def|class) (\w+)(?:\(.*)?:$"),
    "javascript": re.compile(
        rb"^( *)(?:(?:async )?function\*? ?|class |"
        rb"(?=(?!if|for|while|switch|with|catch)\w+\(.*\) \{$))"
        rb"(\w+)\b.*\{$"
    ),
    "go": re.compile(rb"^()func (?:\(\w+ \*?\w+\) )?(?!init\b|_\b)(\w+)\(.*\{$"),
    "java": re.compile(
        rb"^( +)(?:public|private|protected) (?:static )?(?:final )?"
        rb"[\w<>\[\]]+ (\w+)\([^()]*\) *\{$"
    ),
}
# How the last line of a block looks behind its indentation; in Python it is any line.
ENDS = {"python": b"", "javascript": b"}", "go": b"}", "java": b"}"}

# What opens and closes a string over several lines.
QUOTES = {"python": (b'"""', b"'''"), "javascript": (b"`",), "go": (b"`",), "java": (b'"""',)}


@dataclass(frozen=True)
class Block:
    """The lines `start` to `end` (from 0, exclusive) of a definition, and its indentation."""

    name: bytes
    indent: int
    start: int
    end: int


def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]:
    for path, data in corpus:
        lines = data.split(b"\n")
        pairs = list(_pairs(language, lines))
        if (b"\t" in data and language == "python") or not pairs or b"\r" in data:
            continue
        one, other = rng.choice(pairs)
        # In Java another name makes an overload, unless the parameters are the same too.
        if language != "java" and rng.random() < 0.3:
            after = _renamed(lines, other, one.name)
        else:
            after = _repeated(lines, one, other)
        yield Instance("PV306", language, path, data, b"\n".join(after))


def _repeated(lines: list[bytes], one: Block, behind: Block) -> list[bytes]:
    copy = [b"", *lines[one.start : one.end]]
    return [*lines[: behind.end], *copy, *lines[behind.end :]]


def _renamed(lines: list[bytes], block: Block, name: bytes) -> list[bytes]:
    line = re.sub(rb"\b%b\b" % re.escape(block.name), name, lines[block.start], count=1)
    return [*lines[: block.start], line, *lines[block.start + 1 :]]


def _pairs(language: str, lines: list[bytes]) -> Iterator[tuple[Block, Block]]:
    """Blocks of one scope and of one kind, the first above the second."""
    blocks = [
        block
        for block in _blocks(language, lines)
        if not _is_decorated(lines, block) and not _in_string(language, lines, block)
    ]
    for at, one in enumerate(blocks):
        for other in blocks[at + 1 : at + 12]:
            between = lines[one.end : other.start]
            alike = _kind(lines, one) == _kind(lines, other)
            if any(line.strip() and _indent(line) < one.indent for line in between):
                break
            if other.indent == one.indent and alike and other.name != one.name:
                yield one, other


def _kind(lines: list[bytes], block: Block) -> bytes:
    """What stands before the name: a method of another receiver is another thing."""
    return lines[block.start].partition(block.name)[0]


def _blocks(language: str, lines: list[bytes]) -> Iterator[Block]:
    for start, line in enumerate(lines):
        match = BEGINS[language].match(line)
        if match is None:
            continue
        indent = len(match[1])
        end = start + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
            end += 1
        if ENDS[language]:
            if end == len(lines) or lines[end].strip() != ENDS[language]:
                continue
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        if end > start + 1:
            yield Block(match[2], indent, start, end)


def _in_string(language: str, lines: list[bytes], block: Block) -> bool:
    above = b"\n".join(lines[: block.start])
    return any(above.count(quote) % 2 for quote in QUOTES[language])


def _is_decorated(lines: list[bytes], block: Block) -> bool:
    above = lines[block.start - 1].strip() if block.start else b""
    return above.startswith(b"@") or above.endswith((b")", b","))


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip())
