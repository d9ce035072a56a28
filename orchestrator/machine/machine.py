"""`Machine`: a program that is executed from its source, without its runtime."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...languages.runtime import Context, Ended, NotModelled, Thrown
from ...validators.collector import collector_paused
from .linking import compile_program
from .outcomes import Answered, CannotTell, Exited, Failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ...languages import Language
    from ...languages.runtime import Host
    from .outcomes import Outcome

MOST_STEPS = 200_000  # loop turns and calls of one request
DEEPEST = 400  # calls within calls
# What a value that the model didn't expect comes to in Python.
MODEL_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
MODEL_FAILED = "the model failed: "
# A call of the program takes up to this many of Python's.
_FRAMES_PER_CALL = 40


class Machine:
    """One run of the program in `files` (path → bytes), of which only those of `language` count.

    `entry` names the function that answers requests: "main.js:handle". State lasts between
    requests. Deterministic: what the program sees of the world is `host`, and the `ports` of the
    services that it may call.
    """

    def __init__(
        self,
        language: Language,
        files: Mapping[str, bytes],
        host: Host,
        entry: str,
        ports: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._ports = ports
        self._language = language
        self._files = files
        self._host = host
        self._entry = entry
        self._context: Context | None = None

    def start(self) -> Outcome | None:
        """Loads the program as its runtime would, up to where it waits for requests. None: it is
        up; else why it isn't.
        """
        try:
            # The many small objects of a program all stay: collecting meanwhile took half the time.
            with collector_paused():
                compiled = compile_program(self._language, self._files, self._entry)
            runtime = self._language.runtime()
            assert runtime is not None  # else it would not have compiled
            context = Context(
                runtime, self._host, compiled.variables, MOST_STEPS, DEEPEST, self._ports
            )
        except NotModelled as end:
            return CannotTell(end.reason, end.path, end.line)
        except MODEL_FAULTS as fault:
            return CannotTell(f"{MODEL_FAILED}{type(fault).__name__}: {fault}", "", 0)
        self._context = context
        self._linked = compiled.linked
        return self._run(lambda: compiled.linked.start(context))

    def handle(self, line: str) -> Outcome:
        """One request; raises ValueError if the program isn't running."""
        context = self._context
        if context is None:
            raise ValueError("the program was not started, or has ended")
        context.steps = MOST_STEPS
        found: list[str] = []
        ended = self._run(lambda: found.append(self._linked.handle(context, line)))
        return Answered(found[0]) if ended is None else ended

    def close(self) -> None:
        """Ends the program, whatever it is doing."""
        self._context = None

    @property
    def is_running(self) -> bool:
        """Whether it takes requests: not before its start, nor after an error or an end."""
        return self._context is not None

    def _run(self, what: Callable[[], None]) -> Outcome | None:
        context = self._context
        assert context is not None
        context.stack.clear()
        try:
            with _room_for_calls(), collector_paused():
                what()
        except Thrown as thrown:
            outcome: Outcome = self._failed(context, thrown)
        except Ended as end:
            outcome = Exited(end.status)
        except NotModelled as end:
            outcome = CannotTell(end.reason, end.path, end.line)
        except RecursionError:
            outcome = CannotTell("expressions nested too deep", "", 0)
        except MODEL_FAULTS as fault:
            # A patch may hold anything. Where the model trips over it, the patch is not to blame,
            # and whoever asked must not fall with it.
            outcome = CannotTell(f"{MODEL_FAILED}{type(fault).__name__}: {fault}", "", 0)
        else:
            return None
        self._context = None
        return outcome

    def _failed(self, context: Context, thrown: Thrown) -> Outcome:
        try:
            report = context.runtime.report(context, thrown)
        except NotModelled as end:
            return CannotTell(end.reason, end.path, end.line)
        return Failed(report.error_type, report.message, report.frames, report.text)


@contextmanager
def _room_for_calls() -> Iterator[None]:
    """Python's own limit is for programs that are not executed by another one."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST * _FRAMES_PER_CALL))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
