"""Trying a patched tree on a copy: a service of its own, in an environment of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ConfigurationError
from .mock_environment import MockServiceEnvironment
from .probing import ask, checks_of, trigger_of
from .protocols import TestResult
from .service import built_in_service, tree_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..patches.trees import SourceTree
    from .probing import Probe, Probed
    from .service import Fault, Service, Surroundings

    Peers = Callable[[str, str], Service]


class CopyTester:
    """Runs the triggers and checks of the faults, each on a fresh copy.

    `peers` gives the service of a language and a name that the copy calls (ConfigurationError if
    there is none: then nobody listens). Before a trigger counts for anything it must have ended the
    service as it was: one that does not fire proves nothing.
    """

    def __init__(self, *, peers: Peers = built_in_service, seed: int = 1) -> None:
        self._peers, self._seed = peers, seed
        self._fires: dict[tuple[str, str], Probed] = {}

    def test(self, service: Service, tree: SourceTree, faults: Sequence[Fault]) -> TestResult:
        files = {path: tree.read(path) or b"" for path in tree.paths()}
        digest = tree_digest(tree)
        if not faults:
            return TestResult(False, ("no probe is known for this error",), digest)
        told: list[str] = []
        for fault in faults:
            before = self._fired(service, fault)
            if before.outcome != "failed":
                why = (
                    f"without a patch it must end the service, or it proves nothing; {before.told}"
                )
                return TestResult(False, (*told, why), digest)
            for probe in (trigger_of(fault), *checks_of(fault)):
                probed = self._probe(service, files, probe)
                told.append(probed.told)
                if not probed.passed:
                    return TestResult(False, tuple(told), digest)
        return TestResult(True, tuple(told), digest)

    def _fired(self, service: Service, fault: Fault) -> Probed:
        key = service.language, f"{service.name} {fault.name}"
        if key not in self._fires:
            self._fires[key] = self._probe(service, service.files, trigger_of(fault))
        return self._fires[key]

    def _probe(self, service: Service, files: Mapping[str, bytes], probe: Probe) -> Probed:
        copies = [service._replace(files=files), *reachable(service, self._peers)]
        with MockServiceEnvironment(
            copies, seed=self._seed, replies=probe.around.replies
        ) as environment:
            arrange(environment, probe.around)
            return ask(environment, service.name, probe)


def reachable(service: Service, peers: Peers = built_in_service) -> list[Service]:
    """The services that it calls, and those that they call, as far as there are such."""
    found: dict[str, Service] = {}
    waiting = list(service.calls)
    while waiting:
        name = waiting.pop(0)
        if name in found or name == service.name:
            continue
        try:
            found[name] = peers(service.language, name)
        except ConfigurationError:
            continue  # a service that nobody has: calls of it are refused
        waiting += found[name].calls
    return list(found.values())


def arrange(environment: MockServiceEnvironment, around: Surroundings) -> None:
    """Makes the called services behave as a fault's surroundings say."""
    for name, manner in around.downstream.items():
        if name not in environment.services():
            continue
        if manner.startswith("drops "):
            environment.inject(name, "drops", times=int(manner.split()[1]))
        else:
            environment.inject(name, {"silent": "timeout"}.get(manner, manner))
