"""What means a definition in Go: the package's name, `package.Name`, a receiver's method."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patches.folders import files_in
from ...patterns import lazy_compile
from ..declarations import text_of
from ..references import (
    Arguments,
    Parameter,
    Reference,
    References,
    Signature,
    Target,
    enclosing,
    occurrences,
)
from ..rules import nodes_of
from .declarations import receiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..symbols import Symbol

_PACKAGE = lazy_compile(rb"^package[ \t]+(\w+)", re.MULTILINE)
_MODULE = lazy_compile(rb"^module[ \t]+\"?([^\s\"]+)", re.MULTILINE)
_TOP = frozenset(("function", "struct", "interface", "type", "constant", "variable"))


def _target(symbol: Symbol, tree: SyntaxTree, path: str) -> Target | None:
    package = _package(tree.source)
    if symbol.name in ("_", "init", "main") or not package:
        return None
    public = symbol.name[:1].isupper()
    if not symbol.owner and symbol.kind in _TOP:
        kind = symbol.kind
        return Target(
            name=symbol.name, owner="", kind=kind, path=path, scope=package, public=public
        )
    if symbol.kind == "method" and symbol.node.type == "method_declaration":
        owner = symbol.owner
        return Target(
            name=symbol.name,
            owner=owner,
            kind="method",
            path=path,
            scope=package,
            public=False,
            inherits=_embeds(tree, owner),
        )
    return None


def _package(data: bytes) -> str:
    found = _PACKAGE.search(data)
    return found[1].decode() if found else ""


def _embeds(tree: SyntaxTree, owner: str) -> bool:
    """Whether the type may get methods from others: one whose fields are all named does not.

    A type that another file defines is not known.
    """
    for spec in nodes_of(tree, ("type_spec",)).get("type_spec", ()):
        kind = spec.child_by_field_name("type")
        if text_of(spec.child_by_field_name("name")) != owner or kind is None:
            continue
        if kind.type != "struct_type":
            return kind.type == "interface_type"
        fields = [one for part in kind.named_children for one in part.named_children]
        named = [one for one in fields if one.type == "field_declaration"]
        return any(one.child_by_field_name("name") is None for one in named)
    return True


def _is_left(target: Target, tree: SyntaxTree, files: SourceTree) -> bool:
    """Whether a file of the package defines it, under whatever build's conditions."""
    if target.inherits:
        return True
    name = re.escape(target.name.encode())
    if target.owner:
        defines = rb"^func[ \t]*\([^)\n]*\b%b\b[^)\n]*\)[ \t]*%b[ \t]*\("
        defines %= re.escape(target.owner.encode()), name
    else:
        # Alone, in a list of several, or made by cgo.
        defines = rb"^(?:func|type|var|const)[ \t]+%b\b|import[^\n]*\"C\""
        defines += rb"|^\t(?:\w+,[ \t]*)*%b(?:[ \t]*[,=]|[ \t]+[\w*(\[]|[ \t\r]*$)"
        defines %= name, name
    pattern = lazy_compile(defines, re.MULTILINE)
    folder = target.path.rpartition("/")[0]
    for path in files_in(files, folder):
        data = files.read(path) if path.endswith(".go") else None
        if data and target.name.encode() in data and pattern.search(data):
            return True
    return False


def _find(target: Target, tree: SyntaxTree, path: str, files: SourceTree) -> Iterator[Reference]:
    same_folder = path.rpartition("/")[0] == target.path.rpartition("/")[0]
    if same_folder and _package(tree.source) == target.scope:
        found = _behind_receiver(target, tree) if target.owner else _bare(target, tree)
        yield from found
    elif not target.owner and target.public:
        yield from _qualified(target, tree, files)


def _bare(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    """All uses in a file of the package; none if the file gives the name another meaning."""
    found = []
    for node in occurrences(tree, target.name):
        around = node.parent
        if around is None or node.type in ("field_identifier", "package_identifier", "label_name"):
            continue
        if _is_key(node):
            continue
        if _declares(node, around):
            if around.type != "function_declaration" and not _is_top(around):
                return
            continue
        found.append(node)
    for node in found:
        yield _call(node)


def _is_key(node: Node) -> bool:
    """A field's name in a composite literal (or a map's key, which looks the same)."""
    around = node.parent
    if around is not None and around.type == "literal_element":
        node, around = around, around.parent
    return around is not None and around.type == "keyed_element" and around.children[0] == node


def _declares(node: Node, around: Node) -> bool:
    if node in around.children_by_field_name("name"):
        return True
    if around.type != "expression_list" or around.parent is None:
        return around.type in ("import_spec", "range_clause", "type_switch_statement")
    statement = around.parent
    declares = any(child.type == ":=" for child in statement.children)
    return declares and statement.child_by_field_name("left") == around


def _is_top(spec: Node) -> bool:
    around = spec.parent
    while around is not None and around.type.endswith(("_declaration", "_spec_list")):
        around = around.parent
    return around is not None and around.type == "source_file"


def _qualified(target: Target, tree: SyntaxTree, files: SourceTree) -> Iterator[Reference]:
    alias = _alias(target, tree, files)
    if not alias:
        return
    for node in occurrences(tree, target.name):
        around = node.parent
        if around is None or around.type not in ("selector_expression", "qualified_type"):
            continue
        operand = around.child_by_field_name("operand") or around.child_by_field_name("package")
        if operand is not None and operand != node and text_of(operand) == alias:
            yield _call(around)


def _alias(target: Target, tree: SyntaxTree, files: SourceTree) -> str:
    """The name by which the file imports the target's package, and gives nothing else."""
    folder = target.path.rpartition("/")[0]
    module = _MODULE.search(files.read("go.mod") or b"")
    for spec in nodes_of(tree, ("import_spec",)).get("import_spec", ()):
        path = text_of(spec.child_by_field_name("path")).strip('"`')
        if module is not None:
            wanted = "/".join(part for part in (module[1].decode(), folder) if part)
            if path != wanted:
                continue
        elif not folder or not path.endswith(f"/{folder}"):
            continue
        alias = text_of(spec.child_by_field_name("name")) or target.scope
        for node in occurrences(tree, alias):
            around = node.parent
            if around is None or around == spec:
                continue
            if node.type == "identifier" and _declares(node, around):
                return ""
        return alias if alias not in (".", "_") else ""
    return ""


def _behind_receiver(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    for node in occurrences(tree, target.name):
        selector = node.parent
        if selector is None or selector.type != "selector_expression":
            continue
        method = enclosing(selector, "method_declaration")
        if method is None or receiver(method) != target.owner:
            continue
        own = re.match(r"\(\s*(\w+)\s+\*?", text_of(method.child_by_field_name("receiver")))
        operand = text_of(selector.child_by_field_name("operand"))
        if own is not None and operand == own[1] != target.owner:
            shadowed = re.search(rf"\b{operand}\b[\w, ]*:=", text_of(method))
            if shadowed is None:
                yield _call(selector)


def _call(node: Node) -> Reference:
    call = node.parent
    is_call = call is not None and call.type == "call_expression"
    if is_call and call is not None and call.child_by_field_name("function") == node:
        return Reference(node, call.child_by_field_name("arguments"))
    return Reference(node)


def _signature(symbol: Symbol) -> Signature | None:
    parameters = symbol.node.child_by_field_name("parameters")
    if parameters is None:
        return None
    found: list[Parameter] = []
    rest = False
    for one in parameters.named_children:
        if one.type == "variadic_parameter_declaration":
            rest = True
        elif one.type == "parameter_declaration":
            names = one.children_by_field_name("name")
            found += [Parameter(text_of(name)) for name in names if name.is_named]
            if not names:
                found.append(Parameter(text_of(one)))
    return Signature(tuple(found), rest)


def _arguments(node: Node) -> Arguments | None:
    given = [one for one in node.named_children if not one.is_extra]
    # `f(g())` passes as many as g returns, `f(rest...)` any number.
    if any(one.type == "variadic_argument" for one in given) or "..." in text_of(node):
        return None
    if len(given) == 1 and given[0].type == "call_expression":
        return None
    return Arguments(len(given))


REFERENCES = References(
    line=lazy_compile(
        rb"^(?:func[ \t]+(?:\([^)\n]*\)[ \t]*)?|type[ \t]+|var[ \t]+|const[ \t]+"
        rb"|\t(?=\w+[ \t]*=[^=]))"
        rb"(?P<name>[^\W\d]\w*)",
        re.MULTILINE,
    ),
    target=_target,
    find=_find,
    is_left=_is_left,
    signature=_signature,
    arguments=_arguments,
)
