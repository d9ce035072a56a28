"""Statements whose parts are incomplete, out of order, or Python 2's."""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING

from .base import Finding, parts, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

TRY = "Python reference, 8.4 The try statement"
PYTHON_2 = "What's new in Python 3.0"
KEYWORDS = frozenset(keyword.kwlist)


@rule("try-without-handler", "try_statement", example="try:\n    a\n", source=TRY)
def try_without_handler(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    clauses = [part.type for part in parts(node) if part.type.endswith("_clause")]
    if not {"except_clause", "finally_clause"} & set(clauses):
        yield node.children[0], "`try` without `except` or `finally`"
    elif "else_clause" in clauses and "except_clause" not in clauses:
        yield node.children[0], "`try` with `else` but without `except`"


@rule(
    "except-order",
    "try_statement",
    example="try:\n    a\nexcept:\n    b\nexcept C:\n    d\n",
    source=TRY,
)
def except_order(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A bare `except` is the last one; `except*` is never bare and never mixed with `except`."""
    clauses = [part for part in parts(node) if part.type == "except_clause"]
    stars = [any(child.type == "*" for child in clause.children[:2]) for clause in clauses]
    for number, clause in enumerate(clauses):
        is_bare = clause.child_by_field_name("value") is None
        if is_bare and stars[number]:
            yield clause.children[0], "`except*` without an exception type"
        elif is_bare and number + 1 < len(clauses):
            yield clause.children[0], "a bare `except` ahead of others"
        if stars[number] != stars[0]:
            yield clause.children[0], "`except` and `except*` in one `try`"


@rule("print-statement", "print_statement", example='print "a"\n', source=PYTHON_2)
def print_statement(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    # `print >>f, x` is a tuple in Python 3.
    if not any(child.type == "chevron" for child in node.children):
        yield node, "`print` is a function: its arguments need parentheses"


@rule("exec-statement", "exec_statement", example='exec "a"\n', source=PYTHON_2)
def exec_statement(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    yield node, "`exec` is a function: its arguments need parentheses"


@rule("diamond-operator", "<>", example="a <> b\n", source=PYTHON_2)
def diamond_operator(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    yield node, "`<>` was Python 2's; write `!=`"


@rule("raise-list", "raise_statement", example='raise E, "a"\n', source=PYTHON_2)
def raise_list(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    inner = parts(node)
    if len(inner) > 1 and inner[1].type == "expression_list":
        yield inner[1], "`raise` takes one exception; its arguments go in parentheses"
    elif len(inner) > 1 and inner[1].type == "from":
        yield inner[1], "`raise from` without an exception"


@rule(
    "assert-list",
    "assert_statement",
    example="assert a, b, c\n",
    source="Python reference, 7.3 The assert statement",
)
def assert_list(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    commas = [part for part in parts(node) if part.type == ","]
    for comma in commas[1:]:
        yield comma, "`assert` takes a condition and one message"


@rule(
    "import-ends-in-comma",
    "import_from_statement",
    "future_import_statement",
    example="from a import b,\n",
    source="Python reference, 7.11 The import statement",
)
def import_ends_in_comma(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    inner = parts(node)
    if inner and inner[-1].type == ",":
        yield inner[-1], "a comma at the end of an import without parentheses"


@rule(
    "keyword-as-name",
    "identifier",
    example="async = 1\n",
    source="Python reference, 2.3.1 Keywords",
)
def keyword_as_name(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    name = text(node, tree)
    if name in KEYWORDS:
        yield node, f"`{name}` is a keyword"


@rule(
    "ends-in-backslash",
    "module",
    example="x = 1 \\",
    source="Python reference, 2.1.5 Explicit line joining",
)
def ends_in_backslash(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    end = len(tree.source.rstrip())
    if tree.source[end - 1 : end] == b"\\":
        leaf = tree.root.descendant_for_byte_range(end - 1, end)
        if leaf is None or leaf.type != "comment":
            yield (end - 1, end), "the file ends in a line continuation"


RULES = (
    try_without_handler,
    except_order,
    print_statement,
    exec_statement,
    diamond_operator,
    raise_list,
    assert_list,
    import_ends_in_comma,
    keyword_as_name,
    ends_in_backslash,
)
