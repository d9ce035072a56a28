"""Remedies of a language: its own catalogue, behind those that other packages bring.

A plugin is an entry point of the group `patchvet.remedies`: a pair of the language's name and a
`Remedy`, or a sequence of such pairs. What comes from outside is asked before what is built in.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..errors import RegistrationError
from .discovery import plugins
from .remedies import Remedies, Remedy

if TYPE_CHECKING:
    from . import Language

GROUP = "patchvet.remedies"


def remedies_of(language: Language) -> Remedies | None:
    """The catalogue of a language; None for one without. Raises RegistrationError."""
    own = language.remedies()
    if own is None:
        return None
    brought = tuple(remedy for name, remedy in _brought() if name == language.name)
    return own._replace(remedies=(*brought, *own.remedies)) if brought else own


@cache
def _brought() -> tuple[tuple[str, Remedy], ...]:
    found: list[tuple[str, Remedy]] = []
    for name, thing, origin in plugins(GROUP):
        pairs = [thing] if _is_pair(thing) else thing
        if not isinstance(pairs, list | tuple) or not all(map(_is_pair, pairs)):
            raise RegistrationError(
                f"plugin {name!r} ({origin}): {type(thing).__name__} is no pair of a language's "
                f"name and a Remedy, nor a sequence of such"
            )
        found.extend(pairs)
    return tuple(found)


def _is_pair(thing: object) -> bool:
    return (
        isinstance(thing, tuple)
        and len(thing) == 2
        and isinstance(thing[0], str)
        and isinstance(thing[1], Remedy)
    )
