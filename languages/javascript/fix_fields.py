"""A field of another program's answer that is called otherwise than it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import definition
from ..fix_tools import Edit, Mend
from ..program import Call, Literal, Member, Name, Template, walk
from .fix_missing import receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site

_PARSERS = frozenset(("fromEntries", "parse"))
_LAST_WORD = lazy_compile(r"(\w+)[ =:]+$")


def build(failure: Failure) -> Iterator[Mend]:
    """The word that the caller has for the value, which the answer may have for it, too.

    Nothing here knows the answer: this comes after every guard, and a test of the real answer must
    tell whether it holds.
    """
    site = failure.site
    found = receiver(failure)
    if found is None or not isinstance(found[0], Member) or len(failure.sites) < 2:
        return
    field = found[0]
    if not _is_parsed(site, field):
        return
    word = _callers_word(failure.sites[1], site)
    if word is None or word == field.name:
        return
    end = field.place.end
    reason = (
        f"the answer has no `{field.name}` on line {site.line}; the caller in "
        f"`{failure.sites[1].source.path}` calls the value `{word}`"
    )
    edit = Edit(site.source.path, end - len(field.name), end, word)
    yield Mend("field-renamed", reason, (edit,))


def _is_parsed(site: Site, field: Member) -> bool:
    """Whether the field is one of an object that was read from text."""
    if not isinstance(field.object, Name):
        return False
    given = definition(site.scope, field.object.name, field.place.start)
    call = given.value if given is not None else None
    return (
        isinstance(call, Call)
        and isinstance(call.function, Member)
        and call.function.name in _PARSERS
    )


def _callers_word(caller: Site, site: Site) -> str | None:
    """The word before the value in the template that the caller puts it into."""
    name = site.function.name if site.function is not None else ""
    for template in caller.trail:
        if not isinstance(template, Template):
            continue
        for text, part in zip(template.parts, template.parts[1:], strict=False):
            if isinstance(text, Literal) and any(
                isinstance(one, Call)
                and isinstance(one.function, Name | Member)
                and one.function.name == name
                for one in walk(part)
            ):
                found = _LAST_WORD.search(str(text.value))
                return found[1] if found is not None else None
    return None
