"""Simulated logs: every error in them reads back as the one that the real runtime printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import patchvet
from patchvet.orchestrator.log_simulator import LogSimulator, text_of
from patchvet.orchestrator.service import (
    SERVICES,
    Fault,
    Service,
    built_in_service,
    load_service,
)

if TYPE_CHECKING:
    from patchvet.orchestrator.protocols import LogLine

CAPTURED = Path(__file__).parent / "captured"
FAULTS = [
    pytest.param(service, fault, id=f"{service.language}/{service.name}/{fault.name}")
    for manifest in sorted(SERVICES.glob("*/*/service.toml"))
    for service in [load_service(manifest.parent)]
    for fault in service.faults
]
# A logger that writes lines, and one that writes JSON.
PLAIN, JSON = (), ("json", "pino", "slog", "logstash")


def read(lines: tuple[LogLine, ...]) -> list[patchvet.Trace]:
    return list(patchvet.read_traces("\n".join(line.text for line in lines)))


def form(trace: patchvet.Trace) -> tuple[str, str]:
    """Type and message; a port is handed out anew each time."""
    return trace.error_type, re.sub(r"(127\.0\.0\.1:)\d+", r"\1…", trace.message)


def shape(trace: patchvet.Trace) -> list[tuple[str, int | None, str]]:
    """The frames of the application: file, line, function."""
    return [
        (frame.path, frame.line, frame.function) for frame in trace.frames if frame.is_application
    ]


@pytest.mark.parametrize("styles", [PLAIN, JSON], ids=["plain", "json"])
@pytest.mark.parametrize(("service", "fault"), FAULTS)
def test_a_simulated_error_reads_as_the_real_one(
    service: Service, fault: Fault, styles: tuple[str, ...]
) -> None:
    """Type, message and the application's frames are those of the captured trace, and its causes
    too.
    """
    captured = (CAPTURED / service.language / service.name / f"{fault.name}.txt").read_text()
    (wanted,) = patchvet.read_traces(captured)[:1]
    found = read(LogSimulator(styles=styles).burst(service, fault, times=1))
    assert [form(one) for one in found[:1]] == [form(wanted)]
    assert shape(found[0]) == shape(wanted)
    assert [one.trace.error_type for one in found[0].causes] == [
        one.trace.error_type for one in wanted.causes
    ]


CART = built_in_service("python", "cart")
KEY, NONE = CART.faults[0], CART.faults[1]


def test_a_burst_is_the_same_error_again() -> None:
    traces = read(LogSimulator().burst(CART, KEY, times=4))
    assert [one.error_type for one in traces] == [KEY.error_type] * 4


def test_flapping_has_answers_between_the_errors() -> None:
    lines = LogSimulator().flapping(CART, KEY, times=3)
    assert [one.error_type for one in read(lines)] == [KEY.error_type] * 3
    assert sum(" INFO " in line.text for line in lines) == 3


def test_a_cascade_carries_one_trace_id_outwards() -> None:
    stock = built_in_service("python", "stock")
    lines = LogSimulator().cascade([(stock, stock.faults[0]), (CART, KEY)])
    heads = [line.text for line in lines if "request failed" in line.text]
    assert [line.service for line in lines if "request failed" in line.text] == ["stock", "cart"]
    assert len({head.split("[")[1].split("]")[0] for head in heads}) == 1
    assert [one.error_type for one in read(lines)] == [stock.faults[0].error_type, KEY.error_type]


def test_a_slow_leak_warns_before_it_fails() -> None:
    lines = LogSimulator().slow_leak(CART, KEY, minutes=3)
    assert [line.at for line in lines if "WARNING" in line.text] == [0.0, 60.0, 120.0]
    assert [one.error_type for one in read(lines)] == [KEY.error_type]


def test_interleaved_errors_are_told_apart() -> None:
    """Line by line in turns, as a collector joins them, each is still read whole."""
    basket = CART._replace(name="basket")
    for seed in range(5):
        lines = LogSimulator(seed=seed).interleaved([(CART, KEY), (basket, NONE)])
        assert len({line.service for line in lines[: len(lines) // 2]}) == 2
        found = {one.error_type: shape(one) for one in read(lines)}
        assert found == {
            fault.error_type: shape(patchvet.read_traces(text_of(service, fault))[0])
            for service, fault in ((CART, KEY), (basket, NONE))
        }


def test_a_quiet_log_holds_no_error() -> None:
    assert read(LogSimulator().quiet(CART, times=20)) == []


def test_the_same_seed_writes_the_same_log() -> None:
    one, again, other = (LogSimulator(seed=seed).burst(CART, KEY) for seed in (3, 3, 4))
    assert one == again != other


def test_a_fault_that_does_not_fire_is_no_error_to_log() -> None:
    """A cured service writes no error, whatever it is asked."""
    cured = CART._replace(
        files={
            **CART.files,
            "cart.py": CART.files["cart.py"].replace(b"PRICES[sku]", b"PRICES.get(sku, 0)"),
        }
    )
    with pytest.raises(patchvet.UsageError, match="missing-price does not fire"):
        LogSimulator().burst(cured, KEY)
