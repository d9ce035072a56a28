"""How the rules of this folder are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ...rules import SyntaxRule, Violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ....grammars import Node, SyntaxTree

# What a check yields: the node that is wrong, and why.
Found: TypeAlias = "tuple[Node, str]"


def rule(
    name: str, *kinds: str, example: str, source: str, reach: tuple[str, ...] = ()
) -> Callable[[Callable[[Node, SyntaxTree], Iterable[Found]]], SyntaxRule]:
    """Makes a `SyntaxRule` of a function that yields (node, message); `source` is in ECMA-262."""

    def record(check: Callable[[Node, SyntaxTree], Iterable[Found]]) -> SyntaxRule:
        def violations(node: Node, tree: SyntaxTree) -> Iterable[Violation]:
            # Beside an error the tree is the parser's guess; and the file is rejected for it.
            if tree.has_error:
                return ()
            return [
                Violation(name, message, wrong.start_byte, wrong.end_byte)
                for wrong, message in check(node, tree)
            ]

        return SyntaxRule(
            name=name, kinds=kinds, check=violations, example=example, source=source, reach=reach
        )

    return record
