"""Patterns of `match`: what they bind, and which of them can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Finding, parts, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

SOURCE = "Python reference, 8.6 The match statement"
GROUPS = ("case_pattern", "tuple_pattern")


def _inner(node: Node) -> Node:
    """The pattern in `node` without wrappers and parentheses."""
    while node.type in GROUPS:
        inner = parts(node)
        if node.type == "tuple_pattern":
            inner = inner[1:-1]
        if len(inner) != 1:
            break
        node = inner[0]
    return node


def _bound(node: Node) -> list[Node]:
    """The names that a pattern binds, as often as it does. Of alternatives the first counts."""
    found: list[Node] = []
    left = [node]
    while left:
        node = left.pop()
        children = node.named_children
        if node.type == "dotted_name":
            found += children if len(children) == 1 else ()
        elif node.type == "union_pattern":
            left += children[:1]
        elif node.type in ("class_pattern", "keyword_pattern"):
            left += children[1:]  # the first child names the class, or the attribute
        elif node.type in ("as_pattern", "splat_pattern"):
            found += [child for child in children if child.type == "identifier"]
            left += [child for child in children if child.type != "identifier"]
        elif node.type not in ("string", "concatenated_string"):
            left += children
    return found


@rule(
    "pattern-binds-twice",
    "case_clause",
    example="match a:\n    case [b, b]:\n        pass\n",
    source=SOURCE,
)
def pattern_binds_twice(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen: set[str] = set()
    names = [name for part in node.children if part.type == "case_pattern" for name in _bound(part)]
    for name in sorted(names, key=lambda name: name.start_byte):
        if text(name, tree) in seen:
            yield name, f"the pattern binds `{text(name, tree)}` twice"
        seen.add(text(name, tree))


@rule(
    "uneven-alternatives",
    "union_pattern",
    example="match a:\n    case [b] | []:\n        pass\n",
    source=SOURCE,
)
def uneven_alternatives(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """All alternatives bind the same names, and only the last one may match everything."""
    alternatives = [child for child in node.named_children if not child.is_extra]
    wanted = {text(name, tree) for name in _bound(alternatives[0])} if alternatives else set()
    for alternative in alternatives:
        if {text(name, tree) for name in _bound(alternative)} != wanted:
            yield alternative, "alternatives of a pattern bind different names"
    # The wildcard is a token: `named_children` knows nothing of it.
    members = [part for part in parts(node) if part.type != "|"]
    for alternative in members[:-1]:
        if _matches_all(alternative):
            yield alternative, "the alternatives after this one are never reached"


def _matches_all(node: Node) -> bool:
    """Whether a pattern is a bare name or the wildcard."""
    node = _inner(node)
    if node.type == "as_pattern":
        node = _inner(node.children[0])
    return node.type == "_" or (node.type == "dotted_name" and node.named_child_count == 1)


@rule(
    "unreachable-case",
    "match_statement",
    example="match a:\n    case b:\n        pass\n    case 1:\n        pass\n",
    source=SOURCE,
)
def unreachable_case(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    block = node.child_by_field_name("body")
    cases = [part for part in parts(block) if part.type == "case_clause"] if block else []
    for case in cases[:-1]:
        patterns = [part for part in parts(case) if part.type in ("case_pattern", ",")]
        if case.child_by_field_name("guard") is None and len(patterns) == 1:
            pattern = _inner(patterns[0])
            last = parts(pattern)[-1] if pattern.type == "union_pattern" else pattern
            if _matches_all(last):
                yield patterns[0], "the cases after this one are never reached"


@rule(
    "second-star-in-pattern",
    "list_pattern",
    "tuple_pattern",
    "case_clause",
    example="match a:\n    case [*b, *c]:\n        pass\n",
    source=SOURCE,
)
def second_star_in_pattern(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    stars = [
        part
        for part in parts(node)
        if part.type == "case_pattern" and parts(part) and parts(part)[0].type == "splat_pattern"
    ]
    for star in stars[1:]:
        yield star, "a second starred name in one pattern"


@rule(
    "class-pattern-order",
    "class_pattern",
    example="match a:\n    case b(c=1, d):\n        pass\n",
    source=SOURCE,
)
def class_pattern_order(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen: set[str] = set()
    for part in parts(node):
        if part.type != "case_pattern" or not part.children:
            continue
        inner = part.children[0]
        if inner.type != "keyword_pattern":
            if seen:
                yield part, "positional pattern after a keyword pattern"
            continue
        name = text(inner.children[0], tree)
        if name in seen:
            yield part, f"attribute `{name}` is repeated"
        seen.add(name)


@rule(
    "mapping-pattern-order",
    "dict_pattern",
    example="match a:\n    case {**b, 'c': 1}:\n        pass\n",
    source=SOURCE,
)
def mapping_pattern_order(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen: set[str] = set()
    rest: Node | None = None
    for part in node.named_children:
        if rest is not None and not part.is_extra:
            yield rest, "`**` must come last in a mapping pattern"
            return
        if part.type == "splat_pattern":
            rest = part
    for key in node.children_by_field_name("key"):
        if key.type in ("string", "integer") and text(key, tree) in seen:
            yield key, f"key `{text(key, tree)}` is repeated"
        seen.add(text(key, tree))


@rule(
    "sum-in-pattern",
    "complex_pattern",
    example="match a:\n    case 1 + 2:\n        pass\n",
    source=SOURCE,
)
def sum_in_pattern(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    if text(node, tree)[-1:] not in ("j", "J"):
        yield node, "a sum in a pattern is a complex number"


RULES = (
    pattern_binds_twice,
    uneven_alternatives,
    unreachable_case,
    second_star_in_pattern,
    class_pattern_order,
    mapping_pattern_order,
    sum_in_pattern,
)
