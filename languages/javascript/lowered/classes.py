"""Classes, their fields and static blocks. ECMAScript 2025, 15.7."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place
from ...program import Argument, Assign, Class, Entry, Function, Literal, Name, Node
from .functions import method, named_value, taken_name, words_of
from .keys import is_computed, key_of

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def _class(at: Lowerer, node: SyntaxNode) -> Node:
    own, qualified = taken_name(at, node)
    decorators = at.all(node.children_by_field_name("decorator"))
    heritage = [
        child for part in node.children if part.type == "class_heritage" for child in parts(part)
    ]
    bases = tuple([at.text(base) for base in heritage])
    arguments = tuple([Argument(place(base), at.lower(base)) for base in heritage])
    outer = at.container
    at.container = qualified or outer
    body = node.child_by_field_name("body")
    statics: set[str] = set()
    members = [_member(at, child, statics) for child in ([] if body is None else parts(body))]
    at.container = outer
    return Class(
        place(node),
        own,
        qualified,
        "class",
        bases,
        tuple(members),
        frozenset(statics),
        decorators,
        arguments,
    )


def _member(at: Lowerer, node: SyntaxNode, statics: set[str]) -> Node:
    name = node.child_by_field_name("name") or node.child_by_field_name("property")
    if node.type == "method_definition" and name is not None:
        made = method(at, node, in_class=True)
        return _keyed(made.key, made.function) if is_computed(name) else made.function
    if node.type == "field_definition" and name is not None:
        return _field(at, node, name, statics)
    return _static_block(at, node) if node.type == "class_static_block" else at.lower(node)


def _keyed(key: Node, member: Function | Assign) -> Entry:
    return Entry(member.place, key, member)


def _field(at: Lowerer, node: SyntaxNode, name: SyntaxNode, statics: set[str]) -> Node:
    key = key_of(at, name)
    own = str(key.value) if isinstance(key, Literal) else at.text(name)
    value = node.child_by_field_name("value")
    lowered = None if value is None else named_value(at, value, own)
    made = Assign(place(node), Name(place(name), own), lowered, declares="field")
    if "static" in words_of(node):
        statics.add(own)
    return _keyed(key, made) if is_computed(name) else made


def _static_block(at: Lowerer, node: SyntaxNode) -> Function:
    body = node.child_by_field_name("body")
    wanted = at.block(body, node) if at.is_wanted(node) else None
    return Function(place(node), "", "", "initializer", (), wanted, frozenset({"static"}))


def _decorator(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return at.lower(inner[0]) if inner else at.opaque(node)


HANDLERS: dict[str, Handler] = {
    "class": _class,
    "class_declaration": _class,
    "decorator": _decorator,
}
