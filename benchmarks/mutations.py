"""Single edits that break a file, or do not: what a careless patch does to code.

A mutation takes a random generator and a `Text` and returns an `Edit`, or None where it finds
nothing to change. Comments are left alone, strings are one token.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

KEYWORDS = {
    "python": "and as assert async await break class continue def del elif else except finally for"
    " from global if import in is lambda nonlocal not or pass raise return try while with yield"
    " None True False match case",
    "javascript": "async await break case catch class const continue default delete do else export"
    " extends finally for function if import in instanceof let new of return static super switch"
    " this throw try typeof var void while yield null true false get set",
    "go": "break case chan const continue default defer else fallthrough for func go goto if import"
    " interface map package range return select struct switch type var nil",
    "java": "abstract assert boolean break byte case catch char class continue default do double"
    " else enum extends final finally float for if implements import instanceof int interface long"
    " new package private protected public return short static super switch synchronized this throw"
    " throws try void volatile while null true false var record sealed permits yield",
}
_STRING = {
    "python": rb"[rbfuRBFU]{0,2}(?:'''(?s:.*?)'''|\"\"\"(?s:.*?)\"\"\")"
    rb"|[rbfuRBFU]{0,2}(?:'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")",
    "javascript": rb"`(?:\\(?s:.)|[^`\\])*`|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"",
    "go": rb"`[^`]*`|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"",
    "java": rb"\"\"\"(?s:.*?)\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"",
}
_C_COMMENT = rb"//[^\n]*|/\*(?s:.*?)\*/"
_OPERATOR = (
    rb">>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|//=|&&=|\|\|=|\?\?=|->|=>|:=|==|!=|<=|>=|<-|&&|\|\||"
    rb"\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|@=|\*\*|//|<<|>>|::|\?\?|\?\.|&\^"
)


class Token(NamedTuple):
    """A token of a file; `kind` is word, number, string or sign. Offsets in bytes."""

    kind: str
    start: int
    end: int
    text: bytes


class Edit(NamedTuple):
    """Replace the bytes from `start` to `end` by `text`."""

    start: int
    end: int
    text: bytes


class Text:
    """A source file as the mutations see it."""

    def __init__(self, language: str, data: bytes) -> None:
        self.language = language
        self.data = data

    @cached_property
    def tokens(self) -> list[Token]:
        return [
            Token(match.lastgroup, *match.span(), match.group())
            for match in _scanner(self.language).finditer(self.data)
            if match.lastgroup and match.lastgroup != "comment"
        ]

    @cached_property
    def keywords(self) -> list[Token]:
        names = set(KEYWORDS[self.language].encode().split())
        return [token for token in self.tokens if token.text in names]

    @cached_property
    def names(self) -> list[Token]:
        names = set(KEYWORDS[self.language].encode().split())
        return [t for t in self.tokens if t.kind == "word" and t.text not in names]

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Start and end, past the line break, of every line that is not blank."""
        ends = [match.end() for match in re.finditer(rb"\n", self.data)]
        spans = zip([0, *ends], [*ends, len(self.data)], strict=True)
        return [(a, b) for a, b in spans if self.data[a:b].strip()]

    def signs(self, characters: bytes) -> list[Token]:
        return [t for t in self.tokens if t.kind == "sign" and t.text in characters]


_scanners: dict[str, re.Pattern[bytes]] = {}


def _scanner(language: str) -> re.Pattern[bytes]:
    if language not in _scanners:
        comment = rb"#[^\n]*" if language == "python" else _C_COMMENT
        _scanners[language] = re.compile(
            rb"(?P<comment>%s)|(?P<string>%s)|(?P<number>\d[\w.]*)|(?P<word>[\w$\x80-\xff]+)|(?P<sign>%s|\S)"
            % (comment, _STRING[language], _OPERATOR)
        )
    return _scanners[language]


Mutation = Callable[[random.Random, Text], Edit | None]


def _pick(rng: random.Random, tokens: list[Token]) -> Token | None:
    return rng.choice(tokens) if tokens else None


def _delete(choose: Callable[[Text], list[Token]]) -> Mutation:
    def mutate(rng: random.Random, text: Text) -> Edit | None:
        token = _pick(rng, choose(text))
        return token and Edit(token.start, token.end, b"")

    return mutate


def _replace(
    choose: Callable[[Text], list[Token]], others: Callable[[Text], list[bytes]]
) -> Mutation:
    def mutate(rng: random.Random, text: Text) -> Edit | None:
        token = _pick(rng, choose(text))
        choices = [other for other in others(text) if token and other != token.text]
        return Edit(token.start, token.end, rng.choice(choices)) if token and choices else None

    return mutate


def _duplicate_token(rng: random.Random, text: Text) -> Edit | None:
    token = _pick(rng, text.tokens)
    return token and Edit(token.end, token.end, b" " + token.text)


def _swap_tokens(rng: random.Random, text: Text) -> Edit | None:
    if len(text.tokens) < 2:
        return None
    at = rng.randrange(len(text.tokens) - 1)
    left, right = text.tokens[at : at + 2]
    between = text.data[left.end : right.start] or b" "
    return Edit(left.start, right.end, right.text + between + left.text)


def _insert_token(rng: random.Random, text: Text) -> Edit | None:
    place, token = _pick(rng, text.tokens), _pick(rng, text.tokens)
    return Edit(place.start, place.start, token.text + b" ") if place and token else None


def _stray_character(rng: random.Random, text: Text) -> Edit | None:
    place = _pick(rng, text.tokens)
    strays = ["'", '"', "`", "(", ")", "{", "}", "[", ";", ",", ":", "@", "#", "$", "?", "\\", "“"]
    return place and Edit(place.start, place.start, rng.choice(strays).encode())


def _delete_quote(rng: random.Random, text: Text) -> Edit | None:
    token = _pick(rng, [t for t in text.tokens if t.kind == "string"])
    if token is None:
        return None
    start = token.start + len(token.text) - len(token.text.lstrip(b"rbfuRBFU"))
    at = rng.choice([start, token.end - 1])
    return Edit(at, at + 1, b"")


def _indent_line(rng: random.Random, text: Text) -> Edit | None:
    if not text.lines:
        return None
    start, _ = rng.choice(text.lines)
    return Edit(start, start, rng.choice([b" ", b"  ", b"    ", b"\t"]))


def _dedent_line(rng: random.Random, text: Text) -> Edit | None:
    lines = [start for start, _ in text.lines if text.data[start] in b" \t"]
    if not lines:
        return None
    start = rng.choice(lines)
    depth = re.compile(rb"[ \t]*").match(text.data, start)
    width = len(depth.group()) if depth else 0
    return Edit(start, start + rng.choice([1, min(4, width), width]), b"")


def _remove_line(rng: random.Random, text: Text) -> Edit | None:
    return Edit(*rng.choice(text.lines), b"") if text.lines else None


def _duplicate_line(rng: random.Random, text: Text) -> Edit | None:
    if not text.lines:
        return None
    start, end = rng.choice(text.lines)
    return Edit(end, end, text.data[start:end])


def _swap_lines(rng: random.Random, text: Text) -> Edit | None:
    if len(text.lines) < 2:
        return None
    at = rng.randrange(len(text.lines) - 1)
    (a, b), (c, d) = text.lines[at : at + 2]
    return Edit(a, d, text.data[c:d] + text.data[b:c] + text.data[a:b])


def _join_lines(rng: random.Random, text: Text) -> Edit | None:
    breaks = [end for _, end in text.lines if text.data[end - 1 : end] == b"\n"]
    if not breaks:
        return None
    end = rng.choice(breaks)
    blank = re.compile(rb"\s*").match(text.data, end)
    return Edit(end - 1, blank.end() if blank else end, rng.choice([b"", b" "]))


def _split_token(rng: random.Random, text: Text) -> Edit | None:
    token = _pick(rng, [t for t in text.tokens if len(t.text) > 1 and t.text.isascii()])
    if token is None:
        return None
    at = rng.randrange(token.start + 1, token.end)
    return Edit(at, at, rng.choice([b" ", b"\n"]))


def _change_case(rng: random.Random, text: Text) -> Edit | None:
    token = _pick(rng, text.keywords)
    return token and Edit(token.start, token.end, token.text.swapcase())


def _truncate(rng: random.Random, text: Text) -> Edit | None:
    token = _pick(rng, text.tokens)
    return token and Edit(token.end, len(text.data), b"\n")


def _truncate_at_line(rng: random.Random, text: Text) -> Edit | None:
    return Edit(rng.choice(text.lines)[1], len(text.data), b"") if text.lines else None


def _keywords_of(text: Text) -> list[bytes]:
    return KEYWORDS[text.language].encode().split()


def _operators(text: Text) -> list[Token]:
    return [t for t in text.tokens if t.kind == "sign" and t.text not in b"()[]{},;:.\"'`\\"]


def _texts(text: Text) -> list[bytes]:
    return [token.text for token in text.tokens]


MUTATIONS: dict[str, Mutation] = {
    "delete a token": _delete(lambda text: text.tokens),
    "duplicate a token": _duplicate_token,
    "swap two tokens": _swap_tokens,
    "replace a token": _replace(
        lambda text: text.tokens, lambda text: [t.text for t in text.tokens]
    ),
    "insert a token": _insert_token,
    "split a token": _split_token,
    "delete a bracket": _delete(lambda text: text.signs(b"()[]{}")),
    "delete a quote": _delete_quote,
    "delete : , ; or .": _delete(lambda text: text.signs(b":,;.")),
    "delete a keyword": _delete(lambda text: text.keywords),
    "change a keyword": _replace(lambda text: text.keywords, _keywords_of),
    "name a thing by keyword": _replace(lambda text: text.names, _keywords_of),
    "change a keyword's case": _change_case,
    "change an operator": _replace(_operators, lambda text: [t.text for t in _operators(text)]),
    "put in a stray character": _stray_character,
    "indent a line": _indent_line,
    "dedent a line": _dedent_line,
    "remove a line": _remove_line,
    "duplicate a line": _duplicate_line,
    "swap two lines": _swap_lines,
    "join two lines": _join_lines,
    "truncate within a line": _truncate,
    "truncate after a line": _truncate_at_line,
}
