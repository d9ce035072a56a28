"""`--format json`: one document, `schema_version` 1, described by `cli/report.schema.json`.

Within version 1 keys are only added. The output is ASCII, so that no encoding can spoil it; a byte
of a path that was no UTF-8 is the lone surrogate `\\udc80`…`\\udcff` (Python's `surrogateescape`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._version import __version__
from . import OutputFormat, Run
from .counts import by_severity, by_verdict, oracles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...patches.model import Exhibit
    from ...validators.report import FileReport, Finding, Relevance, Report
    from .style import Style

SCHEMA_VERSION = 1


def report_to_json(reports: Sequence[Report]) -> dict[str, Any]:
    """The JSON document for `reports`, as dicts and lists, keys in the schema's order."""
    return run_to_json(Run(sources=[report.source for report in reports], reports=[*reports]))


def run_to_json(run: Run) -> dict[str, Any]:
    """The JSON document for a run. Only `summary.elapsed_ms` differs between equal runs."""
    findings = [finding for report in run.reports for finding in report.findings]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "patchvet", "version": __version__, "oracles": oracles(run.reports)},
        "patches": [_patch(report) for report in run.reports],
        "errors": [
            {"source": trouble.source, "message": trouble.message, "exit_status": trouble.status}
            for trouble in run.troubles
        ],
        "summary": {
            "patches": by_verdict(run.reports),
            "files": by_verdict(file for report in run.reports for file in report.files),
            "findings": by_severity(findings),
            "exit_status": run.status,
            "elapsed_ms": round(run.elapsed * 1000, 3),
        },
    }


def _patch(report: Report) -> dict[str, Any]:
    return {
        "source": report.source,
        "format": report.format,
        "verdict": report.verdict.value,
        "checks": {name: status.value for name, status in report.checks.items()},
        "files": [_file(file) for file in report.files],
        "findings": [_finding(finding) for finding in report.findings],
        **({} if report.relevance is None else {"relevance": _relevance(report.relevance)}),
    }


def _relevance(relevance: Relevance) -> dict[str, Any]:
    from .trace_json import trace_to_json  # only where an error was given

    return {
        "verdict": relevance.verdict,
        "reason": relevance.reason,
        "error": trace_to_json(relevance.error, None),
        "evidence": [
            {"text": one.text, "path": one.path or None, "line": one.line, "side": one.side}
            for one in relevance.evidence
        ],
    }


def _file(file: FileReport) -> dict[str, Any]:
    return {
        "path": file.path,
        "old_path": file.old_path,
        "kind": file.kind.value,
        "language": file.language,
        "verdict": file.verdict.value,
        "checks": {
            name: {"status": check.status.value, "oracle": check.oracle, "reason": check.reason}
            for name, check in file.checks.items()
        },
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "patch_line": finding.patch_line,
        "hunk": finding.hunk,
        "related": [_exhibit(exhibit) for exhibit in finding.exhibits],
    }


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "label": exhibit.label,
        "text": exhibit.text,
        "path": exhibit.path,
        "line": exhibit.line,
        "column": exhibit.column,
        "end_column": exhibit.end_column,
        "note": exhibit.note,
    }


def _nothing(report: Report, run: Run, style: Style) -> str:
    return ""  # one document: it is written at the end


def _document(run: Run, style: Style) -> str:
    import json

    return json.dumps(run_to_json(run), indent=2, ensure_ascii=True) + "\n"


FORMAT = OutputFormat(
    title="one document for programs; its schema ships with the package",
    patch=_nothing,
    end=_document,
)
