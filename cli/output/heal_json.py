"""`patchvet heal --format json`: one document, described by `cli/heal.schema.json`.

Times are virtual, so that two runs print the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...orchestrator.coverage import coverage
from ...orchestrator.metrics import metrics
from ..listing import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...orchestrator.outcome import Healing, StageRecord
    from ...orchestrator.play import Story

SCHEMA_VERSION = 1


def document(stories: Sequence[Story], digest: str, seed: int | None) -> str:
    """The whole run. `seed` is null where each scenario used its own."""
    return as_json(
        {
            "schema_version": SCHEMA_VERSION,
            "seed": seed,
            "scenarios": [_story(one) for one in stories],
            "coverage": coverage((one.healings, one.stages) for one in stories),
            "metrics": metrics(healing for one in stories for healing in one.healings),
            "journal_digest": digest,
        }
    )


def _story(story: Story) -> dict[str, Any]:
    scenario = story.scenario
    return {
        "name": scenario.name,
        "title": scenario.title,
        "theme": scenario.theme,
        "languages": list(scenario.languages),
        "expected": scenario.expect.outcome,
        "outcome": story.outcome,
        "ok": story.ok,
        "skipped": story.skipped,
        "problems": list(story.problems),
        "services": [_service(name, state, story) for name, state in story.health],
        "stages": [_stage(one) for one in story.stages],
        "metrics": metrics(story.healings),
    }


def _service(name: str, state: str, story: Story) -> dict[str, Any]:
    language = next(one.service.language for one in story.scenario.members if one.name == name)
    return {
        "name": name,
        "language": language,
        "health": state,
        "detected": name in story.detected,
        "errors": [_healing(one) for one in story.healings if one.service == name],
    }


def _healing(healing: Healing) -> dict[str, Any]:
    told = healing._asdict()
    del told["service"], told["language"]
    return {**told, "affected": list(healing.affected), "rejects": dict(healing.rejects)}


def _stage(record: StageRecord) -> dict[str, Any]:
    return {**record._asdict(), "evidence": dict(record.evidence)}
