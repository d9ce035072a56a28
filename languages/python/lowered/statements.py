"""Simple and compound statements. Python reference, 7 and 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place, present, span
from ...program import (
    Assert,
    Assign,
    Block,
    Collection,
    Delete,
    ForEach,
    If,
    Jump,
    Node,
    Opaque,
    Raise,
    Return,
    Scope,
    While,
    With,
    WithItem,
)

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

_JUMPS = {"break_statement": "break", "continue_statement": "continue", "pass_statement": "pass"}
_SCOPES = {"global_statement": "global", "nonlocal_statement": "nonlocal"}


def _assignment(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) == 3 and children[1].type == "=":
        return Assign(place(node), at.lower(children[0]), at.lower(children[2]))
    target, value = at.field(node, "left"), at.maybe(node, "right")
    return Assign(place(node), target, value, type=at.field_text(node, "type"))


def _augmented(at: Lowerer, node: SyntaxNode) -> Node:
    operator = at.field_text(node, "operator")
    return Assign(place(node), at.field(node, "left"), at.field(node, "right"), operator)


def _type_alias(at: Lowerer, node: SyntaxNode) -> Node:
    """`type A[T] = …`: a name for what is evaluated when it is asked for, so not here."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return at.opaque(node)
    target = at.lower(left)
    if isinstance(target, Opaque) and target.children:
        target = target.children[0]
    return Assign(place(node), target, None, type=at.text(right))


def _block(at: Lowerer, node: SyntaxNode) -> Node:
    return at.block(node, node)


def _if(at: Lowerer, node: SyntaxNode) -> Node:
    """Each `elif` is an If in the `other` of the one before it."""
    test, then = at.field(node, "condition"), _body(at, node, "consequence")
    other: Block | None = None
    end = place(node)
    for clause in reversed(node.children_by_field_name("alternative")):
        if clause.type == "elif_clause":
            where = span(place(clause), end)
            inner = If(
                where, at.field(clause, "condition"), _body(at, clause, "consequence"), other
            )
            other = Block(where, (inner,))
        else:
            other = _body(at, clause)
    return If(end, test, then, other)


def _body(at: Lowerer, node: SyntaxNode, field: str = "body") -> Block:
    return at.block(node.child_by_field_name(field), node)


def _else(at: Lowerer, node: SyntaxNode) -> Block | None:
    clause = node.child_by_field_name("alternative")
    return None if clause is None else _body(at, clause)


def _while(at: Lowerer, node: SyntaxNode) -> Node:
    return While(place(node), at.field(node, "condition"), _body(at, node), _else(at, node))


def _for(at: Lowerer, node: SyntaxNode) -> Node:
    return ForEach(
        place(node),
        at.field(node, "left"),
        at.field(node, "right"),
        _body(at, node),
        _else(at, node),
        is_async=node.children[0].type == "async",
    )


def _with(at: Lowerer, node: SyntaxNode) -> Node:
    items = tuple(
        [
            _with_item(at, item)
            for clause in parts(node)
            if clause.type == "with_clause"
            for item in parts(clause)
        ]
    )
    is_async = node.children[0].type == "async"
    return With(place(node), items, _body(at, node), is_async=is_async)


def _with_item(at: Lowerer, node: SyntaxNode) -> WithItem:
    where, value = place(node), node.child_by_field_name("value")
    if value is None:
        return WithItem(where, at.opaque(node))
    inner = parts(value) if value.type == "as_pattern" else []
    if len(inner) != 2:
        return WithItem(where, at.lower(value))
    return WithItem(where, at.lower(inner[0]), at.lower(inner[1]))


def _return(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Return(place(node), at.lower(inner[0]) if inner else None)


def _raise(at: Lowerer, node: SyntaxNode) -> Node:
    cause = at.maybe(node, "cause")
    inner = parts(node)
    value = at.lower(inner[0]) if len(inner) > (cause is not None) else None
    return Raise(place(node), value, cause)


def _delete(at: Lowerer, node: SyntaxNode) -> Node:
    targets = at.all(parts(node))
    if len(targets) == 1 and isinstance(targets[0], Collection):
        targets = targets[0].items
    return Delete(place(node), targets)


def _assert(at: Lowerer, node: SyntaxNode) -> Node:
    inner = at.all(parts(node)[:2])
    if not inner:
        return at.opaque(node)
    return Assert(place(node), inner[0], inner[1] if len(inner) > 1 else None)


def _scope(at: Lowerer, node: SyntaxNode) -> Node:
    return Scope(place(node), _SCOPES[node.type], tuple(map(at.text, parts(node))))


def _jump(_: Lowerer, node: SyntaxNode) -> Node:
    return Jump(place(node), _JUMPS[node.type])


HANDLERS: dict[str, Handler] = {
    "assignment": _assignment,
    "augmented_assignment": _augmented,
    "type_alias_statement": _type_alias,
    "block": _block,
    "if_statement": _if,
    "while_statement": _while,
    "for_statement": _for,
    "with_statement": _with,
    "return_statement": _return,
    "raise_statement": _raise,
    "delete_statement": _delete,
    "assert_statement": _assert,
    **dict.fromkeys(_SCOPES, _scope),
    **dict.fromkeys(_JUMPS, _jump),
}
