"""`await (f)(x).y`, which tree-sitter-javascript 0.25 reads as a call of a function `await`.

TypeScript writes it for every awaited call of an import: `await (0, module_1.f)(x)`. ECMAScript
2025, 15.8: the operand of await is a whole UnaryExpression, so all links belong below it. That
somebody names a function `await` (sloppy scripts may) is not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import span
from ...program import Argument, Await, Call, Collection, Group, Index, Member, Node, Place

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def is_operand(arguments: tuple[Argument, ...]) -> bool:
    """Whether what looks like arguments can be an expression in parentheses."""
    return bool(arguments) and not any(argument.spread for argument in arguments)


def await_of(where: Place, arguments: tuple[Argument, ...]) -> Await:
    """`await (a, b)`."""
    values = tuple([argument.value for argument in arguments])
    if len(values) == 1:
        return Await(where, values[0])
    inner = span(arguments[0].place, arguments[-1].place)
    return Await(where, Collection(inner, "sequence", values))


def lift_await(
    link: Member | Index | Call, awaited: Await, node: SyntaxNode
) -> Member | Index | Call | Await:
    """A link whose object (`node`) is `awaited`: without parentheses, the await is around it."""
    if node.type == "parenthesized_expression":
        return link
    inner = awaited.value
    if is_optional(inner):
        inner = Group(inner[0], inner)
    where = span(inner[0], link.place)
    if isinstance(link, Call):
        return Await(link.place, link._replace(place=where, function=inner))
    return Await(link.place, link._replace(place=where, object=inner))


def is_optional(node: Node) -> bool:
    """Whether a chain has an optional link."""
    while isinstance(node, Member | Index | Call):
        if node.optional:
            return True
        node = node.function if isinstance(node, Call) else node.object
    return False
