"""Members of classes, interfaces, enums and records (JLS 8, 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule
from .nodes import ANNOTATIONS, mark, modifiers, parts, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_COMPACT = "compact_constructor_declaration"
_CONSTRUCTORS = ("constructor_declaration", _COMPACT)


def _members(node: Node) -> Iterator[Node]:
    body = node.child_by_field_name("body")
    if body is None:
        body = next((child for child in node.children if child.type == "class_body"), None)
    for child in () if body is None else body.children:
        if child.type == "enum_body_declarations":
            yield from child.children
        else:
            yield child


def _constructor(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    name = node.child_by_field_name("name") if node.type.endswith("_declaration") else None
    expected = None if name is None else text(name, tree)
    for member in _members(node):
        if member.type in _CONSTRUCTORS:
            own = member.child_by_field_name("name")
            if own is not None and text(own, tree) != expected:
                called = text(own, tree).decode("utf8", "replace")
                message = f"method `{called}` has no return type, and no class of that name is here"
                yield mark("missing-return-type", message, own)
            elif member.type == _COMPACT and node.type != "record_declaration":
                message = "only a record has a constructor without parameters' list"
                yield mark("missing-return-type", message, member)


def _constant(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for declarator in node.children_by_field_name("declarator"):
        if declarator.child_by_field_name("value") is None:
            message = "a field of an interface needs a value"
            yield mark("uninitialized-constant", message, declarator)


def _static(member: Node) -> bool:
    return any(modifier.type == "static" for modifier in modifiers(member))


def _record(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for member in _members(node):
        if member.type == "block":
            message = "a record has no instance initializer"
            yield mark("record-instance-member", message, member)
        elif member.type == "field_declaration" and not _static(member):
            message = "a record has no fields but its components and static ones"
            yield mark("record-instance-member", message, member)


def _component(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    components = node.child_by_field_name("parameters")
    for component in () if components is None else components.named_children:
        brackets = component.child_by_field_name("dimensions")
        if brackets is not None:
            message = "the brackets of a record's component stand behind its type"
            yield mark("malformed-component", message, brackets)
        for modifier in modifiers(component) if component.type.endswith("parameter") else ():
            if modifier.type not in ANNOTATIONS:
                message = "a record's component has no modifiers"
                yield mark("malformed-component", message, modifier)


def _varargs(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    parameters = [child for child in parts(node) if child.is_named]
    for parameter in parameters[:-1]:
        if parameter.type == "spread_parameter":
            message = "only the last parameter can be variadic"
            yield mark("misplaced-varargs", message, parameter)


def _spread(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for declarator in node.named_children:
        if declarator.type == "variable_declarator" and declarator.child_count > 1:
            message = "a variadic parameter is a type, `...` and a name"
            yield mark("misplaced-varargs", message, declarator)


RULES = (
    SyntaxRule(
        name="missing-return-type",
        kinds=(
            "class_declaration",
            "enum_constant",
            "enum_declaration",
            "object_creation_expression",
            "record_declaration",
        ),
        check=_constructor,
        example="class A { f() {} }\n",
        source="JLS 8.4, 8.8",
    ),
    SyntaxRule(
        name="uninitialized-constant",
        kinds=("constant_declaration",),
        check=_constant,
        example="interface A { int a; }\n",
        source="JLS 9.3",
    ),
    SyntaxRule(
        name="record-instance-member",
        kinds=("record_declaration",),
        check=_record,
        example="record A() { int a; }\n",
        source="JLS 8.10.2",
    ),
    SyntaxRule(
        name="malformed-component",
        kinds=("record_declaration",),
        check=_component,
        example="record A(int b[]) {}\n",
        source="JLS 8.10.1",
    ),
    SyntaxRule(
        name="misplaced-varargs",
        kinds=("formal_parameters",),
        check=_varargs,
        example="class A { void f(int... a, int b) {} }\n",
        source="JLS 8.4.1",
    ),
    SyntaxRule(
        name="misplaced-varargs",
        kinds=("spread_parameter",),
        check=_spread,
        example="class A { void f(int... a[]) {} }\n",
        source="JLS 8.4.1",
    ),
)
