"""PV309: a variable that nothing uses, where the compiler refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._unused import unused_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

UNUSED_VARIABLE = Code(
    "PV309",
    "unused-variable",
    Severity.ERROR,
    """
What it finds: in Go, a variable of a function that the patch declares and nothing uses, or whose
last use the patch takes away. To assign it is no use.

Why it matters: it does not compile: `declared and not used: total`.

Example: `total := sum(items)` is added, and the next line returns `sum(items)`.

Instead: use the variable, leave it out, or write `_` in its place.
""",
)


@validator(check="structure", codes=(UNUSED_VARIABLE,), languages=("go",))
def unused_variable(change: Change) -> Iterable[Outcome]:
    """Looks at the variables that the patch declares, and at those that removed lines may use."""
    return unused_names(change, UNUSED_VARIABLE, "variables", lambda known: known.variables, _tell)


def _tell(is_new: bool, name: str) -> tuple[str, str]:
    if is_new:
        return f"`{name}` is declared and never used", "use it, or leave it out"
    return (
        f"the patch takes away the last use of `{name}`",
        f"remove `{name}` as well, or write `_` in its place",
    )
