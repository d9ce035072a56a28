"""How Python code makes an error vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...grammars.kind_query import kind_query
from ..habits import Habit, Sighting, children, text, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

# What nearly every error is. `except FileNotFoundError: pass` is an answer; these are not.
BROAD = frozenset((b"Exception", b"BaseException"))
# Statements that do nothing about an error.
IDLE = frozenset(("pass_statement", "continue_statement", "break_statement", "ellipsis"))


def _see(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    if node.type == "except_clause":
        yield from _handler(node, tree)
    elif text(node.child_by_field_name("function")).endswith(b"suppress"):
        yield from _suppress(node, tree)


def _handler(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    caught = [child for child in children(node) if child.type != "block"]
    body = next((child for child in node.named_children if child.type == "block"), None)
    if body is None or not all(_is_idle(child) for child in children(body)):
        return
    if caught and not BROAD & set(_names(caught[0])):
        return
    if not _commented(tree, node.start_byte, body.end_byte):
        what = text(caught[0]).split(b"\n")[0].decode("utf-8", "replace") if caught else ""
        yield Sighting(
            node.start_byte,
            body.end_byte,
            node.start_byte,
            f"`{f'except {what}'.strip()}:` makes every error vanish",
        )


def _suppress(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    function = text(node.child_by_field_name("function"))
    arguments = node.child_by_field_name("arguments")
    if function not in (b"suppress", b"contextlib.suppress") or arguments is None:
        return
    broad = BROAD & set(map(text, children(arguments)))
    if broad and not _commented(tree, node.start_byte, node.end_byte):
        message = f"`{text(node).decode('utf-8', 'replace')}` makes every error vanish"
        yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)


def _is_idle(statement: Node) -> bool:
    inner = children(statement)
    if statement.type == "expression_statement" and len(inner) == 1:
        statement = inner[0]
    return statement.type in IDLE


def _names(caught: Node) -> Iterator[bytes]:
    """The errors that `E`, `(E, F)`, `E as e` and `(E, F) as e` name."""
    if caught.type == "as_pattern":
        caught = caught.named_children[0]
    yield from map(text, children(caught) if caught.type == "tuple" else (caught,))


def _commented(tree: SyntaxTree, start: int, end: int) -> bool:
    """Whether a comment stands on these lines or on the one above: it says why."""
    source = tree.source
    first = source.rfind(b"\n", 0, start)
    first = source.rfind(b"\n", 0, max(first, 0)) + 1
    last = source.find(b"\n", end)
    span = (first, len(source) if last < 0 else last)
    if b"#" not in source[span[0] : span[1]]:
        return False
    return any(
        comment.start_byte < span[1] and comment.end_byte > span[0]
        for _, comments in kind_query(tree, ("comment",)).nodes(tree, span)
        for comment in comments
    )


SWALLOWING = Habit(
    words=words("except", "suppress"),
    kinds=("except_clause", "call"),
    see=_see,
)
