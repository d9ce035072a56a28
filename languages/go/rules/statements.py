"""Statements (Go spec, Statements)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule
from .nodes import mark, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_CALLS = frozenset(("call_expression", "type_conversion_expression"))


def _deferred(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    keyword, *rest = parts(node)
    if len(rest) != 1 or rest[0].type in _CALLS or rest[0].type == "ERROR":
        return
    if rest[0].type == "parenthesized_expression":
        message = f"the call after `{keyword.type}` must not stand in parentheses"
    else:
        message = f"`{keyword.type}` needs a call"
    yield mark("deferred-non-call", message, rest[0])


def _range(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    left = node.child_by_field_name("left")
    if left is not None and left.named_child_count > 2:
        values = [child for child in parts(left) if child.is_named]
        if len(values) > 2:
            yield mark("excess-range-variable", "`range` gives at most two values", values[2])


def _receive(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    left = node.child_by_field_name("left")
    if left is not None:
        values = [child for child in parts(left) if child.is_named]
        if len(values) > 2:
            message = "a receive gives at most two values"
            yield mark("excess-receive-variable", message, values[2])


RULES = (
    SyntaxRule(
        name="deferred-non-call",
        kinds=("defer_statement", "go_statement"),
        check=_deferred,
        example="package p\n\nfunc f() { defer g }\n",
        source="Go spec, Defer statements, Go statements",
    ),
    SyntaxRule(
        name="excess-range-variable",
        kinds=("range_clause",),
        check=_range,
        example="package p\n\nfunc f() {\n\tfor a, b, c := range d {\n\t}\n}\n",
        source="Go spec, For statements with range clause",
    ),
    SyntaxRule(
        name="excess-receive-variable",
        kinds=("receive_statement",),
        check=_receive,
        example="package p\n\nfunc f() {\n\tselect {\n\tcase a, b, c := <-d:\n\t}\n}\n",
        source="Go spec, Select statements",
    ),
)
