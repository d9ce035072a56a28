"""Go's expressions in the common form.

A type where a value is expected (`make([]int, 3)`, `new(T)`) is a Name spelt as the type is
written. Parentheses leave no record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, name, parts, place, present, span
from ...program import (
    Argument,
    Binary,
    Call,
    Collection,
    Convert,
    Index,
    Logical,
    Member,
    Name,
    Node,
    Slice,
    Unary,
)

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

# A named tuple's own constructor costs twice as much, and these are the most frequent records.
_record = tuple.__new__

LOGICAL = {"&&": "and", "||": "or"}

WRITTEN_TYPES = (
    "array_type",
    "channel_type",
    "function_type",
    "generic_type",
    "implicit_length_array_type",
    "interface_type",
    "map_type",
    "negated_type",
    "parenthesized_type",
    "pointer_type",
    "qualified_type",
    "slice_type",
    "struct_type",
    "type_elem",
)


def written(at: Lowerer, node: SyntaxNode) -> Name:
    """A type in the place of a value."""
    return Name(place(node), at.text(node))


def together(at: Lowerer, node: SyntaxNode) -> Node:
    """An expression list: the one in it, or a tuple."""
    if node.child_count == 1:
        return at.lower(node.children[0])
    items = at.all(parts(node))
    return items[0] if len(items) == 1 else Collection(place(node), "tuple", items)


def _inner(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)


def _binary(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    operator = children[1].type
    left, right = at.lower(children[0]), at.lower(children[2])
    short = LOGICAL.get(operator)
    if short is not None:
        return Logical(place(node), short, left, right)
    return _record(Binary, (place(node), operator, left, right))


def _unary(at: Lowerer, node: SyntaxNode) -> Unary:
    return Unary(place(node), at.field_text(node, "operator"), at.field(node, "operand"))


def _member(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    return _record(Member, (place(node), at.lower(children[0]), at.text(children[2]), False))


def _index(at: Lowerer, node: SyntaxNode) -> Index:
    return Index(place(node), at.field(node, "operand"), at.field(node, "index"))


def _instantiation(at: Lowerer, node: SyntaxNode) -> Index:
    generic, *types = at.all(parts(node))
    if len(types) == 1:
        return Index(place(node), generic, types[0])
    where = span(types[0].place, types[-1].place) if types else generic.place
    return Index(place(node), generic, Collection(where, "tuple", tuple(types)))


def _slice(at: Lowerer, node: SyntaxNode) -> Slice:
    return Slice(
        place(node),
        at.field(node, "operand"),
        at.maybe(node, "start"),
        at.maybe(node, "end"),
        at.maybe(node, "capacity"),
    )


def _call(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 2)
    called, listed = children[0], children[-1]
    if called.type == "ERROR" or listed.type != "argument_list":
        return at.opaque(node)
    function = at.lower(called)
    given = tuple([_argument(at, one) for one in parts(listed)]) if listed.child_count > 2 else ()
    types = () if len(children) == 2 else type_arguments(at, children[1])
    return _record(Call, (place(node), function, given, False, False, types, None))


def _argument(at: Lowerer, node: SyntaxNode) -> Argument:
    if node.type == "variadic_argument":
        return Argument(place(node), _inner(at, node), spread="*")
    value = at.lower(node)
    return _record(Argument, (value[0], value, "", ""))


def type_arguments(at: Lowerer, node: SyntaxNode | None) -> tuple[str, ...]:
    """The types in `[int, string]`, as written."""
    return tuple([at.text(one) for one in parts(node)]) if node else ()


def _conversion(at: Lowerer, node: SyntaxNode) -> Node:
    """`[]byte(x)`. The grammar reads a call `f[int](x)` as one, which nobody can tell from it."""
    written_type = node.child_by_field_name("type")
    value = at.field(node, "operand")
    if written_type is None or written_type.type != "generic_type":
        return Convert(place(node), "convert", value, at.field_text(node, "type"))
    return Call(
        place(node),
        _generic_name(at, written_type.child_by_field_name("type") or written_type),
        (Argument(value.place, value),),
        type_arguments=type_arguments(at, written_type.child_by_field_name("type_arguments")),
    )


def _generic_name(at: Lowerer, node: SyntaxNode) -> Node:
    package = node.child_by_field_name("package")
    if package is None:
        return name(at, node)
    return Member(place(node), name(at, package), at.field_text(node, "name"))


def _assertion(at: Lowerer, node: SyntaxNode) -> Convert:
    return Convert(place(node), "assert", at.field(node, "operand"), at.field_text(node, "type"))


HANDLERS: dict[str, Handler] = {
    "identifier": name,
    "blank_identifier": name,
    "field_identifier": name,
    "package_identifier": name,
    "type_identifier": name,
    "label_name": name,
    "iota": name,
    **dict.fromkeys(WRITTEN_TYPES, written),
    "expression_list": together,
    "parenthesized_expression": _inner,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "selector_expression": _member,
    "index_expression": _index,
    "type_instantiation_expression": _instantiation,
    "slice_expression": _slice,
    "call_expression": _call,
    "type_conversion_expression": _conversion,
    "type_assertion_expression": _assertion,
}
