"""What binds and what uses a name in Go (The Go Programming Language Specification, Declarations
and scope).

Asked about are qualifiers alone, the `json` of `json.Marshal`: any other name may stand in another
file of the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..names import Binding, Names, Use
from .packages import implicit, may_be_imported, package_declares, suggestion

if TYPE_CHECKING:
    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

BLOCKS = frozenset(
    (
        "block",
        "if_statement",
        "for_statement",
        "expression_switch_statement",
        "type_switch_statement",
        "expression_case",
        "default_case",
        "type_case",
        "communication_case",
        "source_file",
    )
)
FUNCTIONS = frozenset(("function_declaration", "method_declaration", "func_literal"))
# What binds the names on its left only with `:=`; with `=` they are variables from elsewhere.
LISTED = frozenset(("short_var_declaration", "range_clause", "receive_statement"))
_SPECS = frozenset(("var_spec", "const_spec"))
_TYPES = frozenset(("type_spec", "type_alias"))
_PARAMETERS = frozenset(("parameter_declaration", "variadic_parameter_declaration"))

# Universe block: what stands before a dot there are types, in method expressions.
_KNOWN = frozenset(b"any bool byte comparable error int rune string uint uintptr nil iota".split())


def bind(node: Node, chain: list[Node]) -> Binding | None:
    parent = chain[0]
    kind = parent.type
    if kind == "expression_list":
        return _by_list(node, chain)
    if kind == "import_spec":
        root = chain[-1]
        is_name = parent.child_by_field_name("name") == node
        return Binding(node.start_byte, 0, root.end_byte, by_import=True) if is_name else None
    if node not in parent.children_by_field_name("name"):
        return None
    if kind in _SPECS:
        return in_block(node, chain, behind=parent.end_byte)
    if kind in _TYPES:
        return in_block(node, chain, behind=node.start_byte)
    if kind in _PARAMETERS:
        return _parameter(node, chain)
    if kind == "type_parameter_declaration":
        return Binding(node.start_byte, chain[2].start_byte, chain[2].end_byte)
    if kind == "function_declaration":
        return Binding(node.start_byte, 0, chain[-1].end_byte)
    return None


def _by_list(node: Node, chain: list[Node]) -> Binding | None:
    """A name on the left of `:=`, or the one that a type switch gives."""
    around = chain[1]
    if around.type == "type_switch_statement":
        value = around.child_by_field_name("value")
        if around.child_by_field_name("alias") == chain[0] and value is not None:
            return Binding(node.start_byte, value.end_byte, around.end_byte)
        return None
    if around.type not in LISTED or around.child_by_field_name("left") != chain[0]:
        return None
    if all(child.type != ":=" for child in around.children):
        return None
    return in_block(node, chain[1:], behind=around.end_byte)


def in_block(node: Node, chain: list[Node], behind: int) -> Binding | None:
    """Bound from offset `behind` to the end of the innermost block; at the top level everywhere."""
    for outer in chain:
        if outer.type in BLOCKS:
            start = 0 if outer.type == "source_file" else behind
            return Binding(node.start_byte, start, outer.end_byte)
    return None


def _parameter(node: Node, chain: list[Node]) -> Binding | None:
    """Parameters, results and receivers are bound in the body; their types stand outside."""
    for outer in chain:
        if outer.type in FUNCTIONS:
            body = outer.child_by_field_name("body")
            if body is None:
                break
            return Binding(node.start_byte, body.start_byte, body.end_byte)
        if outer.type in ("function_type", "method_elem"):
            break
    # The type of a function names its parameters for the reader alone.
    return Binding(node.start_byte, node.start_byte, node.end_byte)


def is_use(node: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    parent = chain[0]
    if parent.type == "qualified_type":
        return parent.child_by_field_name("package") == node
    if parent.type == "selector_expression":
        field = parent.child_by_field_name("field")
        # What a package hands out begins with a capital letter; `C.int` is cgo's.
        exported = field is not None and (field.text or b"")[:1].isupper()
        return parent.child_by_field_name("operand") == node and exported
    return False


def unknowable(tree: SyntaxTree, path: str) -> str:
    return ""


def elsewhere(use: Use, tree: SourceTree, path: str, was_imported: bool) -> bool:
    """Whether an import of the file may go by that name, or the package declares it elsewhere."""
    return may_be_imported(use.name, use.tree, tree) or package_declares(use.name, tree, path)


NAMES = Names(
    query="""
        (selector_expression operand: (identifier) @use)
        (qualified_type package: (package_identifier) @use)
    """,
    is_use=is_use,
    bind=bind,
    known=lambda: _KNOWN,
    imports=lazy_compile(rb'\s*(?:import\s*\(?\s*)?(?:[\w.]+\s+)?["`][^"`]*["`]\s*(?://.*)?$'),
    unknowable=unknowable,
    elsewhere=elsewhere,
    suggestion=suggestion,
    implicit=implicit,
)
