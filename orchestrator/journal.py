"""What happened, one line of JSON a stage, each chained to the one before by its digest.

A line: {"number", "at", "scenario", "stage", "service", "ok", "inputs", "outputs", "evidence",
"previous", "digest"}. `inputs` and `outputs` name what went in and came out by SHA-256; `at` is
virtual time. Nothing in it depends on the machine, so the same run gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

START = "0" * 64

# A stage that reports success must show these, or it is not believed.
EVIDENCE = {
    "monitor": ("requests", "errors"),
    "analyse": ("origin", "error_type"),
    "generate": ("candidates",),
    "validate": ("verdict", "relevance", "checks"),
    "test": ("probes", "tree"),
    "deploy": ("tree", "replicas"),
    "verify": ("probes", "health", "tree"),
    "rollback": ("tree", "health"),
}


class EvidenceMissing(PatchvetError):  # noqa: N818 - says what is wrong, as the stage's verdict
    """A stage reported success and showed nothing for it."""


class JournalBroken(PatchvetError):  # noqa: N818 - the journal's state, not a failure of ours
    """A line was changed, left out or added; names the line and what does not fit."""

    exit_status = 1


class Entry(NamedTuple):
    """One stage that ended."""

    at: float
    scenario: str
    stage: str
    service: str
    ok: bool
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    evidence: Mapping[str, Any]


class Journal:
    """Takes entries in and chains them."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._last = START

    def record(self, entry: Entry) -> None:
        """Raises EvidenceMissing where a stage claims success without showing it."""
        if entry.ok:
            missing = [
                name
                for name in EVIDENCE.get(entry.stage, ())
                if entry.evidence.get(name) in (None, "", [], {}, ())
            ]
            if missing:
                raise EvidenceMissing(
                    f"{entry.scenario}: stage {entry.stage} of {entry.service} reports success "
                    f"without evidence: {', '.join(missing)}"
                )
        body = {"number": len(self._lines), **entry._asdict(), "previous": self._last}
        self._last = _digest(body)
        self._lines.append(_canonical({**body, "digest": self._last}))

    @property
    def digest(self) -> str:
        """The last line's digest: it stands for the whole journal."""
        return self._last

    def lines(self) -> tuple[str, ...]:
        return tuple(self._lines)


def verify_journal(lines: Iterable[str]) -> int:
    """The number of lines, all of which fit together. Raises JournalBroken."""
    previous, number = START, 0
    for number, line in enumerate(lines, 1):
        try:
            body = json.loads(line)
            digest = body.pop("digest")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise JournalBroken(f"line {number}: not a line of a journal ({error})") from error
        if body.get("previous") != previous:
            raise JournalBroken(f"line {number}: a line before it is missing or was changed")
        if body.get("number") != number - 1:
            raise JournalBroken(f"line {number}: says it is number {body.get('number')}")
        if _digest(body) != digest:
            raise JournalBroken(f"line {number}: was changed: its digest does not fit")
        previous = digest
    return number


def sha256(data: bytes | str) -> str:
    """What `inputs` and `outputs` name things by."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def _digest(body: Mapping[str, Any]) -> str:
    return sha256(_canonical(body))


def _canonical(body: Mapping[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, separators=(",", ":"))
