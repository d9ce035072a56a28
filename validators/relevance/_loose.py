"""JavaScript's own ways to fail that no value tells of: names before their time, constants, a lost
`this`, promises that nobody waited for. What becomes of them is seen in the definitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import new_leaves
from ._judgement import (
    ADDRESSES,
    CANNOT_TELL,
    MASKS,
    UNRELATED,
    Evidence,
    Judgement,
    judgement,
    written,
)
from ._kinds import mixed
from ._modules import gives, home_of
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._images import File
    from ._judge import Case
    from ._replay import Side
    from ._run import Step


def loose(case: Case) -> Judgement | None:
    """The verdict where the definitions tell it; None where they don't."""
    look = _LOOKS.get(case.site.kind)
    return None if look is None else look(case)


def _here(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{written(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


def _now(case: Case, text: str, node: p.Node) -> Evidence:
    return Evidence(text, case.after.steps[-1].path, node.place.line)


# --- Handlers around what is a fault of the program ---


def swallowed(case: Case) -> Judgement | None:
    """A new handler around the failing code that doesn't raise again: the fault stays."""
    wanted = {one.function.name for one in case.after.steps} | {spell(case.site.node)}
    old = {spell(one) for file in _files(case.before) for one in _handlers(file)}
    for file in _files(case.after):
        for one in _handlers(file):
            if spell(one) in old or not _speaks_of(one, wanted - {""}):
                continue
            handler = one.handlers[0]
            last = handler.body.statements[-1] if handler.body.statements else None
            there = Evidence("the handler", file.path, handler.place.line)
            if isinstance(last, p.Raise) and _is_same(last, handler):
                tests = [
                    spell(two.test)
                    for two in p.walk(handler.body)
                    if isinstance(two, p.If) and _ends_it(two)
                ]
                if not tests:
                    continue
                if any(case.error in text for text in tests):
                    return judgement(MASKS, "it is caught, and the fault stays", _here(case), there)
            if isinstance(last, p.Raise):
                return judgement(CANNOT_TELL, "it is caught, and told as something else", there)
            return judgement(MASKS, "it is caught, and the fault stays", _here(case), there)
    return None


def _ends_it(node: p.If) -> bool:
    return any(isinstance(one, p.Return | p.Raise | p.Jump) for one in p.walk(node))


def _is_same(node: p.Raise, handler: p.Handler) -> bool:
    """Whether what was caught is raised again as it is."""
    return (
        isinstance(node.value, p.Name)
        and isinstance(handler.target, p.Name)
        and node.value.name == handler.target.name
    )


def _files(side: Side) -> Iterator[File]:
    yield from side.image.files(side.steps[-1].path)


def _handlers(file: File) -> Iterator[p.Try]:
    for one in p.walk(file.module):
        if isinstance(one, p.Try) and one.handlers:
            yield one


def _speaks_of(node: p.Try, wanted: set[str]) -> bool:
    return any(
        spell(one) in wanted or (isinstance(one, p.Call) and last_name(one.function) in wanted)
        for one in p.walk(node.body)
    )


# --- Names that nothing defines ---


def _undefined(case: Case) -> Judgement | None:
    node = case.site.node
    if not isinstance(node, p.Name):
        return None
    name = node.name
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    if file is None or step.function.body is None:
        return None
    uses = [one for one in _uses(step.function) if one.name == name]
    definition = _definition(file, step.function, name)
    if uses and definition is not None:
        return _defined(case, file, name, definition)
    if uses:
        if any(_asks_type(one, name) for one in p.walk(step.function)):
            return judgement(CANNOT_TELL, f"`{name}` is only used where it is there", _here(case))
        return swallowed(case) or judgement(
            UNRELATED, f"nothing defines `{name}`", _here(case), _now(case, "used", uses[0])
        )
    return _renamed(case, file, name) or _taken_away(case, name)


def _uses(function: p.Node) -> Iterator[p.Name]:
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if isinstance(one, p.Name):
            yield one
        if isinstance(one, p.Unary) and one.operator == "typeof":
            continue
        waiting.extend(p.children(one))


def _asks_type(node: p.Node, name: str) -> bool:
    return (
        isinstance(node, p.Unary)
        and node.operator == "typeof"
        and isinstance(node.operand, p.Name)
        and node.operand.name == name
    )


def _definition(file: File, function: p.Function, name: str) -> p.Node | None:
    """What defines a name that the function sees."""
    if name in file.imported:
        return next(
            one
            for one in p.walk(file.module)
            if isinstance(one, p.Import) and any(two.name == name for two in one.bindings)
        )
    around = _around(file.module, function.place)
    for scope in (*reversed(around), file.module):
        for one in _own(scope):
            if isinstance(one, p.Assign) and one.declares and one.declares != "field":
                if name in bound_by(one.target):
                    return one
            elif (isinstance(one, p.Function | p.Class) and one.name == name) or (
                isinstance(one, p.Parameter) and name in bound_by(one.target)
            ):
                return one
    return None


def _around(module: p.Node, place: p.Place) -> list[p.Node]:
    return [
        one
        for one in p.walk(module)
        if isinstance(one, p.Function)
        and one.place.start <= place.start
        and place.end <= one.place.end
    ]


def _own(scope: p.Node) -> Iterator[p.Node]:
    """The records of a scope without those of the functions in it."""
    waiting = list(p.children(scope))
    while waiting:
        one = waiting.pop()
        yield one
        if not isinstance(one, p.Function | p.Class):
            waiting.extend(p.children(one))


def bound_by(target: p.Node | None) -> set[str]:
    """The names that a target or a pattern binds."""
    if isinstance(target, p.Name):
        return {target.name}
    if isinstance(target, p.Collection):
        return {name for one in target.items for name in bound_by(one)}
    if isinstance(target, p.Mapping):
        return {name for one in target.entries for name in bound_by(one.value)}
    if isinstance(target, p.Spread):
        return bound_by(target.value)
    if isinstance(target, p.Assign):
        return bound_by(target.target)
    return set()


def _defined(case: Case, file: File, name: str, definition: p.Node) -> Judgement:
    """Whether what defines it now gives it a value."""
    there = _now(case, f"`{name}` is defined now", definition)
    found = gives(case.after, file, name, definition)
    if found is True:
        return judgement(ADDRESSES, f"`{name}` is defined now", _here(case), there)
    if found is False:
        return judgement(UNRELATED, f"`{name}` is defined and has no value", _here(case), there)
    return judgement(CANNOT_TELL, f"`{name}` is defined, and nothing tells as what", there)


def _renamed(case: Case, file: File, name: str) -> Judgement | None:
    """Whether the same statements stand there with another name, which is defined: `ceil` ⇒
    `Math.ceil`, `totl` ⇒ `total`.
    """
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    text, wanted = spell(old), spell(new)
    for one in p.walk(new):
        if not isinstance(one, p.Member | p.Name):
            continue
        spelt = spell(one)
        if spelt == name or not _is_like(one, name):
            continue
        root: p.Node = one
        while isinstance(root, p.Member):
            root = root.object
        if _replaced(text, name, spelt) != wanted or not isinstance(root, p.Name):
            continue
        if root.name in _GLOBALS or _definition(file, new, root.name) is not None:
            return judgement(
                ADDRESSES,
                f"`{name}` is put right: `{spelt}`",
                _here(case),
                _now(case, "now", one),
            )
    return None


_GLOBALS = frozenset(
    [
        "Math",
        "Number",
        "Object",
        "Array",
        "JSON",
        "String",
        "Date",
        "process",
        "Buffer",
        "globalThis",
        "console",
        "this",
    ]
)


def _is_like(node: p.Member | p.Name, name: str) -> bool:
    """Whether it is the member of that name, or a name that differs by a slip of the hand."""
    if isinstance(node, p.Member):
        return node.name == name
    from difflib import SequenceMatcher

    return SequenceMatcher(None, node.name.lower(), name.lower()).ratio() >= 0.75


def _replaced(text: str, name: str, by: str) -> str:
    import re

    return re.sub(rf"(?<![\w$.']){re.escape(name)}(?![\w$'])", lambda _: by, text)


def _taken_away(case: Case, name: str) -> Judgement | None:
    """The use is gone, and nothing that wasn't there takes its place."""
    old, new = case.before.steps[-1].function, case.after.steps[-1].function
    known = {one.name for one in p.walk(old) if isinstance(one, p.Name | p.Member)} - {name}
    there = {one.name for one in p.walk(new) if isinstance(one, p.Name | p.Member)}
    calls = [sum(isinstance(one, p.Call) for one in p.walk(side)) for side in (old, new)]
    if there <= known and calls[1] < calls[0] and _size(new) < _size(old):
        return judgement(
            MASKS, f"what used `{name}` is taken away, and nothing takes its place", _here(case)
        )
    return None


def _size(node: p.Node) -> int:
    return sum(1 for _ in p.walk(node))


# --- Names before their declaration ---


def _early(case: Case) -> Judgement | None:
    node = case.site.node
    if not isinstance(node, p.Name):
        return None
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    if file is None:
        return None
    caught = swallowed(case)
    if caught is not None:
        return caught
    body = file.module.body
    found = next((one for one in body if _declares(one, node.name)), None)
    if isinstance(found, p.Function):
        return judgement(ADDRESSES, f"`{node.name}` is there from the start", _here(case))
    if found is None or (isinstance(found, p.Assign) and found.declares == "var"):
        return None
    there = _now(case, f"`{node.name}` is declared", found)
    name = case.before.steps[-1].function.qualified.rpartition(".")[2]
    if not name:
        return None  # the top level itself
    if not _runs_before(file, found, name):
        return judgement(
            ADDRESSES, f"`{node.name}` is declared before it is needed", _here(case), there
        )
    uses = [one for one in _uses(step.function) if one.name == node.name]
    if not uses:
        return None
    return judgement(UNRELATED, f"`{node.name}` is still declared too late", _here(case), there)


def _runs_before(file: File, declaration: p.Node, name: str) -> bool:
    """Whether a statement of the top level before the declaration gets to the function."""
    leading = _leading_to(file, name)
    for one in file.module.body:
        if one.place.start >= declaration.place.start:
            return False
        if isinstance(one, p.Function | p.Class | p.Import):
            continue
        if isinstance(one, p.Assign) and isinstance(one.value, p.Function):
            continue
        if any(
            isinstance(part, p.Name | p.Member) and part.name in leading
            for part in _run_at_once(one)
        ):
            return True
    return False


def _run_at_once(node: p.Node) -> Iterator[p.Node]:
    """The records of a statement, with the functions that it hands over."""
    return p.walk(node)


def _leading_to(file: File, name: str) -> frozenset[str]:
    """The functions that call one of the name, or one that does …; with the name itself."""
    found = {name}
    for _ in range(6):
        more = {
            key
            for key, functions in file.functions.items()
            for one in functions
            if one.body is not None
            and any(
                isinstance(part, p.Name | p.Member) and part.name in found
                for part in p.walk(one.body)
            )
        }
        if more <= found:
            break
        found |= more
    return frozenset(found)


def _declares(node: p.Node, name: str) -> bool:
    if isinstance(node, p.Assign):
        return bool(node.declares) and name in bound_by(node.target)
    return isinstance(node, p.Function | p.Class) and node.name == name


# --- Constants ---


def _constant(case: Case) -> Judgement | None:
    target = _assigned(case.site.node)
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    if target is None or file is None or step.function.body is None:
        return None
    definition = _definition(file, step.function, target)
    writes = [one for one in p.walk(step.function.body) if _assigned(one) == target]
    if writes:
        if isinstance(definition, p.Assign) and definition.declares in ("let", "var"):
            return judgement(
                ADDRESSES,
                f"`{target}` may be assigned now",
                _here(case),
                _now(case, f"now: `{definition.declares} {target}`", definition),
            )
        if isinstance(definition, p.Assign) and definition.declares == "const":
            return swallowed(case) or judgement(
                UNRELATED,
                f"`{target}` is still a constant that is assigned to",
                _here(case),
                _now(case, "declared", definition),
            )
        return None
    value = case.site.node.value if isinstance(case.site.node, p.Assign) else None
    if value is None or isinstance(value, p.Literal):
        return None
    text = spell(value)
    moved = next((one for one in p.walk(step.function.body) if spell(one) == text), None)
    if moved is not None:
        return judgement(
            ADDRESSES,
            f"`{target}` is not assigned to any more",
            _here(case),
            _now(case, "its value is used here", moved),
        )
    new = new_leaves(case.before.steps[-1].function, step.function, case.after.facts)
    inside = {one.place for one in p.walk(step.function.body)}
    if not any(one.place in inside for one in new):
        return judgement(MASKS, f"`{target}` does not change any more", _here(case))
    return None


def _assigned(node: p.Node) -> str | None:
    if isinstance(node, p.Assign) and not node.declares and isinstance(node.target, p.Name):
        return node.target.name
    if isinstance(node, p.Unary) and node.operator in ("++x", "--x", "x++", "x--"):
        return node.operand.name if isinstance(node.operand, p.Name) else None
    return None


# --- A lost `this`, a promise that nobody waited for ---


def _null(case: Case) -> Judgement | None:
    operand = case.site.operand
    if isinstance(operand, p.Name) and operand.name == "this":
        return _this(case)
    return _promise(case)


def _this(case: Case) -> Judgement | None:
    """A method that was taken from its object: is it bound now, or called on it?"""
    function = case.after.steps[-1].function
    name = case.before.steps[-1].function.qualified.rpartition(".")[2]
    if function.kind == "lambda" and case.before.steps[-1].function.kind != "lambda":
        return judgement(
            ADDRESSES,
            f"`{name}` is an arrow now, which keeps its `this`",
            _here(case),
            _now(case, "now", function),
        )
    old, new = _loosened(case.before, name), _loosened(case.after, name)
    if old and not new and _binds(case.after, name):
        return judgement(
            ADDRESSES,
            f"`{name}` is not taken from its object any more",
            _here(case),
        )
    if _asks_this(function):
        return judgement(
            MASKS, "`this` is tested, and the function does nothing without it", _here(case)
        )
    caught = swallowed(case)
    if caught is not None:
        return caught
    if old and old == new:
        return judgement(UNRELATED, f"`{name}` is still taken from its object", _here(case))
    return None


def _loosened(side: Side, name: str) -> list[str]:
    """Where a member of the name is read and not called."""
    found = []
    for file in _files(side):
        called = {id(one.function) for one in p.walk(file.module) if isinstance(one, p.Call)} | {
            id(one.target) for one in p.walk(file.module) if isinstance(one, p.Assign)
        }
        bound = {
            id(one.object)
            for one in p.walk(file.module)
            if isinstance(one, p.Member) and one.name in ("bind", "call", "apply")
        }
        found += [
            f"{file.path} {spell(one)}"
            for one in p.walk(file.module)
            if isinstance(one, p.Member)
            and one.name == name
            and id(one) not in called
            and id(one) not in bound
        ]
    return found


def _binds(side: Side, name: str) -> bool:
    """Whether it is bound, or called on something."""
    return any(
        isinstance(one, p.Member)
        and (
            (one.name == "bind" and isinstance(one.object, p.Member) and one.object.name == name)
            or one.name == name
        )
        for file in _files(side)
        for one in p.walk(file.module)
    )


def _asks_this(function: p.Function) -> bool:
    for one in p.walk(function):
        if isinstance(one, p.Member) and one.optional and _is_this(one.object):
            return True
        if isinstance(one, p.If) and any(
            _is_this(part.operand)
            for part in p.walk(one.test)
            if isinstance(part, p.Unary) and part.operator == "!"
        ):
            return True
        if isinstance(one, p.If) and _is_this(one.test):
            return True
    return False


def _is_this(node: p.Node) -> bool:
    return isinstance(node, p.Name) and node.name == "this"


def _promise(case: Case) -> Judgement | None:
    """What was read is a promise's, as nobody waited: does somebody wait now?"""
    step = case.before.steps[-1]
    call = _unawaited(case.before, step, case.site)
    if call is None:
        return None
    function = case.after.steps[-1].function
    text = spell(call)
    waits: p.Node | None = None
    for one in p.walk(function):
        if (isinstance(one, p.Await) and spell(one.value) == text) or (
            isinstance(one, p.Call) and spell(one.function) == f"{text}.then"
        ):
            waits = one
    if waits is not None:
        return judgement(
            ADDRESSES, f"`{text}` is waited for now", _here(case), _now(case, "now", waits)
        )
    still = [one for one in p.walk(function) if isinstance(one, p.Call) and spell(one) == text]
    if not still:
        return None
    caught = swallowed(case)
    if caught is not None:
        return caught
    there = _now(case, "nobody waits for it", still[0])
    made = last_name(call.function)
    if any(one.name == made for one in case.changed):
        return None
    same = new_leaves(step.function, function, case.after.facts)
    if any(spell(case.site.operand or case.site.node) in spell(one) for one in same):
        return judgement(
            MASKS,
            f"`{text}` is still a promise, and what it hasn't is passed over",
            _here(case),
            there,
        )
    return judgement(UNRELATED, f"`{text}` is still a promise", _here(case), there)


def _unawaited(side: Side, step: Step, site: object) -> p.Call | None:
    """The call of an async function whose plain result the failing expression reads."""
    from ...languages.remedies import Site

    assert isinstance(site, Site), "that is what a case has"
    root = site.operand
    while isinstance(root, p.Member):
        if isinstance(root.object, p.Name | p.Call):
            break
        root = root.object
    root = root.object if isinstance(root, p.Member) else root
    call = root if isinstance(root, p.Call) else None
    if isinstance(root, p.Name) and step.function.body is not None:
        values = [
            one.value
            for one in p.walk(step.function.body)
            if isinstance(one, p.Assign)
            and isinstance(one.target, p.Name)
            and one.target.name == root.name
        ]
        call = values[0] if len(values) == 1 and isinstance(values[0], p.Call) else None
    if call is None:
        return None
    found = home_of(side, step.path, call.function)
    return call if found is not None and "async" in found[1].flags else None


_LOOKS: dict[str, Callable[[Case], Judgement | None]] = {
    "undefined": _undefined,
    "early": _early,
    "constant": _constant,
    "null": _null,
    "callable": _null,
    "type": mixed,
}
