"""Local variables: `var` and `_` (JLS 14.4.1, 15.27.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_ARRAY = "`var` cannot be the element type of an array"


def _inferred(node: Node, tree: SyntaxTree) -> bool:
    kind = node.child_by_field_name("type")
    return kind is not None and text(kind, tree) == b"var"


def _var(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if not _inferred(node, tree):
        return
    declarators = node.children_by_field_name("declarator")
    for declarator in declarators[1:]:
        message = "`var` declares one variable at a time"
        yield mark("malformed-var", message, declarator)
    for variable in (*declarators, node):
        brackets = variable.child_by_field_name("dimensions")
        if brackets is not None:
            yield mark("malformed-var", _ARRAY, brackets)


def _lambda(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    parameters = node.child_by_field_name("parameters")
    if parameters is None or parameters.type != "formal_parameters":
        return
    declared = [child for child in parameters.named_children if "parameter" in child.type]
    inferred = [child for child in declared if _inferred(child, tree)]
    for parameter in inferred:
        brackets = parameter.child_by_field_name("dimensions")
        if brackets is not None:
            yield mark("malformed-var", _ARRAY, brackets)
        elif len(inferred) < len(declared):
            message = "a lambda has `var` before all of its parameters or before none"
            yield mark("mixed-lambda-parameters", message, parameter)


def _unnamed(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for declarator in node.children_by_field_name("declarator"):
        name = declarator.child_by_field_name("name")
        if name is None or text(name, tree) != b"_":
            continue
        if declarator.child_by_field_name("dimensions") is not None:
            message = "no brackets can follow `_`"
            yield mark("malformed-unnamed-variable", message, declarator)
        elif declarator.child_by_field_name("value") is None:
            message = "a variable without a name needs a value"
            yield mark("malformed-unnamed-variable", message, declarator)


RULES = (
    SyntaxRule(
        name="malformed-var",
        kinds=("enhanced_for_statement", "local_variable_declaration", "resource"),
        check=_var,
        example="class A { void f() { var a = 1, b = 2; } }\n",
        source="JLS 14.4.1",
    ),
    SyntaxRule(
        name="mixed-lambda-parameters",
        kinds=("lambda_expression",),
        check=_lambda,
        example="class A { F a = (var b, int c) -> 1; }\n",
        source="JLS 15.27.1",
    ),
    SyntaxRule(
        name="malformed-unnamed-variable",
        kinds=("local_variable_declaration",),
        check=_unnamed,
        example="class A { void f() { int _; } }\n",
        source="JLS 14.4.1",
    ),
)
