"""The file as a whole: its package clause, the order of its declarations, its characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation
from .nodes import mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_BOM = b"\xef\xbb\xbf"
_DECLARATIONS = frozenset(
    (
        "const_declaration",
        "function_declaration",
        "method_declaration",
        "type_declaration",
        "var_declaration",
    )
)
_HEADERS = frozenset(("import_declaration", "package_clause"))


def _package_clause(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    first = next((child for child in node.children if child.type != "comment"), None)
    if first is None or first.type != "package_clause":
        at = 0 if first is None else first.start_byte
        message = "a Go file begins with `package name`"
        yield Violation("missing-package-clause", message, at, at)


def _second_clause(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    clauses = [child for child in node.children if child.type == "package_clause"]
    for clause in clauses[1:]:
        yield mark("second-package-clause", "a file has one package clause", clause)


def _late_import(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    declared = False
    for child in node.children:
        if child.type in _DECLARATIONS:
            declared = True
        elif declared and child.type == "import_declaration":
            message = "imports stand before all other declarations"
            yield mark("import-after-declaration", message, child)


def _top_level(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    name = "statement-outside-function"
    end = None  # where the declaration before a `;` ended
    for child in node.children:
        kind = child.type
        if kind in _DECLARATIONS or kind in _HEADERS:
            end = child.end_byte
        elif kind == ";":
            if end is None or tree.source.find(b"\n", end, child.start_byte) >= 0:
                yield mark(name, "a `;` that ends no declaration", child)
            end = None
        elif child.is_named and kind not in ("comment", "ERROR"):
            yield mark(name, "only declarations may stand outside a function", child)


def _characters(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    name = "illegal-character"
    source = tree.source
    at = source.find(b"\0")
    if at >= 0:
        yield Violation(name, "a NUL character", at, at + 1)
    at = source.find(_BOM, 1)
    if at >= 0:
        yield Violation(name, "a byte order mark inside the file", at, at + 3)
    try:
        source.decode()
    except UnicodeDecodeError as error:
        yield Violation(name, "bytes that are not UTF-8", error.start, error.end)


RULES = (
    SyntaxRule(
        name="missing-package-clause",
        kinds=("source_file",),
        check=_package_clause,
        example="func f() {}\n",
        source="Go spec, Source file organization",
    ),
    SyntaxRule(
        name="second-package-clause",
        kinds=("source_file",),
        check=_second_clause,
        example="package p\n\npackage q\n",
        source="Go spec, Source file organization",
    ),
    SyntaxRule(
        name="import-after-declaration",
        kinds=("source_file",),
        check=_late_import,
        example='package p\n\nvar x = 1\n\nimport "os"\n',
        source="Go spec, Source file organization",
    ),
    SyntaxRule(
        name="statement-outside-function",
        kinds=("source_file",),
        check=_top_level,
        example="package p\n\nx := 1\n",
        source="Go spec, Source file organization",
    ),
    SyntaxRule(
        name="illegal-character",
        kinds=("source_file",),
        check=_characters,
        example="package p // \0\n",
        source="Go spec, Source code representation",
    ),
)
