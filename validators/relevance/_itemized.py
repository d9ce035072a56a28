"""A loop over places in a list that became one over its items: each of them is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, Evidence, Judgement, judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case

_EACH = frozenset(["filter", "map", "find", "findIndex", "some", "every", "forEach", "flatMap"])


def itemized(case: Case) -> Judgement | None:
    """The verdict where `list[place].field` failed and the items are gone through instead."""
    node, operand = case.site.node, case.site.operand
    step = case.after.steps[-1]
    if not isinstance(node, p.Member) or not isinstance(operand, p.Index):
        return None
    owner = spell(operand.object)
    body = step.function.body
    if body is None or any(
        isinstance(one, p.Index) and spell(one.object) == owner for one in p.walk(body)
    ):
        return None
    known = {one.place for one in _over(case.before.steps[-1].function, owner, node.name)}
    if known:
        return None  # it was there before: the failing loop is only taken away
    for one in _over(step.function, owner, node.name):
        return judgement(
            ADDRESSES,
            f"the items of `{owner}` are gone through themselves",
            Evidence(
                f"failed: `{spell(node)}`", case.before.steps[-1].path, node.place.line, "before"
            ),
            Evidence("now", step.path, one.place.line),
        )
    return None


def _over(function: p.Function, owner: str, field: str) -> Iterator[p.Node]:
    """What goes through the items of a list and reads that field of each."""
    for one in p.walk(function):
        if isinstance(one, p.ForEach) and one.kind == "of" and spell(one.iterable) == owner:
            if one.target is not None and _reads(one.target, one.body, field):
                yield one
        elif isinstance(one, p.Call) and isinstance(one.function, p.Member) and one.arguments:
            given = one.arguments[0].value
            if (
                one.function.name in _EACH
                and spell(one.function.object) == owner
                and isinstance(given, p.Function)
                and given.parameters
                and given.body is not None
                and _reads(given.parameters[0].target, given.body, field)
            ):
                yield one


def _reads(target: p.Node, body: p.Block, field: str) -> bool:
    if isinstance(target, p.Mapping):
        return any(
            isinstance(one.key, p.Literal) and one.key.value == field for one in target.entries
        )
    return isinstance(target, p.Name) and any(
        isinstance(one, p.Member)
        and one.name == field
        and isinstance(one.object, p.Name)
        and one.object.name == target.name
        for one in p.walk(body)
    )
