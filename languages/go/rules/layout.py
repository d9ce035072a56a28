"""Line breaks: where Go puts in a semicolon that the grammar does not see.

tree-sitter takes a newline for white space wherever no statement can end; Go's scanner ends the
statement after a name, a literal, `)`, `]`, `}`, `++`, `--`, `return`, `break`, `continue` or
`fallthrough`, no matter where it stands.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation, ancestors
from .nodes import parts
from .words import KEYWORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_NEWLINE = "newline-inside-statement"
_ENDING_KEYWORDS = frozenset((b"break", b"continue", b"fallthrough", b"return"))
_CLOSERS = frozenset(b")]}\"'`")
_LONGEST_KEYWORD = 11

# Nodes inside which no statement ends. Lists of statements, declarations, fields and the like are
# not among them: there a newline may stand after every item.
_WHOLE = (
    "argument_list", "array_type", "assignment_statement", "binary_expression", "call_expression",
    "channel_type", "composite_literal", "const_spec", "dec_statement", "defer_statement",
    "expression_list", "field_declaration", "for_clause", "for_statement", "func_literal",
    "function_declaration", "function_type", "generic_type", "go_statement", "if_statement",
    "implicit_length_array_type", "import_spec", "inc_statement", "index_expression",
    "keyed_element", "labeled_statement", "literal_value", "map_type", "method_declaration",
    "method_elem", "negated_type", "package_clause", "parameter_declaration", "parameter_list",
    "parenthesized_expression", "parenthesized_type", "pointer_type", "qualified_type",
    "range_clause", "receive_statement", "selector_expression", "send_statement",
    "short_var_declaration", "slice_expression", "slice_type", "struct_type", "type_alias",
    "type_arguments", "type_assertion_expression", "type_constraint",
    "type_conversion_expression", "type_elem", "type_instantiation_expression",
    "type_parameter_declaration", "type_parameter_list", "type_spec", "unary_expression",
    "var_spec", "variadic_argument", "variadic_parameter_declaration",
)  # fmt: skip

# Here only the head, up to the `{` or `:`, must not be broken.
_HEADED = ("expression_switch_statement", "type_switch_statement")
_CASES = ("communication_case", "default_case", "expression_case", "type_case")


def _ends_statement(source: bytes, end: int) -> bool:
    """Whether the token that ends at byte `end` makes Go's scanner end the statement."""
    last = source[end - 1]
    if last in _CLOSERS:
        return True
    if last in b"+-":
        return source[end - 2] == last
    if not (last == 95 or last >= 128 or bytes((last,)).isalnum()):
        return False
    start = end
    while start > 0 and end - start <= _LONGEST_KEYWORD and source[start - 1 : start].isalpha():
        start -= 1
    word = source[start:end]
    return word not in KEYWORDS or word in _ENDING_KEYWORDS


def _broken(nodes: list[Node], source: bytes) -> Iterator[tuple[int, Node]]:
    """Pairs of (byte of the newline that ends the statement, node that stands behind it)."""
    for before, after in pairwise(nodes):
        end, start = before.end_byte, after.start_byte
        # Beside an ERROR the grammar has spoken, and what it took for one node may be two.
        if start > end and "ERROR" not in (before.type, after.type):
            newline = source.find(b"\n", end, start)
            if newline >= 0 and _ends_statement(source, end):
                yield newline, after


def _message(after: Node, source: bytes) -> str:
    first_line = source[after.start_byte : after.end_byte].split(b"\n", 1)[0]
    text = first_line[:20].decode("utf8", "replace")
    if after.type == "else":
        return "`else` must stand on the line of the `}` before it"
    if text.startswith("{"):
        return "the `{` must not stand on a line of its own: the newline ends the statement"
    if text in (")", "]", "}", ","):
        return f"missing `,` before the newline, which else ends the statement before `{text}`"
    return f"the newline ends the statement, and `{text}` cannot start the next one"


_OPENERS = frozenset(("(", "+", "-", "*", "&", "^", "<-", "argument_list"))
_BRANCHES = ("if_statement", "expression_switch_statement")
_OPERATIONS = frozenset(
    (
        "binary_expression",
        "call_expression",
        "index_expression",
        "selector_expression",
        "slice_expression",
        "type_assertion_expression",
        "type_conversion_expression",
        "unary_expression",
    )
)
# What a statement may end with besides an expression of its own.
_TAILS = frozenset(
    (
        "assignment_statement",
        "expression_list",
        "expression_statement",
        "return_statement",
        "short_var_declaration",
    )
)
_BRACKETED = ("index_expression", "slice_expression", "type_conversion_expression")
_EMBEDDABLE = ("generic_type", "pointer_type", "qualified_type", "type_identifier")


def _splits_in_two(node: Node, after: Node, tree: SyntaxTree) -> bool:
    """Whether Go's parser reads on: the parts before and behind the newline make two items.

    `if f⏎(x) {` is `if f; (x) {`, the field `a [2]⏎b` embeds `a[2]` and `b`, and `x = func()⏎{}`
    assigns a type and opens a block. None of these compiles, but each is well formed.
    """
    around = ancestors(tree, node)
    if node.type == "array_type":
        return around[0].type == "field_declaration" and after.type in _EMBEDDABLE
    body = (node.type == "func_literal" and after.type == "block") or (
        after.type == "literal_value" and not after.named_children
    )
    if after.type not in _OPENERS and not body:
        return False
    if after.type == "argument_list" and len(after.children) != 3:
        return False  # `(x)` is an expression, `()` and `(x, y)` are none
    statement = False
    for parent in around:
        if parent.type in _BRACKETED and node.start_byte > parent.start_byte:
            return False  # the index in brackets, not what is indexed
        if parent.type in _TAILS:
            statement = True
        elif body or parent.type not in _OPERATIONS:
            header = parent.type in _BRANCHES and not (statement or body)
            return header or parent.type == "statement_list"
        node = parent
    return False


def _check_condition(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """`if x := 1; f⏎(y) {`: after an initializer there is no second one."""
    if node.child_by_field_name("initializer") is None:
        return
    pending = [node.child_by_field_name("condition") or node.child_by_field_name("value")]
    while pending:
        operation = pending.pop()
        if operation is None or operation.type not in _OPERATIONS:
            continue
        children = parts(operation)
        for newline, after in _broken(children, tree.source):
            message = _message(after, tree.source)
            yield Violation(_NEWLINE, message, newline, newline + 1)
        pending += children[:1] if operation.type in _BRACKETED else children


def _check_whole(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    source = tree.source
    if source.find(b"\n", node.start_byte, node.end_byte) < 0:
        return
    for newline, after in _broken(parts(node), source):
        if not _splits_in_two(node, after, tree):
            yield Violation(_NEWLINE, _message(after, source), newline, newline + 1)


def _check_head(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    source = tree.source
    children = parts(node)
    closing = "{" if node.type in _HEADED else ":"
    at = next((i for i, child in enumerate(children) if child.type == closing), 0)
    head = children[: at + 1]
    if len(head) == 3 and head[0].type == "switch":
        # `switch x⏎{` reads as `switch x; {`: a statement and no tag.
        return
    for newline, after in _broken(head, source):
        yield Violation(_NEWLINE, _message(after, source), newline, newline + 1)


def _check_cases(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """Before the next `case` the last statement must be ended, by a newline or a `;`."""
    cases = [child for child in node.children if child.type in _CASES]
    for case, following in pairwise(cases):
        last = case
        while last.type in (*_CASES, "statement_list"):
            last = parts(last)[-1]
        end, start = last.end_byte, following.start_byte
        if last.type not in (":", ";") and tree.source.find(b"\n", end, start) < 0:
            word = following.children[0].type
            message = f"a newline or `;` must stand before `{word}`"
            yield Violation("missing-newline-before-case", message, end, start)


RULES = (
    SyntaxRule(
        name=_NEWLINE,
        kinds=_WHOLE,
        check=_check_whole,
        example="package p\n\nvar x = f(1\n)\n",
        source="Go spec, Semicolons",
    ),
    SyntaxRule(
        name=_NEWLINE,
        kinds=(*_HEADED, *_CASES),
        check=_check_head,
        example="package p\n\nfunc f() {\n\tswitch x {\n\tcase 1\n\t:\n\t}\n}\n",
        source="Go spec, Semicolons",
    ),
    SyntaxRule(
        name=_NEWLINE,
        kinds=_BRANCHES,
        check=_check_condition,
        example="package p\n\nfunc f() {\n\tif x := 1; g\n(x) {\n\t}\n}\n",
        source="Go spec, Semicolons",
    ),
    SyntaxRule(
        name="missing-newline-before-case",
        kinds=(*_HEADED, "select_statement"),
        check=_check_cases,
        example="package p\n\nfunc f() {\n\tswitch x {\n\tcase 1: g() case 2:\n\t}\n}\n",
        source="Go spec, Switch statements",
    ),
)
