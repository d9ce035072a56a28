"""Go's composite literals in the common form.

| written | record |
| --- | --- |
| `[]T{…}`, `[3]T{…}`, `[...]T{…}` | Collection "slice" or "array"; `2: x` in it is an Entry |
| `map[K]V{…}` | Mapping "map" |
| `T{…}`, `pkg.T{…}`, `struct{…}{…}` | Mapping "struct"; a name before a colon is a Literal "str" |

What `T` is made of may stand in another file, so a named slice's or map's literal is a Mapping
"struct" too. Where this file says that T is no struct, the names before colons are Names; where T
is unknown, a Literal "str" whose place is as long as its value (no quotes) may be either.
An element that leaves its type out (`[]*T{{1}}`) gets it here, as far as this file tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import DEEPEST, Handler, Lowerer, parts, place
from ...program import Collection, Entry, Literal, Mapping, Node, Unary

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode
    from ...program import Place

_LISTS = {"slice_type": "slice", "array_type": "array", "implicit_length_array_type": "array"}

# `type A B`, `type B A` is no Go, and must not hang.
_LONGEST_CHAIN = 10


class GoLowerer(Lowerer):
    """Knows the types that the file declares, by name: of its literals' fields and elements."""

    types: dict[str, SyntaxNode]


def composite(at: Lowerer, node: SyntaxNode) -> Node:
    """`T{…}` with its type written."""
    body = node.child_by_field_name("body")
    return at.missing(node) if body is None else _literal(at, place(node), body, _type(node))


def untyped(at: Lowerer, node: SyntaxNode) -> Node:
    """`{…}` where nothing tells its type."""
    return _literal(at, place(node), node, None)


def _type(node: SyntaxNode) -> SyntaxNode | None:
    written = node.child_by_field_name("type")
    while written is not None and written.type == "parenthesized_type":
        written = next(iter(parts(written)), None)
    return written


def _literal(at: Lowerer, where: Place, body: SyntaxNode, written: SyntaxNode | None) -> Node:
    if at.depth >= DEEPEST:
        return at.lower(body)
    at.depth += 1
    lowered = _of_type(at, where, body, written)
    at.depth -= 1
    return lowered


def _of_type(at: Lowerer, where: Place, body: SyntaxNode, written: SyntaxNode | None) -> Node:
    kind = "" if written is None else written.type
    if written is not None and kind in _LISTS:
        return _list(at, where, body, written)
    spelt = "" if written is None else at.text(written)
    made_of = _underlying(at, written)
    if kind == "map_type":
        return Mapping(where, "map", _entries(at, body, made_of), spelt)
    return Mapping(where, "struct", _entries(at, body, made_of), spelt)


def _list(at: Lowerer, where: Place, body: SyntaxNode, written: SyntaxNode) -> Collection:
    of = written.child_by_field_name("element")
    length = written.child_by_field_name("length")
    items: list[Node] = []
    for one in parts(body):
        key, value = _pair(one)
        item = _element(at, value, of)
        items.append(item if key is None else Entry(place(one), at.lower(key), item))
    return Collection(
        where,
        _LISTS[written.type],
        tuple(items),
        "" if of is None else at.text(of),
        None if length is None else at.lower(length),
    )


def _entries(at: Lowerer, body: SyntaxNode, made_of: SyntaxNode | None) -> tuple[Entry, ...]:
    is_struct = made_of is None or made_of.type == "struct_type"
    of = None if made_of is None else made_of.child_by_field_name("element")
    keys = None
    if made_of is not None and made_of.type == "map_type":
        of, keys = made_of.child_by_field_name("value"), made_of.child_by_field_name("key")
    entries: list[Entry] = []
    following = 0
    for one in parts(body):
        key, value = _pair(one)
        if key is None:
            at_key: Node = Literal(_start(place(one)), "int", following)
        elif is_struct and key.type == "identifier":
            at_key = Literal(place(key), "str", at.text(key))
        else:
            at_key = _element(at, key, keys)
        if isinstance(at_key, Literal) and type(at_key.value) is int:
            following = at_key.value
        following += 1
        entries.append(Entry(place(one), at_key, _element(at, value, of)))
    return tuple(entries)


def _start(where: Place) -> Place:
    return where._replace(end=where.start, end_line=where.line)


def _pair(node: SyntaxNode) -> tuple[SyntaxNode | None, SyntaxNode]:
    """What stands before and after the colon of an element."""
    if node.type != "keyed_element":
        return None, _bare(node)
    key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
    return (None, node) if key is None or value is None else (_bare(key), _bare(value))


def _bare(node: SyntaxNode) -> SyntaxNode:
    if node.type != "literal_element":
        return node
    return next(iter(parts(node)), node)


def _element(at: Lowerer, node: SyntaxNode, of: SyntaxNode | None) -> Node:
    if node.type != "literal_value":
        return at.lower(node)
    where = place(node)
    if of is not None and of.type == "pointer_type":
        return Unary(where, "&", _literal(at, where, node, next(iter(parts(of)), None)))
    return _literal(at, where, node, of)


def _underlying(at: Lowerer, written: SyntaxNode | None) -> SyntaxNode | None:
    types = at.types if isinstance(at, GoLowerer) else {}
    for _ in range(_LONGEST_CHAIN):
        if written is not None and written.type == "generic_type":
            written = written.child_by_field_name("type")
        if written is None or written.type == "qualified_type":
            return None
        if written.type != "type_identifier":
            return written
        written = types.get(at.text(written))
    return None


HANDLERS: dict[str, Handler] = {"composite_literal": composite, "literal_value": untyped}
