"""Go's channels and what waits for them: closed ones, and deadlocks. No value tells of them; the
program's sends, receives, closes and goroutines do.
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
from ._watch import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case
    from ._run import Step


def here(case: Case) -> Evidence:
    step = case.before.steps[-1]
    return Evidence(
        f"failed: `{written(case.site.node)}`", step.path, case.site.node.place.line, "before"
    )


def told(case: Case, verdict: str, reason: str, node: p.Node | None = None) -> Judgement:
    there = () if node is None else (Evidence("here", case.after.steps[-1].path, node.place.line),)
    return judgement(verdict, reason, here(case), *there)


def fresh_in(case: Case) -> list[p.Node]:
    """What is new in the functions of the trace."""
    found: list[p.Node] = []
    for old, new in zip(case.before.steps, case.after.steps, strict=True):
        if new.function.body is None:
            continue
        there = {id(one) for one in p.walk(new.function.body)}
        leaves = new_leaves(old.function, new.function, case.after.facts)
        found += [one for one in leaves if id(one) in there]
    return found


def parts_of(nodes: list[p.Node]) -> Iterator[p.Node]:
    for node in nodes:
        yield from p.walk(node)


def functions_of(case: Case) -> Iterator[p.Function]:
    """The functions and methods of the program as the patch leaves it."""
    for file in case.after.image.files(case.after.steps[-1].path):
        for node in file.module.body:
            if isinstance(node, p.Function):
                yield file.with_body(node)


def is_new(case: Case, function: p.Function, node: p.Node) -> bool:
    """Whether the function had it less often before."""
    text = spell(node)
    old = [
        file.with_body(one)
        for file in case.before.image.files(case.before.steps[-1].path)
        for one in file.functions.get(function.name, ())
        if one.qualified == function.qualified
    ]
    counts = [
        sum(type(one) is type(node) and spell(one) == text for one in p.walk(each))
        for each in (*old[:1], function)
    ]
    return counts[-1] > (counts[0] if old else 0)


def is_call(node: p.Node, *names: str) -> bool:
    return isinstance(node, p.Call) and last_name(node.function) in names


def changed_names(case: Case) -> set[str]:
    return {one.name for one in case.changed}


def recovers(node: p.Node) -> bool:
    return isinstance(node, p.Deferred) and any(is_call(one, "recover") for one in p.walk(node))


def mentions(node: p.Node, name: str) -> bool:
    return any(isinstance(one, p.Name | p.Member) and one.name == name for one in p.walk(node))


# --- Deadlocks ---


def deadlocked(case: Case) -> Judgement | None:
    """Everybody waits: does somebody do now what is waited for?"""
    fresh = fresh_in(case)
    node, names = case.site.node, _names(case)
    for look in (_dropped, _buffered, _elsewhere, _closed_now, _released, _counted):
        found = look(case, fresh, node, names)
        if found is not None:
            return found
    kinds = (p.Send, p.Deferred, p.Switch)
    for one in parts_of([leaf for leaf in fresh if not recovers(leaf)]):
        waits = isinstance(one, kinds) or (isinstance(one, p.Unary) and one.operator == "<-")
        if waits or is_call(one, "make", "close", "Wait", "Add", "Done", "Lock", "Unlock"):
            return told(case, CANNOT_TELL, "what is waited for is changed", one)
    text = spell(node)
    step = case.after.steps[-1]
    if not any(spell(one) == text for one in _own(step)):
        return told(case, CANNOT_TELL, "it waits for something else now")
    steps = {one.function.name for one in case.after.steps}
    for change in case.changed:
        if change.kind == "function" and change.name not in steps:
            for function in functions_of(case):
                if function.name == change.name and any(mentions(function, one) for one in names):
                    return told(case, CANNOT_TELL, f"`{change.name}` has to do with it", function)
    return told(case, UNRELATED, "everybody waits as before: nothing that is waited for is changed")


def _own(step: Step) -> Iterator[p.Node]:
    if step.function.body is not None:
        yield from p.walk(step.function.body)


def _names(case: Case) -> frozenset[str]:
    """What is waited for goes by these names in the functions of the trace."""
    operand = case.site.operand
    found = {last_name(operand)} if operand is not None else set()
    steps = case.before.steps
    for place in range(len(steps) - 1, 0, -1):
        own = [
            n
            for n, one in enumerate(steps[place].function.parameters)
            if isinstance(one.target, p.Name) and one.target.name in found
        ]
        for call in _own(steps[place - 1]):
            if is_call(call, steps[place].function.name) and isinstance(call, p.Call):
                found |= {last_name(one.value) for n, one in enumerate(call.arguments) if n in own}
    return frozenset(found - {""})


def _waits_for_all(node: p.Node) -> bool:
    return is_call(node, "Wait")


def _buffered(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """make(chan T, n)"""
    if not (isinstance(node, p.Send) or _waits_for_all(node)):
        return None
    for leaf in fresh:
        if not isinstance(leaf, p.Assign) or leaf.value is None or not _makes(leaf.value):
            continue
        if isinstance(node, p.Send) and last_name(leaf.target) not in names:
            continue
        assert isinstance(leaf.value, p.Call), "that is what makes one"
        size = leaf.value.arguments[1].value if len(leaf.value.arguments) > 1 else None
        if size is None:
            return None
        if not isinstance(size, p.Literal):
            return told(case, ADDRESSES, "the channel has room for all of them", leaf)
        return told(case, UNRELATED, f"a channel with room for {size.value} is full soon", leaf)
    return None


def _makes(node: p.Node) -> bool:
    return (
        isinstance(node, p.Call)
        and is_call(node, "make")
        and bool(node.arguments)
        and "chan" in spell(node.arguments[0].value)
    )


def _elsewhere(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """In a goroutine of its own."""
    text = spell(node)
    for leaf in fresh:
        if (
            isinstance(leaf, p.Deferred)
            and leaf.kind == "go"
            and any(spell(one) == text for one in p.walk(leaf))
        ):
            return told(case, ADDRESSES, f"`{text}` waits in a goroutine of its own", leaf)
    return None


def _closed_now(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """close(c), before or beside what waits."""
    if not (isinstance(node, p.ForEach) or (isinstance(node, p.Unary) and node.operator == "<-")):
        return None
    for leaf in fresh:
        closes = [
            one
            for one in p.walk(leaf)
            if isinstance(one, p.Call)
            and is_call(one, "close")
            and one.arguments
            and last_name(one.arguments[0].value) in names
            and _more(case, one)
        ]
        if not closes:
            continue
        if isinstance(leaf, p.Deferred) and leaf.kind == "defer":
            return told(case, UNRELATED, "it is closed when the waiting is over: never", leaf)
        for step in case.after.steps:
            inside = any(one is leaf for one in _own(step))
            is_late = inside and step.line is not None and leaf.place.line > step.line
            if is_late and not isinstance(leaf, p.Deferred):
                return told(case, UNRELATED, "it is closed behind what waits for it", leaf)
        return told(case, ADDRESSES, "the channel is closed when all is sent", leaf)
    return None


def _released(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """wg.Done(), mu.Unlock()"""
    wanted = {"Wait": ("Done",), "Lock": ("Unlock",), "RLock": ("RUnlock", "Unlock")}
    if not isinstance(node, p.Call) or last_name(node.function) not in wanted:
        return None
    for leaf in fresh:
        for one in p.walk(leaf):
            if (
                isinstance(one, p.Call)
                and is_call(one, *wanted[last_name(node.function)])
                and isinstance(one.function, p.Member)
                and last_name(one.function.object) in names
                and _more(case, one)
            ):
                return told(case, ADDRESSES, f"`{spell(one)}` lets it go on", leaf)
    return None


def _more(case: Case, call: p.Call) -> bool:
    """Whether the call is made in more places than before."""
    text = spell(call)
    counts = [
        sum(spell(one) == text for step in side.steps for one in _own(step))
        for side in (case.before, case.after)
    ]
    return counts[1] > counts[0]


def _dropped(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """select { case c <- x: default: }: nobody gets it. A break behind the first."""
    for step, old in zip(case.after.steps, case.before.steps, strict=True):
        known = {spell(one) for one in _own(old) if isinstance(one, p.Switch)}
        for one in _own(step):
            if isinstance(one, p.Switch) and one.kind == "select" and spell(one) not in known:
                empty = [case_ for case_ in one.cases if not case_.values]
                sends = any(isinstance(part, p.Send) for part in p.walk(one))
                if empty and sends:
                    return told(case, MASKS, "what nobody waits for is dropped", one)
    step = case.after.steps[-1]
    for one in _own(step):
        if isinstance(one, p.ForEach) and last_name(one.iterable) in names:
            last = one.body.statements[-1] if one.body.statements else None
            if isinstance(last, p.Jump) and last.kind == "break":
                return told(case, MASKS, "only the first is waited for", last)
    return None


def _counted(
    case: Case, fresh: list[p.Node], node: p.Node, names: frozenset[str]
) -> Judgement | None:
    """As many receives as there are sends in place of a loop without an end."""
    if not isinstance(node, p.ForEach):
        return None
    for one in _own(case.after.steps[-1]):
        if isinstance(one, p.ForEach) and last_name(one.iterable) in names:
            return None
    for one in _own(case.after.steps[-1]):
        bounded = (isinstance(one, p.For) and one.test is not None) or isinstance(one, p.ForEach)
        if bounded and any(
            isinstance(part, p.Unary) and part.operator == "<-" and last_name(part.operand) in names
            for part in p.walk(one)
        ):
            return told(case, ADDRESSES, "it waits for as many as are sent", one)
    return None


# --- Closed channels ---


def closed(case: Case) -> Judgement | None:
    """A send on a closed channel, a second close."""
    fresh = fresh_in(case)
    if any(recovers(leaf) for leaf in fresh):
        return None  # what becomes of the panic, its handler tells
    node, step = case.site.node, case.after.steps[-1]
    name = last_name(case.site.operand) if case.site.operand is not None else ""
    text = spell(node)
    if not name:
        return None
    mine = [one for one in functions_of(case) if _closes(one, name)]
    if not any(spell(one) == text for one in _own(step)):
        return told(case, CANNOT_TELL, "it is done in another way now")
    once = _once(step, text)
    if once is not None:
        return told(case, ADDRESSES, "it is closed once and for all", once)
    flag = _flagged(case, step, mine, text)
    if flag is not None:
        return told(case, ADDRESSES, "what is closed says so, and is asked first", flag)
    renewed = _renewed(case, mine, name)
    if renewed is not None:
        return told(case, ADDRESSES, "what was closed is made anew", renewed)
    parted = _parted(case, mine)
    if parted is not None:
        return told(case, ADDRESSES, "what is closed is not kept among the others", parted)
    helpers = {one.name for one in mine}
    for change in case.changed:
        for function in functions_of(case):
            if function.name != change.name or not change.name:
                continue
            is_near = function.name == step.function.name
            concerns = any(is_call(one, *helpers) for one in p.walk(function)) or _assigns(
                function, name
            )
            if concerns and not is_near and _has_new(case, function, helpers):
                return told(case, CANNOT_TELL, f"`{change.name}` has to do with it", function)
    for leaf in fresh:
        if any(isinstance(one, p.Assign) and mentions(one.target, name) for one in p.walk(leaf)):
            return told(case, CANNOT_TELL, f"`{name}` is assigned anew", leaf)
    return told(case, UNRELATED, f"`{name}` is closed as before when it gets there")


def _has_new(case: Case, function: p.Function, helpers: set[str]) -> bool:
    """Whether the change is more than of what is told and tested beside it."""
    old = [
        one
        for file in case.before.image.files(case.before.steps[-1].path)
        for one in file.functions.get(function.name, ())
        if one.qualified == function.qualified
    ]
    if len(old) != 1:
        return True
    was, now = (sorted(_effects(one, helpers)) for one in (old[0], function))
    return was != now


def _effects(function: p.Function, helpers: set[str]) -> Iterator[str]:
    for one in p.walk(function):
        if (
            is_call(one, "delete", "append", *helpers)
            or isinstance(one, p.Send)
            or (isinstance(one, p.Assign) and isinstance(one.target, p.Member))
        ):
            yield spell(one)


def _closes(function: p.Function, name: str) -> bool:
    return any(
        isinstance(one, p.Call)
        and is_call(one, "close")
        and one.arguments
        and last_name(one.arguments[0].value) == name
        for one in p.walk(function)
    )


def _assigns(function: p.Function, name: str) -> bool:
    return any(
        isinstance(one, p.Assign) and isinstance(one.target, p.Member) and one.target.name == name
        for one in p.walk(function)
    )


def _once(step: Step, text: str) -> p.Node | None:
    """sync.Once"""
    for one in _own(step):
        if (
            isinstance(one, p.Call)
            and is_call(one, "Do")
            and any(spell(part) == text for part in p.walk(one))
        ):
            return one
    return None


def _flagged(case: Case, step: Step, closers: list[p.Function], text: str) -> p.Node | None:
    """`if x.closed { return }` before it, `x.closed = true` where it is closed."""
    body = step.function.body
    assert body is not None, "it was found in there"
    for guard, follows in _guards(body, text):
        flags = {one.name for one in p.walk(guard.test) if isinstance(one, p.Member)}
        for flag in flags:
            is_told = closers and all(_sets(one, flag) for one in closers)
            if (
                is_told
                and follows
                and (
                    is_new(case, step.function, guard)
                    or any(_sets(one, flag, case) for one in closers)
                )
            ):
                return guard
    return None


def _guards(body: p.Block, text: str) -> Iterator[tuple[p.If, bool]]:
    """The tests that leave before the statement, or that it stands in."""
    for one in p.walk(body):
        if not isinstance(one, p.Block):
            continue
        seen: list[p.If] = []
        for statement in one.statements:
            if any(spell(part) == text for part in p.walk(statement)):
                for guard in seen:
                    yield guard, True
                if isinstance(statement, p.If):
                    yield statement, True
            elif isinstance(statement, p.If) and _leaves(statement.then):
                seen.append(statement)


def _leaves(block: p.Block) -> bool:
    last = block.statements[-1] if block.statements else None
    return isinstance(last, p.Return | p.Raise) or (
        isinstance(last, p.Jump) and last.kind in ("continue", "break")
    )


def _sets(function: p.Function, flag: str, newly: Case | None = None) -> bool:
    return any(
        isinstance(one, p.Assign)
        and isinstance(one.target, p.Member)
        and one.target.name == flag
        and isinstance(one.value, p.Literal | p.Name)
        and (newly is None or is_new(newly, function, one))
        for one in p.walk(function)
    )


def _renewed(case: Case, closers: list[p.Function], name: str) -> p.Node | None:
    """`close(c)`, then `c = make(…)`; or `c = nil` there, and `if c == nil { open }` here."""
    makers = {
        one.name
        for one in functions_of(case)
        if any(
            isinstance(part, p.Assign)
            and isinstance(part.target, p.Member)
            and part.target.name == name
            and part.value is not None
            and _makes(part.value)
            for part in p.walk(one)
        )
    }
    for function in closers:
        if function.body is None:
            continue
        at = next(one.place.start for one in p.walk(function) if is_call(one, "close"))
        for one in p.walk(function.body):
            if (one.place.start > at and (is_call(one, *makers) or _is_made(one, name))) and is_new(
                case, function, one
            ):
                return one
    emptied = closers and all(_nils(one, name) for one in closers)
    body = case.after.steps[-1].function.body
    if emptied and body is not None:
        for one in p.walk(body):
            if (
                isinstance(one, p.If)
                and mentions(one.test, name)
                and (_leaves(one.then) or any(is_call(part, *makers) for part in p.walk(one.then)))
            ):
                return one
    return None


def _is_made(node: p.Node, name: str) -> bool:
    return (
        isinstance(node, p.Assign)
        and isinstance(node.target, p.Member)
        and node.target.name == name
        and node.value is not None
        and _makes(node.value)
    )


def _nils(function: p.Function, name: str) -> bool:
    return any(
        isinstance(one, p.Assign)
        and isinstance(one.target, p.Member)
        and one.target.name == name
        and isinstance(one.value, p.Literal)
        and one.value.kind == "null"
        for one in p.walk(function)
    )


def _parted(case: Case, closers: list[p.Function]) -> p.Node | None:
    """What is closed is taken out of the collection, where it was closed: `delete(all, name)`,
    `all = append(all[:i], all[i+1:]...)`.
    """
    names = {one.name for one in closers}
    for function in functions_of(case):
        near = function.name in names or any(is_call(one, *names) for one in p.walk(function))
        if not near or function.name not in changed_names(case) or function.body is None:
            continue
        for one in p.walk(function.body):
            if (is_call(one, "delete") or _cuts_out(one)) and is_new(case, function, one):
                return one
    return None


def _cuts_out(node: p.Node) -> bool:
    """x = append(x[:i], x[i+1:]...), x = slices.Delete(x, i, j)"""
    value = node.value if isinstance(node, p.Assign) else None
    if value is None or not isinstance(value, p.Call) or not is_call(value, "append", "Delete"):
        return False
    first = value.arguments[0].value if value.arguments else None
    owner = first.object if isinstance(first, p.Slice) else first
    return owner is not None and isinstance(node, p.Assign) and spell(owner) == spell(node.target)
