"""`patchvet heal`: what it plays, what it prints, how it ends."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from patchvet.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = json.loads(files("patchvet.cli").joinpath("heal.schema.json").read_text("utf-8"))
# A healer that answers nothing: the shortest story there is.
STORY = """
title = "a story"
theme = "key-error"

[[service]]
name = "cart"
language = "python"

[[event]]
service = "cart"
fault = "missing-price"

[healer]
kind = "scripted"
patches = ["no patch at all"]

[expect]
outcome = "OUTCOME"
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder with a story that ends as it expects, and one that doesn't."""
    (tmp_path / "good.scenario.toml").write_text(STORY.replace("OUTCOME", "refused"))
    (tmp_path / "bad.scenario.toml").write_text(STORY.replace("OUTCOME", "healed"))
    return tmp_path


def heal(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    status = main(["heal", *map(str, argv)])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_story_that_ends_as_it_expects_is_a_success(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An expected refusal is one."""
    status, out, err = heal(capsys, stories / "good.scenario.toml")
    assert (status, err) == (0, "")
    assert "good: refused · KeyError in cart" in out
    assert "1 scenarios, 1 as expected" in out


def test_one_that_does_not_fails_the_run_and_shows_its_stages(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = heal(capsys, stories)
    assert status == 1
    assert "bad: refused (not as expected)" in out
    assert "expected healed, was refused" in out
    assert "cart: validate failed" in out


def test_json_is_valid_by_the_schema_and_the_same_every_time(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    status, out, _ = heal(capsys, stories, "--format", "json", "--seed", 7)
    document: dict[str, Any] = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert status == 1
    assert document["seed"] == 7
    assert [(one["name"], one["ok"]) for one in document["scenarios"]] == [
        ("bad", False),
        ("good", True),
    ]
    assert heal(capsys, stories, "--format", "json", "--seed", 7)[1] == out


@pytest.mark.parametrize("spoil", ["journal_digest", "scenarios", "coverage", "schema_version"])
def test_the_schema_demands_what_the_format_promises(
    spoil: str, stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(heal(capsys, stories, "--format", "json")[1])
    del document[spoil]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_junit_counts_failures(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = heal(capsys, stories, "--format", "junit")
    suite = ET.fromstring(out)
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    failed = {case.get("name"): case.find("failure") is not None for case in suite}
    assert failed == {"bad": True, "good": False}


def test_a_journal_is_written_and_verified(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = stories / "run.jsonl"
    heal(capsys, stories, "--journal", journal)
    lines = journal.read_text("utf-8").splitlines()
    status, out, _ = heal(capsys, "--verify-journal", journal)
    assert status == 0
    assert f"{len(lines)} lines, and they fit together" in out
    journal.write_text("\n".join([lines[0], *lines[2:]]) + "\n", "utf-8")
    status, _, err = heal(capsys, "--verify-journal", journal)
    assert status == 1
    assert "line 2: a line before it is missing" in err


def test_what_nothing_here_can_run_is_skipped(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A success would be a claim; so it has a status of its own."""
    folder = stories / "till"
    folder.mkdir()
    (folder / "main.ts").write_text("export {}\n")
    (folder / "service.toml").write_text(
        'name = "till"\ntitle = "t"\nlanguage = "typescript"\n'
        'run = ["node"]\nhandle = "main.ts:handle"\n'
    )
    story = stories / "other.scenario.toml"
    text = STORY.replace('name = "cart"\nlanguage = "python"', 'path = "till"\nas = "cart"')
    story.write_text(
        text.replace('fault = "missing-price"', 'requests = ["a"]').replace("OUTCOME", "healed")
    )
    status, out, _ = heal(capsys, story)
    assert status == 3
    assert "other: skipped: nothing here can run TypeScript" in out
    _, out, _ = heal(capsys, story, "--format", "json")
    document = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["scenarios"][0]["outcome"] is None
    assert heal(capsys, stories)[0] == 1, "a failure goes before what was skipped"
    assert ET.fromstring(heal(capsys, story, "--format", "junit")[1]).get("skipped") == "1"


def test_a_terminal_sees_what_goes_on(
    stories: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, in one line that is gone at the end; a file or a pipe never sees it."""
    monkeypatch.setattr("patchvet.cli.heal._on_terminal", lambda: True)
    _, out, err = heal(capsys, stories / "good.scenario.toml")
    assert "[1/1] good  validate cart at " in err
    assert err.endswith("\r\x1b[K")
    assert "\x1b" not in out
    assert heal(capsys, stories / "good.scenario.toml", "--format", "json")[2] == ""


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["no-such-story"], "no scenario is called `no-such-story`"),
        (["no/such.scenario.toml"], "cannot be read: no such file"),
        (["--verify-journal", "none.jsonl"], "cannot read the journal `none.jsonl`"),
        (["one", "--verify-journal", "none.jsonl"], "plays nothing"),
        (["--seed", "x"], "invalid int value"),
    ],
)
def test_a_wrong_call_is_a_usage_error(
    argv: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = heal(capsys, *argv)
    assert status == 2
    assert told in err


def test_a_folder_without_stories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = heal(capsys, tmp_path)
    assert status == 2
    assert "ends with `.scenario.toml`" in err


def test_a_journal_that_cannot_be_written(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = heal(capsys, stories, "--journal", stories / "no" / "run.jsonl")
    assert status == 2
    assert "cannot write the journal" in err
