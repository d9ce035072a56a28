"""The file as a whole: what may stand outside of classes, and in which order (JLS 7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation, ancestors
from .nodes import mark, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_TYPES = frozenset(
    (
        "annotation_type_declaration",
        "class_declaration",
        "enum_declaration",
        "interface_declaration",
        "module_declaration",
        "record_declaration",
    )
)
# Members of an implicit class (JLS 8.1.8, Java 25), which a file with a package cannot have.
_MEMBERS = ("local_variable_declaration", "method_declaration")
_BOM = b"\xef\xbb\xbf"
_HEADERS = ("import_declaration", "package_declaration")


def _outside(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    children = parts(node)
    packaged = any(child.type == "package_declaration" for child in children)
    for child in children:
        kind = child.type
        if kind in _TYPES or kind in _HEADERS or kind in (";", "ERROR"):
            continue
        if packaged or kind not in _MEMBERS:
            message = "only imports and types may stand outside of a class"
            yield mark("code-outside-class", message, child)


def _order(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    first = True
    declared = False
    for child in parts(node):
        kind = child.type
        if kind == "import_declaration" and declared:
            message = "imports stand before all types"
            yield mark("misplaced-header", message, child)
        elif kind == "package_declaration" and not first:
            message = "the package declaration stands first in a file, and once"
            yield mark("misplaced-header", message, child)
        declared = declared or kind in _TYPES or kind in _MEMBERS
        first = False


def _byte_order_mark(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if tree.source.startswith(_BOM):
        message = "javac takes no byte order mark; save the file without one"
        yield Violation("byte-order-mark", message, 0, len(_BOM))


def _nested(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    if ancestors(tree, node)[0].type != "program":
        keyword = "import" if node.type == "import_declaration" else "package"
        message = f"`{keyword}` cannot stand inside of a class or method"
        yield mark("misplaced-header", message, node)


def _import(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    names = [child.type for child in parts(node) if child.is_named]
    if names == ["identifier"]:
        message = "an import names a package and a type: `import package.Type;`"
        yield mark("unqualified-import", message, node)


RULES = (
    SyntaxRule(
        name="code-outside-class",
        kinds=("program",),
        check=_outside,
        example="return 1;\n",
        source="JLS 7.3",
    ),
    SyntaxRule(
        name="misplaced-header",
        kinds=("program",),
        check=_order,
        example="class A {}\nimport java.util.List;\n",
        source="JLS 7.3",
    ),
    SyntaxRule(
        name="misplaced-header",
        kinds=_HEADERS,
        check=_nested,
        example="class A { void f() { import java.util.List; } }\n",
        source="JLS 7.3",
    ),
    SyntaxRule(
        name="unqualified-import",
        kinds=("import_declaration",),
        check=_import,
        example="import List;\n",
        source="JLS 7.5",
    ),
    SyntaxRule(
        name="byte-order-mark",
        kinds=("program",),
        check=_byte_order_mark,
        example="\ufeffclass A {}\n",
        source="JLS 3.6, javac 17",
    ),
)
