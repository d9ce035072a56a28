"""Operators that run together (Go spec, Tokens: the next token is the longest that fits)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

# The grammar reads `a--b` as a minus of a minus where a decrement cannot stand.
_LONGER = frozenset((b"++", b"--", b"&&", b"&^", b"<-"))


def _glued(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    operator = node.child_by_field_name("operator")
    if operator is None:
        return
    end = operator.end_byte
    text = tree.source[end - 1 : end + 1]
    if operator.start_byte == end - 1 and text in _LONGER:
        message = f"`{text.decode()}` is one token; put a space between the two operators"
        yield Violation("glued-operators", message, end - 1, end + 1)


RULES = (
    SyntaxRule(
        name="glued-operators",
        kinds=("binary_expression", "unary_expression"),
        check=_glued,
        example="package p\n\nvar x = a--b\n",
        source="Go spec, Tokens",
    ),
)
