"""Where a name of another file comes from: `require("./x")`, `import … from "./x"`."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ...languages import program as p

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._images import File
    from ._replay import Side

_ENDINGS = ("", ".js", ".mjs", ".cjs", ".ts", "/index.js")


def module_file(side: Side, path: str, name: str) -> File | None:
    """The file of the tree that a relative name means in the file `path`."""
    if not name.startswith("."):
        return None
    place = normpath(join(dirname(path), name))
    for ending in _ENDINGS:
        file = side.image.file(place + ending)
        if file is not None:
            return file
    return None


def required(node: p.Node | None) -> str | None:
    """The name in `require("…")`, `await import("…")`."""
    if isinstance(node, p.Await):
        node = node.value
    if not isinstance(node, p.Call) or not isinstance(node.function, p.Name):
        return None
    if node.function.name not in ("require", "import") or len(node.arguments) != 1:
        return None
    value = node.arguments[0].value
    return str(value.value) if isinstance(value, p.Literal) and value.kind == "str" else None


def bindings(file: File) -> Iterator[tuple[str, str, str]]:
    """The names that a file takes from modules: the name, the module, the name there ("" for all
    of it).
    """
    for node in file.module.body:
        if isinstance(node, p.Import):
            for one in node.bindings:
                yield one.name, node.module, "" if one.imported == "*" else one.imported
        elif isinstance(node, p.Assign):
            module = required(node.value)
            inner = ""
            if module is None and isinstance(node.value, p.Member):
                module, inner = required(node.value.object), node.value.name
            if module is None:
                continue
            if isinstance(node.target, p.Name):
                yield node.target.name, module, inner
            elif isinstance(node.target, p.Mapping):
                for entry in node.target.entries:
                    name = entry.value.target if isinstance(entry.value, p.Assign) else entry.value
                    if isinstance(entry.key, p.Literal) and isinstance(name, p.Name):
                        yield name.name, module, str(entry.key.value)


def exported(file: File) -> frozenset[str] | None:
    """The names that a file exports; None where that can't be told."""
    found: set[str] = set()
    for node in p.walk(file.module):
        if not isinstance(node, p.Assign):
            continue
        owner = node.target.object if isinstance(node.target, p.Member) else None
        whole = _is_exports(node.target)
        if owner is not None and _is_exports(owner):
            assert isinstance(node.target, p.Member), "asked above"
            found.add(node.target.name)
        elif whole and isinstance(node.value, p.Mapping):
            for entry in node.value.entries:
                if not isinstance(entry.key, p.Literal):
                    return None
                found.add(str(entry.key.value))
        elif whole:
            return None
    text = file.tree.source
    if b"export" in text and not found:
        return None
    return frozenset(found)


def _is_exports(node: p.Node) -> bool:
    if isinstance(node, p.Member):
        return (
            node.name == "exports"
            and isinstance(node.object, p.Name)
            and (node.object.name == "module")
        )
    return isinstance(node, p.Name) and node.name == "exports"


def gives(side: Side, file: File, name: str, definition: p.Node) -> bool | None:
    """Whether a definition gives its name a value."""
    for bound, module, inner in bindings(file):
        if bound != name:
            continue
        if not module.startswith("."):
            return True
        there = module_file(side, file.path, module)
        if there is None:
            return None
        names = exported(there)
        if not inner or inner == "default":
            return True
        if names is None:
            known = inner in there.variables or inner in there.functions or inner in there.classes
            return True if known else None
        return inner in names
    if isinstance(definition, p.Function | p.Class):
        return True
    if not isinstance(definition, p.Assign):
        return None
    value = definition.value
    if value is None or (isinstance(value, p.Literal) and value.kind in ("null", "undefined")):
        return False
    if isinstance(definition.target, p.Mapping):
        root = value.name if isinstance(value, p.Name) else ""
        return True if root in ("Math", "Object", "JSON", "Number", "process") else None
    if isinstance(value, p.Function | p.Call | p.Binary | p.Collection | p.Mapping | p.Template):
        return True
    return True if isinstance(value, p.Literal) and value.value else None


def home_of(side: Side, path: str, callee: p.Node) -> tuple[File, p.Function] | None:
    """The function that a call means: one of the file, or of a module that it takes it from."""
    file = side.image.file(path)
    if file is None:
        return None
    if isinstance(callee, p.Name):
        own = file.functions.get(callee.name, ())
        if len(own) == 1:
            return file, own[0]
        owner, wanted = callee.name, ""
    elif isinstance(callee, p.Member) and isinstance(callee.object, p.Name):
        owner, wanted = callee.object.name, callee.name
    else:
        return None
    for bound, module, inner in bindings(file):
        if bound != owner:
            continue
        there = module_file(side, path, module)
        name = wanted or inner or bound
        found = () if there is None else there.functions.get(name, ())
        if there is not None and len(found) == 1:
            return there, found[0]
    if wanted:
        own = file.functions.get(wanted, ())
        if len(own) == 1:
            return file, own[0]
    return None
