"""Functions, arrows, methods. ECMAScript 2025, 15."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...lowering_tools import Handler, Lowerer, parts, place
from ...program import (
    Assign,
    Block,
    Function,
    Literal,
    Member,
    Name,
    Node,
    Parameter,
    Return,
    Spread,
)
from .keys import key_of

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_KINDS = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "function_expression": "function",
    "generator_function": "function",
    "arrow_function": "lambda",
}
_ANONYMOUS = frozenset({"function_expression", "generator_function", "arrow_function", "class"})
_FLAGS = {"async": "async", "*": "generator", "static": "static", "static get": "static"}


class Method(NamedTuple):
    """A method, and its key as a value."""

    key: Node
    function: Function


def named_value(at: Lowerer, node: SyntaxNode, called: str) -> Node:
    """A value that is assigned to `called` ("" for no name): functions and classes take it on."""
    if node.type not in _ANONYMOUS:
        return at.lower(node)
    at.called = called
    lowered = at.lower(node)
    at.called = ""
    return lowered


def taken_name(at: Lowerer, node: SyntaxNode) -> tuple[str, str]:
    """A definition's own name, and its qualified one."""
    own = at.field_text(node, "name")
    known = own or at.called
    at.called = ""
    return own, at.qualify(known) if known else ""


def name_in(target: Node) -> str:
    """The name that a function gets by being assigned to `target`, or ""."""
    return target.name if isinstance(target, Name | Member) else ""


def _function(at: Lowerer, node: SyntaxNode) -> Function:
    own, qualified = taken_name(at, node)
    return make(at, node, own, qualified, _KINDS[node.type])


def make(at: Lowerer, node: SyntaxNode, own: str, qualified: str, kind: str) -> Function:
    """The Function of a node with `parameters` and `body`."""
    decorators: tuple[Node, ...] = ()
    if node.children[0].type == "decorator":
        decorators = at.all(node.children_by_field_name("decorator"))
    outer = at.container
    at.container = qualified or outer
    made = Function(
        place(node),
        own,
        qualified,
        kind,
        _parameters(at, node),
        _body(at, node),
        _flags(node),
        decorators=decorators,
    )
    at.container = outer
    return made


def _flags(node: SyntaxNode) -> frozenset[str]:
    """The words and marks before the parameters; most functions have none."""
    found = []
    for child in node.children:
        kind = child.type
        if kind in _FLAGS:
            found.append(_FLAGS[kind])
        elif kind == "formal_parameters":
            break
    return frozenset(found)


def _parameters(at: Lowerer, node: SyntaxNode) -> tuple[Parameter, ...]:
    several = node.child_by_field_name("parameters")
    if several is not None:
        return tuple([_parameter(at, child) for child in parts(several)])
    one = node.child_by_field_name("parameter")
    return () if one is None else (_parameter(at, one),)


def _parameter(at: Lowerer, node: SyntaxNode) -> Parameter:
    target = at.lower(node)
    if isinstance(target, Assign):
        return Parameter(target.place, target.target, target.value)
    if isinstance(target, Spread):
        return Parameter(target.place, target.value, None, "*")
    return Parameter(target[0], target)


def _body(at: Lowerer, node: SyntaxNode) -> Block | None:
    body = node.child_by_field_name("body")
    if body is None:
        return None
    if body.type == "statement_block":
        return at.block(body, node) if at.is_wanted(node) else None
    value = at.lower(body)
    return Block(value[0], (Return(value[0], value),))


def words_of(node: SyntaxNode) -> set[str]:
    """The words before a member's name: `static`, `async`, `get` (`static get` is one token)."""
    return set(" ".join([child.type for child in node.children]).split())


def method(at: Lowerer, node: SyntaxNode, in_class: bool = False) -> Method:
    """A method, getter, setter or constructor."""
    name = node.child_by_field_name("name")
    if name is None:
        return Method(at.missing(node), make(at, node, "", "", "method"))
    key = key_of(at, name)
    own = str(key.value) if isinstance(key, Literal) else at.text(name)
    words = words_of(node)
    kind = "getter" if "get" in words else "setter" if "set" in words else "method"
    if in_class and own == "constructor" and "static" not in words:
        kind = "constructor"
    return Method(key, make(at, node, own, at.qualify(own), kind))


HANDLERS: dict[str, Handler] = dict.fromkeys(_KINDS, _function)
