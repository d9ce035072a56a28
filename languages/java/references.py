"""What means a definition in Java: a type of the package, `Type.method(…)`, `new Type(…)`, a
method called in its own class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..symbols import Symbol

_TYPES = {
    "class_declaration": "class",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "record_declaration": "record",
    "annotation_type_declaration": "interface",
}
_CLASSES = frozenset(("class_declaration", "enum_declaration", "record_declaration"))
# The methods that every class has (Object), or every enum (Enum).
_INHERITED = frozenset(
    (
        "clone",
        "compareTo",
        "describeConstable",
        "equals",
        "finalize",
        "getClass",
        "getDeclaringClass",
        "hashCode",
        "name",
        "notify",
        "notifyAll",
        "ordinal",
        "toString",
        "valueOf",
        "values",
        "wait",
    )
)
_PACKAGE = lazy_compile(rb"^[ \t]*package[ \t]+([\w.]+)[ \t]*;", re.MULTILINE)
_IN_CLASS = ("object_creation_expression", "enum_constant", *_TYPES)


def _target(symbol: Symbol, tree: SyntaxTree, path: str) -> Target | None:
    package = _package(tree.source)
    public = "private" not in _modifiers(symbol.node)
    if symbol.kind in _TYPES.values() and not symbol.owner:
        kind = symbol.kind
        return Target(
            name=symbol.name, owner="", kind=kind, path=path, scope=package, public=public
        )
    # A nested type's members are called by too many names.
    if not symbol.owner or "." in symbol.owner:
        return None
    if symbol.kind == "constructor":
        kind = "constructor"
        return Target(
            name=symbol.name, owner="", kind=kind, path=path, scope=package, public=public
        )
    if symbol.kind != "method":
        return None
    owner = enclosing(symbol.node, *_TYPES)
    inherits = owner is None or any(
        owner.child_by_field_name(field) is not None for field in ("superclass", "interfaces")
    )
    inherits = inherits or symbol.name in _INHERITED
    static = "static" in _modifiers(symbol.node)
    return Target(
        name=symbol.name,
        owner=symbol.owner,
        kind="method",
        path=path,
        scope=package if static and public else "file",
        public=static and public,
        inherits=inherits or (owner is not None and owner.type not in _CLASSES),
    )


def _package(data: bytes) -> str:
    found = _PACKAGE.search(data)
    return found[1].decode() if found else "package"


def _modifiers(node: Node) -> str:
    return next((text_of(one) for one in node.children if one.type == "modifiers"), "")


def _is_left(target: Target, tree: SyntaxTree, files: SourceTree) -> bool:
    """Whether the file, or for a type another one of its package, has something of the name."""
    name = re.escape(target.name.encode())
    if target.owner:
        imported = re.search(
            rb"^import[ \t]+static\b[^;]*(?:\.\*|\.%b)[ \t]*;" % name, tree.source, re.M
        )
        declared = any(
            node.parent is not None
            and node.parent.type == "method_declaration"
            and node.parent.child_by_field_name("name") == node
            for node in occurrences(tree, target.name)
        )
        return target.inherits or declared or imported is not None
    folder = target.path.rpartition("/")[0]
    own = f"{folder}/{target.name}.java" if folder else f"{target.name}.java"
    if files.read(own) is not None and own != target.path:
        return True
    return (
        re.search(rb"\b(?:class|interface|enum|record)[ \t]+%b\b" % name, tree.source) is not None
    )


def _find(target: Target, tree: SyntaxTree, path: str, _files: SourceTree) -> Iterator[Reference]:
    if target.owner:
        if path == target.path:
            yield from _called_inside(target, tree)
        if (
            target.scope != "file"
            and not target.inherits
            and _sees(target, target.owner, tree, path)
        ):
            yield from _behind_type(target, tree)
    elif target.kind == "constructor":
        if path == target.path or _sees(target, target.name, tree, path):
            yield from _created(target, tree)
    elif not target.left and _sees(target, target.name, tree, path):
        for node in occurrences(tree, target.name):
            if node.type == "type_identifier" and not _is_qualified(node):
                yield Reference(node)


def _sees(target: Target, name: str, tree: SyntaxTree, path: str) -> bool:
    """Whether `name`, in the file at `path`, is the target's type: by its package or an import.

    Not if the file declares or imports another type of that name, or imports on demand, and not
    as a package's own name.
    """
    word = re.escape(name.encode())
    package = target.scope if target.scope != "package" else ""
    imports = re.findall(rb"^[ \t]*import[ \t]+([\w.]+\.%b)[ \t]*;" % word, tree.source, re.M)
    if path != target.path:
        declares = (
            rb"\b(?:class|interface|enum|record)[ \t]+%b\b|<[ \t]*%b\b[^<>]*>[ \t]+\w+[ \t]*\w*\("
        )
        if re.search(declares % (word, word), tree.source):
            return False
    if imports:
        return imports == [f"{package}.{name}".encode()] and bool(package)
    if not target.left and re.search(rb"^[ \t]*import[ \t]+[\w.]+\.\*[ \t]*;", tree.source, re.M):
        return False
    here = _package(tree.source)
    same_folder = path.rpartition("/")[0] == target.path.rpartition("/")[0]
    return here == target.scope and (same_folder or here != "package")


def _is_qualified(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "scoped_type_identifier"


def _called_inside(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    """`total(…)` and `this.total(…)` in the class itself, in no class within it."""
    for node in occurrences(tree, target.name):
        call = node.parent
        if call is None or call.type != "method_invocation":
            continue
        if call.child_by_field_name("name") != node:
            continue
        what = call.child_by_field_name("object")
        if what is not None and text_of(what) != "this":
            continue
        owner = enclosing(call, *_IN_CLASS)
        while what is None and owner is not None and owner.type == "object_creation_expression":
            body = any(one.type == "class_body" for one in owner.named_children)
            if body:
                break
            owner = enclosing(owner, *_IN_CLASS)
        named = owner is not None and text_of(owner.child_by_field_name("name")) == target.owner
        # What the class inherits may fit as well.
        if named and not target.inherits:
            yield Reference(node, call.child_by_field_name("arguments"))


def _behind_type(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    for node in occurrences(tree, target.name):
        call = node.parent
        if call is None or call.type != "method_invocation":
            continue
        what = call.child_by_field_name("object")
        is_type = what is not None and what.type == "identifier" and text_of(what) == target.owner
        if is_type and call.child_by_field_name("name") == node:
            yield Reference(node, call.child_by_field_name("arguments"))


def _created(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    for node in occurrences(tree, target.name):
        new = node.parent
        if new is not None and new.type == "generic_type":
            node, new = new, new.parent
        if new is None or new.type != "object_creation_expression":
            continue
        if new.child_by_field_name("type") == node and not text_of(new).startswith(text_of(node)):
            yield Reference(node, new.child_by_field_name("arguments"))


def _signature(symbol: Symbol) -> Signature | None:
    parameters = symbol.node.child_by_field_name("parameters")
    if parameters is None:
        return None
    found: list[Parameter] = []
    rest = False
    for one in parameters.named_children:
        if one.type == "spread_parameter":
            rest = True
        elif one.type == "formal_parameter":
            found.append(Parameter(text_of(one.child_by_field_name("name"))))
    return Signature(tuple(found), rest)


def _arguments(node: Node) -> Arguments | None:
    return Arguments(sum(not one.is_extra for one in node.named_children))


REFERENCES = References(
    line=lazy_compile(
        rb"^[ \t]*(?!(?:return|throw|new|else|case|assert|package|import)\b)"
        rb"(?:(?:[\w@<>\[\],.?&]+[ \t]+)*(?:class|interface|enum|record)[ \t]+(?=\w)"
        rb"|(?:[\w@<>\[\],.?&]+[ \t]+)+(?=\w+[ \t]*\([^;=]*$)"
        rb"|(?=[A-Z]\w*[ \t]*\([^;=]*\{[ \t]*\r?$))"
        rb"(?P<name>[^\W\d]\w*)",
        re.MULTILINE,
    ),
    target=_target,
    find=_find,
    is_left=_is_left,
    signature=_signature,
    arguments=_arguments,
)
