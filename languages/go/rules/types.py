"""Types (Go spec, Types)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_CONSTRAINTS = ("type_constraint", "type_elem")


def _tilde(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if ancestors(tree, node)[0].type not in _CONSTRAINTS:
        yield mark("tilde-outside-constraint", "`~` may stand in a type constraint only", node)


RULES = (
    SyntaxRule(
        name="tilde-outside-constraint",
        kinds=("negated_type",),
        check=_tilde,
        example="package p\n\nvar x ~int\n",
        source="Go spec, Interface types",
    ),
)
