"""The exit status is the verdict: one table, the same for every format."""

from __future__ import annotations

import pytest
from reports import file_report, finding, report

from patchvet.cli.exit_status import exit_status
from patchvet.cli.output import Run, Trouble
from patchvet.validators.report import CheckStatus, Report, Severity, Status, Verdict

ACCEPTED = report(file_report())
REJECTED = report(file_report("a.py", finding()))
UNCHECKED = report(file_report("a.py", syntax=CheckStatus(Status.UNCHECKED)))
CRASHED = report(
    file_report(
        "a.py",
        finding(code="PV901", severity=Severity.WARNING),
        syntax=CheckStatus(Status.UNCHECKED),
    )
)
UNREADABLE, BUG = Trouble("cannot read", 2), Trouble("internal error", 4)


@pytest.mark.parametrize(
    ("reports", "troubles", "options", "status"),
    [
        ([], [], {}, 0),
        ([ACCEPTED], [], {}, 0),
        ([REJECTED], [], {}, 1),
        ([UNCHECKED], [], {}, 3),
        ([CRASHED], [], {}, 4),
        ([], [UNREADABLE], {}, 2),
        ([], [BUG], {}, 4),
        # Several at once: 4 > 2 > 1 > 3 > 0.
        ([ACCEPTED, UNCHECKED], [], {}, 3),
        ([ACCEPTED, UNCHECKED, REJECTED], [], {}, 1),
        ([REJECTED, UNCHECKED], [UNREADABLE], {}, 2),
        ([REJECTED, UNCHECKED], [UNREADABLE, BUG], {}, 4),
        ([REJECTED, CRASHED], [UNREADABLE], {}, 4),
        # --allow-unchecked forgives that alone.
        ([UNCHECKED], [], {"allow_unchecked": True}, 0),
        ([UNCHECKED, REJECTED], [], {"allow_unchecked": True}, 1),
        ([CRASHED], [], {"allow_unchecked": True}, 4),
        # --fail-on never forgives a rejection alone.
        ([REJECTED], [], {"fail_on": "never"}, 0),
        ([REJECTED, UNCHECKED], [], {"fail_on": "never"}, 3),
        ([REJECTED], [UNREADABLE], {"fail_on": "never"}, 2),
        ([CRASHED], [], {"fail_on": "never"}, 4),
    ],
)
def test_the_status_of_a_run(
    reports: list[Report], troubles: list[Trouble], options: dict, status: int
) -> None:
    run = Run(sources=[], reports=reports, troubles=troubles)
    settings = {"fail_on": "error", "allow_unchecked": False} | options
    assert exit_status(run, **settings) == status


def test_the_helpers_build_what_they_say() -> None:
    """Guards the table above: its reports have the verdicts that it names."""
    assert ACCEPTED.verdict is Verdict.ACCEPTED
    assert REJECTED.verdict is Verdict.REJECTED
    assert UNCHECKED.verdict is Verdict.UNCHECKED
    assert CRASHED.verdict is Verdict.UNCHECKED
