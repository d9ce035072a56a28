"""Reports built by hand, so that rendering is tested without a check."""

from __future__ import annotations

from typing import Any

from patchvet.patches.model import Exhibit, FileKind
from patchvet.validators.report import (
    CheckStatus,
    FileReport,
    Finding,
    Report,
    Severity,
    Status,
    Verdict,
)

CHECKS = ("format", "safety", "applies", "syntax", "structure", "relevance")
PYTHON = "cpython 3.11 compile"


def finding(**changes: Any) -> Finding:
    """A context-mismatch of `src/cart.py`, or what is asked for."""
    settings: dict[str, Any] = {
        "code": "PV102",
        "name": "context-mismatch",
        "severity": Severity.ERROR,
        "message": "hunk 2 of 3 does not match the file",
        "path": "src/cart.py",
        "line": 41,
        "column": 16,
        "patch_line": 27,
    }
    return Finding(**(settings | changes))


def exhibit(text: str, column: int | None = None, **changes: Any) -> Exhibit:
    """A line under the label `file has`."""
    settings: dict[str, Any] = {"label": "file has", "text": text, "column": column}
    return Exhibit(**(settings | changes))


def file_report(
    path: str = "src/cart.py", *findings: Finding, **statuses: CheckStatus
) -> FileReport:
    """A Python file that passed everything but what is asked for."""
    checks = {name: CheckStatus(Status.PASS) for name in CHECKS}
    checks["syntax"] = CheckStatus(Status.PASS, PYTHON)
    checks |= statuses
    seen = {check.status for check in checks.values()}
    verdict = Verdict.ACCEPTED
    if Status.UNCHECKED in seen:
        verdict = Verdict.UNCHECKED
    if any(one.severity is Severity.ERROR for one in findings):
        verdict = Verdict.REJECTED
    return FileReport(path, path, FileKind.MODIFY, "python", verdict, checks, findings)


def report(*files: FileReport, source: str = "fix.patch", **changes: Any) -> Report:
    """A report over `files`; findings given in `changes` are the patch's own, first."""
    verdicts = {file.verdict for file in files}
    verdict = Verdict.ACCEPTED
    for heavier in (Verdict.UNCHECKED, Verdict.REJECTED):
        verdict = heavier if heavier in verdicts else verdict
    own = tuple(changes.pop("findings", ()))
    if any(one.severity is Severity.ERROR for one in own):
        verdict = Verdict.REJECTED
    settings: dict[str, Any] = {
        "source": source,
        "format": "git",
        "verdict": verdict,
        "checks": dict.fromkeys(CHECKS, Status.PASS),
        "files": files,
        "findings": (*own, *(one for file in files for one in file.findings)),
        "oracles": {"python": (PYTHON,)} if files else {},
        "elapsed": 0.006,
    }
    return Report(**(settings | changes))
