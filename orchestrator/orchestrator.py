"""`MockOrchestrator`: watches an environment, and heals what fails in it.

    monitor → analyse → generate → validate → test → deploy → verify → roll back on any failure

Errors of independent services are healed side by side, stage by stage in turns on the virtual
clock; a service whose callee is being healed waits, so that a cascade heals from its origin
outwards. No thread is started: the same run gives the same journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import claims, protocols
from .analysis import TraceAnalyser, calls_of, requests_in
from .case import Case
from .claims import ClaimRefuted
from .conformance import require
from .deploying import PlainDeployer
from .futility import FutilityBreaker
from .journal import Journal, sha256
from .outcome import Healing, overall
from .recording import Recorder
from .stages import Parts, incident_evidence
from .testing import CopyTester
from .validating import CheckValidator
from .verifying import described

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .outcome import Outcome
    from .protocols import (
        Analyser,
        Deployer,
        Environment,
        Healer,
        Incident,
        LogLine,
        Tester,
        Validator,
    )

ANALYSIS_SECONDS = 0.05


class MockOrchestrator:
    """Heals an environment with the parts that are plugged in.

    Each part must have exactly the shape of its protocol; raises ShapeError, which names every
    method that does not fit. `attempts` is the budget for one error. `demand_relevance` may be
    given up where a validator without it is to be tried.
    """

    def __init__(
        self,
        environment: Environment,
        healer: Healer,
        *,
        analyser: Analyser | None = None,
        validator: Validator | None = None,
        tester: Tester | None = None,
        deployer: Deployer | None = None,
        journal: Journal | None = None,
        story: str = "",
        attempts: int = 3,
        demand_relevance: bool = True,
    ) -> None:
        self.journal = journal if journal is not None else Journal()
        self._environment = environment
        self._analyser = analyser or TraceAnalyser()
        self._parts = Parts(
            environment,
            self._analyser,
            healer,
            validator or CheckValidator(relevance=demand_relevance),
            tester or CopyTester(),
            deployer or PlainDeployer(),
            FutilityBreaker(attempts),
            attempts,
            demand_relevance,
        )
        require(protocols.Environment, environment)
        require(protocols.Healer, healer)
        require(protocols.Analyser, self._analyser)
        require(protocols.Validator, self._parts.validator)
        require(protocols.Tester, self._parts.tester)
        require(protocols.Deployer, self._parts.deployer)
        self._recorder = Recorder(story, environment.clock, self.journal)
        self._seen = 0
        self._deployments: dict[str, int] = {}
        self._own: list[range] = []
        self._detected: dict[str, None] = {}
        self._cases: list[Case] = []
        self._running: list[tuple[Case, Iterator[float]]] = []

    @property
    def recorder(self) -> Recorder:
        return self._recorder

    @property
    def is_busy(self) -> bool:
        """Whether an error is being healed."""
        return bool(self._running)

    @property
    def has_news(self) -> bool:
        """Whether the log grew since it was last looked at."""
        return len(self._environment.log()) > self._seen

    @property
    def detected(self) -> tuple[str, ...]:
        """The services that were seen failing, in that order."""
        return tuple(self._detected)

    @property
    def healings(self) -> tuple[Healing, ...]:
        return tuple(case.healing for case in self._cases)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return tuple(case.incident for case in self._cases)

    @property
    def outcome(self) -> Outcome:
        """One word for all. A recurrence counts in place of what the same error came to before."""
        latest = {case.incident.key: case.healing for case in self._cases}
        return overall(latest.values())

    def heal(self) -> Outcome:
        """Looks and heals until nothing new fails. For an environment that nobody else drives."""
        self.monitor()
        while self.is_busy or self.has_news:
            self.step()
            self.monitor()
        return self.outcome

    def monitor(self) -> None:
        """Looks at the log and at every service's health; opens a case for each new error."""
        fresh = self._fresh_lines()
        wrote = dict.fromkeys(line.service for line in fresh)
        ailing = [one for one in self._environment.services() if self._is_ailing(one)]
        noticed = [name for name in (*wrote, *ailing) if name not in self._detected]
        for name in dict.fromkeys((*wrote, *noticed)):
            health = self._environment.health(name)
            self._detected.setdefault(name)
            self._recorder.stage(
                "monitor",
                name,
                True,
                {
                    "requests": health.evidence["requests"],
                    "errors": health.evidence["errors"],
                    "health": described(health),
                    "log lines": sum(line.service == name for line in fresh),
                },
            )
        if fresh:
            self._analyse(fresh)
        # What is logged until the next look comes from what stands now, or from what is put there
        # meanwhile.
        self._deployments = self._count_deployments()

    def step(self) -> None:
        """One stage of each case that need not wait for another; they run at the same time."""
        seconds = 0.0
        for case, steps in self._ready():
            before = len(self._environment.log())
            try:
                seconds = max(seconds, next(steps))
            except StopIteration:
                self._running = [one for one in self._running if one[0] is not case]
            # What the probes of a case set off is not news. What the affected of a healed origin
            # still get wrong is: `recovered` asks them as anybody would.
            self._own.append(range(before, len(self._environment.log())))
            if case.is_settled:
                self._own.pop()
        self._environment.clock.advance(seconds)

    def _fresh_lines(self) -> list[LogLine]:
        log = self._environment.log()
        lines = [
            line
            for number, line in enumerate(log[self._seen :], self._seen)
            if not any(number in own for own in self._own)
        ]
        self._seen = len(log)
        self._own.clear()
        return lines

    def _count_deployments(self) -> dict[str, int]:
        names = self._environment.services()
        return {name: len(self._environment.history(name)) for name in names}

    def _is_ailing(self, name: str) -> bool:
        return self._environment.health(name).state != "healthy"

    def _analyse(self, lines: list[LogLine]) -> None:
        services = {name: self._environment.service(name) for name in self._environment.services()}
        detected_at = self._environment.clock.now
        for incident in self._analyser.analyse(lines, services):
            try:
                claims.incident_stands_in_log(incident, lines, services)
            except ClaimRefuted as error:
                self._recorder.refute("analyse", incident.service, str(error))
                continue
            is_known = any(case.incident.key == incident.key for case, _ in self._running)
            if is_known or self._parts.breaker.frozen(incident):
                continue
            self._recorder.stage(
                "analyse",
                incident.service,
                True,
                incident_evidence(incident),
                {"log": sha256("\n".join(line.text for line in lines))},
                {"error": sha256(incident.trace_text)},
            )
            along = {name: requests_in(lines, name) for name in incident.affected}
            stood = self._deployments.get(incident.service, 1)
            case = Case(incident, detected_at, self._parts, self._recorder, along, stood)
            self._cases.append(case)
            self._running.append((case, case.steps()))
        self._environment.clock.advance(ANALYSIS_SECONDS)

    def _ready(self) -> list[tuple[Case, Iterator[float]]]:
        """The first case of each service that calls none which is being healed as well."""
        services = {name: self._environment.service(name) for name in self._environment.services()}
        busy = {case.service for case, _ in self._running}
        first: dict[str, tuple[Case, Iterator[float]]] = {}
        for one in self._running:
            name = one[0].service
            called = set(calls_of(services[name], services)) - {name}
            if not called & busy:
                first.setdefault(name, one)
        # Services that call each other in a ring would wait for ever.
        return list(first.values()) or self._running[:1]
