"""What may be assigned to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import first_named, unwrapped
from .operands import has_optional_chain
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_SIMPLE = ("identifier", "member_expression", "subscript_expression", "undefined")
_PATTERNS = ("array_pattern", "object_pattern")
# Engines accept an assignment to a call in sloppy mode code, and throw when it runs.
_CALL = "call_expression"


@rule(
    "invalid-assignment-target",
    "assignment_expression",
    "augmented_assignment_expression",
    "update_expression",
    "for_in_statement",
    example="a?.b = 1",
    source="ECMA-262 13.15.1, 13.4.1, 14.7.5.1",
)
def invalid_assignment_target(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    target = node.child_by_field_name("argument" if node.type == "update_expression" else "left")
    if target is None:
        return
    if node.type in ("assignment_expression", "for_in_statement") and target.type in _PATTERNS:
        return
    if not _is_simple(unwrapped(target)):
        yield target, "this can't be assigned to"


def _is_simple(target: Node) -> bool:
    if target.type == _CALL:
        callee = target.child_by_field_name("function")
        return callee is None or (callee.type != "import" and not has_optional_chain(target))
    return target.type in _SIMPLE and not has_optional_chain(target)


@rule(
    "invalid-destructuring-target",
    "array_pattern",
    "object_pattern",
    example="[a?.b] = c",
    source="ECMA-262 13.15.5.1",
)
def invalid_destructuring_target(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for child in node.named_children:
        target: Node | None = child
        while target is not None and target.type in _WRAPPERS:
            target = _wrapped(target)
        if target is None or target.is_extra or target.type in _PATTERNS:
            continue
        target = unwrapped(target)
        if target.type not in _ELEMENTS or has_optional_chain(target):
            yield child, "this can't be assigned to by destructuring"


_WRAPPERS = {
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
    "pair_pattern": "value",
    "rest_pattern": "",
}
_ELEMENTS = (*_SIMPLE, "shorthand_property_identifier_pattern", "ERROR")


def _wrapped(node: Node) -> Node | None:
    field = _WRAPPERS[node.type]
    return node.child_by_field_name(field) if field else first_named(node)
