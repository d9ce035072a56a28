"""Java's statements in the common form. The Java Language Specification, 14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place, present, span
from ...program import (
    Assert,
    Assign,
    Block,
    Call,
    Collection,
    Expression,
    For,
    ForEach,
    If,
    Jump,
    Labeled,
    Member,
    Name,
    Node,
    Raise,
    Return,
    Switch,
    Try,
    While,
    With,
    WithItem,
)
from ...program import Handler as Catch
from .expressions import arguments
from .types import type_arguments, type_of

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def _expression(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 2)
    if len(children) == 2:
        return Expression(place(node), at.lower(children[0]))
    inner = parts(node)
    return Expression(place(node), at.lower(inner[0])) if len(inner) == 1 else at.opaque(node)


def _block(at: Lowerer, node: SyntaxNode) -> Block:
    return at.block(node, node)


def _body(at: Lowerer, node: SyntaxNode, field: str = "body") -> Block:
    """A statement in the place of a block."""
    body = node.child_by_field_name(field)
    if body is None or body.type == "block":
        return at.block(body, node)
    return Block(place(body), () if body.type == ";" else at.statements((body,)))


def _if(at: Lowerer, node: SyntaxNode) -> If:
    test, then = at.field(node, "condition"), _body(at, node, "consequence")
    has_other = node.child_by_field_name("alternative") is not None
    return If(place(node), test, then, _body(at, node, "alternative") if has_other else None)


def _while(at: Lowerer, node: SyntaxNode) -> While:
    return While(place(node), at.field(node, "condition"), _body(at, node))


def _do(at: Lowerer, node: SyntaxNode) -> While:
    body = _body(at, node)
    return While(place(node), at.field(node, "condition"), body, checks_first=False)


def _for(at: Lowerer, node: SyntaxNode) -> For:
    first = node.children_by_field_name("init")
    declares = bool(first) and first[0].type == "local_variable_declaration"
    return For(
        place(node),
        at.lower(first[0]) if declares else _in_turn(at, first),
        at.maybe(node, "condition"),
        _in_turn(at, node.children_by_field_name("update")),
        _body(at, node),
    )


def _in_turn(at: Lowerer, nodes: list[SyntaxNode]) -> Node | None:
    items = at.all([one for one in nodes if one.is_named])
    if len(items) > 1:
        return Collection(span(items[0].place, items[-1].place), "sequence", items)
    return items[0] if items else None


def _for_each(at: Lowerer, node: SyntaxNode) -> ForEach:
    target, iterable = at.field(node, "name"), at.field(node, "value")
    spelt = type_of(at, node)
    return ForEach(place(node), target, iterable, _body(at, node), declares="let", type=spelt)


def _labeled(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    if len(inner) < 2:
        label = at.text(inner[0]) if inner else ""
        return Labeled(place(node), label, Jump(at.missing(node).place, "pass"))
    label, body = at.text(inner[0]), at.lower(inner[1])
    if isinstance(body, (While, For, ForEach, Switch)) and not body.label:
        return body._replace(label=label, place=place(node))
    return Labeled(place(node), label, body)


def _try(at: Lowerer, node: SyntaxNode) -> Try:
    given = node.child_by_field_name("resources")
    resources = () if given is None else tuple([_resource(at, one) for one in parts(given)])
    body = at.block(node.child_by_field_name("body"), node)
    catches: list[Catch] = []
    final: Block | None = None
    for one in parts(node):
        if one.type == "catch_clause":
            catches.append(_catch(at, one))
        elif one.type == "finally_clause":
            blocks = parts(one)
            final = at.block(blocks[0] if blocks else None, one)
    return Try(place(node), body, tuple(catches), None, final, resources)


def _resource(at: Lowerer, node: SyntaxNode) -> Node:
    if node.child_by_field_name("value") is None:
        inner = parts(node)
        return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)
    target, value = at.field(node, "name"), at.field(node, "value")
    return Assign(place(node), target, value, declares="let", type=type_of(at, node))


def _catch(at: Lowerer, node: SyntaxNode) -> Catch:
    caught = next((one for one in parts(node) if one.type == "catch_formal_parameter"), node)
    types = next((one for one in parts(caught) if one.type == "catch_type"), None)
    spelt = () if types is None else tuple([at.text(one) for one in parts(types)])
    return Catch(place(node), spelt, at.maybe(caught, "name"), _catch_body(at, node))


def _catch_body(at: Lowerer, node: SyntaxNode) -> Block:
    at.depth += 1
    body = at.block(node.child_by_field_name("body"), node)
    at.depth -= 1
    return body


def _synchronized(at: Lowerer, node: SyntaxNode) -> With:
    lock = next((one for one in parts(node) if one.type == "parenthesized_expression"), None)
    value = at.missing(node) if lock is None else at.lower(lock)
    body = at.block(node.child_by_field_name("body"), node)
    return With(place(node), (WithItem(value.place, value),), body, "synchronized")


def _return(at: Lowerer, node: SyntaxNode) -> Return:
    inner = parts(node)
    return Return(place(node), at.lower(inner[0]) if inner else None)


def _throw(at: Lowerer, node: SyntaxNode) -> Raise:
    inner = parts(node)
    return Raise(place(node), at.lower(inner[0]) if inner else at.missing(node))


def _assert(at: Lowerer, node: SyntaxNode) -> Assert:
    test, *message = at.all(parts(node)) or (at.missing(node),)
    return Assert(place(node), test, message[0] if message else None)


def _jump(at: Lowerer, node: SyntaxNode) -> Jump:
    label = parts(node)
    return Jump(
        place(node), node.type.removesuffix("_statement"), at.text(label[0]) if label else ""
    )


def _constructs(at: Lowerer, node: SyntaxNode) -> Expression:
    """`this(…);`, `super(…);`, `outer.super(…);`."""
    called = at.field_text(node, "constructor")
    where = place(node.child_by_field_name("constructor") or node)
    function: Node = Name(where, called)
    outer = at.maybe(node, "object")
    if outer is not None:
        function = Member(span(outer.place, where), outer, called)
    types = type_arguments(at, node.child_by_field_name("type_arguments"))
    call = Call(place(node), function, arguments(at, node), type_arguments=types)
    return Expression(call.place, call)


HANDLERS: dict[str, Handler] = {
    "expression_statement": _expression,
    "block": _block,
    "constructor_body": _block,
    "if_statement": _if,
    "while_statement": _while,
    "do_statement": _do,
    "for_statement": _for,
    "enhanced_for_statement": _for_each,
    "labeled_statement": _labeled,
    "try_statement": _try,
    "try_with_resources_statement": _try,
    "synchronized_statement": _synchronized,
    "return_statement": _return,
    "yield_statement": _return,
    "throw_statement": _throw,
    "assert_statement": _assert,
    "break_statement": _jump,
    "continue_statement": _jump,
    "explicit_constructor_invocation": _constructs,
}
