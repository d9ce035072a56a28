"""Operators that run together (JLS 3.2: the next token is the longest that fits)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree


def _glued(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    operator = node.child_by_field_name("operator")
    if operator is None or operator.type not in ("+", "-"):
        return
    end = operator.end_byte
    token = tree.source[end - 1 : end + 1]
    if token in (b"++", b"--"):
        message = f"`{token.decode()}` is one token; put a space between the two operators"
        yield Violation("glued-operators", message, end - 1, end + 1)


RULES = (
    SyntaxRule(
        name="glued-operators",
        kinds=("binary_expression", "unary_expression"),
        check=_glued,
        example="class A { int a = b--c; }\n",
        source="JLS 3.2, 3.12",
    ),
)
