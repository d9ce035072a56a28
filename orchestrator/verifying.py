"""What the pipeline sees for itself once a tree is deployed, and once it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .probing import ask, checks_of, trigger_of
from .service import tree_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .probing import Probe
    from .protocols import Environment, Health
    from .service import Fault, Service


class Verified(NamedTuple):
    """`probes` are lines for a person, `health` names the state and its figures, `tree` is the
    digest of what stands. `reason` says why it did not pass.
    """

    passed: bool
    probes: tuple[str, ...]
    health: str
    tree: str
    reason: str = ""


def verify(
    environment: Environment,
    name: str,
    digest: str,
    faults: Sequence[Fault],
    replicas: Sequence[int],
    before: Health,
) -> Verified:
    """Probes each of the replicas, started fresh: it holds the tree of that digest, the triggers
    are answered, the checks hold, and its health is good. It may be slow where it was as slow
    `before`, or where it waits for a service that is not well itself.
    """
    told: list[str] = []
    health = before
    for number in replicas:
        stands = tree_digest(environment.tree(name, number))
        if stands != digest:
            reason = f"replica {number} does not hold the tree that was deployed"
            return Verified(False, tuple(told), described(health), stands, reason)
        for probe in _probes(environment.service(name), faults):
            environment.start(name, number)
            probed = ask(environment, name, probe, number)
            health = environment.health(name)
            told.append(probed.told)
            if not probed.passed:
                return Verified(False, tuple(told), described(health), stands, probed.told)
        if trouble := _trouble(environment, name, health, before):
            return Verified(False, tuple(told), described(health), stands, trouble)
        environment.start(name, number)  # what the probes left in its memory goes
    return Verified(True, tuple(told), described(health), digest)


def recovered(environment: Environment, name: str, requests: Iterable[str]) -> Verified:
    """Whether a service that only failed along answers what it could not answer."""
    environment.start(name)
    told, passed = [], True
    for request in requests:
        reply = environment.send(name, request)
        passed = passed and reply.outcome == "answered"
        told.append(f"{request!r} came to {reply.outcome!r}")
    health = environment.health(name)
    fits = passed and bool(told) and health.state != "down"
    reason = "" if fits else f"{name} still fails: {'; '.join(told) or 'nothing to ask it'}"
    tree = tree_digest(environment.tree(name))
    return Verified(fits, tuple(told), described(health), tree, reason)


def restored(
    environment: Environment,
    name: str,
    digest: str,
    replicas: Sequence[int],
    request: str | None = None,
) -> Verified:
    """Whether every replica holds what it held before, and takes requests again: `request` is sent
    to each. Whether it is answered well is not asked: what stood before was ill, too.
    """
    told: list[str] = []
    reason = ""
    for number in replicas:
        stands = tree_digest(environment.tree(name, number))
        if stands != digest:
            reason = f"replica {number} does not hold what it held before"
            return Verified(False, tuple(told), described(environment.health(name)), stands, reason)
        if request is not None:
            reply = environment.send(name, request, number)
            told.append(f"replica {number}: {request!r} came to {reply.outcome!r}")
            if reply.outcome in ("down", "cannot-tell"):
                reason = f"replica {number} does not run after the rollback: {reply.reason}"
    health = environment.health(name)
    if health.state == "down" or health.evidence["up"] != len(replicas):
        reason = f"{name} does not run after the rollback"
    return Verified(not reason, tuple(told), described(health), digest, reason)


def described(health: Health) -> str:
    """`healthy: requests 3, errors 0, …`."""
    figures = ", ".join(f"{name} {value}" for name, value in health.evidence.items())
    return f"{health.state}: {figures}"


def _probes(service: Service, faults: Sequence[Fault]) -> Iterator[Probe]:
    """What can be asked of a service among others: its checks speak of a service whose neighbours
    are as on the day they were written, so they are for services that call nobody. A trigger that
    needs its surroundings arranged must be answered, with whatever fits the surroundings now.
    """
    for fault in faults:
        if not service.calls:
            yield from checks_of(fault)
        trigger = trigger_of(fault)
        yield trigger if trigger.around.are_plain else trigger._replace(answer="")


def _trouble(environment: Environment, name: str, health: Health, before: Health) -> str:
    if health.state == "healthy":
        return ""
    now, then = health.evidence, before.evidence
    others = (one for one in environment.service(name).calls if one in environment.services())
    is_excused = (
        health.state == "failing"
        and not now["errors"]
        and float(now["memory"]) <= float(then["memory"])
        and (
            float(now["p95"]) <= float(then["p95"])
            or any(environment.health(one).state != "healthy" for one in others)
        )
    )
    return "" if is_excused else f"its health: {described(health)}"
