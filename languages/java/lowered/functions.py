"""Java's methods, constructors, initialisers and lambdas. The Java Language Specification, 8.4-8.8,
15.27.

A constructor and an instance initialiser are called `<init>`, a static initialiser `<clinit>`.
Functions within a function that is wanted come whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ...lowering_tools import Handler, Lowerer, name, parts, place
from ...moving import moved
from ...program import Block, Function, Name, Node, Parameter, Return
from .types import modifiers, type_of, type_parameters

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_Parameters = tuple[Parameter, ...]
_ABSTRACT = frozenset({"abstract"})


def _method(at: Lowerer, node: SyntaxNode) -> Function:
    own = at.field_text(node, "name")
    flags, annotations = modifiers(at, node)
    body = node.child_by_field_name("body")
    if body is None and "native" not in flags:
        flags |= _ABSTRACT
    result = type_of(at, node)
    return Function(
        place(node),
        own,
        at.qualify(own),
        "method",
        parameters(at, node.child_by_field_name("parameters")),
        _body(at, node, body),
        flags,
        results=() if result == "void" else (result,),
        decorators=annotations,
        type_parameters=type_parameters(at, node),
        throws=_throws(at, node),
    )


def _throws(at: Lowerer, node: SyntaxNode) -> tuple[str, ...]:
    listed = next((one for one in node.children if one.type == "throws"), None)
    return () if listed is None else tuple([at.text(one) for one in parts(listed)])


def _body(at: Lowerer, function: SyntaxNode, body: SyntaxNode | None) -> Block | None:
    if body is None or not at.is_wanted(function):
        return None
    wanted, at.wanted = at.wanted, None
    lowered = at.block(body, body)
    at.wanted = wanted
    return lowered


def _constructor(at: Lowerer, node: SyntaxNode) -> Function:
    flags, annotations = modifiers(at, node)
    return Function(
        place(node),
        "<init>",
        at.qualify("<init>"),
        "constructor",
        parameters(at, node.child_by_field_name("parameters")),
        _body(at, node, node.child_by_field_name("body")),
        flags,
        decorators=annotations,
        type_parameters=type_parameters(at, node),
        throws=_throws(at, node),
    )


def compact_constructor(
    at: Lowerer, node: SyntaxNode, components: tuple[Parameter, ...]
) -> Function:
    """`Point { … }` of a record with `components`, which it assigns to the fields at its end."""
    plain = _constructor(at, node)
    taken = tuple([moved(one, plain.place) for one in components])
    return plain._replace(flags=plain.flags | {"compact"}, parameters=cast("_Parameters", taken))


def initializer(at: Lowerer, node: SyntaxNode) -> Function:
    """`static { … }` or `{ … }` in a class."""
    is_static = node.type == "static_initializer"
    body = next((one for one in parts(node) if one.type == "block"), node)
    own = "<clinit>" if is_static else "<init>"
    flags = frozenset({"static"}) if is_static else frozenset()
    lowered = _body(at, node, body)
    return Function(place(node), own, at.qualify(own), "initializer", (), lowered, flags)


def parameters(at: Lowerer, node: SyntaxNode | None) -> tuple[Parameter, ...]:
    """`(int a, String... rest)`, without a receiver (`A this`)."""
    if node is None:
        return ()
    listed = [one for one in parts(node) if one.type != "receiver_parameter"]
    return tuple([_parameter(at, one) for one in listed])


def _parameter(at: Lowerer, node: SyntaxNode) -> Parameter:
    if node.type == "spread_parameter":
        return _rest(at, node)
    if node.type != "formal_parameter":
        return Parameter(place(node), at.lower(node))
    return Parameter(place(node), at.field(node, "name"), type=type_of(at, node))


def _rest(at: Lowerer, node: SyntaxNode) -> Parameter:
    """`String... rest`: its type is that of one argument."""
    inner = [one for one in parts(node) if not one.type.endswith(("modifiers", "annotation"))]
    declared = inner[-1].child_by_field_name("name") if inner else None
    target = Name(place(node), "") if declared is None else name(at, declared)
    return Parameter(place(node), target, spread="*", type=at.text(inner[0]) if inner else "")


def _lambda(at: Lowerer, node: SyntaxNode) -> Function:
    listed = node.child_by_field_name("parameters")
    taken = (
        (Parameter(place(listed), at.lower(listed)),)
        if listed is not None and listed.type in ("identifier", "underscore_pattern")
        else parameters(at, listed)
    )
    body = node.child_by_field_name("body")
    return Function(place(node), "", "", "lambda", taken, _lambda_body(at, node, body))


def _lambda_body(at: Lowerer, node: SyntaxNode, body: SyntaxNode | None) -> Block | None:
    if body is None or body.type == "block" or not at.is_wanted(node):
        return _body(at, node, body)
    value: Node = at.lower(body)
    return Block(value.place, (Return(value.place, value),))


HANDLERS: dict[str, Handler] = {
    "method_declaration": _method,
    "constructor_declaration": _constructor,
    "compact_constructor_declaration": _constructor,
    "static_initializer": initializer,
    "lambda_expression": _lambda,
}
