"""What lies between the services of an environment: ports, delays, and what was injected."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .service import ScriptedReply

FIRST_PORT = 20_000
TIMEOUT = 1.0  # as the services' transport waits

# What can be injected, and its settings with their defaults.
#   latency   each request takes `seconds` longer
#   timeout   a request is never answered
#   down      nobody listens
#   errors    with the probability `rate` a request ends the program's connection unanswered
#   drops     the connection is closed unanswered, `times` times
#   memory    each request holds `bytes` for ever
#   deploy-fails, rollback-fails     the operation is refused, `times` times
KINDS: Mapping[str, Mapping[str, float]] = {
    "latency": {"seconds": 0.5},
    "timeout": {},
    "down": {},
    "errors": {"rate": 1.0},
    "drops": {"times": 1},
    "memory": {"bytes": 1_000_000},
    "deploy-fails": {"times": 1},
    "rollback-fails": {"times": 1},
}


class Injection(NamedTuple):
    """One disturbance of a service, from `start` until `until` (virtual seconds)."""

    what: str
    start: float
    until: float
    settings: Mapping[str, float]


class Ports:
    """Hands out a port a service: no two the same, none before its service is known."""

    def __init__(self) -> None:
        self._by_name: dict[str, int] = {}

    def of(self, name: str) -> int:
        """The service's port; a service that nobody runs has one too, at which nobody listens."""
        return self._by_name.setdefault(name, FIRST_PORT + len(self._by_name))


class Disturbances:
    """What was injected into each service. Chances are drawn from `seed`, in the order asked."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"{seed} disturbances")  # noqa: S311 - repeatable, not secret
        self._by_name: dict[str, list[Injection]] = {}
        self._used: dict[tuple[str, str], int] = {}

    def inject(self, name: str, what: str, now: float, settings: Mapping[str, float]) -> None:
        """Raises UsageError for what can't be injected, with what can."""
        if what not in KINDS:
            raise UsageError(f"can't inject {what!r} into {name}; one of: {', '.join(KINDS)}")
        until = settings.get("until", float("inf"))
        own = {key: value for key, value in settings.items() if key != "until"}
        if unknown := sorted(own.keys() - KINDS[what].keys()):
            takes = ", ".join((*KINDS[what], "until"))
            raise UsageError(f"{what} of {name} has no setting {unknown[0]!r}; it takes: {takes}")
        found = Injection(what, now, until, {**KINDS[what], **own})
        self._by_name.setdefault(name, []).append(found)

    def active(self, name: str, what: str, now: float) -> Iterator[Injection]:
        """Those of a kind that disturb the service now."""
        for one in self._by_name.get(name, ()):
            if one.what == what and one.start <= now < one.until:
                yield one

    def total(self, name: str, what: str, setting: str, now: float) -> float:
        """What all that disturb the service now add up to."""
        return sum(one.settings[setting] for one in self.active(name, what, now))

    def happens(self, name: str, what: str, now: float) -> bool:
        """Whether a chance of that kind strikes now."""
        # Every chance is drawn, also behind one that struck: how many are drawn is then fixed.
        struck = [
            self._random.random() < one.settings["rate"] for one in self.active(name, what, now)
        ]
        return any(struck)

    def use_up(self, name: str, what: str, now: float) -> bool:
        """Whether an injection that works a number of times has one left; takes it."""
        left = sum(int(one.settings["times"]) for one in self.active(name, what, now))
        if self._used.get((name, what), 0) >= left:
            return False
        self._used[name, what] = self._used.get((name, what), 0) + 1
        return True


class Scripted:
    """Services, or single answers of services, that only stand in the script of a story."""

    def __init__(self, replies: Iterable[ScriptedReply]) -> None:
        self._replies = tuple(replies)

    def speaks_for(self, service: str) -> bool:
        """Whether it has something to say in the service's name."""
        return any(one.service == service for one in self._replies)

    def reply(self, service: str, request: str) -> str | None:
        """What the service says by the script; None where it speaks for itself."""
        for one in self._replies:
            if one.service == service and re.fullmatch(one.request, request):
                return one.response
        return None
