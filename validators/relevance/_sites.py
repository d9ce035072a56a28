"""The expression that failed, by the remedies of the error and what the runtime points to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.remedies import Clue, Site
from ._subject import parts_on_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.program import Function, Node
    from ...languages.remedies import Facts, Remedies, Remedy
    from ...languages.traces import Frame, Trace
    from ..change import Source

# How many expressions of a line are asked about.
MOST_SITES = 4


def remedies_for(remedies: Remedies, error: str, message: str) -> list[Remedy]:
    """The remedies that fit, in the catalogue's order."""
    return [
        one
        for one in remedies.remedies
        if error in one.errors and one.message.search(message) is not None
    ]


def sites_at(
    remedy: Remedy, trace: Trace, error: str, frame: Frame, function: Function, source: Source
) -> list[Site]:
    """The expressions on the frame's line that the remedy names, the likeliest first."""
    extent = extent_of(frame, source)
    parts = parts_on_line(function, frame.line or 0)
    match = remedy.message.search(trace.message)
    assert match is not None, "the remedy was chosen by it"
    clue = Clue(error, trace.message, frame, match, extent)
    found = _without_receiver(list(remedy.find(parts, clue)), function)
    ranked = sorted(found, key=lambda one: _distance(one.node, extent, frame))
    if extent is None or not ranked:
        return _on_line(ranked, frame)[:MOST_SITES]
    best = _distance(ranked[0].node, extent, frame)
    if best[0] < 2:
        return [one for one in ranked if _distance(one.node, extent, frame) == best][:MOST_SITES]
    return ranked[:MOST_SITES]


def _without_receiver(sites: list[Site], function: Function) -> list[Site]:
    """Go: what a method is called on is rarely nil, where something else may be."""
    receiver = None if function.receiver is None else function.receiver.target
    if not isinstance(receiver, p.Name):
        return sites
    others = [
        one
        for one in sites
        if one.kind != "null"
        or not isinstance(one.operand, p.Name)
        or one.operand.name != receiver.name
    ]
    return others or sites


def plain_sites(frame: Frame, function: Function, source: Source, facts: Facts) -> Iterator[Site]:
    """What may have failed, whatever the error is: what the program raises itself, else the
    expression that the runtime points to, else the calls of the line.
    """
    parts = parts_on_line(function, frame.line or 0)
    own = [
        one
        for one in parts
        if isinstance(one, p.Raise | p.Assert) or (isinstance(one, p.Call) and facts.leaves(one))
    ]
    if own:
        yield Site("raised", own[-1])
    extent = extent_of(frame, source)
    likely = [
        one
        for one in parts
        if isinstance(one, p.Call | p.Member | p.Index | p.Binary | p.Await | p.Unary | p.Name)
    ]
    if extent is not None:
        likely.sort(key=lambda one: _distance(one, extent, frame))
        likely = [one for one in likely if _distance(one, extent, frame)[0] < 2]
    else:
        likely = [one for one in likely if isinstance(one, p.Call)] or likely
    for node in likely[:2]:
        yield Site("general", node)


def _on_line(sites: list[Site], frame: Frame) -> list[Site]:
    """Without a pointer: those that start on the line before those that only reach into it."""
    starting = [
        one
        for one in sites
        if one.node.place.end_line == frame.line or one.node.place.line == frame.line
    ]
    return starting or sites


def extent_of(frame: Frame, source: Source) -> tuple[int, int] | None:
    """The bytes of the file that the runtime points to."""
    line = frame.line
    if line is None or not 1 <= line <= len(source.lines):
        return None
    text = source.lines[line - 1].decode("utf-8", "surrogateescape")
    start = source.line_starts[line - 1]

    def offset(characters: int) -> int:
        return start + len(text[:characters].encode("utf-8", "surrogateescape"))

    marked = frame.extent or frame.carets
    if marked is not None and frame.code:
        indent = len(text) - len(text.lstrip())
        return offset(indent + marked[0]), offset(indent + marked[1])
    if frame.column is not None:
        at = offset(frame.column - 1)
        return at, at
    return None


def _distance(node: Node, extent: tuple[int, int] | None, frame: Frame) -> tuple[int, int]:
    """How far a node is from what the runtime points to: the same, around it, elsewhere."""
    place = node.place
    if extent is None:
        return (2, 0)
    start, end = extent
    if (place.start, place.end) == extent:
        return (0, 0)
    if start == end:
        if isinstance(node, p.Member) and place.end - len(node.name.encode()) == start:
            return (0, 0)
        if isinstance(node, p.Call):
            callee = node.function
            name = callee.place.start
            if isinstance(callee, p.Member):
                name = callee.place.end - len(callee.name.encode())
            if start in (name, place.start, node.function.place.end):
                return (0, 1)
        if place.start == start:
            return (1, place.end - place.start)
    if place.start <= start and end <= place.end:
        return (1, (place.end - place.start))
    if start <= place.start and place.end <= end:
        return (1, (end - start) - (place.end - place.start))
    return (2, abs(place.start - start))
