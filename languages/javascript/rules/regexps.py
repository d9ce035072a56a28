"""Regular expressions: what a pattern and its flags may be (ECMA-262 22.2.1 and annex B.1.2).

The grammar takes any text between two slashes. This reads it as an engine does before it compiles
it: in the lenient grammar of annex B without the flag `u` or `v`, in the strict one with it.
Newer than node 20 and taken for valid: `(?i:…)` and one group name in several alternatives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ....patterns import lazy_compile
from .names import stray_character, unescape
from .regexp_escapes import BadPattern, Text, read_class, read_escape

_FLAGS = frozenset("dgimsuvy")
_BRACES = lazy_compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_MODIFIERS = lazy_compile(r"\?([ims]*)(-?)([ims]*):")
_NAME = lazy_compile(r"<([^>]*)>")


def flags_problem(flags: str) -> str:
    """What is wrong with the flags of a literal, empty if nothing is."""
    for flag in flags:
        if flag not in _FLAGS:
            return f"`{flag}` is no flag of a regular expression"
        if flags.count(flag) > 1:
            return f"the flag `{flag}` stands twice"
    return "the flags `u` and `v` exclude each other" if "u" in flags and "v" in flags else ""


def pattern_problem(pattern: str, flags: str) -> str:
    """What is wrong with the text between the slashes, empty if nothing is."""
    if any(char in pattern for char in "\n\r\u2028\u2029"):
        return "it must end on the line where it begins"
    unicode = "u" in flags or "v" in flags
    if not unicode:
        pattern = _code_units(pattern)
    # Annex B: `\k` is an ordinary letter until the pattern names a group.
    named = unicode or re.search(r"\(\?<[^=!]", pattern) is not None
    try:
        _read(Text(pattern, unicode, sets="v" in flags, named=named))
    except BadPattern as bad:
        return str(bad)
    return ""


def _code_units(text: str) -> str:
    if text.isascii():
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(units[i] | units[i + 1] << 8) for i in range(0, len(units), 2))


@dataclass(slots=True)
class _Group:
    """An open group: what may follow it, and the names seen in its alternatives so far."""

    quantifiable: bool
    closed_names: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def next_alternative(self) -> None:
        self.closed_names |= self.names
        self.names = set()


def _read(text: Text) -> None:
    """One pass with a stack of open groups: nesting costs no recursion."""
    groups = [_Group(quantifiable=False)]
    quantifiable = False
    captures = 0
    while not text.done:
        char = text.take()
        if char == "(":
            group, captured = _open_group(text, groups)
            captures += captured
            groups.append(group)
            quantifiable = False
        elif char == ")":
            if len(groups) == 1:
                raise BadPattern("a `)` closes no group")
            quantifiable = _close_group(groups)
        elif char == "|":
            groups[-1].next_alternative()
            quantifiable = False
        elif char in "*+?" or char == "{":
            quantifiable = _read_quantifier(text, char, quantifiable)
        elif char == "[":
            read_class(text)
            quantifiable = True
        elif char == "\\":
            quantifiable = read_escape(text)
        elif char in "]}" and text.unicode:
            raise BadPattern(f"a lone `{char}` must be escaped under the flags `u` and `v`")
        else:
            quantifiable = char not in "^$"
    if len(groups) > 1:
        raise BadPattern("a group is not closed")
    _check_references(text, captures, groups[0].closed_names | groups[0].names)


def _open_group(text: Text, groups: list[_Group]) -> tuple[_Group, bool]:
    if not text.startswith("?"):
        return _Group(quantifiable=True), True
    for opening in ("?:", "?=", "?!"):
        if text.skip(opening):
            return _Group(quantifiable=opening == "?:" or not text.unicode), False
    if text.skip("?<=") or text.skip("?<!"):
        return _Group(quantifiable=False), False
    if text.skip("?<"):
        text.position -= 1
        _declare_name(_group_name(text), groups)
        return _Group(quantifiable=True), True
    modifiers = text.match(_MODIFIERS)
    if modifiers is not None:
        flags = modifiers[1] + modifiers[3]
        if len(set(flags)) == len(flags) and (flags or not modifiers[2]):
            return _Group(quantifiable=True), False
    raise BadPattern("`(?` begins no kind of group")


def _close_group(groups: list[_Group]) -> bool:
    closed = groups.pop()
    groups[-1].names |= closed.closed_names | closed.names
    return closed.quantifiable


def _group_name(text: Text) -> str:
    match = text.match(_NAME)
    name = unescape(match[1]) if match is not None else None
    if name is not None and not text.unicode:
        name = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not name or stray_character(name):
        raise BadPattern("a group's name is no identifier")
    return name


def _declare_name(name: str, groups: list[_Group]) -> None:
    if any(name in group.names for group in groups):
        raise BadPattern(f"two groups are named `{name}`")
    groups[-1].names.add(name)


def _read_quantifier(text: Text, char: str, quantifiable: bool) -> bool:
    if char == "{":
        text.position -= 1
        braces = text.match(_BRACES)
        if braces is None:
            if text.unicode:
                raise BadPattern("a lone `{` must be escaped under the flags `u` and `v`")
            text.position += 1
            return True
        if braces[3] and not braces[2]:
            raise BadPattern("a quantifier is malformed")
        if braces[3] and int(braces[1]) > int(braces[3]):
            raise BadPattern(f"the numbers of `{braces[0]}` are out of order")
        char = braces[0]
    if not quantifiable:
        raise BadPattern(f"`{char}` has nothing to repeat")
    text.skip("?")
    return False


def _check_references(text: Text, captures: int, names: set[str]) -> None:
    if text.unicode and text.highest_reference > captures:
        raise BadPattern(f"`\\{text.highest_reference}` refers to a group that is not there")
    for position in text.name_references:
        text.position = position
        name = _group_name(text)
        if name not in names:
            raise BadPattern(f"no group is named `{name}`")
