"""Operators: what may stand beside them without parentheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from .nodes import child_at, first_named, newline_between, text, unwrapped
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_ASSIGNMENTS = ("assignment_expression", "augmented_assignment_expression")
_TITLES = {"arrow_function": "an arrow function", "yield_expression": "`yield`"}
_LOOSER = "this needs parentheses before it can be called, read from or extended"

# Parents whose children bind tighter than an assignment; of the second kind, only the first child.
_OPERATORS = frozenset(
    (
        "binary_expression",
        "unary_expression",
        "update_expression",
        "await_expression",
        "class_heritage",
        "member_expression",
        "call_expression",
        "new_expression",
    )
)
_FIRST_ONLY = frozenset(("ternary_expression", "subscript_expression"))
_TIGHT = frozenset(("member_expression", "subscript_expression", "call_expression"))


@rule(
    "operand-without-parentheses",
    *_ASSIGNMENTS,
    *_TITLES,
    example="a + b = c",
    source="ECMA-262 13.15 AssignmentExpression",
)
def operand_without_parentheses(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    parent = node.parent
    if parent is None or not _is_operand(node, parent):
        return
    kind = node.type
    if kind in _ASSIGNMENTS:
        yield node, "an assignment is no operand; put it in parentheses"
    # In sloppy mode code `yield` without an operand may be a name.
    elif kind == "yield_expression" and node.named_child_count == 0:
        return
    elif kind == "yield_expression" or not _ends_with_its_line(node, tree):
        yield node, f"{_TITLES[kind]} is no operand; put it in parentheses"


def _is_operand(node: Node, parent: Node) -> bool:
    if parent.type in _FIRST_ONLY:
        return node.start_byte == parent.start_byte
    return parent.type in _OPERATORS


@rule(
    "operator-result-as-callee",
    "update_expression",
    "await_expression",
    "class_heritage",
    example="a++ (b)",
    source="ECMA-262 13.3 LeftHandSideExpression, 15.7 ClassHeritage",
)
def operator_result_as_callee(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if node.type == "class_heritage":
        value = first_named(node)
        if value is not None and value.type in _LOOSE:
            yield value, _LOOSER
        return
    parent = node.parent
    if parent is not None and parent.type in _TIGHT and node.start_byte == parent.start_byte:
        yield node, _LOOSER


_LOOSE = frozenset(
    (
        "binary_expression",
        "unary_expression",
        "update_expression",
        "ternary_expression",
        "await_expression",
    )
)


_NEW_STATEMENT = lazy_compile(rb"[^\S\n]*(?://[^\n]*)?\n\s*[(\[+\-/`]")


def _ends_with_its_line(arrow: Node, tree: SyntaxTree) -> bool:
    """Whether a semicolon is inserted after the braces of `arrow`: nothing may be applied to it."""
    body = arrow.child_by_field_name("body")
    block = body is not None and body.type == "statement_block"
    return block and _NEW_STATEMENT.match(tree.source, arrow.end_byte) is not None


@rule(
    "newline-before-postfix",
    "update_expression",
    example="a[b\n++]",
    source="ECMA-262 13.4 UpdateExpression",
)
def newline_before_postfix(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    operand, operator = child_at(node, 0), child_at(node, 1)
    if operand is None or operator is None or operator.type not in ("++", "--"):
        return
    # On a new line it belongs to what follows, which must then be there.
    if newline_between(tree, operand, operator) and _NOTHING.match(tree.source, node.end_byte):
        yield operator, f"no line break may stand before `{operator.type}`"


_NOTHING = lazy_compile(rb"\s*(?:[)\]},;:?=]|$)")


@rule(
    "coalesce-mixed-with-logic",
    "binary_expression",
    example="a ?? b || c",
    source="ECMA-262 13.13 CoalesceExpression",
)
def coalesce_mixed_with_logic(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    operator = _operator(node)
    if operator not in ("??", "||", "&&"):
        return
    for side in (node.child_by_field_name("left"), node.child_by_field_name("right")):
        if side is None or side.type != "binary_expression":
            continue
        inner = _operator(side)
        if inner in ("??", "||", "&&") and (inner == "??") != (operator == "??"):
            yield side, f"`{operator}` and `{inner}` may not be mixed without parentheses"


@rule(
    "unary-before-power",
    "binary_expression",
    example="-a ** b",
    source="ECMA-262 13.6 ExponentiationExpression",
)
def unary_before_power(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    left = node.child_by_field_name("left")
    if left is not None and left.type == "unary_expression" and _operator(node) == "**":
        yield left, "a unary operator before `**` needs parentheses, around it or around the power"


def _operator(node: Node) -> str:
    operator = node.child_by_field_name("operator")
    return "" if operator is None else operator.type


@rule(
    "private-name-as-operand",
    "binary_expression",
    example="class A { #a; m() { return 1 + #a in b } }",
    source="ECMA-262 13.10 RelationalExpression",
)
def private_name_as_operand(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    right = node.child_by_field_name("right")
    if right is None or _operator(node) not in _TIGHTER_THAN_EQUALITY:
        return
    left = right.child_by_field_name("left") if right.type == "binary_expression" else None
    if left is not None and left.type == "private_property_identifier":
        yield right, f"`#name in` is no operand of `{_operator(node)}`; put it in parentheses"


_TIGHTER_THAN_EQUALITY = frozenset(
    ("+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "<", ">", "<=", ">=", "in", "instanceof")
)


@rule(
    "newline-before-arrow",
    "arrow_function",
    example="x = (a)\n=> a",
    source="ECMA-262 15.3 ArrowFunction, 15.9 AsyncArrowFunction",
)
def newline_before_arrow(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    before: Node | None = None
    for child in node.children:
        if child.is_extra:
            continue
        if child.type == "=>" and before is not None and newline_between(tree, before, child):
            yield child, "no line break may stand before `=>`"
        if before is not None and before.type == "async" and newline_between(tree, before, child):
            yield before, "no line break may stand after the `async` of an arrow function"
        if child.type == "=>":
            return
        before = child


@rule(
    "optional-chain-in-new",
    "new_expression",
    example="new a?.b()",
    source="ECMA-262 13.3 MemberExpression",
)
def optional_chain_in_new(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    constructor = node.child_by_field_name("constructor")
    if constructor is None:
        return
    if has_optional_chain(constructor):
        yield constructor, "`new` takes no optional chain"
    while constructor is not None and constructor.type in _CHAIN:
        if constructor.type == "call_expression":
            callee = constructor.child_by_field_name("function")
            if callee is not None and callee.type == "import":
                yield constructor, "`new` can't be used with `import()`"
        constructor = _inner(constructor)


@rule(
    "template-on-optional-chain",
    "call_expression",
    example="a?.b`c`",
    source="ECMA-262 13.3.1.1",
)
def template_on_optional_chain(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if tree.source[node.end_byte - 1] != ord("`"):
        return
    arguments = node.child_by_field_name("arguments")
    callee = node.child_by_field_name("function")
    if arguments is None or callee is None or arguments.type != "template_string":
        return
    if has_optional_chain(callee) or node.child_by_field_name("optional_chain") is not None:
        yield arguments, "an optional chain may not tag a template"


_CHAIN = ("member_expression", "subscript_expression", "call_expression")


def _inner(link: Node) -> Node | None:
    return link.child_by_field_name("function" if link.type == "call_expression" else "object")


def has_optional_chain(node: Node) -> bool:
    """Whether `?.` stands in the chain that ends with `node`; parentheses end a chain."""
    link: Node | None = node
    while link is not None and link.type in _CHAIN:
        if any(child.type == "optional_chain" for child in link.children):
            return True
        link = _inner(link)
    return False


@rule(
    "delete-of-private-name",
    "unary_expression",
    example="class A { #a; m() { delete this.#a } }",
    source="ECMA-262 13.5.1.1",
)
def delete_of_private_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    operand = node.child_by_field_name("argument")
    if operand is None or _operator(node) != "delete":
        return
    operand = unwrapped(operand)
    last = operand.child_by_field_name("property") if operand.type == "member_expression" else None
    if last is not None and last.type == "private_property_identifier":
        yield operand, f"the private name `{text(last, tree).decode()}` can't be deleted"
