"""Handlers in the trace's outer frames, around the calls by which the failure goes on: where the
replay starts further in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._dynamic import names_of
from ._execute import Around, _body_of, _recovers, _suppressed
from ._run import Activation, Caught
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._replay import Side
    from ._run import Run, Step


def handlers_around(side: Side, before: Side, start: int, run: Run) -> list[Caught]:
    """Those that would take the failure when it has left the frame `start`."""
    for place in range(start - 1, -1, -1):
        found = list(_in_step(side, place, run))
        known = list(_in_step(before, place, run))
        if found and not known:
            return found
    return _outside(side, before)


def _outside(side: Side, before: Side) -> list[Caught]:
    """New handlers around a call of the outermost function that the trace tells of: at the top
    level, where a promise's trace doesn't reach.
    """
    found = list(_at_top(side))
    return found if len(found) > len(list(_at_top(before))) else []


def _at_top(side: Side) -> Iterator[Caught]:
    first = side.steps[0]
    names = names_of(first.function, side.facts)
    for file in side.image.files(first.path):
        top = file.as_function
        if top.body is None or not names:
            continue
        step = first._replace(path=file.path, function=top, line=None, call=None)
        for chain in _chains(top.body, step, names):
            yield from _taking(side, step, chain)
            break


def _in_step(side: Side, place: int, run: Run) -> Iterator[Caught]:
    step, following = side.steps[place], side.steps[place + 1]
    body = step.function.body
    if body is None:
        return
    names = names_of(following.function, side.facts)
    for chain in _chains(body, step, names):
        yield from _taking(side, step, chain)
        break
    at = Activation(-1, step.function, step.path, None, -1, -1, 0)
    around = Around(run, at)
    for node in body.statements:
        if isinstance(node, p.Deferred) and node.kind == "defer" and _recovers(node, around):
            inner = _body_of(node, around)
            if inner is not None:
                handler = p.Handler(node.place, (), None, inner)
                yield Caught(handler, step.function, step.path, node)


def _taking(side: Side, step: Step, chain: list[p.Node]) -> Iterator[Caught]:
    for outer, inner in zip(reversed(chain[:-1]), reversed(chain[1:]), strict=True):
        if isinstance(outer, p.Try) and inner is outer.body:
            for handler in outer.handlers:
                if not handler.types or side.facts.catches(handler.types, side.error):
                    yield Caught(handler, step.function, step.path, outer)
                    return
        if isinstance(outer, p.With):
            types = tuple(one for item in outer.items for one in _suppressed(item.value))
            if types and side.facts.catches(types, side.error):
                handler = p.Handler(outer.place, types, None, p.Block(outer.place, ()))
                yield Caught(handler, step.function, step.path, outer)
                return
        if isinstance(outer, p.Call) and last_name(outer.function) == "catch":
            function = outer.arguments[0].value if outer.arguments else None
            if isinstance(function, p.Function) and function.body is not None:
                handler = p.Handler(outer.place, (), None, function.body)
                yield Caught(handler, step.function, step.path, outer)
                return


def _chains(body: p.Block, step: Step, names: frozenset[str]) -> Iterator[list[p.Node]]:
    """The records from the body down to the call that the trace names."""
    waiting: list[list[p.Node]] = [[body]]
    while waiting:
        chain = waiting.pop()
        node = chain[-1]
        if isinstance(node, p.Call) and _is_call(node, step, names):
            yield chain
            return
        waiting += [
            [*chain, part]
            for part in reversed(list(p.children(node)))
            if step.line is None or part.place.line <= step.line <= part.place.end_line
        ]


def _is_call(node: p.Call, step: Step, names: frozenset[str]) -> bool:
    if last_name(node.function) in names:
        return True
    return step.call is not None and node.place.start == step.call
