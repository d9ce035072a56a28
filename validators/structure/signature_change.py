"""PV321: a function whose parameters the patch changes, with calls that no longer fit."""

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

SIGNATURE_CHANGE = Code(
    "PV321",
    "signature-change",
    Severity.WARNING,
    """
What it finds: a function, method or constructor that gets other parameters, and calls of it that
fitted before and no longer do: too few or too many arguments, a name that no parameter has. They
are looked for where PV320 looks; types are not compared.

Why it matters: it parses, and fails when the call runs; in Go and Java it does not compile.

Example: `def total(items, tax):` where it was `def total(items):`, and `total(cart)` in `bill.py`.

Instead: give the new parameter a default, or change the calls in the same patch.
""",
)


@validator(check="structure", codes=(SIGNATURE_CHANGE,), scope="patch")
def signature_change(patch: PatchChange) -> Iterable[Outcome]:
    """Compares the calls of every definition whose parameters changed with the new ones."""
    yield from within_time(_findings(patch))


def _findings(patch: PatchChange) -> Iterator[Finding]:
    for broken in broken_by(patch):
        gone = broken.gone
        if not gone.target.left:
            continue
        count = len(broken.places)
        yield SIGNATURE_CHANGE.finding(
            f"{gone.symbol.kind} `{gone.symbol.qualified}` has other parameters now, and "
            f"{count} call{'s' if count > 1 else ''} no longer fit{'' if count > 1 else 's'}: "
            + listed(broken),
            hint="change the calls in the same patch, or let the old way of calling it work",
            exhibits=exhibits(broken),
            **placed(gone),
        )
