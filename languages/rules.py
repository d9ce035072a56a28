"""Syntax rules: what a grammar lets through and the language forbids.

A rule sees nodes of the kinds it names and yields `Violation`s. It never walks the tree itself
beyond the node it is given, its children and, where it must, its ancestors: which nodes are visited
(all of them, or only those that a patch touched and the containers around them) is decided by
`run_rules`, once for all languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..grammars import Node, SyntaxTree


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule is broken. `start` and `end` are byte offsets into the source."""

    rule: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxRule:
    """One rule: `name` is kebab-case and names the bad pattern; `source` is the spec's section.

    `kinds` are the node kinds that it wants to see; `check` gets each such node with the tree and
    yields violations. `example` is the shortest source that breaks the rule.
    """

    name: str
    kinds: tuple[str, ...]
    check: Callable[[Node, SyntaxTree], Iterable[Violation]]
    example: str
    source: str
