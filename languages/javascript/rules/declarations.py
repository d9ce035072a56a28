"""Declarations: their initialisers, their names, and where they may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import ancestors
from .nodes import (
    CLASSES,
    bound_names,
    child_at,
    declarators,
    declared,
    has_token,
    is_strict,
    newline_between,
    text,
)
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_PATTERNS = ("array_pattern", "object_pattern")


@rule(
    "missing-initializer",
    "lexical_declaration",
    "variable_declaration",
    example="const x;",
    source="ECMA-262 14.3.1.1",
)
def missing_initializer(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    kind = child_at(node, 0)
    constant = kind is not None and kind.type == "const"
    for declarator in declarators(node):
        name = declarator.child_by_field_name("name")
        if name is None or declarator.child_by_field_name("value") is not None:
            continue
        if constant:
            yield declarator, "`const` needs a value"
        elif name.type in _PATTERNS:
            yield declarator, "a destructuring declaration needs a value"


@rule(
    "initializer-in-for-of",
    "for_in_statement",
    example="for (var [a] = 1 in b);",
    source="ECMA-262 14.7.5, B.3.5",
)
def initializer_in_for_of(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    value = node.child_by_field_name("value")
    left = node.child_by_field_name("left")
    if value is None or left is None:
        return
    if not has_token(node, "in") or not has_token(node, "var") or left.type in _PATTERNS:
        yield value, "the variable of a `for`-`in` or `for`-`of` loop takes no value"
    elif is_strict(ancestors(tree, node), node, tree):
        yield value, "the variable of a `for`-`in` loop takes no value in strict mode"


@rule(
    "sequence-in-for-of",
    "for_in_statement",
    example="for (a of b, c);",
    source="ECMA-262 14.7.5 ForInOfStatement",
)
def sequence_in_for_of(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    right = node.child_by_field_name("right")
    if right is not None and right.type == "sequence_expression" and has_token(node, "of"):
        yield right, "`for`-`of` takes one value; put a sequence in parentheses"


@rule(
    "for-without-semicolon",
    "for_statement",
    example="for (let a = 1\na < 2; a++);",
    source="ECMA-262 14.7.4, 12.10.1",
)
def for_without_semicolon(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    initializer = node.child_by_field_name("initializer")
    if initializer is None or not initializer.type.endswith("_declaration"):
        return
    if initializer.children[-1].type != ";":
        yield initializer, "no semicolon is inserted in the header of a `for`"


@rule(
    "expression-as-binding",
    "formal_parameters",
    "lexical_declaration",
    "variable_declaration",
    "catch_clause",
    example="function f(a.b) {}",
    source="ECMA-262 14.3.3 BindingPattern, 15.1 FormalParameter",
)
def expression_as_binding(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    stack = [node]
    while stack:
        part = stack.pop()
        if part.type in ("member_expression", "subscript_expression", "call_expression"):
            yield part, "only names and patterns can be declared"
        field = _BINDING_PARTS.get(part.type)
        if part is node and node.type != "formal_parameters":
            stack += binding_roots(node)
        elif field == "":
            stack += part.named_children
        elif field is not None:
            inner = part.child_by_field_name(field)
            stack += [] if inner is None else [inner]


_BINDING_PARTS = {
    "formal_parameters": "",
    "array_pattern": "",
    "object_pattern": "",
    "rest_pattern": "",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
    "pair_pattern": "value",
}


def binding_roots(node: Node) -> list[Node]:
    """The names and patterns that a declaration or a `catch` binds."""
    holders = list(declarators(node)) or [node]
    found = [
        holder.child_by_field_name("name") or holder.child_by_field_name("parameter")
        for holder in holders
    ]
    return [root for root in found if root is not None]


@rule(
    "ambiguous-for-of",
    "for_in_statement",
    example="for (async of x);",
    source="ECMA-262 14.7.5",
)
def ambiguous_for_of(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    left = node.child_by_field_name("left")
    if left is None or not has_token(node, "of") or node.child_by_field_name("kind") is not None:
        return
    if text(left, tree) == b"let" or (
        text(left, tree) == b"async" and not has_token(node, "await")
    ):
        yield left, "`for (let of` and `for (async of` begin no loop"


@rule(
    "let-as-lexical-name",
    "lexical_declaration",
    "for_in_statement",
    *CLASSES,
    example="let let = 1",
    source="ECMA-262 14.3.1.1",
)
def let_as_lexical_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for name in _lexical_names(node):
        if text(name, tree) == b"let":
            yield name, "`let` can't be the name of a `let`, a `const` or a class"


def _lexical_names(node: Node) -> Iterator[Node]:
    if node.type == "lexical_declaration":
        yield from declared(node)
    elif node.type == "for_in_statement":
        kind = node.child_by_field_name("kind")
        left = node.child_by_field_name("left")
        if kind is not None and kind.type != "var" and left is not None:
            yield from bound_names(left)
    else:
        name = node.child_by_field_name("name")
        yield from () if name is None else (name,)


_BODIES = {
    "if_statement": "consequence",
    "else_clause": "",
    "for_statement": "body",
    "for_in_statement": "body",
    "while_statement": "body",
    "do_statement": "body",
    "with_statement": "body",
    "labeled_statement": "body",
}
_LEXICAL = ("lexical_declaration", "class_declaration", "using_declaration")


@rule(
    "declaration-as-body",
    *_BODIES,
    example="if (a) let b = 1",
    source="ECMA-262 14 Statement, B.3.1, B.3.3",
)
def declaration_as_body(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    field = _BODIES[node.type]
    children = [child for child in node.named_children if not child.is_extra]
    body = node.child_by_field_name(field) if field else children[-1] if children else None
    if body is None:
        return
    message = "a declaration may not stand here without braces"
    kind = body.type
    if kind in _LEXICAL or kind == "generator_function_declaration":
        yield body, message
    elif kind == "function_declaration":
        loop = node.type not in ("if_statement", "else_clause", "labeled_statement")
        if loop or has_token(body, "async") or is_strict(ancestors(tree, node), node, tree):
            yield body, message
    elif kind == "labeled_statement" and node.type != "labeled_statement":
        while body is not None and body.type == "labeled_statement":
            body = body.child_by_field_name("body")
        if body is not None and body.type == "function_declaration":
            yield body, message


# `async` and `function` on one line begin a declaration.
_BEGINNING = lazy_compile(rb"(async[ \t]+)?function\b|class\b(?![$:])")


@rule(
    "nameless-declaration",
    "expression_statement",
    example="function () {}",
    source="ECMA-262 14.5 ExpressionStatement",
)
def nameless_declaration(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    found = _BEGINNING.match(tree.source, node.start_byte)
    if found is None:
        return
    leaf = tree.root.descendant_for_byte_range(found.end() - 1, found.end())
    if leaf is not None and leaf.type in ("function", "class"):
        yield leaf, f"a statement that begins with `{leaf.type}` is a declaration and needs a name"


@rule(
    "object-as-statement",
    "expression_statement",
    example="{ a: 1, b: 2 }",
    source="ECMA-262 14.5 ExpressionStatement",
)
def object_as_statement(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if tree.source[node.start_byte] != ord("{"):
        return
    first = child_at(node, 0)
    while first is not None and first.type not in ("object", "object_pattern"):
        first = child_at(first, 0)
    if first is None:
        return
    goes_on = first.parent is not None and first.parent.type == "sequence_expression"
    if first.type == "object" and not goes_on and _may_be_block(first, tree):
        return
    yield first, "a statement that begins with `{` is a block; put the object in parentheses"


def _may_be_block(node: Node, tree: SyntaxTree) -> bool:
    """Whether what the grammar reads as an object is a block: `{ label: value, value }`."""
    pairs = 0
    for child in node.named_children:
        if child.type == "pair":
            key = child.child_by_field_name("key")
            pairs += 1
            if pairs > 1 or key is None or key.type != "property_identifier":
                return False
        elif child.type == "method_definition":
            parameters = child.child_by_field_name("parameters")
            body = child.child_by_field_name("body")
            if parameters is None or body is None or not newline_between(tree, parameters, body):
                return False
        elif child.type == "spread_element":
            return False
    return not text(node, tree)[:-1].rstrip().endswith(b",")
