"""The services under the machine: as under their real runtimes.

The traces in `captured/` are what the runtimes printed, the labels of `candidates/` what they
showed (`benchmarks/prove_services.py`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from machine_world import asked, language_of, patched, services_of

import patchvet
from patchvet.orchestrator.machine import Answered, CannotTell, Failed
from patchvet.validators.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.orchestrator.machine import Outcome
    from patchvet.orchestrator.service import Fault, Service

HERE = Path(__file__).parent
LANGUAGES = tuple(
    name for name in ("javascript", "go", "java") if language_of(name).runtime() is not None
)
FAULTS = [
    pytest.param(language, service, fault, id=f"{language}-{service.name}-{fault.name}")
    for language in LANGUAGES
    for service in services_of(language).values()
    for fault in service.faults
]
each_fault = pytest.mark.parametrize(("language", "service", "fault"), FAULTS)


@pytest.fixture(autouse=True, scope="module")
def paused() -> Iterator[None]:
    """Hundreds of programs are compiled, which form no garbage: half the time went to looking."""
    with collector_paused():
        yield


def responses(outcomes: list[Outcome]) -> list[object]:
    return [one.response if isinstance(one, Answered) else one for one in outcomes]


def read(language: str, text: str) -> tuple[object, ...]:
    """What patchvet's reader makes of a trace: type, message, frames. Lines of library code, which
    differ between builds, are left out.
    """
    (trace,) = patchvet.read_traces(text, languages=[language])
    frames = [(one.path, one.line, one.column, one.function) for one in trace.frames
              if one.is_application]  # fmt: skip
    return trace.error_type, trace.message, frames


@each_fault
def test_a_fault_fails_as_under_its_runtime(language: str, service: Service, fault: Fault) -> None:
    """Type, message and every frame of the application; in JavaScript the very text."""
    outcomes = asked(service, fault.requests, fault.around)
    last = outcomes[-1]
    assert len(outcomes) == len(fault.requests), responses(outcomes)
    assert isinstance(last, Failed), last
    real = (HERE / "captured" / language / service.name / f"{fault.name}.txt").read_text()
    assert read(language, last.text) == read(language, real)
    assert last.error_type.split(".")[-1] == fault.error_type.split(".")[-1]
    assert re.fullmatch(fault.message, last.message, re.DOTALL)
    if language == "javascript":
        assert last.text.strip() == real.strip()


@each_fault
def test_checks_hold_as_under_its_runtime(language: str, service: Service, fault: Fault) -> None:
    """Before any patch: those that need no cure hold, the others don't."""
    for check in fault.checks:
        got = responses(asked(service, check.requests, check.around))
        assert not any(isinstance(one, CannotTell) for one in got), got
        assert (got == list(check.responses)) is not check.needs_cure, (check.requests, got)


def kept(service: Service, fault: Fault, files: dict[str, bytes]) -> str:
    """ "" where a patched service answers the trigger and keeps every check, else what it does."""
    got = responses(asked(service, fault.requests, fault.around, files))
    assert not any(isinstance(one, CannotTell) for one in got), got
    last = got[-1]
    answers = isinstance(last, str) and re.fullmatch(fault.answer, last) is not None
    if len(got) < len(fault.requests) or not answers:
        return f"the trigger: {got}"
    for check in fault.checks:
        got = responses(asked(service, check.requests, check.around, files))
        assert not any(isinstance(one, CannotTell) for one in got), got
        if got != list(check.responses):
            return f"{check.requests}: {got}"
    return ""


@each_fault
def test_candidates_are_what_their_labels_say(
    language: str, service: Service, fault: Fault
) -> None:
    """Cures cure and keep what was; what masks, is unrelated or only stuffed is found out."""
    folder = HERE / "candidates" / language / service.name / fault.name
    for patch in sorted(folder.glob("*.patch")):
        broken = kept(service, fault, patched(service, patch.read_bytes()))
        is_cure = patch.stem.startswith("cure")
        assert (broken == "") is is_cure, f"{patch.stem}: {broken or 'cures'}"
