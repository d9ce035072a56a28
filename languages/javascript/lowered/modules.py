"""Imports and exports. ECMAScript 2025, 16.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...lowering_tools import Lowerer, SeveralHandler, parts, place
from ...program import (
    Assign,
    Binding,
    Class,
    Collection,
    Entry,
    Function,
    Import,
    Mapping,
    Name,
    Node,
    Spread,
)
from .functions import named_value
from .literals import string_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode


class Exported(NamedTuple):
    """The statements of one export, and its pairs of name outside and name inside."""

    statements: tuple[Node, ...]
    pairs: tuple[tuple[str, str], ...]


def exported(at: Lowerer, node: SyntaxNode) -> Exported:
    """What an export statement declares, imports and gives away."""
    declaration = node.child_by_field_name("declaration")
    if any(child.type == "default" for child in node.children):
        value = declaration or node.child_by_field_name("value")
        return Exported((), ()) if value is None else _default(at, node, value)
    if declaration is not None:
        decorators = at.all(node.children_by_field_name("decorator"))
        statements = at.statements([declaration])
        if decorators and isinstance(made := statements[0], Class):
            statements = (made._replace(decorators=decorators + made.decorators),)
        return Exported(statements, tuple([(name, name) for name in _declared(statements)]))
    return _listed(at, node)


def _default(at: Lowerer, node: SyntaxNode, value: SyntaxNode) -> Exported:
    lowered = named_value(at, value, "default")
    if isinstance(lowered, Function | Class) and lowered.name and value.type.endswith("tion"):
        return Exported((lowered,), (("default", lowered.name),))
    where = place(node)
    made = Assign(where, Name(where, "*default*"), lowered, declares="const")
    return Exported((made,), (("default", "*default*"),))


def _listed(at: Lowerer, node: SyntaxNode) -> Exported:
    """`export {a as b}`, with or without `from`; `export *`, `export * as name`."""
    source = node.child_by_field_name("source")
    pairs: list[tuple[str, str]] = []
    bindings: list[Binding] = []
    if source is not None and any(child.type == "*" for child in node.children):
        module = string_value(at, source)
        bindings.append(Binding(place(source), f"*{module}*", ""))
        pairs.append(("*", f"*{module}*"))
    for child in parts(node):
        if child.type == "namespace_export":
            outside = _word(at, parts(child)[0]) if parts(child) else ""
            bindings.append(Binding(place(child), f"*{outside}*", ""))
            pairs.append((outside, f"*{outside}*"))
        elif child.type == "export_clause":
            for one in parts(child):
                inside, outside = _names(at, one)
                hidden = f"*{outside}*"
                bindings.append(Binding(place(one), hidden, inside))
                pairs.append((outside, inside if source is None else hidden))
    if source is None:
        return Exported((), tuple(pairs))
    made = Import(place(node), string_value(at, source), tuple(bindings))
    return Exported((made,), tuple(pairs))


def _names(at: Lowerer, node: SyntaxNode) -> tuple[str, str]:
    """Of `a as b`: a and b; of `a`: a and a."""
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    first = "" if name is None else _word(at, name)
    return first, first if alias is None else _word(at, alias)


def _word(at: Lowerer, node: SyntaxNode) -> str:
    return string_value(at, node) if node.type == "string" else at.text(node)


def _declared(statements: tuple[Node, ...]) -> Iterator[str]:
    """The names that declarations bind."""
    for one in statements:
        if isinstance(one, Function | Class):
            yield one.name
        elif isinstance(one, Assign):
            yield from _bound(one.target)


def _bound(target: Node) -> Iterator[str]:
    if isinstance(target, Name):
        yield target.name
    elif isinstance(target, Assign):
        yield from _bound(target.target)
    elif isinstance(target, Spread | Entry):
        yield from _bound(target.value)
    elif isinstance(target, Collection):
        for item in target.items:
            yield from _bound(item)
    elif isinstance(target, Mapping):
        for entry in target.entries:
            yield from _bound(entry)


def _export(at: Lowerer, node: SyntaxNode) -> tuple[Node, ...]:
    return exported(at, node).statements


def _import(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    source = node.child_by_field_name("source")
    if source is None:
        yield at.opaque(node)
        return
    bindings = [
        binding
        for clause in parts(node)
        if clause.type == "import_clause"
        for part in parts(clause)
        for binding in _bindings(at, part)
    ]
    yield Import(place(node), string_value(at, source), tuple(bindings))


def _bindings(at: Lowerer, node: SyntaxNode) -> Iterator[Binding]:
    where = place(node)
    if node.type == "identifier":
        yield Binding(where, at.text(node), "default")
    elif node.type == "namespace_import":
        yield from (Binding(where, at.text(part), "") for part in parts(node))
    elif node.type == "named_imports":
        for one in parts(node):
            imported, name = _names(at, one)
            yield Binding(place(one), name, imported)


SEVERAL: dict[str, SeveralHandler] = {"import_statement": _import, "export_statement": _export}
