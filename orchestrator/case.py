"""One error on its way to be healed: generate → validate → test → deploy → verify → roll back.

A case is a sequence of stages that can be interleaved with others': `steps` yields after each stage
the virtual seconds that it took. What the parts claim is looked up (`claims.py`), what is deployed
is probed by the pipeline itself (`verifying.py`).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError
from . import claims
from .claims import ClaimRefuted
from .journal import sha256
from .outcome import Healing, Outcome
from .probing import checks_of, faults_of, trigger_of
from .service import tree_digest
from .verifying import recovered, restored, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..languages.fixing import Candidate
    from ..patches.trees import SourceTree
    from ..validators.report import Report
    from .futility import FutilityBreaker
    from .protocols import Deployer, Environment, Healer, Incident, Tester, Validator
    from .recording import Recorder

# What a stage takes on the virtual clock, beside the requests that it sends.
SECONDS = {"generate": 0.2, "validate": 0.02, "test": 0.5, "deploy": 1.0, "verify": 0.2}


class Parts(NamedTuple):
    """What a case works with."""

    environment: Environment
    healer: Healer
    validator: Validator
    tester: Tester
    deployer: Deployer
    breaker: FutilityBreaker
    attempts: int
    demand_relevance: bool


class Case:
    """Heals one incident. `healing` is what it came to, once `steps` is through."""

    def __init__(
        self,
        incident: Incident,
        detected_at: float,
        parts: Parts,
        recorder: Recorder,
        failed_along: Mapping[str, Sequence[str]],
    ) -> None:
        self.incident = incident
        self.service = incident.service
        self._parts, self._recorder = parts, recorder
        self._environment = parts.environment
        self._failed_along = failed_along
        self._program = self._environment.service(self.service)
        self._faults = faults_of(incident, self._program)
        self._replicas = self._environment.history(self.service)[0].replicas
        self._outcome: Outcome = "not-healed"
        self._reason = "no candidate"
        self._is_over = False
        self._attempts = 0
        self._rejects: dict[str, int] = {}
        self._detected_after = self._after(detected_at)
        self._patched_after: float | None = None
        self._healed_after: float | None = None
        self._patch = b""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is tried, for good or ill."""
        return self._is_over

    @property
    def healing(self) -> Healing:
        return Healing(
            service=self.service,
            language=self._program.language,
            error_type=self.incident.trace.error_type,
            outcome=self._outcome,
            reason=self._reason,
            affected=self.incident.affected,
            attempts=self._attempts,
            rejects=dict(sorted(self._rejects.items())),
            detected_after=self._detected_after,
            patched_after=self._patched_after,
            healed_after=self._healed_after,
            patch=sha256(self._patch) if self._patch else "",
        )

    def steps(self) -> Iterator[float]:
        """Goes on stage by stage; yields the seconds that each took."""
        candidates = self._generate()
        yield SECONDS["generate"]
        for candidate in candidates:
            if why := self._parts.breaker.attempt(self.incident, sha256(candidate.patch)):
                self._freeze(why)
                return
            self._attempts += 1
            yield from self._try(candidate)
            if self._is_over:
                return

    def _try(self, candidate: Candidate) -> Iterator[float]:
        tree = self._environment.tree(self.service)
        result = self._validate(candidate, tree)
        yield SECONDS["validate"]
        if result is None or not self._test(candidate, result):
            yield SECONDS["test"]
            return
        yield SECONDS["test"]
        self._patch = candidate.patch
        is_deployed = True
        for group in self._groups():
            is_deployed = self._deploy(result, tree, group)
            yield SECONDS["deploy"]
            is_deployed = is_deployed and self._verify(result, group)
            yield SECONDS["verify"]
            if not is_deployed:
                break
        if is_deployed:
            self._settle("healed", candidate.reason or candidate.name)
            yield from self._see_to_the_affected()
        else:
            self._roll_back(tree)
            yield SECONDS["deploy"]

    def _generate(self) -> list[Candidate]:
        tree = self._environment.tree(self.service)
        why = "the healer knows no patch for this error"
        found: list[Candidate] = []
        try:
            claims.frame_is_in(self.incident, tree)
            made = self._parts.healer.candidates(self.incident, tree)
            found = list(islice(made, self._parts.attempts))
        except ClaimRefuted as error:
            self._recorder.refute("analyse", self.service, str(error))
        except PatchvetError as error:
            why = str(error)
        evidence = {
            "candidates": [f"{one.name}: {one.reason}" for one in found],
            **({} if found else {"reason": why}),
        }
        self._recorder.stage(
            "generate",
            self.service,
            bool(found),
            evidence,
            {"error": sha256(self.incident.trace_text), "tree": tree_digest(tree)},
            {f"candidate {number}": sha256(one.patch) for number, one in enumerate(found, 1)},
        )
        if not found:
            self._reason = f"no candidate: {why}"
        return found

    def _validate(self, candidate: Candidate, tree: SourceTree) -> SourceTree | None:
        """The patched tree, if the candidate was accepted and the report holds."""
        report = self._parts.validator.validate(candidate, tree, self.incident)
        result = None
        try:
            if report.ok:
                result = claims.report_is_about(
                    report, candidate, tree, relevance=self._parts.demand_relevance
                )
        except ClaimRefuted as error:
            self._recorder.refute("validate", self.service, str(error))
            self._refuse({"validate": 1}, str(error))
            return None
        accepted = self._recorder.stage(
            "validate",
            self.service,
            result is not None,
            _judged(report),
            {"patch": sha256(candidate.patch), "tree": tree_digest(tree)},
            {} if result is None else {"tree": tree_digest(result)},
        )
        if not accepted:
            self._refuse(dict.fromkeys(_codes(report), 1), _why(report, candidate))
        return result if accepted else None

    def _test(self, candidate: Candidate, tree: SourceTree) -> bool:
        result = self._parts.tester.test(self._program, tree, self._faults)
        probes = [
            probe for fault in self._faults for probe in (trigger_of(fault), *checks_of(fault))
        ]
        try:
            claims.probes_cover(result, tree, probes)
        except ClaimRefuted as error:
            self._recorder.refute("test", self.service, str(error))
            self._refuse({"test": 1}, str(error))
            return False
        passed = self._recorder.stage(
            "test",
            self.service,
            result.passed,
            {"probes": list(result.probes), "tree": result.digest},
            {"patch": sha256(candidate.patch)},
            {"tree": result.digest},
        )
        if not passed:
            self._refuse({"test": 1}, result.probes[-1] if result.probes else "no probe")
        return passed

    def _deploy(self, tree: SourceTree, before: SourceTree, group: Sequence[int]) -> bool:
        """Puts the tree into some of the replicas; the others must keep what they have."""
        rest = [one for one in self._replicas if one not in group]
        kept = {one: tree_digest(self._environment.tree(self.service, one)) for one in rest}
        digest = tree_digest(tree)
        try:
            done = self._parts.deployer.deploy(self._environment, self.service, tree, group)
            claims.deployment_stands(done, self._environment, tree, group)
            for one, was in kept.items():
                if tree_digest(self._environment.tree(self.service, one)) != was:
                    raise ClaimRefuted("deploy", f"replica {one} was changed before its turn")
        except ClaimRefuted as error:
            self._recorder.refute("deploy", self.service, str(error))
            return False
        except PatchvetError as error:
            evidence = {"reason": str(error), "replicas": list(group)}
            return self._recorder.stage("deploy", self.service, False, evidence)
        return self._recorder.stage(
            "deploy",
            self.service,
            True,
            {"tree": done.digest, "replicas": list(group), "number": done.number},
            {"before": tree_digest(before), "tree": digest},
            {"tree": done.digest},
        )

    def _verify(self, tree: SourceTree, group: Sequence[int]) -> bool:
        if self._patched_after is None:
            self._patched_after = self._after()
        before = self._environment.health(self.service)
        seen = verify(
            self._environment, self.service, tree_digest(tree), self._faults, group, before
        )
        self._reason = seen.reason
        evidence = {"probes": list(seen.probes), "health": seen.health, "tree": seen.tree}
        if seen.reason:
            evidence["reason"] = seen.reason
        return self._recorder.stage(
            "verify", self.service, seen.passed, evidence, {"tree": seen.tree}
        )

    def _roll_back(self, before: SourceTree) -> None:
        """Takes everything back; what then stands is looked at, whoever says what."""
        digest = tree_digest(before)
        why = self._reason
        self._patched_after = None
        try:
            if not restored(self._environment, self.service, digest, self._replicas).passed:
                done = self._parts.deployer.rollback(self._environment, self.service)
                claims.deployment_stands(
                    done, self._environment, before, self._replicas, "rollback"
                )
        except ClaimRefuted as error:
            self._recorder.refute("rollback", self.service, str(error))
            self._stuck(f"{error}; {self.service} may hold a patch that does not heal")
            return
        except PatchvetError as error:
            self._recorder.stage("rollback", self.service, False, {"reason": str(error)})
            self._stuck(f"the rollback failed: {error}")
            return
        seen = restored(self._environment, self.service, digest, self._replicas)
        evidence = {"tree": seen.tree, "health": seen.health}
        ok = self._recorder.stage(
            "rollback", self.service, seen.passed, evidence, {"before": digest}, {"tree": seen.tree}
        )
        if ok:
            self._outcome, self._reason = "rolled-back", why or "the deployment failed"
        else:
            self._stuck(seen.reason)

    def _see_to_the_affected(self) -> Iterator[float]:
        """From the origin outwards: those that failed along must answer again."""
        for name in self.incident.affected:
            seen = recovered(self._environment, name, self._failed_along.get(name, ()))
            evidence = {"probes": list(seen.probes), "health": seen.health, "tree": seen.tree}
            if seen.reason:
                evidence["reason"] = seen.reason
            self._recorder.stage("verify", name, seen.passed, evidence, {"tree": seen.tree})
            yield SECONDS["verify"]

    def _groups(self) -> list[Sequence[int]]:
        """The replicas in the order of their turns: a canary, then the rest."""
        if len(self._replicas) == 1:
            return [self._replicas]
        return [self._replicas[:1], self._replicas[1:]]

    def _refuse(self, codes: Mapping[str, int], reason: str) -> None:
        for code, count in codes.items():
            self._rejects[code] = self._rejects.get(code, 0) + count
        # What was deployed and taken back weighs more than what never was.
        if self._outcome != "rolled-back":
            self._outcome, self._reason = "refused", reason

    def _settle(self, outcome: Outcome, reason: str) -> None:
        self._healed_after = self._after()
        self._outcome, self._reason, self._is_over = outcome, reason, True

    def _stuck(self, reason: str) -> None:
        """Nobody knows what stands there now: hands off."""
        self._freeze(reason)
        self._parts.breaker.freeze(self.incident, reason)

    def _freeze(self, reason: str) -> None:
        self._outcome, self._reason, self._is_over = "not-healed", reason, True

    def _after(self, moment: float | None = None) -> float:
        now = self._environment.clock.now if moment is None else moment
        return round(now - self.incident.first_seen, 6)


def _judged(report: Report) -> dict[str, object]:
    relevance = report.relevance
    return {
        "verdict": report.verdict.value,
        "relevance": relevance.verdict if relevance is not None else "not asked",
        "checks": {name: status.value for name, status in report.checks.items()},
        "findings": [f"{one.code} {one.name}: {one.message}" for one in report.findings],
    }


def _codes(report: Report) -> list[str]:
    """What a candidate was refused for: its errors; where there is none, what was left open."""
    errors = {one.code for one in report.findings if one.severity == "error"}
    return sorted(errors or {one.code for one in report.findings}) or ["unchecked"]


def _why(report: Report, candidate: Candidate) -> str:
    told = [f"{one.code} {one.message}" for one in report.findings if one.code in _codes(report)]
    return f"{candidate.name} was refused: {told[0] if told else report.verdict.value}"
