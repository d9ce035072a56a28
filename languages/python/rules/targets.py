"""What may stand left of an assignment, after `as`, and after `del`; where stars may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .base import Finding, bare, parts, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

ASSIGNMENT = "Python reference, 7.2 Assignment statements"
SINGLE = ("identifier", "attribute", "subscript")
SEQUENCES = ("tuple", "list", "expression_list", "pattern_list", "tuple_pattern", "list_pattern")
STARS = ("list_splat", "list_splat_pattern")
WHAT = {
    "binary_operator": "an operation",
    "boolean_operator": "an operation",
    "call": "a function call",
    "comparison_operator": "a comparison",
    "concatenated_string": "a literal",
    "false": "`False`",
    "float": "a literal",
    "integer": "a literal",
    "list_splat": "a starred expression",
    "none": "`None`",
    "string": "a literal",
    "true": "`True`",
}


def _what(node: Node) -> str:
    return WHAT.get(node.type, "an expression")


def _not_a_target(node: Node, *, starred: bool) -> Node | None:
    """What in `node` cannot be bound or deleted; None if all of it can."""
    left = [node]
    while left:
        node = bare(left.pop())
        if node.type in SEQUENCES:
            left += [child for child in node.named_children if not child.is_extra]
        elif starred and node.type in STARS and node.named_child_count:
            left.append(node.named_children[0])
        elif node.type not in SINGLE:
            return node
    return None


def _is_tuple(node: Node) -> bool:
    """Whether `node` is more than a name in parentheses."""
    if node.type == "tuple_pattern":
        return any(child.type == "," for child in node.children) or not node.named_child_count
    return node.type in ("pattern_list", "list_pattern")


@rule(
    "undeletable",
    "delete_statement",
    example="del f()\n",
    source="Python reference, 7.5 The del statement",
)
def undeletable(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for child in node.named_children:
        bad = None if child.is_extra else _not_a_target(child, starred=False)
        if bad is not None:
            yield bad, f"`del` of {_what(bad)}"


@rule("unbindable-alias", "as_pattern", example="with a as f():\n    pass\n", source=ASSIGNMENT)
def unbindable_alias(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for child in node.named_children:
        if child.type == "as_pattern_target" and child.named_child_count:
            bad = _not_a_target(child.named_children[0], starred=True)
            if bad is not None:
                yield bad, f"`as` cannot bind {_what(bad)}"


@rule(
    "misplaced-as",
    "as_pattern",
    example="raise a as b\n",
    source="Python reference, 8.5 The with statement",
)
def misplaced_as(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for ancestor in ancestors(tree, node):
        if ancestor.type in ("with_item", "except_clause", "case_pattern"):
            return
        if ancestor.type not in ("tuple", "parenthesized_expression", "as_pattern"):
            break
    yield node, "`as` only names a thing in `with`, `except`, `case` and imports"


@rule(
    "annotated-tuple",
    "assignment",
    example="a, b: int = 1\n",
    source="Python reference, 7.2.2 Annotated assignment statements",
)
def annotated_tuple(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if node.child_by_field_name("type") is None:
        return
    if left is not None and _is_tuple(left):
        yield left, "only a single target can be annotated"
    if right is not None and right.type == "assignment":
        yield right, "an annotated assignment has one target"


@rule(
    "annotation-in-chain",
    "assignment",
    example="a = b: int\n",
    source="Python reference, 7.2.2 Annotated assignment statements",
)
def annotation_in_chain(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    right = node.child_by_field_name("right")
    if right is None:
        return
    if right.type == "assignment" and right.child_by_field_name("type") is not None:
        yield right, "an annotation after `=`"
    elif right.type == "augmented_assignment":
        yield right, "an augmented assignment is no expression"


@rule(
    "augmented-tuple",
    "augmented_assignment",
    example="a, b += 1\n",
    source="Python reference, 7.2.1 Augmented assignment statements",
)
def augmented_tuple(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is not None and _is_tuple(left):
        yield left, "an augmented assignment needs a single target"
    if right is not None and right.type in ("assignment", "augmented_assignment"):
        yield right, "an augmented assignment cannot be chained"


@rule(
    "debug-target",
    "assignment",
    "augmented_assignment",
    "delete_statement",
    "keyword_argument",
    example="__debug__ = 1\n",
    source="Python library, 3 Built-in Constants",
)
def debug_target(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    target = node.named_children[0] if node.named_child_count else node
    if target.type == "identifier" and text(target, tree) == "__debug__":
        yield target, "`__debug__` cannot be assigned to"


@rule(
    "starred-target",
    "assignment",
    "for_statement",
    "for_in_clause",
    "pattern_list",
    "tuple_pattern",
    "list_pattern",
    example="*a = b\n",
    source=ASSIGNMENT,
)
def starred_target(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A starred target stands in a list or tuple of targets, and there only once."""
    if node.type in SEQUENCES:
        stars = [child for child in node.children if child.type == "list_splat_pattern"]
        for star in stars[1:]:
            yield star, "a second starred target"
        if node.type == "tuple_pattern" and stars and not _is_tuple(node):
            yield stars[0], "a starred target must be in a list or tuple"
        return
    left = node.children_by_field_name("left")
    # The grammar of a comprehension lists its targets without a node around them.
    if left and left[0].type == "list_splat_pattern" and all(one.type != "," for one in left):
        yield left[0], "a starred target must be in a list or tuple"


@rule(
    "lone-star",
    "tuple",
    "parenthesized_list_splat",
    example="x = (*a)\n",
    source="Python reference, 6.16 Expression lists",
)
def lone_star(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    inner = parts(node)[1:-1]
    if node.type == "parenthesized_list_splat" or (
        len(inner) == 1 and inner[0].type == "list_splat"
    ):
        yield node, "a starred expression alone in parentheses"


_STAR_HOLDERS = frozenset(
    (
        "argument_list",
        "expression_list",
        "expression_statement",  # a tuple without brackets, in some builds of the grammar
        "list",
        "list_comprehension",  # valid from Python 3.15 on, as are the next two
        "set_comprehension",
        "generator_expression",
        "parenthesized_list_splat",
        "set",
        "subscript",
        "tuple",
        "tuple_expression",  # the same in other builds
        "type",
        "typed_parameter",
    )
)


@rule(
    "misplaced-star",
    "list_splat",
    "dictionary_splat",
    example="x = *a\n",
    source="Python reference, 6.16 Expression lists",
)
def misplaced_star(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    around = ancestors(tree, node)
    parent = next((outer.type for outer in around if not _begins_with(outer, node)), "")
    if node.type == "list_splat" and parent not in _STAR_HOLDERS:
        yield node, "a starred expression cannot stand here"
    elif node.type == "dictionary_splat" and parent not in ("argument_list", "dictionary"):
        yield node, "`**` cannot stand here"


def _begins_with(node: Node, star: Node) -> bool:
    """The grammar binds `*` closer than a call: in `f(*g(a))` it is part of what is called."""
    return node.type in ("attribute", "call", "subscript") and node.start_byte == star.start_byte


RULES = (
    undeletable,
    unbindable_alias,
    misplaced_as,
    annotated_tuple,
    annotation_in_chain,
    augmented_tuple,
    debug_target,
    starred_target,
    lone_star,
    misplaced_star,
)
