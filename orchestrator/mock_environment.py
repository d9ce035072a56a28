"""`MockServiceEnvironment`: services of several languages side by side, and nothing started.

Each replica holds its real source, and that source is what is executed: whether a fault fires
follows from the code that stands there now. Time is virtual, chances are seeded, calls between
services go through this object, and every failure is written to the log as its runtime prints it.
"""

from __future__ import annotations

import random
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError, UsageError
from ..languages.runtime import Closed, Refused, TimedOut
from ..languages.table import LanguageTable
from ..patches.trees import InMemoryTree
from .clock import VirtualClock
from .log_simulator import LogSimulator
from .machine.outcomes import Answered, CannotTell
from .network import TIMEOUT, Disturbances, Ports, Scripted
from .protocols import Deployment, Health, LogLine, Reply
from .replica import Replica, Request, stderr_of
from .service import tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..patches.trees import SourceTree
    from .service import ScriptedReply, Service

WINDOW = 30.0  # seconds that health looks back
SLOW = 0.5  # a p95 beyond this is a failure too
MEMORY = 256_000_000  # bytes that a service may hold
BASE_MEMORY = 24_000_000


class DeploymentFailed(PatchvetError):  # noqa: N818 - what happened, to whoever deployed
    """The environment refused a deployment or a rollback; what stood before still stands."""


class Placement(NamedTuple):
    """A service in an environment, under its own name or another, in so many copies."""

    service: Service
    name: str = ""
    replicas: int = 1


class _Standing:
    """A service in the environment: its replicas, what was deployed, what it was asked."""

    def __init__(self, placement: Placement) -> None:
        self.service = placement.service
        self.name = placement.name or placement.service.name
        self.count = placement.replicas
        self.replicas: list[Replica] = []
        self.is_started = False
        self.next_replica = 0
        self.history: list[Deployment] = []
        self.trees: list[Mapping[str, bytes]] = []
        self.requests: list[Request] = []
        self.watched_from = 0  # the first request that counts for health
        self.memory = BASE_MEMORY


class MockServiceEnvironment:
    """Services that run side by side; see `protocols.Environment` for what each method promises.

    A context manager: at its end every program is gone.
    """

    def __init__(
        self,
        services: Iterable[Service | Placement],
        *,
        seed: int = 1,
        log: LogSimulator | None = None,
        replies: Iterable[ScriptedReply] = (),
    ) -> None:
        self._clock = VirtualClock()
        self._random = random.Random(f"{seed} environment")  # noqa: S311 - repeatable, not secret
        self._disturbances = Disturbances(seed)
        self._scripted = Scripted(replies)
        self._ports = Ports()
        self._languages = _languages()
        self._writer = log or LogSimulator(seed=seed)
        self._log: list[LogLine] = []
        self._trace_id = ""
        self._standing: dict[str, _Standing] = {}
        for one in services:
            placed = _Standing(one if isinstance(one, Placement) else Placement(one))
            if placed.name in self._standing:
                raise UsageError(f"two services are called {placed.name!r}; give one another name")
            self._standing[placed.name] = placed
            self._ports.of(placed.name)

    def __enter__(self) -> MockServiceEnvironment:
        for name in self._standing:
            self.start(name)
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def clock(self) -> VirtualClock:
        return self._clock

    def services(self) -> tuple[str, ...]:
        return tuple(self._standing)

    def service(self, name: str) -> Service:
        return self._of(name).service

    def start(self, name: str, replica: int | None = None) -> None:
        """Starts its replicas anew, or that one; one that can't start is in the log, and down.
        What was asked before no longer counts for its health.
        """
        one = self._of(name)
        if not one.replicas:
            one.trees.append(one.service.files)
            one.replicas = [self._replica(one, one.service.files) for _ in range(one.count)]
            digest = tree_digest(InMemoryTree(one.service.files))
            every = tuple(range(one.count))
            one.history.append(Deployment(name, 0, digest, "initial", every))
        one.is_started = True
        one.watched_from = len(one.requests)
        for fresh in one.replicas if replica is None else [one.replicas[replica]]:
            fresh.start()

    def stop(self, name: str) -> None:
        one = self._of(name)
        one.is_started = False
        for replica in one.replicas:
            replica.stop()

    def send(self, name: str, request: str, replica: int | None = None) -> Reply:
        """A request from outside, to that replica or to whose turn it is; what it calls carries
        the same trace ID in the log.
        """
        self._trace_id = f"{self._random.getrandbits(64):016x}"
        return self._request(self._of(name), request, replica)

    def inject(self, name: str, what: str, **settings: float | str) -> None:
        numbers = {key: float(value) for key, value in settings.items()}
        self._disturbances.inject(self._of(name).name, what, self._clock.now, numbers)

    def health(self, name: str) -> Health:
        one = self._of(name)
        self._begin(one, one.replicas)
        since = self._clock.now - WINDOW
        recent = [asked for asked in one.requests[one.watched_from :] if asked.at >= since]
        errors = sum(request.is_error for request in recent)
        slowest = sorted(request.seconds for request in recent)
        p95 = slowest[int(len(slowest) * 0.95)] if slowest else 0.0
        up = sum(replica.is_up for replica in one.replicas) if self._listens(one) else 0
        evidence: dict[str, float | int | str] = {
            "requests": len(recent),
            "errors": errors,
            "p95": p95,
            "memory": one.memory,
            "restarts": sum(replica.restarts for replica in one.replicas),
            "up": up,
        }
        fails = errors or p95 > SLOW or one.memory > MEMORY or up < len(one.replicas)
        state = "down" if not up else "failing" if fails else "healthy"
        return Health(state, MappingProxyType(evidence))  # type: ignore[arg-type]

    def port(self, name: str) -> int:
        return self._ports.of(self._of(name).name)

    def log(self, since: float = 0.0) -> tuple[LogLine, ...]:
        for one in self._standing.values():
            self._begin(one, one.replicas)
        return tuple(line for line in self._log if line.at >= since)

    def tree(self, name: str, replica: int = 0) -> SourceTree:
        one = self._of(name)
        files = one.replicas[replica].files if one.replicas else one.service.files
        return InMemoryTree(files)

    def deploy(
        self, name: str, tree: SourceTree, replicas: Sequence[int] | None = None
    ) -> Deployment:
        """Replaces what the replicas run; all of them if none are named. Raises DeploymentFailed,
        and nothing has changed, where it was made to fail.
        """
        one = self._of(name)
        if self._disturbances.use_up(one.name, "deploy-fails", self._clock.now):
            raise DeploymentFailed(f"{name}: the deployment was refused")
        files = {path: tree.read(path) or b"" for path in tree.paths()}
        chosen = tuple(range(one.count)) if replicas is None else tuple(replicas)
        # The rest behind a canary is the same deployment: one rollback takes both back.
        if files != one.trees[-1]:
            one.trees.append(files)
        return self._put(one, files, chosen, "deploy")

    def rollback(self, name: str) -> Deployment:
        """Puts back what stood before the last deployment, in every replica. Raises
        DeploymentFailed where there is nothing to go back to, or where it was made to fail.
        """
        one = self._of(name)
        if len(one.trees) < 2:
            raise DeploymentFailed(f"{name}: nothing was deployed that could be taken back")
        if self._disturbances.use_up(one.name, "rollback-fails", self._clock.now):
            raise DeploymentFailed(f"{name}: the rollback was refused")
        one.trees.pop()
        return self._put(one, one.trees[-1], tuple(range(one.count)), "rollback")

    def history(self, name: str) -> tuple[Deployment, ...]:
        return tuple(self._of(name).history)

    def close(self) -> None:
        for name in self._standing:
            self.stop(name)

    def _of(self, name: str) -> _Standing:
        try:
            return self._standing[name]
        except KeyError:
            known = ", ".join(self._standing)
            raise KeyError(f"no service {name!r}; there are: {known}") from None

    def _listens(self, one: _Standing) -> bool:
        down = any(self._disturbances.active(one.name, "down", self._clock.now))
        return one.is_started and not down

    def _put(
        self, one: _Standing, files: Mapping[str, bytes], chosen: tuple[int, ...], kind: str
    ) -> Deployment:
        for number in chosen:
            one.replicas[number].stop()
            one.replicas[number] = self._replica(one, files)
            if one.is_started:
                one.replicas[number].start()
        one.watched_from = len(one.requests)
        one.memory = BASE_MEMORY
        digest = tree_digest(InMemoryTree(files))
        done = Deployment(one.name, len(one.history), digest, kind, chosen)  # type: ignore[arg-type]
        one.history.append(done)
        return done

    def _replica(self, one: _Standing, files: Mapping[str, bytes]) -> Replica:
        language = self._languages.get(one.service.language)
        if language is None:
            raise UsageError(f"{one.name}: no such language: {one.service.language}")
        ports = {name: self._ports.of(name) for name in one.service.calls}
        return Replica(one.service, language, files, _World(self, one.name), ports)

    def _begin(self, one: _Standing, replicas: Iterable[Replica]) -> None:
        """Starts those that are due; what keeps one from it is in the log."""
        for replica in replicas:
            outcome = replica.begin()
            if outcome is not None:
                self._write(one, "(start)", stderr_of(outcome))

    def _request(self, one: _Standing, request: str, number: int | None = None) -> Reply:
        """One request, from outside or from another service, and its place in the records."""
        start = self._clock.now
        reply = self._answer(one, request, number)
        seconds = round(self._clock.now - start, 6)
        one.requests.append(Request(start, seconds, reply.outcome != "answered"))
        return reply._replace(seconds=seconds)

    def _answer(self, one: _Standing, request: str, number: int | None) -> Reply:
        now = self._clock.now
        if not self._listens(one):
            return Reply("down", reason=f"nobody listens at port {self._ports.of(one.name)}")
        if any(self._disturbances.active(one.name, "timeout", now)):
            self._clock.advance(TIMEOUT)
            return Reply("timeout", reason=f"no answer within {TIMEOUT:g} s")
        delay = sum(
            i.settings["seconds"] for i in self._disturbances.active(one.name, "latency", now)
        )
        self._clock.advance(round(self._random.uniform(0.001, 0.004) + delay, 6))
        if delay >= TIMEOUT:
            return Reply("timeout", reason=f"no answer within {TIMEOUT:g} s")
        if self._disturbances.happens(one.name, "errors", now):
            return Reply("failed", reason="the connection was closed (injected)")
        if self._disturbances.use_up(one.name, "drops", now):
            return Reply("failed", reason="the connection was dropped (injected)")
        one.memory += int(self._disturbances.total(one.name, "memory", "bytes", now))
        replica = self._next_replica(one, number)
        if replica is None:
            return Reply("down", reason="no replica is up")
        return self._run(one, replica, request)

    def _next_replica(self, one: _Standing, number: int | None) -> Replica | None:
        """That one, or in turns those that are up; time passes until it is ready again."""
        asked = one.replicas if number is None else [one.replicas[number]]
        self._begin(one, asked)
        up = [replica for replica in asked if replica.is_up]
        if not up:
            return None
        one.next_replica += 1
        replica = up[one.next_replica % len(up)]
        if replica.ready_at > self._clock.now:
            self._clock.advance(round(replica.ready_at - self._clock.now, 6))
        return replica

    def _run(self, one: _Standing, replica: Replica, request: str) -> Reply:
        outcome = replica.handle(request, self._clock.now)
        if isinstance(outcome, Answered):
            return Reply("answered", response=outcome.response)
        if isinstance(outcome, CannotTell):
            where = f" ({outcome.path}:{outcome.line})" if outcome.line else ""
            return Reply("cannot-tell", reason=f"{outcome.reason}{where}")
        stderr = stderr_of(outcome)
        self._write(one, request, stderr)
        return Reply("failed", stderr=stderr, reason="the program ended")

    def _write(self, one: _Standing, request: str, stderr: str) -> None:
        now = self._clock.now
        lines = self._writer.failure(
            one.service, self._clock.at(now), self._trace_id, request, stderr, name=one.name
        )
        self._log += [LogLine(now, one.name, line) for line in lines]

    def _call(self, name: str, line: str) -> str:
        """A call of one service by another."""
        self._connect(name)
        scripted = self._scripted.reply(name, line)
        if scripted is not None:
            return scripted
        if name not in self._standing:
            raise Closed(name, self._ports.of(name))
        reply = self._request(self._standing[name], line)
        if reply.outcome == "answered":
            return reply.response
        kind = {"timeout": TimedOut, "down": Refused}.get(reply.outcome, Closed)
        raise kind(name, self._ports.of(name))

    def _connect(self, name: str) -> None:
        one = self._standing.get(name)
        if one is None and self._scripted.speaks_for(name):
            return
        if one is None or not self._listens(one) or not any(r.is_up for r in one.replicas):
            raise Refused(name, self._ports.of(name))


class _World:
    """What a program sees of its environment."""

    def __init__(self, environment: MockServiceEnvironment, name: str) -> None:
        self._environment = environment
        self.folder = f"/srv/{name}"

    def connect(self, service: str) -> None:
        self._environment._connect(service)

    def call(self, service: str, line: str) -> str:
        return self._environment._call(service, line)

    def pause(self, seconds: float) -> None:
        self._environment.clock.advance(max(seconds, 0.0))

    def print(self, text: str, stream: str = "stdout") -> None:
        """What a program prints beside its responses is nobody's here."""


def _languages() -> LanguageTable:
    from ..languages.discovery import discover_languages

    return LanguageTable(discover_languages())
