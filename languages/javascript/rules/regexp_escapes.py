"""Escapes and character classes of regular expressions (ECMA-262 22.2.1, annex B.1.2)."""

from __future__ import annotations

import re

from ....patterns import lazy_compile
from .regexp_properties import is_property, is_string_property

_SYNTAX_CHARACTERS = frozenset("^$\\.*+?()[]{}|/")
_CONTROLS = {"f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_CLASSES = frozenset("dDsSwW")
_HEX = lazy_compile(r"x([0-9A-Fa-f]{2})")
_UNICODE = lazy_compile(r"u([0-9A-Fa-f]{4})")
_CODE_POINT = lazy_compile(r"u\{([0-9A-Fa-f]+)\}")
_TRAIL = lazy_compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_PROPERTY = lazy_compile(r"[pP]\{([A-Za-z0-9_=]*)\}")
_DECIMAL = lazy_compile(r"[1-9][0-9]*")
_OCTAL = lazy_compile(r"[0-3][0-7]{0,2}|[4-7][0-7]?")
_DOUBLE = lazy_compile(r"([&!#$%*+,.:;<=>?@^`~])\1")
_SET_SYNTAX = frozenset("()[]{}/-\\|")
_SET_PUNCTUATORS = frozenset("&-!#%,:;<=>@`~")
_STRINGS = lazy_compile(r"q\{((?:\\.|[^}\\])*)\}", re.DOTALL)

# A literal nested deeper is nobody's; an engine that recursed would stop before.
_DEEPEST = 100


class BadPattern(Exception):  # noqa: N818 - a finding about someone's pattern, not a fault here
    """What a pattern breaks."""


class Text:
    """A pattern, how far it was read, and the references that only its end can settle."""

    __slots__ = (
        "highest_reference",
        "name_references",
        "named",
        "pattern",
        "position",
        "sets",
        "unicode",
    )

    def __init__(self, pattern: str, unicode: bool, *, sets: bool, named: bool) -> None:
        self.pattern = pattern
        self.unicode = unicode
        self.sets = sets
        self.named = named
        self.position = 0
        self.highest_reference = 0
        self.name_references: list[int] = []

    @property
    def done(self) -> bool:
        return self.position >= len(self.pattern)

    def take(self) -> str:
        if self.done:
            raise BadPattern("it ends in the middle of something")
        self.position += 1
        return self.pattern[self.position - 1]

    def startswith(self, wanted: str | tuple[str, ...]) -> bool:
        return self.pattern.startswith(wanted, self.position)

    def skip(self, wanted: str) -> bool:
        if not self.startswith(wanted):
            return False
        self.position += len(wanted)
        return True

    def match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self.pattern, self.position)
        if found is not None:
            self.position = found.end()
        return found


def read_escape(text: Text) -> bool:
    """Reads what follows a backslash outside a class; says whether it can be quantified."""
    if text.skip("b") or text.skip("B"):
        return False
    if text.named and text.startswith("k"):
        if not text.startswith("k<"):
            raise BadPattern("`\\k` must be followed by `<name>`")
        text.name_references.append(text.position + 1)
        text.position += 1
        while not text.done and text.take() != ">":
            pass
        return True
    number = text.match(_DECIMAL) if text.unicode else None
    if number is not None:
        text.highest_reference = max(text.highest_reference, int(number[0]))
        return True
    _character_escape(text, in_class=False)
    return True


def _character_escape(text: Text, *, in_class: bool) -> int | None:
    """The code point of an escape whose backslash was read, None if it stands for a set."""
    code = _numeric_escape(text)
    if code is not None:
        return code
    if text.unicode and text.startswith(("p", "P")):
        _property_escape(text)
        return None
    char = text.take()
    if char in _CLASSES:
        return None
    if char in _CONTROLS:
        return _CONTROLS[char]
    if char == "c":
        return _control_letter(text, in_class=in_class)
    if in_class and char == "b":
        return 8
    if text.unicode and not _is_identity(text, char, in_class=in_class):
        raise BadPattern(f"`\\{char}` is no escape under the flags `u` and `v`")
    return ord(char)


def _is_identity(text: Text, char: str, *, in_class: bool) -> bool:
    if char in _SYNTAX_CHARACTERS or (in_class and char == "-"):
        return True
    return in_class and text.sets and char in _SET_PUNCTUATORS


def _numeric_escape(text: Text) -> int | None:
    found = text.match(_HEX)
    if found is not None:
        return int(found[1], 16)
    if text.unicode and (found := text.match(_CODE_POINT)) is not None:
        code = int(found[1], 16)
        if code > 0x10FFFF:
            raise BadPattern("a code point is larger than 10FFFF")
        return code
    if (found := text.match(_UNICODE)) is not None:
        code = int(found[1], 16)
        if text.unicode and 0xD800 <= code < 0xDC00 and (found := text.match(_TRAIL)) is not None:
            return 0x10000 + ((code - 0xD800) << 10) + int(found[1], 16) - 0xDC00
        return code
    if text.unicode:
        if text.skip("0"):
            if not text.done and text.pattern[text.position] in "0123456789":
                raise BadPattern("octal escapes are not allowed under the flags `u` and `v`")
            return 0
        return None
    found = text.match(_OCTAL)
    return int(found[0], 8) if found is not None else None


def _control_letter(text: Text, *, in_class: bool) -> int:
    letter = text.pattern[text.position : text.position + 1]
    if letter.isascii() and letter.isalpha():
        return ord(text.take()) % 32
    if text.unicode:
        raise BadPattern("`\\c` must be followed by a letter")
    if in_class and letter and letter.isascii() and (letter.isdigit() or letter == "_"):
        return ord(text.take()) % 32
    # Annex B: the backslash stands for itself and the `c` is read again.
    text.position -= 1
    return ord("\\")


def _property_escape(text: Text) -> bool:
    """Reads `p{…}`; says whether the property holds strings (under the flag `v`)."""
    negated = text.startswith("P")
    found = text.match(_PROPERTY)
    if found is not None:
        if is_property(found[1]):
            return False
        if text.sets and not negated and is_string_property(found[1]):
            return True
    raise BadPattern("`\\p` must be followed by a Unicode property in braces")


def read_class(text: Text) -> None:
    """Reads a character class whose `[` was read."""
    negated = text.skip("^")
    if text.sets:
        if _read_set(text, 1) and negated:
            raise BadPattern("a negated class may not hold strings")
        return
    while not text.skip("]"):
        low, is_set = _class_atom(text)
        if not text.startswith("-") or text.startswith("-]"):
            continue
        text.take()
        high, high_is_set = _class_atom(text)
        if is_set or high_is_set:
            if text.unicode:
                raise BadPattern("a range in a class must have a character at either end")
        elif low > high:
            raise BadPattern("a range in a class is out of order")


def _class_atom(text: Text) -> tuple[int, bool]:
    if text.done:
        raise BadPattern("a class is not closed")
    char = text.take()
    if char != "\\":
        return ord(char), False
    code = _character_escape(text, in_class=True)
    return (0, True) if code is None else (code, False)


def _read_set(text: Text, depth: int) -> bool:
    """A class under the flag `v` whose `[` and `^` were read; says whether it may hold strings."""
    operator = ""
    strings = False
    first = True
    while not text.skip("]"):
        found = "--" if text.startswith("--") else "&&" if text.startswith("&&") else ""
        if first and found:
            raise BadPattern(f"`{found}` in a class has nothing before it")
        if not first:
            operator = _next_operator(operator, found)
            text.skip(found)
        code, holds_strings = _set_operand(text, depth)
        if text.startswith("-") and not text.startswith("--"):
            operator = _next_operator(operator, "") if operator else "union"
            text.take()
            high, _ = _set_operand(text, depth)
            if code is None or high is None or code > high:
                raise BadPattern("a range in a class is out of order, or of something else")
        if operator == "&&":
            strings = strings and holds_strings
        elif operator != "--":
            strings = strings or holds_strings
        first = False
    return strings


def _next_operator(operator: str, found: str) -> str:
    """What joins the operands of a class: "union", "--" or "&&"; never two of them."""
    wanted = found or "union"
    if operator not in ("", wanted):
        raise BadPattern("a class may not mix a union, `--` and `&&`")
    return wanted


def _set_operand(text: Text, depth: int) -> tuple[int | None, bool]:
    """One operand: its code point if it is a character, and whether it may hold strings."""
    if text.done:
        raise BadPattern("a class is not closed")
    if text.match(_DOUBLE) is not None:
        raise BadPattern("doubled punctuation in a class is reserved under the flag `v`")
    char = text.take()
    if char == "[":
        if depth == _DEEPEST:
            raise BadPattern(f"classes are nested more than {_DEEPEST} deep")
        negated = text.skip("^")
        strings = _read_set(text, depth + 1)
        if strings and negated:
            raise BadPattern("a negated class may not hold strings")
        return None, strings
    if char == "\\":
        found = text.match(_STRINGS)
        if found is not None:
            return None, any(len(string) != 1 for string in found[1].split("|"))
        if text.startswith("p"):
            return None, _property_escape(text)
        return _character_escape(text, in_class=True), False
    if char in _SET_SYNTAX:
        raise BadPattern(f"`{char}` in a class must be escaped under the flag `v`")
    return ord(char), False
