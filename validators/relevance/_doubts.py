"""Reasons not to believe that a patch addresses an error, whatever showed it: code that is cut off,
the same error raised anew, a constant that what follows trips over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._delta import closure, new_leaves
from ._judgement import ADDRESSES, CANNOT_TELL, Evidence, Judgement, judgement
from ._substitutes import kind_of, supports, trips
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case

LEAVING = (p.Return, p.Raise, p.Jump)


def sure(case: Case, found: Judgement | None) -> Judgement | None:
    """The judgement, or "cannot-tell" where something speaks against an "addresses"."""
    if found is None or found.verdict != ADDRESSES:
        return found
    for path, old, new in _pairs(case):
        told = (
            _cut_off(path, old, new)
            or _raised_again(case, path, old, new)
            or _asserted(case, path, old, new)
            or _replaced(case, path, old, new)
            or trips(case, path, old, new)
            or _fell_through(path, old, new)
            or _idle_handler(case, path, old, new)
            or _beside_itself(case, path, old, new)
            or (_bound_in_a_branch(path, old, new) if not case.after.facts.block_scopes else None)
            or _still_the_same(case, path, old, new)
        )
        if told is not None:
            return told
    return _emptied(case) or found


def _pairs(case: Case) -> Iterator[tuple[str, p.Function, p.Function]]:
    """The functions that the patch changes, before and after; a new one has no body before."""
    seen: set[str] = set()
    for one in case.changed:
        after = None if one.is_gone else case.after.image.file(one.path)
        if after is None:
            continue
        before = case.before.image.file(one.path)
        if one.kind != "function":
            if one.path not in seen:
                seen.add(one.path)
                top = after.as_function
                yield one.path, _bare(top) if before is None else before.as_function, top
            continue
        known = before.functions.get(one.name, ()) if before is not None else ()
        for function in after.functions.get(one.name, ()):
            if function.qualified == one.qualified:
                olds = [two for two in known if two.qualified == one.qualified]
                old = before.with_body(olds[0]) if before is not None and olds else _bare(function)
                yield one.path, old, after.with_body(function)


def _bare(function: p.Function) -> p.Function:
    return function._replace(body=None)


def _is_after(leaf: p.Node, new: p.Function) -> bool:
    """Leaves of both sides come in one list: whether this one is of the patched function."""
    return any(one is leaf for one in p.walk(new))


def _added(case: Case, old: p.Function, new: p.Function) -> list[p.Node]:
    return [one for one in new_leaves(old, new, case.after.facts) if _is_after(one, new)]


def _cut_off(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """Statements that nothing gets to any more, and tests that always come out the same."""
    known = [one.place.line for one in _unreached(old)]
    found = list(_unreached(new))
    if len(found) <= len(known):
        return None
    return judgement(
        CANNOT_TELL,
        "what follows here is cut off for every input",
        Evidence("always leaves", path, found[0].place.line),
    )


def _unreached(function: p.Function) -> Iterator[p.Node]:
    for one in p.walk(function):
        if isinstance(one, p.Block):
            for at, node in enumerate(one.statements[:-1]):
                rest = one.statements[at + 1 :]
                if isinstance(node, LEAVING) and not all(
                    isinstance(two, p.Function | p.Class) for two in rest
                ):
                    yield node
        elif isinstance(one, p.If) and isinstance(one.test, p.Literal):
            yield one


def _raised_again(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """The patch raises the very error itself, or one that callers take for it."""
    error = case.error.rpartition(".")[2]
    for leaf in _added(case, old, new):
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
    for leaf in _added(case, old, new):
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
    for leaf in _added(case, old, new):
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
    for leaf in _added(case, old, new):
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


def _fell_through(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A function that always gave something back, and now may not."""
    if old.body is None or new.body is None or new.kind in ("module", "lambda"):
        return None
    gives = any(isinstance(one, p.Return) and one.value is not None for one in p.walk(old.body))
    if not gives or _completes(old.body) or not _completes(new.body):
        return None
    return judgement(
        CANNOT_TELL,
        f"`{new.qualified}` may end without giving anything back now",
        Evidence("may end so", path, new.place.line),
    )


def _completes(node: p.Node | None) -> bool:
    """Whether control may get to the end of it, as far as its form tells."""
    if node is None:
        return True
    if isinstance(node, p.Block):
        return not node.statements or all(map(_completes, node.statements))
    if isinstance(node, LEAVING):
        return False
    if isinstance(node, p.If):
        return _completes(node.then) or _completes(node.other)
    if isinstance(node, p.With):
        return _completes(node.body)
    if isinstance(node, p.Try):
        if node.final is not None and not _completes(node.final):
            return False
        whole = _completes(node.body) and (node.otherwise is None or _completes(node.otherwise))
        return whole or any(_completes(one.body) for one in node.handlers)
    if isinstance(node, p.While | p.For):
        return node.test is not None and not isinstance(node.test, p.Literal)
    return not isinstance(node, p.Switch)


def _idle_handler(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A new handler that leaves nothing behind which anything reads."""
    if new.body is None:
        return None
    known = set()
    if old.body is not None:
        known = {spell(one.body) for one in p.walk(old.body) if isinstance(one, p.Handler)}
    for one in p.walk(new.body):
        if not isinstance(one, p.Handler) or spell(one.body) in known:
            continue
        if one.types and not case.after.facts.catches(one.types, case.error):
            continue
        if all(_does_nothing(two, one, new.body) for two in one.body.statements):
            return judgement(
                CANNOT_TELL,
                "the error is caught, and nothing comes of it",
                Evidence("the handler", path, one.place.line),
            )
    return None


def _does_nothing(node: p.Node, handler: p.Handler, body: p.Block) -> bool:
    if not isinstance(node, p.Assign) or not isinstance(node.target, p.Name):
        return isinstance(node, p.Function) or (
            isinstance(node, p.Expression) and isinstance(node.value, p.Literal)
        )
    name = node.target.name
    uses = sum(isinstance(one, p.Name) and one.name == name for one in p.walk(body))
    written = sum(
        isinstance(one, p.Assign) and isinstance(one.target, p.Name) and one.target.name == name
        for one in p.walk(body)
    )
    return uses <= written


def _beside_itself(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A way out of a recursion that asks for nothing that differs from call to call."""
    if case.site.kind != "endless" or new.qualified != case.after.steps[-1].function.qualified:
        return None
    if new.body is None or old.body is None:
        return None
    known = {spell(one.test) for one in p.walk(old.body) if isinstance(one, p.If)}
    local = {
        one.name
        for part in new.parameters
        for one in p.walk(part.target)
        if isinstance(one, p.Name)
    }
    local |= {
        two.name
        for one in p.walk(new.body)
        if isinstance(one, p.Assign)
        for two in p.walk(one.target)
        if isinstance(two, p.Name)
    }
    local |= case.after.facts.own
    tests = [one for one in p.walk(new.body) if isinstance(one, p.If)]
    fresh = [one for one in tests if spell(one.test) not in known]
    if not fresh or any(
        isinstance(two, p.Name) and two.name in local for one in fresh for two in p.walk(one.test)
    ):
        return None
    return judgement(
        CANNOT_TELL,
        "the new way out asks for nothing that differs from call to call",
        Evidence("the test", path, fresh[0].place.line),
    )


def _emptied(case: Case) -> Judgement | None:
    """What led to the failure is not done any more, and nothing takes its place."""
    if case.site.kind in ("import", "undefined", "endless"):
        return None
    steps = list(zip(case.before.steps, case.after.steps, strict=True))
    for at, (old, new) in enumerate(steps[:-1]):
        callee = steps[at + 1][0].function.name
        renamed = steps[at + 1][1].function.name
        if not callee or old.function.body is None or new.function.body is None:
            continue
        known, now = _names(old.function), _names(new.function)
        if callee in known and not {callee, renamed} & now:
            if _is_moved(case, {callee, renamed}):
                continue
            return _no_more(callee, new.path, new.function.place.line)
    old, new = steps[-1]
    if new.function.body is None:
        return None
    site = case.site.node
    names = set(closure(frozenset(_names_of(site)), old.function))
    if names and not names & _names(new.function) and not _is_moved(case, names):
        return _no_more(spell(site), new.path, new.function.place.line)
    return None


def _no_more(text: str, path: str, line: int) -> Judgement:
    return judgement(
        CANNOT_TELL,
        f"`{text}` is not there any more, and nothing shows what takes its place",
        Evidence("was here", path, line),
    )


def _is_moved(case: Case, names: set[str]) -> bool:
    """Whether a changed function speaks of one of the names that did not before."""
    return any(names & (_names(new) - _names(old)) for _, old, new in _pairs(case))


def _names(function: p.Function) -> set[str]:
    return set() if function.body is None else _names_of(function.body)


def _names_of(node: p.Node) -> set[str]:
    return {one.name for one in p.walk(node) if isinstance(one, p.Name | p.Member)}


def _bound_in_a_branch(path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """A variable that gets its value only where a new test holds, and is read elsewhere too."""
    if old.body is None or new.body is None:
        return None
    known = {spell(one.test) for one in p.walk(old.body) if isinstance(one, p.If)}
    was = {one.target[1:] for one in _bindings(old.body)}
    for branch in p.walk(new.body):
        if not isinstance(branch, p.If) or branch.other is not None or spell(branch.test) in known:
            continue
        inside = range(branch.place.start, branch.place.end)
        names = {one.target for one in _bindings(branch.then) if one.target[1:] in was}
        outside = [
            one.name
            for one in p.walk(new)
            if isinstance(one, p.Name) and one.place.start not in inside
        ]
        elsewhere = {one.target[1:] for one in _bindings(new.body) if one.place.start not in inside}
        for name in names:
            if isinstance(name, p.Name) and name.name in outside and name[1:] not in elsewhere:
                return judgement(
                    CANNOT_TELL,
                    f"`{name.name}` has a value only where the new test holds",
                    Evidence("the test", path, branch.place.line),
                )
    return None


def _bindings(node: p.Node) -> Iterator[p.Assign]:
    return (
        one
        for one in p.walk(node)
        if isinstance(one, p.Assign) and one.operator == "=" and isinstance(one.target, p.Name)
    )


def _still_the_same(case: Case, path: str, old: p.Function, new: p.Function) -> Judgement | None:
    """What only looks like a copy, a conversion of what is not there, a loop that was there."""
    site = case.site
    operand = "" if site.operand is None else spell(site.operand)
    if site.kind == "endless" and old.body is not None and new.body is not None:
        loops = [
            sum(isinstance(one, p.For | p.ForEach | p.While) for one in p.walk(body))
            for body in (old.body, new.body)
        ]
        calls = [_names(one) for one in (old, new)]
        if old.name in calls[0] - calls[1] and loops[1] <= loops[0]:
            return judgement(
                CANNOT_TELL,
                "the recursion is gone, and no loop takes its place",
                Evidence("was here", path, new.place.line),
            )
    for leaf in _added(case, old, new):
        if site.kind == "modified" and _is_defaulted(leaf):
            return judgement(
                CANNOT_TELL,
                f"`{spell(leaf)}` is no copy",
                Evidence("gone through", path, leaf.place.line),
            )
        for one in p.walk(leaf) if site.kind == "null" and operand else ():
            meaning = case.after.facts.meaning(one) if isinstance(one, p.Call) else None
            if meaning is not None and meaning.kind in ("text", "convert") and meaning.args:
                given = meaning.args[0]
                if given is not None and spell(given) == operand:
                    return judgement(
                        CANNOT_TELL,
                        f"`{spell(one)}` converts what is not there",
                        Evidence("converted", path, one.place.line),
                    )
    return None


def _is_defaulted(leaf: p.Node) -> bool:
    """Whether it is what it was, or a constant: at most with one of its methods called."""
    root = leaf
    if isinstance(root, p.Call) and isinstance(root.function, p.Member) and not root.arguments:
        root = root.function.object
    return isinstance(root, p.Logical) and kind_of(root.right) is not None
