"""Declarations that must come before what they are about: `global`, `nonlocal`, `__future__`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import ancestors, nodes_of
from .base import Finding, rule, text
from .calls import parameter_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

GLOBAL = "Python reference, 7.12 The global statement"
FUTURE = "Python reference, 7.11.1 Future statements"
SCOPES = ("function_definition", "class_definition", "lambda", "module")
FEATURES = frozenset(
    (
        "absolute_import",
        "annotations",
        "barry_as_FLUFL",
        "division",
        "generator_stop",
        "generators",
        "nested_scopes",
        "print_function",
        "unicode_literals",
        "with_statement",
    )
)


def _declarations(tree: SyntaxTree, word: bytes) -> Iterator[Node]:
    """The statements that begin with `word`. Searching the text costs next to nothing."""
    position = tree.source.find(word)
    while position >= 0:
        leaf = tree.root.descendant_for_byte_range(position, position + len(word))
        if leaf is not None and leaf.type.encode() == word and leaf.parent is not None:
            yield leaf.parent
        position = tree.source.find(word, position + 1)


def _scope(node: Node, tree: SyntaxTree) -> Node:
    return next(around for around in ancestors(tree, node) if around.type in SCOPES)


# These two depend on the whole scope, so they ask for the root, which is always shown.
@rule("late-declaration", "module", example="def f():\n    x = 1\n    global x\n", source=GLOBAL)
def late_declaration(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A name is declared before it is used, once, and is no parameter."""
    for word in (b"global", b"nonlocal"):
        for statement in _declarations(tree, word):
            scope = _scope(statement, tree)
            for name in statement.named_children:
                if name.type != "identifier":
                    continue
                if text(name, tree) in _parameters(scope, tree):
                    yield name, f"`{text(name, tree)}` is a parameter and {word.decode()}"
                elif word == b"nonlocal" and _is_global(name, scope, tree):
                    yield name, f"`{text(name, tree)}` is global and nonlocal"
                elif _used_before(name, statement, scope, tree):
                    yield (
                        name,
                        f"`{text(name, tree)}` is used before its {word.decode()} declaration",
                    )


def _parameters(scope: Node, tree: SyntaxTree) -> set[str]:
    parameters = scope.child_by_field_name("parameters")
    if parameters is None:
        return set()
    return {parameter_name(parameter, tree) for parameter in parameters.named_children}


def _used_before(name: Node, statement: Node, scope: Node, tree: SyntaxTree) -> bool:
    body = scope.child_by_field_name("body") or scope
    pattern = lazy_compile(rb"\b%s\b" % re.escape(text(name, tree).encode()))
    for match in pattern.finditer(tree.source, body.start_byte, statement.start_byte):
        leaf = tree.root.descendant_for_byte_range(*match.span())
        if leaf is None or leaf.type != "identifier":
            continue
        around = ancestors(tree, leaf)
        if around[0].type == "attribute" and around[0].child_by_field_name("object") != leaf:
            continue
        if around[0].type == "keyword_argument" and around[0].children[0] == leaf:
            continue
        # A definition's own name belongs to the scope around it.
        is_name = around[0].child_by_field_name("name") == leaf and around[0].type in SCOPES
        inside = next(outer for outer in around[is_name:] if outer.type in SCOPES)
        if inside == scope and not _declares(around[0]) and not _in_comprehension(around, scope):
            return True
    return False


def _is_global(name: Node, scope: Node, tree: SyntaxTree) -> bool:
    return any(
        text(other, tree) == text(name, tree)
        for statement in _declarations(tree, b"global")
        if _scope(statement, tree) == scope
        for other in statement.named_children
    )


def _declares(node: Node) -> bool:
    return node.type in ("global_statement", "nonlocal_statement")


def _in_comprehension(around: list[Node], scope: Node) -> bool:
    for node in around:
        if node == scope:
            return False
        if node.type.endswith("comprehension") or node.type == "generator_expression":
            return True
    return False


@rule(
    "annotated-global",
    "module",
    example="def f():\n    global x\n    x: int = 1\n",
    source=GLOBAL,
)
def annotated_global(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A name that is declared global or nonlocal has no annotation in the same scope."""
    for word in (b"global", b"nonlocal"):
        for statement in _declarations(tree, word):
            scope = _scope(statement, tree)
            names = {text(name, tree) for name in statement.named_children}
            for target in _annotated(scope, tree):
                if text(target, tree) in names and _scope(target, tree) == scope:
                    yield target, f"`{text(target, tree)}` is {word.decode()}: no annotation here"


def _annotated(scope: Node, tree: SyntaxTree) -> Iterator[Node]:
    """The names below `scope` that are annotated as variables."""
    for node in nodes_of(tree, ("assignment",), scope.byte_range).get("assignment", ()):
        left = node.child_by_field_name("left")
        if left is not None and left.type == "identifier" and node.child_by_field_name("type"):
            yield left


@rule(
    "unbound-nonlocal",
    "module",
    example="nonlocal x\n",
    source="Python reference, 7.13 The nonlocal statement",
)
def unbound_nonlocal(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A nonlocal name is bound in a function around."""
    for statement in _declarations(tree, b"nonlocal"):
        scope = _scope(statement, tree)
        if scope.type == "module":
            yield statement, "`nonlocal` at module level"
            continue
        functions = [node for node in ancestors(tree, scope) if node.type == "function_definition"]
        for name in statement.named_children:
            if text(name, tree) == "__class__":
                continue  # every class binds it for its methods
            if name.type == "identifier" and not _named_around(name, functions, scope, tree):
                yield name, f"no function around binds `{text(name, tree)}`"


def _named_around(name: Node, functions: list[Node], scope: Node, tree: SyntaxTree) -> bool:
    if not functions:
        return False
    outer = functions[-1]
    pattern = lazy_compile(rb"\b%s\b" % re.escape(text(name, tree).encode()))
    return any(
        not scope.start_byte <= match.start() < scope.end_byte
        for match in pattern.finditer(tree.source, outer.start_byte, outer.end_byte)
    )


@rule(
    "late-future-import",
    "module",
    example="x = 1\nfrom __future__ import division\n",
    source=FUTURE,
)
def late_future_import(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if b"__future__" not in tree.source:
        return
    early = True
    statements = [child for child in node.children if not child.is_extra and child.type != ";"]
    for number, statement in enumerate(statements):
        if statement.type == "future_import_statement":
            if not early:
                yield statement, "`from __future__` must come first in the file"
        elif number > 0 or not _is_docstring(statement, tree):
            early = False


def _is_docstring(node: Node, tree: SyntaxTree) -> bool:
    if node.type == "expression_statement" and node.named_child_count == 1:
        node = node.named_children[0]
    while node.type == "parenthesized_expression" and node.named_child_count == 1:
        node = node.named_children[0]
    return node.type in ("string", "concatenated_string")


@rule(
    "nested-future-import",
    "future_import_statement",
    example="def f():\n    from __future__ import division\n",
    source=FUTURE,
)
def nested_future_import(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if any(around.type == "block" for around in ancestors(tree, node)):
        yield node, "`from __future__` must come first in the file"


@rule(
    "unknown-future", "future_import_statement", example="from __future__ import x\n", source=FUTURE
)
def unknown_future(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for name in node.children_by_field_name("name"):
        if name.type == "aliased_import":
            name = name.child_by_field_name("name") or name
        if text(name, tree) not in FEATURES:
            yield name, f"`{text(name, tree)}` is no future feature"


RULES = (
    late_declaration,
    annotated_global,
    unbound_nonlocal,
    late_future_import,
    nested_future_import,
    unknown_future,
)
