"""Go's declarations in the common form: functions, types, variables, constants, imports.

A parameter without a name is called "_", which it means. Functions within a function that is
wanted come whole: a deferred function guards the lines around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, SeveralHandler, parts, place, span
from ...program import Assign, Binding, Block, Class, Collection, Function, Import, Name, Parameter
from .constants import constants
from .expressions import together
from .statements import block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node as SyntaxNode
    from ...program import Node, Place


def _function(at: Lowerer, node: SyntaxNode) -> Function:
    own = at.field_text(node, "name")
    receiver = node.child_by_field_name("receiver")
    received = _parameters(at, receiver)
    owner = _base_name(received[0].type) if received else ""
    kind = "function" if receiver is None else "method"
    if node.type == "func_literal":
        kind = "lambda"
    result = node.child_by_field_name("result")
    results, names = _results(at, result)
    return Function(
        place(node),
        own,
        f"{owner}.{own}" if owner else own,
        kind,
        _parameters(at, node.child_by_field_name("parameters")),
        _body(at, node),
        receiver=received[0] if received else None,
        results=results,
        result_names=names,
        type_parameters=_type_parameters(at, node),
    )


def _base_name(written: str) -> str:
    """`*Cart[K]` → `Cart`."""
    return written.strip("*() ").partition("[")[0].strip()


def _body(at: Lowerer, node: SyntaxNode) -> Block | None:
    body = node.child_by_field_name("body")
    if body is None or not at.is_wanted(node):
        return None
    wanted, at.wanted = at.wanted, None
    lowered = block(at, body, node)
    at.wanted = wanted
    return lowered


def _parameters(at: Lowerer, node: SyntaxNode | None) -> tuple[Parameter, ...]:
    if node is None:
        return ()
    found: list[Parameter] = []
    for one in parts(node):
        spread = "*" if one.type == "variadic_parameter_declaration" else ""
        written = one.child_by_field_name("type")
        spelt = "" if written is None else at.text(written)
        names = _names(at, one)
        for target in names or (Name(place(one), "_"),):
            where = target.place if len(names) > 1 else place(one)
            found.append(Parameter(where, target, spread=spread, type=spelt))
    return tuple(found)


def _names(at: Lowerer, node: SyntaxNode) -> tuple[Name, ...]:
    return tuple(
        [
            Name(place(one), at.text(one))
            for one in node.children_by_field_name("name")
            if one.is_named
        ]
    )


def _results(at: Lowerer, node: SyntaxNode | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if node is None:
        return (), ()
    if node.type != "parameter_list":
        return (at.text(node),), ()
    listed = _parameters(at, node)
    named = any(one.child_by_field_name("name") for one in parts(node))
    names = tuple([one.target.name for one in listed if isinstance(one.target, Name)])
    return tuple([one.type for one in listed]), names if named else ()


def _type_parameters(at: Lowerer, node: SyntaxNode) -> tuple[str, ...]:
    listed = node.child_by_field_name("type_parameters")
    if listed is None:
        return ()
    found: list[str] = []
    for one in parts(listed):
        bound = at.field_text(one, "type")
        found.extend(f"{each.name} {bound}" for each in _names(at, one))
    return tuple(found)


def _each(at: Lowerer, node: SyntaxNode) -> Iterator[Node]:
    """The specs of `import (…)`, `var (…)`, `type (…)`."""
    for one in parts(node):
        if one.type in ("import_spec_list", "var_spec_list"):
            yield from at.all(parts(one))
        else:
            yield at.lower(one)


def _variable(at: Lowerer, node: SyntaxNode) -> Assign:
    names = _names(at, node)
    target: Node = names[0] if len(names) == 1 else Collection(_over(names, node), "tuple", names)
    values = node.child_by_field_name("value")
    value = None if values is None else together(at, values)
    several = len(names) > 1 and value is not None
    if isinstance(value, Collection) and value.kind == "tuple":
        several = False
    return Assign(
        place(node),
        target,
        value,
        declares="var",
        type=at.field_text(node, "type"),
        several=several,
    )


def _over(names: tuple[Name, ...], node: SyntaxNode) -> Place:
    return span(names[0].place, names[-1].place) if names else place(node)


def _type(at: Lowerer, node: SyntaxNode) -> Class:
    own = at.field_text(node, "name")
    written = node.child_by_field_name("type")
    kind = "type"
    bases: tuple[str, ...] = ()
    body: tuple[Node, ...] = ()
    if written is None:
        pass
    elif node.type == "type_alias":
        kind, bases = "alias", (at.text(written),)
    elif written.type == "struct_type":
        kind, (bases, body) = "struct", _fields(at, written)
    elif written.type == "interface_type":
        kind, (bases, body) = "interface", _methods(at, written, own)
    else:
        bases = (at.text(written),)
    return Class(
        place(node), own, own, kind, bases, body, type_parameters=_type_parameters(at, node)
    )


def _fields(at: Lowerer, node: SyntaxNode) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    bases: list[str] = []
    fields: list[Node] = []
    for listed in parts(node):
        for one in parts(listed):
            if one.type != "field_declaration":
                fields.append(at.lower(one))
                continue
            spelt, names = at.field_text(one, "type"), _names(at, one)
            if not names:  # embedded: the pointer's star stands before the type
                spelt = ("*" if one.children[0].type == "*" else "") + spelt
                bases.append(spelt)
                names = (Name(place(one), _base_name(spelt).rpartition(".")[2]),)
            tag = one.child_by_field_name("tag")
            tagged = "" if tag is None else str(getattr(at.lower(tag), "value", ""))
            for target in names:
                where = target.place if len(names) > 1 else place(one)
                fields.append(Assign(where, target, None, declares="field", type=spelt, tag=tagged))
    return tuple(bases), tuple(fields)


def _methods(at: Lowerer, node: SyntaxNode, owner: str) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    bases: list[str] = []
    methods: list[Node] = []
    for one in parts(node):
        if one.type == "type_elem":
            bases.append(at.text(one))
        elif one.type == "method_elem":
            own = at.field_text(one, "name")
            results, names = _results(at, one.child_by_field_name("result"))
            methods.append(
                Function(
                    place(one),
                    own,
                    f"{owner}.{own}",
                    "method",
                    _parameters(at, one.child_by_field_name("parameters")),
                    None,
                    frozenset({"abstract"}),
                    results=results,
                    result_names=names,
                )
            )
        else:
            methods.append(at.lower(one))
    return tuple(bases), tuple(methods)


def _import(at: Lowerer, node: SyntaxNode) -> Import:
    path = at.field_text(node, "path")[1:-1]
    written = node.child_by_field_name("name")
    own = _package_name(path) if written is None else at.text(written)
    where = place(node)
    binding = Binding(where, "*", "*") if own == "." else Binding(where, own)
    return Import(where, path, (binding,))


def _package_name(path: str) -> str:
    """What a package is most likely called: Go itself reads it in the package's files."""
    *before, last = path.split("/")
    if before and last[:1] == "v" and last[1:].isdigit():
        last = before[-1]
    stem, dot, version = last.rpartition(".")
    return stem if dot and version[:1] == "v" and version[1:].isdigit() else last


HANDLERS: dict[str, Handler] = {
    "function_declaration": _function,
    "method_declaration": _function,
    "func_literal": _function,
    "var_spec": _variable,
    "type_spec": _type,
    "type_alias": _type,
    "import_spec": _import,
}

SEVERAL: dict[str, SeveralHandler] = {
    "var_declaration": _each,
    "type_declaration": _each,
    "import_declaration": _each,
    "const_declaration": constants,
}
