"""Small helpers that Go's rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import Violation

if TYPE_CHECKING:
    from ....grammars import Node


def mark(rule: str, message: str, node: Node) -> Violation:
    """A violation that spans `node`."""
    return Violation(rule, message, node.start_byte, node.end_byte)


def parts(node: Node) -> list[Node]:
    """The children of `node` without comments."""
    return [child for child in node.children if child.type != "comment"]
