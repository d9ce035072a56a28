"""What a scope declares, so that one can tell whether a name is defined twice in it.

Unlike the inventory of a file (`symbols.py`) this looks at one scope and compares by what the
language compares by: a Java method has its parameters' types in its key, a Go method its receiver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Hashable, Iterable

    from ..grammars import Node


class Declared(NamedTuple):
    """One definition of a scope. Two of the same scope and with the same `key` clash."""

    name: str
    key: Hashable
    kind: str
    name_node: Node
    node: Node

    @property
    def line(self) -> int:
        """The 1-based line of its name."""
        return self.name_node.start_point.row + 1


def _always(_: Declared, __: Declared) -> bool:
    return True


def _nowhere(_: bytes, __: str) -> str | None:
    return None


class Declarations(NamedTuple):
    """How a language declares.

    `line` matches what may be a line that defines something, with the name in the group `name`; it
    may match too much. `scopes` are the kinds of nodes that hold definitions. `declared` gives
    those of a name that stand in one directly; it reads names in the source's bytes, since
    `Node.text` takes 10 µs. `clash` may excuse two of the same key, the first one given first.
    `consequence` says what comes of a clash.

    `shared` tells, of a file's bytes and path, the name of what it shares its outermost scope with
    in its folder (a Go package); None where that is nothing, or uncertain.
    """

    line: re.Pattern[bytes]
    scopes: frozenset[str]
    declared: Callable[[Node, bytes, bytes], Iterable[Declared]]
    consequence: str
    clash: Callable[[Declared, Declared], bool] = _always
    shared: Callable[[bytes, str], str | None] = _nowhere


def is_named(node: Node | None, source: bytes, name: bytes) -> bool:
    """Whether the node is `name`."""
    return node is not None and source[node.start_byte : node.end_byte] == name


def text_of(node: Node | None) -> str:
    """The node's text; "" for none."""
    return "" if node is None else (node.text or b"").decode("utf-8", "replace")
