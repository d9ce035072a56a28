"""Where `:=` may stand, and what it may bind in a comprehension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .base import Finding, rule, text
from .context import COMPREHENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

SOURCE = "Python reference, 6.12 Assignment expressions (PEP 572)"

_NEEDS_PARENTHESES = frozenset(
    (
        "assert_statement",
        "assignment",
        "augmented_assignment",
        "block",
        "conditional_expression",
        "default_parameter",
        "expression_statement",
        "for_in_clause",
        "keyword_argument",
        "lambda",
        "module",
        "pair",
        "raise_statement",
        "return_statement",
        "slice",
        "type",
        "typed_default_parameter",
        "with_item",
        "yield",
    )
)


@rule("bare-walrus", "named_expression", example="a := 1\n", source=SOURCE)
def bare_walrus(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    around = ancestors(tree, node)
    if around and around[0].type in _NEEDS_PARENTHESES:
        yield node, "`:=` needs parentheses here"


@rule("walrus-in-iterable", "named_expression", example="[a for a in (b := c)]\n", source=SOURCE)
def walrus_in_iterable(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    around = ancestors(tree, node)
    if any(outer.type == "for_in_clause" for outer in _expression(around)):
        yield node, "`:=` in what a comprehension runs over"


@rule(
    "walrus-in-class-comprehension",
    "named_expression",
    example="class A:\n    b = [(c := d) for d in e]\n",
    source=SOURCE,
)
def walrus_in_class_comprehension(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    around = ancestors(tree, node)
    expression = _expression(around)
    if not any(outer.type in COMPREHENSIONS for outer in expression):
        return
    for outer in around[len(expression) :]:
        if outer.type in ("function_definition", "lambda"):
            return
        if outer.type == "class_definition":
            yield node, "`:=` in a comprehension of a class body"
            return


def _expression(around: list[Node]) -> list[Node]:
    """The ancestors up to the end of the expression, or to the lambda that has its own names."""
    for number, outer in enumerate(around):
        if outer.type in ("block", "module", "lambda"):
            return around[:number]
    return around


@rule(
    "walrus-rebinds-loop-variable",
    *COMPREHENSIONS,
    example="[a := 1 for a in b]\n",
    source=SOURCE,
)
def walrus_rebinds_loop_variable(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if b":=" not in tree.source[node.start_byte : node.end_byte]:
        return
    targets = {
        text(name, tree)
        for clause in node.named_children
        if clause.type == "for_in_clause"
        for target in clause.children_by_field_name("left")
        for name in _below(target)
        if name.type == "identifier"
    }
    for inner in _below(node):
        if inner.type == "named_expression" and text(inner.children[0], tree) in targets:
            yield inner, "`:=` binds the loop variable of its comprehension"


def _below(node: Node) -> Iterator[Node]:
    """`node` and all below it, but nothing in a lambda: that has names of its own."""
    left = [node]
    while left:
        node = left.pop()
        yield node
        if node.type != "lambda":
            left += reversed(node.named_children)


RULES = (
    bare_walrus,
    walrus_in_iterable,
    walrus_in_class_comprehension,
    walrus_rebinds_loop_variable,
)
