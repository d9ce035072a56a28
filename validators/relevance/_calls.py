"""Calls: along the trace's path, into functions that matter, and past all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.words import words
from . import _watch as watch
from ._absent import has_method, used
from ._run import DEEPEST, Activation, Caught, End, Left
from ._values import Closure, Type, Value, fresh, shortened, unknown

if TYPE_CHECKING:
    from ._run import Run
    from ._state import State

Given = list[tuple[str, str, Value]]  # a keyword's name, the spread, the value

# A replay goes into what lies beside the path no deeper than this.
BESIDE = 4


def call(run: Run, node: p.Call, state: State, at: Activation) -> Value:
    """The value of a call. Raises Left where the callee does, or where it fails itself."""
    if _handles_rejection(node):
        return _with_catch(run, node, state, at)
    leaves = run.facts.leaves(node)
    if leaves:
        _arguments(run, node, state, at)
        watch.raises(run, node, state, at)
        raise Left(leaves, "", node)
    if not _is_on_path(run, node, at):
        meaning = run.facts.meaning(node)
        if meaning is not None:
            from ._meanings import meant

            value = meant(run, node, meaning, state, at)
            if value is not None:
                return value
    receiver, function = _callee(run, node, state, at)
    arguments = _arguments(run, node, state, at)
    values = tuple(value for _, _, value in arguments)
    if _converts(function, node, values):
        return values[0]
    if node.optional and state.null(function):
        from ._evaluate import Broken

        raise Broken
    if (
        receiver is not None
        and run.facts.untyped
        and function.kind == ""
        and has_method(state.kind(receiver), watch.last_name(node.function))
    ):
        function = function._replace(kind="function", null=False)
    watch.called(run, node, function, values, state, at)
    watch.counted(run, node, values, state, at)
    watch.null(run, node, "call", function, state, at)
    name = watch.last_name(node.function)
    if receiver is not None and name in run.facts.changing:
        from ._evaluate import changed

        changed(run, receiver, state, at, node)
    closure = _target(run, node, function, receiver, values, state, at)
    if closure is not None:
        step = at.step + 1 if _is_on_path(run, node, at) else -1
        return _entered(run, node, closure, receiver, arguments, step, state, at)
    built = _built(run, node, name, arguments, state, at)
    if built is not None:
        return built
    _callbacks(run, receiver, values, state, at)
    return _result(run, node, function, values)


def _result(run: Run, node: p.Call, function: Value, values: tuple[Value, ...]) -> Value:
    name = watch.last_name(node.function)
    texts = ", ".join(value.origin for value in values)
    again = f"@{node.place.line}" if name in run.facts.impure else ""
    origin = f"{'new ' if node.new else ''}{function.origin}({texts}){again}"
    return fresh(origin) if node.new else unknown(origin)


def _callee(run: Run, node: p.Call, state: State, at: Activation) -> tuple[Value | None, Value]:
    """The receiver, if the callee is a member, and the function."""
    from ._evaluate import evaluate, link, member_of

    target = node.function.value if isinstance(node.function, p.Group) else node.function
    if isinstance(target, p.Member):
        owner = link(run, target.object, state, at, target.optional)
        if not _takes_null(run, target.name, at):
            watch.null(run, target, "member", owner, state, at)
        function = member_of(run, owner, target.name, state, at)
        if node.optional and state.null(function):
            from ._evaluate import Broken

            raise Broken
        return owner, function
    function = evaluate(run, target, state, at)
    return None, function


def _converts(function: Value, node: p.Call, values: tuple[Value, ...]) -> bool:
    """Go: `Cents(x)` is x."""
    return (
        function.kind == "class"
        and function.type is not None
        and function.type.definition.kind in ("type", "alias")
        and not node.new
        and len(values) == 1
    )


def _takes_null(run: Run, name: str, at: Activation) -> bool:
    """Go: a method of a pointer may be called on nil; whether that fails its body tells."""
    if not run.facts.null_receivers:
        return False
    return any(
        one.receiver is not None and one.receiver.type.startswith("*")
        for _, one in run.image.functions(name, at.path)
    )


def _arguments(run: Run, node: p.Call, state: State, at: Activation) -> Given:
    from ._evaluate import evaluate

    given: Given = []
    for one in node.arguments:
        value = evaluate(run, one.value, state, at)
        if one.spread:
            watch.iterated(run, one, value, state, at)
        used(run, node, value, "argument", at)
        given.append((one.name, one.spread, value))
    return given


def _is_on_path(run: Run, node: p.Call, at: Activation) -> bool:
    """Whether this is the call by which the trace goes on."""
    if at.step < 0 or at.step + 1 >= len(run.steps):
        return False
    following, here = run.steps[at.step + 1], run.steps[at.step]
    name = watch.last_name(node.function)
    function = following.function
    names = {function.name, function.qualified.rpartition(".")[2]}
    if function.name in run.facts.init or function.kind == "constructor":
        names = {function.qualified.split(".")[-2] if "." in function.qualified else ""}
    if name in names and name:
        if here.line is None or node.place.line <= here.line <= node.place.end_line:
            return True
        # A deferred one is made where the function ends. Looking for it costs a walk.
        return run.facts.null_receivers and _is_deferred(here.function, node)
    return here.call is not None and node.place.start == here.call


def _is_simple(function: p.Function) -> bool:
    """Whether it only gives an expression without calls: looking at it costs nothing."""
    body = function.body
    if body is None or len(body.statements) != 1:
        return False
    only = body.statements[0]
    return (
        isinstance(only, p.Return)
        and isinstance(only.value, p.Member | p.Name | p.Binary | p.Index)
        and not any(isinstance(one, p.Call | p.Function) for one in p.walk(only.value))
    )


def _is_deferred(function: p.Function, call: p.Call) -> bool:
    return function.body is not None and any(
        isinstance(one, p.Deferred) and one.kind == "defer" and one.call is call
        for one in p.walk(function.body)
    )


def _target(
    run: Run,
    node: p.Call,
    function: Value,
    receiver: Value | None,
    values: tuple[Value, ...],
    state: State,
    at: Activation,
) -> Closure | None:
    """The function to go into, if this call is one that matters."""
    if _is_on_path(run, node, at):
        step = run.steps[at.step + 1]
        known = function.closure
        outer = known.activation if known is not None else -1
        return Closure(step.function, outer, step.path, receiver)
    if at.depth >= DEEPEST or run.shallow:
        return None
    closure = function.closure
    if closure is not None and closure.function.kind == "lambda":
        return closure
    found = closure or _resolved(run, node, receiver, at)
    if found is None or _is_active(run, found.function, at):
        return None
    name = found.function.qualified or found.function.name
    around = name.split(".")
    matters = any(
        ".".join(around[:count]) in run.inline for count in range(len(around), 0, -1)
    ) or any(
        value.origin in run.suspects or value.null is True or state.null(value) is True
        for value in values
    )
    matters = matters or (run.facts.block_scopes and _is_simple(found.function))
    beside = at.depth - max(at.step, 0)
    return found if matters and beside < BESIDE else None


def _is_active(run: Run, function: p.Function, at: Activation) -> bool:
    seen = 0
    for one in reversed(run.activations):
        if one.function.place == function.place and one.path == at.path:
            seen += 1
        if one.number == 0:
            break
    return seen > 6 or at.function.place == function.place


def _resolved(run: Run, node: p.Call, receiver: Value | None, at: Activation) -> Closure | None:
    """The function of the program that the call means, if only one can be meant."""
    name = watch.last_name(node.function)
    if not name:
        return None
    found = run.image.functions(name, at.path)
    if receiver is not None and len(found) > 1:
        around = at.function.qualified.rpartition(".")[0]
        same = [one for one in found if one[1].qualified == f"{around}.{name}"]
        if receiver.type is not None:
            wanted = f"{receiver.type.definition.qualified}.{name}"
            same = [one for one in found if one[1].qualified == wanted]
        found = same or found
    if len(found) != 1:
        return None
    file, function = found[0]
    return Closure(file.with_body(function), -1, file.path, receiver)


def _entered(
    run: Run,
    node: p.Call,
    closure: Closure,
    receiver: Value | None,
    arguments: Given,
    step: int,
    state: State,
    at: Activation,
) -> Value:
    """Executes the callee and takes one of its ends."""
    function = closure.function
    if function.name in run.facts.init or function.kind == "constructor":
        receiver = _new_object(run, node, closure, state, at)
    before = state.copy()
    ends = run.once(lambda: execute(run, closure, receiver, arguments, step, before, at))
    if not ends:
        raise Left("lost", "", node)
    end = ends[run.choose(len(ends))]
    state.become(end.state)
    if end.kind in ("raise", "exit", "quiet exit"):
        raise Left(end.kind, end.type, end.node or node, end.value, end.is_failure)
    if function.name in run.facts.init or function.kind == "constructor":
        assert receiver is not None, "it was made above"
        return receiver
    if "generator" in function.flags:
        return fresh(f"{function.qualified}()", "iterator")
    if end.value is None:
        return Value("nothing", null=True, truth=False, kind="null", const=None)
    return end.value


def _new_object(run: Run, node: p.Call, closure: Closure, state: State, at: Activation) -> Value:
    from ._fields import construct

    name = closure.function.qualified.split(".")[-2]
    origin = shortened(f"new {name}@{node.place.line}{at.function.qualified}")
    found = run.image.type_named(name, closure.path)
    if found is None:
        return fresh(origin)
    construct(run, found[0], found[1], origin, state, at)
    return Value(origin, False, None, "object", type=Type(found[1], found[0].path))


def execute(
    run: Run,
    closure: Closure,
    receiver: Value | None,
    arguments: Given,
    step: int,
    state: State,
    at: Activation | None,
) -> list[End]:
    """All ends of a function that is called so."""
    from ._execute import execute_body

    function = closure.function
    depth = 0 if at is None else at.depth + 1
    if closure.activation >= 0:
        receiver = receiver or closure.receiver
    new = Activation(
        len(run.activations), function, closure.path, receiver, closure.activation, step, depth
    )
    run.activations.append(new)
    bind(run, function, receiver, arguments, state, new)
    return execute_body(run, function, state, new)


def bind(
    run: Run,
    function: p.Function,
    receiver: Value | None,
    arguments: Given,
    state: State,
    at: Activation,
) -> None:
    """Binds the parameters to what is given; to unknowns where nothing is said."""
    from ._variables import assign

    parameters = list(function.parameters)
    if function.receiver is not None:
        own = receiver or Value("this", null=None)
        assign(run, function.receiver.target, own, state, at, "let")
    first = parameters[0].target if parameters else None
    takes_self = isinstance(first, p.Name) and first.name in run.facts.own | {"cls"}
    if takes_self:
        own = receiver or Value("this", null=False)
        assign(run, parameters.pop(0).target, own, state, at, "let")
    named = {name: value for name, _, value in arguments if name}
    plain = [value for name, spread, value in arguments if not name and not spread]
    spread = any(spread for _, spread, _ in arguments)
    for place, parameter in enumerate(parameters):
        target = parameter.target
        own_name = target.name if isinstance(target, p.Name) else ""
        assign(
            run,
            target,
            _bound(run, parameter, own_name, place, named, plain, spread, state, at),
            state,
            at,
            "let",
        )


def _bound(
    run: Run,
    parameter: p.Parameter,
    name: str,
    place: int,
    named: dict[str, Value],
    plain: list[Value],
    spread: bool,
    state: State,
    at: Activation,
) -> Value:
    from ._evaluate import evaluate

    if parameter.spread:
        kind = "mapping" if parameter.spread == "**" else "list"
        return fresh(f"rest {at.function.qualified}.{place}", kind)
    if name in named:
        return named[name]
    if place < len(plain):
        value = plain[place]
        if state.null(value) and parameter.default is not None and run.facts.absent == "null":
            return evaluate(run, parameter.default, state, at)  # JavaScript's undefined
        return value
    is_entry = at.depth == 0
    if parameter.default is not None and not spread and not is_entry:
        return evaluate(run, parameter.default, state, at)
    value = unknown(f"parameter {place} of {at.function.qualified or at.function.name}")
    if parameter.type in _NUMBERS:
        return value._replace(null=False, kind="number")
    return value


_NUMBERS = words("int long double float short byte char int64 int32 uint float64")


def applied(
    run: Run, closure: Closure, values: tuple[Value, ...], state: State, at: Activation
) -> Value | None:
    """What a function gives for those values; None if it never returns. Raises Left."""
    if at.depth >= DEEPEST or closure.function.body is None:
        return unknown(f"applied {closure.function.qualified}")
    step = -1
    following = at.step + 1
    if at.step >= 0 and following < len(run.steps):
        next_ = run.steps[following].function
        if next_.place == closure.function.place:
            step = following
    before = state.copy()
    given: Given = [("", "", value) for value in values]
    ends = run.once(lambda: execute(run, closure, closure.receiver, given, step, before, at))
    if not ends:
        return None
    end = ends[run.choose(len(ends))]
    state.become(end.state)
    if end.kind in ("raise", "exit", "quiet exit"):
        raise Left(end.kind, end.type, end.node or closure.function, end.value, end.is_failure)
    return end.value or Value("nothing", null=True, truth=False, kind="null", const=None)


def _built(
    run: Run, node: p.Call, name: str, arguments: Given, state: State, at: Activation
) -> Value | None:
    """A new object of a class of the program, set up by its constructor."""
    found = run.image.type_named(name, at.path) if name[:1].isupper() else None
    if found is None or at.depth >= BESIDE or run.shallow:
        return None
    file, definition = found
    for part in definition.body:
        if isinstance(part, p.Function) and (
            part.name in run.facts.init or part.kind == "constructor"
        ):
            count = len(part.parameters) - bool(
                part.parameters
                and isinstance(part.parameters[0].target, p.Name)
                and part.parameters[0].target.name in run.facts.own
            )
            if count == len(arguments) or not run.facts.block_scopes:
                closure = Closure(file.with_body(part), -1, file.path)
                return _entered(run, node, closure, None, arguments, -1, state, at)
    return None


def _callbacks(
    run: Run, receiver: Value | None, values: tuple[Value, ...], state: State, at: Activation
) -> None:
    """Functions that are handed to what is not known may be called by it."""
    from ._evaluate import element_of

    for value in values:
        closure = value.closure
        if closure is None or closure.function.body is None or at.depth >= BESIDE:
            continue
        if closure.function.kind != "lambda" and not _is_next(run, closure, at):
            continue
        item = None if receiver is None else element_of(run, receiver, state, at)
        items = () if item is None else (item,)
        applied(run, closure, items, state, at)


def _is_next(run: Run, closure: Closure, at: Activation) -> bool:
    following = at.step + 1
    return (
        at.step >= 0
        and following < len(run.steps)
        and run.steps[following].function.place == closure.function.place
    )


def _handles_rejection(node: p.Call) -> bool:
    target = node.function
    return (
        isinstance(target, p.Member)
        and target.name in ("catch", "then")
        and len(node.arguments) == (1 if target.name == "catch" else 2)
        and isinstance(target.object, p.Call | p.Name | p.Await)
    )


def _with_catch(run: Run, node: p.Call, state: State, at: Activation) -> Value:
    """promise.catch(handler): what fails in the promise goes to the handler."""
    from ._evaluate import evaluate

    target = node.function
    assert isinstance(target, p.Member), "asked above"
    try:
        value = evaluate(run, target.object, state, at)
        if target.name == "then":
            function = evaluate(run, node.arguments[0].value, state, at)
            if function.closure is not None:
                return applied(run, function.closure, (value,), state, at) or value
        return value
    except Left as left:
        if left.kind != "raise":
            raise
        handler = evaluate(run, node.arguments[-1].value, state, at)
        if handler.closure is None or handler.closure.function.body is None:
            raise
        function_ = handler.closure.function
        body = function_.body
        assert body is not None, "asked above"
        if left.is_failure:
            taken = p.Handler(node.place, (), None, body)
            caught = Caught(taken, at.function, at.path, node)
            run.caught.append(caught)
            state.caught = (*state.caught, caught)
        error = fresh(f"error {left.type}")
        result = applied(run, handler.closure, (error,), state, at)
        return result or unknown("handled")
