"""What means a definition in JavaScript: the module's own name, an imported one, `this.name`."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..declarations import text_of
from ..names import NameTable
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
from .scopes import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..symbols import Symbol

_CLASS = ("class_declaration", "class")
_EXPORT = rb"\bexport\b[^;]*?(?<![\w$])%b(?![\w$])|\bexports\b[^;]*?(?<![\w$])%b(?![\w$])"


def _target(symbol: Symbol, tree: SyntaxTree, path: str) -> Target | None:
    name = re.escape(symbol.name.encode())
    if not symbol.owner and symbol.kind in ("function", "class", "constant"):
        if enclosing(symbol.node, "statement_block", "class_body", "object") is not None:
            return None
        public = re.search(_EXPORT % (name, name), tree.source) is not None
        scope = "" if public else "file"
        return Target(
            name=symbol.name, owner="", kind=symbol.kind, path=path, scope=scope, public=public
        )
    if symbol.node.type != "method_definition" or "." in symbol.owner:
        return None
    owner = enclosing(symbol.node, *_CLASS)
    if symbol.name == "constructor" or owner is None:
        return None
    heritage = any(one.type == "class_heritage" for one in owner.named_children)
    return Target(
        name=symbol.name,
        owner=symbol.owner,
        kind="method",
        path=path,
        scope="file",
        public=False,
        inherits=heritage,
    )


def _is_left(target: Target, tree: SyntaxTree, _files: SourceTree) -> bool:
    name = target.name.encode()
    if target.owner:
        # `this.total = …`, a field, `Cart.prototype.total = …`, Object.assign(…, { total }).
        word = re.escape(name)
        given = rb"[.\s{,]%b[ \t]*(?:=(?!=)|:|,|\})|[\"']%b[\"']|prototype,"
        if target.inherits or re.search(given % (word, word), tree.source) is not None:
            return True
        return any(_is_method(node) for node in occurrences(tree, target.name))
    # What was exported stood in a module; a file without an export may be a script now, by mistake.
    hidden = b"eval(" in tree.source if target.public else NAMES.unknowable(tree, target.path)
    if hidden or name in NAMES.known():
        return True
    return bool(NameTable(tree, NAMES).bindings(name)) or b"export *" in tree.source


def _is_method(name: Node) -> bool:
    return name.parent is not None and name.parent.type == "method_definition"


def _find(target: Target, tree: SyntaxTree, path: str, _files: SourceTree) -> Iterator[Reference]:
    if target.owner:
        if path == target.path:
            yield from _behind_this(target, tree)
        return
    table = NameTable(tree, NAMES)
    if path == target.path:
        if len(table.bindings(target.name.encode())) == int(target.left):
            yield from _uses(table, target.name)
        return
    for spec in nodes_of(tree, ("import_specifier",)).get("import_specifier", ()):
        name = spec.child_by_field_name("name")
        statement = enclosing(spec, "import_statement")
        if name is None or statement is None or text_of(name) != target.name:
            continue
        source = text_of(statement.child_by_field_name("source")).strip("'\"")
        if not _is_file(source, path, target.path):
            continue
        alias = text_of(spec.child_by_field_name("alias")) or target.name
        if not target.left:
            yield Reference(name)
        elif len(table.bindings(alias.encode())) == 1:
            yield from _uses(table, alias)


def _uses(table: NameTable, name: str) -> Iterator[Reference]:
    for node in table.occurrences(name.encode()):
        if table.use(name.encode(), node) is not None:
            yield _call(node)


def _call(node: Node) -> Reference:
    call = node.parent
    if call is not None and call.type in ("call_expression", "new_expression"):
        field = "function" if call.type == "call_expression" else "constructor"
        if call.child_by_field_name(field) == node:
            return Reference(node, call.child_by_field_name("arguments"))
    return Reference(node)


def _behind_this(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    for node in occurrences(tree, target.name):
        member = node.parent
        if member is None or member.type != "member_expression":
            continue
        if text_of(member.child_by_field_name("object")) != "this":
            continue
        # A function of its own has its own `this`.
        method = enclosing(
            member, "method_definition", "function_expression", "function_declaration", "object"
        )
        owner = enclosing(member, *_CLASS)
        if method is None or owner is None or method.type != "method_definition":
            continue
        if text_of(owner.child_by_field_name("name")) == target.owner:
            yield _call(member)


def _is_file(source: str, path: str, wanted: str) -> bool:
    """Whether `source`, imported by the file at `path`, is the file at `wanted`."""
    if not source.startswith("."):
        return False
    place = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
    plain = re.sub(r"\.[cm]?js$|\.jsx$", "", wanted)
    return wanted == place or plain in (place, posixpath.join(place, "index"))


def _signature(symbol: Symbol) -> Signature | None:
    """Only the number of parameters counts: JavaScript lets any be left out."""
    function = symbol.node.child_by_field_name("value") or symbol.node
    parameters = function.child_by_field_name("parameters")
    if parameters is None or re.search(r"\barguments\b", text_of(function)):
        return None
    given = [one for one in parameters.named_children if not one.is_extra]
    rest = any(one.type == "rest_pattern" for one in given)
    places = tuple(Parameter(text_of(one), required=False) for one in given)
    return Signature(places, rest)


def _arguments(node: Node) -> Arguments | None:
    given = [one for one in node.named_children if not one.is_extra]
    if node.type != "arguments" or any(one.type == "spread_element" for one in given):
        return None
    return Arguments(len(given))


REFERENCES = References(
    line=lazy_compile(
        rb"^[ \t]*(?:(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?"
        rb"(?:function[ \t]*\*?[ \t]*|class[ \t]+|(?:const|let)[ \t]+(?=[\w$]+[ \t]*=))"
        rb"|(?:(?:static|async|[gs]et)[ \t]+)*\*?[ \t]*"
        rb"(?!(?:if|for|while|switch|catch|function|with|return)\b)"
        rb"(?=[\w$#]+[ \t]*\(.*\{[ \t]*\r?$))"
        rb"(?P<name>[\w$#]+)",
        re.MULTILINE,
    ),
    target=_target,
    find=_find,
    is_left=_is_left,
    signature=_signature,
    arguments=_arguments,
)
