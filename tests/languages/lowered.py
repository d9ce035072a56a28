"""What the tests of all lowerings share: sources in, spellings out, and the laws of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patchvet.grammars import load_grammar
from patchvet.languages.discovery import discover_languages
from patchvet.languages.program import (
    Assign,
    Conditional,
    Entry,
    Expression,
    Opaque,
    While,
    children,
    walk,
)
from patchvet.languages.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from patchvet.languages.program import Module, Node

LANGUAGES = {language.name: language for language in discover_languages()}

# Where what is evaluated first doesn't stand first: `a if test else b`, `do … while (test)`, a
# method in an object, which spans its own key.
_UNORDERED = (Conditional, Entry, While)


def lower(
    language: str, source: str | bytes, wanted: Callable[[int, int], bool] | None = None
) -> Module:
    """The program of `source`."""
    lowering = LANGUAGES[language].lowering()
    assert lowering is not None
    data = source.encode() if isinstance(source, str) else source
    tree = load_grammar(LANGUAGES[language].grammar).parse(data, seconds=20.0)
    return lowering.program(tree, wanted)


def spelt(language: str, source: str) -> str:
    """The statements of `source`, spelt, each on a line."""
    return "\n".join(map(spell, lower(language, source).body))


def expression(language: str, source: str) -> Node:
    """The value of the first statement, which is an expression or an assignment of one."""
    value = lower(language, source).body[0]
    while isinstance(value, Expression | Assign) and value.value is not None:
        value = value.value
    return value


def breaches(module: Module) -> Iterator[str]:
    """Where places don't nest, or parts don't come in the order of the source."""
    for node in walk(module):
        last = 0
        for part in children(node):
            inside = node[0].start <= part[0].start and part[0].end <= node[0].end
            lines = node[0].line <= part[0].line and part[0].end_line <= node[0].end_line
            if not (inside and lines):
                yield f"{type(part).__name__} leaves {type(node).__name__}, line {node[0].line}"
            if part[0].start < last and not isinstance(node, _UNORDERED):
                yield f"{type(node).__name__} out of order, line {node[0].line}"
            last = part[0].start


def opaque_kinds(module: Module) -> set[str]:
    """The kinds of syntax that have no record."""
    return {node.kind for node in walk(module) if isinstance(node, Opaque)}


def words(module: Module) -> str:
    """All texts of the form: names, types, labels, exports."""
    return " ".join(text for node in walk(module) for text in _texts(node[1:]))


def _texts(fields: Iterable[object]) -> Iterator[str]:
    """The texts in `fields`, but not those of records in them."""
    for value in fields:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple | frozenset) and not hasattr(value, "place"):
            yield from _texts(value)
