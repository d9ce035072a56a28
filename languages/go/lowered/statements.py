"""Go's statements in the common form.

The parts of a header (`if x := f(); …`, `for i := 0; …; i++`, what a `select` waits for) are bare:
an assignment, a call, a Unary "x++". In a block a bare expression is an Expression.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, parts, place, present
from ...program import (
    Assign,
    Block,
    Case,
    Collection,
    Deferred,
    Expression,
    For,
    ForEach,
    If,
    Jump,
    Labeled,
    Name,
    Node,
    Place,
    Return,
    Send,
    Switch,
    Unary,
    While,
)
from .expressions import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....grammars import Node as SyntaxNode


def block(at: Lowerer, node: SyntaxNode | None, around: SyntaxNode) -> Block:
    """`{ … }`; an empty block where it is missing."""
    if node is None:
        return at.block(None, around)
    listed = parts(node)
    if len(listed) == 1 and listed[0].type == "statement_list":
        listed = parts(listed[0])
    elif listed:
        listed = _flattened(listed)
    return Block(place(node), at.statements(listed))


def _flattened(nodes: Iterable[SyntaxNode]) -> list[SyntaxNode]:
    found: list[SyntaxNode] = []
    for node in nodes:
        if node.type == "statement_list":
            found.extend(parts(node))
        else:
            found.append(node)
    return found


def _block(at: Lowerer, node: SyntaxNode) -> Block:
    return block(at, node, node)


def _bare(at: Lowerer, node: SyntaxNode) -> Node:
    if node.child_count == 1:
        return at.lower(node.children[0])
    inner = parts(node)
    return at.lower(inner[0]) if len(inner) == 1 else at.opaque(node)


def _expression(at: Lowerer, node: SyntaxNode) -> tuple[Node, ...]:
    return (Expression(place(node), at.lower(node)),)


def _step(at: Lowerer, node: SyntaxNode) -> Unary:
    return Unary(place(node), "x++" if node.type == "inc_statement" else "x--", _bare(at, node))


def _assign(at: Lowerer, node: SyntaxNode) -> Node:
    children = present(node, 3)
    if len(children) != 3:
        return at.opaque(node)
    target, value = at.lower(children[0]), at.lower(children[2])
    operator, several = children[1].type, _unpacks(target, value)
    if operator == ":=":
        return Assign(place(node), target, value, "=", ":=", "", several)
    return Assign(place(node), target, value, operator, "", "", several)


def _unpacks(target: Node, value: Node) -> bool:
    return (
        isinstance(target, Collection)
        and target.kind == "tuple"
        and not (isinstance(value, Collection) and value.kind == "tuple")
    )


def _receive(at: Lowerer, node: SyntaxNode) -> Node:
    """`v, ok := <-c` in a select; without a left side the Unary "<-"."""
    left = node.child_by_field_name("left")
    value = at.field(node, "right")
    if left is None:
        return value
    target = together(at, left)
    declares = ":=" if _token(node, ":=") else ""
    return Assign(place(node), target, value, declares=declares, several=_unpacks(target, value))


def _token(node: SyntaxNode, *tokens: str) -> str:
    return next((child.type for child in node.children if child.type in tokens), "")


def _send(at: Lowerer, node: SyntaxNode) -> Send:
    return Send(place(node), at.field(node, "channel"), at.field(node, "value"))


def _if(at: Lowerer, node: SyntaxNode) -> If:
    other = node.child_by_field_name("alternative")
    before, test = at.maybe(node, "initializer"), at.field(node, "condition")
    then = block(at, node.child_by_field_name("consequence"), node)
    return If(place(node), test, then, None if other is None else _else(at, other), before)


def _else(at: Lowerer, node: SyntaxNode) -> Block:
    if node.type == "block":
        return block(at, node, node)
    return Block(place(node), (at.lower(node),))


def _for(at: Lowerer, node: SyntaxNode) -> Node:
    body_node = node.child_by_field_name("body")
    header = next((one for one in parts(node) if one.type != "block"), None)
    if header is None:
        return While(place(node), None, block(at, body_node, node))
    if header.type == "for_clause":
        first, test = at.maybe(header, "initializer"), at.maybe(header, "condition")
        after = at.maybe(header, "update")
        return For(place(node), first, test, after, block(at, body_node, node))
    if header.type == "range_clause":
        return _range(at, node, header, body_node)
    return While(place(node), at.lower(header), block(at, body_node, node))


def _range(
    at: Lowerer, node: SyntaxNode, header: SyntaxNode, body_node: SyntaxNode | None
) -> ForEach:
    return ForEach(
        place(node),
        at.maybe(header, "left"),
        at.field(header, "right"),
        block(at, body_node, node),
        kind="range",
        declares=_token(header, ":="),
    )


def _switch(at: Lowerer, node: SyntaxNode) -> Switch:
    before, subject = at.maybe(node, "initializer"), at.maybe(node, "value")
    return Switch(place(node), subject, _cases(at, node), before=before)


def _type_switch(at: Lowerer, node: SyntaxNode) -> Switch:
    before, subject = at.maybe(node, "initializer"), at.field(node, "value")
    binding = at.field_text(node, "alias")
    return Switch(place(node), subject, _cases(at, node), "type", binding, before)


def _select(at: Lowerer, node: SyntaxNode) -> Switch:
    return Switch(place(node), None, _cases(at, node), "select")


_CASES = ("expression_case", "default_case", "type_case", "communication_case")


def _cases(at: Lowerer, node: SyntaxNode) -> tuple[Case, ...]:
    at.depth += 1  # more of Python's frames than the one level of a switch may take
    cases = tuple([_case(at, one) for one in parts(node) if one.type in _CASES])
    at.depth -= 1
    return cases


def _case(at: Lowerer, node: SyntaxNode) -> Case:
    values: tuple[Node, ...] = ()
    statements: list[SyntaxNode] = []
    for one in parts(node):
        if one.type == "statement_list":
            statements.extend(parts(one))
        elif node.type == "expression_case":
            values += at.all(parts(one)) if one.type == "expression_list" else (at.lower(one),)
        else:
            values += (_case_type(at, one) if node.type == "type_case" else at.lower(one),)
    falls = bool(statements) and statements[-1].type == "fallthrough_statement"
    if falls:
        del statements[-1]
    return Case(place(node), values, _case_body(at, node, statements), falls=falls)


def _case_type(at: Lowerer, node: SyntaxNode) -> Node:
    text = at.text(node)
    return at.handlers["nil"](at, node) if text == "nil" else Name(place(node), text)


def _case_body(at: Lowerer, node: SyntaxNode, statements: list[SyntaxNode]) -> Block:
    if not statements:
        return at.block(None, node)
    first, last = statements[0], statements[-1]
    where = Place(first.start_byte, last.end_byte, first.start_point[0] + 1, last.end_point[0] + 1)
    return Block(where, at.statements(statements))


def _return(at: Lowerer, node: SyntaxNode) -> Return:
    values = parts(node)
    return Return(place(node), together(at, values[0]) if values else None)


def _jump(at: Lowerer, node: SyntaxNode) -> Jump:
    label = parts(node)
    kind = node.type.removesuffix("_statement")
    return Jump(place(node), kind, at.text(label[0]) if label else "")


def _pass(at: Lowerer, node: SyntaxNode) -> Jump:
    return Jump(place(node), "pass")


def _deferred(at: Lowerer, node: SyntaxNode) -> Deferred:
    return Deferred(place(node), "go" if node.type == "go_statement" else "defer", _bare(at, node))


def _labeled(at: Lowerer, node: SyntaxNode) -> Node:
    label = at.field_text(node, "label")
    inner = parts(node)[1:]
    if not inner:
        empty = at.missing(node).place
        return Labeled(place(node), label, Jump(empty, "pass"))
    body = at.statements(inner[:1])
    first = body[0] if len(body) == 1 else Block(place(inner[0]), body)
    if isinstance(first, (While, For, ForEach, Switch)):
        return first._replace(label=label, place=place(node))
    return Labeled(place(node), label, first)


HANDLERS: dict[str, Handler] = {
    "block": _block,
    "expression_statement": _bare,
    "inc_statement": _step,
    "dec_statement": _step,
    "assignment_statement": _assign,
    "short_var_declaration": _assign,
    "receive_statement": _receive,
    "send_statement": _send,
    "if_statement": _if,
    "for_statement": _for,
    "expression_switch_statement": _switch,
    "type_switch_statement": _type_switch,
    "select_statement": _select,
    "return_statement": _return,
    "break_statement": _jump,
    "continue_statement": _jump,
    "goto_statement": _jump,
    "fallthrough_statement": _jump,
    "empty_statement": _pass,
    "defer_statement": _deferred,
    "go_statement": _deferred,
    "labeled_statement": _labeled,
}

# In a block; `HANDLERS` has them bare.
SEVERAL: dict[str, SeveralHandler] = dict.fromkeys(
    ("expression_statement", "inc_statement", "dec_statement", "receive_statement"), _expression
)
