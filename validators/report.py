"""What a check says: findings, a status for each check, and a verdict that follows from them.

The types here are the API's answer and the JSON output's source. All are frozen.
Units: lines and columns are 1-based, columns count characters.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..languages.traces import Trace
    from ..patches.model import Exhibit, FileKind


class Severity(StrEnum):
    """How much a finding weighs: an error rejects, a warning warns, a note never counts."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Status(StrEnum):
    """What became of one check of one file."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNCHECKED = "unchecked"
    NOT_RUN = "not-run"


class Verdict(StrEnum):
    """The answer for a file or a patch."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNCHECKED = "unchecked"


class Finding(NamedTuple):
    """One thing found, with all that a reader needs to act on it.

    `line`/`column` point into the file after the patch (into the file before it, where the patch
    does not apply), `patch_line` into the patch, `hunk` counts the file's hunks from 1.
    `exhibits` are the lines shown as evidence.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str = ""
    path: str | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    patch_line: int | None = None
    hunk: int | None = None
    exhibits: tuple[Exhibit, ...] = ()


class CheckStatus(NamedTuple):
    """The status of one check, who decided it (`oracle`) and, unless it passed, why."""

    status: Status
    oracle: str = ""
    reason: str = ""


class Proof(NamedTuple):
    """One fact that a relevance verdict rests on. `side` tells the image that `line` is of:
    "before" or "after" the patch; `code` is that line.
    """

    text: str
    path: str = ""
    line: int | None = None
    side: str = "after"
    code: str = ""

    @property
    def exhibit(self) -> Exhibit:
        """The fact as a line to show."""
        from ..patches.model import Exhibit

        return Exhibit(str(self.line or ""), self.code, self.path, self.line, note=self.text)


class Relevance(NamedTuple):
    """Whether a patch addresses an error: "addresses", "masks", "unrelated" or "cannot-tell".

    `error` is the error that was asked about (of several, the one that the patch does most for),
    `reason` the answer in a line, `evidence` what it rests on.
    """

    verdict: str
    error: Trace
    reason: str
    evidence: tuple[Proof, ...] = ()


class FileReport(NamedTuple):
    """The verdict on one file of a patch, with the status of every registered check."""

    path: str
    old_path: str | None
    kind: FileKind
    language: str | None
    verdict: Verdict
    checks: Mapping[str, CheckStatus]
    findings: tuple[Finding, ...] = ()


class Report(NamedTuple):
    """The verdict on one patch.

    `findings` holds those of the patch as a whole and then those of each file, in patch order.
    `checks` sums each check up over the files: fail before unchecked before pass before not-run.
    `oracles` maps a language to the names of the oracles that judged it. `relevance` is None where
    no error was given, or where the patch cannot be asked about it.
    """

    source: str
    format: str
    verdict: Verdict
    checks: Mapping[str, Status]
    files: tuple[FileReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    oracles: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    elapsed: float = 0.0
    relevance: Relevance | None = None

    @property
    def ok(self) -> bool:
        """True if the patch was accepted; unchecked is not ok."""
        return self.verdict is Verdict.ACCEPTED
