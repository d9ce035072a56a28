"""Names: what they are made of, and words that are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import ancestors
from .names import RESERVED, stray_character, unescape
from .nodes import FUNCTIONS, NAMES, has_token, owner, text, word
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_RESERVED = frozenset(name.encode() for name in RESERVED)


_NAMES = frozenset(
    (*NAMES, "property_identifier", "private_property_identifier", "statement_identifier")
)
# Where a name may hold something else than ASCII's letters.
_UNUSUAL = lazy_compile(rb"[\x80-\xff]|\\u")


@rule(
    "stray-character",
    "program",
    example="a = “b”",
    source="ECMA-262 12.7 IdentifierName",
)
def stray_character_in_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    """Asked once a file: to look at each name costs half of the parse."""
    source = tree.source
    if source.isascii() and b"\\u" not in source:
        return
    found = _UNUSUAL.search(source)
    while found is not None:
        leaf = node.descendant_for_byte_range(found.start(), found.end())
        if leaf is None:
            return
        if leaf.type in _NAMES:
            problem = _name_problem(word(leaf, tree).removeprefix("#"))
            if problem:
                yield leaf, problem
        # Nothing more to see in this leaf; between leaves there may be a stray space.
        found = _UNUSUAL.search(source, found.end() if leaf.child_count else leaf.end_byte)


def _name_problem(raw: str) -> str:
    name = unescape(raw)
    if name is None:
        return "a `\\u` escape in this name is malformed"
    char = stray_character(name.replace("-", ""))  # hyphens: the names of JSX
    if not char:
        return ""
    shown = f" (`{char}`)" if char.isprintable() else ""
    return f"U+{ord(char):04X}{shown} is no character of a name"


@rule(
    "reserved-word-as-name",
    *NAMES,
    "statement_identifier",
    example="export.x",
    source="ECMA-262 12.7.2, 13.1.1",
)
def reserved_word_as_name(node: Node, tree: SyntaxTree) -> Iterable[Found]:
    raw = text(node, tree)
    return _reserved(node, raw, tree) if b"\\" in raw or raw in _RESERVED else ()


def _reserved(node: Node, raw: bytes, tree: SyntaxTree) -> Iterator[Found]:
    if _plain(raw) not in _RESERVED:
        return
    parent = node.parent
    # The grammar reads `export` at the end of a line as a name.
    if raw == b"export" and _EXPORTS.match(tree.source, node.end_byte):
        return
    if parent is None or not _takes_any_name(parent, node):
        yield node, f"`{word(node, tree)}` is a reserved word and no name"


_EXPORTS = lazy_compile(
    rb"[^\S\n]*(?://[^\n]*)?\n\s*(?:[{*]|(?:async|class|const|default|function|let|var)\b)"
)


def _plain(raw: bytes) -> bytes:
    """A name with its escapes read."""
    if b"\\" not in raw:
        return raw
    return (unescape(raw.decode("utf-8", "replace")) or "").encode("utf-8", "replace")


def _takes_any_name(parent: Node, node: Node) -> bool:
    kind = parent.type
    if kind == "import_specifier":
        return parent.child_by_field_name("alias") not in (None, node)
    if kind == "export_specifier":
        if parent.child_by_field_name("alias") == node:
            return True
        statement = parent.parent.parent if parent.parent is not None else None
        return statement is not None and statement.child_by_field_name("source") is not None
    # `<var>`, `<a.default>` and attributes.
    return kind == "namespace_export" or kind.startswith("jsx_") or kind == "meta_property"


_HAVE_ARGUMENTS = frozenset(FUNCTIONS) - {"arrow_function"}


@rule(
    "arguments-in-class-field",
    "field_definition",
    "class_static_block",
    example="class A { a = arguments }",
    source="ECMA-262 15.7.1 ContainsArguments",
)
def arguments_in_class_field(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for found in re.finditer(rb"arguments", text(node, tree)):
        name = _name_at(node, node.start_byte + found.start(), node.start_byte + found.end())
        if name is None:
            continue
        inner = name
        for outer in ancestors(tree, name):
            computed = inner.type == "computed_property_name"
            if outer.id == node.id:
                if not computed:
                    yield name, "a class field's value and a static block have no `arguments`"
                break
            if outer.type in _HAVE_ARGUMENTS and not computed:
                break
            inner = outer


def _name_at(node: Node, start: int, end: int) -> Node | None:
    leaf = node.descendant_for_byte_range(start, end)
    if leaf is None or leaf.type not in _KINDS or leaf.byte_range != (start, end):
        return None
    return leaf


_KINDS = frozenset((*NAMES, "statement_identifier"))

# What the grammar reads as a name may still be the operator: `await (a)`, or a line's end.
_OPERATORS = (
    ("async", lazy_compile(rb"await(?=\s*(?:[,;)\]}=.:?]|$))")),
    ("*", lazy_compile(rb"yield(?=\s*(?:[,;)\]}=.:?]|$))")),
)


@rule(
    "operator-as-name",
    *FUNCTIONS,
    "class_static_block",
    example="async function f() { var await }",
    source="ECMA-262 13.1.1, 15.5.1, 15.8.1",
)
def operator_as_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for keyword, operator in _OPERATORS:
        static = node.type == "class_static_block" and keyword == "async"
        if not static and not has_token(node, keyword):
            continue
        for found in operator.finditer(tree.source, node.start_byte, node.end_byte):
            name = _name_at(node, *found.span())
            if name is None or name == node.child_by_field_name("name"):
                continue
            place, _ = owner(ancestors(tree, name), name)
            if place is not None and place.id == node.id:
                yield name, f"`{word(name, tree)}` is an operator here and no name"


@rule(
    "import-without-call",
    "import",
    example="import?.a()",
    source="ECMA-262 13.3 ImportCall, ImportMeta",
)
def import_without_call(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    parent = node.parent
    if parent is None or parent.type not in ("call_expression", "meta_property"):
        yield node, "`import` stands in a statement, in `import()` or in `import.meta`"
