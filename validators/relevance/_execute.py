"""Executes statements: from several states to several, with what leaves noted on the way.

A loop is gone through twice at most: a first time as the variables stand, and a further time with
those that it changes unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...languages import program as p
from ...languages.spelling import spell
from . import _watch as watch
from ._absent import used
from ._evaluate import element_of, evaluate, is_of, raised
from ._run import MOST_STATES, Caught, End, Left
from ._state import State, merged
from ._tests import comparison, decide
from ._values import Value, constant, fresh, joined, shortened, unknown
from ._variables import assign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ._run import Activation, Run

States = list[State]


class Around:
    """What statements in one function share: where the ends go."""

    __slots__ = ("at", "ends", "run")

    def __init__(self, run: Run, at: Activation) -> None:
        self.run = run
        self.at = at
        self.ends: list[End] = []

    def leave(
        self,
        kind: str,
        state: State,
        value: Value | None = None,
        label: str = "",
        node: p.Node | None = None,
    ) -> None:
        self.ends.append(End(kind, state, value, node, label=label))


def execute_body(run: Run, function: p.Function, state: State, at: Activation) -> list[End]:
    """All ways in which a function ends that is entered in `state`."""
    around = Around(run, at)
    if function.body is None:
        return [End("return", state, unknown(f"{function.qualified}()"))]
    states = block(around, function.body, [state])
    ends = [*around.ends, *(End("fall", one) for one in states)]
    if function.result_names:
        ends = [_named_results(function, one, at) for one in ends]
    ends = _put_off(around, function, ends)
    ends = _deferred(around, function, ends)
    return _reduced([one for one in ends if one.kind not in ("break", "continue", "goto")])


def _named_results(function: p.Function, end: End, at: Activation) -> End:
    if end.kind not in ("fall", "return") or end.value is not None:
        return end
    values = tuple(
        end.state.env.get((at.number, name)) or unknown(name) for name in function.result_names
    )
    value = values[0] if len(values) == 1 else _tuple(values)
    return end._replace(value=value)


def _tuple(values: tuple[Value, ...]) -> Value:
    origin = shortened(f"({', '.join(one.origin for one in values)})")
    return Value(origin, False, None, "tuple", items=values)


def _reduced(ends: list[End]) -> list[End]:
    """Ends that say the same, made one."""
    found: dict[object, End] = {}
    for end in ends:
        value = None if end.value is None else end.value
        key = (
            end.kind,
            value,
            end.type,
            end.is_failure,
            end.state.caught,
            end.state.failed,
            id(end.node) if end.kind == "raise" else 0,
        )
        if key in found:
            state = merged([found[key].state, end.state], 1)[0]
            found[key] = found[key]._replace(state=state)
        else:
            found[key] = end
    return list(found.values())[: MOST_STATES * 2]


def _deferred(around: Around, function: p.Function, ends: list[End]) -> list[End]:
    """Go's deferred calls: one that recovers takes a panic."""
    if function.body is None or not any(end.kind == "raise" for end in ends):
        return ends
    recovering = [
        node
        for node in p.walk(function.body)
        if isinstance(node, p.Deferred) and node.kind == "defer" and _recovers(node, around)
    ]
    if not recovering:
        return ends
    result = []
    for end in ends:
        if end.kind == "raise":
            deferred = recovering[0]
            body = _body_of(deferred, around)
            if end.is_failure and body is not None:
                caught = Caught(
                    p.Handler(deferred.place, (), None, body), function, around.at.path, deferred
                )
                around.run.caught.append(caught)
                end.state.caught = (*end.state.caught, caught)
            value = _zero_results(function, end.state, around.at)
            result.append(End("return", end.state, value))
        else:
            result.append(end)
    return result


def _put_off(around: Around, function: p.Function, ends: list[End]) -> list[End]:
    """Go: the deferred call by which the trace goes on is made where the function ends."""
    run, at = around.run, around.at
    if function.body is None or at.step < 0 or at.step + 1 >= len(run.steps):
        return ends
    wanted = run.steps[at.step + 1].function.name
    later = [
        one
        for one in p.walk(function.body)
        if isinstance(one, p.Deferred)
        and one.kind == "defer"
        and isinstance(one.call, p.Call)
        and watch.last_name(one.call.function) == wanted
    ]
    result = ends
    for node in later:
        call = node.call
        before, result = result, []
        for end in before:
            if ("deferred", str(node.place.start)) not in end.state.facts:
                result.append(end)
                continue
            done, left = run.ways(end.state, lambda one, call=call: evaluate(run, call, one, at))  # type: ignore[misc]
            result += [end._replace(state=one) for one, _ in done]
            result += [
                End(one.kind, state, one.value, one.node, one.type, one.is_failure)
                for state, one in left
                if one.kind != "lost"
            ]
    return result


def _zero_results(function: p.Function, state: State, at: Activation) -> Value | None:
    if not function.results:
        return None
    values = tuple(unknown(f"recovered {place}") for place in range(len(function.results)))
    return values[0] if len(values) == 1 else _tuple(values)


def _body_of(node: p.Deferred, around: Around) -> p.Block | None:
    target = node.call.function if isinstance(node.call, p.Call) else None
    if isinstance(target, p.Function):
        return target.body
    if target is None:
        return None
    for file, function in around.run.image.functions(watch.last_name(target), around.at.path):
        return file.with_body(function).body
    return None


def _recovers(node: p.Deferred, around: Around) -> bool:
    body = _body_of(node, around)
    return body is not None and any(
        isinstance(one, p.Call)
        and isinstance(one.function, p.Name)
        and one.function.name == "recover"
        for one in p.walk(body)
    )


def block(around: Around, node: p.Block, states: States) -> States:
    """Executes the statements one after the other."""
    run = around.run
    shadowed = _declared(node) if run.facts.block_scopes else ()
    number = around.at.number
    saved = (
        [{name: state.env.get((number, name)) for name in shadowed} for state in states[:1]]
        if shadowed
        else []
    )
    for statement in node.statements:
        if not states:
            break
        run.tick()
        states = merged(execute(around, statement, states), MOST_STATES)
    if saved:
        for state in states:
            for name, value in saved[0].items():
                if value is not None:
                    state.env[number, name] = value
    return states


def _declared(node: p.Block) -> tuple[str, ...]:
    from ._images import target_names

    return tuple(
        name
        for one in node.statements
        if isinstance(one, p.Assign) and one.declares
        for name in target_names(one.target)
    )


def execute(around: Around, node: p.Node, states: States) -> States:
    """Executes one statement in each state."""
    handler = _STATEMENTS.get(type(node))
    if handler is not None:
        return handler(around, node, states)
    return _evaluated(around, node, states)[0]


def _evaluated(around: Around, node: p.Node, states: States) -> tuple[States, list[Value]]:
    """Evaluates an expression in each state, in every way."""
    run, at = around.run, around.at
    after: States = []
    values: list[Value] = []
    for state in states:
        done, left = run.ways(state, lambda one: evaluate(run, node, one, at))
        for one, value in done:
            after.append(one)
            values.append(value)
        _gone(around, left)
    return after, values


def _gone(around: Around, left: Iterable[tuple[State, Left]]) -> None:
    for state, leaving in left:
        if leaving.kind == "lost":
            continue
        around.ends.append(
            End(leaving.kind, state, leaving.value, leaving.node, leaving.type, leaving.is_failure)
        )


def _split(around: Around, test: p.Node, states: States) -> tuple[States, States]:
    """The states in which the test is true, and those in which it is not."""
    run, at = around.run, around.at
    yes: States = []
    no: States = []
    for state in states:
        done, left = run.ways(state, lambda one: decide(run, test, one, at))
        for one, outcome in done:
            (yes if outcome else no).append(one)
        _gone(around, left)
    return merged(yes, MOST_STATES), merged(no, MOST_STATES)


def _expression(around: Around, node: p.Expression, states: States) -> States:
    after, values = _evaluated(around, node.value, states)
    call = node.value
    if isinstance(call, p.Call) and call.arguments and isinstance(call.function, p.Member):
        how = "change" if call.function.name in around.run.facts.changing else "left out"
        for value in values:
            used(around.run, node, value, how, around.at)
    return after


def _if(around: Around, node: p.If, states: States) -> States:
    if node.before is not None:
        states = execute(around, node.before, states)
    yes, no = _split(around, node.test, states)
    if yes and no:
        if _is_told(around, node.then):
            no = []
        elif node.other is not None and _is_told(around, node.other):
            yes = []
    after = block(around, node.then, yes) if yes else []
    if node.other is not None and no:
        no = block(around, node.other, no)
    return [*after, *no]


def _is_told(around: Around, branch: p.Node) -> bool:
    """Whether the trace tells that this branch was taken: the frame's line is in it."""
    run, at = around.run, around.at
    if not run.is_told or at.step < 0:
        return False
    line = run.steps[at.step].line
    return line is not None and branch.place.line <= line <= branch.place.end_line


def _block(around: Around, node: p.Block, states: States) -> States:
    return block(around, node, states)


# --- Loops ---


def _while(around: Around, node: p.While, states: States) -> States:
    def turn(begin: States, first: bool) -> tuple[States, States]:
        if node.test is None:
            return begin, []
        if first and not node.checks_first:
            return begin, []
        return _split(around, node.test, begin)

    return _loop(
        around,
        node,
        states,
        node.body,
        turn,
        node.label,
        node.otherwise,
        [node.test] if node.test is not None else [],
    )


def _for(around: Around, node: p.For, states: States) -> States:
    number = around.at.number
    names = _declared(p.Block(node.place, (node.first,))) if node.first is not None else ()
    if isinstance(node.first, p.Block):
        names = _declared(node.first)
    saved = [{name: one.env.get((number, name)) for name in names} for one in states[:1]]
    if isinstance(node.first, p.Block):
        for one in node.first.statements:
            states = execute(around, one, states)
    elif node.first is not None:
        states = execute(around, node.first, states)

    def turn(begin: States, first: bool) -> tuple[States, States]:
        return (begin, []) if node.test is None else _split(around, node.test, begin)

    after = _loop(
        around,
        node,
        states,
        node.body,
        turn,
        node.label,
        None,
        [one for one in (node.after, node.test) if one is not None],
        node.after,
    )
    for state in after:
        for name, value in (saved[0] if saved else {}).items():
            if value is not None:
                state.env[number, name] = value
    return after


def _for_each(around: Around, node: p.ForEach, states: States) -> States:
    run, at = around.run, around.at

    def begun(state: State) -> Value:
        source = evaluate(run, node.iterable, state, at)
        watch.iterated(run, node, source, state, at)
        return source

    sources: dict[int, Value] = {}
    entered: States = []
    for state in states:
        done, left = run.ways(state, begun)
        _gone(around, left)
        for one, source in done:
            sources[len(entered)] = source
            entered.append(one)
    after: States = []
    for place, state in enumerate(entered):
        source = sources[place]

        def turn(begin: States, first: bool, source: Value = source) -> tuple[States, States]:
            return _items(around, node, source, begin, first)

        after += _loop(
            around, node, [state], node.body, turn, node.label, node.otherwise, [], source=source
        )
    return merged(after, MOST_STATES)


def _items(
    around: Around, node: p.ForEach, source: Value, begin: States, first: bool
) -> tuple[States, States]:
    """The states with the target bound to an item, and those in which there is none (more)."""
    run, at = around.run, around.at
    inside: States = []
    for state in begin:

        def bound(one: State) -> bool:
            item = _item(run, node, source, one, at)
            if item is None:
                return False
            if isinstance(node.target, p.Collection):
                watch.unpacked(run, node, item, one, at)
            if node.target is not None:
                assign(run, node.target, item, one, at, node.declares or "let")
            return True

        done, left = run.ways(state, bound)
        _gone(around, left)
        inside += [one for one, is_item in done if is_item]
    outside = [state.copy() for state in begin]
    if first and source.kind != "range":
        length = f"len {source.origin}"
        outside = [one for one in outside if one.bounds.get(("", length), 0) > -1]
        for one in outside:
            one.bounds[length, ""] = 0
    return inside, outside


def _item(run: Run, node: p.ForEach, source: Value, state: State, at: Activation) -> Value | None:
    if source.kind != "range" and node.kind == "range":
        return _go_item(node, source, state)
    if source.kind == "range":
        return element_of(run, source, state, at)
    state.bounds["", f"len {source.origin}"] = min(
        -1, state.bounds.get(("", f"len {source.origin}"), -1)
    )
    if node.kind == "keys":
        return unknown(f"{source.origin}[*]")
    return element_of(run, source, state, at)


def _go_item(node: p.ForEach, source: Value, state: State) -> Value:
    key = unknown(f"{source.origin}[#]")._replace(null=False)
    state.tell_at_most(key, Value("", base=f"len {source.origin}"), -1)
    state.tell_at_most(Value("0", base="", offset=0), key)
    state.tell(("has", source.origin, key.origin), True)
    item = unknown(f"{source.origin}[*]")
    if isinstance(node.target, p.Collection):
        return _tuple((key, item))
    return key


def _loop(
    around: Around,
    node: p.Node,
    states: States,
    body: p.Block,
    turn: Callable[[States, bool], tuple[States, States]],
    label: str,
    otherwise: p.Block | None,
    also: Sequence[p.Node],
    after: p.Node | None = None,
    source: Value | None = None,
) -> States:
    """None, one or more turns. `turn` splits states into those that go in and those that don't."""
    run = around.run
    watching = run.site is not None and run.site.kind == "modified" and source is not None
    out: States = []
    inside, outside = turn(states, True)
    out += outside
    once, broken = _turned(around, body, inside, label, after, source if watching else None, node)
    begun = [_loosened(one, body, also, around) for one in once]
    if begun:
        again, outside = turn(merged(begun, MOST_STATES), False)
        out += outside
        twice, more = _turned(around, body, again, label, after, source if watching else None, node)
        broken += more
        last = [_loosened(one, body, also, around) for one in twice]
        if last:
            _, outside = turn(merged(last, 2), False)
            out += outside
    if otherwise is not None and out:
        out = block(around, otherwise, merged(out, MOST_STATES))
    return merged([*out, *broken], MOST_STATES)


def _turned(
    around: Around,
    body: p.Block,
    states: States,
    label: str,
    after: p.Node | None,
    source: Value | None,
    node: p.Node,
) -> tuple[States, States]:
    """One turn: the states in which it goes on, and those in which the loop was broken off."""
    before = len(around.ends)
    if source is not None:
        for state in states:
            state.facts.pop(("modified", source.origin), None)
    states = block(around, body, states) if states else []
    own = around.ends[before:]
    del around.ends[before:]
    broken: States = []
    for end in own:
        if end.kind == "continue" and end.label in ("", label):
            states.append(end.state)
        elif end.kind == "break" and end.label in ("", label):
            broken.append(end.state)
        else:
            around.ends.append(end)
    if source is not None:
        states = _unmodified(around, source, states, node)
    if after is not None and states:
        states = execute(around, after, merged(states, MOST_STATES))
    return states, broken


def _unmodified(around: Around, source: Value, states: States, node: p.Node) -> States:
    """Those in which what is iterated over was not changed; the others fail."""
    good = []
    for state in states:
        fails = not source.copied and state.facts.get(("modified", source.origin)) is True
        try:
            watch._note(around.run, "modified", node, fails, (source,), state, around.at)
        except Left as left:
            _gone(around, [(state, left)])
        else:
            good.append(state)
    return good


def _loosened(state: State, body: p.Block, also: Sequence[p.Node], around: Around) -> State:
    """The state before a further turn: what the body changes may be anything by then."""
    number = around.at.number
    new = state.copy()
    for name, how in _changes_of(around.run, body, also).items():
        home = (number, name)
        if home in new.env:
            value = new.env[home]
            origin = shortened(f"later {name}({how})")
            new.env[home] = _like(value, origin)
            new.facts = {fact: known for fact, known in new.facts.items() if origin not in fact}
            new.bounds = {pair: n for pair, n in new.bounds.items() if origin not in pair}
    return new


def _like(value: Value, origin: str) -> Value:
    if value.kind == "number" or value.base is not None:
        return Value(origin, False, None, "number")
    return Value(origin, None, None, value.kind if value.null is False else "")


def _changes_of(run: Run, body: p.Block, also: Sequence[p.Node]) -> dict[str, str]:
    """The same, found once for each loop of an image."""
    key = id(body)
    if key not in run.changes:
        run.changes[key] = _changed_names(body, also)
    return run.changes[key]


def _changed_names(body: p.Block, also: Sequence[p.Node]) -> dict[str, str]:
    """The variables that a loop assigns depending on what they were, with the text of how."""
    texts: dict[str, list[str]] = {}
    for part in (*body.statements, *also):
        for node in p.walk(part):
            if isinstance(node, p.Assign) and isinstance(node.target, p.Name):
                if not node.declares:
                    texts.setdefault(node.target.name, []).append(spell(node))
            elif isinstance(node, p.Unary) and node.operator in ("++x", "--x", "x++", "x--"):
                if isinstance(node.operand, p.Name):
                    texts.setdefault(node.operand.name, []).append(node.operator)
            elif isinstance(node, p.Assign) and isinstance(node.target, p.Collection):
                for item in node.target.items:
                    if isinstance(item, p.Name) and not node.declares:
                        texts.setdefault(item.name, []).append(spell(node))
    return {name: "; ".join(found) for name, found in texts.items()}


# --- Leaving ---


def _return(around: Around, node: p.Return, states: States) -> States:
    if node.value is None:
        for state in states:
            around.leave("return", state, None, node=node)
        return []
    after, values = _evaluated(around, node.value, states)
    for state, value in zip(after, values, strict=True):
        used(around.run, node, value, "return", around.at)
        around.leave("return", state, value, node=node)
    return []


def _raise(around: Around, node: p.Raise, states: States) -> States:
    run, at = around.run, around.at
    for state in states:

        def action(one: State) -> Left:
            left = raised(run, node, one, at)
            watch.raises(run, node, one, at)
            return left

        done, left = run.ways(state, action)
        _gone(around, left)
        for one, leaving in done:
            again = leaving.value is not None and leaving.value.origin.startswith("error ")
            if (node.value is None or again) and one.caught:
                # A bare raise passes on what was caught: nothing was handled.
                one.caught = one.caught[:-1]
                leaving = Left("raise", run.error, node, failure=True)
            _gone(around, [(one, leaving)])
    return []


def _jump(around: Around, node: p.Jump, states: States) -> States:
    if node.kind == "pass":
        return states
    for state in states:
        around.leave(node.kind, state, label=node.label)
    return []


def _assert(around: Around, node: p.Assert, states: States) -> States:
    yes, no = _split(around, node.test, states)
    for state in no:
        try:
            watch.raises(around.run, node, state, around.at)
        except Left as left:
            _gone(around, [(state, left)])
        else:
            _gone(around, [(state, Left("raise", "AssertionError", node))])
    return yes


# --- Errors ---


def _try(around: Around, node: p.Try, states: States) -> States:
    for resource in node.resources:
        states = execute(around, resource, states)
    before = len(around.ends)
    entry = merged([one.copy() for one in states], 1)
    done = block(around, node.body, states)
    own = around.ends[before:]
    del around.ends[before:]
    after = block(around, node.otherwise, done) if node.otherwise is not None else done
    taken: set[int] = set()
    for end in own:
        place = _handler_of(around, node, end)
        if place is None:
            around.ends.append(end)
        else:
            taken.add(place)
            after += _handled(around, node, node.handlers[place], end)
    for place, handler in enumerate(node.handlers):
        if place not in taken and entry:
            after += _perhaps_handled(around, node, handler, entry)
    if node.final is not None:
        after = _finally(around, node.final, after, before)
    return merged(after, MOST_STATES)


def _handler_of(around: Around, node: p.Try, end: End) -> int | None:
    if end.kind != "raise":
        return None
    for place, handler in enumerate(node.handlers):
        if end.is_failure and (around.at.function.qualified, handler.types) in around.run.passed:
            continue
        if not handler.types:
            return place
        if end.type and around.run.facts.catches(handler.types, end.type):
            return place
    return None


def _handled(around: Around, node: p.Try, handler: p.Handler, end: End) -> States:
    """Goes on in the handler."""
    state = end.state
    if end.is_failure:
        caught = Caught(handler, around.at.function, around.at.path, node)
        around.run.caught.append(caught)
        state.caught = (*state.caught, caught)
    if handler.target is not None:
        error = end.value or fresh(f"error {end.type}")
        if end.is_failure:
            name = around.run.error
            state.tell(("type", error.origin, name), True)
            state.heap[f"{error.origin}.name"] = constant(name, "text")
        assign(around.run, handler.target, error._replace(null=False), state, around.at, "let")
    return block(around, handler.body, [state])


def _perhaps_handled(around: Around, node: p.Try, handler: p.Handler, entry: States) -> States:
    """Any call in the body might have raised what this handler takes. What it leaves the function
    with is one of the ways it ends: a null may come from there.
    """
    states = [one.copy() for one in entry]
    for state in states:
        if handler.target is not None:
            assign(around.run, handler.target, fresh("another error"), state, around.at, "let")
    before = len(around.ends)
    block(around, handler.body, states)
    own = around.ends[before:]
    del around.ends[before:]
    kind = around.run.site.kind if around.run.site is not None else ""
    if (
        kind == "null"
        and around.at.step < 0
        and any(isinstance(one, p.Call) for one in p.walk(node.body))
    ):
        around.ends += [end for end in own if end.kind == "return" and _is_null(end)]
    return []


def _is_null(end: End) -> bool:
    return end.value is not None and end.value.null is True


def _finally(around: Around, final: p.Block, states: States, before: int) -> States:
    own = around.ends[before:]
    del around.ends[before:]
    for end in own:
        for state in block(around, final, [end.state]):
            around.ends.append(end._replace(state=state))
    return block(around, final, states) if states else []


# --- The rest ---


def _with(around: Around, node: p.With, states: States) -> States:
    run, at = around.run, around.at
    suppressed: tuple[str, ...] = ()
    for item in node.items:
        states, values = _evaluated(around, item.value, states)
        for state, value in zip(states, values, strict=True):
            if item.target is not None:
                inside = unknown(f"in {value.origin}")
                assign(run, item.target, inside, state, at, "let")
        suppressed += _suppressed(item.value)
    before = len(around.ends)
    after = block(around, node.body, states)
    if suppressed:
        own = around.ends[before:]
        del around.ends[before:]
        empty = p.Handler(node.place, suppressed, None, p.Block(node.place, ()))
        for end in own:
            if end.kind == "raise" and run.facts.catches(suppressed, end.type):
                if end.is_failure:
                    caught = Caught(empty, at.function, at.path, node)
                    run.caught.append(caught)
                    end.state.caught = (*end.state.caught, caught)
                after.append(end.state)
            else:
                around.ends.append(end)
    return after


def _suppressed(node: p.Node) -> tuple[str, ...]:
    """The errors that `contextlib.suppress(…)` swallows."""
    if isinstance(node, p.Call) and watch.last_name(node.function) == "suppress":
        return tuple(spell(one.value) for one in node.arguments)
    return ()


def _switch(around: Around, node: p.Switch, states: States) -> States:
    run, at = around.run, around.at
    if node.before is not None:
        states = execute(around, node.before, states)
    subject: list[Value] = []
    if node.subject is not None:
        states, subject = _evaluated(around, node.subject, states)
    pairs: list[tuple[State, Value | None]] = [
        (state, subject[place] if subject else None) for place, state in enumerate(states)
    ]
    before = len(around.ends)
    after: States = []
    falling: States = []
    told = [case for case in node.cases if _is_told(around, case.body)]
    for case in told if len(told) == 1 and told[0].values else node.cases:
        inside: States = list(falling)
        falling = []
        if case.values:
            rest: list[tuple[State, Value | None]] = []
            for state, value in pairs:
                done, left = run.ways(
                    state,
                    lambda one, case=case, value=value: _fits(  # type: ignore[misc]
                        run, node, case, value, one, at
                    ),
                )
                _gone(around, left)
                inside += [one for one, fits in done if fits]
                rest += [(one, value) for one, fits in done if not fits]
            pairs = rest
        else:
            inside += [state.copy() for state, _ in pairs]
            if case is node.cases[-1]:
                pairs = []
        inside = block(around, case.body, merged(inside, MOST_STATES)) if inside else []
        (falling if case.falls else after).extend(inside)
    if all(case.values for case in node.cases):
        after += [state for state, _ in pairs]
    after += falling
    own = around.ends[before:]
    del around.ends[before:]
    for end in own:
        if end.kind == "break" and end.label in ("", node.label) and node.kind != "match":
            after.append(end.state)
        else:
            around.ends.append(end)
    return merged(after, MOST_STATES)


def _fits(
    run: Run, node: p.Switch, case: p.Case, value: Value | None, state: State, at: Activation
) -> bool:
    """Whether a case is taken."""
    fits = False
    for one in case.values:
        if value is None:
            fits = (
                decide(run, one, state, at) if node.kind != "select" else _may(run, one, state, at)
            )
        elif node.kind == "type":
            fits = _is_type(run, value, one, state, at)
            if fits and node.binding:
                state.env[at.number, node.binding] = value
        elif node.kind == "match" and isinstance(one, p.Name):
            if one.name != "_":
                state.env[at.number, one.name] = value
            fits = True
        elif isinstance(one, p.Literal | p.Name | p.Member | p.Unary):
            atom = comparison(run, "==", value, evaluate(run, one, state, at), state)
            if atom.truth is None:
                fits = run.choose(2) == 0
                atom.tell(state, fits)
            else:
                fits = atom.truth
        else:
            fits = run.choose(2) == 0
        if fits:
            break
    if fits and case.guard is not None:
        return decide(run, case.guard, state, at)
    return fits


def _may(run: Run, node: p.Node, state: State, at: Activation) -> bool:
    if run.choose(2) == 0:
        evaluate(run, node, state, at)
        return True
    return False


def _is_type(run: Run, value: Value, type_: p.Node, state: State, at: Activation) -> bool:
    if isinstance(type_, p.Literal):
        is_null = state.null(value)
        if is_null is not None:
            return is_null
        fits = run.choose(2) == 0
        state.tell_null(value, fits)
        return fits
    fact = ("type", value.origin, spell(type_))
    known = is_of(run, value, spell(type_), state, at)
    if known is not None:
        return known
    fits = run.choose(2) == 0
    state.tell(fact, fits)
    return fits


def switch_value(run: Run, node: p.Switch, state: State, at: Activation) -> Value:
    """A switch that is an expression: a case's value is what its body returns."""
    inner = Around(run, at)
    before = state.copy()
    _switch(inner, node, [before])
    found = [end for end in inner.ends if end.kind == "return"]
    others = [end for end in inner.ends if end.kind == "raise"]
    options = [*found, *others]
    if not options:
        return unknown(f"switch at {node.place.line}")
    end = options[run.choose(len(options))]
    state.become(end.state)
    if end.kind == "raise":
        raise Left("raise", end.type, end.node or node, end.value, end.is_failure)
    return end.value or joined([unknown("nothing")])


def _deferred_call(around: Around, node: p.Deferred, states: States) -> States:
    """`defer f(x)`, `go f(x)`: the arguments are evaluated now."""
    call = node.call
    if not isinstance(call, p.Call):
        return states
    if node.kind == "go" and isinstance(call.function, p.Function):
        return _evaluated(around, call, states)[0]
    if node.kind == "defer":
        for state in states:
            state.tell(("deferred", str(node.place.start)), True)
    for argument in call.arguments:
        states = _evaluated(around, argument.value, states)[0]
    return states


def _send(around: Around, node: p.Send, states: States) -> States:
    states = _evaluated(around, node.channel, states)[0]
    return _evaluated(around, node.value, states)[0]


def _delete(around: Around, node: p.Delete, states: States) -> States:
    from ._evaluate import changed

    run, at = around.run, around.at

    def action(one: State) -> None:
        for target in node.targets:
            if isinstance(target, p.Index):
                owner = evaluate(run, target.object, one, at)
                key = evaluate(run, target.key, one, at)
                watch.index(run, target, owner, key, one, at)
                changed(run, owner, one, at, node)
            elif isinstance(target, p.Name):
                one.env.pop((at.number, target.name), None)

    after: States = []
    for state in states:
        done, left = run.ways(state, action)
        after += [one for one, _ in done]
        _gone(around, left)
    return after


def _labeled(around: Around, node: p.Labeled, states: States) -> States:
    before = len(around.ends)
    after = execute(around, node.body, states)
    own = around.ends[before:]
    del around.ends[before:]
    for end in own:
        if end.kind == "break" and end.label == node.label:
            after.append(end.state)
        else:
            around.ends.append(end)
    return after


def _function(around: Around, node: p.Function, states: States) -> States:
    if not node.name:
        return states
    for state in states:
        value = evaluate(around.run, node, state, around.at)
        state.env[around.at.number, node.name] = value
    return states


def _nothing(around: Around, node: p.Node, states: States) -> States:
    return states


_STATEMENTS: dict[type, Callable[[Around, Any, States], States]] = {
    p.Expression: _expression,
    p.Block: _block,
    p.If: _if,
    p.While: _while,
    p.For: _for,
    p.ForEach: _for_each,
    p.Return: _return,
    p.Raise: _raise,
    p.Jump: _jump,
    p.Assert: _assert,
    p.Try: _try,
    p.With: _with,
    p.Switch: _switch,
    p.Deferred: _deferred_call,
    p.Send: _send,
    p.Delete: _delete,
    p.Labeled: _labeled,
    p.Function: _function,
    p.Class: _nothing,
    p.Import: _nothing,
    p.Scope: _nothing,
}
