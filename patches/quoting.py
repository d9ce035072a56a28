"""git's C-style quoting of paths, both ways (git's quote.c: `"caf\\303\\251.txt"`).

Names travel here as latin-1 text, one character a byte; `decode_path` and `encode_path` are the
way to and from the paths of the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile

if TYPE_CHECKING:
    import re

_QUOTED = lazy_compile(r'"((?:[^"\\\n]|\\(?:[abfnrtv"\\]|[0-3][0-7]{2}))*)"')
_ESCAPE = lazy_compile(r'\\([abfnrtv"\\]|[0-3][0-7]{2})')
_NEEDS_QUOTES = lazy_compile(r'[\x00-\x1f"\\\x7f-\xff]')
_LONGEST_SHOWN = 200
_LETTERS = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_BY_CHARACTER = {character: letter for letter, character in _LETTERS.items()}


def unquote(text: str) -> tuple[str, int] | None:
    """The name that is quoted at the start of `text` and the index behind its closing quote.

    None where `text` starts with no well-formed quoted name: git then reads it as it stands.
    """
    match = _QUOTED.match(text)
    if match is None:
        return None
    return _ESCAPE.sub(_unescape, match[1]), match.end()


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    return _LETTERS[escape] if escape in _LETTERS else chr(int(escape, 8))


def quote(name: str) -> str:
    """`name` as git prints it: in quotes if a byte of it needs them (core.quotePath is true)."""
    if not _NEEDS_QUOTES.search(name):
        return name
    return '"' + _NEEDS_QUOTES.sub(_escape, name) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    letter = _BY_CHARACTER.get(character)
    return f"\\{letter}" if letter is not None else f"\\{ord(character):03o}"


def decode_path(name: str) -> str:
    """The model's path for the bytes that stand in `name`, one a character."""
    return name.encode("latin-1").decode("utf-8", "surrogateescape")


def shown_path(path: str) -> str:
    """`path` as a message may show it: its end, if it is very long."""
    return path if len(path) <= _LONGEST_SHOWN else "…" + path[-_LONGEST_SHOWN:]


def encode_path(path: str) -> str:
    """The bytes of a model's path, one a character."""
    return path.encode("utf-8", "surrogateescape").decode("latin-1")
