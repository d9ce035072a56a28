"""How JavaScript code makes an error vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..habits import Habit, Sighting, children, text, words
from ..remarks import is_remarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

FUNCTIONS = frozenset(("arrow_function", "function_expression"))
NOTHING = frozenset((b"undefined", b"void 0"))


def _see(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    if is_remarked(node, tree):
        return
    if node.type == "catch_clause":
        body = node.child_by_field_name("body")
        if body is not None and _is_empty(body):
            message = "this empty `catch` makes every error vanish"
            yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)
        return
    member = node.child_by_field_name("function")
    arguments = node.child_by_field_name("arguments")
    if member is None or arguments is None or member.type != "member_expression":
        return
    name = member.child_by_field_name("property")
    given = children(arguments)
    if name is None or text(name) != b"catch" or len(given) != 1 or not _does_nothing(given[0]):
        return
    if not any(child.type == "comment" for child in arguments.named_children):
        message = f"`.catch({_short(given[0])})` makes every rejection vanish"
        yield Sighting(name.start_byte, node.end_byte, name.start_byte, message)


def _is_empty(block: Node) -> bool:
    """Whether nothing stands in it, not even a comment that says why."""
    return all(child.type == "empty_statement" for child in block.named_children)


def _does_nothing(function: Node) -> bool:
    body = function.child_by_field_name("body")
    if function.type not in FUNCTIONS or body is None:
        return False
    return _is_empty(body) if body.type == "statement_block" else text(body) in NOTHING


def _short(node: Node) -> str:
    return " ".join(text(node).decode("utf-8", "replace").split())


SWALLOWING = Habit(
    words=words("catch"),
    kinds=("catch_clause", "call_expression"),
    see=_see,
)
