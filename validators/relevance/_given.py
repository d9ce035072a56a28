"""A parameter that some caller left out: whether all callers give it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, CANNOT_TELL, Evidence, Judgement, judgement
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case
    from ._replay import Side


def given_now(case: Case) -> Judgement | None:
    """The verdict where the operand is a parameter that callers in other functions left out."""
    operand = case.site.operand
    if not isinstance(operand, p.Name):
        return None
    found = _owner(case.before, operand.name)
    if found is None:
        return None
    function, place = found
    name = function.qualified.rpartition(".")[2] or function.name
    before = list(_calls(case.before, name))
    after = list(_calls(case.after, name))
    if [_plain(one) for _, one in before] == [_plain(one) for _, one in after]:
        return _given_inside(case, function, operand.name)
    short = [one for _, one in before if _leaves_out(one, place)]
    there = next(
        (pair for pair in after if spell(pair[1]) not in {spell(b) for _, b in before}), None
    )
    if there is None:
        return None
    evidence = Evidence(f"now: `{spell(there[1])}`", there[0], there[1].place.line)
    if short and not any(_leaves_out(one, place) for _, one in after) and len(after) >= len(before):
        return judgement(ADDRESSES, f"`{operand.name}` is given by all callers now", evidence)
    return judgement(
        CANNOT_TELL,
        f"`{name}` is called in another way, which decides what `{operand.name}` is",
        evidence,
    )


def _given_inside(case: Case, function: p.Function, name: str) -> Judgement | None:
    """`if (typeof options === "function") done = options`: the function takes it from another
    parameter, where that is what the failing expression needs.
    """
    body = next(
        (
            one.body
            for file in case.after.image.files(case.after.steps[-1].path)
            for one in p.walk(file.module)
            if isinstance(one, p.Function) and one.qualified == function.qualified and one.qualified
        ),
        None,
    )
    known = {spell(one) for one in p.walk(function)}
    for one in () if body is None else p.walk(body):
        if not isinstance(one, p.If) or case.site.kind != "callable":
            continue
        meaning = case.after.facts.meaning(one.test)
        if meaning is None or meaning.kind != "callable" or not isinstance(meaning.args[0], p.Name):
            continue
        for part in one.then.statements:
            if (
                isinstance(part, p.Assign)
                and spell(part) not in known
                and isinstance(part.target, p.Name)
                and part.target.name == name
                and isinstance(part.value, p.Name)
                and part.value.name == meaning.args[0].name
            ):
                return judgement(
                    ADDRESSES,
                    f"`{name}` is taken from the argument that is a function",
                    Evidence("now", case.after.steps[-1].path, part.place.line),
                )
    return None


def _owner(side: Side, name: str) -> tuple[p.Function, int] | None:
    """The function of which it is a parameter, and its place: the failing one or one around it."""
    step = side.steps[-1]
    file = side.image.file(step.path)
    if file is None:
        return None
    place = step.function.place
    around = [
        one
        for one in p.walk(file.module)
        if isinstance(one, p.Function)
        and one.place.start <= place.start
        and place.end <= one.place.end
    ]
    for function in reversed(around):
        for number, one in enumerate(function.parameters):
            if isinstance(one.target, p.Name) and one.target.name == name:
                return (function, number) if one.default is None and not one.spread else None
    return None


def _calls(side: Side, name: str) -> Iterator[tuple[str, p.Call]]:
    for file in side.image.files(side.steps[-1].path):
        for one in p.walk(file.module):
            if isinstance(one, p.Call) and name and last_name(one.function) == name:
                yield file.path, one


def _plain(call: p.Call) -> str:
    """The call without its optional links, which give nothing that wasn't given."""
    return spell(call).replace("?.", ".")


def _leaves_out(call: p.Call, place: int) -> bool:
    if any(one.spread for one in call.arguments):
        return False
    if place >= len(call.arguments):
        return True
    value = call.arguments[place].value
    return (isinstance(value, p.Literal) and value.kind in ("null", "undefined")) or (
        isinstance(value, p.Name) and value.name == "undefined"
    )
