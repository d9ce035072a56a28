"""Calls whose callee is found at run time: `handlers[name](…)`, `self.on_close()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._watch import last_name

if TYPE_CHECKING:
    from ...languages.program import Function
    from ...languages.remedies import Facts
    from ._run import Step


def with_calls(steps: tuple[Step, ...], facts: Facts) -> tuple[Step, ...]:
    """The steps, each with the call to the next, where no name tells it."""
    done = list(steps)
    for place, step in enumerate(steps[:-1]):
        following = steps[place + 1].function
        call = _call(step, names_of(following, facts), facts)
        done[place] = step._replace(call=call)
    return tuple(done)


def names_of(function: Function, facts: Facts) -> frozenset[str]:
    """The names that a call to a function may have."""
    names = {function.name, function.qualified.rpartition(".")[2]}
    if function.name in facts.init or function.kind == "constructor":
        parts = function.qualified.split(".")
        names = {parts[-2]} if len(parts) > 1 else set()
    return frozenset(names - {""})


def _call(step: Step, names: frozenset[str], facts: Facts) -> int | None:
    if step.line is None or step.function.body is None:
        return None
    calls = [
        node
        for node in p.walk(step.function.body)
        if isinstance(node, p.Call) and node.place.line <= step.line <= node.place.end_line
    ]
    if any(last_name(one.function) in names for one in calls):
        return None
    unclear = [
        one
        for one in calls
        if facts.meaning(one) is None and not facts.logs(one) and not facts.leaves(one)
    ]
    dynamic = [one for one in unclear if not isinstance(one.function, p.Name | p.Member)]
    found = dynamic or unclear
    return found[-1].place.start if len(found) == 1 or dynamic else None
