"""What a patch writes in a function that the replay goes through, as far as a replay cannot tell:
changes in place, and calls that are made once more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._dynamic import names_of
from ._values import names_in
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.program import Function
    from ...languages.remedies import Facts
    from ._run import Step


def new_leaves(old: Function, new: Function, facts: Facts) -> list[p.Node]:
    """The simple statements and the heads of others that are on one side only."""
    before, after = list(_leaves(old.body, facts)), list(_leaves(new.body, facts))
    spare = Counter(spell(one) for one in before)
    found = []
    for one in after:
        text = spell(one)
        if spare[text] > 0:
            spare[text] -= 1
        else:
            found.append(one)
    for one in before:
        text = spell(one)
        if spare[text] > 0:
            spare[text] -= 1
            found.append(one)
    return found


def _leaves(node: p.Node | None, facts: Facts) -> Iterator[p.Node]:
    """The statements without others in them, and the tests and iterables of the rest."""
    if node is None:
        return
    for part in p.children(node):
        if isinstance(part, p.Function | p.Class | p.Import):
            continue  # what is defined is looked at by itself
        if isinstance(part, _WHOLE):
            if not (isinstance(part, p.Expression) and facts.logs(part.value)):
                yield part.value if isinstance(part, p.Expression) else part
        elif isinstance(part, (p.Block, p.Handler, p.Case, *_STATEMENTS)):
            yield from _leaves(part, facts)
        elif not isinstance(node, p.Block):
            yield part


_WHOLE = (p.Expression, p.Assign, p.Return, p.Raise, p.Delete, p.Send, p.Deferred, p.Assert)
_STATEMENTS = (p.If, p.While, p.For, p.ForEach, p.Try, p.With, p.Switch, p.Labeled)


def changed_in_place(leaves: list[p.Node], old: Function, facts: Facts) -> frozenset[str]:
    """The names of what the new statements change without assigning it: receivers and arguments of
    calls, owners of fields and entries; and what is assigned by a call that is made again.
    """
    known = set()
    if old.body is not None:
        known = {spell(one) for one in p.walk(old.body) if isinstance(one, p.Call | p.Await)}
    found: set[str] = set()
    for leaf in leaves:
        if isinstance(leaf, p.Assign):
            found |= _owners(leaf.target)
            if leaf.value is not None and any(
                isinstance(one, p.Call) and spell(one) in known for one in p.walk(leaf.value)
            ):
                found |= {one.name for one in p.walk(leaf.target) if isinstance(one, p.Name)}
        elif isinstance(leaf, p.Unary):
            found |= _owners(leaf.operand)
        for one in p.walk(leaf):
            if isinstance(one, p.Call):
                found |= set() if _only_looks(one, facts) else _handed(one)
            elif isinstance(one, p.Assign) and one is not leaf:
                found |= _owners(one.target)
            elif isinstance(one, p.Delete | p.Send | p.Deferred):
                found |= names_in(spell(one))
    return frozenset(found)


def _only_looks(call: p.Call, facts: Facts) -> bool:
    """Whether a call is one that the language knows, and that changes nothing."""
    meaning = facts.meaning(call)
    name = call.function.name if isinstance(call.function, p.Member) else ""
    return meaning is not None and meaning.kind in _LOOKS and name not in facts.changing


_LOOKS = frozenset(
    (
        "has",
        "within",
        "is empty",
        "not is empty",
        "is null",
        "not is null",
        "equal",
        "length",
        "more",
        "numeric",
        "get",
        "entry",
        "text",
        "position",
        "exists",
    )
)


def _owners(target: p.Node) -> set[str]:
    """The container and the field of an assignment in place."""
    if isinstance(target, p.Member):
        return {target.name}
    if isinstance(target, p.Index):
        return {one.name for one in p.walk(target.object) if isinstance(one, p.Name | p.Member)}
    if isinstance(target, p.Collection):
        return {name for item in target.items for name in _owners(item)}
    return set()


def _handed(call: p.Call) -> set[str]:
    """What a call may change: its receiver and the plain names that are handed over."""
    found: set[str] = set()
    if isinstance(call.function, p.Member):
        owner = call.function.object
        if isinstance(owner, p.Name | p.Member):
            found.add(owner.name)
    return found


def closure(names: frozenset[str], function: Function) -> frozenset[str]:
    """The names, and those that they are made of in the function."""
    found = set(names)
    if function.body is None:
        return names
    pairs = list(_flows(function.body))
    for _ in range(4):
        more = {name for target, source in pairs if target & found for name in source} - found
        if not more:
            break
        found |= more
    return frozenset(found)


def handed_over(step: Step, inner: Function, facts: Facts) -> frozenset[str]:
    """The names that the call to the next frame mentions."""
    if step.function.body is None:
        return frozenset()
    names = names_of(inner, facts)
    found: set[str] = set()
    for node in p.walk(step.function.body):
        if isinstance(node, p.Call) and (
            node.place.start == step.call or last_name(node.function) in names
        ):
            found |= _plain(node)
    return frozenset(found - names)


def _flows(body: p.Block) -> Iterator[tuple[set[str], set[str]]]:
    for node in p.walk(body):
        if isinstance(node, p.Assign) and node.value is not None:
            yield _plain(node.target), _plain(node.value)
        elif isinstance(node, p.ForEach | p.Clause) and node.target is not None:
            yield _plain(node.target), _plain(node.iterable)
        elif isinstance(node, p.WithItem) and node.target is not None:
            yield _plain(node.target), _plain(node.value)


def _plain(node: p.Node) -> set[str]:
    return {one.name for one in p.walk(node) if isinstance(one, p.Name | p.Member)}
