"""A recursion that did not end: is there a way out of it now, or does it get on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import closure
from ._judgement import ADDRESSES, CANNOT_TELL, UNRELATED, Evidence, Judgement, judgement
from ._loose import swallowed
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case
    from ._run import Step


def endless(case: Case) -> Judgement | None:
    """The verdict for a recursion that used up the stack; None where it can't be told."""
    names = frozenset(
        one.function.qualified.rpartition(".")[2] or one.function.name for one in case.before.steps
    )
    old, new = case.before.steps[-1], case.after.steps[-1]
    before, after = list(_again(old, names)), list(_again(new, names))
    here = Evidence(
        f"calls itself: `{spell(before[0])}`" if before else "called again and again",
        old.path,
        (before[0] if before else old.function).place.line,
        "before",
    )
    caught = swallowed(case)
    if caught is not None:
        return caught
    if not before:
        return None
    if not after:
        loop = next(
            (one for one in p.walk(new.function) if isinstance(one, p.While | p.For | p.ForEach)),
            None,
        )
        if loop is None:
            return None
        return judgement(
            ADDRESSES,
            "a loop takes the place of the recursion",
            here,
            Evidence("now", new.path, loop.place.line),
        )
    return _ways_out(case, before, after, here) or _unchanged(case, here)


def _again(step: Step, names: frozenset[str]) -> Iterator[p.Call]:
    if step.function.body is not None:
        for one in p.walk(step.function.body):
            if isinstance(one, p.Call) and last_name(one.function) in names:
                yield one


def _ways_out(
    case: Case, before: list[p.Call], after: list[p.Call], here: Evidence
) -> Judgement | None:
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    known = {spell(one) for call in before for one in tests_before(old, call)}
    verdicts: set[str] = set()
    for call in after:
        fresh = [one for one in tests_before(new, call) if spell(one) not in known]
        names = closure(frozenset(_given(call)), new)
        speaking = [one for one in fresh if names & _names(one)]
        if any(_ends(one) for one in speaking):
            verdicts.add(ADDRESSES)
        elif speaking or spell(call) not in {spell(one) for one in before}:
            verdicts.add(CANNOT_TELL)
        else:
            verdicts.add(UNRELATED)
    there = Evidence("now", case.after.steps[-1].path, after[0].place.line)
    if verdicts == {ADDRESSES}:
        return judgement(ADDRESSES, "the recursion has a way out that it lacked", here, there)
    if CANNOT_TELL in verdicts or ADDRESSES in verdicts:
        return judgement(
            CANNOT_TELL, "whether the recursion ends now is not to be seen", here, there
        )
    return None


def _given(call: p.Call) -> set[str]:
    """The names of what a call is given, and of what it is called on."""
    parts = [one.value for one in call.arguments]
    if isinstance(call.function, p.Member):
        parts.append(call.function.object)
    return {name for one in parts for name in _names(one)}


def _names(node: p.Node) -> set[str]:
    return {one.name for one in p.walk(node) if isinstance(one, p.Name)}


def tests_before(function: p.Function, call: p.Call) -> list[p.Node]:
    """The tests that decide whether a call is made, each `and` and `or` taken apart."""
    found: list[p.Node] = []
    if function.body is not None:
        _gather(function.body, call.place, found)
    return [part for one in found for part in _parts(one)]


def _gather(node: p.Node, place: p.Place, found: list[p.Node]) -> None:
    if isinstance(node, p.Block):
        for statement in node.statements:
            if statement.place.start <= place.start < statement.place.end:
                _gather(statement, place, found)
                return
            if isinstance(statement, p.If) and statement.other is None and _leaves(statement.then):
                found.append(statement.test)
        return
    if isinstance(node, p.If | p.While | p.Conditional) and node.test is not None:
        test = node.test
        if not test.place.start <= place.start < test.place.end:
            found.append(test)
    elif (
        isinstance(node, p.Logical) and node.right.place.start <= place.start < node.right.place.end
    ):
        found.append(node.left)
    for part in p.children(node):
        if part.place.start <= place.start < part.place.end:
            _gather(part, place, found)


def _leaves(block: p.Block) -> bool:
    last = block.statements[-1] if block.statements else None
    return isinstance(last, p.Return | p.Raise | p.Jump)


def _parts(node: p.Node) -> Iterator[p.Node]:
    if isinstance(node, p.Logical):
        yield from _parts(node.left)
        yield from _parts(node.right)
    elif isinstance(node, p.Unary) and node.operator in ("!", "not"):
        yield from _parts(node.operand)
    else:
        yield node


def _ends(test: p.Node) -> bool:
    """Whether a test is one by which recursions end: nothing is left, seen before, deep enough."""
    if isinstance(test, p.Name | p.Member):
        return True
    if isinstance(test, p.Call):
        return last_name(test.function) in ("has", "includes", "contains", "isEmpty")
    if not isinstance(test, p.Binary):
        return False
    if test.operator in ("<", "<=", ">", ">="):
        return True
    sides = (test.left, test.right)
    if test.operator == "in":
        return True
    return any(
        (isinstance(one, p.Literal) and one.kind in ("null", "undefined", "int", "bool"))
        or (isinstance(one, p.Name) and one.name == "undefined")
        for one in sides
    ) or all(isinstance(one, p.Name | p.Member) for one in sides)


def _unchanged(case: Case, here: Evidence) -> Judgement | None:
    """Nothing that decides it is changed, as far as the functions that call each other go."""
    spoken = {
        one.name
        for step in case.before.steps
        for one in p.walk(step.function)
        if isinstance(one, p.Name | p.Member)
    }
    own = {one.function.qualified for one in case.before.steps}
    for one in case.changed:
        if one.qualified not in own and (one.writes & spoken or (one.name and one.name in spoken)):
            return judgement(
                CANNOT_TELL,
                f"the patch changes `{one.name}`, which the recursion may depend on",
                Evidence("changed", one.path, one.line),
            )
    return judgement(UNRELATED, "the recursion goes on as before", here)
