"""Modules: imports and exports, and what a module's top level may not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import declared, has_token, imported_names, is_module, text, word
from .record import rule
from .scopes import statements_below, var_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found


@rule(
    "import-below-top-level",
    "import_statement",
    "export_statement",
    example="if (a) { import 'b' }",
    source="ECMA-262 16.2 ModuleItem",
)
def import_below_top_level(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if node.parent is not None and node.parent.type != "program":
        keyword = node.type.removesuffix("_statement")
        yield node, f"`{keyword}` may only stand at the top level of a module"


@rule(
    "return-in-module",
    "program",
    example="export {}\nreturn",
    source="ECMA-262 16.2 ModuleItem",
)
def return_in_module(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if b"return" not in tree.source or not is_module(tree):
        return
    for statement in statements_below(node):
        if statement.type == "return_statement":
            yield statement, "`return` outside of a function; this file is a module"


@rule(
    "html-comment-in-module",
    "program",
    example="export {};\na\n--> b",
    source="ECMA-262 B.1.1",
)
def html_comment_in_module(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for opening in (b"<!--", b"-->"):
        start = tree.source.find(opening)
        while start >= 0:
            leaf = node.descendant_for_byte_range(start, start + 1)
            if leaf is not None and leaf.type == "html_comment" and is_module(tree):
                yield leaf, "a module may not hold HTML comments"
            start = tree.source.find(opening, start + 1)


@rule(
    "export-default-of-variable",
    "export_statement",
    example="export default const a = 1",
    source="ECMA-262 16.2.3 ExportDeclaration",
)
def export_default_of_variable(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    declaration = node.child_by_field_name("declaration")
    if (
        declaration is not None
        and declaration.type
        in (
            "lexical_declaration",
            "variable_declaration",
        )
        and has_token(node, "default")
    ):
        yield declaration, "`export default` takes a value, a function or a class"


@rule(
    "duplicate-export",
    "program",
    example="export default a\nexport default b",
    source="ECMA-262 16.2.1.1",
)
def duplicate_export(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    seen: set[bytes] = set()
    for statement in _exports(node, tree):
        for exported, name in _exported(statement, tree):
            if name in seen:
                shown = name.decode("utf-8", "replace")
                yield exported, f"`{shown}` is exported twice"
            seen.add(name)


def _exports(program: Node, tree: SyntaxTree) -> list[Node]:
    if b"export" not in tree.source:
        return []
    return [child for child in program.named_children if child.type == "export_statement"]


def _exported(statement: Node, tree: SyntaxTree) -> Iterator[tuple[Node, bytes]]:
    for child in statement.children:
        if child.type == "default":
            yield child, b"default"
            return
        if child.type == "export_clause":
            for specifier in child.named_children:
                name = specifier.child_by_field_name("alias") or specifier.child_by_field_name(
                    "name"
                )
                if name is not None:
                    yield name, text(name, tree).strip(b"\"'")
        elif child.type == "namespace_export":
            last = child.children[-1]
            yield last, text(last, tree).strip(b"\"'")
    declaration = statement.child_by_field_name("declaration")
    if declaration is not None:
        for name in _names_of(declaration):
            yield name, text(name, tree)


def _names_of(declaration: Node) -> Iterator[Node]:
    if declaration.type.endswith(("lexical_declaration", "variable_declaration")):
        yield from declared(declaration)
        return
    name = declaration.child_by_field_name("name")
    if name is not None:
        yield name


@rule(
    "export-of-undeclared",
    "program",
    example="export { a }",
    source="ECMA-262 16.2.3.1",
)
def export_of_undeclared(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    local = [
        (specifier, name)
        for statement in _exports(node, tree)
        if statement.child_by_field_name("source") is None
        for specifier in _specifiers(statement)
        if (name := specifier.child_by_field_name("name")) is not None
    ]
    if not local:
        return
    known = {text(name, tree) for name in _top_level_names(node)}
    for _, name in local:
        if name.type == "string":
            yield name, "a string names an export only together with `from`"
        elif text(name, tree) not in known:
            yield name, f"`{word(name, tree)}` is exported and not declared"


def _specifiers(statement: Node) -> Iterator[Node]:
    for clause in statement.named_children:
        if clause.type == "export_clause":
            yield from (child for child in clause.named_children if not child.is_extra)


def _top_level_names(program: Node) -> Iterator[Node]:
    yield from var_names(program)
    for child in program.named_children:
        if child.type == "export_statement":
            declaration = child.child_by_field_name("declaration")
            value = child.child_by_field_name("value")
            inner = declaration if declaration is not None else value
            if inner is not None:
                yield from _names_of(inner)
        elif child.type == "import_statement":
            yield from imported_names(child)
        else:
            yield from _names_of(child)
