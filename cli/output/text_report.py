"""`--format text`: findings with their evidence, then the verdict and what was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...validators.report import Status, Verdict
from . import OutputFormat, Run
from .counts import by_severity, by_verdict, oracles, plural
from .style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...validators.report import FileReport, Report


def render_text(reports: Sequence[Report], *, colour: bool = False, elapsed: float = 0.0) -> str:
    """The whole text for `reports`, as `patchvet check` prints it. `elapsed` is in seconds."""
    style = Style(colour=colour)
    run = Run(sources=[report.source for report in reports], elapsed=elapsed)
    parts = []
    for report in reports:
        run.reports.append(report)
        parts.append(patch_text(report, run, style))
    return "".join([*parts, end_text(run, style)])


def patch_text(report: Report, run: Run, style: Style) -> str:
    """Findings, what was left unchecked, and the verdict of one patch."""
    lines = _finding_paragraphs(report, style) if report.findings else []
    lines += _unchecked_lines(report.files, style)
    if lines and lines[-1]:
        lines.append("")
    lines += _addressed(report, style)
    lines.append(" ".join(_verdict_line(report, run, style)))
    if len(run.sources) > 1:
        lines.append("")
    return "\n".join(lines) + "\n"


def _addressed(report: Report, style: Style) -> list[str]:
    """That the patch addresses the error that was given, and why; all else is a finding."""
    found = report.relevance
    if found is None or found.verdict != "addresses":
        return []
    from ...validators.report import Finding, Severity
    from .text_finding import exhibit_lines

    exhibits = tuple(one.exhibit for one in found.evidence if one.path)
    shown = Finding("", "", Severity.NOTE, found.reason, exhibits=exhibits)
    heading = style.paint(f"addresses {style.safe(found.error.error_type)}:", "accepted")
    return [f"{heading} {style.safe(found.reason)}", *exhibit_lines(shown, style), ""]


def _finding_paragraphs(report: Report, style: Style) -> list[str]:
    """What has evidence below it is a paragraph; one-liners stay together."""
    from .text_finding import finding_lines  # with unicodedata, 2 ms that a good patch saves

    lines: list[str] = []
    for finding in report.findings:
        block = finding_lines(finding, report.source, style)
        is_paragraph = len(block) > 1
        if is_paragraph and lines and lines[-1]:
            lines.append("")
        lines += [*block, ""] if is_paragraph else block
    return lines


def end_text(run: Run, style: Style) -> str:
    """For several patches, one line over all of them; for one, its verdict was the last line."""
    if len(run.sources) <= 1:
        return ""
    verdicts = _named(by_verdict(run.reports))
    if missing := len(run.sources) - len(run.reports):
        verdicts.append(f"{missing} not judged")
    findings = (finding for report in run.reports for finding in report.findings)
    files = [file for report in run.reports for file in report.files]
    parts = [
        f"{plural(len(run.sources), 'patch')}: {', '.join(verdicts)}",
        _findings(by_severity(findings)),
        _examined(files),
        _duration(run.elapsed),
    ]
    return f" {style.dot} ".join(parts) + "\n"


def _verdict_line(report: Report, run: Run, style: Style) -> Iterator[str]:
    if len(run.sources) > 1:
        yield f"{style.paint(style.safe(report.source), 'place')}:"
    yield f"{style.paint(f'{report.verdict}:', report.verdict)}"
    parts = [_findings(by_severity(report.findings)), _examined(report.files)]
    parts += _not_run(report.files, style)
    if run.limited_by:
        parts.append(f"limited by {style.safe(', '.join(run.limited_by))}")
    deciders = dict.fromkeys(name for names in oracles([report]).values() for name in names)
    if deciders:
        parts.append(f"syntax by {style.safe(', '.join(deciders))}")
    parts.append(_duration(report.elapsed))
    yield f" {style.dot} ".join(parts)


def _unchecked_lines(files: Iterable[FileReport], style: Style) -> Iterator[str]:
    """One line for each check that could not be finished, so that it never reads as success."""
    for file in files:
        for name, check in file.checks.items():
            if check.status is Status.UNCHECKED:
                by = f" ({style.safe(check.oracle)})" if check.oracle else ""
                yield (
                    f"{style.paint(style.safe(file.path), 'place')}: "
                    f"{style.paint('unchecked:', 'unchecked')} {style.safe(name)}: "
                    f"{style.safe(check.reason or 'no reason given')}{by}"
                )


def _findings(counts: dict[str, int]) -> str:
    named = [plural(count, severity) for severity, count in counts.items() if count]
    return ", ".join(named) or "no findings"


def _named(counts: dict[str, int]) -> list[str]:
    return [f"{count} {name}" for name, count in counts.items() if count]


def _examined(files: Sequence[FileReport]) -> str:
    unchecked = sum(file.verdict is Verdict.UNCHECKED for file in files)
    return f"{plural(len(files) - unchecked, 'file')} examined, {unchecked} unchecked"


def _not_run(files: Iterable[FileReport], style: Style) -> Iterator[str]:
    """How many files the syntax check did not look at, by reason."""
    reasons: dict[str, int] = {}
    for file in files:
        check = file.checks.get("syntax")
        if check is not None and check.status is Status.NOT_RUN:
            reason = check.reason or "no reason given"
            reasons[reason] = reasons.get(reason, 0) + 1
    for reason, count in reasons.items():
        yield f"syntax not run on {plural(count, 'file')}: {style.safe(reason)}"


def _duration(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(round(seconds * 1000), 1)} ms"


FORMAT = OutputFormat(
    title="findings with the lines they are about, for people", patch=patch_text, end=end_text
)
