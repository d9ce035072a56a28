"""PV320: a definition that the patch takes away and that is still used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._broken import exhibits, listed, placed
from ._names import within_time
from ._uses import broken_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..change import PatchChange
    from ..report import Finding

LOST_DEFINITION = Code(
    "PV320",
    "lost-definition",
    Severity.WARNING,
    """
What it finds: a function, method, class or constant that the patch takes away, while code that the
patch leaves still uses it: in the patch's files, their folders and, for what is public, in the rest
of the tree (`--scope`). What was moved, or is still there by an import, is not lost.

Why it matters: it parses, and fails when the line runs; in Go and Java it does not compile.

Example: `def total(items):` is deleted, and `bill.py` still says `from .cart import total`.

Instead: keep the definition, or change what uses it in the same patch.
""",
)


@validator(check="structure", codes=(LOST_DEFINITION,), scope="patch")
def lost_definition(patch: PatchChange) -> Iterable[Outcome]:
    """Looks for uses of every definition that removed lines had."""
    yield from within_time(_findings(patch))


def _findings(patch: PatchChange) -> Iterator[Finding]:
    for broken in broken_by(patch):
        gone = broken.gone
        if gone.target.left:
            continue
        yield LOST_DEFINITION.finding(
            f"{gone.symbol.kind} `{gone.symbol.qualified}` is taken away and still used: "
            + listed(broken),
            hint="keep it, or change what uses it in the same patch",
            exhibits=exhibits(broken),
            **placed(gone),
        )
