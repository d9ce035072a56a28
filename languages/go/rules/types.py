"""Types (Go spec, Types)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

# In the others gofmt's parser reads an operator, and leaves it to the type checker.
_ALLOWED = (
    "argument_list",
    "composite_literal",
    "type_constraint",
    "type_conversion_expression",
    "type_elem",
)


def _tilde(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if ancestors(tree, node)[0].type not in _ALLOWED:
        yield mark("tilde-outside-constraint", "`~` may stand in a type constraint only", node)


def _tilde_first(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if tree.source.startswith(b"~", node.start_byte):
        yield mark("tilde-outside-constraint", "no statement begins with `~`", node)


RULES = (
    SyntaxRule(
        name="tilde-outside-constraint",
        kinds=("negated_type",),
        check=_tilde,
        example="package p\n\nvar x ~int\n",
        source="Go spec, Interface types",
    ),
    SyntaxRule(
        name="tilde-outside-constraint",
        kinds=("expression_statement",),
        check=_tilde_first,
        example="package p\n\nfunc f() { ~g(x) }\n",
        source="Go spec, Interface types, Expression statements",
    ),
)
