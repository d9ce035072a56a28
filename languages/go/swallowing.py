"""How Go code makes an error vanish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..habits import Habit, Sighting, children, text, words
from ..remarks import is_remarked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

# How Go names an error: err, e, ioErr, errClose, err2.
_ERROR = rb"(?:e|err\w*|\w*Err\d*)"
_IS_ERROR = lazy_compile(_ERROR + rb"$")
_CHECKS_ERROR = lazy_compile(_ERROR + rb"\s*!=\s*nil$")


def _see(node: Node, tree: SyntaxTree) -> Iterator[Sighting]:
    if is_remarked(node, tree):
        return
    if node.type == "if_statement":
        yield from _empty_check(node)
    elif node.type == "defer_statement":
        yield from _recover(node)
    else:
        yield from _blank(node)


def _empty_check(node: Node) -> Iterator[Sighting]:
    """`if err != nil {}`, `if r := recover(); r != nil {}`."""
    block = node.child_by_field_name("consequence")
    if block is None or block.named_children or node.child_by_field_name("alternative"):
        return
    condition = text(node.child_by_field_name("condition"))
    first = text(node.child_by_field_name("initializer"))
    if _CHECKS_ERROR.match(condition) or b"recover()" in first:
        message = f"`if {condition.decode('utf-8', 'replace')}` does nothing: the error vanishes"
        yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)


def _recover(node: Node) -> Iterator[Sighting]:
    """`defer func() { recover() }()`, and `_ = recover()` in it."""
    call = children(node)[0] if children(node) else None
    function = call.child_by_field_name("function") if call else None
    body = function.child_by_field_name("body") if function else None
    if body is None or any(child.is_extra for child in body.named_children):
        return
    lists = children(body)
    statements = children(lists[0]) if lists and lists[0].type == "statement_list" else lists
    said = [re.sub(rb"\s", b"", text(one)) for one in statements]
    if said in ([b"recover()"], [b"_=recover()"]):
        message = "`recover()` is asked and its answer thrown away: every panic vanishes"
        yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)


def _blank(node: Node) -> Iterator[Sighting]:
    """`_ = err`; `_ = f()` and `v, _ := f()` where the patch removed `err := f()` and the like."""
    left = [text(one) for one in _list(node.child_by_field_name("left"))]
    right = _list(node.child_by_field_name("right"))
    if not left or left[-1] != b"_" or len(right) != 1:
        return
    value = right[0]
    shown = text(node).split(b"\n")[0].decode("utf-8", "replace")
    if value.type == "identifier" and _IS_ERROR.match(text(value)):
        message = f"`{shown}` throws the error away"
        yield Sighting(node.start_byte, node.end_byte, node.start_byte, message)
    elif value.type == "call_expression":
        called = re.escape(text(value.child_by_field_name("function")))
        handled = lazy_compile(rb"\b" + _ERROR + rb"\s*:?=\s*" + called + rb"\s*\(")
        message = f"`{shown}` throws away the error that was looked at before"
        yield Sighting(node.start_byte, node.end_byte, node.start_byte, message, only_after=handled)


def _list(node: Node | None) -> list[Node]:
    return children(node) if node is not None else []


SWALLOWING = Habit(
    words=words("nil", "recover", "_"),
    kinds=(
        "if_statement",
        "defer_statement",
        "assignment_statement",
        "short_var_declaration",
    ),
    see=_see,
)
