"""Java's String and StringBuilder."""

# The names of methods are Java's.
# ruff: noqa: N802, N815

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..runtime import Fault, NotModelled
from .runtime_format import format_text
from .runtime_iteration import items_of
from .runtime_text import compare_texts, text, text_hash
from .runtime_values import METHODS, NPE, Array, Char, Obj

if TYPE_CHECKING:
    from ..runtime import Context, Value

BOUNDS = "java.lang.StringIndexOutOfBoundsException"
_CHECK = "java.lang.String.checkBoundsBeginEnd(String.java:4606)"
_SUBSTRING = "java.lang.String.substring(String.java:2709)"
# What String.trim takes off: all up to the space.
_TRIMMED = "".join(map(chr, range(33)))
# What Character.isWhitespace says yes to: no non-breaking space.
_BLANKS = "".join(
    one for one in map(chr, range(0x3001)) if one.isspace() and one not in "\x85\xa0\u2007\u202f"
)


def needle(value: Value) -> str:
    """A char or a text that is looked for."""
    if value is None:
        raise Fault(NPE)
    if isinstance(value, str):
        return value
    return chr(value) if isinstance(value, int) else str(value)


def substring(value: str, begin: int, end: int, frames: tuple[str, ...] = ()) -> str:
    if begin < 0 or begin > end or end > len(value):
        raise Fault(
            BOUNDS,
            f"begin {begin}, end {end}, length {len(value)}",
            frames=(_CHECK, _SUBSTRING, *frames),
        )
    return value[begin:end]


def split(value: str, pattern: str, limit: int = 0) -> list[str]:
    """`String.split`: a trailing empty part is dropped unless there is a limit."""
    found: list[str] = []
    start = 0
    compiled = regex(pattern)
    for match in compiled.finditer(value):
        if limit > 0 and len(found) == limit - 1:
            break
        if match.end() == 0:
            continue
        if match.start() == match.end() and match.start() == len(value):
            break
        found.append(value[start : match.start()])
        start = match.end()
    if not start and not found:
        return [value]
    found.append(value[start:])
    while limit == 0 and found and not found[-1]:
        found.pop()
    return found


def regex(pattern: str) -> re.Pattern[str]:
    """A pattern that means the same in Python."""
    if len(pattern) == 1 and pattern not in ".$|()[{^?*+\\":
        return re.compile(re.escape(pattern))
    if re.search(r"\\[^\\.|*+?()\[\]{}^$sSdDwWtnr-]|\(\?|\+\+|\*\+|&&|\\p|\[\[", pattern):
        raise NotModelled(f"the regular expression `{pattern}`")
    try:
        return re.compile(pattern, re.ASCII)
    except re.error:
        raise NotModelled(f"the regular expression `{pattern}`") from None


class Strings:
    """The methods of String."""

    def j_length(self: str, context: Context) -> int:  # type: ignore[misc]
        return len(self)

    def j_isEmpty(self: str, context: Context) -> bool:  # type: ignore[misc]
        return not self

    def j_isBlank(self: str, context: Context) -> bool:  # type: ignore[misc]
        return not self.strip(_BLANKS)

    def j_charAt(self: str, context: Context, index: int) -> Char:  # type: ignore[misc]
        if not 0 <= index < len(self):
            raise Fault(
                BOUNDS,
                f"String index out of range: {index}",
                frames=("java.lang.StringLatin1.charAt(StringLatin1.java:48)",
                        "java.lang.String.charAt(String.java:1517)"),
            )  # fmt: skip
        return Char(ord(self[index]))

    def j_substring(self: str, context: Context, begin: int, end: int | None = None) -> str:  # type: ignore[misc]
        if end is None:
            return substring(
                self, begin, len(self), ("java.lang.String.substring(String.java:2682)",)
            )
        return substring(self, begin, end)

    j_subSequence = j_substring

    def j_trim(self: str, context: Context) -> str:  # type: ignore[misc]
        return self.strip(_TRIMMED)

    def j_strip(self: str, context: Context) -> str:  # type: ignore[misc]
        return self.strip(_BLANKS)

    def j_stripLeading(self: str, context: Context) -> str:  # type: ignore[misc]
        return self.lstrip(_BLANKS)

    def j_stripTrailing(self: str, context: Context) -> str:  # type: ignore[misc]
        return self.rstrip(_BLANKS)

    def j_split(self: str, context: Context, pattern: str, limit: int = 0) -> Array:  # type: ignore[misc]
        if pattern is None:
            raise Fault(NPE)
        return Array("java.lang.String", split(self, pattern, limit))

    def j_startsWith(self: str, context: Context, other: str, at: int = 0) -> bool:  # type: ignore[misc]
        if other is None:
            raise Fault(NPE, 'Cannot read field "value" because "prefix" is null')
        return at >= 0 and self.startswith(other, at)

    def j_endsWith(self: str, context: Context, other: str) -> bool:  # type: ignore[misc]
        if other is None:
            raise Fault(NPE)
        return self.endswith(other)

    def j_contains(self: str, context: Context, other: Value) -> bool:  # type: ignore[misc]
        if other is None:
            raise Fault(
                NPE, 'Cannot invoke "java.lang.CharSequence.toString()" because "s" is null'
            )
        return text(context, other) in self

    def j_indexOf(self: str, context: Context, other: Value, start: int = 0) -> int:  # type: ignore[misc]
        return self.find(needle(other), max(0, start))

    def j_lastIndexOf(self: str, context: Context, other: Value) -> int:  # type: ignore[misc]
        return self.rfind(needle(other))

    def j_replace(self: str, context: Context, old: Value, new: Value) -> str:  # type: ignore[misc]
        return self.replace(needle(old), needle(new))

    def j_replaceAll(self: str, context: Context, pattern: str, new: str) -> str:  # type: ignore[misc]
        if "\\" in new or "$" in new:
            raise NotModelled("a replacement with groups")
        return regex(pattern).sub(lambda match: new, self)

    def j_replaceFirst(self: str, context: Context, pattern: str, new: str) -> str:  # type: ignore[misc]
        if "\\" in new or "$" in new:
            raise NotModelled("a replacement with groups")
        return regex(pattern).sub(lambda match: new, self, count=1)

    def j_matches(self: str, context: Context, pattern: str) -> bool:  # type: ignore[misc]
        return regex(pattern).fullmatch(self) is not None

    def j_toUpperCase(self: str, context: Context, locale: Value = None) -> str:  # type: ignore[misc]
        return self.upper()

    def j_toLowerCase(self: str, context: Context, locale: Value = None) -> str:  # type: ignore[misc]
        return self.lower()

    def j_equals(self: str, context: Context, other: Value) -> bool:  # type: ignore[misc]
        return isinstance(other, str) and self == other

    def j_equalsIgnoreCase(self: str, context: Context, other: Value) -> bool:  # type: ignore[misc]
        return other is not None and self.upper().lower() == other.upper().lower()

    def j_compareTo(self: str, context: Context, other: str) -> int:  # type: ignore[misc]
        if other is None:
            raise Fault(NPE, 'Cannot read field "value" because "anotherString" is null')
        return compare_texts(self, other)

    def j_compareToIgnoreCase(self: str, context: Context, other: str) -> int:  # type: ignore[misc]
        return compare_texts(self.upper().lower(), other.upper().lower())

    def j_hashCode(self: str, context: Context) -> int:  # type: ignore[misc]
        return text_hash(self)

    def j_toString(self: str, context: Context) -> str:  # type: ignore[misc]
        return self

    j_intern = j_toString

    def j_concat(self: str, context: Context, other: str) -> str:  # type: ignore[misc]
        return self + other

    def j_repeat(self: str, context: Context, count: int) -> str:  # type: ignore[misc]
        if count < 0:
            raise Fault("java.lang.IllegalArgumentException", f"count is negative: {count}",
                        frames=("java.lang.String.repeat(String.java:4417)",))  # fmt: skip
        return self * count

    def j_toCharArray(self: str, context: Context) -> Array:  # type: ignore[misc]
        return Array("char", [Char(ord(one)) for one in self])

    def j_chars(self: str, context: Context) -> Value:  # type: ignore[misc]
        from .runtime_streams import Stream

        return Stream(iter([ord(one) for one in self]), "int")

    def j_lines(self: str, context: Context) -> Value:  # type: ignore[misc]
        from .runtime_streams import Stream

        return Stream(iter(re.split(r"\r\n|\r|\n", self.removesuffix("\n"))), "")

    def j_formatted(self: str, context: Context, *arguments: Value) -> str:  # type: ignore[misc]
        return format_text(context, self, arguments)

    def j_getBytes(self: str, context: Context, charset: Value = None) -> Array:  # type: ignore[misc]
        from .runtime_literals import joined

        data = joined(self).encode("utf-8", "replace")
        return Array("byte", [one - 256 if one > 127 else one for one in data])


METHODS[str] = Strings


def _given(context: Context, arguments: tuple[Value, ...]) -> tuple[Value, ...]:
    """Variadic arguments, which may come as one array."""
    if len(arguments) == 1 and isinstance(arguments[0], Array) and arguments[0].kind != "int":
        return tuple(arguments[0].items)
    return arguments


class StaticString:
    @staticmethod
    def s_valueOf(context: Context, value: Value) -> str:
        if isinstance(value, Array) and value.kind == "char":
            return "".join(chr(one) for one in value.items)
        return text(context, value)

    s_copyValueOf = s_valueOf

    @staticmethod
    def s_join(context: Context, separator: Value, *parts: Value) -> str:
        if separator is None:
            raise Fault(NPE)
        if len(parts) == 1 and not isinstance(parts[0], str) and parts[0] is not None:
            parts = tuple(items_of(context, parts[0]))
        return text(context, separator).join(text(context, one) for one in parts)

    @staticmethod
    def s_format(context: Context, first: Value, *arguments: Value) -> str:
        if not isinstance(first, str):
            first, *rest = arguments
            arguments = tuple(rest)
        return format_text(context, first, _given(context, arguments))


class Builder(Obj):
    """StringBuilder."""

    JAVA = "java.lang.StringBuilder"
    __slots__ = ("parts",)

    def __init__(self, content: str = "") -> None:
        super().__init__()
        self.parts = [content] if content else []

    @property
    def content(self) -> str:
        found = "".join(self.parts)
        self.parts = [found]
        return found

    def j_append(self, context: Context, value: Value, *more: Value) -> Value:
        if more:
            begin, end = more
            value = text(context, value)[begin:end]
        if isinstance(value, Array) and value.kind == "char":
            value = "".join(chr(one) for one in value.items)
        self.parts.append(text(context, value))
        return self

    def j_toString(self, context: Context) -> str:
        return self.content

    def j_length(self, context: Context) -> int:
        return len(self.content)

    def j_isEmpty(self, context: Context) -> bool:
        return not self.content

    def j_charAt(self, context: Context, index: int) -> Char:
        content = self.content
        if not 0 <= index < len(content):
            raise Fault(
                BOUNDS, f"index {index},length {len(content)}",
                frames=("java.lang.String.checkIndex(String.java:4563)",
                        "java.lang.AbstractStringBuilder.charAt(AbstractStringBuilder.java:351)",
                        "java.lang.StringBuilder.charAt(StringBuilder.java:91)"),
            )  # fmt: skip
        return Char(ord(content[index]))

    def j_insert(self, context: Context, at: int, value: Value) -> Value:
        content = self.content
        if not 0 <= at <= len(content):
            raise Fault(BOUNDS, f"offset {at}, length {len(content)}")
        self.parts = [content[:at] + text(context, value) + content[at:]]
        return self

    def j_reverse(self, context: Context) -> Value:
        self.parts = [self.content[::-1]]
        return self

    def j_deleteCharAt(self, context: Context, index: int) -> Value:
        content = self.content
        if not 0 <= index < len(content):
            raise Fault(
                BOUNDS, f"index {index},length {len(content)}",
                frames=("java.lang.String.checkIndex(String.java:4565)",
                        "java.lang.AbstractStringBuilder.deleteCharAt(AbstractStringBuilder.java:970)",
                        "java.lang.StringBuilder.deleteCharAt(StringBuilder.java:298)"),
            )  # fmt: skip
        self.parts = [content[:index] + content[index + 1 :]]
        return self

    def j_delete(self, context: Context, begin: int, end: int) -> Value:
        content = self.content
        end = min(end, len(content))
        if begin < 0 or begin > end:
            raise Fault(BOUNDS, f"start {begin}, end {end}, length {len(content)}")
        self.parts = [content[:begin] + content[end:]]
        return self

    def j_replace(self, context: Context, begin: int, end: int, value: str) -> Value:
        content = self.content
        if begin < 0 or begin > len(content) or begin > end:
            raise Fault(BOUNDS, f"start {begin}, end {end}, length {len(content)}")
        self.parts = [content[:begin] + value + content[end:]]
        return self

    def j_setLength(self, context: Context, length: int) -> None:
        self.parts = [self.content[:length].ljust(length, "\0")]

    def j_setCharAt(self, context: Context, index: int, value: Value) -> None:
        content = self.content
        if not 0 <= index < len(content):
            raise Fault(BOUNDS, f"index {index},length {len(content)}")
        self.parts = [content[:index] + chr(value) + content[index + 1 :]]

    def j_indexOf(self, context: Context, other: str, start: int = 0) -> int:
        return self.content.find(other, start)

    def j_lastIndexOf(self, context: Context, other: str) -> int:
        return self.content.rfind(other)

    def j_substring(self, context: Context, begin: int, end: int | None = None) -> str:
        content = self.content
        last = len(content) if end is None else end
        if begin < 0 or begin > last or last > len(content):
            raise Fault(BOUNDS, f"start {begin}, end {last}, length {len(content)}")
        return content[begin:last]


def _builder(context: Context, content: Value = "") -> Builder:
    return Builder(content if isinstance(content, str) else
                   "" if isinstance(content, int) else text(context, content))  # fmt: skip


class Joiner(Obj):
    """StringJoiner."""

    JAVA = "java.util.StringJoiner"
    __slots__ = ("around", "parts", "separator")

    def __init__(self, context: Context, separator: str, before: str = "", after: str = "") -> None:
        super().__init__()
        self.separator = separator
        self.around = before, after
        self.parts: list[str] = []

    def j_add(self, context: Context, value: Value) -> Value:
        self.parts.append(text(context, value))
        return self

    def j_toString(self, context: Context) -> str:
        return self.around[0] + self.separator.join(self.parts) + self.around[1]

    def j_length(self, context: Context) -> int:
        return len(self.j_toString(context))


def _string(context: Context, value: Value = "") -> str:
    return StaticString.s_valueOf(context, value)


STATICS = {"java.lang.String": StaticString}
CONSTRUCTORS = {
    "java.lang.StringBuilder": _builder,
    "java.lang.StringBuffer": _builder,
    "java.lang.String": _string,
    "java.util.StringJoiner": Joiner,
}
