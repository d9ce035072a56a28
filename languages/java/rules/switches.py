"""Labels of a switch (JLS 14.11.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule
from .nodes import mark, parts, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_PATTERNS = ("pattern", "record_pattern", "type_pattern")


def _default(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    before = ""
    for child in parts(node):
        if (
            child.type == "identifier"
            and text(child, tree) == b"default"
            and before != "null_literal"
        ):
            message = "`default` can follow `case null,` only"
            yield mark("misplaced-default", message, child)
        if child.is_named:
            before = child.type


def _guard(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    before = ""
    for child in parts(node):
        if child.type == "guard" and before not in _PATTERNS:
            yield mark("guard-without-pattern", "`when` can follow a pattern only", child)
        if child.is_named:
            before = child.type


RULES = (
    SyntaxRule(
        name="misplaced-default",
        kinds=("switch_label",),
        check=_default,
        example="class A { void f() { switch (a) { case 1, default -> b(); } } }\n",
        source="JLS 14.11.1",
    ),
    SyntaxRule(
        name="guard-without-pattern",
        kinds=("switch_label",),
        check=_guard,
        example="class A { void f() { switch (a) { case 1 when b -> c(); } } }\n",
        source="JLS 14.11.1",
    ),
)
