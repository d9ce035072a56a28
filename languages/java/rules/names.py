"""Names: keywords and restricted identifiers (JLS 3.8, 3.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import mark, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

KEYWORDS = frozenset(
    b"abstract assert boolean break byte case catch char class const continue default do double"
    b" else enum extends final finally float for goto if implements import instanceof int"
    b" interface long native new package private protected public return short static strictfp"
    b" super switch synchronized this throw throws transient try void volatile while"
    b" true false null".split()
)
# JLS 3.9: no type may be called so, since the word begins a declaration or statement.
_NO_TYPES = frozenset((b"permits", b"record", b"sealed", b"var", b"yield"))

# Where a type stands alone, so that javac looks at its name.
_TYPED = frozenset(
    (
        "array_type",
        "cast_expression",
        "catch_type",
        "constant_declaration",
        "annotation_type_element_declaration",
        "extends_interfaces",
        "field_declaration",
        "formal_parameter",
        "instanceof_expression",
        "local_variable_declaration",
        "method_declaration",
        "receiver_parameter",
        "resource",
        "spread_parameter",
        "superclass",
        "type_arguments",
        "type_bound",
        "type_list",
        "type_parameter",
        "wildcard",
    )
)
# Here `var` asks for inference.
_INFERRED = ("local_variable_declaration", "enhanced_for_statement", "resource")
_PATTERNS = ("instanceof_expression", "record_pattern_component", "type_pattern")
_TYPE_DECLARATIONS = (
    "annotation_type_declaration",
    "class_declaration",
    "enum_declaration",
    "interface_declaration",
    "record_declaration",
)


def _keyword(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    word = text(node, tree)
    if word in KEYWORDS:
        if word == b"default" and ancestors(tree, node)[0].type == "switch_label":
            return  # `case null, default`: the rule for labels looks at it
        message = f"`{word.decode()}` is a keyword, it cannot be a name here"
        yield mark("keyword-as-name", message, node)


def _underscore(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """`_` names a variable that is never used, so it can only be declared (JLS 6.1)."""
    if text(node, tree) != b"_":
        return
    parent = ancestors(tree, node)[0]
    first = node.start_byte == parent.start_byte
    declared = (
        parent.type == "inferred_parameters"
        or (parent.type == "lambda_expression" and first)
        or (parent.type in _PATTERNS and not first and node.type == "identifier")
    )
    if not declared:
        yield mark("underscore-as-name", "`_` can stand for an unused variable only", node)


def _unnamed(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    around = [parent.type for parent in ancestors(tree, node)]
    if around[0] == "formal_parameter" and around[2] != "lambda_expression":
        yield mark("underscore-as-name", "`_` cannot name a parameter of a method", node)
    elif around[:2] == ["variable_declarator", "field_declaration"]:
        yield mark("underscore-as-name", "`_` cannot name a field", node)


def _type_name(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    word = text(node, tree)
    if word not in _NO_TYPES:
        return
    around = [parent.type for parent in ancestors(tree, node)]
    if around[0] not in _TYPED:
        return
    if word == b"var":
        if around[0] in _INFERRED:
            return
        if around[:3] == ["formal_parameter", "formal_parameters", "lambda_expression"]:
            return
    message = f"`{word.decode()}` cannot name a type"
    yield mark("restricted-type-name", message, node)


def _declared_type(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    name = node.child_by_field_name("name")
    if name is not None and text(name, tree) in _NO_TYPES:
        message = f"`{text(name, tree).decode()}` cannot name a type"
        yield mark("restricted-type-name", message, name)


def _yield_call(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    name = node.child_by_field_name("name")
    if name is None or node.child_by_field_name("object") is not None:
        return
    if text(name, tree) == b"yield":
        message = "a method called `yield` must be called with a qualifier: `this.yield(…)`"
        yield mark("unqualified-yield-call", message, name)


def _qualified_this(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    field = node.child_by_field_name("field")
    if field is None or field.type != "this":
        return
    owner: Node | None = node
    while owner is not None and owner.type == "field_access":
        owner = owner.child_by_field_name("object")
    if owner is None or owner.type != "identifier":
        yield mark("misplaced-this", "`this` can follow the name of a class only", field)


RULES = (
    SyntaxRule(
        name="keyword-as-name",
        kinds=("identifier", "type_identifier"),
        check=_keyword,
        example="class A { int if; }\n",
        source="JLS 3.8, 3.9",
    ),
    SyntaxRule(
        name="underscore-as-name",
        kinds=("identifier", "type_identifier"),
        check=_underscore,
        example="class A { int a = _; }\n",
        source="JLS 3.9, 6.1",
    ),
    SyntaxRule(
        name="underscore-as-name",
        kinds=("underscore_pattern",),
        check=_unnamed,
        example="class A { void f(int _) {} }\n",
        source="JLS 3.9, 6.1",
    ),
    SyntaxRule(
        name="restricted-type-name",
        kinds=("type_identifier",),
        check=_type_name,
        example="class A { var a; }\n",
        source="JLS 3.9",
    ),
    SyntaxRule(
        name="restricted-type-name",
        kinds=_TYPE_DECLARATIONS,
        check=_declared_type,
        example="class record {}\n",
        source="JLS 3.9, 8.1",
    ),
    SyntaxRule(
        name="misplaced-this",
        kinds=("field_access",),
        check=_qualified_this,
        example="class A { Object a = f().this; }\n",
        source="JLS 15.8.4",
    ),
    SyntaxRule(
        name="unqualified-yield-call",
        kinds=("method_invocation",),
        check=_yield_call,
        example="class A { int a = yield(1); }\n",
        source="JLS 3.9",
    ),
)
