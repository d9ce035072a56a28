"""What comes out: a verdict with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...languages.program import Raise
from ...languages.spelling import spell

if TYPE_CHECKING:
    from ...languages.program import Node

ADDRESSES, MASKS, UNRELATED, CANNOT_TELL = "addresses", "masks", "unrelated", "cannot-tell"

# Of several errors the best answer counts: a patch need not address all that a log holds.
BEST_FIRST = (ADDRESSES, MASKS, CANNOT_TELL, UNRELATED)


class Evidence(NamedTuple):
    """One fact: what is to be seen, and where (1-based line; `side` "before" or "after")."""

    text: str
    path: str = ""
    line: int | None = None
    side: str = "after"


class Judgement(NamedTuple):
    """The answer for one error. `reason` is one line that says it all."""

    verdict: str
    reason: str
    evidence: tuple[Evidence, ...] = ()


def judgement(verdict: str, reason: str, *evidence: Evidence) -> Judgement:
    return Judgement(verdict, reason, evidence)


def written(node: Node) -> str:
    """An expression for a person to read; of a statement that raises, what it raises."""
    return spell(node.value if isinstance(node, Raise) and node.value is not None else node)
