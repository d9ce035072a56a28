"""Asking a service what a fault is about: does its trigger still end it, is all else as it was?

The tester asks a copy, the pipeline itself asks what it deployed. A probe that can't be run fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .service import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..languages.traces import Frame
    from .protocols import Environment, Incident, Reply
    from .service import Fault, Service


class Probe(NamedTuple):
    """Requests to a fresh service. `responses` are wanted exactly; without them each request must
    be answered, and the last response match `answer` as a whole.
    """

    label: str
    requests: tuple[str, ...]
    responses: tuple[str, ...]
    answer: str
    around: Surroundings = Surroundings()


class Probed(NamedTuple):
    """What came of a probe; `told` is one line for a person and the journal, `outcome` what the
    last request that was sent came to (`protocols.Reply`).
    """

    passed: bool
    told: str
    outcome: str


def trigger_of(fault: Fault) -> Probe:
    """What ended the service, and must be answered once it is cured."""
    return Probe(f"trigger of {fault.name}", fault.requests, (), fault.answer, fault.around)


def checks_of(fault: Fault) -> tuple[Probe, ...]:
    """What a cure must keep."""
    return tuple(
        Probe(f"check {number} of {fault.name}", one.requests, one.responses, "", one.around)
        for number, one in enumerate(fault.checks, 1)
    )


def ask(environment: Environment, name: str, probe: Probe, replica: int | None = None) -> Probed:
    """Sends the probe's requests; the service should be fresh. Stops at the first wrong reply."""
    for number, request in enumerate(probe.requests):
        reply = environment.send(name, request, replica)
        is_last = number == len(probe.requests) - 1
        wanted = probe.responses[number] if probe.responses else None
        if wanted is None and is_last and probe.answer:
            fits = re.fullmatch(probe.answer, reply.response) is not None
            wanted = f"/{probe.answer}/"
        else:
            fits = wanted is None or reply.response == wanted
        if reply.outcome != "answered" or not fits:
            told = f"{probe.label}: {request!r} {_told(reply)}{_but(wanted)}"
            return Probed(False, told, reply.outcome)
    told = f"{probe.label}: {len(probe.requests)} requests answered as wanted"
    return Probed(True, told, "answered")


def faults_of(incident: Incident, service: Service) -> tuple[Fault, ...]:
    """The faults of the service that this error may be: same type, message and place. Of several
    that are raised in one place, those whose own function the trace names, if it names any.
    """
    causing = incident.trace.causing
    found = tuple(
        fault
        for fault in service.faults
        if fault.error_type in (causing.error_type, incident.trace.error_type)
        and _message_fits(fault, (causing.message, incident.trace.message))
        and (incident.frame is None or _is_in(incident.frame, fault.raised_in or _faulty(fault)))
    )
    frames = causing.frames
    named = tuple(
        fault for fault in found if any(_is_in(frame, _faulty(fault)) for frame in frames)
    )
    return named or found


def _message_fits(fault: Fault, messages: Iterable[str]) -> bool:
    return any(re.fullmatch(fault.message, one, re.DOTALL) for one in messages)


def _faulty(fault: Fault) -> str:
    return f"{fault.file}:{fault.function}"


def _is_in(frame: Frame, place: str) -> bool:
    """Whether the frame is in that "file:function". Runtimes write a method's name with its class
    (`Cart.total`, `(*Cart).total`) or without.
    """
    file, _, function = place.partition(":")
    names = re.split(r"[^\w$#]+", frame.function)
    ours, theirs = re.split(r"[/\\]", frame.path)[-1], file.split("/")[-1]
    return ours == theirs and function.split(".")[-1] in names


def _told(reply: Reply) -> str:
    if reply.outcome == "answered":
        return f"was answered {reply.response!r}"
    error = reply.stderr.strip().splitlines()
    detail = error[-1] if error else reply.reason
    return f"came to {reply.outcome!r}: {detail}"


def _but(wanted: str | None) -> str:
    return "" if wanted is None else f", wanted {wanted}"
