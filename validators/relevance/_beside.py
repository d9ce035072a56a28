"""Changes that lie beside a failure and cannot have to do with it: of a function that changes
nothing but what it gives, where what it gives goes nowhere near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._delta import closure, new_leaves
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._effects import Changed
    from ._images import File, Image
    from ._judge import Case

# How far what a function gives is followed: through the functions that give it on.
FURTHEST = 3


def is_beside(case: Case, change: Changed) -> bool:
    """Whether the change has nothing to do with the failure. Of a language that is scoped by
    blocks and knows its types: elsewhere a name may mean anything.
    """
    if change.kind != "function" or change.is_gone:
        return False
    new = _function(case.after.image, change)
    if new is None:
        return False
    old = None if change.is_new else _function(case.before.image, change)
    if old is None and not change.is_new:
        return False
    leaves = (
        new_leaves(old, new, case.after.facts)
        if old is not None
        else list(new.body.statements)
        if new.body is not None
        else []
    )
    own = {one for function in (old, new) if function is not None for one in _locals(function)}
    if any(_acts(leaf, own, case) for leaf in leaves):
        return False
    if change.is_new and new.kind == "method" and not _is_called(case, new):
        return new.name in _TOLD  # it may be called by what only knows an interface
    return not _is_used(case, new, FURTHEST)


_TOLD = frozenset(("toString", "String", "hashCode", "equals", "Error"))


def _is_called(case: Case, function: p.Function) -> bool:
    return any(
        isinstance(one, p.Call) and _calls(one, function)
        for file in case.after.image.files(case.after.steps[-1].path)
        for other in _all(file)
        for one in p.walk(file.with_body(other))
    )


def guarded_writer(case: Case, names: frozenset[str]) -> p.Function | None:
    """A function that writes what the failing expression reads, and now leaves before in some
    cases, or is entered in others.
    """
    steps = {(one.path, one.function.qualified) for one in case.after.steps}
    for change in case.changed:
        if change.kind != "function" or (change.path, change.qualified) in steps:
            continue
        new = _function(case.after.image, change)
        old = _function(case.before.image, change)
        if new is None or old is None or new.body is None:
            continue
        written = {
            last_name(one.target.object if isinstance(one.target, p.Index) else one.target)
            for one in p.walk(new.body)
            if isinstance(one, p.Assign) and isinstance(one.target, p.Member | p.Index)
        }
        leaves = new_leaves(old, new, case.after.facts)
        if written & names and any(isinstance(one, p.Return | p.Jump | p.Raise) for one in leaves):
            return new
    return None


def _function(image: Image, change: Changed) -> p.Function | None:
    file = image.file(change.path)
    if file is None:
        return None
    found = [one for one in _all(file) if one.qualified == change.qualified]
    return file.with_body(found[0]) if len(found) == 1 else None


def _all(file: File) -> Iterator[p.Function]:
    for functions in file.functions.values():
        yield from functions


def _locals(function: p.Function) -> set[str]:
    """The names that are the function's own."""
    found = {last_name(one.target) for one in function.parameters}
    if function.body is None:
        return found
    for one in p.walk(function.body):
        target = one.target if isinstance(one, p.ForEach) else None
        if isinstance(one, p.Assign) and one.declares:
            target = one.target
        if target is not None:
            found |= {part.name for part in p.walk(target) if isinstance(part, p.Name)}
        elif isinstance(one, p.Parameter):
            found.add(last_name(one.target))
    return found | set(function.result_names)


def _acts(leaf: p.Node, own: set[str], case: Case) -> bool:
    """Whether a statement changes what others see, or leaves with an error."""
    facts = case.after.facts
    for one in p.walk(leaf):
        if isinstance(one, p.Raise | p.Delete | p.Send | p.Deferred | p.Assert):
            return True
        if isinstance(one, p.Mapping) and one.kind == "struct":
            return True  # an object is made in another way
        if isinstance(one, p.Call) and one.new and _is_own_class(case, one):
            return True
        if isinstance(one, p.Assign) and not _is_own(one.target, own):
            return True
        if (
            isinstance(one, p.Unary)
            and one.operator in ("x++", "x--", "++x", "--x")
            and not _is_own(one.operand, own)
        ):
            return True
        if isinstance(one, p.Call):
            if facts.leaves(one):
                return True
            name = last_name(one.function)
            owner = one.function.object if isinstance(one.function, p.Member) else None
            if name in facts.changing and not (isinstance(owner, p.Name) and owner.name in own):
                return True
            meaning = facts.meaning(one)
            if meaning is None and _writes_itself(case, name):
                return True
    return False


def _is_own_class(case: Case, node: p.Call) -> bool:
    path = case.after.steps[-1].path
    return case.after.image.type_named(last_name(node.function), path) is not None


def _is_own(target: p.Node, own: set[str]) -> bool:
    if isinstance(target, p.Name):
        return target.name in own or target.name == "_"
    if isinstance(target, p.Collection):
        return all(_is_own(one, own) for one in target.items)
    return False


def _writes_itself(case: Case, name: str) -> bool:
    """Whether a function of the program of that name changes fields."""
    for file in case.after.image.files(case.after.steps[-1].path):
        for function in file.functions.get(name, ()):
            body = file.with_body(function)
            for one in p.walk(body):
                if isinstance(one, p.Assign) and isinstance(one.target, p.Member | p.Index):
                    return True
                if isinstance(one, p.Call) and last_name(one.function) in case.after.facts.changing:
                    return True
    return False


def _is_used(case: Case, function: p.Function, depth: int) -> bool:
    """Whether what the function gives goes to where it failed."""
    name = function.name
    if function.kind == "constructor" or not name:
        return True
    steps = {(one.path, one.function.qualified) for one in case.after.steps}
    for file in case.after.image.files(case.after.steps[-1].path):
        for node in _all(file):
            if node.qualified == function.qualified:
                continue
            around = file.with_body(node)
            for _, statement in _uses(around, function, case):
                if (file.path, around.qualified) in steps:
                    if _matters(case, around, statement):
                        return True
                elif depth == 0 or _is_used(case, around, depth - 1):
                    return True
    return False


def _uses(around: p.Function, function: p.Function, case: Case) -> Iterator[tuple[p.Node, p.Node]]:
    """Where its value is taken, each with the statement around."""
    if around.body is None:
        return
    waiting: list[tuple[p.Node, p.Node]] = [(one, one) for one in around.body.statements]
    while waiting:
        node, statement = waiting.pop()
        if isinstance(node, p.Expression):
            value = node.value
            if isinstance(value, p.Call) and _calls(value, function):
                waiting.extend((one.value, node) for one in value.arguments)
                continue
            if _prints(value, case):
                continue
        if (isinstance(node, p.Call) and _calls(node, function)) or (
            isinstance(node, p.Member | p.Name)
            and node.name
            in (
                f"::{function.name}",
                function.name,
            )
            and (not isinstance(node, p.Member) or node.name.startswith("::"))
        ):
            yield node, statement
        for part in p.children(node):
            inner = part if isinstance(part, _STATEMENTS) else statement
            waiting.append((part, inner))


_STATEMENTS = (p.Expression, p.Assign, p.Return, p.If, p.While, p.For, p.ForEach, p.Raise)


def _prints(node: p.Node, case: Case) -> bool:
    if case.after.facts.logs(node):
        return True
    return isinstance(node, p.Call) and last_name(node.function) in (
        "println",
        "printf",
        "print",
        "Println",
        "Printf",
        "Print",
        "Fprintf",
        "Fprintln",
    )


def _calls(node: p.Call, function: p.Function) -> bool:
    if last_name(node.function) != function.name:
        return False
    if any(one.spread for one in node.arguments) or any(one.spread for one in function.parameters):
        return True
    return len(node.arguments) == len(function.parameters)


def _matters(case: Case, around: p.Function, statement: p.Node) -> bool:
    """Whether a statement of the trace's functions has to do with the operands."""
    if isinstance(statement, p.Expression):
        return True
    if isinstance(statement, p.Assign):
        parts = [one for one in (case.site.operand, case.site.key) if one is not None]
        names = {
            one.name
            for part in parts or [case.site.node]
            for one in p.walk(part)
            if isinstance(one, p.Name | p.Member)
        }
        if around.qualified != case.after.steps[-1].function.qualified:
            return True
        own = {one.name for one in p.walk(statement.target) if isinstance(one, p.Name)}
        return bool(own & closure(frozenset(names), around))
    return not isinstance(statement, p.Return)
