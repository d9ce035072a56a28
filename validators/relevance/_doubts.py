"""Reasons not to believe that a patch addresses an error, whatever showed it: the same error raised
anew, an assertion, a constant that what follows trips over; and those of the modules beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, CANNOT_TELL, Evidence, Judgement, judgement
from ._missing_now import bound_in_a_branch, emptied, fell_through, idle_handler
from ._no_cure import beside_itself, cut_off, still_the_same
from ._pairs import added, pairs
from ._substitutes import kind_of, supports, trips
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case


def sure(case: Case, found: Judgement | None) -> Judgement | None:
    """The judgement, or "cannot-tell" where something speaks against an "addresses"."""
    if found is None or found.verdict != ADDRESSES:
        return found
    for path, old, new in pairs(case):
        told = (
            cut_off(path, old, new)
            or _raised_again(case, path, old, new)
            or _asserted(case, path, old, new)
            or _replaced(case, path, old, new)
            or trips(case, path, old, new)
            or fell_through(path, old, new)
            or idle_handler(case, path, old, new)
            or beside_itself(case, path, old, new)
            or (bound_in_a_branch(path, old, new) if not case.after.facts.block_scopes else None)
            or still_the_same(case, path, old, new)
        )
        if told is not None:
            return told
    return emptied(case) or found


def _raised_again(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """The patch raises the very error itself, or one that callers take for it."""
    error = case.error.rpartition(".")[2]
    for leaf in added(case, old, new):
        if not isinstance(leaf, p.Raise) or leaf.value is None:
            continue
        made = leaf.value.function if isinstance(leaf.value, p.Call) else leaf.value
        name = last_name(made)
        facts = case.after.facts
        if name == error or (not facts.untyped and name and facts.catches((name,), case.error)):
            return judgement(
                CANNOT_TELL,
                f"{name} is raised here in place of {error}: nothing tells that callers know it",
                Evidence("raised", path, leaf.place.line),
            )
    return None


def _asserted(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """An assertion is no handling: it may be off, and fails where it is on."""
    for leaf in added(case, old, new):
        if isinstance(leaf, p.Assert):
            return judgement(
                CANNOT_TELL,
                "an assertion takes the place of the failure",
                Evidence("asserted", path, leaf.place.line),
            )
    return None


def _replaced(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """What failed is overwritten by a constant, or gets one that its use does not work with."""
    if case.site.kind in ("unbound", "undefined", "import"):
        return _defined_as_nothing(case, path, old, new)
    used = {
        spell(one) for one in p.walk(case.site.node) if isinstance(one, p.Name | p.Member | p.Index)
    }
    here = new.qualified == case.after.steps[-1].function.qualified
    for leaf in added(case, old, new):
        if not isinstance(leaf, p.Assign) or leaf.value is None:
            continue
        target = spell(leaf.target)
        given = {spell(one.target) for one in new.parameters}
        if target in given and kind_of(leaf.value) is not None and _always(leaf, old, new):
            return judgement(
                CANNOT_TELL,
                f"what `{new.qualified}` is given is overwritten by `{spell(leaf.value)}`",
                Evidence("assigned", path, leaf.place.line),
            )
        if target not in used:
            continue
        for value in _constants(leaf.value):
            bad = not supports(case.site.node, target, kind_of(value) or "", case.after.facts)
            if bad or (here and value is leaf.value and _always(leaf, old, new)):
                return judgement(
                    CANNOT_TELL,
                    f"`{target}` is `{spell(value)}` now, and nothing shows that this will do",
                    Evidence("assigned", path, leaf.place.line),
                )
    root = case.site.operand
    after = case.after.steps[-1].function
    if root is not None and here and after.body is not None:
        for one in p.walk(after.body):
            if type(one) is type(case.site.node) and isinstance(one, p.Member | p.Index):
                for value in _constants(one.object):
                    is_plain = value is one.object and spell(one) in _spelt(case)
                    if not is_plain and not supports(
                        one, spell(one.object), kind_of(value) or "", case.after.facts
                    ):
                        return judgement(
                            CANNOT_TELL,
                            f"`{spell(value)}` does not work with what follows",
                            Evidence("default", path, one.place.line),
                        )
    return None


def _spelt(case: Case) -> set[str]:
    body = case.before.steps[-1].function.body
    return set() if body is None else {spell(one) for one in p.walk(body)}


def _constants(value: p.Node) -> Iterator[p.Node]:
    """The constants that an expression may give."""
    if isinstance(value, p.Logical) and value.operator in ("or", "??"):
        yield from _constants(value.right)
    elif isinstance(value, p.Conditional):
        yield from _constants(value.then)
        yield from _constants(value.other)
    elif isinstance(value, p.Group | p.Await):
        yield from _constants(value.value)
    elif kind_of(value) is not None:
        yield value


def _always(leaf: p.Assign, old: p.Function, new: p.Function) -> bool:
    """Whether it is executed whenever the function is, and took the place of something else."""
    if old.body is None or new.body is None:
        return False
    target = spell(leaf.target)
    for one in p.walk(old.body):
        if not isinstance(one, p.Assign) or spell(one.target) != target:
            continue
        if one.value is None or kind_of(one.value) is not None:
            return False
    return _in_line(new.body, leaf)


def _in_line(block: p.Block, leaf: p.Node) -> bool:
    for one in block.statements:
        if one is leaf or (isinstance(one, p.Expression) and one.value is leaf):
            return True
        if isinstance(one, p.For | p.ForEach | p.While | p.With | p.Try) and _in_line(
            one.body, leaf
        ):
            return True
    return False


def _defined_as_nothing(
    case: Case, path: str, old: p.Function, new: p.Function
) -> Judgement | None:
    """A name that was missing is a constant now that its uses do not work with."""
    body = case.after.steps[-1].function.body
    names = {one.name for one in p.walk(case.site.node) if isinstance(one, p.Name)}
    for leaf in added(case, old, new):
        if not isinstance(leaf, p.Assign) or not isinstance(leaf.target, p.Name):
            continue
        target, kind = leaf.target.name, kind_of(leaf.value)
        if leaf.value is not None and leaf.value[1:] == leaf.target[1:]:
            return judgement(
                CANNOT_TELL,
                f"`{target}` is assigned to itself",
                Evidence("assigned", path, leaf.place.line),
            )
        if kind is None or leaf.value is None:
            continue
        is_imported = case.site.kind == "import" and not target.isupper()
        clashes = (
            body is not None
            and target in names
            and not supports(body, target, kind, case.after.facts)
        )
        if is_imported or clashes:
            return judgement(
                CANNOT_TELL,
                f"`{target}` is only `{spell(leaf.value)}` now",
                Evidence("assigned", path, leaf.place.line),
            )
    return None
