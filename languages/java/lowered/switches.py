"""Java's switch, as a statement and as a value. The Java Language Specification, 14.11, 15.28."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, parts, place, span
from ...moving import moved
from ...program import Block, Case, Expression, Jump, Node, Raise, Return, Switch
from .patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode

_LEAVES = ("break", "continue")


def _statement(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    yield _switch(at, node, "switch")


def _value(at: Lowerer, node: SyntaxNode) -> Switch:
    return _switch(at, node, "expression")


def _switch(at: Lowerer, node: SyntaxNode, kind: str) -> Switch:
    subject = at.field(node, "condition")
    body = node.child_by_field_name("body")
    nodes = [] if body is None else parts(body)
    at.depth += 2  # as many of Python's frames
    cases = [_case(at, one, subject, kind, one is nodes[-1]) for one in nodes]
    at.depth -= 2
    return Switch(place(node), subject, tuple(cases), kind)


def _case(at: Lowerer, node: SyntaxNode, subject: Node, kind: str, is_last: bool) -> Case:
    inner = parts(node)
    labels = [one for one in inner if one.type == "switch_label"]
    values: tuple[Node, ...] = ()
    guard: Node | None = None
    for label in labels:
        more, when = _label(at, label, subject)
        values, guard = values + more, guard or when
    rest = inner[len(labels) :]
    if node.type == "switch_rule":
        return Case(place(node), values, _arrow(at, node, rest, kind), guard)
    body = _grouped(at, node, rest)
    return Case(place(node), values, body, guard, not (is_last or _leaves(body)))


def _label(at: Lowerer, node: SyntaxNode, subject: Node) -> tuple[tuple[Node, ...], Node | None]:
    values: list[Node] = []
    guard: Node | None = None
    for one in parts(node):
        if one.type == "guard":
            tests = parts(one)
            guard = at.lower(tests[0]) if tests else at.missing(one)
        elif one.type == "pattern":
            values.append(pattern(at, one, moved(subject, place(one))))
        else:
            values.append(at.lower(one))
    return tuple(values), guard


def _arrow(at: Lowerer, node: SyntaxNode, rest: list[SyntaxNode], kind: str) -> Block:
    """`-> x;` is a Block of one Return where the switch is a value."""
    if len(rest) == 1 and rest[0].type == "block":
        return at.block(rest[0], node)
    body = at.statements(rest)
    where = span(body[0].place, body[-1].place) if body else at.missing(node).place
    if kind == "expression" and len(body) == 1:
        only = body[0]
        if isinstance(only, Expression):
            body = (Return(only.place, only.value),)
        elif isinstance(only, Switch):  # as the value of this one
            body = (Return(only.place, only._replace(kind="expression")),)
    return Block(where, body)


def _grouped(at: Lowerer, node: SyntaxNode, rest: list[SyntaxNode]) -> Block:
    if not rest:
        return at.block(None, node)
    body = at.statements(rest)
    return Block(span(place(rest[0]), place(rest[-1])), body)


def _leaves(body: Block) -> bool:
    last = body.statements[-1] if body.statements else None
    return isinstance(last, (Return, Raise)) or (isinstance(last, Jump) and last.kind in _LEAVES)


HANDLERS: dict[str, Handler] = {"switch_expression": _value}

# Where a statement stands; `HANDLERS` has it as a value.
SEVERAL: dict[str, SeveralHandler] = {"switch_expression": _statement}
