"""The second half of a check: validators are run over a planned patch, and a report is drawn up.

A validator's crash is caught here, in one place, and becomes PV901.
"""

from __future__ import annotations

import sys
import traceback
from types import MappingProxyType
from typing import TYPE_CHECKING

from .collector import collector_paused
from .crash import VALIDATOR_CRASHED
from .owners import Owners
from .report import CheckStatus, FileReport, Finding, Relevance, Report, Severity, Status
from .validator import NotRun, Outcome, Unchecked, Validator
from .verdicts import oracles_of, status_of, summed, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .change import Change, PatchChange
    from .options import Options
    from .registry import Registry
    from .selection import Selection

# A file that fails one of these has no after-image that means anything: the later checks don't run.
GATES = {
    "format": "the patch is malformed here",
    "safety": "the patch is unsafe here",
    "applies": "the patch does not apply here",
}

# The outcomes of each check, by its name.
Rows = dict[str, list[Outcome]]


class Judge:
    """Runs a registry's validators as the options choose."""

    def __init__(self, registry: Registry, selection: Selection, options: Options) -> None:
        self._checks = registry.checks
        self._by_check = {
            check: [one for one in registry.validators if one.check == check]
            for check in registry.checks
        }
        # Asked once a run, not once a file: which validators and codes were deselected, and why.
        self._off = {one.name: selection.reason_against_all(one) for one in registry}
        self._left_out = {
            one.name: frozenset(c.code for c in one.codes if selection.reason_against(one, c))
            for one in registry
        }
        self._supersedes = {
            code.code: code.supersedes for one in registry.validators for code in one.codes
        }
        self._rejecting = {Severity.ERROR}
        if options.fail_on == "warning":
            self._rejecting.add(Severity.WARNING)

    def reports(self, patch: PatchChange) -> Iterator[FileReport | Report]:
        """Yields a FileReport a file, then the Report."""
        with collector_paused():
            wide = self._patch_wide(patch)
        owners = Owners(patch.changes)
        shares = {check: owners.divided(outcomes) for check, outcomes in wide.items()}
        files = []
        for place, change in enumerate(patch.changes):
            own = {check: share.of(place) for check, share in shares.items()}
            with collector_paused():
                file = self._file(change, own)
            files.append(file)
            yield file
        yield self._report(patch, wide, tuple(files), owners)

    def _patch_wide(self, patch: PatchChange) -> Rows:
        """What the validators of scope "patch" say. They run first, so that a file's report is
        final.
        """
        rows: Rows = {check: [] for check in self._checks}
        for check, validators in self._by_check.items():
            for one in validators:
                if one.scope == "patch" and not self._off[one.name]:
                    rows[check] += self._outcomes(one, patch, None)
        return rows

    def _file(self, change: Change, wide: Rows) -> FileReport:
        statuses: dict[str, CheckStatus] = {}
        findings: list[Finding] = []
        gate = ""
        for check in self._checks:
            if gate:
                statuses[check] = CheckStatus(Status.NOT_RUN, reason=gate)
                continue
            outcomes = [*wide[check], *self._check(check, change)]
            findings += [one for one in outcomes if isinstance(one, Finding)]
            statuses[check] = status = status_of(outcomes, self._rejecting)
            if check in GATES and status.status is Status.FAIL:
                gate = f"{GATES[check]} ({status.reason})"
            elif check == "applies" and status.status is Status.UNCHECKED:
                gate = f"the patch could not be applied ({status.reason})"
        return FileReport(
            path=change.file.path,
            old_path=change.file.old_path,
            kind=change.file.kind,
            language=change.language.name if change.language else None,
            verdict=verdict_of(one.status for one in statuses.values()),
            checks=MappingProxyType(statuses),
            findings=tuple(sorted(_without_superseded(findings, self._supersedes), key=_place)),
        )

    def _check(self, check: str, change: Change) -> list[Outcome]:
        """The outcomes of one check's validators for one file."""
        validators = self._by_check[check]
        if not validators:
            return [NotRun("no validator is registered for it")]
        outcomes: list[Outcome] = []
        for one in validators:
            if reason := self._off[one.name]:
                outcomes.append(NotRun(reason))
            elif one.languages is not None and (
                change.language is None or change.language.name not in one.languages
            ):
                language = change.language.title if change.language else "a file of no language"
                outcomes.append(NotRun(f"no validator of it speaks {language}"))
            elif one.scope == "file":
                outcomes += self._outcomes(one, change, change)
        return outcomes

    def _outcomes(
        self, one: Validator, subject: Change | PatchChange, change: Change | None
    ) -> list[Outcome]:
        """Runs a validator, dropping the codes that were deselected. A crash is an outcome too."""
        left_out = self._left_out[one.name]
        outcomes: list[Outcome] = []
        try:
            outcomes.extend(
                outcome
                for outcome in one.run(subject)
                if not (isinstance(outcome, Finding) and outcome.code in left_out)
            )
        except Exception as error:  # a plugin may raise anything; the others must still run
            outcomes += _crash(one, error, change)
        return outcomes

    def _report(
        self, patch: PatchChange, wide: Rows, files: tuple[FileReport, ...], owners: Owners
    ) -> Report:
        strays = {
            check: [one for one in outcomes if _is_stray(one, patch, owners)]
            for check, outcomes in wide.items()
        }
        checks = {
            check: summed(
                [
                    *(file.checks[check].status for file in files),
                    *([status_of(strays[check], self._rejecting).status] if strays[check] else []),
                ]
            )
            for check in self._checks
        }
        everywhere = [one for outcomes in strays.values() for one in outcomes]
        return Report(
            source=patch.patch.source,
            format=patch.patch.format,
            verdict=verdict_of(checks.values()),
            checks=MappingProxyType(checks),
            files=files,
            findings=(
                *(one for one in everywhere if isinstance(one, Finding)),
                *(finding for file in files for finding in file.findings),
            ),
            oracles=MappingProxyType(oracles_of(files)),
            relevance=next(
                (
                    one
                    for outcomes in wide.values()
                    for one in outcomes
                    if isinstance(one, Relevance)
                ),
                None,
            ),
        )


def _is_stray(outcome: Outcome, patch: PatchChange, owners: Owners) -> bool:
    """A finding about the patch as a whole, or about a path that no file of it has."""
    return not patch.changes if not isinstance(outcome, Finding) else owners.of(outcome) is None


def _without_superseded(
    findings: list[Finding], supersedes: dict[str, tuple[str, ...]]
) -> list[Finding]:
    """Leaves out what another finding, as severe and at the same line or above, explains better.

    A warning or a note leaves no error out: a rejected file shows why.
    """
    severities = tuple(Severity)  # from the most severe on
    better: dict[tuple[str, Severity], int] = {}
    for one in findings:
        for code in supersedes.get(one.code, ()):
            for severity in severities[severities.index(one.severity) :]:
                known = better.get((code, severity), sys.maxsize)
                better[code, severity] = min(one.line or 0, known)
    return [
        one
        for one in findings
        if (one.line or sys.maxsize) < better.get((one.code, one.severity), sys.maxsize + 1)
    ]


def _place(finding: Finding) -> tuple[int, int, str]:
    # What names no line ("18 more such places") follows what does.
    return (finding.line or sys.maxsize, finding.column or 0, finding.code)


def _crash(one: Validator, error: Exception, change: Change | None) -> list[Outcome]:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename}:{frame.lineno}"
    reason = f"validator {one.name} crashed: {type(error).__name__}: {error} ({where})"
    return [
        VALIDATOR_CRASHED.finding(
            reason,
            hint=f"report it to the author of {one.origin}; the other checks were run",
            path=change.file.path if change else None,
        ),
        Unchecked(reason),
    ]
