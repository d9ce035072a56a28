"""From outcomes to statuses, from statuses to verdicts. Pure functions, no validator in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .report import CheckStatus, FileReport, Finding, Severity, Status, Verdict
from .validator import Decided, NotRun, Outcome, Unchecked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

# Which status a sum of several takes.
_PRECEDENCE = (Status.FAIL, Status.UNCHECKED, Status.PASS, Status.NOT_RUN)


def status_of(outcomes: Sequence[Outcome], rejecting: Collection[Severity]) -> CheckStatus:
    """The status of one check of one file.

    It fails by one finding of a rejecting severity, is unchecked if a part of it is, passes if any
    part of it ran to its end, and is otherwise not-run, with the first reason given.
    """
    oracle = " + ".join(dict.fromkeys(one.oracle for one in outcomes if isinstance(one, Decided)))
    for one in outcomes:
        if isinstance(one, Finding) and one.severity in rejecting:
            return CheckStatus(Status.FAIL, oracle, f"{one.code} {one.name}")
    for one in outcomes:
        if isinstance(one, Unchecked):
            return CheckStatus(Status.UNCHECKED, one.oracle or oracle, one.reason)
    reasons = [one.reason for one in outcomes if isinstance(one, NotRun)]
    if any(isinstance(one, Decided) for one in outcomes) or not reasons:
        return CheckStatus(Status.PASS, oracle)
    return CheckStatus(Status.NOT_RUN, oracle, reasons[0])


def summed(statuses: Iterable[Status]) -> Status:
    """One status for several: fail before unchecked before pass before not-run."""
    seen = set(statuses)
    return next((status for status in _PRECEDENCE if status in seen), Status.NOT_RUN)


def verdict_of(statuses: Iterable[Status]) -> Verdict:
    """A file is rejected by one failed check, unchecked by one unchecked, else accepted."""
    seen = set(statuses)
    if Status.FAIL in seen:
        return Verdict.REJECTED
    return Verdict.UNCHECKED if Status.UNCHECKED in seen else Verdict.ACCEPTED


def oracles_of(files: Iterable[FileReport]) -> dict[str, tuple[str, ...]]:
    """Who judged the syntax of each language, in the order in which the files stand."""
    found: dict[str, dict[str, None]] = {}
    for file in files:
        oracle = file.checks["syntax"].oracle if "syntax" in file.checks else ""
        if file.language and oracle:
            found.setdefault(file.language, {})[oracle] = None
    return {language: tuple(names) for language, names in found.items()}
