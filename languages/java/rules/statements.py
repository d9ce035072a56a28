"""Statements (JLS 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

# JLS 14.8; `ERROR` has been reported already.
_STATEMENT_EXPRESSIONS = frozenset(
    (
        "ERROR",
        "assignment_expression",
        "method_invocation",
        "object_creation_expression",
        "switch_expression",
        "update_expression",
    )
)
_LOOP_PARTS = _STATEMENT_EXPRESSIONS | {"local_variable_declaration"}
# A `switch` right below one of these is a statement, and so are the rules in it.
_STATEMENTS = frozenset(
    (
        "block",
        "constructor_body",
        "do_statement",
        "if_statement",
        "labeled_statement",
        "switch_block_statement_group",
        "while_statement",
    )
)
_OPERATIONS = (
    "binary_expression",
    "cast_expression",
    "ternary_expression",
    "unary_expression",
)
_DECLARATIONS = {
    "annotation_type_declaration": "type",
    "class_declaration": "type",
    "enum_declaration": "type",
    "interface_declaration": "type",
    "local_variable_declaration": "variable",
    "record_declaration": "type",
}
_NOT_A_STATEMENT = "this expression is no statement: only assignments, calls, `new`, `++`, `--` are"


def _assigns(expression: Node) -> bool:
    """`a + b = c`: javac's parser takes it for an assignment to `a + b`, the grammar for a sum.

    Not so after `a <`, where it looks for the arguments of a type.
    """
    first = last = expression
    operator = None
    while first.type == "binary_expression":
        operator = first.child_by_field_name("operator")
        first = parts(first)[0]
    if operator is not None and operator.type == "<" and _may_be_type(first):
        return False
    while last.type in _OPERATIONS:
        last = parts(last)[-1]
    return last.type == "assignment_expression"


def _may_be_type(left: Node) -> bool:
    while left.type == "field_access":
        left = left.named_children[0]
    return left.type == "identifier"


def _expression(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    expression = parts(node)[0]
    if expression.type in _STATEMENT_EXPRESSIONS or _assigns(expression):
        return
    around = [parent.type for parent in ancestors(tree, node)[:4]]
    if around[0] == "switch_rule" and around[-1] not in _STATEMENTS:
        return  # the value of a switch expression
    if not (node.has_error or _torn_off(node)):
        yield mark("not-a-statement", _NOT_A_STATEMENT, expression)


def _torn_off(node: Node) -> bool:
    """Whether the grammar found no place for what stands right before: `super` of `super(a);`."""
    before = node.prev_sibling
    while before is not None and before.is_extra and before.type != "ERROR":
        before = before.prev_sibling
    return before is not None and before.type == "ERROR"


def _loop(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for field in ("init", "update"):
        for part in node.children_by_field_name(field):
            if part.type not in _LOOP_PARTS and part.is_named and not part.has_error:
                yield mark("not-a-statement", _NOT_A_STATEMENT, part)


def _body(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if node.type == "labeled_statement":
        bodies = node.named_children[-1:]
    else:
        fields = ("consequence", "alternative", "body")
        bodies = [body for field in fields for body in node.children_by_field_name(field)]
    for body in bodies:
        if body.type in _DECLARATIONS:
            what = _DECLARATIONS[body.type]
            message = f"the declaration of a {what} cannot stand here without braces"
            yield mark("declaration-as-body", message, body)


RULES = (
    SyntaxRule(
        name="not-a-statement",
        kinds=("expression_statement",),
        check=_expression,
        example="class A { void f() { a; } }\n",
        source="JLS 14.8",
    ),
    SyntaxRule(
        name="not-a-statement",
        kinds=("for_statement",),
        check=_loop,
        example="class A { void f() { for (a; ; ) {} } }\n",
        source="JLS 14.14.1",
    ),
    SyntaxRule(
        name="declaration-as-body",
        kinds=(
            "do_statement",
            "enhanced_for_statement",
            "for_statement",
            "if_statement",
            "labeled_statement",
            "while_statement",
        ),
        check=_body,
        example="class A { void f() { if (a) int b; } }\n",
        source="JLS 14.5",
    ),
)
