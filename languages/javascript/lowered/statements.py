"""Statements and declarations. ECMAScript 2025, 14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, parts, place, present, span
from ...program import (
    Assign,
    Block,
    Case,
    Expression,
    For,
    ForEach,
    If,
    Jump,
    Labeled,
    Node,
    Raise,
    Return,
    Switch,
    Try,
    While,
)
from ...program import (
    Handler as Catch,
)
from .functions import name_in, named_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode

_ENDS = (Return, Raise)
_LEAVES = ("break", "continue")


def _expression(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Expression(place(node), at.lower(inner[0])) if len(inner) == 1 else at.opaque(node)


def _block(at: Lowerer, node: SyntaxNode) -> Block:
    return at.block(node, node)


def _body(at: Lowerer, node: SyntaxNode, field: str = "body") -> Block:
    """A statement in the place of a block."""
    body = node.child_by_field_name(field)
    if body is None or body.type == "statement_block":
        return at.block(body, node)
    return Block(place(body), () if body.type == "empty_statement" else at.statements([body]))


def _declarations(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    kind = node.children[0].type
    if kind == "await":
        kind = "await using"
    for child in parts(node):
        if child.type == "variable_declarator":
            yield _declarator(at, child, kind)
        else:
            yield at.lower(child)


def _declarator(at: Lowerer, node: SyntaxNode, kind: str) -> Node:
    children = present(node, 3)
    target = at.lower(children[0])
    value = children[2] if len(children) == 3 else node.child_by_field_name("value")
    lowered = None if value is None else named_value(at, value, name_in(target))
    return Assign(place(node), target, lowered, "=", kind)


def _assignment(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    target = at.lower(children[0])
    return Assign(place(node), target, named_value(at, children[2], name_in(target)))


def _augmented(at: Lowerer, node: SyntaxNode) -> Node:
    return Assign(
        place(node),
        at.field(node, "left"),
        at.field(node, "right"),
        at.field_text(node, "operator"),
    )


def _if(at: Lowerer, node: SyntaxNode) -> Node:
    alternative = node.child_by_field_name("alternative")
    test, then = at.field(node, "condition"), _body(at, node, "consequence")
    other = None if alternative is None else _else(at, alternative)
    return If(place(node), test, then, other)


def _else(at: Lowerer, node: SyntaxNode) -> Block:
    inner = parts(node)
    if len(inner) == 1 and inner[0].type == "statement_block":
        return at.block(inner[0], node)
    return Block(place(node), at.statements(inner))


def _for(at: Lowerer, node: SyntaxNode) -> Node:
    return For(
        place(node),
        _clause(at, node, "initializer"),
        _clause(at, node, "condition"),
        at.maybe(node, "increment"),
        _body(at, node),
    )


def _clause(at: Lowerer, node: SyntaxNode, field: str) -> Node | None:
    child = node.child_by_field_name(field)
    if child is None or child.type in ("empty_statement", ";"):
        return None
    lowered = at.lower(child)
    return lowered.value if isinstance(lowered, Expression) else lowered


def _for_in(at: Lowerer, node: SyntaxNode) -> Node:
    of = at.field_text(node, "operator") == "of"
    return ForEach(
        place(node),
        at.field(node, "left"),
        at.field(node, "right"),
        _body(at, node),
        kind="of" if of else "keys",
        declares=at.field_text(node, "kind"),
        is_async=any(child.type == "await" for child in node.children[:3]),
    )


def _while(at: Lowerer, node: SyntaxNode) -> Node:
    return While(place(node), at.field(node, "condition"), _body(at, node))


def _do(at: Lowerer, node: SyntaxNode) -> Node:
    body = _body(at, node)
    return While(place(node), at.field(node, "condition"), body, checks_first=False)


def _labeled(at: Lowerer, node: SyntaxNode) -> Node:
    label, body = at.field_text(node, "label"), at.field(node, "body")
    if isinstance(body, While | For | ForEach | Switch) and not body.label:
        return body._replace(label=label)
    return Labeled(place(node), label, body)


def _switch(at: Lowerer, node: SyntaxNode) -> Node:
    body = node.child_by_field_name("body")
    subject = at.field(node, "value")
    nodes = [] if body is None else parts(body)
    cases = [_case(at, child, child is nodes[-1]) for child in nodes]
    return Switch(place(node), subject, tuple(cases))


def _case(at: Lowerer, node: SyntaxNode, is_last: bool) -> Case:
    """One case. What it falls into is the next one, unless its last statement leaves."""
    value = node.child_by_field_name("value")
    values = () if value is None else (at.lower(value),)
    nodes = node.children_by_field_name("body")
    statements = at.statements([child for child in nodes if child.is_named])
    where = place(node)
    inner = span(statements[0][0], statements[-1][0]) if statements else at.missing(node).place
    last = statements[-1] if statements else None
    leaves = isinstance(last, _ENDS) or (isinstance(last, Jump) and last.kind in _LEAVES)
    return Case(where, values, Block(inner, statements), falls=not (is_last or leaves))


def _try(at: Lowerer, node: SyntaxNode) -> Node:
    body = at.block(node.child_by_field_name("body"), node)
    handler, final = node.child_by_field_name("handler"), node.child_by_field_name("finalizer")
    handlers = () if handler is None else (_catch(at, handler),)
    last = None if final is None else at.block(final.child_by_field_name("body"), final)
    return Try(place(node), body, handlers, None, last)


def _catch(at: Lowerer, node: SyntaxNode) -> Catch:
    target = at.maybe(node, "parameter")
    return Catch(place(node), (), target, at.block(node.child_by_field_name("body"), node))


def _return(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Return(place(node), at.lower(inner[0]) if inner else None)


def _throw(at: Lowerer, node: SyntaxNode) -> Node:
    inner = parts(node)
    return Raise(place(node), at.lower(inner[0]) if inner else at.missing(node))


def _jump(at: Lowerer, node: SyntaxNode) -> Node:
    kind = "break" if node.type == "break_statement" else "continue"
    return Jump(place(node), kind, at.field_text(node, "label"))


def _nothing(_: Lowerer, node: SyntaxNode) -> Node:
    return Jump(place(node), "pass")


HANDLERS: dict[str, Handler] = {
    "expression_statement": _expression,
    "statement_block": _block,
    "assignment_expression": _assignment,
    "assignment_pattern": _assignment,
    "object_assignment_pattern": _assignment,
    "augmented_assignment_expression": _augmented,
    "if_statement": _if,
    "for_statement": _for,
    "for_in_statement": _for_in,
    "while_statement": _while,
    "do_statement": _do,
    "labeled_statement": _labeled,
    "switch_statement": _switch,
    "try_statement": _try,
    "return_statement": _return,
    "throw_statement": _throw,
    "break_statement": _jump,
    "continue_statement": _jump,
    "empty_statement": _nothing,
    "debugger_statement": _nothing,
}

SEVERAL: dict[str, SeveralHandler] = {
    "variable_declaration": _declarations,
    "lexical_declaration": _declarations,
    "using_declaration": _declarations,
}
