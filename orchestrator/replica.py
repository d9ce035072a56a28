"""One running copy of a service, and the record of the requests that it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .machine.outcomes import Answered, CannotTell, Failed
from .programs import program_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..languages import Language
    from .machine.outcomes import Outcome
    from .programs import Program, World
    from .service import Service

RESTART_SECONDS = 0.5  # a supervisor starts what died again


class Request(NamedTuple):
    """One request that a service took. `is_error`: it was not answered as it should."""

    at: float
    seconds: float
    is_error: bool


class Replica:
    """A copy of `files` that runs, or ran. What ends it is remembered until it is started anew."""

    def __init__(
        self,
        service: Service,
        language: Language,
        files: Mapping[str, bytes],
        world: World,
        ports: Mapping[str, int],
    ) -> None:
        self.files = files
        self.restarts = 0
        self.ready_at = 0.0
        self._make: Callable[[], Program] = lambda: program_of(
            language, files, world, service.handle, ports
        )
        self._program: Program | None = None
        self._is_fresh = False
        self._is_due = False

    @property
    def is_up(self) -> bool:
        return self._is_due or (self._program is not None and self._program.is_running)

    def start(self) -> None:
        """Has it start anew. That happens in `begin`: many a copy is started, and never asked
        anything.
        """
        if not (self.is_up and self._is_fresh):
            self.stop()
            self._is_due = self._is_fresh = True

    def begin(self) -> Outcome | None:
        """Starts it if that is due. None if it waits for requests now, else why not."""
        if not self._is_due:
            return None
        self._is_due = False
        self._program = self._make()
        return self._program.start()

    def stop(self) -> None:
        if self._program is not None:
            self._program.close()
        self._program = None
        self._is_due = False

    def handle(self, line: str, now: float) -> Outcome:
        """One request. A program that it ended is started again, and ready a little later."""
        assert self._program is not None, "the replica is not up"
        self._is_fresh = False
        outcome = self._program.handle(line)
        if not isinstance(outcome, (Answered, CannotTell)):
            self.restarts += 1
            self.ready_at = now + RESTART_SECONDS
            self.start()
        elif isinstance(outcome, CannotTell):
            self.start()
        return outcome


def stderr_of(outcome: Outcome | None) -> str:
    """What the runtime prints where a program ends."""
    return outcome.text if isinstance(outcome, Failed) else ""
