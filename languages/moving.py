"""A record that stands for another place than its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from .program import Literal, Name, Node, Place

if TYPE_CHECKING:
    from collections.abc import Mapping


def moved(node: Node, where: Place | None, integers: Mapping[str, int] | None = None) -> Node:
    """`node` with all in it at `where` (None: where it was), names in `integers` as Literals."""
    at = where or node.place
    if integers and isinstance(node, Name) and node.name in integers:
        return Literal(at, "int", integers[node.name])
    fields = [_moved_field(part, where, integers) for part in node[1:]]
    kind: Any = type(node)
    made: Node = tuple.__new__(kind, (at, *fields))
    return made


def _moved_field(part: object, where: Place | None, integers: Mapping[str, int] | None) -> object:
    if not isinstance(part, tuple) or not part:
        return part
    if isinstance(part[0], Place):
        return moved(cast("Node", part), where, integers)
    return tuple([_moved_field(one, where, integers) for one in part])
