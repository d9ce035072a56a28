"""Other ways to hush a failure up: a handler that raised again and does not any more, a loop that
ends after its first turn, a check that is taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import new_leaves
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, Evidence, Judgement, judgement
from ._loose import swallowed
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case


def softened(case: Case) -> Judgement | None:
    """A better answer than "unrelated" or "cannot-tell", where there is one."""
    return _quieter(case) or _cut_short(case) or _around(case) or check_gone(case)


def _around(case: Case) -> Judgement | None:
    """A handler around a call of the trace's functions, for a fault of the program itself."""
    if case.error not in case.after.facts.programming and case.site.kind in ("raised", "general"):
        return None
    return None if case.catchable else swallowed(case)


def _quieter(case: Case) -> Judgement | None:
    """A handler on the way out that raised again, and now doesn't."""
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        if old.function.body is None or new.function.body is None:
            continue
        for was, now in zip(_tries(old.function.body), _tries(new.function.body), strict=False):
            loud = was.handlers and _raises(was.handlers[0])
            if loud and now.handlers and not _raises(now.handlers[0]) and _calls(was) & _calls(now):
                return judgement(
                    MASKS,
                    "the handler raised again; now nobody hears of it",
                    Evidence("the handler", new.path, now.handlers[0].place.line),
                )
    return None


def _tries(body: p.Block) -> Iterator[p.Try]:
    return (one for one in p.walk(body) if isinstance(one, p.Try))


def _raises(handler: p.Handler) -> bool:
    return any(isinstance(one, p.Raise) for one in p.walk(handler.body))


def _calls(node: p.Try) -> set[str]:
    return {last_name(one.function) for one in p.walk(node.body) if isinstance(one, p.Call)}


def _cut_short(case: Case) -> Judgement | None:
    """The loop around what failed leaves at the end of its first turn."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    text = spell(case.site.node)
    for was, now in zip(_loops(old, text), _loops(new, text), strict=False):
        last = now.body.statements[-1] if now.body.statements else None
        if last is not None and _leaves(last) and not _leaves(was.body.statements[-1]):
            return judgement(
                MASKS,
                "the loop ends with its first turn: the rest is left out",
                Evidence("here", case.after.steps[-1].path, last.place.line),
            )
    return None


def _loops(function: p.Function, text: str) -> Iterator[p.For | p.ForEach | p.While]:
    for one in p.walk(function):
        if not isinstance(one, p.For | p.ForEach | p.While) or not one.body.statements:
            continue
        if text in spell(one.body):
            yield one


def _leaves(node: p.Node | None) -> bool:
    return isinstance(node, p.Return) or (isinstance(node, p.Jump) and node.kind == "break")


def check_gone(case: Case) -> Judgement | None:
    """What the program raised itself is raised no more, and nothing else is changed."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    node = case.site.node
    if not isinstance(node, p.Raise) and not _asserts(node):
        return None
    if len({one.qualified for one in case.changed}) > 1 or new.body is None:
        return None
    if any(type(one) is type(node) and spell(one) == spell(node) for one in p.walk(new.body)):
        return None
    there = {one.place for one in p.walk(new.body)}
    for leaf in new_leaves(old, new, case.after.facts):
        if isinstance(leaf, p.Return) and _says_nothing(leaf):
            continue
        if leaf.place in there and isinstance(leaf, p.Assign | p.Raise | p.Return | p.Expression):
            return None
    return judgement(
        MASKS,
        "what was raised is raised no more, and nothing is done about it",
        Evidence("failed", case.before.steps[-1].path, node.place.line, "before"),
    )


def _asserts(node: p.Node) -> bool:
    if not isinstance(node, p.Call):
        return False
    root = node.function
    while isinstance(root, p.Member):
        root = root.object
    return isinstance(root, p.Name) and root.name in ("assert", "expect", "invariant")


def bounded_anew(case: Case) -> Judgement | None:
    """The loop around the failing expression goes other ways: whether it stays in its list."""
    operand = case.site.operand
    if operand is None:
        return None
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    text = spell(case.site.node)
    for was, now in zip(_loops(old, text), _loops(new, text), strict=False):
        if isinstance(was, p.For) and isinstance(now, p.For):
            heads = [
                [spell(one) for one in (loop.first, loop.test, loop.after) if one is not None]
                for loop in (was, now)
            ]
            there = Evidence("the loop", case.after.steps[-1].path, now.place.line)
            if heads[0] != heads[1] and _stays_inside(now, operand, new):
                return judgement(
                    ADDRESSES, f"the loop stays in `{spell(operand)}`'s list now", there
                )
            if heads[0] != heads[1]:
                return judgement(
                    CANNOT_TELL,
                    "the loop around it goes other ways",
                    there,
                )
    return None


def _stays_inside(loop: p.For, operand: p.Node, function: p.Function) -> bool:
    """`for (let i = 0; i < list.length - d; i++)` around `list[i + c]`, with c <= d."""
    if isinstance(operand, p.Name):
        values = [
            one.value
            for one in p.walk(loop.body)
            if isinstance(one, p.Assign) and spell(one.target) == operand.name
        ]
        operand = values[0] if len(values) == 1 and values[0] is not None else operand
    first, test = loop.first, loop.test
    if not isinstance(operand, p.Index) or not isinstance(test, p.Binary) or test.operator != "<":
        return False
    base, offset = _sum(operand.key)
    length, less = _sum(test.right)
    begins = first.value if isinstance(first, p.Assign) else None
    return (
        isinstance(begins, p.Literal)
        and isinstance(begins.value, int)
        and begins.value + offset >= 0
        and spell(test.left) == base
        and length == f"{spell(operand.object)}.length"
        and offset <= -less
        and isinstance(loop.after, p.Unary)
        and loop.after.operator in ("x++", "++x")
        and not any(
            (isinstance(one, p.Call) and last_name(one.function) in ("splice", "pop", "shift"))
            or (isinstance(one, p.Unary) and one.operator == "delete")
            for one in p.walk(function)
        )
    )


def _sum(node: p.Node) -> tuple[str, int]:
    """`x + 1` as ("x", 1)."""
    if isinstance(node, p.Binary) and node.operator in ("+", "-"):
        value = node.right.value if isinstance(node.right, p.Literal) else None
        if isinstance(value, int):
            return spell(node.left), value if node.operator == "+" else -value
    return spell(node), 0


def _says_nothing(node: p.Return) -> bool:
    value = node.value
    return value is None or (isinstance(value, p.Literal) and not value.value)


def checked_elsewhere(case: Case) -> Judgement | None:
    """A call, new before the failing expression, of a function that refuses what it is given."""
    step = case.after.steps[-1]
    if step.function.body is None or case.before.steps[-1].function.body is None:
        return None
    known = {
        spell(one) for one in p.walk(case.before.steps[-1].function.body) if isinstance(one, p.Call)
    }
    roots = {one.name for one in p.walk(case.site.node) if isinstance(one, p.Name)}
    for one in p.walk(step.function.body):
        if not isinstance(one, p.Call) or spell(one) in known:
            continue
        given = {
            part.name
            for argument in one.arguments
            for part in p.walk(argument.value)
            if isinstance(part, p.Name)
        }
        for file, function in case.after.image.functions(last_name(one.function), step.path):
            body = file.with_body(function)
            if given & roots and any(isinstance(part, p.Raise) for part in p.walk(body)):
                return judgement(
                    CANNOT_TELL,
                    f"`{last_name(one.function)}` may refuse what fails here",
                    Evidence("checked", step.path, one.place.line),
                )
    return None
