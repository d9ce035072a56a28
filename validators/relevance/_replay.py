"""The failure, replayed: first on the code as it was, which tells what must have been wrong, then
with that on the code as the patch leaves it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy_compile
from ._calls import execute
from ._run import Budget, Run, Spent
from ._state import State
from ._values import UNKNOWN, Closure, Value, names_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.remedies import Facts, Site
    from ._images import Image
    from ._run import Caught, End, Event, Step

Seed = tuple[Value, ...]
HandlerKey = tuple[str, tuple[str, ...]]


def handler_key(caught: Caught) -> HandlerKey:
    """What a handler is known by in both images."""
    return caught.function.qualified, caught.handler.types


# What a parameter is called in an origin; the function's name there says nothing of its values.
_PARAMETER = lazy_compile(r"parameter \d+ of [\w.$#<>]+")


class Suspicion(NamedTuple):
    """What must have been wrong: the operands of the failing expression on each path to it.

    `seeds` are those that can have been wrong, `cleared` the origins that are none; `certain` if
    the expression fails whatever else holds. `names` are all that the operands come from.
    """

    seeds: tuple[Seed, ...]
    cleared: frozenset[str]
    certain: bool
    names: frozenset[str]
    start: int
    tests: frozenset[str]
    facts: dict[tuple[str, ...], object]
    bounds: dict[tuple[str, str], int]
    passed: frozenset[HandlerKey] = frozenset()


class Replayed(NamedTuple):
    """One replay: what it came by, and how it ended. `spent`: it was given up."""

    run: Run
    events: tuple[Event, ...]
    ends: tuple[End, ...]
    spent: bool = False

    @property
    def failing(self) -> tuple[End, ...]:
        """The ends in which the error got out."""
        return tuple(end for end in self.ends if end.kind == "raise" and end.is_failure)


class Side(NamedTuple):
    """What one image is replayed with. `is_told`: the trace is of this very code, so that of two
    branches the one with the frame's line in it was taken.
    """

    image: Image
    facts: Facts
    steps: tuple[Step, ...]
    error: str
    inline: frozenset[str]
    fields: frozenset[str]
    budget: Budget
    is_told: bool = False


def replay(
    side: Side,
    site: Site | None,
    suspicion: Suspicion | None,
    start: int,
    prepare: Callable[[State, Run], None] | None = None,
) -> Replayed:
    """Replays from the frame `start` on. Without a suspicion nothing is known to be wrong."""
    steps = side.steps[start:]
    run = Run(side.image, side.facts, steps, site, side.error, side.inline, side.budget)
    run.changed_fields = side.fields
    run.is_told = side.is_told
    state = State()
    run.collects = suspicion is None and site is not None
    if suspicion is not None:
        state.facts.update(suspicion.facts)
        state.bounds.update(suspicion.bounds)
        run.suspects = frozenset(one.origin for seed in suspicion.seeds for one in seed)
        run.cleared = suspicion.cleared
        run.passed = suspicion.passed
        state.given = run.suspects
        if site is not None:
            for seed in suspicion.seeds:
                plant(site, seed, state)
    if prepare is not None:
        prepare(state, run)
    first = steps[0]
    try:
        ends = execute(run, Closure(first.function, -1, first.path), None, [], 0, state, None)
    except Spent:
        return Replayed(run, tuple(run.events), (), True)
    except RecursionError:  # code that nests deeper than this interpreter's stack
        return Replayed(run, tuple(run.events), (), True)
    return Replayed(run, tuple(run.events), tuple(ends))


def suspect(side: Side, site: Site) -> Suspicion | None:
    """What the replay of the code as it was finds at the failing expression; None if it never
    gets there.
    """
    for start in range(len(side.steps)):
        replayed = replay(side, site, None, start)
        events = [
            event
            for event in replayed.events
            if event.node.place == site.node.place
            and event.kind == site.kind
            and type(event.node) is type(site.node)
        ]
        if events:
            return _suspicion(replayed, events, site, start)
    return None


def _suspicion(replayed: Replayed, events: list[Event], site: Site, start: int) -> Suspicion | None:
    failing = [one for one in events if one.outcome == "fails"]
    unknown = [one for one in events if one.outcome == "unknown"]
    if not failing and not unknown:
        return None
    suspects = unknown if not failing else []
    seeds = tuple(dict.fromkeys(one.operands for one in suspects if _can_be(site, one.operands)))
    cleared = frozenset(one.operand for one in unknown) if failing else frozenset()
    names = frozenset(
        name
        for one in (*failing, *unknown)
        for value in one.operands
        for name in names_in(_PARAMETER.sub("", value.origin))
    )
    tests = frozenset(replayed.run.tests)
    facts, bounds = _known(failing or unknown)
    if site.kind != "raised":
        # What was gone through on the way to the failure was there.
        facts = {fact: known for fact, known in facts.items() if fact[0] == "null" and not known}
        bounds = {}
    return Suspicion(seeds, cleared, bool(failing), names, start, tests, facts, bounds)


def _can_be(site: Site, seed: Seed) -> bool:
    """Whether constants among the operands are what the message tells."""
    given = dict(site.given)
    for value, name in ((seed[-1], "index"), (seed[-1], "key"), (seed[0], "value")):
        if name in given and value.const is not UNKNOWN and value.const != given[name]:
            return False
    return True


def _known(
    events: list[Event],
) -> tuple[dict[tuple[str, ...], object], dict[tuple[str, str], int]]:
    """What held on every path to the failure."""
    states = [one.state for one in events if one.state is not None]
    if not states:
        return {}, {}
    first, *rest = states
    facts = {
        fact: known
        for fact, known in first.facts.items()
        if all(one.facts.get(fact) == known for one in rest)
    }
    bounds = {
        pair: n
        for pair, n in first.bounds.items()
        if all(one.bounds.get(pair) == n for one in rest)
    }
    return facts, bounds


def plant(site: Site, seed: Seed, state: State) -> None:
    """Tells a state what was wrong with the operands."""
    first = seed[0] if seed else None
    given = dict(site.given)
    kind = site.kind
    if first is None:
        return
    if kind != "null":
        for value in seed:
            state.tell_null(value, False)
    if kind == "null":
        state.tell_null(first, True)
    elif kind == "missing":
        state.tell(("has", first.origin, seed[1].origin), False)
        if "key" in given and given["key"] is not UNKNOWN:
            _tell_constant(seed[1], given["key"], state)
    elif kind == "bounds":
        _plant_bounds(seed, given, state)
    elif kind == "empty":
        state.bounds[f"len {first.origin}", ""] = 0
    elif kind == "zero":
        _tell_number(first, 0, state)
        state.tell_truth(first, False)
        state.tell_null(first, False)
    elif kind == "convert":
        state.tell(("numeric", first.origin), False)
        if isinstance(given.get("value"), str):
            _tell_constant(first, given["value"], state)
        if given.get("absent"):
            state.tell_null(first, True)
    elif kind == "type":
        _plant_types(site, seed, state)
    elif kind == "negative":
        base, offset = first.linear
        state.bounds[base, ""] = -1 - offset
    elif kind == "callable":
        state.tell((kind, first.origin), False)
        state.tell_null(first, True)  # what is no function is mostly nothing at all
    elif kind == "external":
        argument = first.origin.partition("(")[2].rstrip(")").partition(", ")[0]
        state.tell(("exists", argument), False)
    elif kind == "range":
        _plant_range(seed, given, state)
    elif kind == "fixed":
        state.tell(("fixed", first.origin), True)
    elif kind == "mismatch":
        state.tell(("numeric", first.origin), False)
    elif kind == "awaited":
        state.tell(("awaitable", first.origin), False)


def _tell_constant(value: Value, const: object, state: State) -> None:
    if value.const is UNKNOWN and isinstance(const, str | int | tuple):
        state.tell(("const", value.origin), const)
        if const == "":
            state.tell_truth(value, False)


def _tell_number(value: Value, number: int, state: State) -> None:
    base, offset = value.linear
    if base != "":
        state.bounds[base, ""] = number - offset
        state.bounds["", base] = offset - number
        if value.minus is not None:
            (x, i), (y, j) = value.minus
            one, two = Value("", base=x, offset=i), Value("", base=y, offset=j)
            state.tell_at_most(one, two, number)
            state.tell_at_most(two, one, -number)


def _plant_bounds(seed: Seed, given: dict[str, object], state: State) -> None:
    owner, *keys = seed
    length = Value("", base=f"len {owner.origin}")
    index, size = given.get("index"), given.get("length")
    if isinstance(size, int):
        _tell_number(length, size, state)
    if isinstance(index, int) and keys:
        _tell_number(keys[-1], index, state)
    if not isinstance(index, int) and keys:
        const = state.const(keys[-1])
        if isinstance(const, int) and const < 0:
            state.tell_at_most(length, Value("", base="", offset=-const), -1)
        else:
            state.tell_at_most(length, keys[-1])


def _plant_range(seed: Seed, given: dict[str, object], state: State) -> None:
    """A part whose ends lie outside: what the message tells of them."""
    owner, *ends = seed
    length = Value("", base=f"len {owner.origin}")
    told = [given.get("begin"), given.get("end")]
    size = given.get("length")
    if isinstance(size, int):
        _tell_number(length, size, state)
    for value, number in zip(ends, told, strict=False):
        if isinstance(number, int):
            _tell_number(value, number, state)
    if size is None and ends:
        state.tell_at_most(length, ends[-1], -1)


def _plant_types(site: Site, seed: Seed, state: State) -> None:
    actual = dict(site.given).get("actual")
    if isinstance(actual, str):
        state.tell(("actual", seed[0].origin), actual)
        state.tell_null(seed[0], False)
    kinds = [_KINDS.get(one, "") for one in site.types]
    if len(seed) == 2 and len(kinds) == 2:
        for value, kind in zip(seed, kinds, strict=True):
            if kind and value.kind == "":
                state.tell(("kind", value.origin), kind)
                state.tell_null(value, False)
    elif site.types:
        for type_ in site.types:
            state.tell(("type", seed[0].origin, type_), False)
        state.tell(("not type", seed[0].origin), site.types)
        state.tell(("asserts", seed[0].origin), False)


_KINDS = {
    "int": "number",
    "float": "number",
    "str": "text",
    "list": "list",
    "dict": "mapping",
    "tuple": "tuple",
    "bool": "bool",
}
