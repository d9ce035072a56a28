"""The stages of one error's healing, each for itself: the part is asked, its claim is looked up
(`claims.py`), what was seen is written down.

Each gives "" where it succeeded, else why it did not, in a sentence for a person.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError
from . import claims
from .claims import ClaimRefuted
from .journal import sha256
from .probing import checks_of, faults_of, trigger_of
from .service import tree_digest
from .verifying import recovered, restored, verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..languages.fixing import Candidate
    from ..patches.trees import SourceTree
    from ..validators.report import Report
    from .futility import FutilityBreaker
    from .protocols import (
        Analyser,
        Deployer,
        Environment,
        Healer,
        Incident,
        Tester,
        Validator,
    )
    from .recording import Recorder
    from .verifying import Verified


class Parts(NamedTuple):
    """What heals, and what is healed."""

    environment: Environment
    analyser: Analyser
    healer: Healer
    validator: Validator
    tester: Tester
    deployer: Deployer
    breaker: FutilityBreaker
    attempts: int
    demand_relevance: bool


class Validated(NamedTuple):
    """The patched tree of an accepted candidate; else None, with the codes that refused it."""

    tree: SourceTree | None
    codes: tuple[str, ...] = ()
    reason: str = ""


class Stages:
    """The stages for one incident."""

    def __init__(self, incident: Incident, parts: Parts, recorder: Recorder) -> None:
        self._incident, self._parts, self._recorder = incident, parts, recorder
        self._environment, self._name = parts.environment, incident.service
        self._program = parts.environment.service(incident.service)
        self._faults = faults_of(incident, self._program)
        self.replicas = parts.environment.history(incident.service)[0].replicas
        self._health_before = parts.environment.health(incident.service)

    @property
    def can_look_again(self) -> bool:
        """Whether it is known how the error is brought about, here and now."""
        return bool(self._faults) and all(fault.around.are_plain for fault in self._faults)

    def look_again(self) -> Incident | None:
        """The error as the code that stands now raises it; None if it raises it no more."""
        environment = self._environment
        before = len(environment.log())
        environment.start(self._name)
        for fault in self._faults:
            for request in fault.requests:
                environment.send(self._name, request, 0)
        environment.start(self._name)
        lines = environment.log()[before:]
        services = {name: environment.service(name) for name in environment.services()}
        old = self._incident
        for one in self._parts.analyser.analyse(lines, services):
            if one.key == old.key:
                try:
                    claims.incident_stands_in_log(one, lines, services)
                except ClaimRefuted as error:
                    self._recorder.refute("analyse", self._name, str(error))
                    return None
                self._incident = one._replace(
                    first_seen=old.first_seen, affected=old.affected, requests=old.requests
                )
                because = "seen anew in the code that stands now"
                self._recorder.stage(
                    "analyse", self._name, True, incident_evidence(self._incident, because)
                )
                return self._incident
        return None

    def generate(self, tree: SourceTree) -> tuple[list[Candidate], str]:
        """The candidates, as many as may be tried; without one, why there is none."""
        found: list[Candidate] = []
        why = "the healer knows no patch for this error"
        try:
            claims.frame_is_in(self._incident, tree)
            made = self._parts.healer.candidates(self._incident, tree)
            found = list(islice(made, self._parts.attempts))
        except ClaimRefuted as error:
            self._recorder.refute("analyse", self._name, str(error))
            why = str(error)
        except PatchvetError as error:
            why = str(error)
        evidence: dict[str, Any] = {"candidates": [f"{one.name}: {one.reason}" for one in found]}
        self._recorder.stage(
            "generate",
            self._name,
            bool(found),
            evidence if found else {"reason": why},
            {"error": sha256(self._incident.trace_text), "tree": tree_digest(tree)},
            {f"candidate {number}": sha256(one.patch) for number, one in enumerate(found, 1)},
        )
        return found, "" if found else why

    def validate(self, candidate: Candidate, tree: SourceTree) -> Validated:
        report = self._parts.validator.validate(candidate, tree, self._incident)
        result = None
        try:
            claims.nothing_crashed(report)
            if report.ok or claims.is_left_to_the_test(report):
                result = claims.report_is_about(
                    report, candidate, tree, relevance=self._parts.demand_relevance
                )
        except ClaimRefuted as error:
            self._recorder.refute("validate", self._name, str(error))
            return Validated(None, ("validate",), str(error))
        accepted = self._recorder.stage(
            "validate",
            self._name,
            result is not None,
            _judged(report),
            {"patch": sha256(candidate.patch), "tree": tree_digest(tree)},
            {} if result is None else {"tree": tree_digest(result)},
        )
        if accepted:
            return Validated(result)
        return Validated(None, tuple(_codes(report)), _why(report, candidate))

    def test(self, candidate: Candidate, tree: SourceTree) -> str:
        result = self._parts.tester.test(self._program, tree, self._faults)
        probes = [
            probe for fault in self._faults for probe in (trigger_of(fault), *checks_of(fault))
        ]
        try:
            claims.probes_cover(result, tree, probes)
        except ClaimRefuted as error:
            self._recorder.refute("test", self._name, str(error))
            return str(error)
        passed = self._recorder.stage(
            "test",
            self._name,
            result.passed,
            {"probes": list(result.probes), "tree": result.digest},
            {"patch": sha256(candidate.patch)},
            {"tree": result.digest},
        )
        return "" if passed else (result.probes or ("no probe was made",))[-1]

    def deploy(self, tree: SourceTree, group: Sequence[int]) -> str:
        """Puts the tree into some of the replicas; the others must keep what they have."""
        before = {one: self._stands(one) for one in self.replicas}
        if len(set(before.values())) == 1:  # nothing was deployed yet
            self._health_before = self._environment.health(self._name)
        try:
            done = self._parts.deployer.deploy(self._environment, self._name, tree, group)
            claims.deployment_stands(done, self._environment, tree, group)
            for one in self.replicas:
                if one not in group and self._stands(one) != before[one]:
                    raise ClaimRefuted("deploy", f"replica {one} was changed before its turn")
        except ClaimRefuted as error:
            self._recorder.refute("deploy", self._name, str(error))
            return str(error)
        except PatchvetError as error:
            evidence = {"reason": str(error), "replicas": list(group)}
            self._recorder.stage("deploy", self._name, False, evidence)
            return str(error)
        self._recorder.stage(
            "deploy",
            self._name,
            True,
            {"tree": done.digest, "replicas": list(group), "number": done.number},
            {"before": before[group[0]], "tree": tree_digest(tree)},
            {"tree": done.digest},
        )
        return ""

    def verify(self, tree: SourceTree, group: Sequence[int]) -> str:
        """What stands in the replicas is probed, whatever the tester said of it."""
        digest = tree_digest(tree)
        seen = verify(
            self._environment, self._name, digest, self._faults, group, self._health_before
        )
        return self._see("verify", self._name, seen, {"tree": digest})

    def verify_affected(self, name: str, requests: Sequence[str]) -> str:
        """A service that failed along is asked again what it could not answer."""
        return self._see("verify", name, recovered(self._environment, name, requests), {})

    def roll_back(self, before: SourceTree) -> str:
        """Takes everything back; what then stands is looked at, whoever says what."""
        digest = tree_digest(before)
        try:
            if not restored(self._environment, self._name, digest, self.replicas).passed:
                done = self._parts.deployer.rollback(self._environment, self._name)
                claims.deployment_stands(done, self._environment, before, self.replicas, "rollback")
        except ClaimRefuted as error:
            self._recorder.refute("rollback", self._name, str(error))
            return f"{error}; {self._name} may hold a patch that does not heal"
        except PatchvetError as error:
            self._recorder.stage("rollback", self._name, False, {"reason": str(error)})
            return f"the rollback failed: {error}"
        # Of a trigger of several requests the first does no harm.
        first = next((one.requests[0] for one in self._faults if len(one.requests) > 1), None)
        seen = restored(self._environment, self._name, digest, self.replicas, first)
        for number in self.replicas:
            self._environment.start(self._name, number)
        return self._see("rollback", self._name, seen, {"before": digest})

    def _stands(self, replica: int) -> str:
        return tree_digest(self._environment.tree(self._name, replica))

    def _see(self, stage: str, name: str, seen: Verified, inputs: dict[str, str]) -> str:
        evidence: dict[str, Any] = {"health": seen.health, "tree": seen.tree}
        if stage == "verify" or seen.probes:
            evidence["probes"] = list(seen.probes)
        if seen.reason:
            evidence["reason"] = seen.reason
        expected = set(inputs.values())
        if seen.passed and seen.tree and expected and seen.tree not in expected:
            self._recorder.refute(stage, name, f"{stage}: another tree stands there")
            return f"{stage} looked at another tree"
        ok = self._recorder.stage(stage, name, seen.passed, evidence, inputs, {"tree": seen.tree})
        return "" if ok else seen.reason or f"{stage} showed no evidence"


def incident_evidence(incident: Incident, *because: str) -> dict[str, object]:
    """An incident as the journal has it."""
    return {
        "origin": incident.service,
        "error_type": incident.trace.error_type,
        "message": incident.trace.message,
        "affected": list(incident.affected),
        "because": list(because or incident.evidence),
    }


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
    codes = _codes(report)
    told = [f"{one.code} {one.message}" for one in report.findings if one.code in codes]
    return f"{candidate.name} was refused: {told[0] if told else report.verdict.value}"
