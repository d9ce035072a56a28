"""What a failing expression is made from, backwards through the whole program: a slice.

A patch that changes no statement of it, nor what decides whether one is executed, leaves the
failure as it was. Wide on purpose: fields go by their names alone, and so do functions.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ...languages.words import words
from ._flows import Effect, Program, Unseen
from ._judgement import UNRELATED, Evidence, Judgement, judgement
from ._run import MODELLED
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._flows import Key
    from ._judge import Case
    from ._replay import Side
    from ._run import Step


class _Sliced(NamedTuple):
    """One side: the program's effects, and what the failing expression is made from."""

    effects: tuple[Effect, ...]
    keys: frozenset[Key]
    controls: tuple[str, ...]


def untouched(case: Case) -> Judgement | None:
    """ "unrelated", where the patch changes nothing of the slice; None where it does, or where
    that can't be seen.
    """
    if _catches(case) or touched(case) is not False:
        return None
    step = case.before.steps[-1]
    text = spell(case.site.node)
    return judgement(
        UNRELATED,
        f"nothing that `{text}` is made from is changed",
        Evidence(f"failed: `{text}`", step.path, case.site.node.place.line, "before"),
    )


def touched(case: Case, elsewhere: bool = False) -> bool | None:
    """Whether the patch changes something of the slice (`elsewhere`: in other functions than the
    trace's); None where that can't be seen.
    """
    try:
        old = _sliced(case.before, case)
        new = _sliced(case.after, case)
    except (Unseen, RecursionError):  # a limit of this, or code that nests too deep for it
        return None
    if old is None or new is None or (old.controls != new.controls and not elsewhere):
        return None
    keys = old.keys | new.keys
    inside = {(step.path, step.function.qualified) for step in case.before.steps}
    homes = {f"{path}:{name}" for path, name in inside} if elsewhere else set()
    was, now = Counter(map(_spelt, old.effects)), Counter(map(_spelt, new.effects))
    external = case.site.kind == "external"
    for effects, mine, others in ((old.effects, was, now), (new.effects, now, was)):
        for one in effects:
            text = _spelt(one)
            if mine[text] == others[text] or one.home in homes:
                continue
            if one.writes & keys or _is_implicit(one) or (external and _touches_world(one)):
                return True
    return False


def _spelt(effect: Effect) -> tuple[str, ...]:
    return (effect.home, effect.text, *effect.controls)


def _catches(case: Case) -> bool:
    """Whether one of the trace's functions has a handler that it did not have."""
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        before = Counter(spell(one) for one in _handlers(old.function))
        after = Counter(spell(one) for one in _handlers(new.function))
        if before != after:
            return True
    return False


def _handlers(function: p.Function) -> Iterator[p.Node]:
    for one in p.walk(function):
        if isinstance(one, p.Handler):
            yield one
        elif isinstance(one, p.WithItem):
            yield one.value


def _sliced(side: Side, case: Case) -> _Sliced | None:
    program = Program(side.image, side.facts, side.steps)
    step = side.steps[-1]
    place = _site_in(step, case)
    if place is None:
        return None
    statement, node = place
    parts = [one for one in (case.site.operand, case.site.key) if one is not None]
    if case.site.kind in MODELLED - {"awaited", "raised"} and parts:
        seeds = {key for part in parts for key in program.reads(step, part)}
    else:
        operand = case.site.operand if case.site.kind == "awaited" else None
        seeds = program.seeds(step, operand or node)
    if case.site.kind in ("raised", "unbound", "external", "general"):
        seeds |= program.around(step, statement)
    keys = program.slice(seeds, step)
    return _Sliced(program.effects, keys, program.controls_of(step, statement))


def _site_in(step: Step, case: Case) -> tuple[p.Node, p.Node] | None:
    """The statement of the failing expression, and what it is made from."""
    node = case.site.node
    body = step.function.body
    if body is None:
        return None
    text = spell(node)
    same = [one for one in p.walk(body) if type(one) is type(node) and spell(one) == text]
    if not same:
        return None
    return same[0], same[0]


def _is_implicit(effect: Effect) -> bool:
    """Whether it is in a function that is called without being named."""
    name = effect.home.rpartition(":")[2].rpartition(".")[2]
    return name.startswith("__") and name not in _NAMED


_NAMED = frozenset(("__init__", "__post_init__", "__repr__", "__str__"))
_PURE = words(
    "len min max sorted sum map filter zip enumerate range list dict set tuple frozenset int float "
    "str bool repr abs round any all isinstance format join strip lstrip rstrip split rsplit "
    "splitlines lower upper title casefold replace startswith endswith partition rpartition get "
    "items keys values append add extend update setdefault pop copy count index reversed iter next "
    "print itemgetter attrgetter Counter defaultdict partial namedtuple field divmod sort ljust "
    "rjust center zfill isdigit discard remove insert union difference intersection most_common"
)


def _touches_world(effect: Effect) -> bool:
    """Whether it calls what may change files, connections, tables."""
    return any(
        isinstance(one, p.Call) and last_name(one.function) not in _PURE
        for one in p.walk(effect.node)
    )
