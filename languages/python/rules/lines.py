"""Line breaks. The grammar reads on where a statement is not complete; CPython ends it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .base import Finding, parts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

# Nodes that may hold a line break, because they stand in brackets of their own.
BRACKETED = frozenset(
    (
        "argument_list",
        "class_pattern",
        "dict_pattern",
        "dictionary",
        "dictionary_comprehension",
        "format_expression",
        "future_import_statement",  # perhaps, as are the other imports and `with`
        "generator_expression",
        "import_from_statement",
        "interpolation",
        "list",
        "list_comprehension",
        "list_pattern",
        "parameters",
        "parenthesized_expression",
        "parenthesized_list_splat",
        "set",
        "set_comprehension",
        "tuple",
        "tuple_pattern",
        "type_parameter",
        "with_clause",
    )
)
# Nodes of several tokens without brackets around all of them.
OPEN = (
    "aliased_import",
    "as_pattern",
    "assert_statement",
    "assignment",
    "attribute",
    "augmented_assignment",
    "await",
    "binary_operator",
    "boolean_operator",
    "call",
    "case_clause",
    "class_definition",
    "comparison_operator",
    "concatenated_string",
    "conditional_expression",
    "constrained_type",
    "decorator",
    "delete_statement",
    "dotted_name",
    "elif_clause",
    "else_clause",
    "except_clause",
    "exec_statement",
    "expression_list",
    "finally_clause",
    "for_statement",
    "function_definition",
    "future_import_statement",
    "generic_type",
    "global_statement",
    "if_clause",
    "if_statement",
    "import_from_statement",
    "import_statement",
    "lambda",
    "lambda_parameters",
    "list_splat",
    "list_splat_pattern",
    "match_statement",
    "member_type",
    "named_expression",
    "nonlocal_statement",
    "not_operator",
    "pattern_list",
    "print_statement",
    "raise_statement",
    "return_statement",
    "splat_pattern",
    "subscript",
    "try_statement",
    "type_alias_statement",
    "unary_operator",
    "union_pattern",
    "union_type",
    "while_statement",
    "with_clause",
    "with_item",
    "with_statement",
    "yield",
)
# Here the brackets begin in the middle of the node.
_HALF = {"(": 1, "[": 1, ")": -1, "]": -1}


@rule(
    "unbracketed-line-break",
    *OPEN,
    example="x =\ny = 1\n",
    source="Python reference, 2.1.5 Explicit line joining",
)
def unbracketed_line_break(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A logical line ends with its physical line, but for brackets and backslashes."""
    source = tree.source
    if b"\n" not in source[node.start_byte : node.end_byte]:
        return
    depth, end = 0, node.start_byte
    for child in parts(node):
        if child.type == "block":
            return
        if depth == 0 and _breaks(source[end : child.start_byte]):
            if not _in_brackets(node, tree):
                line_end = source.find(b"\n", end)
                yield (node.start_byte, line_end), "the line ends before the statement is complete"
            return
        depth += _HALF.get(child.type, 0)
        end = child.end_byte


def _breaks(gap: bytes) -> bool:
    """Whether the text between two tokens holds a line break that no backslash hides."""
    return b"\n" in gap.replace(b"\\\r\n", b"").replace(b"\\\n", b"")


def _in_brackets(node: Node, tree: SyntaxTree) -> bool:
    for ancestor in ancestors(tree, node):
        if ancestor.type in BRACKETED:
            return True
        # Only its index is in brackets, not what is indexed.
        if ancestor.type == "subscript" and ancestor.start_byte < node.start_byte:
            return True
        if ancestor.type == "block":
            return False
    return False


RULES = (unbracketed_line_break,)
