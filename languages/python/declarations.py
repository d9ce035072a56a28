"""What a Python scope declares: functions and classes, which a second one replaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..declarations import Declarations, Declared, is_named, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node

# Decorators that change nothing about a second definition replacing the first. Any other one may
# have kept the first (`@app.route`, `@overload`, `@total.setter`, `@dispatch.register`).
HARMLESS = frozenset(
    (
        "@staticmethod",
        "@classmethod",
        "@property",
        "@cached_property",
        "@functools.cached_property",
        "@abstractmethod",
        "@abc.abstractmethod",
        "@contextmanager",
        "@contextlib.contextmanager",
        "@dataclass",
        "@dataclasses.dataclass",
        "@override",
        "@typing.override",
        "@final",
        "@typing.final",
        "@cache",
        "@functools.cache",
        "@lru_cache",
        "@functools.lru_cache",
    )
)
_FUNCTION, _CLASS = "function_definition", "class_definition"


def _declared(scope: Node, source: bytes, wanted: bytes) -> Iterator[Declared]:
    in_class = _is_class(scope.parent)
    name = wanted.decode("utf-8", "replace")
    for node in scope.named_children if name.strip("_") else ():
        definition: Node | None = node
        if node.type == "decorated_definition":
            definition = node.child_by_field_name("definition")
        if definition is None or definition.type not in (_FUNCTION, _CLASS):
            continue
        name_node = definition.child_by_field_name("name")
        if name_node is None or not is_named(name_node, source, wanted):
            continue
        decorators = tuple(text_of(x) for x in node.children if x.type == "decorator")
        if HARMLESS.issuperset(decorators):
            kind = "method" if in_class else "function"
            if definition.type != _FUNCTION:
                kind = "class"
            yield Declared(name, (name, decorators), kind, name_node, node)


def _clash(first: Declared, second: Declared) -> bool:
    """Not if what runs between the two, or the second's own header, takes the first one up.

    In a module or class a base class or an annotation does not: what stands there is used by all of
    the file, and a second definition does not wait for it. In a function it does (tests do so).
    """
    scope = first.node.parent
    in_function = scope is not None and scope.type == "block" and not _is_class(scope.parent)
    but = _LATER if in_function else _LATER_OR_DECLARED
    node: Node | None = first.node.next_sibling
    while node is not None and node.start_byte < second.node.start_byte:
        if _runs(node, first.name, but):
            return False
        node = node.next_sibling
    own = {**but, _CLASS: "name", _FUNCTION: f"{but[_FUNCTION]} name"}
    return not _runs(second.node, first.name, own)


def _is_class(node: Node | None) -> bool:
    return node is not None and node.type == _CLASS


# The parts of a node, by field, that are no name in this scope or are not run with it: a body that
# runs later, `total` of `cart.total`.
_LATER = {
    _FUNCTION: "body",
    "lambda": "body",
    "attribute": "attribute",
    "keyword_argument": "name",
}
_LATER_OR_DECLARED = {
    **_LATER,
    _FUNCTION: "body return_type",
    _CLASS: "superclasses",
    "typed_parameter": "type",
    "typed_default_parameter": "type",
    "assignment": "type",
}


def _runs(statement: Node, name: str, but: dict[str, str]) -> bool:
    """Whether the statement reads `name` when it is run, the fields in `but` left out."""
    wanted = name.encode()
    pending = [statement]
    while pending:
        node = pending.pop()
        if node.type == "identifier":
            if node.text == wanted:
                return True
        elif node.type in but:
            left_out = [node.child_by_field_name(field) for field in but[node.type].split()]
            pending += [child for child in node.named_children if child not in left_out]
        else:
            pending += node.named_children
    return False


DECLARATIONS = Declarations(
    line=lazy_compile(rb"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(?P<name>\w+)", re.MULTILINE),
    scopes=frozenset({"module", "block"}),
    declared=_declared,
    consequence="the second replaces the first",
    clash=_clash,
)
