"""What names a type in a Java file, and what brings the type in (JLS 6.3 to 6.5).

Where a declaration stands in the file is not looked at, but for type parameters: a member type of
another class counts as seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..names import Binding, Names, Use
from .base_types import base_packages, known, packages_of
from .headers import TYPES, head_of
from .package_types import in_package, may_be_made
from .supertypes import Inheritance

if TYPE_CHECKING:
    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

_VARIABLES = frozenset(
    (
        "variable_declarator",
        "formal_parameter",
        "catch_formal_parameter",
        "resource",
        "enhanced_for_statement",
        "instanceof_expression",
        "enum_constant",
        "type_pattern",
        "record_pattern_component",
    )
)


def bind(node: Node, chain: list[Node]) -> Binding | None:
    parent = chain[0]
    kind = parent.type
    everywhere = Binding(node.start_byte, 0, chain[-1].end_byte)
    if kind in TYPES or kind in _VARIABLES:
        return everywhere if parent.child_by_field_name("name") == node else None
    if kind == "type_parameter":
        if parent.named_children[0] != node and node.prev_named_sibling not in parent.children[:1]:
            return None
        return Binding(node.start_byte, chain[2].start_byte, chain[2].end_byte)
    if kind in ("inferred_parameters", "lambda_expression"):
        return everywhere
    return None


# A walk over a file's imports costs as much as its parse does.
_IMPORT = lazy_compile(rb"(?m)^[ \t]*import\s+(?:static\s+)?[\w.\s]*?(\w+)\s*;")


def implicit(tree: SyntaxTree) -> dict[bytes, list[Binding]]:
    """What the imports of single types and members bring in."""
    source = tree.source
    return {
        match[1]: [Binding(match.start(1), 0, len(source), by_import=True)]
        for match in _IMPORT.finditer(source)
    }


def is_use(node: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    parent = chain[0]
    text = tree.source[node.start_byte : node.end_byte]
    # By the conventions of JLS 6.1 types begin with a capital.
    if not text[:1].isupper():
        return False
    if parent.type == "scoped_type_identifier":
        return parent.named_children[0] == node
    if node.type == "type_identifier" or parent.type in ("annotation", "marker_annotation"):
        return True
    if parent.type == "record_pattern":
        return parent.named_children[0] == node
    is_method_reference = parent.type == "method_reference" and parent.named_children[0] == node
    return is_method_reference or parent.child_by_field_name("object") == node


def unknowable(tree: SyntaxTree, path: str) -> str:
    if path.endswith("module-info.java"):
        return "a module's types are named in full"
    if any(child.type == "method_declaration" for child in tree.root.named_children):
        return "a compact source file imports java.base"
    return ""


def nearby(name: bytes, tree: SourceTree, path: str) -> bool:
    """Whether a file is called after the type: beside this one, or in Maven's other source root."""
    folder = path.rpartition("/")[0]
    file = f"{name.decode('utf-8', 'surrogateescape')}.java"
    folders = {
        folder,
        folder.replace("src/test/java", "src/main/java"),
        folder.replace("src/main/java", "src/test/java"),
    }
    return any(tree.mode(f"{one}/{file}" if one else file) is not None for one in folders)


def elsewhere(use: Use, tree: SourceTree, path: str, was_imported: bool) -> bool:
    """Whether a type may come from the package, a build, an import on demand or a supertype."""
    name = use.name.decode("utf-8", "replace")
    if use.node.type == "identifier" and name.isupper() and not was_imported:
        return True  # by the conventions a constant, which may be inherited
    head = head_of(use.tree)
    for package in head.on_demand:
        if name in base_packages().get(package, (name,)):
            return True
    paths = list(tree.paths())
    if in_package(name, head.package, path, tree, paths):
        return True
    inherited = _inherits(use, name, tree, paths, path)
    if inherited or was_imported:
        return bool(inherited)
    if may_be_made(name, head.package, path, paths):
        return True
    doubtful = inherited is None or head.static_on_demand
    return doubtful and not _is_well_known(name)


def _inherits(use: Use, name: str, tree: SourceTree, paths: list[str], path: str) -> bool | None:
    """Whether a type around the use inherits a member type `name`; None if that can't be read."""
    # What stands before a dot may be a field as well.
    inheritance = Inheritance(name, tree, paths, variables=use.node.type == "identifier")
    answers = [
        inheritance.may_inherit(outer, use.tree, path)
        for outer in use.chain
        if (outer.type in TYPES and _is_in_body(use, outer)) or _is_anonymous(outer)
    ]
    if True in answers:
        return True
    return None if None in answers else False


def _is_in_body(use: Use, declaration: Node) -> bool:
    """Whether a use stands in a type's body: its header does not see what it inherits."""
    body = declaration.child_by_field_name("body")
    return body is not None and body.start_byte <= use.start < body.end_byte


def _is_anonymous(node: Node) -> bool:
    return node.type == "object_creation_expression" and any(
        child.type == "class_body" for child in node.named_children
    )


# Packages whose types nobody's member types are called after, mostly.
_EVERYDAY = frozenset(
    (
        *("java.io", "java.math", "java.nio.charset", "java.nio.file", "java.time", "java.util"),
        *("java.util.concurrent", "java.util.concurrent.atomic", "java.util.function"),
        "java.util.stream",
    )
)
# But after these they are.
_COMMON_MEMBERS = frozenset(
    (
        *("Builder", "Collector", "Entry", "Filter", "Flow", "Formatter", "Function", "Map"),
        *("Node", "Observer", "Path", "Period", "Reader", "Set", "Task", "Timer", "Type", "Writer"),
    )
)


def _is_well_known(name: str) -> bool:
    return name not in _COMMON_MEMBERS and not _EVERYDAY.isdisjoint(packages_of(name))


def suggestion(name: bytes) -> str:
    """How to import `name`, if java.base has one."""
    word = name.decode("utf-8", "replace")
    written = " or ".join(f"`import {package}.{word};`" for package in packages_of(word))
    return f"add {written}" if written else ""


NAMES = Names(
    query="""
        (type_identifier) @use
        (method_invocation object: (identifier) @use)
        (field_access object: (identifier) @use)
        (method_reference . (identifier) @use)
        (annotation name: (identifier) @use)
        (marker_annotation name: (identifier) @use)
        (record_pattern . (identifier) @use)
    """,
    is_use=is_use,
    bind=bind,
    known=known,
    imports=lazy_compile(rb"\s*import\b"),
    unknowable=unknowable,
    elsewhere=elsewhere,
    suggestion=suggestion,
    implicit=implicit,
    nearby=nearby,
)
