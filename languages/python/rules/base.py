"""How Python's rules are written: a generator of (place, message), made a rule by a decorator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation

if TYPE_CHECKING:
    from ....grammars import Node, SyntaxTree

Finding = tuple["Node | tuple[int, int]", str]
Check = Callable[["Node", "SyntaxTree"], "Iterator[Finding]"]


def rule(
    name: str, *kinds: str, example: str, source: str, reach: tuple[str, ...] = ()
) -> Callable[[Check], SyntaxRule]:
    """Makes a rule of a generator that yields (node or byte span, message)."""

    def make(check: Check) -> SyntaxRule:
        def violations(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
            for place, message in check(node, tree):
                start, end = place if isinstance(place, tuple) else place.byte_range
                yield Violation(name, message, start, end)

        return SyntaxRule(
            name=name, kinds=kinds, check=violations, example=example, source=source, reach=reach
        )

    return make


def text(node: Node, tree: SyntaxTree) -> str:
    """The source text of `node`."""
    return tree.source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def parts(node: Node) -> list[Node]:
    """The children of `node` without comments and line continuations."""
    return [child for child in node.children if not child.is_extra]


def bare(node: Node) -> Node:
    """`node` without the parentheses around it."""
    while node.type == "parenthesized_expression":
        inner = [child for child in node.named_children if not child.is_extra]
        if len(inner) != 1:
            break
        node = inner[0]
    return node
