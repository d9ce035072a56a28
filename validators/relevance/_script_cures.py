"""Python's cures and masks that definitions tell: names, imports, recursion, a collection that is
changed while it is gone through, what is tried again.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import new_leaves
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, UNRELATED, Evidence, Judgement, judgement
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._judge import Case
    from ._replay import Side


def outright(case: Case) -> Judgement | None:
    """The verdict where the definitions tell it; None where they don't."""
    look = _LOOKS.get(case.site.kind)
    return (None if look is None else look(case)) or _retried(case)


def _here(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{spell(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


def _now(case: Case, node: p.Node, text: str = "now") -> Evidence:
    return Evidence(text, case.after.steps[-1].path, node.place.line)


# --- Recursion ---


def _endless(case: Case) -> Judgement | None:
    from ._recursion import endless, tests_before

    found = endless(case)
    if found is None or found.verdict != ADDRESSES:
        return found
    step = case.after.steps[-1]
    known = {spell(one) for one in p.walk(case.before.steps[-1].function)}
    calls = [
        one
        for one in p.walk(step.function)
        if isinstance(one, p.Call) and last_name(one.function) == step.function.name
    ]
    for call in calls:
        fresh = [one for one in tests_before(step.function, call) if spell(one) not in known]
        if fresh and not any(_gets_on(one, call, step.function) for one in fresh):
            return judgement(
                CANNOT_TELL, "whether the recursion ends now is not to be seen", *found.evidence
            )
    return found


def _gets_on(test: p.Node, call: p.Call, function: p.Function) -> bool:
    """Whether what a test asks for is not the same in each call: what was seen is handed on, a
    number is handed on as another.
    """
    given = {one.name for one in p.walk(call) if isinstance(one, p.Name)}
    plain = {one.value.name for one in call.arguments if isinstance(one.value, p.Name)}
    own = {one.target.name for one in function.parameters if isinstance(one.target, p.Name)} | set(
        _assigned(function)
    )
    if isinstance(test, p.Binary) and test.operator in ("in", "not in"):
        return not isinstance(test.right, p.Name) or (
            test.right.name in given or test.right.name not in own
        )
    names = {one.name for one in p.walk(test) if isinstance(one, p.Name)}
    return bool(names - plain) or not names


def _assigned(function: p.Function) -> Iterator[str]:
    for one in p.walk(function):
        if isinstance(one, p.Assign) and isinstance(one.target, p.Name):
            yield one.target.name


# --- A collection that is changed while it is gone through ---


def _modified(case: Case) -> Judgement | None:
    operand = case.site.operand
    step = case.after.steps[-1]
    if operand is None or step.function.body is None:
        return None
    owner = _owner(operand)
    text = spell(owner)
    loops = [
        one
        for one in p.walk(step.function.body)
        if isinstance(one, p.ForEach) and _goes_through(one.iterable, text)
    ]
    for loop in loops:
        changing = next(_changing(loop.body, owner, case.after), None)
        if changing is None:
            continue
        if _leaves_at_once(loop.body):
            return None
        return judgement(
            UNRELATED,
            f"`{text}` is still changed while it is gone through",
            _here(case),
            _now(case, changing),
        )
    used = [one for one in p.walk(step.function.body) if spell(one) == text]
    if not used or not any(True for _ in _changing(step.function.body, owner, case.after)):
        return None  # what changed it is gone, and perhaps what it was for
    return judgement(
        ADDRESSES,
        f"`{text}` is not changed any more while it is gone through",
        _here(case),
        _now(case, used[0]),
    )


def _owner(node: p.Node) -> p.Node:
    """The collection itself: `d` of `d.items()`."""
    if not isinstance(node, p.Call) or not isinstance(node.function, p.Member) or node.arguments:
        return node
    return node.function.object if node.function.name in ("items", "keys", "values") else node


def _goes_through(node: p.Node, text: str) -> bool:
    """Whether a loop's iterable is the collection, and no copy of it."""
    if isinstance(node, p.Call) and last_name(node.function) in _LAZY:
        return any(_goes_through(one.value, text) for one in node.arguments)
    return spell(_owner(node)) == text


_LAZY = frozenset(("enumerate", "zip", "iter", "map", "filter", "reversed"))


def _changing(body: p.Node, owner: p.Node, side: Side) -> Iterator[p.Node]:
    """What changes the collection, in a body or in the functions that it calls."""
    text, field = spell(owner), owner.name if isinstance(owner, p.Member) else ""
    seen: set[str] = set()
    waiting: list[tuple[p.Node, p.Node, int]] = [(body, body, 0)]
    while waiting:
        part, _, depth = waiting.pop()
        for one in p.walk(part):
            if _changes(one, text, side):
                yield one
            if not isinstance(one, p.Call) or not field or depth > 2:
                continue
            name = last_name(one.function)
            found = side.image.functions(name, side.steps[-1].path) if name not in seen else []
            seen.add(name)
            for file, function in found:
                inner = file.with_body(function).body
                if inner is not None and any(
                    isinstance(two, p.Member) and two.name == field for two in p.walk(inner)
                ):
                    waiting.append((inner, one, depth + 1))


def _changes(node: p.Node, text: str, side: Side) -> bool:
    if isinstance(node, p.Delete):
        return any(isinstance(one, p.Index) and spell(one.object) == text for one in node.targets)
    if isinstance(node, p.Assign):
        return isinstance(node.target, p.Index) and spell(node.target.object) == text
    return (
        isinstance(node, p.Call)
        and isinstance(node.function, p.Member)
        and node.function.name in side.facts.changing
        and spell(node.function.object) == text
    )


def _leaves_at_once(body: p.Block) -> bool:
    return any(
        isinstance(one, p.Return) or (isinstance(one, p.Jump) and one.kind == "break")
        for one in p.walk(body)
    )


# --- Imports ---


def _import(case: Case) -> Judgement | None:
    missing = case.message.partition("No module named '")[2].rstrip("'")
    path = case.after.steps[-1].path
    if missing and isinstance(case.site.node, p.Call):
        now = _module(case.after, path, missing)
        if now and not _module(case.before, path, missing):
            return judgement(
                ADDRESSES,
                f"there is a module `{missing}` now",
                _here(case),
                Evidence("new", now, 1),
            )
        return _another_module(case, missing) or _handled(case)
    caught = _handled(case)
    if caught is not None:
        return caught
    return None if any(True for _ in _new_handlers(case)) else _name_of_module(case)


def _name_of_module(case: Case) -> Judgement | None:
    """`from m import x`: has m such a name now, or is another asked for, which it has?"""
    name = case.message.partition("cannot import name '")[2].partition("'")[0]
    step = case.after.steps[-1]
    file = case.after.image.file(step.path)
    node = case.site.node
    if not name or file is None or not isinstance(node, p.Import):
        return None
    place = _module(case.after, step.path, node.module.lstrip("."))
    home = case.after.image.file(place) if place else None
    if home is None:
        return None
    mine = [
        one
        for one in file.declarations
        if isinstance(one, p.Import)
        and one.module.lstrip(".").rpartition(".")[2] == node.module.rpartition(".")[2]
    ]
    still = [one for one in mine if any(two.imported == name for two in one.bindings)]
    has = {*home.variables, *home.classes, *home.functions, *home.imported, "", "*"}
    if still and name in has:
        return judgement(
            ADDRESSES, f"`{node.module}` has `{name}` now", _here(case), _now(case, still[0])
        )
    if still:
        taken = any(
            case.after.facts.catches(handler.types, case.error)
            for one in p.walk(file.module)
            if isinstance(one, p.Try) and any(part is still[0] for part in one.body.statements)
            for handler in one.handlers
        )
        if taken or case.after.image.file(place) is None:
            return None
        return judgement(
            UNRELATED, f"`{node.module}` still has no `{name}`", _here(case), _now(case, still[0])
        )
    used = any(isinstance(one, p.Name) and one.name == name for one in p.walk(file.module))
    bound = name in {*file.variables, *file.functions, *file.classes, *file.imported}
    asked = {two.imported for one in mine for two in one.bindings}
    if mine and asked <= has and (bound or not used):
        return judgement(
            ADDRESSES,
            f"all that is imported of `{node.module}` is there",
            _here(case),
            _now(case, mine[0]),
        )
    return None


def _module(side: Side, path: str, name: str) -> str:
    """The file of a module of the program; "" if there is none."""
    folder = path.rpartition("/")[0]
    tail = name.replace(".", "/")
    while True:
        lead = f"{folder}/" if folder else ""
        for one in (f"{lead}{tail}.py", f"{lead}{tail}/__init__.py"):
            if side.image.file(one) is not None:
                return one
        if not folder:
            return ""
        folder = folder.rpartition("/")[0]


def _another_module(case: Case, missing: str) -> Judgement | None:
    """The text that named what isn't there names a module that is."""
    path = case.after.steps[-1].path
    for file in case.after.image.files(path):
        old = case.before.image.file(file.path)
        if old is None:
            continue
        was = [one for one in p.walk(old.module) if isinstance(one, p.Literal)]
        now = [one for one in p.walk(file.module) if isinstance(one, p.Literal)]
        if len(was) != len(now):
            continue
        pairs = [
            (one, two)
            for one, two in zip(was, now, strict=True)
            if one.value != two.value and one.value == missing
        ]
        for _, two in pairs:
            if isinstance(two.value, str) and _module(case.after, path, two.value):
                return judgement(
                    ADDRESSES,
                    f"`{two.value}` is a module of the program",
                    _here(case),
                    Evidence("now", file.path, two.place.line),
                )
    return None


# --- Handlers ---


def _handled(case: Case) -> Judgement | None:
    """A fault of the program that is caught in one of the trace's functions, and stays."""
    for path, handler in _new_handlers(case):
        if _gives_up(handler, case):
            return judgement(
                MASKS,
                "it is caught, and the fault stays",
                _here(case),
                Evidence("the handler", path, handler.place.line),
            )
    return None


def hushed(case: Case) -> Judgement | None:
    """A handler in one of the trace's functions, or around all of the program, that takes the
    error and does nothing at all.
    """
    for path, handler in _new_handlers(case, at_top=True):
        if all(_is_quiet(one, case) for one in handler.body.statements):
            return judgement(
                MASKS,
                "it is caught, and nobody hears of it",
                _here(case),
                Evidence("the handler", path, handler.place.line),
            )
    return None


def turned_off(case: Case) -> Judgement | None:
    """A test that is left out, a text that is read without what cannot be read."""
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        known = {spell(one) for one in old.function.decorators}
        for one in new.function.decorators:
            if spell(one) not in known and last_name(_callee(one)) in _SKIPPING:
                return judgement(
                    MASKS,
                    "the test is not run any more",
                    _here(case),
                    Evidence("here", new.path, one.place.line),
                )
    if case.error.startswith("Unicode"):
        for one in p.walk(case.after.steps[-1].function):
            if isinstance(one, p.Argument) and spell(one.value) == "'ignore'":
                return judgement(
                    MASKS, "what cannot be read is dropped", _here(case), _now(case, one)
                )
    return None


_SKIPPING = frozenset(("skip", "skipIf", "skipUnless", "skipif", "xfail", "expectedFailure"))


def _is_quiet(node: p.Node, case: Case) -> bool:
    if isinstance(node, p.Expression):
        value = node.value
        return isinstance(value, p.Call) and case.after.facts.leaves(value) == "quiet exit"
    return isinstance(node, p.Jump) and node.kind == "pass"


def _new_handlers(case: Case, at_top: bool = False) -> Iterator[tuple[str, p.Handler]]:
    """New handlers that take the error: in the trace's functions, `at_top` in their files too."""
    pairs = [
        (new.path, old.function, new.function)
        for old, new in zip(case.before.steps, case.after.steps, strict=True)
    ]
    if at_top:
        for path in {step.path for step in case.after.steps}:
            files = (case.before.image.file(path), case.after.image.file(path))
            if files[0] is not None and files[1] is not None:
                pairs.append((path, files[0].as_function, files[1].as_function))
    for path, was, now in pairs:
        known = {spell(one) for one in _tries(was)}
        for one in _tries(now):
            if spell(one) in known or (not now.name and not _is_at_top(one, now)):
                continue
            for handler in one.handlers:
                if _takes(handler, case):
                    yield path, handler
                    break


def _is_at_top(node: p.Try, module: p.Function) -> bool:
    return not any(
        isinstance(one, p.Function)
        and one is not module
        and one.place.start <= node.place.start < one.place.end
        for one in p.walk(module)
    )


def _tries(function: p.Function) -> Iterator[p.Try]:
    return (one for one in p.walk(function) if isinstance(one, p.Try))


def _gives_up(handler: p.Handler, case: Case) -> bool:
    """Whether it only leaves, reports, or gives something blank."""
    return all(
        isinstance(one, p.Jump)
        or _is_quiet(one, case)
        or (isinstance(one, p.Return) and (one.value is None or _is_blank(one.value)))
        or (isinstance(one, p.Expression) and last_name(_callee(one.value)) in _REPORTS)
        for one in handler.body.statements
    )


_REPORTS = frozenset(("print", "debug", "info", "warning", "error", "exception", "critical", "log"))


def _callee(node: p.Node) -> p.Node:
    return node.function if isinstance(node, p.Call) else node


def _is_blank(node: p.Node) -> bool:
    if isinstance(node, p.Call):
        callee = last_name(node.function)
        return callee in ("set", "dict", "list", "float", "int", "str") and all(
            isinstance(one.value, p.Literal) for one in node.arguments
        )
    return isinstance(node, p.Literal) or (
        isinstance(node, p.Collection | p.Mapping) and not any(True for _ in p.children(node))
    )


def _retried(case: Case) -> Judgement | None:
    """What depends on the world is tried again, with an end to it."""
    if not case.catchable or case.site.kind not in ("external", "convert"):
        return None
    if case.site.kind == "convert" and "JSON" not in case.error:
        return None
    steps = list(zip(case.before.steps, case.after.steps, strict=True))
    for place, (old, new) in enumerate(steps):
        last = place + 1 == len(steps)
        name = last_name(_callee(case.site.node)) if last else steps[place + 1][1].function.name
        known = {spell(one) for one in _loops(old.function)}
        for loop in _loops(new.function):
            if spell(loop) in known:
                continue
            found = _tries_again(loop, name, case)
            if found is not None:
                return judgement(
                    ADDRESSES,
                    "it is tried again, and not for ever",
                    _here(case),
                    Evidence("the handler", new.path, found.place.line),
                )
    return None


def _loops(function: p.Function) -> Iterator[p.ForEach | p.While]:
    for one in p.walk(function):
        if (isinstance(one, p.ForEach) and last_name(_callee(one.iterable)) == "range") or (
            isinstance(one, p.While) and isinstance(one.test, p.Binary)
        ):
            yield one


def _tries_again(loop: p.ForEach | p.While, name: str, case: Case) -> p.Handler | None:
    """The handler in a loop with an end that takes the failure and goes on with the next turn."""
    for one in p.walk(loop.body):
        if not isinstance(one, p.Try) or not _calls(one.body, name):
            continue
        for handler in one.handlers:
            if case.after.facts.broad(handler.types) or not _takes(handler, case):
                continue
            ways = [
                two
                for two in p.walk(handler.body)
                if isinstance(two, p.Return) or (isinstance(two, p.Jump) and two.kind == "break")
            ]
            if not ways and _is_told(loop, one, name, case):
                return handler
    return None


def _is_told(loop: p.ForEach | p.While, tried: p.Try, name: str, case: Case) -> bool:
    """Whether the failure gets out when all turns are used up: it raises, or is tried once more
    behind the loop.
    """
    if any(isinstance(one, p.Raise) for one in p.walk(loop.body)):
        return True
    for step in case.after.steps:
        for one in p.walk(step.function):
            if isinstance(one, p.Block) and any(part is loop for part in one.statements):
                place = next(i for i, part in enumerate(one.statements) if part is loop)
                return any(
                    isinstance(part, p.Raise) or _names(part, name)
                    for part in one.statements[place + 1 :]
                )
    return False


def _names(node: p.Node, name: str) -> bool:
    return any(isinstance(one, p.Raise) for one in p.walk(node)) or _calls(node, name)


def _calls(node: p.Node, name: str) -> bool:
    return any(isinstance(one, p.Call) and last_name(one.function) == name for one in p.walk(node))


def _takes(handler: p.Handler, case: Case) -> bool:
    facts = case.after.facts
    return facts.catches(handler.types, case.error) or (
        "Cancelled" in case.error and facts.catches(handler.types, "TimeoutError")
    )


# --- What is made up ---


def invented(case: Case) -> Judgement | None:
    """ "cannot-tell" for a constant in place of what is missing, where the program refuses what it
    doesn't know with errors of its own.
    """
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        file = case.before.image.file(old.path)
        if file is None or new.function.body is None or not _refuses(file.module, case):
            continue
        there = {id(one) for one in p.walk(new.function.body)}
        for leaf in new_leaves(old.function, new.function, case.after.facts):
            default = next(_defaults(leaf, case), None) if id(leaf) in there else None
            if default is not None:
                return judgement(
                    CANNOT_TELL,
                    f"`{spell(default)}` is made up where what is not known is refused",
                    Evidence("here", new.path, leaf.place.line),
                )
        left_out = _left_out(case, old.function, new.function)
        if left_out is not None:
            return judgement(
                CANNOT_TELL,
                "what was to be done is left out where what is not known is refused",
                Evidence("here", new.path, left_out.place.line),
            )
    return None


def _left_out(case: Case, old: p.Function, new: p.Function) -> p.If | None:
    """A new test around the failing expression and what is written behind it, with nothing else."""
    known = {spell(one.test) for one in p.walk(old) if isinstance(one, p.If)}
    text = spell(case.site.node)
    for one in p.walk(new):
        if not isinstance(one, p.If) or one.other is not None or spell(one.test) in known:
            continue
        inside = list(p.walk(one.then))
        writes = any(
            isinstance(two, p.Assign) and isinstance(two.target, p.Member | p.Index)
            for two in inside
        )
        if writes and any(spell(two) == text for two in inside):
            return one
    return None


def _refuses(module: p.Node, case: Case) -> bool:
    """Whether a file raises errors of the program's own."""
    for one in p.walk(module):
        if isinstance(one, p.Raise) and one.value is not None:
            name = last_name(_callee(one.value))
            if (
                name
                and case.after.facts.catches(("Exception",), name)
                and not hasattr(builtins, name)
            ):
                return True
    return False


def _defaults(leaf: p.Node, case: Case) -> Iterator[p.Node]:
    for one in p.walk(leaf):
        if isinstance(one, p.Conditional):
            yield from (two for two in (one.then, one.other) if isinstance(two, p.Literal))
        elif isinstance(one, p.Logical) and one.operator == "or" and _is_blank(one.right):
            yield one.right
        meaning = case.after.facts.meaning(one) if isinstance(one, p.Call) else None
        if meaning is not None and meaning.kind in ("get", "first", "set default"):
            default = meaning.args[-1]
            given = len(meaning.args) > (1 if meaning.kind == "first" else 2)
            if given and default is not None and _is_blank(default) and not _is_null(default):
                yield default


def _is_null(node: p.Node) -> bool:
    return isinstance(node, p.Literal) and node.kind == "null"


def unpacked(case: Case) -> Judgement | None:
    """`a, *b = x`, where `a, b = x` failed."""
    if "values to unpack" not in case.message:
        return None
    got = case.message.rpartition("got ")[2].rstrip(")")
    old, new = (list(_unpackings(side, case)) for side in (case.before, case.after))
    if [spell(one) for one in old] == [spell(one) for one in new]:
        return None
    loose = [one for one in new if any(isinstance(part, p.Spread) for part in p.children(one))]
    least = len(list(p.children(loose[0]))) - 1 if loose else 0
    if len(new) == 1 and loose and got.isdigit() and int(got) >= least:
        return judgement(
            ADDRESSES, "it takes as many as there are", _here(case), _now(case, loose[0])
        )
    return judgement(CANNOT_TELL, "what is unpacked goes to other names", _here(case))


def _unpackings(side: Side, case: Case) -> Iterator[p.Node]:
    """The patterns that the failing value is unpacked to."""
    text = spell(case.site.operand or case.site.node)
    other = spell(case.site.node)
    for one in p.walk(side.steps[-1].function):
        value = one.iterable if isinstance(one, p.ForEach) else None
        value = one.value if isinstance(one, p.Assign) else value
        if value is None or not isinstance(one, p.ForEach | p.Assign):
            continue
        if isinstance(one.target, p.Collection) and spell(value) in (text, other):
            yield one.target


_LOOKS: dict[str, Callable[[Case], Judgement | None]] = {
    "endless": _endless,
    "modified": _modified,
    "import": _import,
    "unbound": _handled,
    "undefined": _handled,
    "arguments": _handled,
}
