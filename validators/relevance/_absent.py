"""`undefined` that a patch lets go on: where reading what isn't there fails nothing, an optional
chain moves the failure on to whoever uses its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import new_leaves
from ._judgement import CANNOT_TELL, MASKS, Evidence, Judgement, judgement
from ._run import Event
from ._values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._images import File
    from ._judge import Case
    from ._replay import Replayed
    from ._run import Activation, Run

ABSENT = Value("absent", null=True, truth=False, kind="null", const=None)
# What an absent value becomes where it is used: a number that is none, a text that says so.
_SPOILT = {
    "arithmetic": "`undefined` is calculated with: the result is no number",
    "text": "`undefined` is put into the text",
    "key": "something is kept under the key `undefined`",
    "change": "what was to be kept is left out, and nobody hears of it",
}


# What texts and lists can do in every runtime, of what programs call often.
_METHODS = {
    "text": frozenset(
        [
            "padStart",
            "padEnd",
            "trim",
            "trimStart",
            "trimEnd",
            "toUpperCase",
            "toLowerCase",
            "split",
            "slice",
            "substring",
            "at",
            "startsWith",
            "endsWith",
            "includes",
            "indexOf",
            "replace",
            "replaceAll",
            "repeat",
            "charAt",
            "match",
            "concat",
        ]
    ),
    "list": frozenset(
        [
            "map",
            "filter",
            "reduce",
            "forEach",
            "find",
            "findIndex",
            "some",
            "every",
            "join",
            "slice",
            "concat",
            "includes",
            "indexOf",
            "push",
            "pop",
            "shift",
            "unshift",
            "splice",
            "sort",
            "reverse",
            "flat",
            "flatMap",
            "at",
            "entries",
            "keys",
            "values",
        ]
    ),
    "number": frozenset(("toFixed", "toString", "toPrecision", "toLocaleString")),
}


def has_method(kind: str, name: str) -> bool:
    """Whether values of the kind have the method."""
    return name in _METHODS.get(kind, ())


def used(run: Run, node: p.Node, value: Value, how: str, at: Activation) -> None:
    """Notes that an absent value is used as if it were there."""
    if value.origin == ABSENT.origin and run.facts.untyped and at.step >= 0:
        run.events.append(
            Event(node, at.function, at.path, "unknown", 0, "absent", how, (value,), True)
        )


def field_of(run: Run, owner: Value, name: str) -> Value | None:
    """The field of an object of which all keys are known and which has no such key."""
    if run.facts.untyped and owner.keys is not None and owner.kind == "mapping":
        return ABSENT if name not in owner.keys else None
    return None


def goes_on(case: Case, known: Replayed, after: Replayed) -> Judgement | None:
    """Another verdict than "addresses", where the patch lets `undefined` go on, or has something
    made up take its place where the program refuses what it doesn't know.
    """
    old = {spell(one.node) for one in known.events if one.kind == "absent"}
    new = [one for one in after.events if one.kind == "absent" and spell(one.node) not in old]
    for one in new:
        if one.operand in _SPOILT:
            return judgement(MASKS, _SPOILT[one.operand], _there(one))
    for one in new:
        if one.operand != "return" or not _gives_nothing(case, one):
            return judgement(
                CANNOT_TELL,
                "`undefined` goes on, and nothing shows that it is handled",
                _there(one),
            )
    return _made_up(case) or _skipped(case)


def _there(event: Event) -> Evidence:
    return Evidence(f"here: `{spell(event.node)}`", event.path, event.node.place.line)


def _gives_nothing(case: Case, event: Event) -> bool:
    """Whether the function gave null or undefined before, too: its callers know it."""
    for step in case.before.steps:
        if step.function.qualified == event.function.qualified and step.function.body is not None:
            return any(
                isinstance(one, p.Return) and (one.value is None or _is_null(one.value))
                for one in p.walk(step.function.body)
            )
    return False


def _is_null(node: p.Node) -> bool:
    return (isinstance(node, p.Literal) and node.kind in ("null", "undefined")) or (
        isinstance(node, p.Name) and node.name == "undefined"
    )


def _made_up(case: Case) -> Judgement | None:
    """A constant in place of what is missing, in a file that refuses such things elsewhere."""
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        file = case.before.image.file(old.path)
        if file is None or not _refuses(file):
            continue
        leaves = new_leaves(old.function, new.function, case.after.facts)
        if any(isinstance(one, p.Raise) for one in leaves):
            continue
        there = _places(new.function)
        for leaf in leaves:
            default = next(_defaults(leaf, case), None) if leaf.place in there else None
            if default is not None:
                return judgement(
                    CANNOT_TELL,
                    f"`{spell(default)}` is made up where what is not known is refused",
                    Evidence("here", new.path, leaf.place.line),
                )
    return None


def _places(function: p.Function) -> set[p.Place]:
    return set() if function.body is None else {one.place for one in p.walk(function.body)}


def _refuses(file: File) -> bool:
    return any(isinstance(one, p.Raise) and one.value is not None for one in p.walk(file.module))


def _defaults(leaf: p.Node, case: Case) -> Iterator[p.Node]:
    for one in p.walk(leaf):
        if isinstance(one, p.Logical) and one.operator in ("??", "or") and _is_constant(one.right):
            yield one.right
        meaning = case.after.facts.meaning(one) if isinstance(one, p.Call) else None
        if meaning is not None and meaning.kind == "first" and len(meaning.args) > 1:
            default = meaning.args[1]
            if default is not None and _is_constant(default):
                yield default


def _is_constant(node: p.Node) -> bool:
    if isinstance(node, p.Mapping):
        return all(isinstance(one.value, p.Literal) for one in node.entries)
    return isinstance(node, p.Literal) and not _is_null(node)


def _skipped(case: Case) -> Judgement | None:
    """A place in a list that shrinks while it is gone through: to leave out what is beyond its end
    leaves out others as well.
    """
    operand = case.site.operand
    body = case.after.steps[-1].function.body
    if not isinstance(operand, p.Index) or body is None:
        return None
    owner = spell(operand.object)
    for loop in p.walk(body):
        if not isinstance(loop, p.For) or loop.test is None or loop.after is None:
            continue
        grows = isinstance(loop.after, p.Unary) and "+" in loop.after.operator
        if grows and _shrinks(loop.body, owner):
            return judgement(
                CANNOT_TELL,
                f"`{owner}` shrinks while it is gone through",
                Evidence("here", case.after.steps[-1].path, loop.place.line),
            )
    return None


def _shrinks(body: p.Block, owner: str) -> bool:
    for one in p.walk(body):
        if (
            isinstance(one, p.Call)
            and isinstance(one.function, p.Member)
            and (
                one.function.name in ("splice", "shift", "pop")
                and spell(one.function.object) == owner
            )
        ):
            return True
        taken = one.operand if isinstance(one, p.Unary) and one.operator == "delete" else None
        if isinstance(taken, p.Index) and spell(taken.object) == owner:
            return True
    return False
