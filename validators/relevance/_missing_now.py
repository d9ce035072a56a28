"""What is lost with a patch that looks like a cure: a value that was given back, a variable that
was bound, a call that was made, an error that somebody heard of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import closure
from ._judgement import CANNOT_TELL, Evidence, Judgement, judgement
from ._pairs import LEAVING, names_in_node, names_spoken, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case


def fell_through(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A function that always gave something back, and now may not."""
    if old.body is None or new.body is None or new.kind in ("module", "lambda"):
        return None
    gives = any(isinstance(one, p.Return) and one.value is not None for one in p.walk(old.body))
    if not gives or _completes(old.body) or not _completes(new.body):
        return None
    return judgement(
        CANNOT_TELL,
        f"`{new.qualified}` may end without giving anything back now",
        Evidence("may end so", path, new.place.line),
    )


def _completes(node: p.Node | None) -> bool:
    """Whether control may get to the end of it, as far as its form tells."""
    if node is None:
        return True
    if isinstance(node, p.Block):
        return not node.statements or all(map(_completes, node.statements))
    if isinstance(node, LEAVING):
        return False
    if isinstance(node, p.If):
        return _completes(node.then) or _completes(node.other)
    if isinstance(node, p.With):
        return _completes(node.body)
    if isinstance(node, p.Try):
        if node.final is not None and not _completes(node.final):
            return False
        whole = _completes(node.body) and (node.otherwise is None or _completes(node.otherwise))
        return whole or any(_completes(one.body) for one in node.handlers)
    if isinstance(node, p.While | p.For):
        return node.test is not None and not isinstance(node.test, p.Literal)
    return not isinstance(node, p.Switch)


def idle_handler(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A new handler that leaves nothing behind which anything reads."""
    if new.body is None:
        return None
    known = set()
    if old.body is not None:
        known = {spell(one.body) for one in p.walk(old.body) if isinstance(one, p.Handler)}
    for one in p.walk(new.body):
        if not isinstance(one, p.Handler) or spell(one.body) in known:
            continue
        if one.types and not case.after.facts.catches(one.types, case.error):
            continue
        if all(_does_nothing(two, one, new.body) for two in one.body.statements):
            return judgement(
                CANNOT_TELL,
                "the error is caught, and nothing comes of it",
                Evidence("the handler", path, one.place.line),
            )
    return None


def _does_nothing(node: p.Node, handler: p.Handler, body: p.Block) -> bool:
    if not isinstance(node, p.Assign) or not isinstance(node.target, p.Name):
        return isinstance(node, p.Function) or (
            isinstance(node, p.Expression) and isinstance(node.value, p.Literal)
        )
    name = node.target.name
    uses = sum(isinstance(one, p.Name) and one.name == name for one in p.walk(body))
    written = sum(
        isinstance(one, p.Assign) and isinstance(one.target, p.Name) and one.target.name == name
        for one in p.walk(body)
    )
    return uses <= written


def bound_in_a_branch(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A variable that gets its value only where a new test holds, and is read elsewhere too."""
    if old.body is None or new.body is None:
        return None
    known = {spell(one.test) for one in p.walk(old.body) if isinstance(one, p.If)}
    was = {one.target[1:] for one in _bindings(old.body)}
    for branch in p.walk(new.body):
        if not isinstance(branch, p.If) or branch.other is not None or spell(branch.test) in known:
            continue
        inside = range(branch.place.start, branch.place.end)
        names = {one.target for one in _bindings(branch.then) if one.target[1:] in was}
        outside = [
            one.name
            for one in p.walk(new)
            if isinstance(one, p.Name) and one.place.start not in inside
        ]
        elsewhere = {one.target[1:] for one in _bindings(new.body) if one.place.start not in inside}
        for name in names:
            if isinstance(name, p.Name) and name.name in outside and name[1:] not in elsewhere:
                return judgement(
                    CANNOT_TELL,
                    f"`{name.name}` has a value only where the new test holds",
                    Evidence("the test", path, branch.place.line),
                )
    return None


def _bindings(node: p.Node) -> Iterator[p.Assign]:
    return (
        one
        for one in p.walk(node)
        if isinstance(one, p.Assign) and one.operator == "=" and isinstance(one.target, p.Name)
    )


def emptied(case: Case) -> Judgement | None:
    """What led to the failure is not done any more, and nothing takes its place."""
    if case.site.kind in ("import", "undefined", "endless"):
        return None
    steps = list(zip(case.before.steps, case.after.steps, strict=True))
    for at, (old, new) in enumerate(steps[:-1]):
        callee = steps[at + 1][0].function.name
        renamed = steps[at + 1][1].function.name
        if not callee or old.function.body is None or new.function.body is None:
            continue
        known, now = names_spoken(old.function), names_spoken(new.function)
        if callee in known and not {callee, renamed} & now:
            if _is_moved(case, {callee, renamed}):
                continue
            return _no_more(callee, new.path, new.function.place.line)
    old, new = steps[-1]
    if new.function.body is None:
        return None
    site = case.site.node
    names = set(closure(frozenset(names_in_node(site)), old.function))
    if names and not names & names_spoken(new.function) and not _is_moved(case, names):
        return _no_more(spell(site), new.path, new.function.place.line)
    return None


def _no_more(text: str, path: str, line: int) -> Judgement:
    return judgement(
        CANNOT_TELL,
        f"`{text}` is not there any more, and nothing shows what takes its place",
        Evidence("was here", path, line),
    )


def _is_moved(case: Case, names: set[str]) -> bool:
    """Whether a changed function speaks of one of the names that did not before."""
    return any(names & (names_spoken(new) - names_spoken(old)) for _, old, new in pairs(case))
