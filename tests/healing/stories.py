"""Stories for the tests of healing, made from the services' own faults and candidates."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from patchvet.errors import ConfigurationError
from patchvet.languages.discovery import discover_languages
from patchvet.orchestrator.healers import ScriptedPatch
from patchvet.orchestrator.mock_environment import MockServiceEnvironment
from patchvet.orchestrator.play import Cast, Story, play, shared_cast
from patchvet.orchestrator.scenario import Event, Expectation, HealerChoice, Member, Scenario
from patchvet.orchestrator.service import SERVICES, Fault, Service, built_in_service
from patchvet.orchestrator.testing import CopyTester
from patchvet.orchestrator.validating import CheckValidator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patchvet.orchestrator.journal import Journal
    from patchvet.orchestrator.play import Watcher

CANDIDATES = Path(__file__).parent / "candidates"
LANGUAGES = ("python", "javascript", "go", "java")
WRONG = ("masking", "unrelated", "stuffed")
CURES = ("cure_1", "cure_2")


def candidate(language: str, service: str, fault: str, label: str) -> bytes:
    """A patch whose worth the real runtime has shown."""
    return (CANDIDATES / language / service / fault / f"{label}.patch").read_bytes()


@cache
def runs(language: str) -> bool:
    """Whether programs of the language can be executed here."""
    one = next(one for one in discover_languages() if one.name == language)
    return one.child() is not None or one.runtime() is not None


def faults() -> list[tuple[str, str, str]]:
    """(language, service, fault) of all that can be cured and that can run here."""
    return [
        (language, path.parent.name, fault.name)
        for language in LANGUAGES
        if runs(language)
        for path in sorted((SERVICES / language).glob("*/service.toml"))
        for fault in built_in_service(language, path.parent.name).faults
        if fault.curable
    ]


def peers(service: Service) -> list[Service]:
    """Those that it calls, and those that they call."""
    found: dict[str, Service] = {}
    waiting = list(service.calls)
    while waiting:
        name = waiting.pop(0)
        try:
            one = built_in_service(service.language, name)
        except ConfigurationError:
            continue
        if name not in found:
            found[name] = one
            waiting += one.calls
    return list(found.values())


def story(
    language: str,
    service: str,
    fault: str,
    patches: Sequence[bytes | ScriptedPatch],
    *,
    expect: Expectation | str = "healed",
    replicas: int = 1,
    events: Sequence[Event] = (),
) -> Scenario:
    """One service fails as its fault says, among those that it calls, and gets these patches."""
    failing = built_in_service(language, service)
    its = failing.fault(fault)
    members = [Member(service, failing, replicas)]
    members += [Member(one.name, one, 1) for one in peers(failing)]
    return Scenario(
        name=f"{language}-{service}-{fault}",
        title=f"{fault} of {service}",
        theme=its.kind,
        languages=(language,),
        seed=1,
        members=tuple(members),
        events=(*arranged(its, [one.name for one in members], replicas), *events),
        faults=((service, fault),),
        healer=HealerChoice(
            "scripted",
            patches=tuple(
                one if isinstance(one, ScriptedPatch) else ScriptedPatch(one) for one in patches
            ),
        ),
        expect=Expectation(expect) if isinstance(expect, str) else expect,
        replies=its.around.replies,
    )


def arranged(fault: Fault, there: Sequence[str], replicas: int) -> list[Event]:
    """The surroundings that the fault needs, then its requests to the first service that is there,
    each once a replica: they take turns.
    """
    events = []
    for name, manner in fault.around.downstream.items():
        if name not in there:
            continue
        what = {"silent": "timeout"}.get(manner, manner.split()[0])
        settings = {"times": float(manner.split()[1])} if what == "drops" else {}
        events.append(Event(0.5, name, inject=what, settings=settings))
    requests = tuple(one for one in fault.requests for _ in range(replicas))
    return [*events, Event(1.0, there[0], requests=requests)]


SHARED = shared_cast()
WITHOUT_RELEVANCE = Cast(
    validator=CheckValidator(relevance=False), tester=CopyTester(), demand_relevance=False
)


def played(
    scenario: Scenario,
    cast: Cast = SHARED,
    journal: Journal | None = None,
    watch: Watcher | None = None,
) -> Story:
    return play(scenario, cast=cast, journal=journal, watch=watch)


def environment_of(*services: Service) -> MockServiceEnvironment:
    return MockServiceEnvironment(services)
