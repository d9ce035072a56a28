"""PV302 to PV305: what merges, chats and listings leave behind, put into real files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from structure import Corpus, Instance
from structure.swallowed import DEFINES, LINE_COMMENT

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

CODES = ("PV302", "PV303", "PV304", "PV305")

FENCE_NAMES = {
    "python": (b"python", b"py", b""),
    "javascript": (b"javascript", b"js", b"jsx", b""),
    "go": (b"go", b"golang", b""),
    "java": (b"java", b""),
}
LABELS = (b"HEAD", b"Updated upstream", b"ours", b"3f2c1aa (fix the total)", b"main")
# How listings separate number and code, and how wide the number is.
PREFIXES = (
    "{}|{}",
    "{}| {}",
    "{} | {}",
    "{:>4}| {}",
    "{:>6}\t{}",
    "{:>5}→{}",
    "{}: {}",
    "{:>4} │ {}",
)
NOUNS = ("code", "file", "function", "class", "implementation", "methods", "functions", "logic")
# Said in public issues about shortened files, in our own words.
SAID = (
    "... rest of the {} unchanged ...",
    "... rest of the {} ...",
    "... rest of {}",
    "rest of the {} remains the same",
    "(rest of the {} is unchanged)",
    "[rest of the {} stays as is]",
    "... existing {} ...",
    "...existing {}...",
    "... existing {} here ...",
    "... other {} stay the same ...",
    "other {} remain unchanged",
    "... previous {} remains unchanged ...",
    "... remaining {} ...",
    "remaining {} omitted for brevity",
    "... {} omitted for brevity ...",
    "the rest of your {} goes here ...",
    "keep the existing {} as is",
    "... (keep the rest of the {}) ...",
    "… rest of the {} …",
    "... unchanged {} ...",
    "... same as before ...",
    "... (unchanged) ...",
    "--- rest of {} unchanged ---",
    "... more {} ...",
)


def instances(language: str, rng: random.Random, corpus: Corpus) -> Iterator[Instance]:
    makers: dict[str, Callable[[str, random.Random, list[bytes]], list[bytes] | None]] = {
        "PV302": _conflict,
        "PV303": _fence,
        "PV304": _numbered,
        "PV305": _elided,
    }
    for path, data in corpus:
        lines = data.splitlines(keepends=True)
        if len(lines) < 20 or not data.endswith(b"\n") or b"\r" in data or b"\f" in data:
            continue
        for code, make in makers.items():
            after = make(language, rng, lines)
            if after is not None:
                yield Instance(code, language, path, data, b"".join(after))


def _conflict(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """Some lines and a variant of them, as git writes both sides of a merge."""
    start = rng.randrange(len(lines) - 6)
    ours = lines[start : start + rng.randint(1, 5)]
    theirs = ours[: rng.randint(0, len(ours))]
    base = [b"||||||| base\n", *ours] if rng.random() < 0.3 else []
    label = rng.choice(LABELS)
    block = [b"<<<<<<< %b\n" % label, *ours, *base, b"=======\n", *theirs, b">>>>>>> theirs\n"]
    return lines[:start] + block + lines[start + len(ours) :]


def _fence(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes]:
    """The file in a fence, or only the half of it that was not cut off."""
    head = [b"```%b\n" % rng.choice(FENCE_NAMES[language])]
    tail = [b"```\n"]
    return rng.choice((head + lines + tail, lines + tail, head + lines))


def _numbered(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    """A definition and some lines below it, with the numbers that a listing shows."""
    start = _definition(language, rng, lines)
    if start is None or start + 4 > len(lines):
        return None
    end = start + rng.randint(4, 12)
    prefix = rng.choice(PREFIXES)
    numbered = [
        prefix.format(number, line.decode()).encode()
        for number, line in enumerate(lines[start:end], start + 1)
    ]
    return lines[:start] + numbered + lines[end:]


def _elided(language: str, rng: random.Random, lines: list[bytes]) -> list[bytes] | None:
    """Some lines below a definition's first give way to what is said instead of them."""
    start = _definition(language, rng, lines)
    if start is None or start + 4 > len(lines) or not lines[start].rstrip().endswith((b":", b"{")):
        return None
    words = rng.choice(SAID).format(rng.choice(NOUNS))
    if rng.random() < 0.5:
        words = words[0].upper() + words[1:]
    marks = [LINE_COMMENT[language].decode() + " {}", LINE_COMMENT[language].decode() + "{}"]
    if language != "python":
        marks.append("/* {} */")
    if words.startswith(("...", "(", "…", "[")):
        marks.append("{}")
    indent = re.match(rb"\s*", lines[start + 1])
    assert indent is not None
    said = indent[0].replace(b"\n", b"") + rng.choice(marks).format(words).encode() + b"\n"
    return [*lines[: start + 1], said, *lines[start + rng.randint(2, 6) :]]


def _definition(language: str, rng: random.Random, lines: list[bytes]) -> int | None:
    """The index of a line that defines something."""
    found = [index for index, line in enumerate(lines) if DEFINES[language].match(line)]
    return rng.choice(found) if found else None
