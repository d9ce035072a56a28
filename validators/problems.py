"""What patches/ found, said as findings: a Problem knows its code, the code knows its severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..patches.model import Problem
    from .report import Finding, Severity
    from .validator import Code


def as_finding(
    problem: Problem,
    codes: Sequence[Code],
    *,
    path: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """The finding for `problem`; `path` is used where the problem names none.

    Raises LookupError if no code of `codes` is the problem's: a code without a page would be a bug.
    """
    for code in codes:
        if code.code == problem.code:
            return code.finding(
                problem.message,
                hint=problem.hint,
                severity=severity,
                path=problem.path or path,
                line=problem.line,
                column=problem.column,
                patch_line=problem.patch_line,
                hunk=problem.hunk,
                exhibits=problem.exhibits,
            )
    raise LookupError(f"no code {problem.code} among {', '.join(code.code for code in codes)}")
