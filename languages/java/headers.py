"""What the head of a Java file and the headers of its types say: package, imports, supertypes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

TYPES = frozenset(
    (
        "class_declaration",
        "interface_declaration",
        "enum_declaration",
        "record_declaration",
        "annotation_type_declaration",
    )
)
_SUPERS = ("superclass", "super_interfaces", "extends_interfaces")
_SPACE = lazy_compile(rb"\s+")
_NAME = lazy_compile(r"\w+(?:\s*\.\s*\w+)*")


class Head(NamedTuple):
    """A file's `package` ("" if none), the full names of its `single` imports by their last part,
    what it imports `on_demand` (`java.util` of `java.util.*`), and whether it does so from a type
    (`import static a.B.*`).
    """

    package: str
    single: dict[str, str]
    on_demand: tuple[str, ...]
    static_on_demand: bool


def head_of(tree: SyntaxTree) -> Head:
    package = ""
    single: dict[str, str] = {}
    on_demand: list[str] = []
    static_on_demand = False
    for child in tree.root.named_children:
        if child.type == "package_declaration":
            package = _dotted(child, tree)
        elif child.type == "import_declaration":
            name = _dotted(child, tree)
            is_static = any(part.type == "static" for part in child.children)
            if all(part.type != "asterisk" for part in child.children):
                single[name.rpartition(".")[2]] = name
            elif is_static:
                static_on_demand = True
            else:
                on_demand.append(name)
    return Head(package, single, tuple(on_demand), static_on_demand)


def _dotted(declaration: Node, tree: SyntaxTree) -> str:
    for part in declaration.named_children:
        if part.type in ("identifier", "scoped_identifier"):
            # `part.text` goes through the parser's reader: 33 µs a name, for hundreds of imports.
            name = tree.source[part.start_byte : part.end_byte]
            return _SPACE.sub(b"", name).decode("utf-8", "replace")
    return ""


def declared_types(tree: SyntaxTree) -> Iterator[Node]:
    """The declarations of the file's types, outer ones first; not those inside of methods."""
    pending = [*tree.root.named_children]
    while pending:
        node = pending.pop(0)
        if node.type in TYPES:
            yield node
            body = node.child_by_field_name("body")
            for part in body.named_children if body is not None else ():
                pending += part.named_children if part.type == "enum_body_declarations" else [part]


def name_of(declaration: Node) -> str:
    name = declaration.child_by_field_name("name")
    return ((name.text if name is not None else None) or b"").decode("utf-8", "replace")


def supertypes(declaration: Node) -> Iterator[str]:
    """The names of what a type extends and implements, without type arguments (`Map.Entry`)."""
    if declaration.type == "object_creation_expression":
        made = declaration.child_by_field_name("type")
        if made is not None:
            yield _bare(made)
        return
    for part in declaration.named_children:
        if part.type in _SUPERS:
            for child in part.named_children:
                listed = child.named_children if child.type == "type_list" else [child]
                yield from (_bare(one) for one in listed if not one.is_extra)


def _bare(type_node: Node) -> str:
    """A type's name alone: annotations and type arguments are taken away."""
    text = (type_node.text or b"").decode("utf-8", "replace")
    text = re.sub(r"@[\w.]+(?:\([^)]*\))?", "", text).partition("<")[0]
    match = _NAME.search(text)
    return re.sub(r"\s", "", match[0]) if match else ""


def public_names(tree: SyntaxTree) -> Iterator[Node]:
    """The names of the file's public types at its top: javac wants the file to be called so."""
    for child in tree.root.named_children:
        if child.type in TYPES:
            modifiers = child.named_children[0]
            is_public = modifiers.type == "modifiers" and any(
                word.type == "public" for word in modifiers.children
            )
            name = child.child_by_field_name("name")
            if is_public and name is not None:
                yield name
