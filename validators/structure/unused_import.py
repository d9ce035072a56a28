"""PV308: an import that nothing uses, where the compiler refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._unused import unused_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import Change

UNUSED_IMPORT = Code(
    "PV308",
    "unused-import",
    Severity.ERROR,
    """
What it finds: in Go, an import that the patch adds and nothing in the file uses, or whose last use
the patch takes away. `_` and `.` imports are meant as they are.

Why it matters: it does not compile: `"os" imported and not used`.

Example: `fmt.Println(total)` is removed, and `import "fmt"` stays.

Instead: remove the import, or use it.
""",
)


@validator(check="structure", codes=(UNUSED_IMPORT,), languages=("go",))
def unused_import(change: Change) -> Iterable[Outcome]:
    """Looks at the imports that the patch adds, and at those that its removed lines may use."""
    return unused_names(change, UNUSED_IMPORT, "imports", lambda known: known.imports, _tell)


def _tell(is_new: bool, name: str) -> tuple[str, str]:
    if is_new:
        return f"nothing uses the import `{name}`", "leave it out, or use it"
    return (
        f"the patch takes away the last use of the import `{name}`",
        "remove the import as well",
    )
