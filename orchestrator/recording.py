"""Where every stage is written down: the journal for all, the records for the story's outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .journal import Entry, EvidenceMissing, Journal
from .outcome import StageRecord

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .clock import VirtualClock


class Recorder:
    """Writes stages down in their order. `refuted` are the claims that turned out untrue."""

    def __init__(self, story: str, clock: VirtualClock, journal: Journal) -> None:
        self._story, self._clock, self._journal = story, clock, journal
        self.records: list[StageRecord] = []
        self.refuted: list[str] = []

    def stage(
        self,
        stage: str,
        service: str,
        ok: bool,
        evidence: Mapping[str, Any],
        inputs: Mapping[str, str] | None = None,
        outputs: Mapping[str, str] | None = None,
    ) -> bool:
        """Writes a stage down, and gives whether it succeeded: without evidence it did not."""
        entry = Entry(
            self._clock.now,
            self._story,
            stage,
            service,
            ok,
            dict(inputs or {}),
            dict(outputs or {}),
            dict(evidence),
        )
        try:
            self._journal.record(entry)
        except EvidenceMissing as error:
            self.refuted.append(str(error))
            entry = entry._replace(ok=False, evidence={**evidence, "refuted": str(error)})
            self._journal.record(entry)
        self.records.append(StageRecord(entry.at, stage, service, entry.ok, entry.evidence))
        return entry.ok

    def refute(self, stage: str, service: str, why: str) -> None:
        """Writes down that a part's claim was untrue: the run has failed."""
        self.refuted.append(f"{service}: {why}")
        self.stage(stage, service, False, {"refuted": why})
