"""Each stage in turn is replaced by one that lies, and the run is seen to fail.

The stories come out well with honest parts (the first test), so that it is the lie that fails them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import SHARED, candidate, played, story

from patchvet import Finding, InMemoryTree, Severity, Status, Verdict, apply_patch, parse_patch
from patchvet.cli.heal import NOT_AS_EXPECTED, status_of
from patchvet.languages.fixing import Candidate
from patchvet.orchestrator import stages
from patchvet.orchestrator.analysis import TraceAnalyser
from patchvet.orchestrator.deploying import PlainDeployer
from patchvet.orchestrator.mock_environment import MockServiceEnvironment
from patchvet.orchestrator.protocols import Deployment, Health, TestResult
from patchvet.orchestrator.scenario import Event, Expectation
from patchvet.orchestrator.service import built_in_service, tree_digest
from patchvet.orchestrator.testing import CopyTester
from patchvet.orchestrator.validating import CheckValidator
from patchvet.orchestrator.verifying import Verified

if TYPE_CHECKING:
    from patchvet.orchestrator.play import Story
    from patchvet.orchestrator.scenario import Scenario

CART = ("python", "cart", "missing-price")
SERVICE = built_in_service("python", "cart")
CURE, MASK = candidate(*CART, "cure_1"), candidate(*CART, "masking")
STUFFED = candidate(*CART, "stuffed")
TROUBLE = Event(2.0, "cart", inject="errors", settings={"rate": 1.0})

# The trigger of `gateway` is answered wrongly by `catalog`, which fails: a cascade.
CASCADE = story(
    "python",
    "gateway",
    "quantity-word",
    [candidate("python", "catalog", "unknown-sku", "cure_2")],
    expect=Expectation("healed", origin=("catalog",), affected=("gateway",)),
)._replace(events=(Event(1.0, "gateway", requests=("quote z9 1",)),))

HEALS = story(*CART, [CURE], replicas=2)
REFUSES = story(*CART, [MASK], expect=Expectation("refused", codes=("PV401",)))
ROLLS_BACK = story(*CART, [CURE], expect="rolled-back", events=[TROUBLE])


def run(scenario: Scenario, **parts: Any) -> Story:
    return played(scenario, SHARED._replace(**parts))


def fails(found: Story) -> bool:
    return not found.ok and status_of([found]) == NOT_AS_EXPECTED


@pytest.mark.parametrize(
    "scenario", [HEALS, REFUSES, ROLLS_BACK], ids=["heals", "refuses", "rolls back"]
)
def test_with_honest_parts_the_stories_end_as_they_should(scenario: Scenario) -> None:
    found = run(scenario)
    assert found.ok, found.problems
    assert status_of([found]) == 0


def patched(patch: bytes) -> InMemoryTree:
    tree = apply_patch(parse_patch(patch), InMemoryTree(SERVICE.files)).result
    return InMemoryTree({path: tree.read(path) or b"" for path in tree.paths()})


# --- the environment, which is what the monitor sees ---


class Serene(MockServiceEnvironment):
    """Nothing ever stands in its log, and everybody is well."""

    def log(self, since: float = 0.0) -> tuple[Any, ...]:
        return ()

    def health(self, name: str) -> Health:
        return Health("healthy", {"requests": 9, "errors": 0, "p95": 0.0, "memory": 1, "up": 2})


class NeverDeploys(MockServiceEnvironment):
    """Says that it deployed, and does nothing."""

    def deploy(self, name: str, tree: Any, replicas: Any = None) -> Deployment:
        return Deployment(name, 1, tree_digest(tree), "deploy", tuple(replicas or (0,)))


class ShowsAnother(MockServiceEnvironment):
    """Shows the tree that was handed to it, keeps its books, and runs the old one."""

    shown: Any = None

    def deploy(self, name: str, tree: Any, replicas: Any = None) -> Deployment:
        old = super().tree(name)
        spoilt = {path: old.read(path) or b"" for path in old.paths()}
        done = super().deploy(name, InMemoryTree({**spoilt, "note.txt": b""}), replicas)
        self.shown = tree
        forged = done._replace(digest=tree_digest(tree))
        self._of(name).history[-1] = forged
        return forged

    def tree(self, name: str, replica: int = 0) -> Any:
        return self.shown or super().tree(name, replica)


class DeploysHalf(MockServiceEnvironment):
    """Leaves out the last replica."""

    def deploy(self, name: str, tree: Any, replicas: Any = None) -> Deployment:
        done = super().deploy(name, tree, [one for one in replicas or (0,) if one == 0])
        return done._replace(replicas=tuple(replicas or (0,)))


class KeepsWhatItHas(MockServiceEnvironment):
    """Says that it rolled back, and does nothing."""

    def rollback(self, name: str) -> Deployment:
        first = self.history(name)[0]
        return Deployment(name, 9, first.digest, "rollback", first.replicas)


@pytest.mark.parametrize(
    ("environment", "scenario"),
    [
        (Serene, HEALS),
        (NeverDeploys, HEALS),
        (ShowsAnother, HEALS),
        (DeploysHalf, HEALS),
        (KeepsWhatItHas, ROLLS_BACK),
    ],
)
def test_an_environment_that_lies(environment: Any, scenario: Scenario) -> None:
    assert fails(run(scenario, environment=environment))


# --- the analyser ---


class Analyser:
    """An analyser that tells the truth, but for what a subclass makes of it."""

    def analyse(self, log: Any, services: Any) -> Any:
        found = TraceAnalyser().analyse(tuple(log), services)
        return tuple(self._bent(one, services) for one in found)

    def _bent(self, one: Any, services: Any) -> Any:
        return one


class SeesNothing(Analyser):
    def analyse(self, log: Any, services: Any) -> Any:
        return ()


class BlamesSomebodyElse(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        return one._replace(service=next(name for name in services if name != one.service))


class BlamesNobodyThatIsThere(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        return one._replace(service="nobody")


class InventsAnError(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        return one._replace(trace_text="Traceback …\nOSError: disk full")


class NamesAnotherType(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        from dataclasses import replace

        return one._replace(trace=replace(one.trace, error_type="OSError"))


class NamesAnotherPlace(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        from dataclasses import replace

        return one._replace(frame=replace(one.frame, path="/srv/nowhere.py"))


class DrawsOthersIn(Analyser):
    def _bent(self, one: Any, services: Any) -> Any:
        return one._replace(affected=("stock",))


class BlamesTheLast(Analyser):
    """The gateway, which only failed along, and says nothing of who failed first."""

    def analyse(self, log: Any, services: Any) -> Any:
        alone = [line for line in log if line.service == "gateway"]
        return TraceAnalyser().analyse(alone, services)


@pytest.mark.parametrize(
    "analyser",
    [
        SeesNothing,
        BlamesSomebodyElse,
        BlamesNobodyThatIsThere,
        InventsAnError,
        NamesAnotherType,
        NamesAnotherPlace,
        DrawsOthersIn,
        BlamesTheLast,
    ],
)
def test_an_analyser_that_lies(analyser: Any) -> None:
    found = run(CASCADE, analyser=analyser())
    assert fails(found)
    if analyser is not SeesNothing:
        assert any("analyse: " in problem for problem in found.problems)


# --- the healer ---


class Healer:
    def __init__(self, *patches: bytes) -> None:
        self._patches = patches

    def candidates(self, incident: Any, tree: Any) -> Any:
        return [Candidate(one, "cure", "this cures it, trust me") for one in self._patches]


ELSEWHERE = CURE.replace(b"cart.py", b"basket.py")


@pytest.mark.parametrize(
    "patches",
    [(), (b"",), (b"not a patch",), (ELSEWHERE,), (MASK,), (STUFFED,), (MASK, MASK)],
    ids=["none", "empty", "prose", "another file", "mask", "stuffed", "twice"],
)
def test_a_healer_that_promises_too_much(patches: tuple[bytes, ...]) -> None:
    found = run(HEALS, healer=Healer(*patches))
    assert fails(found)
    assert found.outcome in ("refused", "not-healed")


# --- the validator ---


class Validator:
    """Accepts everything, with a report that a subclass makes up."""

    def validate(self, candidate: Any, tree: Any, incident: Any) -> Any:
        honest = CheckValidator().validate(candidate, tree, incident)
        return self._bent(honest, tree, incident)

    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        files = tuple(file._replace(verdict=Verdict.ACCEPTED, findings=()) for file in report.files)
        checks = dict.fromkeys(report.checks, Status.PASS)
        relevance = report.relevance and report.relevance._replace(verdict="addresses")
        return report._replace(
            verdict=Verdict.ACCEPTED, files=files, findings=(), checks=checks, relevance=relevance
        )


class RefusesEverything(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        return report._replace(verdict=Verdict.REJECTED)


class AcceptsInSpiteOfFindings(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        return report._replace(verdict=Verdict.ACCEPTED)


class AcceptsAMask(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        return super()._bent(report, tree, incident)._replace(relevance=report.relevance)


class AskedNoError(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        return super()._bent(report, tree, incident)._replace(relevance=None)


class JudgesAnother(Validator):
    """Its report is about a good patch of another file."""

    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        bent = super()._bent(report, tree, incident)
        return bent._replace(files=tuple(one._replace(path="offers.py") for one in bent.files))


class LeavesChecksOut(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        bent = super()._bent(report, tree, incident)
        return bent._replace(checks={**bent.checks, "applies": Status.NOT_RUN})


class KeepsAnErrorBack(Validator):
    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        bent = super()._bent(report, tree, incident)
        return bent._replace(
            findings=tuple(one for one in report.findings if one.severity is Severity.ERROR)
        )


class Crashes(Validator):
    """A check that broke off is no refusal, though nothing was accepted."""

    def _bent(self, report: Any, tree: Any, incident: Any) -> Any:
        crash = Finding("PV901", "validator-crashed", Severity.ERROR, "it crashed (/here/x.py:1)")
        return report._replace(findings=(*report.findings, crash))


@pytest.mark.parametrize(
    ("validator", "scenario"),
    [
        (Crashes, REFUSES._replace(expect=Expectation("refused"))),
        (Validator, REFUSES),
        (RefusesEverything, HEALS),
        (AcceptsInSpiteOfFindings, REFUSES),
        (AcceptsAMask, REFUSES),
        (AskedNoError, HEALS),
        (JudgesAnother, HEALS),
        (LeavesChecksOut, HEALS),
        (KeepsAnErrorBack, REFUSES),
    ],
)
def test_a_validator_that_lies(validator: Any, scenario: Scenario) -> None:
    found = run(scenario, validator=validator())
    assert fails(found)
    assert found.outcome != "healed"


# --- the tester ---


class PassesEverything:
    """Passes everything, with every line of evidence in place."""

    def test(self, service: Any, tree: Any, faults: Any) -> TestResult:
        honest = CopyTester().test(service, patched(CURE), faults)
        return TestResult(True, honest.probes, tree_digest(tree))


class FailsEverything(PassesEverything):
    def test(self, service: Any, tree: Any, faults: Any) -> TestResult:
        return TestResult(False, ("it did not work",), tree_digest(tree))


class ShowsNothing(PassesEverything):
    def test(self, service: Any, tree: Any, faults: Any) -> TestResult:
        return super().test(service, tree, faults)._replace(probes=())


class TriesTheTriggerOnly(PassesEverything):
    def test(self, service: Any, tree: Any, faults: Any) -> TestResult:
        honest = super().test(service, tree, faults)
        return honest._replace(probes=honest.probes[:1])


class TriedAnotherTree(PassesEverything):
    def test(self, service: Any, tree: Any, faults: Any) -> TestResult:
        return CopyTester().test(service, InMemoryTree(service.files), faults)


@pytest.mark.parametrize("tester", [FailsEverything, ShowsNothing, TriesTheTriggerOnly])
def test_a_tester_that_lies(tester: Any) -> None:
    assert fails(run(HEALS, tester=tester()))


def test_a_tester_that_tried_another_tree() -> None:
    found = run(HEALS, tester=TriedAnotherTree())
    assert fails(found)
    assert any("another tree was tried" in problem for problem in found.problems)


@pytest.mark.parametrize("label", ["masking", "stuffed", "unrelated"])
def test_a_validator_and_a_tester_that_lie_together(label: str) -> None:
    """The patch gets as far as the canary; the pipeline's own probes find it out there."""
    wrong = story(*CART, [candidate(*CART, label)], expect="refused", replicas=2)
    found = run(wrong, validator=Validator(), tester=PassesEverything())
    if label == "masking":
        assert found.outcome == "rolled-back"
    assert fails(found)
    assert found.outcome != "healed"


# --- the deployer ---


class Deployer(PlainDeployer):
    pass


class DoesNothing(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        return Deployment(name, 1, tree_digest(tree), "deploy", tuple(replicas))


class DeploysAnother(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        done = environment.deploy(name, patched(STUFFED), replicas)
        return done._replace(digest=tree_digest(tree))


class SkipsTheCanary(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        return super().deploy(environment, name, tree, None)


class TakesItBackAtOnce(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        done = super().deploy(environment, name, tree, replicas)
        environment.rollback(name)
        return done


class ForgesTheDigest(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        return super().deploy(environment, name, tree, replicas)._replace(digest="0" * 64)


class ForgetsTheHistory(Deployer):
    def deploy(self, environment: Any, name: str, tree: Any, replicas: Any = None) -> Deployment:
        return super().deploy(environment, name, tree, replicas)._replace(number=7)


@pytest.mark.parametrize(
    "deployer",
    [
        DoesNothing,
        DeploysAnother,
        SkipsTheCanary,
        TakesItBackAtOnce,
        ForgesTheDigest,
        ForgetsTheHistory,
    ],
)
def test_a_deployer_that_lies(deployer: Any) -> None:
    found = run(HEALS, deployer=deployer())
    assert fails(found)
    assert any("deploy: " in problem for problem in found.problems)


class RollsNothingBack(Deployer):
    def rollback(self, environment: Any, name: str) -> Deployment:
        first = environment.history(name)[0]
        return Deployment(name, 2, first.digest, "rollback", first.replicas)


class RollsBackToAnother(Deployer):
    def rollback(self, environment: Any, name: str) -> Deployment:
        done: Deployment = environment.deploy(name, patched(STUFFED))
        return done._replace(kind="rollback")


class ForgesTheRollback(Deployer):
    def rollback(self, environment: Any, name: str) -> Deployment:
        return super().rollback(environment, name)._replace(digest="0" * 64)


@pytest.mark.parametrize("deployer", [RollsNothingBack, RollsBackToAnother, ForgesTheRollback])
def test_a_rollback_that_lies(deployer: Any) -> None:
    found = run(ROLLS_BACK, deployer=deployer())
    assert fails(found)
    assert any("rollback: " in problem for problem in found.problems)


# --- the pipeline's own stages ---


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (Verified(True, (), "healthy", tree_digest(patched(CURE))), "without evidence: probes"),
        (
            Verified(True, ("all is well",), "", tree_digest(patched(CURE))),
            "without evidence: health",
        ),
        (Verified(True, ("all is well",), "healthy", ""), "without evidence: tree"),
        (Verified(True, ("all is well",), "healthy", "0" * 64), "another tree"),
    ],
)
def test_a_verification_that_shows_nothing(
    seen: Verified, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "verify", lambda *_: seen)
    found = run(HEALS)
    assert fails(found)
    assert any(told in problem for problem in found.problems)


def test_a_rollback_that_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "restored", lambda *_: Verified(True, (), "", ""))
    found = run(ROLLS_BACK)
    assert fails(found)
    assert any("without evidence: tree, health" in problem for problem in found.problems)
