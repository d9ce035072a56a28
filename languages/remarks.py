"""Whether a comment beside a piece of code says something about it, in the languages with C's
comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..grammars import Node, SyntaxTree


def is_remarked(node: Node, tree: SyntaxTree) -> bool:
    """Whether a comment stands behind `node` on its last line, or alone on the line above it."""
    source = tree.source
    start = source.rfind(b"\n", 0, node.start_byte) + 1
    end = source.find(b"\n", node.end_byte)
    above = source[source.rfind(b"\n", 0, max(start - 1, 0)) + 1 : start].strip()
    behind = source[node.end_byte : len(source) if end < 0 else end]
    return b"//" in behind or b"/*" in behind or above.startswith(b"//") or above.endswith(b"*/")
