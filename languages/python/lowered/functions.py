"""Functions, lambdas, classes and their decorators. Python reference, 6.14, 8.7, 8.8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place
from ...program import Block, Class, Function, Name, Node, Parameter, Return
from .expressions import arguments

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_STARS = {"list_splat_pattern": "*", "dictionary_splat_pattern": "**"}
_MARKS = {"positional_separator": "/", "keyword_separator": "*"}


def _function(at: Lowerer, node: SyntaxNode) -> Function:
    own = at.field_text(node, "name")
    qualified, kind = at.qualify(own), "method" if at.in_class else "function"
    given = node.child_by_field_name("parameters")
    parameters = () if given is None else _parameters(at, given)
    result = at.field_text(node, "return_type")
    outer = at.container, at.in_class, at.yields
    at.container, at.in_class, at.yields = qualified, False, False
    body = at.block(node.child_by_field_name("body"), node) if at.is_wanted(node) else None
    flags = {"async"} if node.children[0].type == "async" else set()
    if at.yields:
        flags.add("generator")
    at.container, at.in_class, at.yields = outer
    return Function(
        place(node),
        own,
        qualified,
        kind,
        parameters,
        body,
        frozenset(flags),
        results=(result,) if result else (),
    )


def _lambda(at: Lowerer, node: SyntaxNode) -> Node:
    given = node.child_by_field_name("parameters")
    parameters = () if given is None else _parameters(at, given)
    outer, at.yields = at.yields, False
    value = at.field(node, "body")
    flags = frozenset({"generator"}) if at.yields else frozenset()
    at.yields = outer
    body = Block(value[0], (Return(value[0], value),))
    return Function(place(node), "", "", "lambda", parameters, body, flags)


def _parameters(at: Lowerer, node: SyntaxNode) -> tuple[Parameter, ...]:
    return tuple([_parameter(at, child) for child in parts(node)])


def _parameter(at: Lowerer, node: SyntaxNode) -> Parameter:
    where, kind = place(node), node.type
    if kind == "identifier":
        return Parameter(where, Name(where, at.text(node)))
    if kind in _MARKS:
        return Parameter(where, Name(where, ""), None, _MARKS[kind])
    default = at.maybe(node, "value")
    type_ = at.field_text(node, "type")
    named = node.child_by_field_name("name")
    if named is None and kind == "typed_parameter":
        named = next(iter(parts(node)), None)
    target = node if named is None else named
    spread = _STARS.get(target.type, "")
    inner = parts(target) if spread else [target]
    return Parameter(where, at.lower(inner[0] if inner else target), default, spread, type_)


def _class(at: Lowerer, node: SyntaxNode) -> Class:
    own = at.field_text(node, "name")
    qualified = at.qualify(own)
    given = node.child_by_field_name("superclasses")
    bases = () if given is None else arguments(at, given)
    outer = at.container, at.in_class
    at.container, at.in_class = qualified, True
    body = at.block(node.child_by_field_name("body"), node)
    at.container, at.in_class = outer
    written = [
        at.source[base.place.start : base.place.end].decode("utf-8", "replace")
        for base in bases
        if not base.name and base.spread != "**"
    ]
    return Class(
        place(node), own, qualified, "class", tuple(written), body.statements, arguments=bases
    )


def _decorated(at: Lowerer, node: SyntaxNode) -> Node:
    """The definition with its decorators, which belong to its place."""
    children = parts(node)
    decorators = [child for child in children if child.type == "decorator"]
    definition = node.child_by_field_name("definition")
    if definition is None:
        return at.opaque(node)
    lowered_decorators = at.all(decorators)
    lowered = at.lower(definition)
    if not isinstance(lowered, Function | Class):
        return at.opaque(node)
    lowered = lowered._replace(place=place(node), decorators=lowered_decorators)
    names = [one.name for one in lowered_decorators if isinstance(one, Name)]
    if isinstance(lowered, Function) and "staticmethod" in names:
        return lowered._replace(flags=lowered.flags | {"static"})
    return lowered


def _decorator(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return at.lower(inner[0]) if inner else at.opaque(node)


HANDLERS: dict[str, Handler] = {
    "function_definition": _function,
    "lambda": _lambda,
    "class_definition": _class,
    "decorated_definition": _decorated,
    "decorator": _decorator,
}
