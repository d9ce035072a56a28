"""Names declared twice in one scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .nodes import (
    FUNCTIONS,
    bound_names,
    declared,
    has_token,
    imported_names,
    is_module,
    is_strict,
    text,
    word,
)
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_SIMPLE_STATEMENTS = frozenset(
    (
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "return_statement",
        "throw_statement",
        "function_declaration",
        "generator_function_declaration",
        "class_declaration",
        "import_statement",
        "break_statement",
        "continue_statement",
        "comment",
        "empty_statement",
        "debugger_statement",
    )
)
_COMPOUND = frozenset(
    (
        "statement_block",
        "if_statement",
        "else_clause",
        "for_statement",
        "for_in_statement",
        "while_statement",
        "do_statement",
        "with_statement",
        "try_statement",
        "catch_clause",
        "finally_clause",
        "switch_statement",
        "switch_body",
        "switch_case",
        "switch_default",
        "labeled_statement",
        "export_statement",
    )
)


def statements_below(node: Node) -> Iterator[Node]:
    """The statements inside of `node`, in the file's order, without those of inner functions."""
    stack = list(reversed(node.named_children))
    while stack:
        child = stack.pop()
        kind = child.type
        if kind in _SIMPLE_STATEMENTS:
            yield child
        elif kind in _COMPOUND:
            yield child
            stack.extend(reversed(child.named_children))


def var_names(node: Node) -> Iterator[Node]:
    """The names that `var` declares inside of `node`, however deep, but in no inner function."""
    for statement in statements_below(node):
        if statement.type == "variable_declaration":
            yield from declared(statement)
        elif statement.type == "for_in_statement":
            kind = statement.child_by_field_name("kind")
            left = statement.child_by_field_name("left")
            if kind is not None and kind.type == "var" and left is not None:
                yield from bound_names(left)


_FUNCTION_BODIES = frozenset((*FUNCTIONS, "class_static_block"))
_FUNCTION_DECLARATIONS = ("function_declaration", "generator_function_declaration")
_LEXICAL_DECLARATIONS = ("lexical_declaration",)


@rule(
    "redeclared-name",
    "program",
    "statement_block",
    "switch_body",
    example="let a; let a",
    source="ECMA-262 14.2.1, 14.12.1, 15.2.1, 16.1.1, 16.2.1.1",
)
def redeclared_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    lexical, functions = _own_names(node)
    if not lexical and not functions:
        return
    like_var = _functions_are_like_var(node, tree)
    if like_var and not lexical:
        return
    seen: set[bytes] = set()
    for name in lexical:
        key = text(name, tree)
        if key in seen:
            yield name, _message(name, tree)
        seen.add(key)
    for name in functions:
        if text(name, tree) in seen:
            yield name, _message(name, tree)
    if not like_var:
        yield from _repeated_functions(functions, tree)
        seen |= {text(name, tree) for name in functions}
    yield from _vars_of(node, seen, tree)


def _own_names(scope: Node) -> tuple[list[Node], list[Node]]:
    """The names that `let`, `const`, `class` and `import` declare in `scope`, and its functions."""
    lexical: list[Node] = []
    functions: list[Node] = []
    for child in _statements_of(scope):
        kind = child.type
        if kind == "export_statement":
            inner = child.child_by_field_name("declaration")
            inner = child.child_by_field_name("value") if inner is None else inner
            if inner is None or (
                inner.type == "class" and inner.child_by_field_name("name") is None
            ):
                continue
            child, kind = inner, inner.type.replace("_expression", "_declaration")
            kind = {
                "class": "class_declaration",
                "generator_function": _FUNCTION_DECLARATIONS[1],
            }.get(kind, kind)
        if kind in _LEXICAL_DECLARATIONS:
            lexical += declared(child)
        elif kind == "import_statement":
            lexical += imported_names(child)
        elif kind == "class_declaration" or kind in _FUNCTION_DECLARATIONS:
            name = child.child_by_field_name("name")
            if name is not None:
                (lexical if kind == "class_declaration" else functions).append(name)
    return lexical, functions


def _statements_of(scope: Node) -> list[Node]:
    if scope.type != "switch_body":
        return scope.named_children
    return [child for case in scope.named_children for child in case.named_children]


def _functions_are_like_var(scope: Node, tree: SyntaxTree) -> bool:
    """Whether functions of `scope` may be repeated like `var`: at the top of bodies and scripts."""
    if scope.type == "program":
        return not is_module(tree)
    parent = scope.parent
    return (
        scope.type == "statement_block" and parent is not None and parent.type in _FUNCTION_BODIES
    )


def _repeated_functions(functions: list[Node], tree: SyntaxTree) -> Iterator[Found]:
    seen: dict[bytes, Node] = {}
    for name in functions:
        earlier = seen.setdefault(text(name, tree), name)
        if earlier is name:
            continue
        chain = ancestors(tree, name)
        # Annex B.3.2.1: sloppy mode code may repeat plain functions in a block.
        plain = _is_plain(chain[0]) and _is_plain(ancestors(tree, earlier)[0])
        if not plain or is_strict(chain, name, tree):
            yield name, _message(name, tree)


def _is_plain(function: Node) -> bool:
    return function.type == "function_declaration" and not has_token(function, "async")


def _vars_of(scope: Node, lexical: set[bytes], tree: SyntaxTree) -> Iterator[Found]:
    if not lexical or b"var" not in text(scope, tree):
        return
    for name in var_names(scope):
        if text(name, tree) in lexical:
            yield name, _message(name, tree)


def _message(name: Node, tree: SyntaxTree) -> str:
    return f"`{word(name, tree)}` is already declared in this scope"


@rule(
    "redeclared-parameter",
    *FUNCTIONS,
    "catch_clause",
    example="function f(a) { let a }",
    source="ECMA-262 15.1.1, 15.2.1, 14.15.1",
)
def redeclared_parameter(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    body = node.child_by_field_name("body")
    header = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    if header is None or body is None or body.type != "statement_block":
        return
    names = {text(name, tree) for name in bound_names(header)}
    if not names:
        return
    lexical, functions = _own_names(body)
    caught = node.type == "catch_clause"
    for name in [*lexical, *functions] if caught else lexical:
        if text(name, tree) in names:
            yield name, f"`{word(name, tree)}` is already the name of a parameter"
    # Annex B.3.4: `var` may repeat a caught name, unless that is a pattern.
    if caught and header.type != "identifier":
        yield from _vars_of(body, names, tree)


@rule(
    "duplicate-caught-name",
    "catch_clause",
    example="try {} catch ([a, a]) {}",
    source="ECMA-262 14.15.1",
)
def duplicate_caught_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    header = node.child_by_field_name("parameter")
    yield from () if header is None else _twice(bound_names(header), tree)


@rule(
    "redeclared-loop-variable",
    "for_statement",
    "for_in_statement",
    example="for (let a of b) { var a }",
    source="ECMA-262 14.7.4.1, 14.7.5.1",
)
def redeclared_loop_variable(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    names: list[Node] = []
    if node.type == "for_statement":
        initializer = node.child_by_field_name("initializer")
        if initializer is not None and initializer.type in _LEXICAL_DECLARATIONS:
            names = list(declared(initializer))
    else:
        kind, left = node.child_by_field_name("kind"), node.child_by_field_name("left")
        if kind is not None and kind.type != "var" and left is not None:
            names = list(bound_names(left))
    yield from _twice(names, tree)
    body = node.child_by_field_name("body")
    if names and body is not None:
        yield from _vars_of(body, {text(name, tree) for name in names}, tree)


def _twice(names: Iterable[Node], tree: SyntaxTree) -> Iterator[Found]:
    seen: set[bytes] = set()
    for name in names:
        if text(name, tree) in seen:
            yield name, _message(name, tree)
        seen.add(text(name, tree))
