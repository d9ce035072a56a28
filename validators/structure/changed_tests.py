"""PV346: the patch changes tests that were there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import Severity
from ..validator import Code, Outcome, validator
from ._test_paths import touches_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import PatchChange

CHANGED_TESTS = Code(
    "PV346",
    "changed-tests",
    Severity.NOTE,
    """
What it finds: a patch that changes, renames or deletes test files which were there before; the
note names them. A patch that only adds test files gets none.

Why it matters: it never changes the verdict. Who lets a patch in because the tests pass wants to
know that they are not the tests from before.

Example: a fix in `cart.py` that also edits `tests/test_cart.py`.

Instead: nothing needs to be done; look at the named files.
""",
)

# Names in one message; the rest is counted.
MOST_NAMED = 3


@validator(check="structure", codes=(CHANGED_TESTS,), scope="patch")
def changed_tests(patch: PatchChange) -> Iterable[Outcome]:
    """Looks at paths alone: one note for the patch, at the first of its test files."""
    tests = [change for change in patch.changes if touches_test(change)]
    old = [change for change in tests if change.file.old_path is not None]
    if not old:
        return
    paths = [change.file.path for change in old]
    named = ", ".join(f"`{path}`" for path in paths[:MOST_NAMED])
    named += f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    added = len(tests) - len(old)
    yield CHANGED_TESTS.finding(
        f"the patch changes tests: {named}"
        + (f"; it adds {added} test file{'s' if added > 1 else ''}" if added else ""),
        path=old[0].file.path,
        patch_line=old[0].file.patch_line,
    )
