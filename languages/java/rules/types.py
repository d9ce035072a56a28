"""Types, and what stands where a type is wanted (JLS 4, 8.3, 8.4, 15.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark, modifiers, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_PRIMITIVES = ("boolean_type", "floating_point_type", "integral_type", "void_type")
_EXCEPTIONS = ("annotated_type", "scoped_type_identifier", "type_identifier")
_TYPE_NAMES = ("scoped_type_identifier", "type_identifier")
_VARIABLES = ("constant_declaration", "field_declaration", "local_variable_declaration")


def _void(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    kind = node.child_by_field_name("type")
    if kind is None or kind.type != "void_type":
        return
    if node.type != "local_variable_declaration" or not modifiers(node):
        yield mark("void-variable", "a variable cannot be `void`", kind)


def _void_array(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    element = node.child_by_field_name("element") or node.child_by_field_name("type")
    if element is not None and element.type == "void_type":
        yield mark("void-variable", "there are no arrays of `void`", element)


def _diamond(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if any(child.is_named for child in parts(node)):
        return
    around = [
        parent.type for parent in ancestors(tree, node)[:3] if parent.type != "annotated_type"
    ]
    if around[:2] != ["generic_type", "object_creation_expression"]:
        message = "`<>` can stand after `new` only, elsewhere the type needs its arguments"
        yield mark("misplaced-diamond", message, node)


def _compared_type(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """`a instanceof B < c`: behind a type, javac reads `<` as the beginning of its arguments."""
    operator = node.child_by_field_name("operator")
    left = node.child_by_field_name("left")
    if operator is None or operator.type != "<" or left is None:
        return
    if left.type == "instanceof_expression" and parts(left)[-1].type in _TYPE_NAMES:
        message = "`<` behind the type of an `instanceof` begins type arguments; use parentheses"
        yield mark("compared-type-test", message, operator)


def _new(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    kind = node.child_by_field_name("type")
    if kind is not None and kind.type in _PRIMITIVES:
        yield mark("new-primitive", "`new` needs a class, or brackets for an array", kind)


def _throws(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for child in parts(node):
        if child.is_named and child.type not in (*_EXCEPTIONS, "ERROR"):
            yield mark("malformed-throws", "`throws` takes names of exception classes", child)


def _template(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    message = "string templates were a preview in Java 21 and 22 and are gone"
    yield mark("string-template", message, node)


RULES = (
    SyntaxRule(
        name="void-variable",
        kinds=_VARIABLES,
        check=_void,
        example="class A { void a = 1; }\n",
        source="JLS 8.3, 14.4",
    ),
    SyntaxRule(
        name="void-variable",
        kinds=("array_creation_expression", "array_type"),
        check=_void_array,
        example="class A { void[] f() {} }\n",
        source="JLS 4.3",
    ),
    SyntaxRule(
        name="misplaced-diamond",
        kinds=("type_arguments",),
        check=_diamond,
        example="class A { List<> a; }\n",
        source="JLS 4.5.1, 15.9",
    ),
    SyntaxRule(
        name="compared-type-test",
        kinds=("binary_expression",),
        check=_compared_type,
        example="class A { boolean a = b instanceof C < d; }\n",
        source="JLS 15.20",
    ),
    SyntaxRule(
        name="new-primitive",
        kinds=("object_creation_expression",),
        check=_new,
        example="class A { Object a = new int(1); }\n",
        source="JLS 15.9",
    ),
    SyntaxRule(
        name="malformed-throws",
        kinds=("throws",),
        check=_throws,
        example="class A { void f() throws int {} }\n",
        source="JLS 8.4.6",
    ),
    SyntaxRule(
        name="string-template",
        kinds=("template_expression",),
        check=_template,
        example='class A { String a = b."c"; }\n',
        source="JLS 15 (Java 23 and later)",
    ),
)
