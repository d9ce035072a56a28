"""Statements and expressions that only a function, an async function or a loop may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .base import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

FUNCTION = "function_definition"
LOOPS = ("for_statement", "while_statement")
COMPREHENSIONS = (
    "dictionary_comprehension",
    "generator_expression",
    "list_comprehension",
    "set_comprehension",
)
# What is written in a definition but belongs to the scope around it.
OUTSIDE_OF_BODY = ("argument_list", "lambda_parameters", "parameters", "type", "type_parameter")


def _scopes(node: Node, tree: SyntaxTree) -> Iterator[Node]:
    """The functions, lambdas, classes and comprehensions in which `node` runs, innermost first."""
    below = node.type
    for ancestor in ancestors(tree, node):
        kind = ancestor.type
        if kind in (FUNCTION, "lambda", "class_definition"):
            # Default values, annotations and base classes run in the scope around.
            if below not in OUTSIDE_OF_BODY:
                yield ancestor
        # The first thing that a comprehension runs over belongs to the scope around it. Which
        # clause is the first only the siblings tell, so all are taken for it.
        elif kind in COMPREHENSIONS and below != "for_in_clause":
            yield ancestor
        below = kind


def _is_async(node: Node) -> bool:
    return any(child.type == "async" for child in node.children[:1])


@rule(
    "return-outside-function",
    "return_statement",
    example="return 1\n",
    source="Python reference, 7.6 The return statement",
)
def return_outside_function(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    scope = next(_scopes(node, tree), None)
    if scope is None or scope.type == "class_definition":
        yield node, "`return` outside a function"


@rule(
    "yield-outside-function",
    "yield",
    example="yield 1\n",
    source="Python reference, 6.2.9 Yield expressions",
    reach=(FUNCTION,),
)
def yield_outside_function(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    scope = next(_scopes(node, tree), None)
    if scope is None or scope.type == "class_definition":
        yield node, "`yield` outside a function"
    elif scope.type in COMPREHENSIONS:
        yield node, "`yield` inside a comprehension"
    elif scope.type == FUNCTION and _is_async(scope) and _is_from(node):
        yield node, "`yield from` in an async function"


def _is_from(node: Node) -> bool:
    return any(child.type == "from" for child in node.children[1:2])


@rule(
    "await-outside-async-function",
    "await",
    example="def f():\n    await g()\n",
    source="Python reference, 6.4 Await expression",
    reach=(FUNCTION,),
)
def await_outside_async_function(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if not _awaitable(node, tree):
        yield node, "`await` outside an async function"


@rule(
    "async-outside-async-function",
    "for_statement",
    "with_statement",
    "for_in_clause",
    example="def f():\n    async with a:\n        pass\n",
    source="Python reference, 8.9 Coroutines",
    reach=(FUNCTION,),
)
def async_outside_async_function(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if _is_async(node) and not _awaitable(node, tree):
        what = "for" if node.type.startswith("for") else "with"
        yield node.children[0], f"`async {what}` outside an async function"


def _awaitable(node: Node, tree: SyntaxTree) -> bool:
    """Whether a coroutine runs `node`; a generator expression may await wherever it stands."""
    if any(ancestor.type == "generator_expression" for ancestor in ancestors(tree, node)):
        return True
    for scope in _scopes(node, tree):
        if scope.type not in COMPREHENSIONS:
            return scope.type == FUNCTION and _is_async(scope)
    return False


@rule(
    "jump-outside-loop",
    "break_statement",
    "continue_statement",
    example="if a:\n    break\n",
    source="Python reference, 7.9 The break statement",
)
def jump_outside_loop(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    below = node.type
    for ancestor in ancestors(tree, node):
        if ancestor.type in LOOPS and below != "else_clause":
            return
        if ancestor.type in (FUNCTION, "class_definition"):
            break
        below = ancestor.type
    yield node, f"`{node.type.partition('_')[0]}` outside a loop"


@rule(
    "jump-out-of-except-star",
    "break_statement",
    "continue_statement",
    "return_statement",
    example="for a in b:\n    try:\n        c\n    except* D:\n        break\n",
    source="Python reference, 8.4.2 except* clause",
    reach=("except_clause",),
)
def jump_out_of_except_star(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for ancestor in ancestors(tree, node):
        if ancestor.type in (FUNCTION, "class_definition"):
            return
        if ancestor.type in LOOPS and node.type != "return_statement":
            return
        if ancestor.type == "except_clause" and any(c.type == "*" for c in ancestor.children[:2]):
            yield node, f"`{node.type.partition('_')[0]}` out of an `except*` clause"
            return


@rule(
    "value-from-async-generator",
    FUNCTION,
    example="async def f():\n    yield 1\n    return 2\n",
    source="Python reference, 8.9.1 Coroutine function definition",
)
def value_from_async_generator(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if not _is_async(node) or b"yield" not in tree.source[node.start_byte : node.end_byte]:
        return
    own = list(_own_nodes(node))
    if any(inner.type == "yield" for inner in own):
        for inner in own:
            if inner.type == "return_statement" and inner.named_child_count:
                yield inner, "an async generator returns no value"


def _own_nodes(function: Node) -> Iterator[Node]:
    """All in the body of `function` but what is in functions and classes inside it."""
    body = function.child_by_field_name("body")
    left = [body] if body is not None else []
    while left:
        node = left.pop()
        yield node
        if node.type not in (FUNCTION, "lambda", "class_definition"):
            left += node.named_children


@rule(
    "star-import-in-function",
    "wildcard_import",
    example="def f():\n    from a import *\n",
    source="Python reference, 7.11 The import statement",
)
def star_import_in_function(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if next(_scopes(node, tree), None) is not None:
        yield node, "`import *` is only allowed at module level"


RULES = (
    return_outside_function,
    yield_outside_function,
    await_outside_async_function,
    async_outside_async_function,
    jump_outside_loop,
    jump_out_of_except_star,
    value_from_async_generator,
    star_import_in_function,
)
