"""`try` and what stands behind it. Python reference, 8.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place
from ...program import Block, Node, Try
from ...program import Handler as Catch

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def _try(at: Lowerer, node: SyntaxNode) -> Node:
    body = at.block(node.child_by_field_name("body"), node)
    handlers: list[Catch] = []
    blocks: dict[str, Block] = {}
    for child in parts(node):
        if child.type in ("except_clause", "except_group_clause"):
            handlers.append(_except(at, child))
        elif child.type in ("else_clause", "finally_clause"):
            blocks[child.type] = _last_block(at, child)
    otherwise, final = blocks.get("else_clause"), blocks.get("finally_clause")
    return Try(place(node), body, tuple(handlers), otherwise, final)


def _last_block(at: Lowerer, node: SyntaxNode) -> Block:
    blocks = [child for child in node.children if child.type == "block"]
    return at.block(blocks[-1] if blocks else None, node)


def _except(at: Lowerer, node: SyntaxNode) -> Catch:
    """`except (A, B) as e`, `except A, B` (3.14), `except* A`."""
    group = node.type == "except_group_clause" or any(
        child.type in ("except*", "*") for child in node.children[:2]
    )
    caught = [child for child in parts(node) if child.type != "block"]
    target: Node | None = None
    if caught and caught[-1].type == "as_pattern" and len(inner := parts(caught[-1])) == 2:
        caught[-1] = inner[0]
        target = at.lower(inner[1])
    types = [one for child in caught for one in _types(at, child)]
    return Catch(place(node), tuple(types), target, _last_block(at, node), group)


def _types(at: Lowerer, node: SyntaxNode) -> list[str]:
    if node.type in ("tuple", "parenthesized_expression", "expression_list"):
        return [one for child in parts(node) for one in _types(at, child)]
    return [at.text(node)]


HANDLERS: dict[str, Handler] = {"try_statement": _try}
