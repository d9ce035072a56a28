"""What healing came to: of one error, of one stage, of a whole story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

Outcome = Literal["healed", "refused", "rolled-back", "not-healed"]
# Of several errors the worst counts: what was touched and is unproven goes before what was not.
WORST_FIRST: tuple[Outcome, ...] = ("not-healed", "rolled-back", "refused", "healed")


class StageRecord(NamedTuple):
    """One stage that ended, as the journal has it. `at`: virtual seconds."""

    at: float
    stage: str
    service: str
    ok: bool
    evidence: Mapping[str, Any]


class Healing(NamedTuple):
    """What became of one error. Times are virtual seconds after it was first seen; None where it
    did not come to that. `rejects` counts refused candidates by code, or by the stage's name.
    `reason` is one sentence for a person.
    """

    service: str
    language: str
    error_type: str
    outcome: Outcome
    reason: str
    affected: tuple[str, ...] = ()
    attempts: int = 0
    rejects: Mapping[str, int] = {}
    detected_after: float | None = None
    patched_after: float | None = None
    healed_after: float | None = None
    patch: str = ""


def overall(healings: Iterable[Healing]) -> Outcome:
    """One word for all: the worst of them; "not-healed" where there is none."""
    found = {one.outcome for one in healings}
    return next((one for one in WORST_FIRST if one in found), "not-healed")
