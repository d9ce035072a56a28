"""Rejected promises: whether what failed is waited for where a handler stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ._effects import idle, reduced
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, UNRELATED, Evidence, Judgement, judgement
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._images import File
    from ._judge import Case
    from ._replay import Side

DEEPEST = 5


class Handled(NamedTuple):
    """A place where a rejection is taken: the file, the handler's body (None: `allSettled`)."""

    path: str
    node: p.Node
    body: p.Node | None


def rejected(case: Case, is_unhandled: bool) -> Judgement | None:
    """The verdict where a promise was rejected and nobody took it; None where it can't be told.

    `is_unhandled`: the runtime said so; else the error may have been meant to get out.
    """
    failing = case.before.steps[-1].function
    name = failing.qualified.rpartition(".")[2]
    if not name or not ("async" in failing.flags or _is_reject(case.site.node)):
        return None
    before = {spell(one.node) for one in _places(case.before, name)}
    after = list(_places(case.after, name))
    new = [one for one in after if spell(one.node) not in before and _on_the_way(one, case)]
    step = case.before.steps[-1]
    here = Evidence("rejected here", step.path, case.site.node.place.line, "before")
    for one in new:
        there = Evidence("taken here", one.path, one.node.place.line)
        if one.body is not None and _is_idle(one.body, case):
            return judgement(
                MASKS, "the rejection is taken and nothing is done about it", here, there
            )
        if case.site.kind == "external":
            return _retried_or_told(one, case, here, there)
        if is_unhandled or _was_meant(case, one):
            return judgement(ADDRESSES, "the rejection is taken and handled", here, there)
        return judgement(CANNOT_TELL, "the rejection is taken, whatever it is", here, there)
    if is_unhandled or case.site.kind == "external" or _has_useless_handler(case):
        ways = _ways(case.after, name)
        own = {one.function.qualified for one in case.before.steps}
        for change in case.changed:
            if change.qualified in own or change.kind != "function":
                return None
            if change.name not in ways or _still_loose(case, change.name, ways):
                continue
            if case.site.kind != "external" or not _still_waits(case, change.name, ways):
                return None
        return judgement(UNRELATED, "nobody takes the rejection, as before", here)
    return None


def _on_the_way(place: Handled, case: Case) -> bool:
    """Whether the place is in a function of the trace, or in one that such a function calls."""
    steps = case.after.steps
    file = case.after.image.file(place.path)
    if len(steps) < 2 or file is None:
        return True
    around = [
        one
        for one in p.walk(file.module)
        if isinstance(one, p.Function)
        and one.name
        and one.place.start <= place.node.place.start < one.place.end
    ]
    if not around:
        return True
    names = {one.name for one in around}
    return any(
        step.function.place in {one.place for one in around} and step.path == place.path
        for step in steps
    ) or any(
        isinstance(one, p.Call) and last_name(one.function) in names
        for step in steps
        for one in p.walk(step.function)
    )


def _retried_or_told(place: Handled, case: Case, here: Evidence, there: Evidence) -> Judgement:
    """Whether what failed outside is tried again, or told as what it means."""
    file = case.after.image.file(place.path)
    body = place.body
    last = body.statements[-1] if isinstance(body, p.Block) and body.statements else None
    asks = body is not None and any(
        isinstance(one, p.Member) and one.name in ("code", "errno", "name", "status", "cause")
        for one in p.walk(body)
    )
    loops = file is not None and any(
        isinstance(one, p.For | p.ForEach | p.While)
        and one.place.start < place.node.place.start < one.place.end
        for one in p.walk(file.module)
    )
    again = body is not None and any(isinstance(one, p.Await) for one in p.walk(body))
    if file is not None and loops:
        bounded = not any(
            isinstance(one, p.While)
            and (one.test is None or isinstance(one.test, p.Literal))
            and one.place.start < place.node.place.start < one.place.end
            for one in p.walk(file.module)
        )
        if bounded:
            return judgement(ADDRESSES, "it is tried again, a bounded number of times", here, there)
    elif isinstance(last, p.Raise) and (asks or again):
        return judgement(ADDRESSES, "it is caught and told as what it means", here, there)
    return judgement(CANNOT_TELL, "the failure is caught, whatever it is", here, there)


def _still_waits(case: Case, name: str, ways: frozenset[str]) -> bool:
    """Whether a function still waits for what fails in the same calls, with no handler in it."""
    calls: list[set[str]] = []
    for side in (case.before, case.after):
        found: set[str] = set()
        for file in _files(side):
            for function in file.functions.get(name, ()):
                for one in p.walk(function):
                    if isinstance(one, p.Try) or (
                        isinstance(one, p.Call)
                        and last_name(one.function) in ("catch", "allSettled")
                    ):
                        return False
                    if isinstance(one, p.Await) and _calls(one.value, ways - {name}):
                        found.add(spell(one.value))
        calls.append(found)
    return bool(calls[0]) and calls[0] <= calls[1]


def _is_reject(node: p.Node) -> bool:
    return isinstance(node, p.Call) and last_name(node.function) == "reject"


def _is_idle(body: p.Node, case: Case) -> bool:
    if isinstance(body, p.Block):
        small = reduced(body, case.after.facts)
        return isinstance(small, p.Block) and all(
            idle(one, case.after.facts)
            or (
                isinstance(one, p.Return)
                and (one.value is None or isinstance(one.value, p.Literal))
            )
            for one in small.statements
        )
    return False


def _files(side: Side) -> Iterator[File]:
    yield from side.image.files(side.steps[-1].path)


def _ways(side: Side, name: str) -> frozenset[str]:
    """The functions by whose promises the rejection goes on: those that await or return one."""
    found = {name}
    for _ in range(DEEPEST):
        more = {
            one.qualified.rpartition(".")[2] or one.name
            for file in _files(side)
            for one in p.walk(file.module)
            if isinstance(one, p.Function) and one.body is not None and _passes_on(one, found)
        }
        if more <= found:
            break
        found |= more
    return frozenset(found - {""})


def _passes_on(function: p.Function, names: set[str]) -> bool:
    assert function.body is not None, "asked before"
    return any(
        isinstance(one, p.Call) and last_name(one.function) in names
        for one in p.walk(function.body)
    )


def _places(side: Side, name: str) -> Iterator[Handled]:
    """The places where the promises of those functions are taken."""
    names = _ways(side, name)
    for file in _files(side):
        for one in p.walk(file.module):
            if isinstance(one, p.Call) and isinstance(one.function, p.Member):
                member = one.function
                handler = _handler(one, member.name)
                if handler is not None and _calls(member.object, names):
                    yield Handled(file.path, one, handler)
                if member.name == "allSettled":
                    looked_at = any(
                        isinstance(part, p.Member) and part.name in ("status", "reason")
                        for part in p.walk(file.module)
                    )
                    body = None if looked_at else p.Block(one.place, ())
                    yield Handled(file.path, one, body)
            elif isinstance(one, p.Try) and one.handlers:
                for part in p.walk(one.body):
                    if isinstance(part, p.Await) and _calls(part.value, names):
                        yield Handled(file.path, one, one.handlers[0].body)
                        break


def _handler(node: p.Call, name: str) -> p.Node | None:
    place = {"catch": 0, "then": 1}.get(name)
    if place is None or len(node.arguments) <= place:
        return None
    value = node.arguments[place].value
    if isinstance(value, p.Function):
        return value.body
    return value


def _calls(node: p.Node, names: frozenset[str]) -> bool:
    return any(isinstance(one, p.Call) and last_name(one.function) in names for one in p.walk(node))


def _was_meant(case: Case, place: Handled) -> bool:
    """Whether the same was to be done before, in a handler that no rejection got to."""
    if place.body is None:
        return False
    wanted = {spell(one) for one in _values(place.body)}
    for file in _files(case.before):
        for one in p.walk(file.module):
            if not isinstance(one, p.Try) or not one.handlers:
                continue
            if wanted & {spell(part) for part in _values(one.handlers[0].body)}:
                return True
    return False


def _values(body: p.Node) -> Iterator[p.Node]:
    for one in p.walk(body):
        if isinstance(one, p.Return | p.Expression) and one.value is not None:
            yield one.value


def _has_useless_handler(case: Case) -> bool:
    """Whether a handler stands around a call that is returned and not waited for."""
    return any(_loose_calls(case, one) for one in _tries(case.before))


def _tries(side: Side) -> Iterator[p.Try]:
    for file in _files(side):
        for one in p.walk(file.module):
            if isinstance(one, p.Try) and one.handlers:
                yield one


def _loose_calls(case: Case, node: p.Try) -> bool:
    name = case.before.steps[-1].function.qualified.rpartition(".")[2]
    waited = {id(one.value) for one in p.walk(node.body) if isinstance(one, p.Await)}
    return any(
        isinstance(one, p.Call) and last_name(one.function) == name and id(one) not in waited
        for one in p.walk(node.body)
    )


def _still_loose(case: Case, name: str, ways: frozenset[str]) -> bool:
    """Whether a changed function still only starts what is rejected: the same calls, unawaited."""
    old = _starts(case.before, name, ways)
    return bool(old) and old == _starts(case.after, name, ways)


def _starts(side: Side, name: str, ways: frozenset[str]) -> list[str]:
    found = []
    for file in _files(side):
        for function in file.functions.get(name, ()):
            waited = {id(one.value) for one in p.walk(function) if isinstance(one, p.Await)}
            found += [
                spell(one)
                for one in p.walk(function)
                if isinstance(one, p.Call)
                and last_name(one.function) in ways - {name}
                and id(one) not in waited
            ]
    return found
