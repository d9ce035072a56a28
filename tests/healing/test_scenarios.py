"""The stories that ship: each ends as it expects, none is told twice, no wrong patch gets by."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stories import LANGUAGES, SHARED, WITHOUT_RELEVANCE, WRONG, candidate, runs

from patchvet.languages.fixing import Candidate
from patchvet.orchestrator.journal import Journal
from patchvet.orchestrator.play import play
from patchvet.orchestrator.probing import faults_of
from patchvet.orchestrator.scenario import built_in_scenarios, load_scenario
from patchvet.orchestrator.service import built_in_service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patchvet import SourceTree
    from patchvet.orchestrator.play import Story
    from patchvet.orchestrator.protocols import Incident
    from patchvet.orchestrator.scenario import Scenario

THEMES = (
    *("key-error", "attribute-error", "type-error", "several-errors", "rollback", "performance"),
    *("cascade", "framework-async", "database", "concurrent", "cascading-recovery"),
    *("circuit-breaker", "memory-leak", "race", "api-contract"),
)
STORIES = {path.name: load_scenario(path) for path in built_in_scenarios()}
NAMES = tuple(STORIES)
PLAYABLE = tuple(name for name, story in STORIES.items() if all(map(runs, story.languages)))


@cache
def played(name: str) -> tuple[Story, str]:
    """How a story ends, and what stands for its journal."""
    journal = Journal()
    return play(STORIES[name], journal=journal, cast=SHARED), journal.digest


def probed(name: str) -> list[tuple[str, str]]:
    """The (service, fault) that a story is about: those that it names, those whose triggers were
    asked; where it came to none of that, those that fit an origin's error.
    """
    story = STORIES[name]
    told = [
        (record.service, probe.removeprefix("trigger of ").split(":")[0].split(" ")[0])
        for record in played(name)[0].stages
        if record.stage == "test"
        for probe in record.evidence.get("probes", ())
        if probe.startswith("trigger of ")
    ]
    return list(dict.fromkeys((*story.faults, *told))) or _fitting(name)


def _fitting(name: str) -> list[tuple[str, str]]:
    services = {one.name: one.service for one in STORIES[name].members}
    return [
        (record.service, fault.name)
        for record in played(name)[0].stages
        if record.stage == "analyse" and record.ok
        for fault in services[record.service].faults
        if fault.error_type == record.evidence["error_type"]
        and re.fullmatch(fault.message, record.evidence["message"], re.DOTALL)
    ]


def language_of(story: Scenario, service: str) -> tuple[str, str]:
    """The language of a service of the story, and the name that it has by itself."""
    return next(
        (one.service.language, one.service.name) for one in story.members if one.name == service
    )


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_story_ends_as_it_expects(name: str) -> None:
    story, _ = played(name)
    assert story.ok, story.problems


@pytest.mark.parametrize("name", NAMES)
def test_a_story_says_what_it_is_about(name: str) -> None:
    story = STORIES[name]
    assert story.title
    assert len(story.description.split()) >= 15
    if story.theme in THEMES:
        assert name.endswith(f"-{story.languages[0]}.scenario.toml")


def test_titles_and_descriptions_are_told_once() -> None:
    for texts in (
        [one.title for one in STORIES.values()],
        [one.description for one in STORIES.values()],
    ):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_no_two_stories_of_a_language_share_their_faulty_function() -> None:
    """One story, one fault, one function: whoever wants another story writes another bug."""
    told = defaultdict(list)
    for name in PLAYABLE:
        assert probed(name), f"{name} is about no fault"
        for service, fault in probed(name):
            language, own = language_of(STORIES[name], service)
            one = built_in_service(language, own).fault(fault)
            told[language, own, one.file, one.function].append(f"{name} ({fault})")
    assert {place: names for place, names in told.items() if len(names) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_is_told_in_every_language(language: str) -> None:
    themes = {one.theme for one in STORIES.values() if one.languages == (language,)}
    assert set(THEMES) - themes == set()


def test_there_are_as_many_stories_as_promised() -> None:
    count = Counter(one.theme for one in STORIES.values())
    assert sum(count[theme] for theme in THEMES) >= 60
    assert count["polyglot"] >= 6
    assert count["must-not-heal"] >= 10
    originals = [one.theme for one in STORIES.values() if one.is_original]
    assert sorted(originals) == sorted(THEMES)


def test_chains_of_four_languages_begin_to_fail_in_each() -> None:
    chains = [one for one in STORIES.values() if one.theme == "polyglot"]
    assert all(set(one.languages) == set(LANGUAGES) for one in chains)
    origins = {language_of(one, origin)[0] for one in chains for origin in one.expect.origin or ()}
    assert origins == set(LANGUAGES)
    orders = {tuple(member.service.language for member in one.members) for one in chains}
    assert len(orders) >= 3


def test_what_must_not_heal_does_not() -> None:
    for one in STORIES.values():
        assert (one.expect.outcome == "healed") <= (one.theme != "must-not-heal"), one.name


class WrongHealer:
    """Has nothing but one wrong patch for each error."""

    def __init__(self, story: Scenario, label: str) -> None:
        self._services = {one.name: one.service for one in story.members}
        self._label = label

    def candidates(self, incident: Incident, tree: SourceTree) -> Iterable[Candidate]:
        service = self._services[incident.service]
        for fault in faults_of(incident, service):
            patch = candidate(service.language, service.name, fault.name, self._label)
            yield Candidate(patch, self._label, f"a wrong patch for {fault.name}")


@pytest.mark.parametrize(("name", "label"), list(zip(PLAYABLE, cycle(WRONG), strict=False)))
def test_a_wrong_patch_heals_no_story(name: str, label: str) -> None:
    """Also where nobody asks whether it addresses the error: what runs tells."""
    healer = WrongHealer(STORIES[name], label)
    found = play(STORIES[name], cast=WITHOUT_RELEVANCE._replace(healer=healer))
    assert found.outcome != "healed"
    stood = {one.service for one in found.stages if one.stage == "deploy" and one.ok}
    taken_back = {one.service for one in found.stages if one.stage == "rollback"}
    assert stood <= taken_back


@pytest.mark.parametrize("name", PLAYABLE)
def test_nothing_is_deployed_that_was_not_proven(name: str) -> None:
    """Read as addressing the error, or run with what made it fail; and always tried on a copy."""
    proven: dict[str, set[str]] = defaultdict(set)
    for record in played(name)[0].stages:
        if not record.ok:
            continue
        if record.stage == "validate":
            assert record.evidence["relevance"] in ("addresses", "cannot-tell")
        if record.stage == "test":
            proven[record.service].add(record.evidence["tree"])
        if record.stage == "deploy":
            assert record.evidence["tree"] in proven[record.service]


def test_the_documentation_names_every_story_beside_the_themes() -> None:
    text = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    plain = {f"{theme}-{language}" for theme in THEMES for language in LANGUAGES}
    names = {one.name for one in STORIES.values()}
    assert plain <= names
    assert [name for name in sorted(names - plain) if f"`{name}`" not in text] == []


SAMPLE = PLAYABLE[::12]


def test_the_same_story_gives_the_same_journal_again_in_another_order() -> None:
    first = {name: played(name)[1] for name in SAMPLE}
    again = {}
    for name in reversed(SAMPLE):
        journal = Journal()
        play(STORIES[name], journal=journal, cast=SHARED)
        again[name] = journal.digest
    assert again == first


def test_the_same_story_gives_the_same_journal_in_another_process() -> None:
    code = (
        "import sys\n"
        "from patchvet.orchestrator.journal import Journal\n"
        "from patchvet.orchestrator.play import play, shared_cast\n"
        "from patchvet.orchestrator.scenario import SCENARIOS, load_scenario\n"
        "cast = shared_cast()\n"
        "for name in sys.argv[1:]:\n"
        "    journal = Journal()\n"
        "    play(load_scenario(SCENARIOS / name), journal=journal, cast=cast)\n"
        "    print(name, journal.digest)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *SAMPLE],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"},
        capture_output=True,
        text=True,
        check=True,
    )
    there = dict(line.split() for line in done.stdout.splitlines())
    assert there == {name: played(name)[1] for name in SAMPLE}
