"""Go's constants in the common form: each with its own type and value.

A constant without a value repeats the one before it, and `iota` is the number of its line in the
group: both are worked out here. What is repeated stands where the constant does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..lowering_tools import Lowerer, parts, place
from ..program import Assign, Literal, Name, Node, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node as SyntaxNode


def constants(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    """The constants of `const x = 1`, `const ( … )`."""
    spelt, values, number = "", (), 0
    for spec in parts(node):
        if spec.type != "const_spec":
            yield at.lower(spec)
            continue
        where = place(spec)
        written = spec.child_by_field_name("value")
        if written is not None:
            spelt, values = at.field_text(spec, "type"), at.all(parts(written))
        names = [one for one in spec.children_by_field_name("name") if one.is_named]
        for index, one in enumerate(names):
            value: Node | None = None
            if index < len(values):
                value = _copied(values[index], number, None if written is not None else where)
            target = Name(place(one), at.text(one))
            yield Assign(where, target, value, declares="const", type=spelt)
        number += 1


def _copied(node: Node, number: int, where: Place | None) -> Node:
    """`node` with `iota` as `number`, moved to `where` if it is repeated."""
    if isinstance(node, Name) and node.name == "iota":
        return Literal(where or node.place, "int", number)
    fields = [_copied_field(part, number, where) for part in node[1:]]
    return cast("Node", tuple.__new__(type(node), (where or node.place, *fields)))


def _copied_field(part: object, number: int, where: Place | None) -> object:
    if not isinstance(part, tuple) or not part:
        return part
    if isinstance(part[0], Place):
        return _copied(cast("Node", part), number, where)
    return tuple([_copied_field(one, number, where) for one in part])
