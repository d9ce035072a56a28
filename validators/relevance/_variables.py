"""Variables: where a name's value comes from, and where one goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._values import UNKNOWN, Closure, Type, Value, constant, fresh, joined, shortened, unknown

if TYPE_CHECKING:
    from ._images import File
    from ._run import Activation, Run
    from ._state import State


def look_up(run: Run, name: str, state: State, at: Activation) -> Value:
    """The value of a name: a variable's of this activation or one around it, or a global's."""
    if name in run.facts.own and (at.number, name) not in state.env:
        return at.receiver if at.receiver is not None else Value("this", null=False)
    place: Activation | None = at
    while place is not None:
        found = state.env.get((place.number, name))
        if found is not None:
            return found
        place = run.activations[place.outer] if place.outer >= 0 else None
    return _global(run, name, state, at)


def _global(run: Run, name: str, state: State, at: Activation) -> Value:
    key = (-1, f"{at.path}:{name}")
    if key not in state.env:
        state.env[key] = _global_value(run, name, state, at)
    return state.env[key]


def _global_value(run: Run, name: str, state: State, at: Activation) -> Value:
    file = run.image.file(at.path)
    if file is None:
        return unknown(name)
    for function in file.functions.get(name, ()):
        if function.kind == "function":
            return Value(name, False, True, "function", closure=Closure(function, -1, at.path))
    if name in file.classes:
        return Value(name, False, True, "class", type=Type(file.classes[name], at.path))
    if name in file.variables:
        return _initial(run, name, file, state, at)
    if name in file.imported:
        if run.facts.block_scopes and not run.facts.untyped:
            return Value(name, False, True, "package")
        return _imported(run, name, file, state)
    # Java: a field of the class may be named without `this`.
    if at.receiver is not None or "this" in run.facts.own:
        owner = at.receiver or Value("this", null=False)
        constant_ = _static(run, file, name, state, at)
        if constant_ is not None:
            return constant_
        path = shortened(f"{owner.origin}.{name}")
        if path in state.heap or _is_field(file, at, name):
            from ._evaluate import member_of

            return member_of(run, owner, name, state, at)
    return unknown(name)


def _static(run: Run, file: File, name: str, state: State, at: Activation) -> Value | None:
    """Java: a static field of a class around that is and stays what is written there."""
    for part in reversed(at.function.qualified.split(".")[:-1]):
        found = file.classes.get(part)
        if found is None or name not in found.statics:
            continue
        for node in found.body:
            if isinstance(node, p.Assign) and spelt_name(node.target) == name:
                return _written(run, node.value, f"{part}.{name}", file, state, at)
    return None


def _written(
    run: Run, node: p.Node | None, name: str, file: File, state: State, at: Activation
) -> Value | None:
    from ._evaluate import evaluate
    from ._run import Activation

    if node is None or at.depth > 20:
        return None
    meaning = run.facts.meaning(node)
    fixed = meaning is not None and meaning.kind in ("elements", "entries")
    if not fixed and not isinstance(node, p.Literal):
        return None
    place = Activation(-1, file.as_function, file.path, None, -1, -1, at.depth + 1)
    value = evaluate(run, node, state, place)
    return renamed(value, name, state) if fixed else value


def spelt_name(node: p.Node) -> str:
    return node.name if isinstance(node, p.Name) else ""


def _is_field(file: File, at: Activation, name: str) -> bool:
    for part in at.function.qualified.split(".")[:-1]:
        found = file.classes.get(part)
        if found is not None and any(
            isinstance(one, p.Assign) and isinstance(one.target, p.Name) and one.target.name == name
            for one in found.body
        ):
            return True
    return False


def _imported(run: Run, name: str, file: File, state: State) -> Value:
    """What an import brings in, where the other file is at hand."""
    _, there = file.imported[name]
    for other in run.image.files(file.path):
        if other.path != file.path and (there or name) in other.variables:
            from ._run import Activation

            away = Activation(-1, other.as_function, other.path, None, -1, -1, 0)
            return _initial(run, there or name, other, state, away)
    return unknown(name)


def _initial(run: Run, name: str, file: File, state: State, at: Activation) -> Value:
    """The value that a top-level variable begins with, where it is one that says something."""
    from ._evaluate import evaluate
    from ._run import Activation, Left

    values = []
    for node in file.variables[name]:
        plain = isinstance(node.target, p.Name) and node.operator == "="
        if not plain or node.value is None or not isinstance(node.value, _TELLING):
            return unknown(name)
        place = Activation(-1, file.as_function, file.path, None, -1, -1, at.depth + 1)
        try:
            values.append(evaluate(run, node.value, state, place))
        except Left:
            return unknown(name)
    value = joined(values)
    if run.facts.untyped and value.kind in ("list", "mapping") and _is_filled(run, name, file):
        return Value(name, null=False, kind=value.kind)
    if value.const is not UNKNOWN and value.kind != "null":
        return value if len(values) == 1 else unknown(name)
    return renamed(value, name, state)


def _is_filled(run: Run, name: str, file: File) -> bool:
    """Whether the file changes what is in a container after it was made."""
    for one in p.walk(file.module):
        if isinstance(one, p.Call) and isinstance(one.function, p.Member):
            owner, how = one.function.object, one.function.name
            if how in run.facts.changing and spelt_name(owner) == name:
                return True
        elif (
            isinstance(one, p.Assign)
            and isinstance(one.target, p.Index | p.Member)
            and spelt_name(one.target.object) == name
        ):
            return True
    return False


_TELLING = (p.Literal, p.Mapping, p.Collection, p.Call, p.Function, p.Unary, p.Comprehension)


def renamed(value: Value, origin: str, state: State) -> Value:
    """The value under another origin, with what is in it."""
    old = value.origin
    for path, part in list(state.heap.items()):
        if path.startswith((f"{old}[", f"{old}.")):
            state.heap[shortened(origin + path[len(old) :])] = part
    for (a, b), n in list(state.bounds.items()):
        if f"len {old}" in (a, b):
            pair = tuple(f"len {origin}" if one == f"len {old}" else one for one in (a, b))
            state.bounds[pair[0], pair[1]] = n
    return value._replace(origin=origin)


def assign(
    run: Run, target: p.Node, value: Value, state: State, at: Activation, declares: str = ""
) -> None:
    """Puts a value where `target` says."""
    from ._evaluate import changed, evaluate

    if isinstance(target, p.Name):
        state.env[_home(run, target.name, state, at, declares), target.name] = value
    elif isinstance(target, p.Member):
        owner = evaluate(run, target.object, state, at)
        from . import _watch as watch

        watch.null(run, target, "member", owner, state, at)
        state.heap[shortened(f"{owner.origin}.{target.name}")] = value
    elif isinstance(target, p.Index):
        _put(run, target, value, state, at)
    elif isinstance(target, p.Collection):
        _unpack(run, target, value, state, at, declares)
    elif isinstance(target, p.Mapping):
        _destructure(run, target, value, state, at, declares)
    elif isinstance(target, p.Spread):
        assign(run, target.value, fresh(f"rest of {value.origin}", "list"), state, at, declares)
    elif isinstance(target, p.Assign):  # a default
        from ._evaluate import evaluate as evaluated

        if state.null(value):
            value = evaluated(run, target.value, state, at) if target.value else value
        assign(run, target.target, value, state, at, declares)
    elif isinstance(target, p.Unary):
        changed(run, evaluate(run, target.operand, state, at), state, at, target)


def _home(run: Run, name: str, state: State, at: Activation, declares: str) -> int:
    """The activation whose variable a plain name is."""
    if declares or not run.facts.block_scopes:
        return at.number
    place: Activation | None = at
    while place is not None:
        if (place.number, name) in state.env:
            return place.number
        place = run.activations[place.outer] if place.outer >= 0 else None
    return at.number


def _put(run: Run, target: p.Index, value: Value, state: State, at: Activation) -> None:
    from . import _watch as watch
    from ._absent import used
    from ._evaluate import evaluate

    owner = evaluate(run, target.object, state, at)
    key = evaluate(run, target.key, state, at)
    watch.null(run, target, "put", owner, state, at)
    used(run, target, key, "key", at)
    watch.put(run, target, owner, key, state, at)
    put(owner, key, value, state)


def put(owner: Value, key: Value, value: Value, state: State) -> None:
    """container[key] = value."""
    state.tell(("has", owner.origin, key.origin), True)
    if state.facts.get(("has before", owner.origin, key.origin)) is not True:
        state.tell(("modified", owner.origin), True)
    state.heap[shortened(f"{owner.origin}[{key.origin}]")] = value


def _unpack(
    run: Run, target: p.Collection, value: Value, state: State, at: Activation, declares: str
) -> None:
    from ._absent import ABSENT

    count = len(target.items)
    for place, item in enumerate(target.items):
        if value.items is not None and len(value.items) == count:
            part = value.items[place]
        elif run.facts.paired_results and place == count - 1 and place > 0:
            part = _witness(value, state)
        elif run.facts.untyped and value.items is not None and place >= len(value.items):
            part = ABSENT
        else:
            part = unknown(f"{value.origin}#{place}")
        assign(run, item, part, state, at, declares)


def _witness(value: Value, state: State) -> Value:
    """The error or the flag that comes with a result. With a nil comes an error, or false: which
    of the two it is, the test tells that asks for it.
    """
    if state.null(unknown(f"{value.origin}#0")) is True:
        return Value(shortened(f"{value.origin}#error"), null=False, truth=False)
    return unknown(f"{value.origin}#error")


def checked(value: Value, state: State) -> Value:
    """Go's `v, ok :=` of a map, an assertion, a channel: the value, and whether it is one."""
    known = state.null(value)
    if known is None:
        fact = state.facts.get(("asserts", value.origin))
        known = None if fact is None else fact is False
    flag = Value(shortened(f"ok {value.origin}"), False, None if known is None else not known)
    return Value(f"({value.origin}, ok)", False, None, "tuple", items=(value, flag))


def _destructure(
    run: Run, target: p.Mapping, value: Value, state: State, at: Activation, declares: str
) -> None:
    from . import _watch as watch
    from ._absent import field_of
    from ._evaluate import evaluate, member_of

    watch.null(run, target, "member", value, state, at)
    for item in target.entries:
        if item.key is None:
            assign(run, item.value, fresh(f"rest of {value.origin}"), state, at, declares)
        else:
            key = state.const(evaluate(run, item.key, state, at))
            part = field_of(run, value, str(key)) or member_of(run, value, str(key), state, at)
            assign(run, item.value, part, state, at, declares)


def default_of(run: Run, node: p.Assign, state: State) -> Value | None:
    """What a declaration without a value gives, None if it gives none (Python)."""
    if not run.facts.block_scopes:
        return None
    if "this" in run.facts.own and not node.type:  # JavaScript
        return constant(None)
    kind = node.type
    if kind.startswith(("map[", "*", "func(", "chan ", "[]")) or kind == "error":
        return constant(None)
    return fresh(f"zero {kind}", "") if not kind[:1].isupper() else unknown(f"zero {kind}")
