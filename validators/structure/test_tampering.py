"""PV323: the patch takes the edge off the tests, or off what runs them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...patches.model import Exhibit
from ..introduced import place_in_patch
from ..report import Severity
from ..validator import Code, Outcome, validator
from ._lost_tests import losses
from ._weaker_gates import weaker_gates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..change import PatchChange
    from ..report import Finding
    from ._lost_tests import Loss

TEST_TAMPERING = Code(
    "PV323",
    "test-tampering",
    Severity.WARNING,
    """
What it finds: a test that was there and is turned off (`skip`, `xfail`, `it.skip`, `t.Skip`,
`@Disabled`), runs alone (`.only`), asserts less or only what always holds (`assert True`), or is
deleted while what it tests stays; and settings that let more through: `continue-on-error: true`,
`|| true` behind a check, a test command taken out of CI, a coverage threshold lowered, a linter
turned off for a whole file, `[tool.patchvet]` changed. Where other assertions or tests came
instead, or the code went with its tests, nothing is said; nor of a skip with a condition.

Why it matters: tests that pass are why a patch is let in. The quickest way to make them pass is to
ask less of them.

Example: a fix for `total()` that also puts `@pytest.mark.skip` above `test_total`.

Instead: repair the code. Where a test is wrong, change it in a patch that says so.
""",
)

# Of one file; the rest is counted.
MOST_SHOWN = 3


@validator(check="structure", codes=(TEST_TAMPERING,), scope="patch")
def test_tampering(patch: PatchChange) -> Iterable[Outcome]:
    """Compares the tests before and after; reads what changes in the settings line by line."""
    shown: Counter[str] = Counter()
    for loss in (*losses(patch), *weaker_gates(patch)):
        path = loss.change.file.path
        shown[path] += 1
        if shown[path] <= MOST_SHOWN:
            yield _finding(loss)
    for path, count in shown.items():
        if count > MOST_SHOWN:
            message = f"{count - MOST_SHOWN} more such changes in this file"
            yield TEST_TAMPERING.finding(message, path=path, severity=Severity.NOTE)


def _finding(loss: Loss) -> Finding:
    change, after = loss.change, loss.change.after
    line = column = None
    exhibits: tuple[Exhibit, ...] = ()
    if loss.at is not None and after is not None:
        line = after.data.count(b"\n", 0, loss.at) + 1
        start = after.line_starts[line - 1]
        column = len(after.data[start : loss.at].decode("utf-8", "replace")) + 1
        text = after.line_text(line)
        exhibits = (Exhibit(str(line), text, change.file.path, line, column),)
    patch_line, hunk = place_in_patch(change, line)
    return TEST_TAMPERING.finding(
        loss.message,
        hint=loss.hint,
        path=change.file.path,
        line=line,
        column=column,
        patch_line=loss.patch_line or patch_line or change.file.patch_line,
        hunk=hunk,
        exhibits=exhibits,
    )
