"""Errors whose trace names no place of the program: the place that the message leads to.

A rejected promise whose reason is no Error has no frames; neither has a module that the loader did
not find. The message tells the reason, and the file that asked for the module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.traces import Frame
from ...patterns import lazy_compile
from ._subject import Subject, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._verdict import Asked

MOST_FILES, MOST_LINES = 200, 20_000
_ASKED_FOR = lazy_compile(r"Cannot find (?:module|package) '([^']+)' imported from (\S+)")
_REASON = lazy_compile(r'rejected with the reason "(.*?)"\.?(?:\s|$)')
_LOADS = lazy_compile(r"\b(?:import|require|from)\b\s*\(?\s*[`'\"]")
_RAISES = lazy_compile(r"\breject\s*\(|\bthrow\b")
_TEXT = lazy_compile(r"`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_HOLE = lazy_compile(r"\$\{[^}]*\}")
_ENDINGS = (".js", ".mjs", ".cjs", ".ts")


def led_to(asked: Asked, subject: Subject) -> Subject:
    """The subject with the place that its message leads to, if there is just one."""
    if subject.trace.language != "javascript":
        return subject
    message = subject.trace.message
    match = _ASKED_FOR.search(message)
    if match is not None:
        place = asked.locator().locate(match[2].removeprefix("file://"))
        found = [] if place.path is None else list(_loading(asked, place.path, match[1]))
    else:
        reason = _REASON.search(message)
        found = [] if reason is None else list(_raising(asked, reason[1]))
    if len(found) != 1:
        return subject
    path, line = found[0]
    return subject._replace(frames=(Where(Frame(path=path, line=line), path),))


def _lines(asked: Asked, path: str) -> list[str]:
    source = asked.source(path, "before")
    if source is None or len(source.lines) > MOST_LINES:
        return []
    return [one.decode("utf-8", "replace") for one in source.lines]


def _loading(asked: Asked, path: str, missing: str) -> Iterator[tuple[str, int]]:
    """The lines of a file that load a module of the name."""
    for number, line in enumerate(_lines(asked, path), 1):
        if _LOADS.search(line) and any(_fits(one.lstrip("./"), missing) for one in _texts(line)):
            yield path, number


def _raising(asked: Asked, reason: str) -> Iterator[tuple[str, int]]:
    """The lines of the program that reject or throw with a text that fits the reason."""
    for path in asked.program(_ENDINGS, MOST_FILES):
        for number, line in enumerate(_lines(asked, path), 1):
            if _RAISES.search(line) and any(_fits(one, reason, True) for one in _texts(line)):
                yield path, number


def _texts(line: str) -> Iterator[str]:
    for match in _TEXT.finditer(line):
        yield match[1] or match[2] or match[3] or ""


def _fits(template: str, text: str, is_whole: bool = False) -> bool:
    """Whether a text may be made from a template: its parts come in their order."""
    parts = _HOLE.split(template)
    if len("".join(parts)) < 4:
        return False
    if is_whole and not text.startswith(parts[0]):
        return False
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return (
        at == len(text)
        or bool(not parts[-1])
        or (not is_whole and text[at:] in (".js", ".mjs", ".cjs"))
    )
