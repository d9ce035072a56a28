"""PV326: the patch leaves code behind that nothing can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._sightings import findings, images_of, introduced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

UNREACHABLE_CODE = Code(
    "PV326",
    "unreachable-code",
    Severity.WARNING,
    """
What it finds: a statement right behind `return`, `raise`, `throw`, `break`, `continue`, `goto`,
`panic()`, `os.Exit()` or `log.Fatal()` in the same block, where the patch brought in one or the
other. Functions that JavaScript hoists, labels, a `break` that closes a `case`, a `yield` that
makes a Python function a generator and the `return` that Go demands are let be.

Why it matters: the code was written to run, and does not. Often a hunk landed one line too low, or
a line of a condition was lost. javac refuses such a file.

Example: a line `cache[key] = value` put in behind `return value`.

Instead: put the statement above the one that ends the block, or delete it.
""",
)


@validator(
    check="structure",
    codes=(UNREACHABLE_CODE,),
    languages=("python", "javascript", "go", "java"),
)
def unreachable_code(change: Change) -> Iterable[Outcome]:
    """Looks at what stands behind the statements that end a block."""
    images = images_of(change)
    if images is None:
        return
    found = introduced(images, images.habits.unreachable)
    hint = "move it up, or delete it; perhaps a condition was lost"
    yield from findings(images, UNREACHABLE_CODE, found, hint)
