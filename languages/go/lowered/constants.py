"""Go's constants in the common form: each with its own type and value.

A constant without a value repeats the one before it, and `iota` is the number of its line in the
group: both are worked out here. What is repeated stands where the constant does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Lowerer, parts, place
from ...moving import moved
from ...program import Assign, Name, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode


def constants(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    """The constants of `const x = 1`, `const ( … )`."""
    spelt, number = "", 0
    values: tuple[Node, ...] = ()
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
                value = moved(
                    values[index], None if written is not None else where, {"iota": number}
                )
            target = Name(place(one), at.text(one))
            yield Assign(where, target, value, declares="const", type=spelt)
        number += 1
