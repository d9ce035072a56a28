"""How Java code makes an error vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..habits import Habit, Sighting, children, text, words
from ..remarks import is_remarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

# Nearly every error; and what else hides a bug of the code itself.
BROAD = frozenset((b"Throwable", b"Exception", b"RuntimeException", b"Error"))
# Names that say it is on purpose (Checkstyle's EmptyCatchBlock, ErrorProne, JEP 456's `_`).
MEANT = (b"ignore", b"expected", b"unused", b"_")
# Statements that do nothing about an error.
IDLE = frozenset(("return_statement", "continue_statement", "break_statement", ";"))


def _see(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    body = node.child_by_field_name("body")
    parameter = next((c for c in node.named_children if c.type == "catch_formal_parameter"), None)
    if body is None or parameter is None or is_remarked(node, tree):
        return
    caught = next((c for c in parameter.named_children if c.type == "catch_type"), None)
    types = {text(child).rpartition(b".")[2] for child in caught.named_children} if caught else ()
    name = text(parameter.child_by_field_name("name"))
    broad = bool(BROAD.intersection(types))
    if not _does_nothing(body, b"Throwable" in types) or (not broad and name.startswith(MEANT)):
        return
    what = " | ".join(sorted(one.decode("utf-8", "replace") for one in types))
    message = f"this `catch` of `{what}` makes the error vanish"
    yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)


def _does_nothing(body: Node, any_error: bool) -> bool:
    """Whether the body is empty, without so much as a comment. Of a Throwable, which may be that
    the memory is used up, it is as bad to go on with a bare `return;`.
    """
    if any(child.is_extra for child in body.named_children):
        return False
    statements = children(body)
    if not any_error:
        return not statements
    return all(one.type in IDLE and not children(one) for one in statements)


SWALLOWING = Habit(words=words("catch"), kinds=("catch_clause",), see=_see)
