"""Functions and their bodies: which do nothing, and where that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy_compile

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ..grammars import Node


class Bodies(NamedTuple):
    """How a language writes the bodies of its functions.

    `kinds` are the nodes of functions that may have a name, `name` gives it, or None. `looks_empty`
    matches lines in which a body that does nothing may stand; it may match too much. `does_nothing`
    decides it of a function; `is_meant` tells of one that it is empty by design.
    """

    kinds: tuple[str, ...]
    name: Callable[[Node], Node | None]
    looks_empty: re.Pattern[bytes]
    does_nothing: Callable[[Node], bool]
    is_meant: Callable[[Node], bool]


def in_braces(
    *kinds: str,
    nothing: str,
    name: Callable[[Node], Node | None] | None = None,
    is_meant: Callable[[Node], bool] = lambda function: False,
) -> Bodies:
    """The Bodies of a language with braces, where returning one of `nothing` (a regular expression)
    is doing nothing.
    """
    returns = rf"return\s*(?:{nothing})?\s*;?"
    comments = r"(?:(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)\s*)*"
    return Bodies(
        kinds=kinds,
        name=name or (lambda function: function.child_by_field_name("name")),
        looks_empty=lazy_compile(rf"\{{\s*{comments}(?:{returns}\s*{comments})?\}}".encode()),
        does_nothing=_emptiness(lazy_compile(returns.encode())),
        is_meant=is_meant,
    )


def _emptiness(returns: re.Pattern[bytes]) -> Callable[[Node], bool]:
    def does_nothing(function: Node) -> bool:
        body = function.child_by_field_name("body")
        if body is None or not (body.text or b"").startswith(b"{"):
            return False
        inner = [one for one in body.named_children if not one.is_extra]
        # Go's grammar puts a list between a block and its statements.
        if [one.type for one in inner] == ["statement_list"]:
            inner = [one for one in inner[0].named_children if not one.is_extra]
        return not inner or (
            len(inner) == 1 and returns.fullmatch(inner[0].text or b"") is not None
        )

    return does_nothing
