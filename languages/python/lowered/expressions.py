"""Expressions: members, calls, operators, displays, comprehensions. Python reference, 6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, name, parts, place, present, span
from ...program import (
    Argument,
    Assign,
    Await,
    Binary,
    Call,
    Clause,
    Collection,
    Comprehension,
    Conditional,
    Entry,
    Index,
    Logical,
    Mapping,
    Member,
    Node,
    Slice,
    Spread,
    Unary,
    Yield,
)

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_COMPREHENSIONS = {
    "list_comprehension": "list",
    "set_comprehension": "set",
    "dictionary_comprehension": "dict",
    "generator_expression": "generator",
}
_COLLECTIONS = {
    "list": "list",
    "list_pattern": "list",
    "set": "set",
    "tuple": "tuple",
    "tuple_pattern": "tuple",
    "tuple_expression": "tuple",
    "expression_list": "tuple",
    "pattern_list": "tuple",
}
_STARS = {"list_splat": "*", "dictionary_splat": "**"}


def _member(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    return Member(place(node), at.lower(children[0]), at.text(children[2]))


def _subscript(at: Lowerer, node: SyntaxNode) -> Node:
    where, value = place(node), at.field(node, "value")
    keys = node.children_by_field_name("subscript")
    if len(keys) == 1 and node.children[-2].type != ",":
        key = at.lower(keys[0])
        if isinstance(key, Slice) and key.object is None:
            return key._replace(place=where, object=value)
        return Index(where, value, key)
    if not keys:
        return at.opaque(node)
    items = at.all(keys)
    return Index(where, value, Collection(span(items[0][0], items[-1][0]), "tuple", items))


def _slice(at: Lowerer, node: SyntaxNode) -> Node:
    bounds: list[Node | None] = [None, None, None]
    position = 0
    for child in node.children:
        if child.type == ":":
            position = min(position + 1, 2)
        elif child.is_named and not child.is_extra:
            bounds[position] = at.lower(child)
    return Slice(place(node), None, *bounds)


def _call(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 2)
    if len(children) != 2:
        return at.opaque(node)
    return Call(place(node), at.lower(children[0]), arguments(at, children[1]))


def arguments(at: Lowerer, node: SyntaxNode) -> tuple[Argument, ...]:
    """The arguments of a call or a class; a generator may stand without parentheses of its own."""
    if node.type == "generator_expression":
        return (Argument(place(node), at.lower(node)),)
    return tuple([_argument(at, child) for child in parts(node)])


def _argument(at: Lowerer, node: SyntaxNode) -> Argument:
    kind = node.type
    if kind == "keyword_argument":
        return Argument(place(node), at.field(node, "value"), at.field_text(node, "name"))
    if kind in _STARS and (inner := parts(node)):
        return Argument(place(node), at.lower(inner[0]), "", _STARS[kind])
    value = at.lower(node)
    return Argument(value[0], value)


def _binary(at: Lowerer, node: SyntaxNode) -> Node:
    """`a + b`, `a and b`."""
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    record = Logical if node.type == "boolean_operator" else Binary
    left, right = at.lower(children[0]), at.lower(children[2])
    return record(place(node), children[1].type, left, right)


def _comparison(at: Lowerer, node: SyntaxNode) -> Node:
    """`a < b < c` is `a < b and b < c`; what is compared twice is one record in both."""
    children = present(node, 3)
    operands, operators = children[::2], children[1::2]
    if len(operands) != len(operators) + 1 or not operators:
        return at.opaque(node)
    values = at.all(operands)
    pairs = [
        Binary(span(left[0], right[0]), operator.type, left, right)
        for left, operator, right in zip(values, operators, values[1:], strict=False)
    ]
    whole: Node = pairs[0]
    for pair in pairs[1:]:
        whole = Logical(span(whole[0], pair.place), "and", whole, pair)
    return whole


def _not(at: Lowerer, node: SyntaxNode) -> Node:
    return Unary(place(node), "not", at.field(node, "argument"))


def _unary(at: Lowerer, node: SyntaxNode) -> Node:
    return Unary(place(node), at.field_text(node, "operator"), at.field(node, "argument"))


def _conditional(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    if len(inner) != 3:
        return at.opaque(node)
    then, test, other = at.all(inner)
    return Conditional(place(node), test, then, other)


def _walrus(at: Lowerer, node: SyntaxNode) -> Node:
    return Assign(place(node), at.field(node, "name"), at.field(node, "value"))


def _await(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Await(place(node), at.lower(inner[0])) if inner else at.opaque(node)


def _yield(at: Lowerer, node: SyntaxNode) -> Node:
    at.yields = True
    inner = parts(node)
    delegates = any(child.type == "from" for child in node.children)
    return Yield(place(node), at.lower(inner[0]) if inner else None, delegates)


def _inner(at: Lowerer, node: SyntaxNode) -> Node:
    """What stands in parentheses, or in another wrapping of one part."""
    inner = parts(node)
    return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)


def _collection(at: Lowerer, node: SyntaxNode) -> Node:
    return Collection(place(node), _COLLECTIONS[node.type], at.all(parts(node)))


def _spread(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Spread(place(node), at.lower(inner[0])) if inner else at.opaque(node)


def _dictionary(at: Lowerer, node: SyntaxNode) -> Node:
    return Mapping(place(node), "dict", tuple([_entry(at, child) for child in parts(node)]))


def _entry(at: Lowerer, node: SyntaxNode) -> Entry:
    where, inner = place(node), parts(node)
    if node.type == "pair":
        return Entry(where, at.field(node, "key"), at.field(node, "value"))
    if node.type == "dictionary_splat" and inner:
        return Entry(where, None, at.lower(inner[0]))
    return Entry(where, None, at.opaque(node))


def _comprehension(at: Lowerer, node: SyntaxNode) -> Node:
    body = node.child_by_field_name("body")
    if body is None:
        return at.opaque(node)
    element = _entry(at, body) if body.type == "pair" else at.lower(body)
    clauses: list[Clause] = []
    for child in parts(node)[1:]:
        if child.type == "for_in_clause":
            clauses.append(_clause(at, child))
        elif child.type == "if_clause" and clauses:
            clauses[-1] = _with_test(at, child, clauses[-1])
    return Comprehension(place(node), _COMPREHENSIONS[node.type], element, tuple(clauses))


def _clause(at: Lowerer, node: SyntaxNode) -> Clause:
    is_async = node.children[0].type == "async"
    target, iterable = at.field(node, "left"), at.field(node, "right")
    return Clause(place(node), target, iterable, (), is_async)


def _with_test(at: Lowerer, node: SyntaxNode, clause: Clause) -> Clause:
    where = span(clause.place, place(node))
    return clause._replace(place=where, tests=(*clause.tests, *at.all(parts(node))))


HANDLERS: dict[str, Handler] = {
    "identifier": name,
    "attribute": _member,
    "subscript": _subscript,
    "slice": _slice,
    "call": _call,
    "binary_operator": _binary,
    "boolean_operator": _binary,
    "comparison_operator": _comparison,
    "not_operator": _not,
    "unary_operator": _unary,
    "conditional_expression": _conditional,
    "named_expression": _walrus,
    "await": _await,
    "yield": _yield,
    "parenthesized_expression": _inner,
    "parenthesized_list_splat": _inner,
    "type": _inner,
    "as_pattern_target": _inner,
    "list_splat": _spread,
    "list_splat_pattern": _spread,
    "dictionary": _dictionary,
    **dict.fromkeys(_COLLECTIONS, _collection),
    **dict.fromkeys(_COMPREHENSIONS, _comprehension),
}
