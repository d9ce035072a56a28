"""Small helpers that Java's rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import Violation

if TYPE_CHECKING:
    from ....grammars import Node, SyntaxTree

_COMMENTS = ("block_comment", "line_comment")
ANNOTATIONS = ("annotation", "marker_annotation")


def mark(rule: str, message: str, node: Node) -> Violation:
    """A violation that spans `node`."""
    return Violation(rule, message, node.start_byte, node.end_byte)


def parts(node: Node) -> list[Node]:
    """The children of `node` without comments."""
    return [child for child in node.children if child.type not in _COMMENTS]


def text(node: Node, tree: SyntaxTree) -> bytes:
    return tree.source[node.start_byte : node.end_byte]


def modifiers(node: Node) -> list[Node]:
    """The modifiers of a declaration, annotations among them."""
    first = node.children[0]
    return parts(first) if first.type == "modifiers" else []
