"""Expressions: members, calls, operators, objects and arrays. ECMAScript 2025, 13."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, name, parts, place, present
from ...program import (
    Argument,
    Await,
    Binary,
    Call,
    Collection,
    Conditional,
    Entry,
    Group,
    Index,
    Literal,
    Logical,
    Mapping,
    Member,
    Name,
    Node,
    Opaque,
    Spread,
    Unary,
    Yield,
)
from .awaiting import await_of, is_operand, is_optional, lift_await
from .functions import method, named_value
from .keys import key_of
from .literals import template

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_LOGICAL = {"&&": "and", "||": "or", "??": "??"}


def _member(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    inner, mark, key = children
    linked = _linked(at, inner)
    made = Member(place(node), linked, at.text(key), mark.type == "optional_chain")
    return lift_await(made, linked, inner) if isinstance(linked, Await) else made


def _index(at: Lowerer, node: SyntaxNode) -> Node:
    inner = node.child_by_field_name("object")
    if inner is None:
        return at.opaque(node)
    optional = node.child_by_field_name("optional_chain") is not None
    linked = _linked(at, inner)
    made = Index(place(node), linked, at.field(node, "index"), optional)
    return lift_await(made, linked, inner) if isinstance(linked, Await) else made


def _linked(at: Lowerer, node: SyntaxNode) -> Node:
    """What a chain goes on from; where parentheses end an optional chain, they are kept."""
    lowered = at.lower(node)
    if node.type == "parenthesized_expression" and is_optional(lowered):
        return Group(place(node), lowered)
    return lowered


def _call(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 2)
    if not 2 <= len(children) <= 3:
        return at.opaque(node)
    function, arguments = children[0], children[-1]
    where = place(node)
    called = _linked(at, function)
    if arguments.type == "template_string":
        return Opaque(where, "tagged_template", (called, template(at, arguments)))
    given = _arguments(at, arguments)
    if isinstance(called, Name) and called.name == "await" and is_operand(given):
        return await_of(where, given)
    made = Call(where, called, given, False, len(children) == 3)
    return lift_await(made, called, function) if isinstance(called, Await) else made


def _new(at: Lowerer, node: SyntaxNode) -> Node:
    arguments = node.child_by_field_name("arguments")
    given = () if arguments is None else _arguments(at, arguments)
    return Call(place(node), at.field(node, "constructor"), given, True)


def _arguments(at: Lowerer, node: SyntaxNode) -> tuple[Argument, ...]:
    found = []
    for child in parts(node):
        lowered = at.lower(child)
        if isinstance(lowered, Spread):
            found.append(Argument(lowered.place, lowered.value, "", "*"))
        else:
            found.append(Argument(lowered[0], lowered))
    return tuple(found)


def _binary(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    left, sign, right = children
    operator = sign.type
    where, first, second = place(node), at.lower(left), at.lower(right)
    if operator in _LOGICAL:
        return Logical(where, _LOGICAL[operator], first, second)
    return Binary(where, operator, first, second)


def _unary(at: Lowerer, node: SyntaxNode) -> Node:
    return Unary(place(node), at.field_text(node, "operator"), at.field(node, "argument"))


def _update(at: Lowerer, node: SyntaxNode) -> Node:
    operator = at.field_text(node, "operator")
    before = node.children[0].type == operator
    return Unary(
        place(node), f"{operator}x" if before else f"x{operator}", at.field(node, "argument")
    )


def _ternary(at: Lowerer, node: SyntaxNode) -> Node:
    return Conditional(
        place(node),
        at.field(node, "condition"),
        at.field(node, "consequence"),
        at.field(node, "alternative"),
    )


def _await(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Await(place(node), at.lower(inner[0])) if inner else at.opaque(node)


def _yield(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    delegates = any(child.type == "*" for child in node.children)
    return Yield(place(node), at.lower(inner[0]) if inner else None, delegates)


def _sequence(at: Lowerer, node: SyntaxNode) -> Node:
    return Collection(place(node), "sequence", at.all(parts(node)))


def _parenthesized(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)


def _array(at: Lowerer, node: SyntaxNode) -> Node:
    """An array, or the pattern of one. A comma without an item before it leaves a hole."""
    found: list[Node] = []
    expected = True
    for child in node.children[1:]:
        if child.type == ",":
            if expected:
                found.append(Literal(place(child), "hole", None))
            expected = True
        elif child.is_named and (not child.is_extra or child.type == "ERROR"):
            found.append(at.lower(child))
            expected = False
    return Collection(place(node), "array", tuple(found))


def _spread(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Spread(place(node), at.lower(inner[0])) if inner else at.opaque(node)


def _object(at: Lowerer, node: SyntaxNode) -> Node:
    """An object, or the pattern of one."""
    entries = tuple([_entry(at, child) for child in parts(node)])
    return Mapping(place(node), "object", entries)


def _entry(at: Lowerer, node: SyntaxNode) -> Entry:
    kind = node.type
    where = place(node)
    if kind in ("pair", "pair_pattern"):
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        if key is None or value is None:
            return Entry(where, None, at.opaque(node))
        lowered = key_of(at, key)
        known = str(lowered.value) if isinstance(lowered, Literal) else ""
        return Entry(where, lowered, named_value(at, value, known))
    if kind in ("shorthand_property_identifier", "shorthand_property_identifier_pattern"):
        own = name(at, node)
        return Entry(where, Literal(where, "str", own.name), own)
    if kind == "method_definition":
        made = method(at, node)
        return Entry(where, made.key, made.function)
    value_ = at.lower(node)
    if kind == "object_assignment_pattern" and isinstance(target := value_[1], Name):
        return Entry(where, Literal(target.place, "str", target.name), value_)
    return Entry(where, None, value_.value if isinstance(value_, Spread) else value_)


def _meta(at: Lowerer, node: SyntaxNode) -> Node:
    """`new.target`, `import.meta`."""
    where = place(node)
    first, _, last = at.text(node).partition(".")
    return Member(where, Name(where, first.strip()), last.strip())


HANDLERS: dict[str, Handler] = {
    "identifier": name,
    "this": name,
    "super": name,
    "import": name,
    "shorthand_property_identifier_pattern": name,
    "private_property_identifier": name,
    "member_expression": _member,
    "subscript_expression": _index,
    "call_expression": _call,
    "new_expression": _new,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "update_expression": _update,
    "ternary_expression": _ternary,
    "await_expression": _await,
    "yield_expression": _yield,
    "sequence_expression": _sequence,
    "parenthesized_expression": _parenthesized,
    "array": _array,
    "array_pattern": _array,
    "object": _object,
    "object_pattern": _object,
    "spread_element": _spread,
    "rest_pattern": _spread,
    "meta_property": _meta,
}
