"""What a Java scope declares (JLS 17, 8.3, 8.4.2, 8.5, 8.8.2: what may stand once in a class)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..declarations import Declarations, Declared, is_named, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node

_TYPES = {
    "class_declaration": "class",
    "interface_declaration": "interface",
    "annotation_type_declaration": "interface",
    "enum_declaration": "enum",
    "record_declaration": "record",
}
_CALLABLES = {
    "method_declaration": "method",
    "constructor_declaration": "constructor",
    "compact_constructor_declaration": "constructor",
    "annotation_type_element_declaration": "method",
}
_FIELDS = {"field_declaration": "field", "constant_declaration": "constant"}


def _declared(scope: Node, source: bytes, wanted: bytes) -> Iterator[Declared]:
    plain = wanted.decode("utf-8", "replace")
    for node in scope.named_children:
        if node.type in _FIELDS:
            for one in node.children_by_field_name("declarator"):
                name = one.child_by_field_name("name")
                if name is not None and is_named(name, source, wanted):
                    yield Declared(plain, ("field", plain), _FIELDS[node.type], name, node)
            continue
        name = node.child_by_field_name("name")
        if name is None or not is_named(name, source, wanted):
            continue
        if node.type in _TYPES:
            yield Declared(plain, ("type", plain), _TYPES[node.type], name, node)
        elif node.type in _CALLABLES:
            kind = _CALLABLES[node.type]
            yield Declared(plain, (kind, plain, *_signature(node)), kind, name, node)
        elif node.type == "enum_constant":
            yield Declared(plain, ("field", plain), "constant", name, node)


def _signature(node: Node) -> Iterator[str]:
    """What tells overloads apart: the types of the parameters after erasure (JLS 4.6).

    Type variables are erased to their bounds, so those of the method are a part of it: two methods
    with other type variables are never taken for one.
    """
    yield _squeezed(text_of(node.child_by_field_name("type_parameters")))
    parameters = node.child_by_field_name("parameters")
    for one in parameters.named_children if parameters is not None else ():
        if one.type == "formal_parameter":
            dimensions = text_of(one.child_by_field_name("dimensions"))
            yield _erased(text_of(one.child_by_field_name("type"))) + _squeezed(dimensions)
        elif one.type == "spread_parameter":
            types = [x for x in one.named_children if x.type not in _NOT_A_TYPE]
            yield _erased(text_of(types[0]) if types else "") + "[]"


_NOT_A_TYPE = frozenset({"modifiers", "variable_declarator", "line_comment", "block_comment"})
_ARGUMENTS = lazy_compile(r"<[^<>]*>")


def _erased(text: str) -> str:
    """A type without its arguments."""
    while (shorter := _ARGUMENTS.sub("", text)) != text:
        text = shorter
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


DECLARATIONS = Declarations(
    # A name before `(`, `=`, `;`, `,` or `{`; or behind the word for a type.
    line=lazy_compile(
        rb"^[ \t]*(?:[^\s=;(){}\"']+[ \t]+)*?"
        rb"(?:(?:class|interface|enum|record)[ \t]+)?(?P<name>[^\W\d]\w*)[ \t]*(?=[(=;,{])",
        re.MULTILINE,
    ),
    scopes=frozenset(
        {
            "program",
            "class_body",
            "interface_body",
            "annotation_type_body",
            "enum_body",
            "enum_body_declarations",
        }
    ),
    declared=_declared,
    consequence="Java does not compile this",
)
