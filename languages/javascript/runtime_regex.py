"""JavaScript's regular expressions, for patterns that Python reads alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..runtime import Native, NotModelled
from .runtime_calls import call
from .runtime_text import to_text
from .runtime_values import OBJECT, UNDEFINED, JSArray, JSObject, is_callable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runtime import Context, Value

# What the two languages write alike: no lookbehind, no unicode classes, no names of groups.
_PLAIN = lazy_compile(
    r"(?:[^\\()\[\]{}$]|\$(?=\Z|\))|\\[dDwWsSbBtnrfv./\\^$*+?()\[\]{}|\-]|\((?:\?[:=!])?|\)"
    r"|\{\d+(?:,\d*)?\}|\[(?:[^\\\]\[]|\\[dDwWsStnrfv./\\^$*+?()\[\]{}|\-])*\])*\Z"
)


class JSRegex(JSObject):
    """A regular expression."""

    __slots__ = ("flags", "pattern", "regex")

    def __init__(self, pattern: str, flags: str) -> None:
        super().__init__(REGEX, "RegExp")
        self.pattern = pattern
        self.flags = flags
        self.regex = _compiled(pattern, flags)


REGEX = JSObject(OBJECT, "RegExp")
REGEX.builtin = True


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    if set(flags) - set("gi") or not _PLAIN.match(pattern):
        raise NotModelled("this regular expression")
    source = re.sub(r"(?<!\\)\$", r"\\Z", pattern)
    try:
        return re.compile(source, re.ASCII | (re.IGNORECASE if "i" in flags else 0))
    except re.error:
        raise NotModelled("this regular expression") from None


def make_regex(pattern: str, flags: str) -> JSRegex:
    return JSRegex(pattern, flags)


def _test(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    if not isinstance(this, JSRegex) or "g" in this.flags:
        raise NotModelled("`test` that remembers where it was")
    text = to_text(context, arguments[0] if arguments else UNDEFINED)
    return this.regex.search(text) is not None


def _exec(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    if not isinstance(this, JSRegex) or "g" in this.flags:
        raise NotModelled("`exec` that remembers where it was")
    return match(to_text(context, arguments[0] if arguments else UNDEFINED), this)


REGEX.props.update(test=Native("test", _test), exec=Native("exec", _exec))


def match(text: str, pattern: JSRegex) -> Value:
    """`text.match(pattern)`."""
    if "g" in pattern.flags:
        found = [one.group() for one in pattern.regex.finditer(text)]
        return JSArray(list(found)) if found else None
    one = pattern.regex.search(text)
    if one is None:
        return None
    made = JSArray([UNDEFINED if part is None else part for part in (one.group(), *one.groups())])
    made.props.update(index=float(one.start()), input=text, groups=UNDEFINED)
    return made


def split_pattern(pattern: JSRegex, text: str) -> list[Value]:
    """`text.split(pattern)`; empty matches at the ends split nothing."""
    if pattern.regex.match("") is not None:
        raise NotModelled("a split by a pattern that may be empty")
    return [UNDEFINED if one is None else one for one in pattern.regex.split(text)]


def replace_pattern(context: Context, text: str, pattern: JSRegex, by: Value) -> str:
    """`text.replace(pattern, by)`."""
    count = 0 if "g" in pattern.flags else 1
    if is_callable(by):

        def made(one: re.Match[str]) -> str:
            parts = [UNDEFINED if part is None else part for part in (one.group(), *one.groups())]
            return to_text(
                context, call(context, by, UNDEFINED, (*parts, float(one.start()), text))
            )

        return pattern.regex.sub(made, text, count=count)
    replacement = to_text(context, by)
    if "$" in replacement:
        raise NotModelled("a replacement with `$`")
    return pattern.regex.sub(lambda _: replacement, text, count=count)
