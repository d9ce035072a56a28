"""The parts of healing and what passes between them. Mock and real parts speak these.

    environment  services that run and fail        → logs, health
    analyser     logs → Incident: what failed first, where
    healer       Incident → candidates
    validator    a candidate, the error → Verdict (the package's own `check`)
    tester       a candidate on a copy → TestResult
    deployer     a tested tree → the environment (a canary first, if the pipeline says so), and back

Every answer carries its evidence: the pipeline believes no part that says "done" without it.
`conformance.require` refuses a part whose public methods differ from its protocol's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..languages.fixing import Candidate
    from ..languages.traces import Frame, Trace
    from ..patches.trees import SourceTree
    from ..validators.report import Report
    from .clock import VirtualClock
    from .service import Fault, Service


class Reply(NamedTuple):
    """What a request came to. `outcome`: "answered" (`response`), "failed" (the service died of an
    error: `stderr` as its runtime prints it), "down" (nobody listened), "timeout", "cannot-tell"
    (the mock can't run this code: `reason` says what and where). `seconds` on the virtual clock.
    """

    outcome: Literal["answered", "failed", "down", "timeout", "cannot-tell"]
    response: str = ""
    stderr: str = ""
    reason: str = ""
    seconds: float = 0.0


class LogLine(NamedTuple):
    """One line of the joined log, without its end. `at`: virtual seconds."""

    at: float
    service: str
    text: str


class Health(NamedTuple):
    """`state`: "healthy", "failing" (errors or slow answers in the last `window` seconds), "down".
    `evidence`: the figures it follows from (requests, errors, p95 latency, memory, restarts).
    """

    state: Literal["healthy", "failing", "down"]
    evidence: Mapping[str, float | int | str]


class Deployment(NamedTuple):
    """What stands now. `digest` is of the whole tree (`service.tree_digest`), `number` counts up a
    service's deployments and rollbacks from 0 (what it was started with). `replicas` were changed.
    """

    service: str
    number: int
    digest: str
    kind: Literal["initial", "deploy", "rollback"]
    replicas: tuple[int, ...] = (0,)


class Environment(Protocol):
    """Services that run side by side. Unknown names raise KeyError with the known ones."""

    @property
    def clock(self) -> VirtualClock: ...
    def services(self) -> tuple[str, ...]: ...
    def service(self, name: str) -> Service: ...
    def start(self, name: str, replica: int | None = None) -> None: ...
    def stop(self, name: str) -> None: ...
    def send(self, name: str, request: str, replica: int | None = None) -> Reply: ...
    def inject(self, name: str, what: str, **settings: float | str) -> None: ...
    def health(self, name: str) -> Health: ...
    def port(self, name: str) -> int: ...
    def log(self, since: float = 0.0) -> tuple[LogLine, ...]: ...
    def tree(self, name: str, replica: int = 0) -> SourceTree: ...
    def deploy(
        self, name: str, tree: SourceTree, replicas: Sequence[int] | None = None
    ) -> Deployment: ...
    def rollback(self, name: str) -> Deployment: ...
    def history(self, name: str) -> tuple[Deployment, ...]: ...
    def close(self) -> None: ...


class Incident(NamedTuple):
    """One error to heal: the service where it began, its error, and what followed from it.

    `trace_text` is the error as it stood in the log, `frame` its root cause, `affected` the
    services whose errors follow from it, outwards in order. `evidence`: why this is the origin
    (times, dependency, trace IDs). `requests` are those that ended in it, oldest first.
    """

    service: str
    trace: Trace
    trace_text: str
    frame: Frame | None
    first_seen: float
    affected: tuple[str, ...]
    evidence: tuple[str, ...]
    requests: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same error of the same place: what the futility breaker counts."""
        frame = self.frame
        where = f"{frame.path}:{frame.function}" if frame is not None else "?"
        return f"{self.service} {self.trace.error_type} {where}"


class Analyser(Protocol):
    """Finds the errors in a log, and which of them caused the others."""

    def analyse(
        self, log: Iterable[LogLine], services: Mapping[str, Service]
    ) -> tuple[Incident, ...]: ...


class Healer(Protocol):
    """Makes candidates for an incident, best first. Whatever makes patches can stand here."""

    def candidates(self, incident: Incident, tree: SourceTree) -> Iterable[Candidate]: ...


class Validator(Protocol):
    """Judges a candidate before anything runs it. Its report is the evidence."""

    def validate(self, candidate: Candidate, tree: SourceTree, incident: Incident) -> Report: ...


class TestResult(NamedTuple):
    """`passed` only if every probe passed; a probe that could not be run fails. `probes` are lines
    for a person and the journal: what was asked, what was wanted, what came.
    """

    passed: bool
    probes: tuple[str, ...]
    digest: str


# pytest must not take it for a class of tests wherever it is imported.
TestResult.__test__ = False  # type: ignore[attr-defined]


class Tester(Protocol):
    """Tries a patched tree on a copy of the service: the faults' triggers and behaviour checks."""

    def test(self, service: Service, tree: SourceTree, faults: Sequence[Fault]) -> TestResult: ...


class Deployer(Protocol):
    """Puts a tree in place, in all replicas or in those that are named, and takes it back. Raises
    PatchvetError where the environment refuses; then nothing has changed.
    """

    def deploy(
        self,
        environment: Environment,
        name: str,
        tree: SourceTree,
        replicas: Sequence[int] | None = None,
    ) -> Deployment: ...
    def rollback(self, environment: Environment, name: str) -> Deployment: ...
