"""The journal shows what happened, and nobody can change it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from stories import candidate, played, story

from patchvet.orchestrator.journal import (
    EVIDENCE,
    Entry,
    EvidenceMissing,
    Journal,
    JournalBroken,
    verify_journal,
)

SHOWN: dict[str, Any] = {name: "shown" for names in EVIDENCE.values() for name in names}


def entry(stage: str, evidence: dict[str, Any] | None = None, *, ok: bool = True) -> Entry:
    return Entry(1.0, "story", stage, "cart", ok, {}, {}, SHOWN if evidence is None else evidence)


def filled() -> Journal:
    journal = Journal()
    for stage in EVIDENCE:
        journal.record(entry(stage))
    return journal


def test_every_line_is_json_and_chained_to_the_one_before() -> None:
    lines = [json.loads(line) for line in filled().lines()]
    assert [line["number"] for line in lines] == list(range(len(EVIDENCE)))
    assert [line["previous"] for line in lines[1:]] == [line["digest"] for line in lines[:-1]]
    assert verify_journal(filled().lines()) == len(EVIDENCE)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda lines: lines[1:], id="the first line is gone"),
        pytest.param(lambda lines: [*lines[:2], *lines[3:]], id="a line is gone"),
        pytest.param(lambda lines: [*lines[:2], lines[1], *lines[2:]], id="a line stands twice"),
        pytest.param(lambda lines: [lines[1], lines[0], *lines[2:]], id="two are exchanged"),
        pytest.param(
            lambda lines: [lines[0].replace('"ok":true', '"ok":false'), *lines[1:]],
            id="a word is changed",
        ),
        pytest.param(lambda lines: [*lines, "{}"], id="a line is added"),
        pytest.param(lambda lines: [*lines, "[1]"], id="a line of something else is added"),
        pytest.param(lambda lines: [*lines, lines[-1][:40]], id="the last line is cut off"),
    ],
)
def test_a_changed_journal_is_found_out(spoil: Any) -> None:
    with pytest.raises(JournalBroken, match="line "):
        verify_journal(spoil(list(filled().lines())))


@pytest.mark.parametrize(
    ("stage", "missing"), [(stage, name) for stage, names in EVIDENCE.items() for name in names]
)
def test_a_stage_shows_its_evidence_or_has_not_succeeded(stage: str, missing: str) -> None:
    journal = Journal()
    without = {name: value for name, value in SHOWN.items() if name != missing}
    with pytest.raises(EvidenceMissing, match=missing):
        journal.record(entry(stage, without))
    journal.record(entry(stage, without, ok=False))
    assert len(journal.lines()) == 1


def digest_of_a_story() -> str:
    journal = Journal()
    patch = candidate("python", "cart", "missing-price", "cure_1")
    played(story("python", "cart", "missing-price", [patch], replicas=2), journal=journal)
    verify_journal(journal.lines())
    return journal.digest


def test_the_same_story_gives_the_same_journal_in_another_process_too() -> None:
    """Nothing of the machine, the day, the process or the order of sets is in it."""
    here = digest_of_a_story()
    assert digest_of_a_story() == here
    code = "import test_journal; print(test_journal.digest_of_a_story())"
    there = subprocess.run(
        [sys.executable, "-c", code],
        cwd=os.path.dirname(__file__),
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kolkata"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here
