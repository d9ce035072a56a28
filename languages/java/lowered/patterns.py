"""Java's patterns. The Java Language Specification, 14.30."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import DEEPEST, Lowerer, name, parts, place
from ...program import Name, Node, Parameter, RecordPattern, TypeTest

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def pattern(at: Lowerer, node: SyntaxNode, subject: Node) -> Node:
    """What a `case` tests its subject for, if it is no plain value."""
    inner = parts(node)
    if len(inner) != 1:
        return at.opaque(node)
    if inner[0].type == "record_pattern":
        return record_pattern(at, inner[0], subject)
    if inner[0].type != "type_pattern":
        return at.lower(inner[0])
    tested, binding = _typed(at, inner[0])
    return TypeTest(place(node), subject, tested, binding.name)


def record_pattern(at: Lowerer, node: SyntaxNode, subject: Node | None) -> RecordPattern:
    """`Point(int x, Line(var a, _))`."""
    inner = parts(node)
    found: list[Node] = []
    at.depth += 1
    for one in parts(inner[-1]) if len(inner) > 1 else ():
        if one.type == "record_pattern" and at.depth < DEEPEST:
            found.append(record_pattern(at, one, None))
        elif one.type == "record_pattern_component":
            spelt, target = _typed(at, one)
            found.append(Parameter(place(one), target, type=spelt))
        else:
            found.append(at.lower(one))
    at.depth -= 1
    return RecordPattern(place(node), subject, at.text(inner[0]) if inner else "", tuple(found))


def _typed(at: Lowerer, node: SyntaxNode) -> tuple[str, Name]:
    """A type and the name behind it; `_` alone has no type."""
    inner = [one for one in parts(node) if one.type != "modifiers"]
    target = name(at, inner[-1]) if inner else Name(place(node), "_")
    return (at.text(inner[-2]) if len(inner) > 1 else ""), target
