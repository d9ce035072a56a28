"""Java's classes, interfaces, enums, records. The Java Language Specification, 8 and 9.

| in the source | in `body` |
| --- | --- |
| an enum's constant | a static field whose value is a Call of the enum with `new` (and its body) |
| a record's component | a field without a value; `int... rest` has the type `int...` |
| `record R { R { … } }` | a constructor with the components as parameters and the flag "compact" |
| an annotation's element | a field, whose value is the default |

Annotations of fields, parameters and variables are left out, as are `permits` and what only a
compiler checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, name, parts, place
from ...program import Assign, Call, Class, Name, Node, Parameter
from .expressions import anonymous_class, arguments, array
from .functions import compact_constructor, initializer, parameters
from .types import modifiers, type_of, type_parameters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode

_KINDS = {
    "class_declaration": "class",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "record_declaration": "record",
    "annotation_type_declaration": "annotation",
}
# What is static without saying so, in a class and in an interface (JLS 8.5.1, 8.9, 8.10, 9.3).
_STATIC_TYPES = frozenset(_KINDS) - {"class_declaration"}
_INTERFACES = frozenset({"interface", "annotation"})

Members = tuple[tuple[Node, ...], frozenset[str]]


def _class(at: Lowerer, node: SyntaxNode) -> Class:
    own = at.field_text(node, "name")
    qualified = at.qualify(own)
    kind = _KINDS[node.type]
    listed = node.child_by_field_name("parameters")
    components = parameters(at, listed)
    body, statics = members(at, node.child_by_field_name("body"), qualified, kind, components)
    extended, implemented = _bases(at, node)
    return Class(
        place(node),
        own,
        qualified,
        kind,
        extended + implemented,
        tuple([_component(one) for one in components]) + body,
        statics,
        modifiers(at, node).annotations,
        type_parameters=type_parameters(at, node),
        interfaces=implemented,
    )


def _component(parameter: Parameter) -> Assign:
    spelt = parameter.type + ("..." if parameter.spread else "")
    return Assign(parameter.place, parameter.target, None, declares="field", type=spelt)


def _bases(at: Lowerer, node: SyntaxNode) -> tuple[tuple[str, ...], tuple[str, ...]]:
    extended: tuple[str, ...] = ()
    implemented: tuple[str, ...] = ()
    for one in parts(node):
        if one.type == "superclass":
            extended += tuple([at.text(base) for base in parts(one)])
        elif one.type == "super_interfaces":
            implemented += _listed(at, one)
        elif one.type == "extends_interfaces":
            extended += _listed(at, one)
    return extended, implemented


def _listed(at: Lowerer, node: SyntaxNode) -> tuple[str, ...]:
    return tuple([at.text(base) for types in parts(node) for base in parts(types)])


def members(
    at: Lowerer,
    body: SyntaxNode | None,
    qualified: str,
    kind: str,
    components: tuple[Parameter, ...] = (),
) -> Members:
    """What stands in a class's braces, and the names of it that are static."""
    outer, at.container = at.container, qualified
    found: list[Node] = []
    statics: set[str] = set()
    at.depth += 1
    for one in _flattened(body):
        if one.type == "enum_constant":
            found.append(_constant(at, one, qualified.rpartition(".")[2]))
        elif one.type == "compact_constructor_declaration":
            found.append(compact_constructor(at, one, components))
        elif one.type == "block":
            found.append(initializer(at, one))
        elif one.is_named:
            found.extend(at.statements((one,)))
        if one.type == "enum_constant" or _is_static(at, one, kind):
            statics.update(_names(at, one))
    at.depth -= 1
    at.container = outer
    return tuple(found), frozenset(statics)


def _flattened(body: SyntaxNode | None) -> Iterator[SyntaxNode]:
    for one in () if body is None else parts(body):
        if one.type == "enum_body_declarations":
            yield from parts(one)
        else:
            yield one


def _is_static(at: Lowerer, node: SyntaxNode, kind: str) -> bool:
    if node.type in _STATIC_TYPES or node.type == "constant_declaration":
        return True
    if node.type not in ("field_declaration", "class_declaration"):
        return False
    return kind in _INTERFACES or "static" in modifiers(at, node).flags


def _names(at: Lowerer, node: SyntaxNode) -> list[str]:
    declared = node.children_by_field_name("declarator") or [node]
    return [at.field_text(one, "name") for one in declared if one.is_named]


def _constant(at: Lowerer, node: SyntaxNode, enum: str) -> Assign:
    target = at.field(node, "name")
    where = place(node)
    body = node.child_by_field_name("body")
    anonymous = None if body is None else anonymous_class(at, body, enum)
    value = Call(where, Name(target.place, enum), arguments(at, node), new=True, body=anonymous)
    return Assign(where, target, value, declares="field", type=enum)


def _fields(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    return declared(at, node, "field")


def _locals(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    return declared(at, node, "let")


def declared(at: Lowerer, node: SyntaxNode, how: str) -> Iterator[Node]:
    """The fields or variables of `int a = 1, b[];`: one alone has the declaration's place."""
    each = [one for one in node.children_by_field_name("declarator") if one.is_named]
    for one in each:
        spelt = type_of(at, node, one)
        value = one.child_by_field_name("value")
        where = place(node if len(each) == 1 else one)
        given = None if value is None else _value(at, value, spelt)
        yield Assign(where, _target(at, one), given, declares=how, type=spelt)


def _target(at: Lowerer, node: SyntaxNode) -> Node:
    declared_name = node.child_by_field_name("name")
    return at.missing(node) if declared_name is None else name(at, declared_name)


def _value(at: Lowerer, node: SyntaxNode, spelt: str) -> Node:
    return array(at, node, spelt) if node.type == "array_initializer" else at.lower(node)


def _element(at: Lowerer, node: SyntaxNode) -> Assign:
    spelt = type_of(at, node)
    value = at.maybe(node, "value")
    return Assign(place(node), _target(at, node), value, declares="field", type=spelt)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_KINDS, _class),
    "annotation_type_element_declaration": _element,
}

SEVERAL: dict[str, SeveralHandler] = {
    "field_declaration": _fields,
    "constant_declaration": _fields,
    "local_variable_declaration": _locals,
}
