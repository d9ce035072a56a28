"""One error on its way to be healed: the order of its stages, and what that comes to.

A case can be interleaved with others: `steps` yields after each stage the virtual seconds that it
took.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .journal import sha256
from .outcome import Healing, Outcome
from .stages import Stages

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from ..languages.fixing import Candidate
    from ..patches.trees import SourceTree
    from .protocols import Incident
    from .recording import Recorder
    from .stages import Parts

# What a stage takes on the virtual clock, beside the requests that it sends.
SECONDS = {"generate": 0.2, "validate": 0.02, "test": 0.5, "deploy": 1.0, "verify": 0.2}


class Case:
    """Heals one incident. `healing` is what it came to so far. `failed_along` are the requests that
    the affected services could not answer; `deployments` is how many the service had when the
    error was seen: a trace of code that was replaced since tells the wrong lines.
    """

    def __init__(
        self,
        incident: Incident,
        detected_at: float,
        parts: Parts,
        recorder: Recorder,
        failed_along: Mapping[str, Sequence[str]],
        deployments: int,
    ) -> None:
        self.incident = incident
        self._deployments = deployments
        self._parts = parts
        self._stages = Stages(incident, parts, recorder)
        self._failed_along = failed_along
        self._outcome: Outcome = "not-healed"
        self._reason = "no candidate"
        self._is_over = False
        self._attempts = 0
        self._rejects: dict[str, int] = {}
        self._detected_after = self._after(detected_at)
        self._patched_after: float | None = None
        self._healed_after: float | None = None
        self._patch = ""

    @property
    def service(self) -> str:
        return self.incident.service

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is tried, for good or ill."""
        return self._is_over

    @property
    def healing(self) -> Healing:
        return Healing(
            service=self.service,
            language=self._parts.environment.service(self.service).language,
            error_type=self.incident.trace.error_type,
            outcome=self._outcome,
            reason=self._reason,
            affected=self.incident.affected,
            attempts=self._attempts,
            rejects=dict(sorted(self._rejects.items())),
            detected_after=self._detected_after,
            patched_after=self._patched_after,
            healed_after=self._healed_after,
            patch=self._patch,
        )

    def steps(self) -> Iterator[float]:
        """Goes on stage by stage; yields the seconds that each took."""
        if self._is_of_other_code() and self._stages.can_look_again:
            yield from self._look_again()
            if self._is_over:
                return
        candidates, why = self._stages.generate(self._tree())
        if why:
            self._reason = f"no candidate: {why}"
        yield SECONDS["generate"]
        for candidate in candidates:
            if why := self._parts.breaker.attempt(self.incident, sha256(candidate.patch)):
                self._settle("not-healed", why)
                return
            self._attempts += 1
            yield from self._try(candidate)
            if self._is_over:
                return

    def _is_of_other_code(self) -> bool:
        return len(self._parts.environment.history(self.service)) != self._deployments

    def _look_again(self) -> Iterator[float]:
        """Another error of the service was healed meanwhile. Perhaps this one with it."""
        found = self._stages.look_again()
        if found is not None:
            self.incident = found
        elif not (why := self._stages.verify(self._tree(), self._stages.replicas)):
            self._healed_after = self._after()
            self._settle("healed", "it went with a patch for another error of the service")
        else:
            self._reason = why
        yield SECONDS["verify"]

    def _try(self, candidate: Candidate) -> Iterator[float]:
        before = self._tree()
        validated = self._stages.validate(candidate, before)
        yield SECONDS["validate"]
        if validated.tree is None:
            self._refuse(validated.codes, validated.reason)
            return
        failure = self._stages.test(candidate, validated.tree)
        yield SECONDS["test"]
        if failure:
            self._refuse(("test",), failure)
            return
        failure = yield from self._put_in_place(candidate, validated.tree)
        if failure:
            self._take_back(before, failure)
            yield SECONDS["deploy"]
            return
        self._healed_after = self._after()
        self._settle("healed", candidate.reason or candidate.name)
        for name in self.incident.affected:
            self._stages.verify_affected(name, self._failed_along.get(name, ()))
            yield SECONDS["verify"]

    def _put_in_place(self, candidate: Candidate, tree: SourceTree) -> Generator[float, None, str]:
        """Deploys and verifies, a canary before the rest; gives why it failed, or ""."""
        replicas = self._stages.replicas
        for group in (replicas[:1], replicas[1:]):
            if not group:
                continue
            if failure := self._stages.deploy(tree, group):
                yield SECONDS["deploy"]
                return failure
            yield SECONDS["deploy"]
            self._patch = sha256(candidate.patch)
            self._patched_after = self._after()
            failure = self._stages.verify(tree, group)
            yield SECONDS["verify"]
            if failure:
                return failure
        return ""

    def _take_back(self, before: SourceTree, failure: str) -> None:
        self._patched_after = None
        if why := self._stages.roll_back(before):
            # Nobody knows what stands there now: hands off.
            self._settle("not-healed", self._parts.breaker.freeze(self.incident, why))
        else:
            self._outcome, self._reason = "rolled-back", failure

    def _refuse(self, codes: Sequence[str], reason: str) -> None:
        for code in codes:
            self._rejects[code] = self._rejects.get(code, 0) + 1
        # What was deployed and taken back weighs more than what never was.
        if self._outcome != "rolled-back":
            self._outcome, self._reason = "refused", reason

    def _settle(self, outcome: Outcome, reason: str) -> None:
        self._outcome, self._reason, self._is_over = outcome, reason, True

    def _tree(self) -> SourceTree:
        return self._parts.environment.tree(self.service)

    def _after(self, moment: float | None = None) -> float:
        now = self._parts.environment.clock.now if moment is None else moment
        return round(now - self.incident.first_seen, 6)
