"""Java's expressions in the common form. The Java Language Specification, 15.

What `new` creates is a Name spelt as the type without its arguments (`Map.Entry`), or a Member for
`outer.new Inner()`. `X.class` is the Member "class" of a Name, `X.super` and `X.this` are Members
too. Parentheses leave no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import DEEPEST, Handler, Lowerer, name, parts, place, present, span
from ...program import (
    Argument,
    Assign,
    Binary,
    Call,
    Class,
    Collection,
    Conditional,
    Convert,
    Index,
    Logical,
    Member,
    Name,
    Node,
    TypeTest,
    Unary,
)
from .patterns import record_pattern
from .types import base_and_arguments, type_arguments, written

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode
    from ...program import Place

# A named tuple's own constructor costs twice as much, and these are the most frequent records.
_record = tuple.__new__

_LOGICAL = {"&&": "and", "||": "or"}


def _inner(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)


def _binary(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    operator = children[1].type
    left, right = at.lower(children[0]), at.lower(children[2])
    short = _LOGICAL.get(operator)
    if short is not None:
        return Logical(place(node), short, left, right)
    return _record(Binary, (place(node), operator, left, right))


def _unary(at: Lowerer, node: SyntaxNode) -> Unary:
    return Unary(place(node), at.field_text(node, "operator"), at.field(node, "operand"))


def _update(at: Lowerer, node: SyntaxNode) -> Unary:
    operator = next((one.type for one in node.children if one.type in ("++", "--")), "++")
    before = node.children[0].type == operator
    return Unary(place(node), f"{operator}x" if before else f"x{operator}", _inner(at, node))


def _assign(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    return Assign(place(node), at.lower(children[0]), at.lower(children[2]), children[1].type)


def _conditional(at: Lowerer, node: SyntaxNode) -> Conditional:
    return Conditional(
        place(node),
        at.field(node, "condition"),
        at.field(node, "consequence"),
        at.field(node, "alternative"),
    )


def _cast(at: Lowerer, node: SyntaxNode) -> Convert:
    types = [at.text(one) for one in node.children_by_field_name("type") if one.is_named]
    return Convert(place(node), "cast", at.field(node, "value"), " & ".join(types))


def _instance_of(at: Lowerer, node: SyntaxNode) -> Node:
    value = at.field(node, "left")
    pattern = node.child_by_field_name("pattern")
    if pattern is not None:
        return record_pattern(at, pattern, value)._replace(place=place(node))
    tested = at.field_text(node, "right")
    return TypeTest(place(node), value, tested, at.field_text(node, "name"))


def _index(at: Lowerer, node: SyntaxNode) -> Index:
    return Index(place(node), at.field(node, "array"), at.field(node, "index"))


def _member(at: Lowerer, node: SyntaxNode) -> Member:
    children = present(node, 3)
    if len(children) != 3:
        return Member(place(node), _object(at, node), at.field_text(node, "field"))
    return _record(Member, (place(node), at.lower(children[0]), at.text(children[2]), False))


def _object(at: Lowerer, node: SyntaxNode) -> Node:
    """What stands before the last dot, where `Outer.super` is no node of its own."""
    before = at.field(node, "object")
    enclosing = next((one for one in node.children[1:-1] if one.type == "super"), None)
    if enclosing is None:
        return before
    return Member(span(before.place, place(enclosing)), before, "super")


def _scoped(at: Lowerer, node: SyntaxNode) -> Member:
    return Member(place(node), at.field(node, "scope"), at.field_text(node, "name"))


def _call(at: Lowerer, node: SyntaxNode) -> Call:
    children = present(node, 4)
    if len(children) == 2:
        return _called(at, node, name(at, children[0]), children[1])
    if len(children) == 4 and children[2].type == "identifier":
        before, own = at.lower(children[0]), name(at, children[2])
        function = _record(Member, (span(before[0], own[0]), before, own[1], False))
        return _called(at, node, function, children[3])
    return _unusual_call(at, node)


def _called(at: Lowerer, node: SyntaxNode, function: Node, listed: SyntaxNode) -> Call:
    return _record(Call, (place(node), function, _listed(at, listed), False, False, (), None))


def _unusual_call(at: Lowerer, node: SyntaxNode) -> Call:
    """With type arguments, or of `Outer.super`."""
    called = node.child_by_field_name("name")
    function: Node = at.missing(node) if called is None else name(at, called)
    if called is not None and node.child_by_field_name("object") is not None:
        before = _object(at, node)
        function = Member(span(before.place, function.place), before, at.text(called))
    types = type_arguments(at, node.child_by_field_name("type_arguments"))
    return Call(place(node), function, arguments(at, node), type_arguments=types)


def arguments(at: Lowerer, node: SyntaxNode) -> tuple[Argument, ...]:
    """The arguments of a call, of `new`, of an enum's constant."""
    listed = node.child_by_field_name("arguments")
    return () if listed is None else _listed(at, listed)


def _listed(at: Lowerer, listed: SyntaxNode) -> tuple[Argument, ...]:
    if listed.child_count <= 2:
        return ()
    given: list[Argument] = []
    for one in parts(listed):
        value = at.lower(one)
        given.append(_record(Argument, (value[0], value, "", "")))
    return tuple(given)


def _new(at: Lowerer, node: SyntaxNode) -> Node:
    created = node.child_by_field_name("type")
    if created is None:
        return at.opaque(node)
    base, types = base_and_arguments(at, created)
    function: Node = base
    outer = next((one for one in parts(node)[:1] if one.end_byte < created.start_byte), None)
    if outer is not None and any(one.type == "." for one in node.children[:3]):
        before = at.lower(outer)
        function = Member(span(before.place, base.place), before, base.name)
    given = arguments(at, node)
    body = next((one for one in node.children[-1:] if one.type == "class_body"), None)
    anonymous = None if body is None else anonymous_class(at, body, at.text(created))
    return Call(place(node), function, given, True, False, types, anonymous)


def anonymous_class(at: Lowerer, body: SyntaxNode, base: str) -> Class:
    """The class in `new Base() { … }`; its members are qualified by `<anonymous>`."""
    from .classes import members  # which reads expressions itself

    own = at.qualify("<anonymous>")
    lowered, statics = members(at, body, own, "class")
    return Class(place(body), "", own, "class", (base,), lowered, statics)


def _new_array(at: Lowerer, node: SyntaxNode) -> Node:
    base = at.field_text(node, "type")
    brackets = [one for one in node.children_by_field_name("dimensions") if one.is_named]
    spelt = base + "".join(
        "[]" if one.type == "dimensions_expr" else at.text(one) for one in brackets
    )
    given = node.child_by_field_name("value")
    if given is not None:
        return array(at, given, spelt, place(node))
    sizes = [_inner(at, one) for one in brackets if one.type == "dimensions_expr"]
    created = node.child_by_field_name("type") or node
    return Call(
        place(node),
        Name(place(created), spelt),
        tuple([Argument(one.place, one) for one in sizes]),
        new=True,
    )


def array(at: Lowerer, node: SyntaxNode, spelt: str, where: Place | None = None) -> Collection:
    """`{1, 2}` for an array of the type `spelt` ("" where nobody says so)."""
    of = spelt[: spelt.rfind("[")].rstrip() if spelt.endswith("]") else ""
    items: list[Node] = []
    at.depth += 1
    for one in parts(node):
        nested = one.type == "array_initializer" and at.depth < DEEPEST
        items.append(array(at, one, of) if nested else at.lower(one))
    at.depth -= 1
    return Collection(where or place(node), "array", tuple(items), of)


def _untyped_array(at: Lowerer, node: SyntaxNode) -> Collection:
    return array(at, node, "")


def _class_literal(at: Lowerer, node: SyntaxNode) -> Node:
    of = parts(node)
    return Member(place(node), written(at, of[0]), "class") if of else at.opaque(node)


def _reference(at: Lowerer, node: SyntaxNode) -> Node:
    children = [one for one in node.children if not one.is_extra]
    if len(children) < 3:
        return at.opaque(node)
    return Member(place(node), at.lower(children[0]), "::" + at.text(children[-1]))


HANDLERS: dict[str, Handler] = {
    "identifier": name,
    "type_identifier": name,
    "this": name,
    "super": name,
    "underscore_pattern": name,
    "scoped_identifier": _scoped,
    "parenthesized_expression": _inner,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "update_expression": _update,
    "assignment_expression": _assign,
    "ternary_expression": _conditional,
    "cast_expression": _cast,
    "instanceof_expression": _instance_of,
    "array_access": _index,
    "field_access": _member,
    "method_invocation": _call,
    "object_creation_expression": _new,
    "array_creation_expression": _new_array,
    "array_initializer": _untyped_array,
    "class_literal": _class_literal,
    "method_reference": _reference,
}
