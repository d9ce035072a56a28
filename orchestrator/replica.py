"""One running copy of a service, and the record of the requests that it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .machine.outcomes import Answered, CannotTell, Failed
from .programs import program_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self._make = lambda: program_of(language, files, world, service.handle, ports)
        self._program: Program | None = None

    @property
    def is_up(self) -> bool:
        return self._program is not None and self._program.is_running

    def start(self) -> Outcome | None:
        """None if it waits for requests now, else why not."""
        self.stop()
        self._program = self._make()
        return self._program.start()

    def stop(self) -> None:
        if self._program is not None:
            self._program.close()
        self._program = None

    def handle(self, line: str, now: float) -> Outcome:
        """One request. A program that it ended is started again, and ready a little later."""
        assert self._program is not None, "the replica is not up"
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
