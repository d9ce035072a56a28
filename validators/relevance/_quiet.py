"""Whether a guard that keeps the failure away refuses what is wrong, or makes something up for it.

A function that tells its callers of what is wrong with an error must do so here, too; a write that
is left out, or a quantity that was taken and is not given, is no cure that a program can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import new_leaves
from ._judgement import CANNOT_TELL, MASKS, Evidence, Judgement, judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.remedies import Facts
    from ._judge import Case

# What comes from outside and is malformed: a value in its place is made up.
_GIVEN = frozenset(("bounds", "type", "convert", "range", "mismatch"))


def reconsidered(case: Case) -> Judgement | None:
    """Another verdict than "addresses", where one is called for."""
    step = case.after.steps[-1]
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        if old.function.body is None or new.function.body is None:
            continue
        there = {id(one) for one in p.walk(new.function.body)}
        leaves = [
            one
            for one in new_leaves(old.function, new.function, case.after.facts)
            if id(one) in there
        ]
        ends = [one for one in leaves if isinstance(one, p.Return)]
        unasked = _unasked(leaves, new.path)
        if unasked is not None:
            return unasked
        found = _returns(case, old.function, new.function, ends, new.path)
        if found is not None:
            return found
        if new is step:
            found = _made_up(case, leaves, old.function, new.function, new.path)
            if found is not None:
                return found
    return _half_done(case)


def _unasked(leaves: list[p.Node], path: str) -> Judgement | None:
    """Go: `v, _ := x.(int)`: nobody asks whether it is one."""
    for leaf in leaves:
        if not isinstance(leaf, p.Assign) or not leaf.several:
            continue
        items = leaf.target.items if isinstance(leaf.target, p.Collection) else ()
        last = items[-1] if items else None
        asked = leaf.value
        if (
            isinstance(last, p.Name)
            and last.name == "_"
            and isinstance(asked, p.Convert)
            and not asked.type.startswith("*")
        ):
            return judgement(
                MASKS,
                "what it is not is taken for nothing, and nobody asks",
                Evidence("here", path, leaf.place.line),
            )
    return None


def _returns(
    case: Case, old: p.Function, new: p.Function, ends: list[p.Return], path: str
) -> Judgement | None:
    for end in ends:
        value = end.value
        if new.results and new.results[-1] == "error":
            parts = value.items if isinstance(value, p.Collection) else ()
            if parts and is_blank(parts[-1]) and all(is_blank(one) for one in parts):
                return judgement(
                    MASKS,
                    "nothing is returned, and no error with it: nobody hears of it",
                    Evidence("here", path, end.place.line),
                )
            if parts and is_blank(parts[-1]) and _is_elsewhere(old, end):
                return _doubted("it is told to have gone well all the same", path, end, MASKS)
        elif value is not None and _refuses(old) and _is_elsewhere(old, end):
            return _doubted("it is told to have gone well all the same", path, end, MASKS)
        elif (
            value is not None
            and (_refuses(old) or _in_handler(new, end, case))
            and (is_blank(value) or _is_invented(value))
        ):
            return judgement(
                MASKS if _refuses(old) else CANNOT_TELL,
                "a value is made up where the function refuses what else is wrong",
                Evidence("here", path, end.place.line),
            )
    return None


def _is_elsewhere(function: p.Function, end: p.Return) -> bool:
    """Whether that is what the function gives when all went well."""
    text = spell(end)
    return function.body is not None and any(
        isinstance(one, p.Return) and spell(one) == text for one in p.walk(function.body)
    )


def _in_handler(function: p.Function, end: p.Return, case: Case) -> bool:
    """Whether what cannot be read becomes a number there."""
    return (
        case.site.kind in _GIVEN
        and isinstance(end.value, p.Literal)
        and end.value.kind in ("int", "float", "long")
        and function.body is not None
        and any(
            isinstance(one, p.Handler) and one.place.start <= end.place.start < one.place.end
            for one in p.walk(function.body)
        )
    )


def _refuses(function: p.Function) -> bool:
    """Whether the function raises errors of its own."""
    return function.body is not None and any(
        isinstance(one, p.Raise) and one.value is not None for one in p.walk(function.body)
    )


def is_blank(node: p.Node) -> bool:
    """A value that stands for nothing: null, 0, "", an empty collection."""
    if isinstance(node, p.Literal):
        return not node.value
    if isinstance(node, p.Collection | p.Mapping):
        return not (node.items if isinstance(node, p.Collection) else node.entries)
    return (
        isinstance(node, p.Call)
        and not node.arguments
        and isinstance(node.function, p.Member)
        and node.function.name in ("of", "empty", "emptyList", "emptyMap", "emptySet")
    )


def _is_invented(node: p.Node) -> bool:
    """A new object with texts in it that nobody gave."""
    return (
        isinstance(node, p.Call)
        and node.new
        and any(isinstance(one.value, p.Literal) for one in node.arguments)
    )


def _made_up(
    case: Case, leaves: list[p.Node], old: p.Function, new: p.Function, path: str
) -> Judgement | None:
    """A blank in place of what could not be read; a write that is left out; a number that is
    another one than was given.
    """
    assert new.body is not None, "asked before"
    text = spell(case.site.node)
    refuses = new.results[-1:] == ("error",) or _refuses(old)
    # A function that tells of what is wrong, and of this not: nobody hears of it.
    sure = MASKS if refuses else CANNOT_TELL
    counted = "len(" in spell(case.site.operand or case.site.node) or _counts(case)
    if (
        case.site.kind in _GIVEN
        or refuses
        or (case.site.kind == "zero" and not counted and case.after.facts.block_scopes)
    ):
        for one in p.walk(new.body):
            if isinstance(one, p.Conditional) and _has_default(one, text):
                return _doubted("a blank takes the place of what is malformed", path, one, sure)
        for leaf in leaves:
            if (
                isinstance(leaf, p.Assign)
                and leaf.value is not None
                and is_blank(leaf.value)
                and any(_assigns(one, leaf.target, text) for one in p.walk(new.body))
            ):
                return _doubted("a blank takes the place of what is malformed", path, leaf, sure)
    if case.site.kind == "zero":
        for leaf in leaves:
            for one in p.walk(leaf):
                meaning = case.after.facts.meaning(one) if isinstance(one, p.Call) else None
                if meaning is not None and meaning.kind in ("largest", "greatest"):
                    return _doubted("it is divided by another number", path, leaf, sure)
    if case.site.kind == "bounds" and new.results[-1:] == ("error",) and case.site.key is not None:
        names = {one.name for one in p.walk(case.site.key) if isinstance(one, p.Name)}
        for leaf in leaves:
            if (
                isinstance(leaf, p.Assign)
                and not leaf.declares
                and isinstance(leaf.target, p.Name)
                and leaf.target.name in names
            ):
                return _doubted("another place is taken than was asked for", path, leaf)
    if case.site.kind in _GIVEN:
        for leaf in leaves:
            if isinstance(leaf, p.Assign) and leaf.value is not None and _pads(leaf.value):
                return _doubted("what is missing is made up", path, leaf, sure)
    for one in _left_out(new.body, text, case.after.facts):
        if not any(spell(one.test) == spell(other.test) for other in _ifs(old)):
            return _doubted("what was to be written is left out, and nobody hears of it", path, one)
    return None


def _pads(node: p.Node) -> bool:
    """A list with constants behind what was there."""
    return any(
        isinstance(one, p.Call)
        and spell(one.function).rpartition(".")[2] in ("append", "concat", "copyOf", "padEnd")
        and len(one.arguments) > 1
        and all(isinstance(other.value, p.Literal) for other in one.arguments[1:])
        for one in p.walk(node)
    )


def _counts(case: Case) -> bool:
    """Whether the divisor is how many there are: of none, the mean is nothing."""
    node = case.site.operand
    meaning = None if node is None else case.before.facts.meaning(node)
    return meaning is not None and meaning.kind == "length"


def _doubted(reason: str, path: str, node: p.Node, verdict: str = CANNOT_TELL) -> Judgement:
    return judgement(verdict, reason, Evidence("here", path, node.place.line))


def _has_default(node: p.Conditional, text: str) -> bool:
    sides = ((node.then, node.other), (node.other, node.then))
    return any(is_blank(one) and text in spell(other) for one, other in sides)


def _assigns(node: p.Node, target: p.Node, text: str) -> bool:
    return (
        isinstance(node, p.Assign)
        and node.value is not None
        and spell(node.target) == spell(target)
        and text in spell(node.value)
    )


def _ifs(function: p.Function) -> Iterator[p.If]:
    if function.body is not None:
        yield from (one for one in p.walk(function.body) if isinstance(one, p.If))


def _left_out(body: p.Block, text: str, facts: Facts) -> Iterator[p.If]:
    """Tests around nothing but the write that failed."""
    for one in p.walk(body):
        if isinstance(one, p.If) and one.other is None and len(one.then.statements) == 1:
            statement = one.then.statements[0]
            if text in spell(statement) and _is_write(statement, facts):
                yield one


def _is_write(node: p.Node, facts: Facts) -> bool:
    if isinstance(node, p.Expression):
        node = node.value
    if isinstance(node, p.Assign):
        value = node.value
        grows = isinstance(value, p.Call) and spell(value.function) == "append"
        return isinstance(node.target, p.Member | p.Index) or grows
    return (
        isinstance(node, p.Call)
        and isinstance(node.function, p.Member)
        and node.function.name in facts.changing | {"append", "push", "set"}
        and len(node.arguments) > 1
    )


def _half_done(case: Case) -> Judgement | None:
    """What was taken from one place is not given to the other: the guard comes in between."""
    step = case.after.steps[-1]
    body = step.function.body
    if body is None:
        return None
    text = spell(case.site.node)
    moved: set[str] = set()
    guard: p.If | None = None
    known = {spell(one.test) for one in _ifs(case.before.steps[-1].function)}
    for statement in body.statements:
        if guard is not None and text in spell(statement) and _quantities(statement) & moved:
            return _doubted("the guard comes when half of the change is made", step.path, guard)
        if isinstance(statement, p.If):
            if moved and spell(statement.test) not in known:
                guard = statement
        elif guard is None:
            moved |= _quantities(statement)
    return None


def _quantities(node: p.Node) -> set[str]:
    """The plain names by which a statement changes a field."""
    if isinstance(node, p.Expression):
        node = node.value
    if (
        isinstance(node, p.Assign)
        and node.operator in ("+=", "-=")
        and isinstance(node.target, p.Member | p.Index)
        and isinstance(node.value, p.Name)
    ):
        return {node.value.name}
    if isinstance(node, p.Call) and isinstance(node.function, p.Member):
        return {one.value.name for one in node.arguments if isinstance(one.value, p.Name)}
    return set()
