"""The names of properties: plain, quoted, numeric, private, computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Lowerer, parts, place
from ...program import Literal, Node
from .literals import number, property_name, string_value

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def key_of(at: Lowerer, node: SyntaxNode) -> Node:
    """The key as a value: a Literal "str", or a computed key's expression."""
    if node.type == "computed_property_name":
        inner = parts(node)
        return at.lower(inner[0]) if inner else at.opaque(node)
    where = place(node)
    if node.type == "string":
        return Literal(where, "str", string_value(at, node))
    if node.type == "number":
        try:
            return property_name(where, *number(at.text(node)))
        except ValueError:  # what a broken file left of a number
            return at.opaque(node)
    return Literal(where, "str", at.text(node))


def is_computed(node: SyntaxNode) -> bool:
    """Whether the name is known only when the program runs."""
    return node.type == "computed_property_name"
