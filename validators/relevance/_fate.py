"""What became of an expression that is not there any more: something that copes took its place, a
constant did, or nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._beside import guarded_writer
from ._delta import closure, new_leaves
from ._effects import idle, reduced
from ._judgement import (
    ADDRESSES,
    CANNOT_TELL,
    MASKS,
    Evidence,
    Judgement,
    judgement,
    written,
)
from ._quiet import is_blank
from ._watch import last_name

if TYPE_CHECKING:
    from ...languages.remedies import Facts
    from ._judge import Case
    from ._replay import Suspicion


def fate_of(case: Case, suspicion: Suspicion, here: Evidence) -> Judgement:
    """Replaced by something safe or corrected, or taken away."""
    found = emptied(case) or _replaced(case, here)
    return found or judgement(
        CANNOT_TELL, "the failing expression is gone; what stands there is other code", here
    )


def raised_otherwise(case: Case, start: int) -> Judgement | None:
    """Handlers and errors in the functions of the trace that are not what they were: the replay
    does not go through all that leads to them.
    """
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        if old.function.body is None or new.function.body is None:
            continue
        facts = case.after.facts
        handlers = [
            [spell(reduced(one, facts)) for one in p.walk(each) if isinstance(one, p.Handler)]
            for each in (old.function.body, new.function.body)
        ]
        raised = [
            {spell(one) for one in p.walk(each) if isinstance(one, p.Raise)}
            for each in (old.function.body, new.function.body)
        ]
        if handlers[0] != handlers[1] or raised[0] - raised[1]:
            return judgement(
                CANNOT_TELL, "what is raised or handled on the way is changed", _here(case)
            )
    parts = [one for one in (case.site.operand, case.site.key) if one is not None]
    read = frozenset(
        one.name
        for part in parts or [case.site.node]
        for one in p.walk(part)
        if isinstance(one, p.Name | p.Member)
    )
    writer = guarded_writer(case, closure(read, case.before.steps[-1].function))
    if writer is not None:
        return judgement(
            CANNOT_TELL, f"`{writer.name}`, which writes it, does so in other cases", _here(case)
        )
    for place, (old, new) in enumerate(zip(case.before.steps, case.after.steps, strict=True)):
        if new.function.body is None or not _is_open(case, place, start):
            continue
        assigned = [
            one
            for one in new_leaves(old.function, new.function, case.after.facts)
            if isinstance(one, p.Assign)
        ]
        names = _names(case) if place == len(case.before.steps) - 1 else None
        if any(names is None or _assigns(one, names) for one in assigned):
            return judgement(
                CANNOT_TELL, "what is handed on to where it failed is changed", _here(case)
            )
    return None


def _is_open(case: Case, place: int, start: int) -> bool:
    """Whether the replay has not gone all ways through the function: it began further in, or a
    handler goes on behind what was raised.
    """
    if place < start:
        return True
    body = case.after.steps[place].function.body
    return (
        place == len(case.after.steps) - 1
        and body is not None
        and any(isinstance(one, p.Handler) for one in p.walk(body))
    )


def _assigns(leaf: p.Assign, names: frozenset[str]) -> bool:
    return any(isinstance(one, p.Name) and one.name in names for one in p.walk(leaf.target))


def _here(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{written(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


def _sides(case: Case) -> tuple[list[p.Node], list[p.Node]]:
    """What is gone from the failing function, and what is new in it."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    if new.body is None:
        return [], []
    there = {id(one) for one in p.walk(new.body)}
    leaves = new_leaves(old, new, case.after.facts)
    return [one for one in leaves if id(one) not in there], [
        one for one in leaves if id(one) in there
    ]


def emptied(case: Case) -> Judgement | None:
    """Taken away, with nothing or a constant in its place."""
    if case.site.kind == "raised":
        return _silenced(case)
    text = spell(case.site.node)
    new = case.after.steps[-1].function
    if new.body is None or any(
        type(one) is type(case.site.node) and spell(one) == text for one in p.walk(new.body)
    ):
        return None
    gone, fresh = _sides(case)
    held = [one for one in gone if _holds(one, case.site.node)]
    if not held:
        return None
    names = _names(case)
    mine = [one for one in fresh if _mentions(one, names)]
    new_ones = any(one.is_new and one.kind == "function" for one in case.changed)
    if not mine and not new_ones and not _moved(case, text):
        step = case.after.steps[-1]
        stands = [one for one in fresh if _takes_place(one, held)]
        if stands and all(_is_constant(one, case.after.facts) for one in stands):
            return judgement(
                MASKS,
                "a constant takes the place of what failed",
                _here(case),
                Evidence("here", step.path, stands[0].place.line),
            )
        if not fresh:
            return judgement(MASKS, "what failed is taken away, and nothing put there", _here(case))
    return None


def _moved(case: Case, text: str) -> bool:
    """Whether the expression went to another function."""
    return any(
        spell(one) == text
        for file in case.after.image.files(case.after.steps[-1].path)
        for functions in file.functions.values()
        for function in functions
        if function.name in {change.name for change in case.changed}
        for one in p.walk(file.with_body(function))
    )


def _holds(leaf: p.Node, node: p.Node) -> bool:
    return any(one.place == node.place and type(one) is type(node) for one in p.walk(leaf))


def _names(case: Case) -> frozenset[str]:
    """The variables and fields that the failing expression is made from."""
    parts = [one for one in (case.site.operand, case.site.key) if one is not None]
    names = {
        one.name
        for part in parts or [case.site.node]
        for one in p.walk(part)
        if isinstance(one, p.Name)
    }
    return closure(frozenset(names), case.before.steps[-1].function)


def _mentions(node: p.Node, names: frozenset[str]) -> bool:
    return any(
        isinstance(one, p.Name | p.Member) and one.name in names
        for one in p.walk(node)
        if not _is_target(one, node)
    )


def _is_target(one: p.Node, leaf: p.Node) -> bool:
    return isinstance(leaf, p.Assign) and one is leaf.target


def _takes_place(leaf: p.Node, held: list[p.Node]) -> bool:
    """Whether a new statement does for its place what the old one did."""
    for old in held:
        if isinstance(leaf, p.Assign) and isinstance(old, p.Assign):
            if spell(leaf.target) == spell(old.target):
                return True
        elif isinstance(leaf, p.Return) and isinstance(old, p.Return | p.Assign):
            return True
    return False


def _is_constant(leaf: p.Node, facts: Facts) -> bool:
    value = leaf.value if isinstance(leaf, p.Assign | p.Return) else None
    if value is None:
        return True
    callees = {id(one.function) for one in p.walk(value) if isinstance(one, p.Call)}
    return not any(
        isinstance(one, p.Name | p.Member | p.Index) and id(one) not in callees
        for one in p.walk(value)
    ) and not any(isinstance(one, p.Call) and one.new for one in p.walk(value))


# --- What a program said itself, and says no more ---


def _silenced(case: Case) -> Judgement | None:
    """The `raise` is gone: what stands in its place?"""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    if old.body is None or new.body is None:
        return None
    text = spell(case.site.node)
    if any(spell(one) == text for one in p.walk(new.body)):
        return None
    test = _around(old.body, case.site.node)
    if test is None:
        return None
    wanted = spell(test.test)
    known = {spell(one) for one in p.walk(old.body) if isinstance(one, p.If)}
    same = [
        one
        for one in p.walk(new.body)
        if isinstance(one, p.If) and spell(one.test) == wanted and spell(one) not in known
    ]
    step = case.after.steps[-1]
    if not same:
        if _ignores(test, new) or _drops(case):
            return judgement(MASKS, "what is wrong is not asked for any more", _here(case))
        return None
    body = same[0].then
    left = [one for one in body.statements if not idle(one, case.after.facts)]
    there = Evidence("here", step.path, body.place.line)
    if not left:
        return judgement(MASKS, "what was raised is raised no more", _here(case), there)
    last = left[-1]
    if isinstance(last, p.Raise):
        return judgement(ADDRESSES, "it is told as another error", _here(case), there)
    if isinstance(last, p.Return) and len(left) == 1:
        told = _error_told(last, new)
        if told:
            return judgement(
                ADDRESSES, "it is returned as an error that callers test", _here(case), there
            )
        if (
            last.value is None or _is_constant(last, case.after.facts) or is_blank(last.value)
        ) and len(body.statements) == 1:
            return judgement(
                MASKS, "what was raised is left out, and nobody hears of it", _here(case), there
            )
    return None


def _around(body: p.Block, node: p.Node) -> p.If | None:
    """The innermost test around a statement."""
    found: p.If | None = None
    for one in p.walk(body):
        if isinstance(one, p.If) and any(
            part.place == node.place and type(part) is type(node) for part in p.walk(one.then)
        ):
            found = one
    return found


def _ignores(test: p.If, new: p.Function) -> bool:
    """Go: `_ = err`; what was tested is assigned to nothing, or to `_` where it comes from."""
    assert new.body is not None, "asked before"
    names = {one.name for one in p.walk(test.test) if isinstance(one, p.Name)}
    uses = [one for one in p.walk(new.body) if isinstance(one, p.Name) and one.name in names]
    dropped = [
        one
        for one in p.walk(new.body)
        if isinstance(one, p.Assign)
        and isinstance(one.target, p.Name)
        and one.target.name == "_"
        and isinstance(one.value, p.Name)
        and one.value.name in names
    ]
    return bool(dropped) or (bool(names) and not uses and "err" in names)


def _drops(case: Case) -> bool:
    """Go: `v, _ := f(x)` where the error was asked for before."""
    gone, fresh = _sides(case)
    for old in gone:
        for one in fresh:
            if (
                isinstance(old, p.Assign)
                and isinstance(one, p.Assign)
                and old.value is not None
                and one.value is not None
                and spell(old.value) == spell(one.value)
                and isinstance(one.target, p.Collection)
                and spell(one.target.items[-1]) == "_"
                and spell(old.target) != spell(one.target)
            ):
                return True
    return False


def _error_told(node: p.Return, function: p.Function) -> bool:
    """Go: whether the last of what is returned is an error, and the function says so."""
    if function.results[-1:] != ("error",) or node.value is None:
        return False
    value = node.value
    last = value.items[-1] if isinstance(value, p.Collection) and value.items else value
    return not is_blank(last)


# --- Something that copes ---


def _replaced(case: Case, here: Evidence) -> Judgement | None:
    """New code on the same operands that cannot fail."""
    if case.site.kind in ("raised", "endless", "general"):
        return None
    facts = case.after.facts
    _, fresh = _sides(case)
    names = _names(case)
    mine = [one for one in fresh if _mentions(one, names) or _is_switch(one, names)]
    if not mine or any(one.is_new and one.kind == "function" for one in case.changed):
        return None
    if all(_copes(one, case, facts) for one in mine):
        step = case.after.steps[-1]
        return judgement(
            ADDRESSES,
            "what takes its place copes with what was wrong",
            here,
            Evidence(f"now: `{spell(mine[0])[:80]}`", step.path, mine[0].place.line),
        )
    return None


def _is_switch(node: p.Node, names: frozenset[str]) -> bool:
    return isinstance(node, p.Switch) and node.kind == "type" and _mentions(node, names)


def _copes(leaf: p.Node, case: Case, facts: Facts) -> bool:
    """Whether nothing in it fails in any case, as far as its calls are known."""
    if _is_constant(leaf, facts) and isinstance(leaf, p.Assign | p.Return):
        return False
    for one in p.walk(leaf):
        if isinstance(one, p.Call):
            if not _is_total(one, case, facts):
                return False
        elif isinstance(one, p.Index | p.Slice) or type(one) is type(case.site.node) is not p.Call:
            if not _is_asked(leaf, one):
                return False
        elif isinstance(one, p.Raise):
            return False
    return True


def _is_total(node: p.Call, case: Case, facts: Facts) -> bool:
    name = last_name(node.function)
    if name in facts.total:
        return True
    if case.site.kind == "modified" and name in ("next", "iterator", "remove", "hasNext"):
        return True
    meaning = facts.meaning(node)
    if meaning is not None and meaning.kind in (
        "length",
        "split",
        "cut",
        "position",
        "within",
        "is empty",
        "has",
        "copy",
        "longer",
        "same",
    ):
        return True
    return facts.logs(node)


def _is_asked(leaf: p.Node, node: p.Node) -> bool:
    """`v, ok := x.(T)`, `v, ok := m[k]`."""
    return isinstance(leaf, p.Assign) and leaf.several and leaf.value is node
