"""`LogSimulator`: what services in four languages write when they run and fail.

An error's text is never made up here: it comes from the program that failed. What is added is what
a logger adds: time, level, name, trace ID, and the form in which it writes a record.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..languages.log_styles import LogEntry, LogStyle
from .clock import EPOCH
from .protocols import LogLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from .service import Fault, Service

# What healthy services say.
_CALM = (
    "request answered in 2 ms",
    "request answered in 3 ms",
    "cache: 12 of 30 entries are fresh",
    "connection from 10.0.0.7 closed",
)


class LogSimulator:
    """Writes log lines. `style` picks a logger by name for each language that has it ("json" ones:
    `json`, `pino`, `slog`, `logstash`); others use their first. Chances come from `seed`.
    """

    def __init__(self, *, seed: int = 1, styles: Iterable[str] = ()) -> None:
        self._random = random.Random(f"{seed} log")  # noqa: S311 - repeatable, not secret
        self._wanted = tuple(styles)
        self._styles: dict[str, LogStyle] = {}

    def failure(
        self,
        service: Service,
        at: datetime,
        trace_id: str,
        request: str,
        stderr: str,
        *,
        name: str = "",
    ) -> list[str]:
        """The lines of a request that ended the program; `stderr` is what its runtime printed."""
        kind, message = _head_of(stderr, service.language)
        entry = LogEntry(
            at,
            "ERROR",
            name or service.name,
            trace_id,
            f"request failed: {request}",
            stderr,
            kind,
            message,
        )
        return self._style(service.language).write(entry)

    def event(
        self,
        service: Service,
        at: datetime,
        level: str,
        message: str,
        *,
        trace_id: str = "",
        name: str = "",
    ) -> list[str]:
        """The lines of a plain entry."""
        entry = LogEntry(at, level, name or service.name, trace_id, message)
        return self._style(service.language).write(entry)

    def burst(
        self, service: Service, fault: Fault, *, at: float = 0.0, times: int = 5, every: float = 0.2
    ) -> tuple[LogLine, ...]:
        """The same error, again and again."""
        return self._lines((at + every * number, service, fault) for number in range(times))

    def flapping(
        self,
        service: Service,
        fault: Fault,
        *,
        at: float = 0.0,
        times: int = 4,
        every: float = 10.0,
    ) -> tuple[LogLine, ...]:
        """An error that comes and goes: between two of them the service answers."""
        moments: list[tuple[float, Service, Fault | None]] = []
        for number in range(times):
            start = at + every * number
            moments += [(start, service, fault), (start + every / 2, service, None)]
        return self._lines(moments)

    def cascade(
        self, failures: Sequence[tuple[Service, Fault]], *, at: float = 0.0, delay: float = 0.05
    ) -> tuple[LogLine, ...]:
        """One request's way outwards: the origin fails first, then whoever waited for it. All of
        them carry one trace ID.
        """
        trace_id = self._trace_id()
        return self._lines(
            ((at + delay * number, *failure) for number, failure in enumerate(failures)),
            trace_id=trace_id,
        )

    def slow_leak(
        self, service: Service, fault: Fault, *, at: float = 0.0, minutes: int = 5
    ) -> tuple[LogLine, ...]:
        """Warnings of growing memory, once a minute, and the error at the end."""
        lines: list[LogLine] = []
        for minute in range(minutes):
            moment = at + 60.0 * minute
            used = 50 + 45 * (minute + 1) // minutes
            lines += self._told(moment, service, "WARNING", f"memory: {used}% of the limit is used")
        return (*lines, *self._lines([(at + 60.0 * minutes, service, fault)]))

    def interleaved(
        self, failures: Sequence[tuple[Service, Fault]], *, at: float = 0.0
    ) -> tuple[LogLine, ...]:
        """Errors of several services at once, as a collector joins them: line by line in turns,
        each with its service's name before it.
        """
        waiting = [list(self._lines([(at, service, fault)])) for service, fault in failures]
        lines: list[LogLine] = []
        while any(waiting):
            chosen = self._random.choice([one for one in waiting if one])
            line = chosen.pop(0)
            lines.append(line._replace(text=f"{line.service}-1  | {line.text}"))
        return tuple(lines)

    def quiet(
        self, service: Service, *, at: float = 0.0, times: int = 10, every: float = 1.0
    ) -> tuple[LogLine, ...]:
        """A service that is well."""
        return self._lines((at + every * number, service, None) for number in range(times))

    def _lines(
        self, moments: Iterable[tuple[float, Service, Fault | None]], trace_id: str = ""
    ) -> tuple[LogLine, ...]:
        lines: list[LogLine] = []
        for at, service, fault in moments:
            if fault is None:
                lines += self._told(at, service, "INFO", self._random.choice(_CALM))
                continue
            texts = self.failure(
                service,
                _moment(at),
                trace_id or self._trace_id(),
                fault.requests[-1],
                text_of(service, fault),
            )
            lines += [LogLine(at, service.name, text) for text in texts]
        return tuple(lines)

    def _told(self, at: float, service: Service, level: str, message: str) -> list[LogLine]:
        texts = self.event(service, _moment(at), level, message, trace_id=self._trace_id())
        return [LogLine(at, service.name, text) for text in texts]

    def _trace_id(self) -> str:
        return f"{self._random.getrandbits(64):016x}"

    def _style(self, language: str) -> LogStyle:
        if language not in self._styles:
            styles = _styles_of(language)
            known = {one.name: one for one in styles}
            chosen = [known[name] for name in self._wanted if name in known]
            self._styles[language] = (chosen or list(styles))[0]
        return self._styles[language]


def text_of(service: Service, fault: Fault) -> str:
    """What the runtime prints when the fault is triggered in the service as it stands. Raises
    UsageError where the fault does not fire: a log of an error that can't happen would be a lie.
    """
    from .mock_environment import MockServiceEnvironment  # it writes its log by this module
    from .testing import arrange, reachable

    services, scripted = [service, *reachable(service)], fault.around.replies
    with MockServiceEnvironment(services, replies=scripted) as environment:
        arrange(environment, fault.around)
        replies = [environment.send(service.name, request) for request in fault.requests]
    if not replies or not replies[-1].stderr:
        told = replies[-1].reason or replies[-1].response if replies else "no request"
        raise UsageError(f"{service.language}/{service.name}: {fault.name} does not fire: {told}")
    return replies[-1].stderr


def _moment(at: float) -> datetime:
    from datetime import timedelta

    return EPOCH + timedelta(seconds=at)


def _styles_of(language: str) -> tuple[LogStyle, ...]:
    from ..languages.discovery import discover_languages

    for one in discover_languages():
        if one.name == language and (styles := one.log_styles()):
            return styles
    raise UsageError(f"no logger is known for {language}")


def _head_of(stderr: str, language: str) -> tuple[str, str]:
    """Type and message of the error that was printed, as the trace reader understands it."""
    from ..languages.trace_log import read_traces

    for trace in read_traces(stderr, languages=[language]) if stderr else ():
        return trace.error_type, trace.message
    return "", ""
