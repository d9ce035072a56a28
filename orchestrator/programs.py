"""A service's program, running: executed from its source by the machine, or for real in a child."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Protocol

from ..errors import ConfigurationError
from ..languages.runtime import CallFrame, Closed, Host, Refused, TimedOut
from .machine.machine import Machine
from .machine.outcomes import Answered, CannotTell, Exited, Failed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..languages import Language
    from ..languages.child import Child
    from .machine.outcomes import Outcome

# A program in a child that gives no sign of life for so long is in an endless loop.
SECONDS = 5.0
_numbers = count(1)


class CannotRun(ConfigurationError):  # noqa: N818 - an answer: what is missing
    """Nothing here can run programs of a language."""


class World(Host, Protocol):
    """What a program in a child sees of the world; `connect` raises as `call` does."""

    def connect(self, service: str) -> None: ...


class Program(Protocol):
    """What runs. `start` gives None once it waits for requests, else why it doesn't; `handle` ends
    the program where its outcome is not Answered. State lasts between requests.
    """

    def start(self) -> Outcome | None: ...
    def handle(self, line: str) -> Outcome: ...
    @property
    def is_running(self) -> bool: ...
    def close(self) -> None: ...


def program_of(
    language: Language,
    files: Mapping[str, bytes],
    host: World,
    entry: str,
    ports: Mapping[str, int],
) -> Program:
    """The program in `files`, not yet started. `entry` is "file:function"; `ports` those of the
    services that it may call. Raises CannotRun for a language that nothing can run.
    """
    child = language.child()
    if child is not None:
        return ChildProgram(child, files, host, entry.partition(":")[0], ports)
    if language.runtime() is None:
        raise CannotRun(f"nothing here can run {language.title}")
    return Machine(language, files, host, entry, ports)


class ChildProgram:
    """A program that runs for real, in the process that all of its language share."""

    def __init__(
        self,
        child: Child,
        files: Mapping[str, bytes],
        host: World,
        main: str,
        ports: Mapping[str, int],
    ) -> None:
        self._child, self._files, self._host, self._main = child, files, host, main
        self._services = {str(port): name for name, port in ports.items()}
        self._ports = ports
        self._number = next(_numbers)
        self._is_running = False

    def start(self) -> Outcome | None:
        outcome = self._ask(
            "start",
            files={path: data.decode("utf-8", "replace") for path, data in self._files.items()},
            folder=self._host.folder,
            main=self._main,
            environment={f"PORT_{name.upper()}": str(port) for name, port in self._ports.items()},
        )
        self._is_running = isinstance(outcome, Answered)
        return None if self._is_running else outcome

    def handle(self, line: str) -> Outcome:
        if not self._is_running:
            raise ValueError("the program was not started, or has ended")
        outcome = self._ask("handle", line=line)
        self._is_running = isinstance(outcome, Answered)
        return outcome

    @property
    def is_running(self) -> bool:
        return self._is_running

    def close(self) -> None:
        self._is_running = False
        self._child.forget(self._number)

    def _ask(self, task: str, **request: Any) -> Outcome:
        reply = self._child.ask(f"programs.{task}", {"number": self._number, **request}, SECONDS)
        while "wants" in reply:
            answer = self._serve(*reply["wants"])
            reply = self._child.ask("programs.resume", {"number": self._number, **answer}, SECONDS)
        return _outcome(reply)

    def _serve(self, what: str, *details: Any) -> dict[str, Any]:
        """What the program wants of the world."""
        if what == "pause":
            self._host.pause(float(details[0]))
            return {"value": ""}
        try:
            if what == "connect":
                self._host.connect(self._services[details[0]])
                return {"value": ""}
            return {"value": self._host.call(self._services[details[0]], details[1])}
        except TimedOut:
            return {"timed_out": True}
        except Closed:
            return {"closed": True}
        except Refused:
            return {"refused": True}


def _outcome(reply: Mapping[str, Any]) -> Outcome:
    if "answered" in reply:
        return Answered(reply["answered"])
    if "exited" in reply:
        return Exited(reply["exited"])
    if "failed" in reply:
        told = reply["failed"]
        frames = tuple(CallFrame(path, line, None, name) for path, line, name in told["frames"])
        return Failed(told["type"], told["message"], frames, told["text"])
    return CannotTell(reply["cannot_tell"], reply.get("path", ""), reply.get("line", 0))
