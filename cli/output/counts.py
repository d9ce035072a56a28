"""What every format counts: findings by severity, files and patches by verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...validators.report import Severity, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...validators.report import FileReport, Finding, Report


def by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the heaviest first."""
    counts = dict.fromkeys((severity.value for severity in Severity), 0)
    for finding in findings:
        counts[finding.severity.value] += 1
    return counts


def by_verdict(judged: Iterable[FileReport | Report]) -> dict[str, int]:
    """How many files, or patches, there are of each verdict."""
    counts = dict.fromkeys((verdict.value for verdict in Verdict), 0)
    for one in judged:
        counts[one.verdict.value] += 1
    return counts


def oracles(reports: Iterable[Report]) -> dict[str, list[str]]:
    """Each language with the names of the oracles that judged it, sorted by language."""
    found: dict[str, list[str]] = {}
    for report in reports:
        for language, names in report.oracles.items():
            known = found.setdefault(language, [])
            known.extend(name for name in names if name not in known)
    return dict(sorted(found.items()))


def plural(count: int, noun: str) -> str:
    """`1 file`, `2 files`, `2 patches`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}{'es' if noun.endswith('ch') else 's'}"
