"""Errors that no value tells of: names, imports, arguments, awaits, recursion. What becomes of them
is seen in the definitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._channels import closed, deadlocked
from ._judgement import ADDRESSES, UNRELATED, Evidence, Judgement, judgement
from ._sharing import concurrent
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._images import File
    from ._judge import Case


def special(case: Case) -> Judgement | None:
    """The verdict where the definitions tell it; None where they don't."""
    look = _LOOKS.get(case.site.kind)
    return None if look is None else look(case)


def _here(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{spell(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


# --- Names ---


def _undefined(case: Case) -> Judgement | None:
    """A name that nothing defined: is it defined now, or is another one used?"""
    assert isinstance(case.site.node, p.Name), "that is what the remedy finds"
    name = case.site.node.name
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    if file is None or step.function.body is None:
        return None
    uses = [one for one in p.walk(step.function) if isinstance(one, p.Name) and one.name == name]
    if _defines(file, step.function, name):
        if not uses:
            return None
        there = Evidence(f"`{name}` is defined now", step.path, uses[0].place.line)
        return judgement(ADDRESSES, f"`{name}` is defined now", _here(case), there)
    if uses:
        return None
    return _renamed(case, file, name)


def _renamed(case: Case, file: File, name: str) -> Judgement | None:
    """Whether the same statements stand there with another name, which is defined."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    before = {one.name for one in p.walk(old) if isinstance(one, p.Name | p.Member)}
    fresh = [one for one in p.walk(new) if isinstance(one, p.Name) and one.name not in before]
    for one in fresh:
        changed = spell(old).replace(name, one.name)
        if changed == spell(new) and _defines(file, new, one.name):
            there = Evidence(f"now: `{one.name}`", case.after.steps[-1].path, one.place.line)
            return judgement(ADDRESSES, f"`{name}` is put right: `{one.name}`", _here(case), there)
    return None


def _defines(file: File, function: p.Function, name: str) -> bool:
    """Whether a name has a definition that the function sees."""
    if name in file.imported or name in file.variables or name in file.classes:
        return True
    if any(one.kind != "method" for one in file.functions.get(name, ())):
        return True
    if any(
        isinstance(one, p.Parameter) and isinstance(one.target, p.Name) and one.target.name == name
        for one in p.walk(function)
    ):
        return True
    return any(
        isinstance(one, p.Assign) and isinstance(one.target, p.Name) and one.target.name == name
        for one in p.walk(function)
    )


# --- Arguments ---


def _arguments(case: Case) -> Judgement | None:
    """A call that does not fit its function: does it now?"""
    node = case.site.node
    if not isinstance(node, p.Call):
        return None
    name = last_name(node.function)
    step = case.after.steps[-1]
    calls = [
        one
        for one in p.walk(step.function)
        if isinstance(one, p.Call) and last_name(one.function) == name
    ]
    found = case.after.image.functions(name, step.path)
    if not calls or len(found) != 1:
        return None
    function = found[0][1]
    fitting = [_fits(one, function, case) for one in calls]
    there = Evidence(f"now: `{spell(calls[0])}`", step.path, calls[0].place.line)
    if all(fitting):
        return judgement(ADDRESSES, f"the call of `{name}` fits it now", _here(case), there)
    return judgement(UNRELATED, f"the call of `{name}` still does not fit it", _here(case), there)


def _fits(call: p.Call, function: p.Function, case: Case) -> bool:
    parameters = list(function.parameters)
    first = parameters[0].target if parameters else None
    if isinstance(first, p.Name) and first.name in case.after.facts.own | {"cls"}:
        parameters.pop(0)
    plain = [one for one in call.arguments if not one.name and not one.spread]
    named = {one.name for one in call.arguments if one.name}
    if any(one.spread for one in call.arguments):
        return True
    loose = {one.spread for one in parameters}
    rest = [one for one in parameters if not one.spread]
    names = [one.target.name if isinstance(one.target, p.Name) else "" for one in rest]
    if len(plain) > len(rest) and "*" not in loose:
        return False
    if named - set(names) and "**" not in loose:
        return False
    return all(
        one.default is not None or name in named
        for one, name in list(zip(rest, names, strict=True))[len(plain) :]
    )


# --- Awaits ---


def _awaited(case: Case) -> Judgement | None:
    """Awaiting what is no promise: is it one now, or is it not awaited any more?"""
    value = case.site.operand
    if not isinstance(value, p.Call):
        return None
    step = case.after.steps[-1]
    text = spell(value)
    awaits = [
        one
        for one in p.walk(step.function)
        if isinstance(one, p.Await) and spell(one.value) == text
    ]
    name = last_name(value.function)
    if awaits:
        plain_before = _plain(case.before.image.functions(name, step.path))
        if plain_before and not _plain(case.after.image.functions(name, step.path)):
            there = Evidence("awaited still", step.path, awaits[0].place.line)
            return judgement(
                ADDRESSES, f"`{name}` gives what can be awaited now", _here(case), there
            )
        return None
    calls = [one for one in p.walk(step.function) if isinstance(one, p.Call) and spell(one) == text]
    if calls:
        there = Evidence(f"now: `{text}`", step.path, calls[0].place.line)
        return judgement(ADDRESSES, f"`{text}` is not awaited any more", _here(case), there)
    return None


def _plain(found: list[tuple[File, p.Function]]) -> list[p.Function]:
    return [one for _, one in found if "async" not in one.flags]


# --- Imports ---


def _import(case: Case) -> Judgement | None:
    """A module or a name of it that isn't there: is another one named, which is?"""
    node = case.site.node
    if not isinstance(node, p.Import):
        return None
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    if file is None:
        return None
    now = [one for one in p.walk(file.module) if isinstance(one, p.Import)]
    wanted = {(node.module, one.imported) for one in node.bindings}
    bound = {one.name for one in node.bindings}
    same = [one for one in now if {(one.module, two.imported) for two in one.bindings} & wanted]
    for one in same or now:
        if not bound & {two.name for two in one.bindings}:
            continue
        home = _home_of(case, one.module, step.path)
        if home is None:
            continue
        missing = [
            two.imported
            for two in one.bindings
            if two.imported not in ("", "*") and not _gives(home, two.imported)
        ]
        there = Evidence("now", step.path, one.place.line)
        if not missing:
            return judgement(ADDRESSES, f"`{one.module}` has what is imported", _here(case), there)
        if one in same:
            return judgement(
                UNRELATED, f"`{one.module}` still has no `{missing[0]}`", _here(case), there
            )
    return None


def _home_of(case: Case, module: str, path: str) -> File | None:
    """The file of the program that a module's name means."""
    tail = module.strip("./").replace(".", "/") if "/" not in module else module.strip("./")
    for file in case.after.image.files(path):
        name = file.path.rpartition(".")[0]
        if name == tail or name.endswith((f"/{tail}", f"{tail}/__init__")):
            return file
    return None


def _gives(file: File, name: str) -> bool:
    return (
        name in file.variables
        or name in file.classes
        or name in file.imported
        or any(one.kind != "method" for one in file.functions.get(name, ()))
    )


_LOOKS: dict[str, Callable[[Case], Judgement | None]] = {
    "undefined": _undefined,
    "arguments": _arguments,
    "awaited": _awaited,
    "import": _import,
    "deadlock": deadlocked,
    "closed": closed,
    "concurrent": concurrent,
}
