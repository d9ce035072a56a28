"""Python functions that do nothing, and those that are meant to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..bodies import Bodies
from .declarations import HARMLESS

if TYPE_CHECKING:
    from ...grammars import Node

_NOTHING = frozenset((b"pass", b"...", b"return", b"return None"))
_ABSTRACT = lazy_compile(rb"abstract|overload")
# A class that promises what its subclasses do.
_PROMISES = lazy_compile(rb"\b(?:Protocol|ABC|ABCMeta|Interface)\b")
_STRING = lazy_compile(rb"[rRuUbB]{0,2}[\"']")


def _does_nothing(function: Node) -> bool:
    body = function.child_by_field_name("body")
    if body is None:
        return False
    return all(
        (child.text or b"") in _NOTHING or _STRING.match(child.text or b"")
        for child in body.named_children
        if not child.is_extra
    )


def _is_meant(function: Node) -> bool:
    """Whether a decorator may do the work, or a subclass."""
    around = function.parent
    if around is not None and around.type == "decorated_definition":
        decorators = [(one.text or b"") for one in around.children if one.type == "decorator"]
        if any(one.decode("utf-8", "replace") not in HARMLESS for one in decorators):
            return True
        if any(map(_ABSTRACT.search, decorators)):
            return True
        around = around.parent
    owner = around.parent if around is not None and around.type == "block" else None
    bases = None if owner is None else owner.child_by_field_name("superclasses")
    return bases is not None and _PROMISES.search(bases.text or b"") is not None


BODIES = Bodies(
    kinds=("function_definition",),
    name=lambda function: function.child_by_field_name("name"),
    looks_empty=lazy_compile(
        rb"\b(?:pass|return|return[ \t]+None)[ \t]*(?:#.*)?\r?$|\.\.\.[ \t]*(?:#.*)?\r?$"
        rb"|[\"'][ \t]*(?:#.*)?\r?$",
        re.MULTILINE,
    ),
    does_nothing=_does_nothing,
    is_meant=_is_meant,
)
