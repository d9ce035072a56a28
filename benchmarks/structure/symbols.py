"""PV306: real definitions put a second time into their scope, or renamed to a neighbour's name.

PV320, PV321, PV327: functions that the same file calls, taken away or with a parameter more (in
JavaScript, which lets arguments be left out, with none), and functions without their body.

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

CODES = ("PV306", "PV320", "PV321", "PV327")

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
        if (b"\t" in data and language == "python") or b"\r" in data:
            continue
        pairs = list(_pairs(language, lines))
        if pairs:
            one, other = rng.choice(pairs)
            # In Java another name makes an overload, unless the parameters are the same too.
            if language != "java" and rng.random() < 0.3:
                after = _renamed(lines, other, one.name)
            else:
                after = _repeated(lines, one, other)
            yield Instance("PV306", language, path, data, b"\n".join(after))
        called = list(_called(language, lines, data))
        if called:
            block = rng.choice(called)
            after = lines[: block.start] + lines[block.end :]
            yield Instance("PV320", language, path, data, b"\n".join(after))
            changed = _with_other_parameters(language, lines, block)
            if changed is not None:
                yield Instance("PV321", language, path, data, b"\n".join(changed))
        full = [one for one in _plain(language, lines) if one.end > one.start + 3]
        # A test may do nothing, and patchvet says nothing then.
        if full and b"test" not in path.lower().encode():
            emptied = _emptied(language, lines, rng.choice(full))
            yield Instance("PV327", language, path, data, b"\n".join(emptied))


def _plain(language: str, lines: list[bytes]) -> list[Block]:
    """Functions without a decorator or an annotation, in no string; no classes."""
    return [
        block
        for block in _blocks(language, lines)
        if not _is_decorated(lines, block)
        and not _in_string(language, lines, block)
        and not lines[block.start].lstrip().startswith(b"class ")
    ]


def _called(language: str, lines: list[bytes], data: bytes) -> Iterator[Block]:
    """Functions that other code of the file calls by their bare name, which nothing else has.

    Of Java methods in classes without supertypes: elsewhere the name may be inherited.
    """
    if language == "java" and re.search(rb"\b(?:extends|implements)\b", data):
        return
    for block in _plain(language, lines):
        top = block.indent == (4 if language == "java" else 0)
        name = re.escape(block.name)
        if not top or lines[block.start].startswith(b"func (") or block.name in (b"main", b"init"):
            continue
        elsewhere = b"\n".join((*lines[: block.start], *lines[block.end :]))
        words = re.findall(rb"(.?)\b%b\b(.?)" % name, elsewhere)
        if re.search(rb"(?:def|function|func|[\w\]>]) +%b\(" % name, elsewhere):
            continue  # an overload, or a call behind a keyword, which is as well left out
        calls = [word for word in words if word[0] in (b" ", b"(", b"") and word[1] == b"("]
        if calls and len(calls) == len(words) and not _shown_in_text(elsewhere, name):
            yield block


def _shown_in_text(data: bytes, name: bytes) -> bool:
    """Whether a call stands on a line that may be, or be part of, a comment or string."""
    return any(
        re.search(rb"[\"'`#*]|//", line)
        for line in data.split(b"\n")
        if re.search(rb"\b%b\(" % name, line)
    )


def _with_other_parameters(language: str, lines: list[bytes], block: Block) -> list[bytes] | None:
    """The first line with one parameter more; in JavaScript with none, if a call passes any."""
    line = lines[block.start]
    if language == "javascript":
        if not re.search(rb"\b%b\([^)]" % re.escape(block.name), b"\n".join(lines[block.end :])):
            return None
        if any(b"arguments" in one for one in lines[block.start : block.end]):
            return None
        new = re.sub(rb"\(.*\)", b"()", line, count=1)
    elif b"=" in line or b"*" in line or b"..." in line or not _passes_plain(lines, block):
        return None  # a default, or what one call brings for another, may take the place up
    else:
        more = {"python": b"extra", "go": b"extra int", "java": b"int extra"}[language]
        opened = line.index(b"(", line.index(block.name)) + 1
        comma = b"" if line[opened:].lstrip().startswith(b")") else b", "
        new = line[:opened] + more + comma + line[opened:]
    return None if new == line else [*lines[: block.start], new, *lines[block.start + 1 :]]


def _passes_plain(lines: list[bytes], block: Block) -> bool:
    """Whether some call passes names and literals alone."""
    call = rb"\b%b\([\w, ]*\)" % re.escape(block.name)
    return re.search(call, b"\n".join((*lines[: block.start], *lines[block.end :]))) is not None


def _emptied(language: str, lines: list[bytes], block: Block) -> list[bytes]:
    nothing = [b" " * (block.indent + 4) + b"pass"] if language == "python" else []
    end = block.end if language == "python" else block.end - 1
    return [*lines[: block.start + 1], *nothing, *lines[end:]]


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
