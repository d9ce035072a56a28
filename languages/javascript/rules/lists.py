"""Commas and rests: lists that the grammar reads more freely than the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found


@rule(
    "empty-list-item",
    "arguments",
    "object",
    "object_pattern",
    "formal_parameters",
    "named_imports",
    "export_clause",
    example="f(a,, b)",
    source="ECMA-262 13.3 Arguments, 13.2.5 ObjectLiteral",
)
def empty_list_item(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    before = ""
    for child in node.children:
        if child.is_extra:
            continue
        if child.type == "," and before in (",", "(", "{"):
            yield child, "nothing stands before this comma; only arrays may have holes"
        before = child.type


@rule(
    "rest-not-last",
    "formal_parameters",
    "array_pattern",
    "object_pattern",
    example="function f(...a, b) {}",
    source="ECMA-262 15.1 FormalParameters, 14.3.3 BindingRestElement",
)
def rest_not_last(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    rest: Node | None = None
    for child in node.children:
        if child.is_extra:
            continue
        if rest is not None and child.type == ",":
            yield rest, "a rest element must be the last one, with no comma after it"
            return
        rest = child if child.type == "rest_pattern" else None
        if rest is not None and node.type != "array_pattern" and _has_initializer(rest):
            yield rest, "a rest element takes no default"


def _has_initializer(rest: Node) -> bool:
    return any(child.type in ("assignment_pattern", "=") for child in rest.children)


@rule(
    "import-call-arguments",
    "call_expression",
    example="import()",
    source="ECMA-262 13.3.10 ImportCall",
)
def import_call_arguments(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if not tree.source.startswith(b"import", node.start_byte):
        return
    callee = node.child_by_field_name("function")
    arguments = node.child_by_field_name("arguments")
    if callee is None or callee.type != "import" or arguments is None:
        return
    given = [child for child in arguments.named_children if not child.is_extra]
    if not 1 <= len(given) <= 2:
        yield arguments, "`import()` takes a specifier and at most one more argument"
    for child in given:
        if child.type == "spread_element":
            yield child, "`import()` takes no spread arguments"
