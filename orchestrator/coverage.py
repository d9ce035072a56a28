"""What the stories exercise: error types × languages × stages, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .journal import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .outcome import Healing, StageRecord

# language → error type → stage → how often
Coverage = dict[str, dict[str, dict[str, int]]]
STAGES = tuple(EVIDENCE)


def coverage(played: Iterable[tuple[Iterable[Healing], Iterable[StageRecord]]]) -> Coverage:
    """Counts, for each error that was healed or not, the stages that its service went through."""
    total: Coverage = {}
    for healings, stages in played:
        seen = [(record.service, record.stage) for record in stages]
        for one in healings:
            row = total.setdefault(one.language, {}).setdefault(one.error_type, {})
            for stage in STAGES:
                if (one.service, stage) in seen:
                    row[stage] = row.get(stage, 0) + 1
    return {name: dict(sorted(rows.items())) for name, rows in sorted(total.items())}


def coverage_rows(found: Coverage) -> list[list[str]]:
    """The table's rows: language, error type, and a count a stage ("-" for none)."""
    return [
        [language, error_type, *(str(row.get(stage, "-")) for stage in STAGES)]
        for language, rows in found.items()
        for error_type, row in rows.items()
    ]
