"""What means a definition in Python: the module's own name, an imported one, `self.name`."""

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
from .declarations import HARMLESS
from .scopes import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree
    from ..symbols import Symbol

_CLASS = "class_definition"


def _target(symbol: Symbol, _tree: SyntaxTree, path: str) -> Target | None:
    public = not symbol.name.startswith("_")
    if not symbol.owner and symbol.kind in ("function", "class", "constant"):
        return Target(name=symbol.name, owner="", kind=symbol.kind, path=path, public=public)
    if symbol.kind != "method" or "." in symbol.owner:
        return None
    if symbol.name == "__init__":
        kind, public = "constructor", not symbol.owner.startswith("_")
        return Target(name=symbol.owner, owner="", kind=kind, path=path, public=public)
    if symbol.name.startswith("__"):
        return None
    return Target(
        name=symbol.name,
        owner=symbol.owner,
        kind="method",
        path=path,
        scope="file",
        public=False,
        inherits=_inherits(enclosing(symbol.node, _CLASS)),
    )


def _inherits(owner: Node | None) -> bool:
    if owner is None:
        return True
    bases = text_of(owner.child_by_field_name("superclasses")).strip("()").strip()
    decorated = owner.parent is not None and owner.parent.type == "decorated_definition"
    return bases not in ("", "object") or decorated or "__getattr" in text_of(owner)


# A module's own function of that name makes names up (PEP 562).
_GETATTR = re.compile(rb"^(?:def[ \t]+)?__getattr__\b", re.MULTILINE)


def _is_left(target: Target, tree: SyntaxTree, files: SourceTree) -> bool:
    """Whether the module binds the name otherwise, or a class or module makes names up."""
    name = re.escape(target.name.encode())
    if target.owner:
        pattern = rb"(?:\b(?:self|cls)\.|^[ \t]+)%b[ \t]*(?::[^=\n]+)?=(?!=)|[\"']%b[\"']"
        return target.inherits or re.search(pattern % (name, name), tree.source, re.M) is not None
    if NAMES.unknowable(tree, target.path) or _GETATTR.search(tree.source):
        return True
    if target.path.endswith("/__init__.py"):
        module = f"{posixpath.dirname(target.path)}/{target.name}"
        if files.mode(module) is not None or files.mode(f"{module}.py") is not None:
            return True
    return bool(NameTable(tree, NAMES).bindings(target.name.encode()))


def _find(target: Target, tree: SyntaxTree, path: str, files: SourceTree) -> Iterator[Reference]:
    if target.owner:
        if path == target.path:
            yield from _behind_self(target, tree)
        return
    table = NameTable(tree, NAMES)
    name = target.name.encode()
    if path == target.path:
        if len(table.bindings(name)) == int(target.left):
            yield from _uses(table, name)
        return
    for imported, alias, module in _imports(tree):
        own = text_of(imported)
        if own == target.name and _is_module(module, path, target.path):
            if not target.left and enclosing(imported, "try_statement") is None:
                yield Reference(imported)
            if target.left and len(table.bindings(alias.encode())) == 1:
                yield from _uses(table, alias.encode())
        elif _is_module(f"{module}{'' if module.endswith('.') else '.'}{own}", path, target.path):
            yield from _behind_module(target, table, alias)


def _uses(table: NameTable, name: bytes) -> Iterator[Reference]:
    for node in table.occurrences(name):
        if table.use(name, node) is not None:
            yield _reference(node)


def _reference(node: Node) -> Reference:
    call = node.parent
    if call is not None and call.type == "call" and call.child_by_field_name("function") == node:
        return Reference(node, call.child_by_field_name("arguments"))
    return Reference(node)


def _behind_self(target: Target, tree: SyntaxTree) -> Iterator[Reference]:
    for node in occurrences(tree, target.name):
        attribute = node.parent
        if attribute is None or attribute.type != "attribute":
            continue
        what = text_of(attribute.child_by_field_name("object"))
        owner = enclosing(attribute, _CLASS)
        name = None if owner is None else owner.child_by_field_name("name")
        if what in ("self", "cls") and text_of(name) == target.owner:
            yield _reference(attribute)


def _behind_module(target: Target, table: NameTable, alias: str) -> Iterator[Reference]:
    if len(table.bindings(alias.encode())) != 1:
        return
    for node in occurrences(table.tree, target.name):
        attribute = node.parent
        if attribute is None or attribute.type != "attribute":
            continue
        if attribute.child_by_field_name("attribute") != node:
            continue
        assigned = attribute.parent is not None and attribute.parent.type == "assignment"
        if text_of(attribute.child_by_field_name("object")) == alias and not assigned:
            yield _reference(attribute)


def _imports(tree: SyntaxTree) -> Iterator[tuple[Node, str, str]]:
    """Each name that a `from` import brings in: its node, the name it goes by, the module."""
    from ..rules import nodes_of

    for node in nodes_of(tree, ("import_from_statement",)).get("import_from_statement", ()):
        module = text_of(node.child_by_field_name("module_name"))
        for one in node.children_by_field_name("name"):
            if one.type == "aliased_import":
                inner, alias = one.child_by_field_name("name"), one.child_by_field_name("alias")
                if inner is not None:
                    yield inner, text_of(alias), module
            else:
                yield one, text_of(one), module


def _is_module(module: str, path: str, wanted: str) -> bool:
    """Whether `module`, imported by the file at `path`, is the file at `wanted`.

    An absolute name is the end of the path, from the top or from a folder such as `src`; a bare
    name is only one next to the importing file or at the top.
    """
    own = wanted.removesuffix(".py").removesuffix("/__init__")
    dots = len(module) - len(module.lstrip("."))
    tail = module[dots:].replace(".", "/")
    if dots:
        folder = posixpath.dirname(path)
        for _ in range(dots - 1):
            folder = posixpath.dirname(folder)
        return own == posixpath.join(folder, tail).rstrip("/")
    beside = posixpath.join(posixpath.dirname(path), tail)
    return own in (tail, beside, f"src/{tail}") or ("/" in tail and own.endswith(f"/{tail}"))


_ALLOWED = HARMLESS - {"@property", "@cached_property", "@functools.cached_property"}


def _signature(symbol: Symbol) -> Signature | None:
    around = symbol.node.parent
    decorators: list[str] = []
    if around is not None and around.type == "decorated_definition":
        decorators = [text_of(one) for one in around.children if one.type == "decorator"]
    parameters = symbol.node.child_by_field_name("parameters")
    if parameters is None or not _ALLOWED.issuperset(decorators):
        return None
    signature = _read(parameters)
    if symbol.kind != "method" or "@staticmethod" in decorators:
        return signature
    if not signature.parameters or not signature.parameters[0].by_place:
        return None
    return Signature(signature.parameters[1:], signature.rest, signature.any_name)


def _read(parameters: Node) -> Signature:
    found: list[Parameter] = []
    rest = any_name = keywords_only = False
    for one in parameters.named_children:
        text = text_of(one)
        if one.type == "positional_separator" or text == "/":
            found = [Parameter(each.name, each.required) for each in found]
        elif text.startswith("**"):
            any_name = True
        elif text.startswith("*"):
            rest, keywords_only = text != "*", True
        elif not one.is_extra:
            name = re.match(r"\w+", text)
            required = "default" not in one.type
            if name is not None:
                found.append(Parameter(name[0], required, not keywords_only, by_name=True))
    return Signature(tuple(found), rest, any_name)


def _arguments(node: Node) -> Arguments | None:
    count, names = 0, []
    if node.type != "argument_list":
        return None
    for one in node.named_children:
        if one.type in ("list_splat", "dictionary_splat"):
            return None
        if one.type == "keyword_argument":
            names.append(text_of(one.child_by_field_name("name")))
        elif not one.is_extra:
            count += 1
    return Arguments(count, tuple(names))


REFERENCES = References(
    line=lazy_compile(
        rb"^(?:[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(?=\w)"
        rb"|(?=[A-Za-z_]\w*[ \t]*(?::[^=\n]+)?=(?!=)))(?P<name>\w+)",
        re.MULTILINE,
    ),
    target=_target,
    find=_find,
    is_left=_is_left,
    signature=_signature,
    arguments=_arguments,
)
