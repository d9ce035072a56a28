"""Runs Python programs in this process, as they are: their main reads requests from stdin.

Each program has a thread of its own, which waits wherever the program asks for something: the next
request, another service, time. Exactly one thread runs at any moment, so that runs are repeatable.
An answer is one of

    {"answered": response}              it printed this and waits for the next request
    {"failed": {type, message, frames, text}}    an error that nobody caught ended it
    {"exited": status}                  it ended by itself
    {"cannot_tell": reason, "path", "line"}      it wants what is not there (`modules.REAL`)
    {"wants": [what, …]}            "connect" port "", "call" port line, "pause" seconds: `resume`
"""

from __future__ import annotations

import linecache
import os
import sysconfig
import threading
import traceback
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from .modules import Modules, NotThere

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARY = sysconfig.get_path("stdlib")
_HERE = os.path.dirname(__file__)
_SHOWN_LIBRARY = f"/usr/lib/python{sysconfig.get_python_version()}"

_programs: dict[int, Program] = {}


def start(
    number: int, files: dict[str, str], folder: str, main: str, environment: dict[str, str]
) -> dict[str, Any]:
    """Starts the program in `files` (path → text) up to where it asks for its first request; that
    is the answer "answered" with what it printed by then. `folder` is where it pretends to lie,
    `environment` its variables (`PORT_STOCK`).
    """
    drop(number)
    _programs[number] = program = Program(files, folder, main, environment)
    return program.run()


def handle(number: int, line: str) -> dict[str, Any]:
    """Gives the program its next request."""
    return _programs[number].resume({"line": line})


def resume(number: int, **reply: Any) -> dict[str, Any]:
    """Gives it what it wanted: `value`, or `refused` / `timed_out` / `closed` true."""
    return _programs[number].resume(reply)


def drop(number: int) -> dict[str, Any]:
    """Forgets a program; its thread ends with what it is waiting for."""
    program = _programs.pop(number, None)
    if program is not None:
        program.stop()
    return {}


class Stopped(BaseException):
    """Ends the thread of a program that nobody needs any more."""


class Program:
    """One program and its thread."""

    def __init__(
        self, files: dict[str, str], folder: str, main: str, environment: dict[str, str]
    ) -> None:
        self._files, self._folder, self._main = files, folder, main
        self._environment = environment
        self._questions: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self._replies: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._has_ended = False
        self._thread = threading.Thread(target=self._live, daemon=True)

    def run(self) -> dict[str, Any]:
        self._thread.start()
        return self._questions.get()

    def resume(self, reply: dict[str, Any]) -> dict[str, Any]:
        if self._has_ended:
            raise ValueError("the program has ended")
        self._replies.put(reply)
        return self._questions.get()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._replies.put(None)
            self._thread.join(1.0)

    def want(self, question: dict[str, Any]) -> dict[str, Any]:
        """Called in the program's thread: asks, and waits for the reply."""
        self._questions.put(question)
        reply = self._replies.get()
        if reply is None:
            raise Stopped
        return reply

    def _live(self) -> None:
        modules = Modules(self._files, self._folder, self._environment, self.want)
        try:
            modules.run_main(self._main)
        except Stopped:
            return
        except SystemExit as end:
            last: dict[str, Any] = {
                "exited": end.code if isinstance(end.code, int) else int(end.code is not None)
            }
        except NotThere as error:
            last = {"cannot_tell": str(error), **self._place(error)}
        except BaseException as error:  # as the interpreter itself: whatever nobody caught
            missing = modules.missing
            last = (
                {"cannot_tell": missing, **self._place(error)} if missing else self._failed(error)
            )
        else:
            last = {"exited": 0}
        self._has_ended = True
        self._questions.put(last)

    def _failed(self, error: BaseException) -> dict[str, Any]:
        for path, text in self._files.items():
            # The traceback quotes lines, and these files lie nowhere.
            name = f"{self._folder}/{path}"
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        told = traceback.TracebackException.from_exception(error)
        for one in _all_of(told):
            one.stack[:] = [frame for frame in one.stack if not frame.filename.startswith(_HERE)]
        kind = type(error)
        module = "" if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}."
        return {
            "failed": {
                "type": f"{module}{kind.__qualname__}",
                "message": str(error),
                "frames": [
                    [one.filename.replace(_LIBRARY, _SHOWN_LIBRARY), one.lineno, one.name]
                    for one in told.stack
                ],
                "text": "".join(told.format()).replace(_LIBRARY, _SHOWN_LIBRARY),
            }
        }

    def _place(self, error: BaseException) -> dict[str, Any]:
        own = [
            one
            for one in traceback.extract_tb(error.__traceback__)
            if one.filename.startswith(f"{self._folder}/")
        ]
        if not own:
            return {"path": "", "line": 0}
        return {"path": own[-1].filename[len(self._folder) + 1 :], "line": own[-1].lineno}


def _all_of(
    error: traceback.TracebackException | None,
) -> Iterator[traceback.TracebackException]:
    """An error and those that led to it or are grouped in it."""
    if error is not None:
        yield error
        for one in (error.__cause__, error.__context__, *(error.exceptions or ())):
            yield from _all_of(one)
