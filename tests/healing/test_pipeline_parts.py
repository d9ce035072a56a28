"""The parts of the pipeline, each by itself."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from stories import candidate, environment_of

from patchvet import InMemoryTree
from patchvet.errors import UsageError
from patchvet.orchestrator.analysis import TraceAnalyser, calls_of
from patchvet.orchestrator.coverage import coverage, coverage_rows
from patchvet.orchestrator.futility import FutilityBreaker
from patchvet.orchestrator.healers import CommandHealer, NoCandidate, ScriptedHealer, ScriptedPatch
from patchvet.orchestrator.metrics import metrics
from patchvet.orchestrator.outcome import Healing, StageRecord, overall
from patchvet.orchestrator.protocols import Incident, LogLine
from patchvet.orchestrator.service import built_in_service

if TYPE_CHECKING:
    from collections.abc import Sequence

GATEWAY, CATALOG, CART = (
    built_in_service("python", name) for name in ("gateway", "catalog", "cart")
)
NEIGHBOURS = [GATEWAY, CATALOG, *(built_in_service("python", one) for one in ("pricing", "stock"))]
SERVICES = {one.name: one for one in (*NEIGHBOURS, CART)}
CURE = candidate("python", "cart", "missing-price", "cure_1")


def log_of(sends: Sequence[tuple[str, str]]) -> list[LogLine]:
    with environment_of(*SERVICES.values()) as environment:
        for name, request in sends:
            environment.send(name, request)
        return list(environment.log())


def analysed(log: Sequence[LogLine]) -> list[Incident]:
    return list(TraceAnalyser().analyse(log, SERVICES))


def incident() -> Incident:
    (one,) = analysed(log_of([("cart", "add ann lamp 1"), ("cart", "total ann")]))
    return one


# --- analysis ---


def test_the_origin_is_who_failed_first_of_those_that_call_each_other() -> None:
    (one,) = analysed(log_of([("gateway", "quote z9 1")]))
    assert (one.service, one.affected) == ("catalog", ("gateway",))
    assert one.requests == ("find z9",)


def test_errors_of_two_requests_are_two_though_they_come_at_once() -> None:
    """Other trace IDs, so neither follows from the other."""
    found = analysed(log_of([("catalog", "find z9"), ("gateway", "quote a1 two")]))
    assert [(one.service, one.affected) for one in found] == [("catalog", ()), ("gateway", ())]


def test_without_trace_ids_time_and_calls_decide() -> None:
    def bare(lines: list[LogLine]) -> list[LogLine]:
        """The errors alone, without their loggers' lines."""
        return [one for one in lines if "request failed" not in one.text]

    log = bare(log_of([("gateway", "quote z9 1")]))
    assert [(one.service, one.affected) for one in analysed(log)] == [("catalog", ("gateway",))]
    late = [one._replace(at=one.at + 60) if one.service == "gateway" else one for one in log]
    assert [one.service for one in analysed(late)] == ["catalog", "gateway"]


def test_the_same_error_again_and_again_is_one() -> None:
    (one,) = analysed(log_of([("catalog", "find z9")] * 5))
    assert "5 times" in one.evidence[0]


def test_lines_of_others_in_between_do_no_harm() -> None:
    """As a collector joins them: a line of this one, a line of that one."""
    log = log_of([("catalog", "find z9"), ("cart", "add ann lamp 1"), ("cart", "total ann")])
    first, second = ([one for one in log if one.service == name] for name in ("catalog", "cart"))
    mixed = [one for pair in zip(first, second, strict=False) for one in pair]
    rest = [*first[len(second) :], *second[len(first) :]]
    assert [one.service for one in analysed([*mixed, *rest])] == ["catalog", "cart"]


def test_an_empty_log_and_prose_hold_no_error() -> None:
    assert analysed([]) == []
    assert analysed([LogLine(0.0, "cart", "all is well, no error at all")]) == []


def test_calls_are_followed_and_rings_end() -> None:
    ring = {
        "a": CART._replace(name="a", calls=("b",)),
        "b": CART._replace(name="b", calls=("a", "c")),
    }
    assert calls_of(ring["a"], ring) == ("b", "a", "c")


# --- healers ---


def ask(healer: CommandHealer) -> list[bytes]:
    return [one.patch for one in healer.candidates(incident(), InMemoryTree(CART.files))]


def program(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_command_gets_the_error_and_gives_a_diff() -> None:
    code = (
        "import json, sys; q = json.load(sys.stdin);"
        "assert q['error']['type'] == 'KeyError', q;"
        "assert q['frame']['function'] == 'total' and 'def total' in q['files']['cart.py'];"
        f"sys.stdout.buffer.write({CURE!r})"
    )
    assert ask(CommandHealer(program(code))) == [CURE]


def test_a_command_may_give_several_best_first() -> None:
    listed = json.dumps([CURE.decode(), "second"])
    assert ask(CommandHealer(program(f"print({listed!r})"))) == [CURE, b"second"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit('no idea')", "ended with status 1: no idea"),
        ("pass", "had no patch to offer"),
        ("print('try turning it off')", "wrote something that is no patch"),
        ("print('[1]')", "a list of something else"),
        ("print('[')", "broken JSON"),
        ("import time; time.sleep(9)", "no answer within 0.1 s"),
    ],
)
def test_a_command_that_has_nothing_says_why(code: str, told: str) -> None:
    with pytest.raises(NoCandidate, match=told):
        ask(CommandHealer(program(code), seconds=0.1 if "sleep" in code else 20))


def test_a_command_that_is_not_there() -> None:
    with pytest.raises(NoCandidate, match="can't be run: no such file"):
        ask(CommandHealer(["/no/such/healer"]))
    with pytest.raises(UsageError, match="is empty"):
        CommandHealer([])


def test_a_script_can_name_whom_a_patch_is_for() -> None:
    healer = ScriptedHealer(["a", b"b", ScriptedPatch(b"c", "stock"), ScriptedPatch(b"d", "cart")])
    found = healer.candidates(incident(), InMemoryTree(CART.files))
    assert [one.patch for one in found] == [b"a", b"b", b"d"]


# --- futility, outcome, metrics, coverage ---


def test_the_breaker_opens_for_what_was_tried_and_when_attempts_end() -> None:
    one = incident()
    breaker = FutilityBreaker(2)
    assert breaker.attempt(one, "first") == ""
    other = one._replace(service="elsewhere")
    assert breaker.attempt(other, "first") == "", "of another error it says nothing"
    assert breaker.attempt(one, "second") == ""
    assert "2 attempts" in breaker.attempt(one, "third")
    assert breaker.frozen(one)
    again = FutilityBreaker(2)
    again.attempt(one, "first")
    assert "the same patch" in again.attempt(one, "first")
    assert "the same patch" in again.attempt(one, "another"), "frozen is frozen"


HEALED = Healing("cart", "python", "KeyError", "healed", "", (), 2, {"PV401": 1}, 0.5, 2.0, 3.0)
REFUSED = Healing("stock", "go", "panic", "refused", "", (), 1, {"PV401": 1, "test": 1}, 1.5)


@pytest.mark.parametrize(
    ("outcomes", "word"),
    [
        ([], "not-healed"),
        (["healed"], "healed"),
        (["healed", "refused"], "refused"),
        (["refused", "rolled-back", "healed"], "rolled-back"),
        (["rolled-back", "not-healed"], "not-healed"),
    ],
)
def test_the_worst_counts(outcomes: list[str], word: str) -> None:
    found = [HEALED._replace(outcome=one) for one in outcomes]  # type: ignore[arg-type]
    assert overall(found) == word


def test_figures_are_means_of_what_came_to_pass() -> None:
    found = metrics([HEALED, REFUSED])
    assert (found["errors"], found["healed"], found["attempts"]) == (2, 1, 3)
    assert (found["time_to_detect"], found["time_to_patch"], found["time_to_heal"]) == (1, 2, 3)
    assert found["rejects"] == {"PV401": 2, "test": 1}
    assert found["by_language"]["go"] == {"errors": 1, "healed": 0}
    assert found["by_error_type"]["KeyError"] == {"errors": 1, "healed": 1}
    assert metrics([])["time_to_heal"] is None


def test_coverage_counts_the_stages_of_each_error() -> None:
    stages = [
        StageRecord(1.0, stage, service, True, {})
        for stage, service in (("monitor", "cart"), ("test", "cart"), ("monitor", "stock"))
    ]
    found = coverage([([HEALED, REFUSED], stages)])
    assert found == {
        "go": {"panic": {"monitor": 1}},
        "python": {"KeyError": {"monitor": 1, "test": 1}},
    }
    rows = coverage_rows(found)
    assert rows[0][:3] == ["go", "panic", "1"]
    assert rows[1].count("-") == 6
