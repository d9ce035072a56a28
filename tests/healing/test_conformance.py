"""Parts are interchangeable: each has exactly its protocol's shape, and keeps its promises.

A real environment, tester or deployer joins by one line in the lists below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from stories import candidate

from patchvet import InMemoryTree, apply_patch, parse_patch
from patchvet.orchestrator import protocols
from patchvet.orchestrator.analysis import TraceAnalyser
from patchvet.orchestrator.conformance import ShapeError, require
from patchvet.orchestrator.deploying import PlainDeployer
from patchvet.orchestrator.healers import CommandHealer, FixHealer, ScriptedHealer
from patchvet.orchestrator.mock_environment import MockServiceEnvironment
from patchvet.orchestrator.orchestrator import MockOrchestrator
from patchvet.orchestrator.probing import faults_of
from patchvet.orchestrator.service import built_in_service, tree_digest
from patchvet.orchestrator.testing import CopyTester
from patchvet.orchestrator.validating import CheckValidator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patchvet import SourceTree
    from patchvet.languages.fixing import Candidate

CART = built_in_service("python", "cart")
FAULT = CART.fault("missing-price")
CURE = candidate("python", "cart", "missing-price", "cure_1")
STUFFED = candidate("python", "cart", "missing-price", "stuffed")

ENVIRONMENTS: list[Callable[[], Any]] = [lambda: MockServiceEnvironment([CART])]
ANALYSERS: list[Callable[[], Any]] = [TraceAnalyser]
HEALERS: list[Callable[[], Any]] = [
    FixHealer,
    lambda: ScriptedHealer([CURE]),
    lambda: CommandHealer(["true"]),
]
VALIDATORS: list[Callable[[], Any]] = [CheckValidator]
TESTERS: list[Callable[[], Any]] = [CopyTester]
DEPLOYERS: list[Callable[[], Any]] = [PlainDeployer]
SHAPES = [
    (protocol, make)
    for protocol, makers in (
        (protocols.Environment, ENVIRONMENTS),
        (protocols.Analyser, ANALYSERS),
        (protocols.Healer, HEALERS),
        (protocols.Validator, VALIDATORS),
        (protocols.Tester, TESTERS),
        (protocols.Deployer, DEPLOYERS),
    )
    for make in makers
]


def patched(patch: bytes) -> SourceTree:
    return apply_patch(parse_patch(patch), InMemoryTree(CART.files)).result


@pytest.fixture(params=range(len(ENVIRONMENTS)))
def environment(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A running environment that holds the cart service."""
    with ENVIRONMENTS[request.param]() as one:
        yield one


def fail(environment: Any) -> protocols.Reply:
    *before, trigger = FAULT.requests
    for request in before:
        assert environment.send("cart", request).outcome == "answered"
    reply: protocols.Reply = environment.send("cart", trigger)
    return reply


def incident(environment: Any) -> protocols.Incident:
    fail(environment)
    (one,) = TraceAnalyser().analyse(environment.log(), {"cart": CART})
    return one


@pytest.mark.parametrize(("protocol", "make"), SHAPES)
def test_every_part_has_its_protocols_shape(protocol: type, make: Callable[[], Any]) -> None:
    require(protocol, make())


# --- what an environment promises ---


def test_an_environment_fails_as_its_code_does(environment: Any) -> None:
    reply = fail(environment)
    assert reply.outcome == "failed"
    assert FAULT.error_type in reply.stderr
    assert environment.health("cart").state == "failing"
    assert any(FAULT.error_type in line.text for line in environment.log())


def test_an_environment_runs_what_is_deployed_and_takes_it_back(environment: Any) -> None:
    before = tree_digest(environment.tree("cart"))
    done = environment.deploy("cart", patched(CURE))
    assert done.digest == tree_digest(environment.tree("cart")) != before
    assert fail(environment).outcome == "answered"
    back = environment.rollback("cart")
    assert back.digest == tree_digest(environment.tree("cart")) == before
    assert fail(environment).outcome == "failed"
    kinds = [one.kind for one in environment.history("cart")]
    assert kinds == ["initial", "deploy", "rollback"]
    assert [one.number for one in environment.history("cart")] == [0, 1, 2]


def test_an_environment_stops_and_starts(environment: Any) -> None:
    environment.stop("cart")
    assert environment.health("cart").state == "down"
    assert environment.send("cart", FAULT.requests[0]).outcome == "down"
    environment.start("cart")
    assert environment.send("cart", FAULT.requests[0]).outcome == "answered"


@pytest.mark.parametrize("method", ["service", "health", "port", "tree", "history", "start"])
def test_an_environment_knows_whom_it_does_not_know(environment: Any, method: str) -> None:
    with pytest.raises(KeyError, match="cart"):
        getattr(environment, method)("nobody")


# --- what the others promise ---


@pytest.mark.parametrize("make", ANALYSERS)
def test_an_analyser_finds_what_failed(make: Callable[[], Any], environment: Any) -> None:
    fail(environment)
    (found,) = make().analyse(environment.log(), {"cart": CART})
    assert (found.service, found.trace.error_type) == ("cart", "KeyError")
    assert found.frame.function == "total"
    assert found.requests == (FAULT.requests[-1],)
    assert [fault.name for fault in faults_of(found, CART)] == [FAULT.name]
    assert make().analyse((), {"cart": CART}) == ()


@pytest.mark.parametrize("make", VALIDATORS)
def test_a_validator_tells_a_cure_from_what_is_none(
    make: Callable[[], Any], environment: Any
) -> None:
    validator, error = make(), incident(environment)
    tree = environment.tree("cart")
    candidates = [protocols_candidate(CURE), protocols_candidate(STUFFED)]
    verdicts = [validator.validate(one, tree, error).ok for one in candidates]
    assert verdicts == [True, False]


@pytest.mark.parametrize("make", TESTERS)
def test_a_tester_passes_what_cures_and_nothing_else(make: Callable[[], Any]) -> None:
    tester = make()
    for patch, passes in ((CURE, True), (STUFFED, False)):
        result = tester.test(CART, patched(patch), [FAULT])
        assert result.passed is passes
        assert result.digest == tree_digest(patched(patch))
        assert result.probes
    assert not tester.test(CART, patched(CURE), []).passed, "nothing was tried"


@pytest.mark.parametrize("make", DEPLOYERS)
def test_a_deployer_puts_in_place_and_takes_back(make: Callable[[], Any], environment: Any) -> None:
    deployer, before = make(), tree_digest(environment.tree("cart"))
    done = deployer.deploy(environment, "cart", patched(CURE), (0,))
    assert done.digest == tree_digest(environment.tree("cart"))
    assert deployer.rollback(environment, "cart").digest == before
    assert tree_digest(environment.tree("cart")) == before


# --- what is refused when it is plugged in ---


def protocols_candidate(patch: bytes) -> Candidate:
    from patchvet.languages.fixing import Candidate

    return Candidate(patch, "test", "a candidate of the tests")


class AnalyzeStandIn:
    """The mistake that this is all about: the mock answers another name than the real one."""

    def analyze_errors(self, log: Any, services: Any) -> tuple[()]:
        return ()


class NoMethod:
    pass


class OneTooMany(TraceAnalyser):
    def reset(self) -> None: ...


class OtherParameter:
    def analyse(self, lines: Any, services: Any) -> tuple[()]:
        return ()


class MoreParameters:
    def analyse(self, log: Any, services: Any, depth: int) -> tuple[()]:
        return ()


class Asynchronous:
    async def analyse(self, log: Any, services: Any) -> tuple[()]:
        return ()


class AProperty:
    @property
    def analyse(self) -> Any:
        return None


@pytest.mark.parametrize(
    ("stand_in", "told"),
    [
        (AnalyzeStandIn, "lacks `analyse`; has `analyze_errors` too many"),
        (NoMethod, "lacks `analyse`"),
        (OneTooMany, "has `reset` too many"),
        (OtherParameter, r"`analyse\(self, lines, services\)` should be"),
        (MoreParameters, r"`analyse\(self, log, services, depth\)` should be"),
        (Asynchronous, r"`analyse\(self, log, services\) async` should be"),
        (AProperty, "`analyse` should be"),
    ],
)
def test_a_stand_in_of_another_shape_is_refused_by_name(stand_in: type, told: str) -> None:
    """At the moment it is plugged in, not when it is first needed."""
    with (
        MockServiceEnvironment([CART]) as environment,
        pytest.raises(ShapeError, match=f"{stand_in.__name__} is no Analyser: .*{told}"),
    ):
        MockOrchestrator(environment, ScriptedHealer([]), analyser=stand_in())


@pytest.mark.parametrize("part", ["healer", "validator", "tester", "deployer"])
def test_every_part_is_looked_at(part: str) -> None:
    parts: dict[str, Any] = {"healer": ScriptedHealer([]), part: NoMethod()}
    with (
        MockServiceEnvironment([CART]) as environment,
        pytest.raises(ShapeError, match=f"NoMethod is no {part.capitalize()}"),
    ):
        MockOrchestrator(environment, **parts)
