"""The inventory of a file: its functions, methods, classes, fields and constants, by qualified
name.

What counts as a definition is said by each language's `definitions.scm`, in captures:

    (function_definition name: (identifier) @name) @definition.function

The part behind `@definition.` is the symbol's kind. `@owner` is for a definition that names its
container instead of standing in it (a Go method's receiver). Everything else follows from nesting.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..grammars import load_grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..grammars import Node, SyntaxTree
    from . import Language

DEFINITIONS = "definitions.scm"
_PREFIX = "definition."


class Symbol(NamedTuple):
    """One definition. Offsets are bytes; `line` is the 1-based line of its name, `end_line` its
    last.

    `qualified` has the names of its containers before its own (`Cart.total`), `owner` is that part
    before. `kind` is the language's word for it: function, method, class, constant …
    """

    name: str
    qualified: str
    owner: str
    kind: str
    line: int
    end_line: int
    start: int
    end: int
    name_start: int
    node: Node

    @property
    def is_callable(self) -> bool:
        """Whether it can be called: a function, a method, a constructor."""
        return self.kind in ("function", "method", "constructor")


def symbols_of(
    tree: SyntaxTree,
    language: Language,
    path: str,
    within: tuple[int, int] | None = None,
) -> tuple[Symbol, ...]:
    """The definitions of the file at `path`, in its order; those that touch `within` (bytes), if
    given.

    Empty for a language without a `definitions.scm`. What contains a definition touches all that
    the definition touches, so names are qualified rightly with `within` too; it is worth giving,
    for the inventory of a whole file costs as much as its parse (7.9 ms for 100 kB of Python).
    """
    query = _definitions(language)
    if not query:
        return ()
    grammar = load_grammar(language.grammar_for(path))
    found: list[tuple[Node, Node, str, str]] = []
    for _, captures in grammar.query(query).matches(tree, within=within):
        kind = next((key for key in captures if key.startswith(_PREFIX)), None)
        if kind is not None and "name" in captures:
            owner = captures.get("owner")
            found += [
                (
                    captures[kind][0],
                    name,
                    kind.removeprefix(_PREFIX),
                    _text(owner[0]) if owner else "",
                )
                for name in captures["name"]
            ]
    # Containers before what they contain: the longer of two that begin together comes first.
    found.sort(key=lambda one: (one[0].start_byte, -one[0].end_byte, one[1].start_byte))
    return tuple(_qualified(found))


def _qualified(found: list[tuple[Node, Node, str, str]]) -> Iterator[Symbol]:
    """Gives each definition the names of those that it stands in, in one pass."""
    open_ones: list[tuple[Node, str]] = []
    for node, name_node, kind, named_owner in found:
        # One node may define several names (`a, b int`): they stand beside each other.
        while open_ones and (
            open_ones[-1][0].end_byte <= node.start_byte or open_ones[-1][0] == node
        ):
            open_ones.pop()
        owner = named_owner or (open_ones[-1][1] if open_ones else "")
        name = _text(name_node)
        qualified = f"{owner}.{name}" if owner else name
        yield Symbol(
            name=name,
            qualified=qualified,
            owner=owner,
            kind="method" if kind == "function" and _in_class(node) else kind,
            line=name_node.start_point.row + 1,
            end_line=node.end_point.row + 1,
            start=node.start_byte,
            end=node.end_byte,
            name_start=name_node.start_byte,
            node=node,
        )
        open_ones.append((node, qualified))


def _in_class(node: Node) -> bool:
    """Whether the next definition around a Python function is a class: then it is a method."""
    parent = node.parent
    while parent is not None and parent.type in ("decorated_definition", "block"):
        parent = parent.parent
    return parent is not None and parent.type == "class_definition"


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


@cache
def _definitions(language: Language) -> str:
    """The language's query, read once."""
    try:
        with open(os.path.join(language.folder or "", DEFINITIONS), encoding="utf-8") as file:
            return file.read() if language.folder else ""
    except FileNotFoundError:
        return ""
