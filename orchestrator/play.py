"""Plays a scenario: the environment, its timeline, the orchestrator, and how it all ended."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..validators.collector import collector_paused
from .healers import CommandHealer, FixHealer, ScriptedHealer
from .log_simulator import LogSimulator
from .mock_environment import MockServiceEnvironment, Placement
from .orchestrator import MockOrchestrator
from .programs import CannotRun
from .testing import CopyTester
from .validating import CheckValidator

if TYPE_CHECKING:
    from .journal import Journal
    from .outcome import Healing, Outcome, StageRecord
    from .protocols import Analyser, Deployer, Environment, Healer, Tester, Validator
    from .scenario import Event, HealerChoice, Scenario

POLL = 0.5  # virtual seconds between two looks at the logs
# A story that has not ended by then never will: something starts anew again and again.
MOST_ROUNDS = 5_000


class Watcher(Protocol):
    """Is told of every stage as it ends: a live display."""

    def __call__(self, scenario: Scenario, stage: StageRecord, /) -> None: ...


class Cast(NamedTuple):
    """Parts that stand in for the story's own; and those that stories share, for they cost."""

    healer: Healer | None = None
    analyser: Analyser | None = None
    validator: Validator | None = None
    tester: Tester | None = None
    deployer: Deployer | None = None
    environment: type[MockServiceEnvironment] = MockServiceEnvironment
    demand_relevance: bool = True


class Story(NamedTuple):
    """How a scenario ended. `problems` is what was not as expected; empty means `ok`. `skipped`
    tells why it was not played at all.
    """

    scenario: Scenario
    outcome: Outcome | None
    problems: tuple[str, ...]
    healings: tuple[Healing, ...] = ()
    stages: tuple[StageRecord, ...] = ()
    detected: tuple[str, ...] = ()
    health: tuple[tuple[str, str], ...] = ()
    skipped: str = ""

    @property
    def ok(self) -> bool:
        return not self.problems and not self.skipped


def shared_cast() -> Cast:
    """Parts for many stories: what they look up once serves all."""
    return Cast(validator=CheckValidator(), tester=CopyTester())


def play(
    scenario: Scenario,
    *,
    seed: int | None = None,
    journal: Journal | None = None,
    cast: Cast | None = None,
    watch: Watcher | None = None,
) -> Story:
    """Plays it to its end. Deterministic: the scenario, the seed and the cast decide."""
    chosen = cast if cast is not None else shared_cast()
    used = scenario.seed if seed is None else seed
    places = [Placement(one.service, one.name, one.replicas) for one in scenario.members]
    environment = chosen.environment(
        places,
        seed=used,
        log=LogSimulator(seed=used, styles=scenario.logs),
        replies=scenario.replies,
    )
    try:
        # What a story makes forms few cycles, and each request's end would look through all of it.
        with collector_paused(), environment:
            orchestrator = MockOrchestrator(
                environment,
                chosen.healer or healer_of(scenario.healer),
                analyser=chosen.analyser,
                validator=chosen.validator,
                tester=chosen.tester,
                deployer=chosen.deployer,
                journal=journal,
                story=scenario.name,
                attempts=scenario.healer.attempts,
                demand_relevance=chosen.demand_relevance,
            )
            _run(scenario, environment, orchestrator, watch)
            health = tuple((one, environment.health(one).state) for one in environment.services())
    except CannotRun as error:
        return Story(scenario, None, (), skipped=str(error))
    return _story(scenario, orchestrator, health)


def healer_of(choice: HealerChoice) -> Healer:
    """The healer that a scenario asks for."""
    if choice.kind == "scripted":
        return ScriptedHealer(choice.patches)
    if choice.kind == "command":
        return CommandHealer(choice.command, seconds=choice.seconds)
    return FixHealer()


def _run(
    scenario: Scenario,
    environment: Environment,
    orchestrator: MockOrchestrator,
    watch: Watcher | None,
) -> None:
    """The timeline and the healing share one clock: while something is healed, events go on."""
    clock, timeline = environment.clock, deque(scenario.events)
    next_look, told = 0.0, 0
    for _ in range(MOST_ROUNDS + len(timeline)):
        while timeline and timeline[0].at <= clock.now:
            _happen(timeline.popleft(), environment)
            next_look = next_look or _next_look(clock.now)
        if next_look and clock.now >= next_look:
            orchestrator.monitor()
            next_look = _next_look(clock.now) if orchestrator.is_busy else 0.0
        if orchestrator.is_busy:
            orchestrator.step()
        elif timeline or next_look:
            moments = [timeline[0].at] if timeline else []
            moments += [next_look] if next_look else []
            clock.advance(max(round(min(moments) - clock.now, 6), 0.0))
        elif orchestrator.has_news:
            next_look = _next_look(clock.now)
        else:
            break
        told = _tell(scenario, orchestrator, watch, told)
    else:
        orchestrator.recorder.refuted.append(f"{scenario.name} found no end")
    orchestrator.monitor()
    _tell(scenario, orchestrator, watch, told)


def _next_look(now: float) -> float:
    """Logs are looked at in even intervals, whenever something happens in between."""
    return round((now // POLL + 1) * POLL, 6)


def _happen(event: Event, environment: Environment) -> None:
    if event.inject:
        environment.inject(event.service, event.inject, **event.settings)
    for request in event.requests:
        environment.send(event.service, request)


def _tell(
    scenario: Scenario, orchestrator: MockOrchestrator, watch: Watcher | None, told: int
) -> int:
    records = orchestrator.recorder.records
    if watch is not None:
        for record in records[told:]:
            watch(scenario, record)
    return len(records)


def _story(
    scenario: Scenario, orchestrator: MockOrchestrator, health: tuple[tuple[str, str], ...]
) -> Story:
    story = Story(
        scenario,
        orchestrator.outcome,
        tuple(orchestrator.recorder.refuted),
        orchestrator.healings,
        tuple(orchestrator.recorder.records),
        orchestrator.detected,
        health,
    )
    return story._replace(problems=(*story.problems, *_differences(story)))


def _differences(story: Story) -> list[str]:
    """What is not as the scenario expects."""
    expect, healings = story.scenario.expect, story.healings
    found: list[str] = []
    if story.outcome != expect.outcome:
        why = "; ".join(one.reason for one in healings) or "no error was found"
        found.append(f"expected {expect.outcome}, was {story.outcome}: {why}")
    seen: dict[str, tuple[str, ...]] = {
        "detected": story.detected,
        "origin": tuple(dict.fromkeys(one.service for one in healings)),
        "error_type": tuple(dict.fromkeys(one.error_type for one in healings)),
        "affected": tuple(dict.fromkeys(name for one in healings for name in one.affected)),
        "codes": tuple(sorted({code for one in healings for code in one.rejects})),
    }
    for key, values in seen.items():
        wanted = getattr(expect, key)
        if wanted is not None and sorted(wanted) != sorted(values):
            found.append(f"{key}: expected {_list(wanted)}, was {_list(values)}")
    attempts = sum(one.attempts for one in healings)
    if expect.attempts is not None and attempts != expect.attempts:
        found.append(f"attempts: expected {expect.attempts}, was {attempts}")
    stages = tuple(dict.fromkeys(one.stage for one in story.stages))
    if expect.stages is not None and stages != expect.stages:
        found.append(f"stages: expected {_list(expect.stages)}, was {_list(stages)}")
    return found


def _list(values: tuple[str, ...]) -> str:
    return ", ".join(values) or "none"
