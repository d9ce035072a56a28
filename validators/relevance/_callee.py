"""What is called and is no function: whether the module, the class or the promise has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, MASKS, UNRELATED, Evidence, Judgement, judgement
from ._modules import bindings, exported, home_of, module_file
from ._watch import last_name

if TYPE_CHECKING:
    from ._images import File
    from ._judge import Case
    from ._replay import Side
    from ._run import Step

_PROMISED = ("then", "catch", "finally")


class Home(NamedTuple):
    """What a callee is looked for in; `has` tells whether it is there, None: not to be told."""

    what: str
    has: bool | None


def callee(case: Case) -> Judgement | None:
    """The verdict for a call of what is no function, where definitions tell it."""
    node = case.site.node
    if case.site.kind != "callable" or not isinstance(node, p.Call):
        return None
    old, new = case.before.steps[-1], case.after.steps[-1]
    home = _home(case.before, old, node.function)
    if home is None or home.has is not False or new.function.body is None:
        return None
    here = Evidence(
        f"{home.what} has no `{last_name(node.function)}`", old.path, node.place.line, "before"
    )
    text = spell(node.function)
    known = {spell(one) for one in p.walk(old.function) if isinstance(one, p.Call)}
    calls = [one for one in p.walk(new.function) if isinstance(one, p.Call)]
    same = [one for one in calls if spell(one.function).replace("?.", ".") == text]
    if same:
        return _still_called(case, same, new, here)
    fresh = [one for one in calls if spell(one) not in known]
    for one in fresh:
        there = Evidence(f"now: `{spell(one)}`", new.path, one.place.line)
        if _takes_its_place(node, one, case):
            now = _home(case.after, new, one.function)
            if now is not None and now.has is True:
                return judgement(
                    ADDRESSES, f"{now.what} has `{last_name(one.function)}`", here, there
                )
    return _awaited(case, node, new, here)


def _takes_its_place(old: p.Call, new: p.Call, case: Case) -> bool:
    """Whether it is the same call of another name, or of the same name on another promise."""
    given = [spell(one.value) for one in old.arguments]
    if given != [spell(one.value) for one in new.arguments]:
        return False
    if isinstance(old.function, p.Member) and isinstance(new.function, p.Member):
        return (
            spell(old.function.object) == spell(new.function.object)
            or old.function.name == new.function.name in _PROMISED
        )
    return isinstance(old.function, p.Name) and isinstance(new.function, p.Name | p.Member)


def _still_called(case: Case, same: list[p.Call], new: Step, here: Evidence) -> Judgement | None:
    now = _home(case.after, new, same[0].function)
    there = Evidence(f"now: `{spell(same[0])}`", new.path, same[0].place.line)
    if now is not None and now.has is True:
        return judgement(
            ADDRESSES, f"{now.what} has `{last_name(same[0].function)}` now", here, there
        )
    if now is None or now.has is None:
        return None
    for one in same:
        if one.optional:
            return judgement(
                MASKS, "what isn't there is not called, and nothing takes its place", here, there
            )
    name = last_name(same[0].function)
    text = spell(same[0].function)
    for part in p.walk(new.function):
        if isinstance(part, p.If | p.Conditional | p.Logical):
            test = part.left if isinstance(part, p.Logical) else part.test
            if text in {spell(one) for one in p.walk(test)} and text not in _called_in(test):
                return judgement(
                    MASKS,
                    f"`{name}` is only called where it is there, and it never is",
                    here,
                    there,
                )
    if any(isinstance(part, p.Try) for part in p.walk(new.function)):
        return None
    return judgement(UNRELATED, f"{now.what} still has no `{name}`", here, there)


def _called_in(node: p.Node) -> set[str]:
    return {spell(one.function) for one in p.walk(node) if isinstance(one, p.Call)}


def _awaited(case: Case, node: p.Call, new: Step, here: Evidence) -> Judgement | None:
    """`f().then(…)` of a plain value: the value is used itself, or awaited."""
    if not isinstance(node.function, p.Member) or node.function.name not in _PROMISED:
        return None
    text = spell(node.function.object)
    for one in p.walk(new.function):
        if isinstance(one, p.Call) and spell(one) == text:
            return judgement(
                ADDRESSES,
                f"`{text}` is no promise, and is not taken for one any more",
                here,
                Evidence("now", new.path, one.place.line),
            )
    return None


def _home(side: Side, step: Step, function: p.Node) -> Home | None:
    """Where a callee is looked for, and whether it is there."""
    file = side.image.file(step.path)
    if file is None:
        return None
    if isinstance(function, p.Name):
        return _of_name(side, file, function.name)
    if not isinstance(function, p.Member):
        return None
    owner, name = function.object, function.name
    if name in _PROMISED and isinstance(owner, p.Call):
        found = home_of(side, step.path, owner.function)
        if found is None:
            return None
        promised = "async" in found[1].flags or _gives_promise(found[0].with_body(found[1]))
        return Home(f"what `{last_name(owner.function)}` gives", promised)
    if not isinstance(owner, p.Name):
        return None
    if owner.name == "this":
        return _of_class(side, file, step.function.qualified.split(".")[0], name)
    for bound, module, inner in bindings(file):
        if bound == owner.name and not inner:
            there = module_file(side, file.path, module)
            names = None if there is None else exported(there)
            return None if names is None else Home(f"`{module}`", name in names)
    made = _class_of(file, step, owner.name)
    return None if made is None else _of_class(side, file, made, name)


def _of_name(side: Side, file: File, name: str) -> Home | None:
    for bound, module, inner in bindings(file):
        if bound == name and inner:
            there = module_file(side, file.path, module)
            names = None if there is None else exported(there)
            return None if names is None else Home(f"`{module}`", inner in names)
    found = file.functions.get(name, ())
    return Home(f"`{file.path}`", True) if found else None


def _class_of(file: File, step: Step, name: str) -> str | None:
    """The class of which a variable is an instance."""
    for scope in (step.function, file.module):
        values = [
            one.value
            for one in p.walk(scope)
            if isinstance(one, p.Assign)
            and isinstance(one.target, p.Name)
            and one.target.name == name
        ]
        if values:
            made = values[0]
            if len(values) == 1 and isinstance(made, p.Call) and made.new:
                return last_name(made.function)
            return None
    return None


def _of_class(side: Side, file: File, name: str, member: str) -> Home | None:
    home = file if name in file.classes else None
    if home is None:
        for bound, module, _ in bindings(file):
            if bound == name:
                home = module_file(side, file.path, module)
    definition = None if home is None else home.classes.get(name)
    if home is None or definition is None or definition.bases:
        return None
    names: set[str] = set()
    for part in definition.body:
        if isinstance(part, p.Function):
            names.add(part.name)
            names |= {
                one.target.name
                for one in p.walk(home.with_body(part))
                if isinstance(one, p.Assign) and isinstance(one.target, p.Member)
            }
        elif isinstance(part, p.Assign) and isinstance(part.target, p.Name):
            names.add(part.target.name)
    return Home(f"`{name}`", member in names)


def _gives_promise(function: p.Function) -> bool:
    return any(
        isinstance(one, p.Return)
        and isinstance(one.value, p.Call)
        and (
            spell(one.value.function).startswith("Promise.")
            or last_name(one.value.function) in ("Promise", *_PROMISED)
        )
        for one in p.walk(function)
    )
