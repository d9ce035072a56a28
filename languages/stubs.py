"""Functions left for later, in the languages that write their bodies in braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .habits import Habit, Sighting, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..grammars import Node, SyntaxTree

# What people write for "later", in messages and comments.
UNDONE = lazy_compile(
    rb"not\s+(?:yet\s+)?(?:been\s+)?implemented|not.?implemented|unimplemented|\bTODO\b|\bFIXME\b",
    re.IGNORECASE,
)


def stubs(*kinds: str, gives_up: re.Pattern[bytes]) -> Habit:
    """The Habit for functions of `kinds`: a body that only gives up, or holds a TODO and no code.

    `gives_up` matches the one statement that raises an error; whether that says "later" is read
    from its text.
    """

    def see(node: Node, _tree: SyntaxTree) -> Iterator[Sighting]:
        body = node.child_by_field_name("body")
        if body is None:  # an interface's or an abstract method
            return
        inner = body.named_children
        if [one.type for one in inner] == ["statement_list"]:
            inner = inner[0].named_children
        statements = [one for one in inner if not one.is_extra]
        said = text(statements[0]) if len(statements) == 1 else b""
        gave_up = gives_up.match(said) is not None and UNDONE.search(said) is not None
        promised = not statements and UNDONE.search(text(body)) is not None
        if gave_up or promised:
            yield _sighting(node, said)

    return Habit(words=UNDONE, kinds=kinds, see=see)


def _sighting(node: Node, said: bytes) -> Sighting:
    name = node.child_by_field_name("name") or _assigned(node)
    called = text(name).decode("utf-8", "replace")
    does = f"all it does is `{' '.join(said.decode('utf-8', 'replace').split())}`"
    message = f"function `{called}`" if called else "this function"
    message += f" is a stub: {does if said else 'it holds a comment and no code'}"
    at = name.start_byte if name is not None else node.start_byte
    return Sighting(node.start_byte, node.end_byte, at, message, called)


def _assigned(node: Node) -> Node | None:
    """The variable that an anonymous function is given to."""
    parent = node.parent
    return parent.child_by_field_name("name") if parent is not None else None
