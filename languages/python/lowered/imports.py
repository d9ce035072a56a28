"""Imports. Python reference, 7.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, place
from ...program import Binding, Import, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode


def _imports(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    """`import a, b.c as d`: one Import for each module."""
    for one in node.children_by_field_name("name"):
        module, alias = _named(at, one)
        bound = alias or module.partition(".")[0]
        where = place(one)
        yield Import(where, module, (Binding(where, bound, ""),))


def _from(at: Lowerer, node: SyntaxNode) -> Node:
    bindings = []
    for one in node.children_by_field_name("name"):
        imported, alias = _named(at, one)
        bindings.append(Binding(place(one), alias or imported, imported))
    bindings += [
        Binding(place(child), "*", "*")
        for child in node.named_children
        if child.type == "wildcard_import"
    ]
    future = node.type == "future_import_statement"
    module = "__future__" if future else _written(at.field_text(node, "module_name"))
    return Import(place(node), module, tuple(bindings))


def _named(at: Lowerer, node: SyntaxNode) -> tuple[str, str]:
    """A module or name, and what it is called here ("" for its own name)."""
    if node.type != "aliased_import":
        return _written(at.text(node)), ""
    return _written(at.field_text(node, "name")), at.field_text(node, "alias")


def _written(name: str) -> str:
    return "".join(name.split())


SEVERAL: dict[str, SeveralHandler] = {"import_statement": _imports}
HANDLERS: dict[str, Handler] = {"import_from_statement": _from, "future_import_statement": _from}
