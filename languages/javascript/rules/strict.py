"""Strict mode: what modules, classes and `"use strict"` forbid.

These rules are about words far from what makes the code strict. So they see the place that does
(a program, a function with the directive, a class) and search its bytes for the few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import ancestors
from .names import STRICT_RESERVED
from .nodes import FUNCTIONS, NAMES, has_directive, has_token, is_module, owner, text, unwrapped
from .record import rule

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found


def _is_strict_place(node: Node, tree: SyntaxTree) -> bool:
    if node.type == "class_body":
        return True
    if node.type == "program":
        return is_module(tree) or has_directive(node, tree)
    body = node.child_by_field_name("body")
    return body is not None and body.type == "statement_block" and has_directive(body, tree)


def _leaves(node: Node, tree: SyntaxTree, needle: bytes, rest: re.Pattern[bytes]) -> Iterator[Node]:
    """The leaves of `node` that begin with `needle` and where `rest` matches after it.

    `bytes.find` is ten times faster than a search by `re`, and most files hold few of these words.
    """
    source, end = tree.source, node.end_byte
    start = source.find(needle, node.start_byte, end)
    while start >= 0:
        after = start + len(needle)
        before = source[max(start - 3, 0) : start]
        if (before[-1:] not in _NOT_BEFORE or before == b"...") and rest.match(source, after):
            leaf = node.descendant_for_byte_range(start, after)
            if leaf is not None and leaf.start_byte == start and not leaf.child_count:
                yield leaf
        start = source.find(needle, after, end)


# A property, a part of a longer name, a tag of a comment.
_NOT_BEFORE = frozenset(bytes((byte,)) for byte in b".@$_#\\") | frozenset(
    bytes((byte,)) for byte in range(256) if chr(byte).isalnum() and byte < 128
)
_END = lazy_compile(rb"(?![\w$\\])")
# What follows these words where they are keywords, or names that may be used.
_RESERVED_ENDS = {
    b"let": lazy_compile(rb"(?![\w$\\]|[ \t]+(?!in\b|of\b|instanceof\b)[\w$\\\x80-\xff])"),
    b"static": lazy_compile(rb"(?![\w$\\]|[ \t]+(?!from\b)[\w$\\\x80-\xff#*\[])"),
}


@rule(
    "strict-mode-error",
    "program",
    "class_body",
    *FUNCTIONS,
    example='"use strict"; var static',
    source="ECMA-262 annex C",
)
def strict_mode_error(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    """One rule for all: to find out whether a place is strict costs more than the search."""
    if _is_strict_place(node, tree):
        yield from _reserved_words(node, tree)
        yield from _deleted_names(node, tree)
        yield from _with_statements(node, tree)
        yield from _assignments_to_eval(node, tree)
        yield from _octals(node, tree)


def _reserved_words(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for name in _WORDS:
        if tree.source.find(name, node.start_byte, node.end_byte) < 0:
            continue
        for leaf in _leaves(node, tree, name, _RESERVED_ENDS.get(name, _END)):
            if leaf.type in _NAMES and text(leaf, tree) == name and not _is_tag(leaf):
                if name == b"let" and _begins_declaration(leaf, tree):
                    continue
                yield leaf, f"`{name.decode()}` is a reserved word in strict mode"


_WORDS = tuple(sorted(name.encode() for name in STRICT_RESERVED))
_NAMES = frozenset((*NAMES, "statement_identifier", "let"))


_DECLARED = lazy_compile(rb"\s+[\w$\[{]")


def _begins_declaration(let: Node, tree: SyntaxTree) -> bool:
    """Whether a line break hid from the grammar that `let` declares what follows."""
    parent = let.parent
    if parent is None or parent.type != "expression_statement":
        return False
    return _DECLARED.match(tree.source, let.end_byte) is not None


def _is_tag(name: Node) -> bool:
    parent = name.parent
    if name.type == "let" or parent is None:
        return True
    if parent.type in ("import_specifier", "export_specifier"):
        return parent.child_by_field_name("alias") not in (None, name) or (
            parent.type == "export_specifier"
        )
    return parent.type.startswith("jsx_") or parent.type == "namespace_export"


@rule(
    "await-as-name-in-module",
    "program",
    example="export {}\nfunction f() { await(1) }",
    source="ECMA-262 13.1.1",
)
def await_as_name_in_module(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if b"await" not in tree.source or not is_module(tree):
        return
    for leaf in _leaves(node, tree, b"await", _AWAIT_END):
        named = leaf.type in _NAMES and text(leaf, tree) == b"await" and not _is_tag(leaf)
        if (named or leaf.type == "await") and not _may_await(leaf, tree):
            yield leaf, "`await` is a reserved word in modules, and no operator here"


# `await x` is an expression wherever it stands; another rule judges that.
_AWAIT_END = lazy_compile(rb"(?![\w$\\-]|\s+[\w$\\\x80-\xff'\"])")


def _may_await(name: Node, tree: SyntaxTree) -> bool:
    """Whether `await (x)`, read as a call of a name, stands where `await` is an operator."""
    if name.type != "await" and tree.source[name.end_byte :].lstrip()[:1] not in (b"(", b"["):
        return False
    place, part = owner(ancestors(tree, name), name)
    if place is None:
        return True
    return (
        place.type in FUNCTIONS and has_token(place, "async") and part.type != "formal_parameters"
    )


def _deleted_names(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for leaf in _leaves(node, tree, b"delete", _DELETE_END):
        parent = leaf.parent
        operand = None if parent is None else parent.child_by_field_name("argument")
        if leaf.type != "delete" or operand is None:
            continue
        if unwrapped(operand).type == "identifier":
            yield operand, "strict mode code may not delete a name"


_DELETE_END = lazy_compile(rb"\s*[(\w$\\\x80-\xff/](?![\w$]*\s*[.\[])")


def _with_statements(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for leaf in _leaves(node, tree, b"with", _WITH_END):
        if leaf.type == "with" and leaf.parent is not None and leaf.parent.type == "with_statement":
            yield leaf, "strict mode code has no `with` statement"


_WITH_END = lazy_compile(rb"\s*[(/]")


def _assignments_to_eval(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for name in (b"eval", b"arguments"):
        for leaf in _leaves(node, tree, name, _EVAL_END):
            if leaf.type in NAMES and text(leaf, tree) == name and _is_changed(leaf):
                yield leaf, f"strict mode code may not declare or assign `{name.decode()}`"


_EVAL_END = lazy_compile(rb"(?![\w$\\]|\s*[.\[])")
_DECLARING = {
    "variable_declarator": "name",
    "assignment_expression": "left",
    "augmented_assignment_expression": "left",
    "update_expression": "argument",
    "for_in_statement": "left",
    "catch_clause": "parameter",
    "arrow_function": "parameter",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
    "pair_pattern": "value",
    "function_declaration": "name",
    "function_expression": "name",
    "generator_function_declaration": "name",
    "generator_function": "name",
    "class_declaration": "name",
    "class": "name",
    "import_specifier": "",
    "formal_parameters": "",
    "rest_pattern": "",
    "array_pattern": "",
    "object_pattern": "",
    "import_clause": "",
    "namespace_import": "",
}


def _is_changed(name: Node) -> bool:
    parent = name.parent
    child: Node | None = name
    while parent is not None and parent.type == "parenthesized_expression":
        parent, child = parent.parent, parent
    field = None if parent is None else _DECLARING.get(parent.type)
    if parent is None or field is None:
        return False
    if parent.type == "import_specifier":
        return parent.child_by_field_name("alias") in (None, child)
    return not field or parent.child_by_field_name(field) == child


def _octals(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    source = tree.source
    for match in _LEADING_ZERO.finditer(source, node.start_byte, node.end_byte):
        before = source[match.start() - 1 : match.start()]
        if not (before.isalnum() or before in (b".", b"_", b"$")):
            leaf = node.descendant_for_byte_range(match.start(), match.end())
            if leaf and leaf.type == "number" and leaf.start_byte == match.start():
                yield leaf, "numbers with a leading zero are not allowed in strict mode"
    for match in _OCTAL_ESCAPE.finditer(source, node.start_byte, node.end_byte):
        leaf = node.descendant_for_byte_range(match.start(), match.end())
        if leaf is None or leaf.type != "escape_sequence" or leaf.start_byte != match.start():
            continue
        if leaf.parent is not None and leaf.parent.type == "string":
            yield leaf, "octal escapes are not allowed in strict mode"


# Each begins with one literal byte, which `re` looks for a hundred times faster than for a choice.
_LEADING_ZERO = lazy_compile(rb"0[0-9]")
_OCTAL_ESCAPE = lazy_compile(rb"\\(?:[1-9]|0[0-9])")
