"""What a service is surrounded by where it is executed by the machine: its downstream services,
executed as well, behind the ports that `benchmarks/prove_services.py` wrote into the traces.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patchvet.languages.discovery import discover_languages
from patchvet.languages.runtime import Closed, Refused, TimedOut
from patchvet.orchestrator.machine import Answered, Machine
from patchvet.orchestrator.service import SERVICES, Surroundings, load_service
from patchvet.patches.apply import apply_file
from patchvet.patches.unified import parse_patch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patchvet.languages import Language
    from patchvet.orchestrator.machine import Outcome
    from patchvet.orchestrator.service import Service

FIRST_PORT = 4101
PLAIN = Surroundings()


@cache
def language_of(name: str) -> Language:
    return next(one for one in discover_languages() if one.name == name)


@cache
def services_of(language: str) -> dict[str, Service]:
    folders = sorted(path.parent for path in (SERVICES / language).glob("*/service.toml"))
    return {folder.name: load_service(folder) for folder in folders}


class World:
    """The `Host` of one service and the machines of those that it calls."""

    def __init__(self, service: Service, around: Surroundings = PLAIN) -> None:
        self.folder = f"/srv/{service.name}"
        self.printed: list[tuple[str, str]] = []
        self.paused = 0.0
        self._around = around
        self._services = services_of(service.language)
        names = sorted(_reachable(service, self._services))
        self.ports = {name: number for number, name in enumerate(names, FIRST_PORT)}
        self._running: dict[str, Machine] = {}
        self._drops = {
            name: int(how.split()[1])
            for name, how in around.downstream.items()
            if how.startswith("drops ")
        }

    def connect(self, service: str) -> None:
        manner = self._around.downstream.get(service, "up")
        is_scripted = any(one.service == service for one in self._around.replies)
        if manner == "down" or (service not in self._services and not is_scripted):
            raise Refused

    def call(self, service: str, line: str) -> str:
        self.connect(service)
        if self._around.downstream.get(service) == "silent":
            raise TimedOut
        if self._drops.get(service, 0):
            self._drops[service] -= 1
            raise Closed
        for reply in self._around.replies:
            if reply.service == service and re.fullmatch(reply.request, line):
                return reply.response
        if service not in self._running:
            self._running[service] = machine_of(self._services[service], self)
            assert self._running[service].start() is None
        outcome = self._running[service].handle(line)
        if not isinstance(outcome, Answered):
            raise Closed
        return outcome.response

    def pause(self, seconds: float) -> None:
        self.paused += seconds

    def print(self, text: str, stream: str = "stdout") -> None:
        self.printed.append((stream, text))


def _reachable(service: Service, services: Mapping[str, Service]) -> set[str]:
    found: set[str] = set()
    waiting = list(service.calls)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += services[name].calls if name in services else ()
    return found


def machine_of(service: Service, world: World, files: Mapping[str, bytes] | None = None) -> Machine:
    language = language_of(service.language)
    return Machine(language, files or service.files, world, service.handle, world.ports)


def patched(service: Service, patch: bytes) -> dict[str, bytes]:
    """The service's files after a patch."""
    files = dict(service.files)
    for one in parse_patch(patch).files:
        applied = apply_file(one, files.get(one.path))
        assert not applied.problems, one.path
        assert applied.after is not None, one.path
        files[one.path] = applied.after
    return files


def asked(
    service: Service,
    requests: Sequence[str],
    around: Surroundings = PLAIN,
    files: Mapping[str, bytes] | None = None,
) -> list[Outcome]:
    """What a fresh service makes of requests, up to the first that it doesn't answer."""
    machine = machine_of(service, World(service, around), files)
    first = machine.start()
    if first is not None:
        return [first]
    outcomes = []
    for request in requests:
        outcomes.append(machine.handle(request))
        if not isinstance(outcomes[-1], Answered):
            break
    return outcomes
