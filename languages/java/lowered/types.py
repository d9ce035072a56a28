"""Java's types, modifiers and annotations: types stay as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...lowering_tools import Handler, Lowerer, parts, place
from ...program import Argument, Call, Collection, Name, Node

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode

WRITTEN_TYPES = (
    "annotated_type",
    "array_type",
    "boolean_type",
    "floating_point_type",
    "generic_type",
    "integral_type",
    "scoped_type_identifier",
    "void_type",
)

_FLAGS = frozenset({"static", "abstract", "synchronized", "native", "default"})


class Modifiers(NamedTuple):
    """`flags` are the ones that count when a program runs."""

    flags: frozenset[str]
    annotations: tuple[Node, ...]


_PLAIN = Modifiers(frozenset(), ())


def modifiers(at: Lowerer, node: SyntaxNode) -> Modifiers:
    """The modifiers of a declaration."""
    first = node.child(0) if node.child_count else None
    while first is not None and first.is_extra:
        first = first.next_sibling
    if first is None or first.type != "modifiers":
        return _PLAIN
    children = first.children
    flags = frozenset([one.type for one in children if one.type in _FLAGS])
    return Modifiers(flags, at.all([one for one in children if one.type.endswith("annotation")]))


def type_of(at: Lowerer, node: SyntaxNode, declared: SyntaxNode | None = None) -> str:
    """The field `type` of `node`, with the brackets that stand behind the name of `declared`."""
    written = at.field_text(node, "type")
    brackets = (declared or node).child_by_field_name("dimensions")
    return written if brackets is None else written + at.text(brackets)


def written(at: Lowerer, node: SyntaxNode) -> Name:
    """A type in the place of a value (`int[]::new`, `String.class`)."""
    return Name(place(node), at.text(node))


def base_and_arguments(at: Lowerer, node: SyntaxNode) -> tuple[Name, tuple[str, ...]]:
    """`List<String>` as `List` and its arguments; `Map.Entry` is one name."""
    if node.type != "generic_type":
        return written(at, node), ()
    base, *arguments = parts(node)
    listed = arguments[0] if arguments else None
    return written(at, base), type_arguments(at, listed)


def type_arguments(at: Lowerer, node: SyntaxNode | None) -> tuple[str, ...]:
    """What stands between `<` and `>`."""
    return tuple([at.text(one) for one in parts(node)]) if node is not None else ()


def type_parameters(at: Lowerer, node: SyntaxNode) -> tuple[str, ...]:
    """Of a generic declaration."""
    return type_arguments(at, node.child_by_field_name("type_parameters"))


def _annotation(at: Lowerer, node: SyntaxNode) -> Node:
    named = at.field(node, "name")
    listed = node.child_by_field_name("arguments")
    if listed is None:
        return named
    return Call(place(node), named, tuple([_pair(at, one) for one in parts(listed)]))


def _pair(at: Lowerer, node: SyntaxNode) -> Argument:
    if node.type != "element_value_pair":
        return Argument(place(node), at.lower(node))
    return Argument(place(node), at.field(node, "value"), at.field_text(node, "key"))


def _values(at: Lowerer, node: SyntaxNode) -> Collection:
    return Collection(place(node), "array", at.all(parts(node)))


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(WRITTEN_TYPES, written),
    "annotation": _annotation,
    "marker_annotation": _annotation,
    "element_value_array_initializer": _values,
}
