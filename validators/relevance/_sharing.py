"""Go's maps that several goroutines use: is every use that matters under one lock?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._channels import fresh_in, functions_of, is_call, mentions, told
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, UNRELATED, Judgement
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case

Use = tuple[
    p.Node, bool, frozenset[str]
]  # what uses it, whether it writes, the locks that are held


def concurrent(case: Case) -> Judgement | None:
    """Goroutines that use a map at the same time: do they wait for each other now?"""
    operand = case.site.operand
    name = "" if operand is None else last_name(operand)
    if not name:
        return None
    step = case.after.steps[-1]
    changed = {one.name for one in case.changed}
    if _is_safe_map(case, name):
        return told(case, ADDRESSES, f"`{name}` is a sync.Map now")
    uses = list(_uses(step.function, name))
    if not uses:
        return told(case, CANNOT_TELL, f"`{step.function.name}` does not use `{name}` any more")
    gone = _call_gone(case)
    if gone is not None:
        return gone
    text = spell(case.site.node)
    role = next(
        (
            writes
            for use, writes, _ in _uses(case.before.steps[-1].function, name)
            if use.place == case.site.node.place
        ),
        True,
    )
    mine = [one for one in uses if one[1] == role]
    if not mine:
        return told(case, CANNOT_TELL, f"`{name}` is not used that way any more")
    if all(locks for _, _, locks in mine):
        return _all_locked(case, name, mine)
    if not any(spell(use) == text for use, _, _ in uses) and any(locks for _, _, locks in uses):
        return told(case, CANNOT_TELL, f"`{name}` is used in another way now")
    for leaf in fresh_in(case):
        for one in p.walk(leaf):
            if isinstance(one, p.Send | p.Deferred) and not _unlocks(one):
                return told(case, CANNOT_TELL, "the goroutines do other work now", one)
            if isinstance(one, p.Mapping) or is_call(one, "make", "Clone"):
                return told(case, CANNOT_TELL, "maps are made in another way", one)
    for function in functions_of(case):
        if function.name in changed and mentions(function, name):
            old = _before(case, function)
            if old is not None and _goroutines(old) != _goroutines(function):
                return told(case, CANNOT_TELL, f"`{function.name}` starts other goroutines")
    return told(case, UNRELATED, f"`{text}` is used without a lock that others wait for, as before")


def _unlocks(node: p.Node) -> bool:
    return isinstance(node, p.Deferred) and is_call(node.call, "Unlock", "RUnlock")


def _before(case: Case, function: p.Function) -> p.Function | None:
    for file in case.before.image.files(case.before.steps[-1].path):
        for one in file.functions.get(function.name, ()):
            if one.qualified == function.qualified:
                return file.with_body(one)
    return None


def _goroutines(function: p.Function) -> list[str]:
    return [
        spell(one) for one in p.walk(function) if isinstance(one, p.Deferred) and one.kind == "go"
    ]


def _call_gone(case: Case) -> Judgement | None:
    """What the goroutines were for is taken away."""
    for place, step in enumerate(case.after.steps[:-1]):
        following = case.after.steps[place + 1].function.name
        if not following or step.function.body is None:
            continue
        old = case.before.steps[place].function
        calls = [one for one in p.walk(step.function.body) if is_call(one, following)]
        if not calls and any(is_call(one, following) for one in p.walk(old)):
            fresh = [one for leaf in fresh_in(case) for one in p.walk(leaf)]
            if any(
                isinstance(one, p.Call) and case.after.facts.meaning(one) is None for one in fresh
            ):
                return told(case, CANNOT_TELL, f"`{following}` is not called any more")
            return told(case, MASKS, f"`{following}` is not called any more, and nothing else is")
    return None


def _all_locked(case: Case, name: str, mine: list[Use]) -> Judgement:
    """The use that failed is locked: are those that it met?"""
    locks = frozenset.intersection(*(held for _, _, held in mine))
    reads_meet = "read" in case.message or "iteration" in case.message
    for function in functions_of(case):
        if function.kind == "constructor" or _makes_it(function, name):
            continue
        for use, writes, held in _uses(function, name):
            if not held & locks and (writes or reads_meet):
                return told(case, CANNOT_TELL, f"`{spell(use)}` is still used without it", use)
    return told(case, ADDRESSES, f"`{name}` is used under a lock", mine[0][0])


def _makes_it(function: p.Function, name: str) -> bool:
    """Whether the function makes what has the map: nobody else knows it by then."""
    return any(
        isinstance(one, p.Entry) and isinstance(one.key, p.Literal) and one.key.value == name
        for one in p.walk(function)
    )


def _is_safe_map(case: Case, name: str) -> bool:
    for file in case.after.image.files(case.after.steps[-1].path):
        for class_ in file.classes.values():
            for part in class_.body:
                if (
                    isinstance(part, p.Assign)
                    and isinstance(part.target, p.Name)
                    and part.target.name == name
                    and part.type in ("sync.Map", "*sync.Map")
                ):
                    return True
        for one in file.variables.get(name, ()):
            if one.type == "sync.Map":
                return True
    return False


def _uses(function: p.Function, name: str) -> Iterator[Use]:
    """The uses of the map, with the locks that are held: those that outlive the function."""
    if function.body is not None:
        own = {
            last_name(one.target)
            for one in p.walk(function.body)
            if isinstance(one, p.Assign) and one.declares and "Mutex" in one.type
        } | {
            last_name(one.target)
            for one in p.walk(function.body)
            if isinstance(one, p.Assign)
            and isinstance(one.value, p.Mapping | p.Unary)
            and "Mutex" in spell(one.value)
        }
        yield from _in_block(function.body, name, set(), own)


def _in_block(
    block: p.Block, name: str, held: set[tuple[str, bool]], own: set[str]
) -> Iterator[Use]:
    held = set(held)
    for statement in block.statements:
        call = statement.value if isinstance(statement, p.Expression) else None
        if isinstance(call, p.Call) and isinstance(call.function, p.Member):
            lock, verb = spell(call.function.object).rpartition(".")[2], call.function.name
            if verb in ("Lock", "RLock") and lock not in own:
                held.add((lock, verb == "Lock"))
                continue
            if verb in ("Unlock", "RUnlock"):
                held.discard((lock, verb == "Unlock"))
                continue
        yield from _in_node(statement, name, held, own, False)


def _in_node(
    node: p.Node, name: str, held: set[tuple[str, bool]], own: set[str], writes: bool
) -> Iterator[Use]:
    if isinstance(node, p.Block):
        yield from _in_block(node, name, held, own)
        return
    if isinstance(node, p.Deferred) and node.kind == "go":
        held = set()  # it runs by itself
    if isinstance(node, p.Index) and last_name(node.object) == name:
        yield node, writes, _fitting(held, writes)
    elif isinstance(node, p.ForEach) and last_name(node.iterable) == name:
        yield node, False, _fitting(held, False)
    elif (
        is_call(node, "len", "delete", "clear")
        and isinstance(node, p.Call)
        and node.arguments
        and last_name(node.arguments[0].value) == name
    ):
        is_write = not is_call(node, "len")
        yield node, is_write, _fitting(held, is_write)
    for part in p.children(node):
        target = isinstance(node, p.Assign) and part is node.target
        counts = isinstance(node, p.Unary) and node.operator in ("x++", "x--", "++x", "--x")
        yield from _in_node(part, name, held, own, target or counts)


def _fitting(held: set[tuple[str, bool]], writes: bool) -> frozenset[str]:
    """The locks that protect a use: a read lock protects no write."""
    return frozenset(lock for lock, whole in held if whole or not writes)
