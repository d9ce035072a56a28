"""PV342: a new function that does nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._sightings import findings, images_of, introduced
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

STUB = Code(
    "PV342",
    "stub",
    Severity.NOTE,
    """
What it finds: a new function whose body is a placeholder: `pass`, `...`,
`raise NotImplementedError`, `throw new Error("not implemented")`, `panic("TODO")`, or a TODO in a
comment and no code. Abstract methods, overloads, protocols, interfaces, empty functions under a
decorator, stub files (`.pyi`) and tests are let be.

Why it matters: it never changes the verdict. A patch that promises a function and holds none of it
is not done.

Example: `def refund(order): ...` in a patch that calls `refund`.

Instead: write the body.
""",
)


@validator(check="structure", codes=(STUB,), languages=("python", "javascript", "go", "java"))
def stub(change: Change) -> Iterable[Outcome]:
    """Looks at the functions that the patch touched, and whether they are new."""
    images = None if touches_test(change) else images_of(change)
    if images is None or change.file.path.endswith(images.habits.bodiless):
        return
    added = frozenset(change.lines.added)
    found = [
        one
        for one in introduced(images, images.habits.stub)
        if images.after.tree.point(one.at)[0] in added
    ]
    yield from findings(images, STUB, found, "")
