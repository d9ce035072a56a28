"""Scenarios: stories in TOML of services that fail, and how each ends. See docs/scenarios.md."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, get_args

from ..errors import ConfigurationError
from .healers import ScriptedPatch
from .network import KINDS
from .outcome import Outcome
from .service import ScriptedReply, built_in_service, load_service
from .toml_table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .service import Service

SCENARIOS = Path(__file__).parent / "scenarios"
SUFFIX = ".scenario.toml"
OUTCOMES: tuple[str, ...] = get_args(Outcome)
HEALERS = ("fixes", "scripted", "command")


class Member(NamedTuple):
    """A service of the story, under its own name or another, in so many copies."""

    name: str
    service: Service
    replicas: int


class Event(NamedTuple):
    """What happens at a moment: requests are sent to a service, or something is injected."""

    at: float
    service: str
    requests: tuple[str, ...] = ()
    inject: str = ""
    settings: Mapping[str, float] = {}


class HealerChoice(NamedTuple):
    """Where the candidates come from; `attempts` is the budget for one error."""

    kind: str = "fixes"
    attempts: int = 3
    patches: tuple[ScriptedPatch, ...] = ()
    command: tuple[str, ...] = ()
    seconds: float = 30.0


class Expectation(NamedTuple):
    """How the story ends. What is None was left open."""

    outcome: str
    detected: tuple[str, ...] | None = None
    origin: tuple[str, ...] | None = None
    error_type: tuple[str, ...] | None = None
    affected: tuple[str, ...] | None = None
    codes: tuple[str, ...] | None = None
    attempts: int | None = None
    stages: tuple[str, ...] | None = None


class Scenario(NamedTuple):
    """One story. `faults` names those that it sends off, as (service, fault). `description` says
    what it is a story of; `is_original` marks the fifteen that this project began with.
    """

    name: str
    title: str
    theme: str
    languages: tuple[str, ...]
    seed: int
    members: tuple[Member, ...]
    events: tuple[Event, ...]
    faults: tuple[tuple[str, str], ...]
    healer: HealerChoice
    expect: Expectation
    replies: tuple[ScriptedReply, ...] = ()
    logs: tuple[str, ...] = ()
    description: str = ""
    is_original: bool = False


def load_scenario(path: Path) -> Scenario:
    """Reads a scenario. Raises ConfigurationError that names file, key and the way out."""
    import tomllib  # only where stories are played

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        raise ConfigurationError(f"{path}: cannot be read: {why.lower()}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: is no TOML: {error}") from error
    return _scenario(Table(content, str(path)), path)


def built_in_scenarios() -> tuple[Path, ...]:
    """The stories that ship with the package, sorted by name."""
    return tuple(sorted(SCENARIOS.glob(f"*{SUFFIX}")))


def _scenario(table: Table, path: Path) -> Scenario:
    members = tuple(_member(one, path.parent) for one in table.tables("service"))
    if not members:
        raise table.wrong("service", "is missing; a story needs at least one [[service]]")
    by_name = {one.name: one for one in members}
    if len(by_name) < len(members):
        raise table.wrong("service", 'has a name twice; give one of them another with `as = "…"`')
    spoken = tuple(dict.fromkeys(one.service.language for one in members))
    languages = table.texts("languages", spoken)
    if set(languages) != set(spoken):
        raise table.wrong("languages", f"should be what the services speak: {', '.join(spoken)}")
    events: list[Event] = []
    faults: list[tuple[str, str]] = []
    for one in table.tables("event"):
        events += _events(one, by_name, faults)
    if not events:
        raise table.wrong("event", "is missing; without an [[event]] nothing happens")
    found = Scenario(
        name=table.get("name", str, path.name.removesuffix(SUFFIX)),
        title=table.get("title", str),
        theme=table.get("theme", str),
        languages=languages,
        seed=table.get("seed", int, 1),
        members=members,
        # Events of one moment happen in the order in which they are written.
        events=tuple(sorted(events, key=lambda event: event.at)),
        faults=tuple(dict.fromkeys(faults)),
        healer=_healer(table.table("healer"), by_name),
        expect=_expectation(table.table("expect"), by_name),
        replies=tuple(_reply(one) for one in table.tables("reply")),
        logs=table.texts("logs"),
        description=table.get("description", str, ""),
        is_original=table.get("original", bool, default=False),
    )
    table.end()
    return found


def _member(table: Table, folder: Path) -> Member:
    if table.has("path"):
        service = load_service(folder / table.get("path", str))
    else:
        language, name = table.get("language", str), table.get("name", str)
        try:
            service = built_in_service(language, name)
        except ConfigurationError:
            raise table.wrong(
                "name", f"{name!r} is no built-in service in {language}; name one, or give a `path`"
            ) from None
    replicas = table.get("replicas", int, 1)
    if replicas < 1:
        raise table.wrong("replicas", "takes at least 1")
    found = Member(table.get("as", str, service.name), service, replicas)
    table.end()
    return found


def _events(
    table: Table, members: Mapping[str, Member], faults: list[tuple[str, str]]
) -> list[Event]:
    at, name = table.get("at", float, 0.0), table.choice("service", members)
    repeat, every = table.get("repeat", int, 1), table.get("every", float, 1.0)
    given = [key for key in ("fault", "requests", "inject") if table.has(key)]
    if len(given) != 1:
        raise table.wrong("fault", "an event has one of `fault`, `requests`, `inject`")
    if at < 0 or every < 0 or repeat < 1:
        raise table.wrong("at", "`at` and `every` take no negative numbers, `repeat` at least 1")
    event = Event(at, name)
    if table.has("fault"):
        fault = table.get("fault", str)
        known = [one.name for one in members[name].service.faults]
        if fault not in known:
            raise table.wrong("fault", f"{fault!r} is none of {name}: {', '.join(known)}")
        faults.append((name, fault))
        requests = members[name].service.fault(fault).requests
        # Replicas take turns: each of them must come to see the whole of it.
        turns = range(members[name].replicas)
        event = event._replace(requests=tuple(one for one in requests for _ in turns))
    elif table.has("requests"):
        event = event._replace(requests=table.texts("requests"))
    else:
        event = event._replace(
            inject=table.choice("inject", KINDS), settings=_settings(table, table.rest())
        )
        return [event]
    table.end()
    return [event._replace(at=round(at + every * number, 6)) for number in range(repeat)]


def _settings(table: Table, rest: Mapping[str, Any]) -> dict[str, float]:
    kind = table.choice("inject", KINDS)
    known = {*KINDS[kind], "until"}
    for key in rest:
        if key not in known:
            raise table.wrong(key, f"is no setting of {kind}; it takes: {', '.join(sorted(known))}")
    return {key: table.get(key, float) for key in rest}


def _reply(table: Table) -> ScriptedReply:
    found = ScriptedReply(
        table.get("service", str), table.get("request", str), table.get("response", str)
    )
    table.end()
    return found


def _healer(table: Table, members: Mapping[str, Member]) -> HealerChoice:
    kind = table.choice("kind", HEALERS, "fixes")
    patches = [ScriptedPatch(one.encode()) for one in table.texts("patches")]
    for one in table.tables("patch"):
        text = one.get("text", str).encode()
        service = one.choice("service", members) if one.has("service") else ""
        patches.append(ScriptedPatch(text, service))
        one.end()
    found = HealerChoice(
        kind,
        table.get("attempts", int, 3),
        tuple(patches),
        table.texts("command"),
        table.get("seconds", float, 30.0),
    )
    if kind == "scripted" and not found.patches:
        raise table.wrong("patches", "is missing; a scripted healer needs its patches")
    if kind == "command" and not found.command:
        raise table.wrong("command", "is missing; it takes the program and its arguments")
    table.end()
    return found


def _expectation(table: Table, members: Mapping[str, Member]) -> Expectation:
    def optional(key: str) -> tuple[str, ...] | None:
        return table.texts(key) if table.has(key) else None

    found = Expectation(
        outcome=table.choice("outcome", OUTCOMES),
        detected=optional("detected"),
        origin=optional("origin"),
        error_type=optional("error_type"),
        affected=optional("affected"),
        codes=optional("codes"),
        attempts=table.get("attempts", int) if table.has("attempts") else None,
        stages=optional("stages"),
    )
    for key in ("detected", "origin", "affected"):
        for name in getattr(found, key) or ():
            if name not in members:
                raise table.wrong(key, f"{name!r} is none of: {', '.join(members)}")
    table.end()
    return found
