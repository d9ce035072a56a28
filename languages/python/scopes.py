"""What binds and what uses a name in Python (Language Reference, 4.2, Naming and binding).

Where the order of statements decides whether a name is bound yet, it is taken as bound.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..names import Binding, Names, Use, read_names

if TYPE_CHECKING:
    from ...grammars import Node, SyntaxTree
    from ...patches.trees import SourceTree

_FUNCTIONS = frozenset(("function_definition", "lambda"))
_SCOPES = frozenset((*_FUNCTIONS, "class_definition", "module"))
_PATTERNS = frozenset(
    (
        "pattern_list",
        "tuple_pattern",
        "list_pattern",
        "list_splat_pattern",
        "dictionary_splat_pattern",
        "as_pattern_target",
    )
)
# What an `as` target is made of; elsewhere these are expressions.
_IN_TARGETS = frozenset(("tuple", "list", "parenthesized_expression", "list_splat"))
# The field of a statement or expression in which a name is bound.
_FIELDS = {
    "function_definition": "name",
    "class_definition": "name",
    "assignment": "left",
    "augmented_assignment": "left",
    "for_statement": "left",
    "for_in_clause": "left",
    "named_expression": "name",
    "default_parameter": "name",
    "typed_default_parameter": "name",
    "aliased_import": "alias",
    "as_pattern": "alias",
}
_PARAMETERS = frozenset(("parameters", "lambda_parameters"))
_GENERIC = frozenset(("function_definition", "class_definition", "type_alias_statement"))


def bind(node: Node, chain: list[Node]) -> Binding | None:
    depth, child = _outermost_target(node, chain)
    if depth >= len(chain):
        return None
    parent = chain[depth]
    kind = parent.type
    field = _FIELDS.get(kind)
    if field is not None and parent.child_by_field_name(field) == child:
        return _by_statement(node, chain, depth)
    if kind in _PARAMETERS:
        return _over(node, chain[depth + 1])
    if kind == "typed_parameter" and child.type != "type":
        return _in_scope(node, chain, _FUNCTIONS)
    if kind == "dotted_name":
        return _by_dotted_name(node, chain)
    if kind in ("global_statement", "nonlocal_statement"):
        return _over(node, chain[-1])
    if kind in ("type", "generic_type"):
        return _by_type(node, chain)
    in_case = any(outer.type == "case_pattern" for outer in chain[:6])
    return _in_scope(node, chain) if in_case and _is_capture(node, chain) else None


def _outermost_target(node: Node, chain: list[Node]) -> tuple[int, Node]:
    """How far a target (`a, (b, *c)`) reaches: the depth of what it is a target of, its node."""
    depth, child = 0, node
    while depth < len(chain):
        kind = chain[depth].type
        is_target = kind in _PATTERNS or (
            kind in _IN_TARGETS and _inside_as_target(chain, depth + 1)
        )
        if not is_target:
            break
        child = chain[depth]
        depth += 1
    return depth, child


def _inside_as_target(chain: list[Node], depth: int) -> bool:
    while depth < len(chain) and chain[depth].type in _IN_TARGETS:
        depth += 1
    return depth < len(chain) and chain[depth].type == "as_pattern_target"


def _by_statement(node: Node, chain: list[Node], depth: int) -> Binding | None:
    kind = chain[depth].type
    if kind == "for_in_clause":
        return _over(node, chain[depth + 1])
    if kind == "named_expression":
        # A comprehension hands it on to the scope around it (PEP 572).
        return _in_scope(node, chain)
    if kind in ("default_parameter", "typed_default_parameter"):
        return _in_scope(node, chain, _FUNCTIONS)
    if kind == "aliased_import":
        return _in_scope(node, chain, by_import=True)
    return _in_scope(node, chain[depth + 1 :])


def _by_dotted_name(node: Node, chain: list[Node]) -> Binding | None:
    dotted, around = chain[0], chain[1]
    if around.type == "import_statement":
        first = dotted.named_children[0] == node
        return _in_scope(node, chain, by_import=True) if first else None
    if around.type == "import_from_statement":
        is_module = around.child_by_field_name("module_name") == dotted
        return None if is_module else _in_scope(node, chain, by_import=True)
    if around.type == "future_import_statement":
        return _in_scope(node, chain, by_import=True)
    return _in_scope(node, chain) if _is_capture(node, chain) else None


def _is_capture(node: Node, chain: list[Node]) -> bool:
    """Whether a name in a `case` is bound there: not a value's (`a.b`) or a class's."""
    parent = chain[0]
    if parent.type == "dotted_name":
        around = chain[1].type
        return parent.named_child_count == 1 and around in (
            "case_pattern",
            "keyword_pattern",
            "as_pattern",
        )
    if parent.type == "as_pattern":
        return parent.named_children[-1] == node
    return parent.type == "splat_pattern"


def _by_type(node: Node, chain: list[Node]) -> Binding | None:
    """A type parameter (PEP 695), or the name that a `type` statement gives."""
    for depth, outer in enumerate(chain[1:], 1):
        if outer.type == "type_alias_statement":
            left = outer.child_by_field_name("left")
            if left is not None and left.start_byte == node.start_byte:
                return _in_scope(node, chain[depth + 1 :])
            is_left = left is not None and node.end_byte <= left.end_byte
            return _over(node, outer) if is_left else None
        if outer.type == "type_parameter" and chain[depth + 1].type in _GENERIC:
            return _over(node, chain[depth + 1])
        if outer.type not in (
            "type",
            "type_parameter",
            "constrained_type",
            "splat_type",
            "generic_type",
        ):
            return None
    return None


def _in_scope(
    node: Node, chain: list[Node], kinds: frozenset[str] = _SCOPES, by_import: bool = False
) -> Binding | None:
    for outer in chain:
        if outer.type in kinds:
            return _over(node, outer, by_import)
    return None


def _over(node: Node, scope: Node, by_import: bool = False) -> Binding:
    owner = scope if scope.type == "class_definition" else None
    return Binding(node.start_byte, scope.start_byte, scope.end_byte, by_import, owner)


def sees(use: Use, owner: Node) -> bool:
    """Whether a name bound in the body of the class `owner` is seen: not in its functions."""
    child = use.node
    for outer in use.chain:
        if outer == owner:
            return True
        if outer.type in _FUNCTIONS and outer.child_by_field_name("body") == child:
            return False
        child = outer
    return False


def is_use(node: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    parent = chain[0]
    kind = parent.type
    if kind == "attribute":
        return parent.child_by_field_name("object") == node
    if kind == "keyword_argument":
        return parent.child_by_field_name("value") == node
    if kind == "keyword_pattern":
        return False
    if kind == "dotted_name":
        imported = chain[1].type.endswith(("import", "import_statement", "import_from_statement"))
        return not imported and parent.named_children[0] == node
    return not _may_fail(node, chain, tree)


def _may_fail(node: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    """Whether a `try` or `with` around the use takes what an unknown name raises."""
    child = node
    for outer in chain:
        if outer.type == "try_statement" and outer.child_by_field_name("body") == child:
            for clause in outer.named_children:
                if clause.type == "except_clause" and _CATCHES.match(
                    tree.source, clause.start_byte
                ):
                    return True
        if outer.type == "with_statement" and _EXPECTS.match(tree.source, outer.start_byte):
            return True
        if outer.type in _FUNCTIONS:
            return False
        child = outer
    return False


# `with pytest.raises(NameError):`
_EXPECTS = lazy_compile(rb"(?:async\s+)?with\b[^\n]*\bNameError\b")
_CATCHES = lazy_compile(
    rb"except\b[^:]*(?:\bNameError\b|\bException\b|\bBaseException\b)|except\s*:"
)

# What brings in names that the text does not show.
_HIDDEN = lazy_compile(
    rb"^\s*from\s+[\w.]+\s+import\s*\(?\s*\*"
    rb"|(?<![\w.'\"`])exec\s*\(|^\s*exec\s+\w"
    rb"|\b(?:globals|vars)\(\)(?:\s*[\[|]|\.(?:update|setdefault|__setitem__))"
    rb"|=\s*globals\(\)"
    rb"|\bsys\.modules\[__name__\]|\bglobal_enum\b"
    rb"|\bbuiltins\.__dict__|\b__builtins?__\b|\bsetattr\(builtins",
    re.MULTILINE,
)


def unknowable(tree: SyntaxTree, path: str) -> str:
    found = _HIDDEN.search(tree.source)
    return f"`{found[0].decode('utf-8', 'replace')}` may bring in names" if found else ""


@cache
def known() -> frozenset[bytes]:
    """The names of builtin_names.txt; its comments tell where they are from."""
    return read_names(os.path.join(os.path.dirname(__file__), "builtin_names.txt"))


def elsewhere(use: Use, tree: SourceTree, path: str, was_imported: bool) -> bool:
    """Never: a module's names are its own."""
    return False


NAMES = Names(
    query="(identifier) @use",
    is_use=is_use,
    bind=bind,
    known=known,
    # An import, or a line inside of one: names, commas, `as` and parentheses.
    imports=lazy_compile(rb"\s*(?:from|import)\b|[\w\s,()\\]*$"),
    unknowable=unknowable,
    elsewhere=elsewhere,
    sees=sees,
)
