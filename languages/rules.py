"""Syntax rules: what a grammar lets through and the language forbids.

A rule sees nodes of the kinds it names and yields `Violation`s. Which nodes those are is decided
once for all languages, by `run_rules`: all of the file's, or only those that a patch can have
turned bad. For the second to find all that the first finds, a rule may read of its node

- everything below it, and the text right before and after it up to the next token each way;
- the *kinds* of its ancestors (`ancestors(tree, node)`), and nothing else of them: neither their
  other children nor their text, unless their kind stands in the rule's `reach`.

So a rule about siblings names their parent as its kind, and a rule about the whole file names the
root's: the root is always visited. It had better be fast then (`re` over `tree.source` is).
`walk.py` says why this is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..grammars import Node, SyntaxTree


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where a rule is broken. `start` and `end` are byte offsets into the source."""

    rule: str
    message: str
    start: int
    end: int


# Rules are compared by identity: a set of them is looked up on every run.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SyntaxRule:
    """One rule: `name` is kebab-case and names the bad pattern; `source` is the spec's section.

    `kinds` are the node kinds that it wants to see; `check` gets each such node with the tree and
    yields violations. A kind in its own quotes (`'"async"'`) is the token where a named node has
    the same name. `example` is the shortest source that breaks the rule.

    `reach` are kinds of containers whose header (all of them but their field `body`; all of them
    if they have none) `check` reads as well: the `async` of a function above an `await`, the label
    of a loop above a `break`. When a header changes, the rule's nodes in that container are looked
    at again, however far they are from the change.
    """

    name: str
    kinds: tuple[str, ...]
    check: Callable[[Node, SyntaxTree], Iterable[Violation]]
    example: str
    source: str
    reach: tuple[str, ...] = ()


def run_rules(
    rules: Sequence[SyntaxRule],
    tree: SyntaxTree,
    *,
    ranges: Sequence[tuple[int, int]] | None = None,
    before: SyntaxTree | None = None,
) -> tuple[Violation, ...]:
    """What `rules` hold against `tree`, in the order of the file.

    With `ranges` (the byte ranges of `tree.source` that are new; a deletion is an empty range at
    its place) and `before` (the tree of the pre-image), only what the change can have broken is
    looked at: every violation that the pre-image did not have, and perhaps some that it had. Else
    the whole file is. Nothing inside an ERROR node is judged: the grammar has spoken there.

    A file that does not parse is always walked whole: what error recovery did to it far from the
    change is not told by the two trees (1 of 4,000 of Java's mutants showed it).
    """
    from .touched import touched_by  # these load tree_sitter
    from .walk import walk

    touched = None
    if ranges is not None and before is not None and not tree.has_error:
        touched = touched_by(before, tree, ranges)
    found = walk(tuple(rules), tree, touched)
    return tuple(sorted(found, key=lambda violation: (violation.start, violation.end, violation)))


def ancestors(tree: SyntaxTree, node: Node) -> list[Node]:
    """The nodes around `node`, innermost first, the root last.

    One descent from the root: a loop over `Node.parent` would make one for each ancestor.
    """
    chain: list[Node] = []
    current: Node | None = tree.root
    while current is not None and current.id != node.id:
        chain.append(current)
        current = current.child_with_descendant(node)
    chain.reverse()
    return chain


def nodes_of(
    tree: SyntaxTree, kinds: tuple[str, ...], span: tuple[int, int] | None = None
) -> dict[str, list[Node]]:
    """The nodes of `kinds` by kind, found in C, in file order; `span` keeps what touches it."""
    from ..grammars.kind_query import kind_query  # loads tree_sitter

    return dict(kind_query(tree, kinds).nodes(tree, span))
