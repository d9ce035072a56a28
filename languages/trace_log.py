"""`read_traces`: finds every error in a log, whatever language it is from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .discovery import discover_languages
from .log_records import restored, written_out
from .log_stream import Patience, open_stream
from .logs import Log
from .trace_reader import Ownership

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .trace_reader import TraceReader
    from .traces import Trace


def read_traces(
    log: bytes | str,
    *,
    languages: Iterable[str] | None = None,
    application: Iterable[str] = (),
    library: Iterable[str] = (),
) -> tuple[Trace, ...]:
    """All errors in `log`, in the order in which they start.

    `languages` names those to look for; all that can be read by default. `application` and
    `library` are prefixes of paths or of modules (`com.example.`): a frame whose longest matching
    prefix is one of `application` is the application's own, whatever it looks like. Text that is no
    UTF-8 is kept by `surrogateescape`. No input raises; what cannot be understood is left out.
    """
    data = log if isinstance(log, bytes) else _encoded(log)
    ownership = Ownership(tuple(application), tuple(library))
    readers = _readers(None if languages is None else frozenset(languages))
    return tuple(_read(data, readers, ownership))


def _encoded(log: str) -> bytes:
    try:
        return log.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return log.encode("utf-8", "surrogatepass")


def _readers(names: frozenset[str] | None) -> list[TraceReader]:
    wanted = (one for one in discover_languages() if names is None or one.name in names)
    return [reader for one in wanted if (reader := one.traces()) is not None]


def _read(data: bytes, readers: Sequence[TraceReader], ownership: Ownership) -> list[Trace]:
    log = Log(data)
    finds = [(reader, log.find(reader.literals)) for reader in readers]
    anywhere = sorted({line for _, lines in finds for line in lines})
    log.decode_around(anywhere)
    traces = []
    folded: set[int] = set()
    for line in anywhere:
        if inside := _written_out(log, line, readers, ownership):
            folded.add(line)
            traces += inside
    for reader, lines in finds:
        traces += _found(log, reader, lines, set(folded), ownership)
    return sorted(traces, key=_start)


def _found(
    log: Log, reader: TraceReader, lines: Iterable[int], taken: set[int], ownership: Ownership
) -> Iterator[Trace]:
    """The errors of one language. A line belongs to one error at most; `taken` are used up."""
    search = reader.anchor.search
    patience = Patience()
    for line in lines:
        if line in taken:
            continue
        anchor = search(log.texts[line] or "")
        if anchor is None:
            continue
        stream = open_stream(log.texts, line, anchor.start(), reader.continues, patience)
        reading = reader.read(stream, ownership)
        if reading is None:
            continue
        places = [stream.place(index) for index in range(reading.first, reading.last + 1)]
        taken.update(places)
        yield replace(reading.trace, span=log.span(places))


def _written_out(
    log: Log, line: int, readers: Sequence[TraceReader], ownership: Ownership
) -> list[Trace]:
    """The errors that stand on one line, with their line feeds written out.

    In a line that is no record, escapes may be part of an ordinary message: only what has frames
    counts there.
    """
    text = log.record(line)
    if "\\n" not in text:
        return []
    values = written_out(text)
    # Loggers like to say the same under two names.
    found: dict[tuple[object, ...], Trace] = {}
    for value in [restored(text)] if values is None else values:
        for trace in _read(_encoded(value), readers, ownership):
            if values or trace.frames:
                key = trace.error_type, trace.message, trace.frames
                found.setdefault(key, replace(trace, span=log.span([line])))
    return list(found.values())


def _start(trace: Trace) -> int:
    return trace.span.start if trace.span is not None else 0
