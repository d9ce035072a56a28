"""What only looks like a cure: code that is cut off, a way out that is never taken, a loop that was
there, something that is no copy, the conversion of nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import CANNOT_TELL, Evidence, Judgement, judgement
from ._pairs import LEAVING, added, names_spoken
from ._substitutes import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case


def beside_itself(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A way out of a recursion that asks for nothing that differs from call to call."""
    if case.site.kind != "endless" or new.qualified != case.after.steps[-1].function.qualified:
        return None
    if new.body is None or old.body is None:
        return None
    known = {spell(one.test) for one in p.walk(old.body) if isinstance(one, p.If)}
    local = {
        one.name
        for part in new.parameters
        for one in p.walk(part.target)
        if isinstance(one, p.Name)
    }
    local |= {
        two.name
        for one in p.walk(new.body)
        if isinstance(one, p.Assign)
        for two in p.walk(one.target)
        if isinstance(two, p.Name)
    }
    local |= case.after.facts.own
    tests = [one for one in p.walk(new.body) if isinstance(one, p.If)]
    fresh = [one for one in tests if spell(one.test) not in known]
    if not fresh or any(
        isinstance(two, p.Name) and two.name in local for one in fresh for two in p.walk(one.test)
    ):
        return None
    return judgement(
        CANNOT_TELL,
        "the new way out asks for nothing that differs from call to call",
        Evidence("the test", path, fresh[0].place.line),
    )


def still_the_same(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """What only looks like a copy, a conversion of what is not there, a loop that was there."""
    site = case.site
    operand = "" if site.operand is None else spell(site.operand)
    if site.kind == "endless" and old.body is not None and new.body is not None:
        loops = [
            sum(isinstance(one, p.For | p.ForEach | p.While) for one in p.walk(body))
            for body in (old.body, new.body)
        ]
        calls = [names_spoken(one) for one in (old, new)]
        if old.name in calls[0] - calls[1] and loops[1] <= loops[0]:
            return judgement(
                CANNOT_TELL,
                "the recursion is gone, and no loop takes its place",
                Evidence("was here", path, new.place.line),
            )
    for leaf in added(case, old, new):
        if site.kind == "modified" and _is_defaulted(leaf):
            return judgement(
                CANNOT_TELL,
                f"`{spell(leaf)}` is no copy",
                Evidence("gone through", path, leaf.place.line),
            )
        for one in p.walk(leaf) if site.kind == "null" and operand else ():
            meaning = case.after.facts.meaning(one) if isinstance(one, p.Call) else None
            if meaning is not None and meaning.kind in ("text", "convert") and meaning.args:
                given = meaning.args[0]
                if given is not None and spell(given) == operand:
                    return judgement(
                        CANNOT_TELL,
                        f"`{spell(one)}` converts what is not there",
                        Evidence("converted", path, one.place.line),
                    )
    return None


def _is_defaulted(leaf: p.Node) -> bool:
    """Whether it is what it was, or a constant: at most with one of its methods called."""
    root = leaf
    if isinstance(root, p.Call) and isinstance(root.function, p.Member) and not root.arguments:
        root = root.function.object
    return isinstance(root, p.Logical) and kind_of(root.right) is not None


def cut_off(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """Statements that nothing gets to any more, and tests that always come out the same."""
    known = [one.place.line for one in _unreached(old)]
    found = list(_unreached(new))
    if len(found) <= len(known):
        return None
    return judgement(
        CANNOT_TELL,
        "what follows here is cut off for every input",
        Evidence("always leaves", path, found[0].place.line),
    )


def _unreached(function: p.Function) -> Iterator[p.Node]:
    for one in p.walk(function):
        if isinstance(one, p.Block):
            for at, node in enumerate(one.statements[:-1]):
                rest = one.statements[at + 1 :]
                if isinstance(node, LEAVING) and not all(
                    isinstance(two, p.Function | p.Class) for two in rest
                ):
                    yield node
        elif isinstance(one, p.If) and isinstance(one.test, p.Literal):
            yield one
