"""What failed first, and where: the errors of a joined log, and the order in which they follow.

An error is another's consequence if its service calls the other's, if it came later, and if both
carry one trace ID (or, where one of them carries none, came within `WINDOW` seconds).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..languages.locating import Locator
from ..languages.trace_log import read_traces
from ..patches.trees import InMemoryTree
from ..patterns import lazy_compile
from .protocols import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..languages.traces import Frame, Trace
    from .protocols import LogLine
    from .service import Service

WINDOW = 2.0
# Above an error stands its logger's line; node prints the place and the code in between.
_HEAD_LINES = 6
_TRACE_ID = lazy_compile(r"(?<![0-9A-Za-z])[0-9a-f]{16}(?:[0-9a-f]{16})?(?![0-9A-Za-z])")
_REQUEST = lazy_compile(r'request failed: ([^"]*)')


class Sighting(NamedTuple):
    """One error as it stands in the log. `order` counts the log's lines."""

    service: str
    at: float
    order: int
    trace: Trace
    text: str
    trace_id: str
    request: str

    @property
    def key(self) -> tuple[str, str, str]:
        """The same for the same error of the same place."""
        return self.service, self.trace.error_type, _place(self.trace.root_cause)


class TraceAnalyser:
    """Reads the errors with patchvet's own reader and tells origins from consequences."""

    def analyse(
        self, log: Iterable[LogLine], services: Mapping[str, Service]
    ) -> tuple[Incident, ...]:
        found = sightings(log)
        causes = [_cause(one, found, services) for one in found]
        groups: dict[tuple[str, str, str], list[int]] = {}
        for number, one in enumerate(found):
            if causes[number] is None:
                groups.setdefault(one.key, []).append(number)
        return tuple(_incident(group, found, causes, services) for group in groups.values())


def sightings(log: Iterable[LogLine]) -> list[Sighting]:
    """Every error in the log, in the order in which they were written."""
    by_service: dict[str, list[tuple[int, LogLine]]] = {}
    for order, line in enumerate(log):
        by_service.setdefault(line.service, []).append((order, line))
    # A service's lines stand together, so that nobody else's are strewn into an error.
    lines = [entry for own in by_service.values() for entry in own]
    found = []
    for trace in read_traces("\n".join(line.text for _, line in lines)):
        if trace.span is None or _is_a_plain_line(trace):
            continue
        found.append(_sighting(trace, trace.span.first - 1, trace.span.last, lines))
    return sorted(found, key=lambda one: one.order)


def requests_in(log: Iterable[LogLine], service: str) -> tuple[str, ...]:
    """The requests that a service's log says have failed, each once."""
    found = (_REQUEST.search(line.text) for line in log if line.service == service)
    return tuple(dict.fromkeys(one[1] for one in found if one is not None))


def trace_ids(text: str) -> set[str]:
    """Whatever in a text can be a trace ID: 64 or 128 bits in hexadecimal digits."""
    return set(_TRACE_ID.findall(text))


def calls_of(service: Service, services: Mapping[str, Service]) -> tuple[str, ...]:
    """The services that it calls, and those that they call."""
    found: list[str] = []
    waiting = list(service.calls)
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            waiting += services[name].calls if name in services else ()
    return tuple(found)


def _is_a_plain_line(trace: Trace) -> bool:
    """A logged line that only looks like an error, as Go's `log` prints them."""
    return trace.error_type == "error" and not trace.frames


def _sighting(trace: Trace, first: int, end: int, lines: Sequence[tuple[int, LogLine]]) -> Sighting:
    order, line = lines[first]
    text = "\n".join(one.text for _, one in lines[first:end])
    head, start = text, first
    while start > max(0, first - _HEAD_LINES) and not _REQUEST.search(head):
        start -= 1
        if lines[start][1].service != line.service:
            break
        head = f"{lines[start][1].text}\n{head}"
    ids, request = _TRACE_ID.search(head), _REQUEST.search(head)
    return Sighting(
        line.service,
        line.at,
        order,
        trace,
        text,
        ids[0] if ids else "",
        request[1].split("\n")[0] if request else "",
    )


def _cause(one: Sighting, found: Sequence[Sighting], services: Mapping[str, Service]) -> int | None:
    """The number of the first error that this one can be a consequence of."""
    called = calls_of(services[one.service], services) if one.service in services else ()
    for number, other in enumerate(found):
        if other.order >= one.order:
            return None
        if other.service in called and _belong_together(one, other):
            return number
    return None


def _belong_together(one: Sighting, other: Sighting) -> bool:
    if one.trace_id and other.trace_id:
        return one.trace_id == other.trace_id
    return one.at - other.at <= WINDOW


def _incident(
    group: Sequence[int],
    found: Sequence[Sighting],
    causes: Sequence[int | None],
    services: Mapping[str, Service],
) -> Incident:
    first = found[group[0]]
    followed = [one for number, one in enumerate(found) if _origin(number, causes) in group]
    affected = tuple(dict.fromkeys(one.service for one in followed if one.service != first.service))
    evidence = [
        f"first seen at {first.at:g} s, {len(group)} times",
        _located(first, services),
    ]
    evidence += [f"{one} calls {first.service} and failed after it" for one in affected]
    if affected and first.trace_id:
        evidence.append(f"one trace ID: {first.trace_id}")
    return Incident(
        service=first.service,
        trace=first.trace,
        trace_text=first.text,
        frame=first.trace.root_cause,
        first_seen=first.at,
        affected=affected,
        evidence=tuple(evidence),
        requests=tuple(dict.fromkeys(found[one].request for one in group if found[one].request)),
    )


def _origin(number: int, causes: Sequence[int | None]) -> int:
    cause = causes[number]
    return number if cause is None else _origin(cause, causes)


def _located(one: Sighting, services: Mapping[str, Service]) -> str:
    """Where the root cause is in the service's own files."""
    frame = one.trace.root_cause
    if frame is None or one.service not in services:
        return "no frame of the application in the trace"
    found = Locator(InMemoryTree(services[one.service].files)).locate(frame)
    where = found.path or f"{frame.path} (no file of the service)"
    return f"root cause at {where}:{frame.line} in {frame.function}"


def _place(frame: Frame | None) -> str:
    return f"{frame.path}:{frame.function}" if frame is not None else ""
