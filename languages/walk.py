"""Shows the rules the nodes that concern them, found by tree-sitter's queries.

A walk of a whole file in Python costs 1.2 to 1.8 times its parse, and rules mostly concern a few
lines. So only what a change *touched* is looked at, and the findings are still those of a walk of
the whole file, because

1. what lies below a node has changed only if an edit or a reshaped span touches the node; both
   are taken up to the next token on either side, so what lost its last part is touched as well;
2. the kinds of a node's ancestors have changed only within the spans that `changed_ranges` names;
3. a rule that reads more of its ancestors names their kinds in `reach`. Where the header of such
   a container is touched, the rule's nodes in all of the container are looked at. The same for
   containers of the pre-image, whose nodes may have fallen to another one of the same kind: take
   the line `async def g():` away, and its body belongs to the function above, which nobody touched.
   Two owners with untouched headers cannot swap a node: one would have to lie in the other, and
   then the node's chain of ancestors has changed length.
"""

from __future__ import annotations

import sys
from bisect import bisect
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from ..grammars.compare import merge
from ..grammars.kind_query import kind_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..grammars import Node, SyntaxTree
    from ..grammars.compare import Span
    from .rules import SyntaxRule, Violation
    from .touched import Touched

ERROR = "ERROR"


class _Plan:
    """Rules by the kinds they want, and by the containers they reach for."""

    def __init__(self, rules: tuple[SyntaxRule, ...]) -> None:
        self.wanting: dict[str, list[SyntaxRule]] = defaultdict(list)
        self.reaching: dict[str, list[SyntaxRule]] = defaultdict(list)
        for rule in rules:
            for kind in rule.kinds:
                self.wanting[kind].append(rule)
            for kind in rule.reach:
                self.reaching[kind].append(rule)
        self.containers = tuple(self.reaching)
        self.kinds = tuple(dict.fromkeys((*self.wanting, *self.containers, ERROR)))


_plan = lru_cache(maxsize=64)(_Plan)


def walk(
    rules: tuple[SyntaxRule, ...], tree: SyntaxTree, touched: Touched | None
) -> set[Violation]:
    """What `rules` find where the change touched `tree`; in all of it if `touched` is None."""
    plan = _plan(rules)
    nodes = _nodes(tree, plan.kinds, (None,) if touched is None else touched.spans)
    found = _check(plan.wanting, nodes, tree)
    if touched is not None and plan.containers:
        for kind, span in _owners_touched(plan, nodes, touched):
            wanting = _plan(tuple(plan.reaching[kind])).wanting
            found |= _check(wanting, _nodes(tree, (*wanting, ERROR), (span,)), tree)
    return found


def _nodes(
    tree: SyntaxTree, kinds: tuple[str, ...], spans: Sequence[Span | None]
) -> dict[str, list[Node]]:
    """The nodes of `kinds` that touch `spans`, each once."""
    query = kind_query(tree, kinds)
    if len(spans) == 1:
        return dict(query.nodes(tree, spans[0]))
    found: dict[str, dict[int, Node]] = defaultdict(dict)
    for span in spans:
        for kind, nodes in query.nodes(tree, span):
            found[kind].update((node.id, node) for node in nodes)
    return {kind: list(nodes.values()) for kind, nodes in found.items()}


def _check(
    wanting: dict[str, list[SyntaxRule]], nodes: dict[str, list[Node]], tree: SyntaxTree
) -> set[Violation]:
    broken = merge(node.byte_range for node in nodes.get(ERROR, ()))
    found: set[Violation] = set()
    for kind, rules in wanting.items():
        for node in nodes.get(kind, ()):
            if broken and _inside(node, broken):
                continue
            for rule in rules:
                found.update(rule.check(node, tree))
    return found


def _inside(node: Node, regions: list[Span]) -> bool:
    """Whether `node` lies in one of `regions`, which ascend and do not touch."""
    start, end = node.byte_range
    at = bisect(regions, (start, sys.maxsize)) - 1
    return at >= 0 and end <= regions[at][1]


def _owners_touched(
    plan: _Plan, nodes: dict[str, list[Node]], touched: Touched
) -> set[tuple[str, Span]]:
    """Kind and place, after the change, of the containers whose header it touched."""
    owners = {
        (kind, node.byte_range)
        for kind in plan.containers
        for node in nodes.get(kind, ())
        if _header_touched(node, touched.spans)
    }
    old = _nodes(touched.before, plan.containers, touched.old_spans)
    for kind, containers in old.items():
        for node in containers:
            if _header_touched(node, touched.old_spans):
                owners.add((kind, touched.after(node.byte_range)))
    return owners


def _header_touched(container: Node, spans: Iterable[Span]) -> bool:
    body = container.child_by_field_name("body")
    inner = (-1, -1) if body is None else body.byte_range
    return any(
        start < container.end_byte
        and end > container.start_byte
        and not (inner[0] <= start and end <= inner[1])
        for start, end in spans
    )
