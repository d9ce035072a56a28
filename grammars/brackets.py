"""Brackets without a partner, in a file that does not parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

PARTNER = {")": "(", "]": "[", "}": "{"}

# What opens an interpolation is closed by a plain brace.
OPENING = {"(": "(", "[": "[", "{": "{", "${": "{", "#{": "{"}


class Unpaired(NamedTuple):
    """A bracket without a partner. `kind` is "unopened", "mismatched" (it meets the open bracket
    `partner_token` at offset `partner`, of another kind) or "unclosed". Offsets are bytes.
    """

    kind: str
    token: str
    start: int
    partner: int | None = None
    partner_token: str = ""


def unpaired(root: Node) -> list[Unpaired]:
    """A tree's brackets without a partner: those that close nothing, then those left open."""
    found: list[Unpaired] = []
    opened: list[Node] = []
    for node in _tokens(root):
        if node.type in OPENING:
            opened.append(node)
        elif node.type in PARTNER:
            wanted = PARTNER[node.type]
            if opened and OPENING[opened[-1].type] == wanted:
                opened.pop()
                continue
            last = opened[-1] if opened else None
            found.append(
                Unpaired("mismatched", node.type, node.start_byte, last.start_byte, last.type)
                if last is not None
                else Unpaired("unopened", node.type, node.start_byte)
            )
            _close(opened, wanted)
    return found + [Unpaired("unclosed", node.type, node.start_byte) for node in opened]


def _close(opened: list[Node], wanted: str) -> None:
    """Takes the innermost `wanted` off, and what was left open within it."""
    for place in range(len(opened) - 1, -1, -1):
        if OPENING[opened[place].type] == wanted:
            del opened[place:]
            return


def _tokens(root: Node) -> Iterator[Node]:
    """The tokens that stand in broken nodes: what parsed has its brackets in pairs."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.child_count == 0:
            if not node.is_missing:
                yield node
        elif node.has_error:
            stack.extend(reversed(node.children))
