"""The exit status: the same for every output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..validators.report import Verdict

if TYPE_CHECKING:
    from ..validators.report import Report
    from .output import Run

ACCEPTED, REJECTED, USAGE, UNCHECKED, INTERNAL = 0, 1, 2, 3, 4

# Where several apply, the first of these: a checker that broke outweighs what it said otherwise.
PRECEDENCE = (INTERNAL, USAGE, REJECTED, UNCHECKED, ACCEPTED)

# A validator that raised: the checker's fault, not the patch's.
CRASHED = "PV901"


def exit_status(run: Run, *, fail_on: str, allow_unchecked: bool) -> int:
    """The status of a finished run. `fail_on` "never" forgives rejections, but no failure."""
    seen = {ACCEPTED, *(trouble.status for trouble in run.troubles)}
    for report in run.reports:
        seen.add(_status(report))
    if fail_on == "never":
        seen.discard(REJECTED)
    if allow_unchecked:
        seen.discard(UNCHECKED)
    return next(status for status in PRECEDENCE if status in seen)


def _status(report: Report) -> int:
    if any(finding.code == CRASHED for finding in report.findings):
        return INTERNAL
    if report.verdict is Verdict.REJECTED:
        return REJECTED
    return UNCHECKED if report.verdict is Verdict.UNCHECKED else ACCEPTED
