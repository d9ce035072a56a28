"""The services' faults, as far as they can be held without a runtime.

`benchmarks/prove_services.py` shows by the real runtimes what is only read here: the traces in
`captured/` are what it saw, the patches in `candidates/` what it labelled.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import patchvet
from patchvet.orchestrator.service import SERVICES, Fault, Service, load_service

HERE = Path(__file__).parent
LANGUAGES = ("python", "javascript", "go", "java")
CURES = frozenset({"cure_1", "cure_2"})
WRONG = frozenset({"masking", "unrelated", "stuffed"})
STORIES = frozenset(
    {
        "key-error",
        "attribute-error",
        "type-error",
        "several-errors",
        "rollback",
        "performance",
        "cascade",
        "framework-async",
        "database",
        "concurrent",
        "cascading-recovery",
        "circuit-breaker",
        "memory-leak",
        "race",
        "api-contract",
    }
)
ROLES = frozenset({"polyglot", "unfixable", "tempting-mask", "tempting-unrelated"})


@cache
def faults_of(language: str) -> tuple[tuple[Service, Fault], ...]:
    folders = sorted(path.parent for path in (SERVICES / language).glob("*/service.toml"))
    services = [load_service(folder) for folder in folders]
    return tuple((service, fault) for service in services for fault in service.faults)


def captured(language: str, service: Service, fault: Fault) -> str:
    return (HERE / "captured" / language / service.name / f"{fault.name}.txt").read_text()


def candidates(language: str, service: Service, fault: Fault) -> dict[str, bytes]:
    folder = HERE / "candidates" / language / service.name / fault.name
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.patch"))}


def misread(language: str, fault: Fault, log: str) -> list[str]:
    """What a log tells otherwise than the fault's record does."""
    traces = patchvet.read_traces(log, languages=[language])
    if len(traces) != 1:
        return [f"{len(traces)} errors"]
    trace = traces[0]
    file, function = (fault.raised_in or f"{fault.file}:{fault.function}").split(":")
    frame = trace.root_cause
    seen = ("", []) if frame is None else (frame.path, re.split(r"[^\w$#]+", frame.function))
    wrong = []
    if trace.error_type != fault.error_type:
        wrong.append(f"type {trace.error_type}")
    if not re.fullmatch(fault.message, trace.message, re.DOTALL):
        wrong.append(f"message {trace.message}")
    if Path(seen[0]).name != Path(file).name or function.split(".")[-1] not in seen[1]:
        wrong.append(f"place {seen}")
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_captured_trace_tells_what_the_record_says(language: str) -> None:
    """Type, message and innermost frame, of every fault."""
    wrong = {
        f"{service.name}/{fault.name}": found
        for service, fault in faults_of(language)
        if (found := misread(language, fault, captured(language, service, fault)))
    }
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trace_of_another_fault_is_told_apart(language: str) -> None:
    """The comparison above can fail: the neighbour's trace never fits."""
    faults = faults_of(language)
    for (_, fault), (service, other) in zip(faults, (*faults[1:], faults[0]), strict=True):
        assert misread(language, fault, captured(language, service, other))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_has_candidates_that_apply(language: str) -> None:
    """Two cures where there can be any, and one of each wrong kind: no two of them alike."""
    for service, fault in faults_of(language):
        patches = candidates(language, service, fault)
        assert patches.keys() >= (CURES | WRONG if fault.curable else WRONG), fault.name
        if not fault.curable:
            assert not patches.keys() & CURES, f"{fault.name} is not curable"
        tree = patchvet.InMemoryTree(service.files)
        results = set()
        for label, data in patches.items():
            applied = patchvet.apply_patch(patchvet.parse_patch(data), tree)
            assert applied.applies, f"{service.name}/{fault.name}/{label}"
            results.add(tuple(applied.result.read(path) for path in applied.result.paths()))
        assert len(results) == len(patches), f"{service.name}/{fault.name}: two patches are one"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_story_has_a_function_of_its_own(language: str) -> None:
    """Each theme is there, and no two faults of a language stand in one function."""
    faults = faults_of(language)
    assert {fault.kind for _, fault in faults} >= STORIES | ROLES
    functions = [(service.name, fault.file, fault.function) for service, fault in faults]
    assert len(set(functions)) == len(functions)
