"""What an expression gives, and what goes wrong in it: one way through it at a time."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ...languages import program as p
from ...languages.spelling import spell
from ...languages.words import words
from . import _watch as watch
from ._absent import ABSENT, field_of, used
from ._calls import call
from ._meanings import meant
from ._run import Left
from ._tests import compared, decide, known_truth
from ._values import UNKNOWN, Closure, Type, Value, constant, joined, shortened, unknown
from ._variables import assign, look_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._run import Activation, Run
    from ._state import State

NULL = constant(None)


class Broken(Exception):  # noqa: N818 - how an optional chain ends
    """An optional link met null: the whole chain is null."""


def evaluate(run: Run, node: p.Node, state: State, at: Activation) -> Value:
    """The value of an expression in `state`, which takes in what it changes. Raises Left."""
    run.tick()
    handler = _HANDLERS.get(type(node), _opaque)
    value = handler(run, node, state, at)
    if run.is_general:
        watch.general(run, node, (value,), state, at)
    return value


def _literal(run: Run, node: p.Literal, state: State, at: Activation) -> Value:
    kind, value = node.kind, node.value
    if kind in ("null", "undefined"):
        return NULL
    if kind in ("bool", "int", "float"):
        return constant(value)
    if kind == "str":
        return constant(value, "text")
    if kind in ("char", "bytes", "bigint"):
        return Value(repr(value), False, None, kind, value)
    return Value(f"{kind} {value!r}", False, None, kind)


def _name(run: Run, node: p.Name, state: State, at: Activation) -> Value:
    watch.name(run, node, state, at)
    return look_up(run, node.name, state, at)


def _chain(run: Run, node: p.Node, state: State, at: Activation) -> Value:
    """A chain of members, indexes and calls, which ends as a whole where an optional link does."""
    try:
        return _link(run, node, state, at)
    except Broken:
        return ABSENT


def _link(run: Run, node: p.Node, state: State, at: Activation) -> Value:
    run.tick()
    if isinstance(node, p.Member):
        value = _member(run, node, state, at)
    elif isinstance(node, p.Index):
        value = _index(run, node, state, at)
    elif isinstance(node, p.Call):
        value = call(run, node, state, at)
    else:
        return evaluate(run, node, state, at)
    if run.is_general:
        watch.general(run, node, (value,), state, at)
    return value


def link(run: Run, node: p.Node, state: State, at: Activation, optional: bool) -> Value:
    """The object of a link. Raises Broken where it is null and the link is optional."""
    value = _link(run, node, state, at)
    if optional and state.null(value):
        if run.facts.untyped:
            watch.met(run, node, value, value, at)
        raise Broken
    return value


def _member(run: Run, node: p.Member, state: State, at: Activation) -> Value:
    meaning = run.facts.meaning(node)
    if meaning is not None:
        value = meant(run, node, meaning, state, at)
        if value is not None:
            return value
    owner = link(run, node.object, state, at, node.optional)
    watch.null(run, node, "member", owner, state, at)
    return field_of(run, owner, node.name) or member_of(run, owner, node.name, state, at)


def member_of(run: Run, owner: Value, name: str, state: State, at: Activation) -> Value:
    """The member of a value: what was assigned to it, its class's method, or an unknown."""
    path = shortened(f"{owner.origin}.{name}")
    if path in state.heap:
        return state.heap[path]
    if owner.type is not None:
        for part in owner.type.definition.body:
            if isinstance(part, p.Function) and part.name == name:
                closure = Closure(part, -1, owner.type.path, owner)
                return Value(path, False, True, "function", closure=closure)
    from ._fields import field_value

    return field_value(run, owner, name, path, state, at)


def _index(run: Run, node: p.Index, state: State, at: Activation) -> Value:
    owner = link(run, node.object, state, at, node.optional)
    key = evaluate(run, node.key, state, at)
    watch.null(run, node, "index", owner, state, at)
    watch.index(run, node, owner, key, state, at)
    return entry(run, owner, key, state)


def entry(run: Run, owner: Value, key: Value, state: State) -> Value:
    """What is in a container under a key."""
    path = shortened(f"{owner.origin}[{key.origin}]")
    if path in state.heap:
        return state.heap[path]
    const = state.const(key)
    if (
        owner.items is not None
        and isinstance(const, int)
        and not isinstance(const, bool)
        and -len(owner.items) <= const < len(owner.items)
    ):
        return owner.items[const]
    if run.facts.absent == "null" and has(state, owner, key) is False:
        return NULL
    if owner.origin.startswith("split("):
        return Value(path, False, None, "text")
    return unknown(path)


def has(state: State, owner: Value, key: Value) -> bool | None:
    """Whether a container has a key."""
    if owner.total or key.origin == f"{owner.origin}[*]":
        return True
    const = state.const(key)
    if owner.keys is not None and const is not UNKNOWN and not isinstance(const, float):
        changed = ("has", owner.origin, key.origin)
        return const in owner.keys or state.facts.get(changed) is True
    known = state.facts.get(("has", owner.origin, key.origin))
    if known is None:
        path = shortened(f"{owner.origin}[{key.origin}]")
        if state.facts.get(("null", path)) is True and path not in state.heap:
            return False  # what was null was not there
    return known if isinstance(known, bool) else None


def _slice(run: Run, node: p.Slice, state: State, at: Activation) -> Value:
    owner = None if node.object is None else evaluate(run, node.object, state, at)
    bounds = [
        None if one is None else evaluate(run, one, state, at)
        for one in (node.low, node.high, node.step)
    ]
    origin = "" if owner is None else owner.origin
    if owner is not None:
        watch.null(run, node, "index", owner, state, at)
        watch.sliced(run, node, owner, bounds[0], bounds[1], state, at)
    texts = [("" if one is None else one.origin) for one in bounds]
    kind = "" if owner is None else state.kind(owner)
    return Value(shortened(f"{origin}[{':'.join(texts)}]"), False, None, kind)


def _unary(run: Run, node: p.Unary, state: State, at: Activation) -> Value:
    operator = node.operator
    if operator in ("++x", "--x", "x++", "x--"):
        old = evaluate(run, node.operand, state, at)
        base, offset = old.linear
        step = 1 if "+" in operator else -1
        new = Value(
            f"({old.origin} + {step})", False, None, "number", base=base, offset=offset + step
        )
        assign(run, node.operand, new, state, at)
        return new if operator[0] != "x" else old
    if operator in ("!", "not"):
        truth = known_truth(run, node, state, at)
        if truth is not None:
            return constant(truth)
        return Value(spell_origin(run, node, state, at), False, None, "bool")
    value = evaluate(run, node.operand, state, at)
    if operator == "&":
        if isinstance(node.operand, p.Name) and value.kind in ("null", ""):
            # Whoever gets the address may fill it.
            filled = unknown(f"filled {node.operand.name}")
            assign(run, node.operand, filled, state, at)
        return value._replace(null=False) if value.null is None else value
    if operator == "*":
        watch.null(run, node, "member", value, state, at)
        return value._replace(null=None, base=None) if value.null is not None else value
    if operator == "typeof":
        return Value(f"typeof {value.origin}", False, True, "text")
    if operator == "delete" and isinstance(node.operand, p.Index | p.Member):
        owner = evaluate(run, node.operand.object, state, at)
        changed(run, owner, state, at, node)
        return constant(True)
    const = state.const(value)
    if operator == "-" and isinstance(const, int | float):
        return constant(-const)
    if operator in ("-", "+", "~"):
        watch.arithmetic(run, node, (value,), state, at)
        return Value(shortened(f"{operator}{value.origin}"), False, None, "number")
    return unknown(f"{operator} {value.origin}")


def spell_origin(run: Run, node: p.Node, state: State, at: Activation) -> str:
    """An origin for what nothing more is known of."""
    return shortened(f"{spell(node)}@{at.function.qualified}")


def changed(run: Run, owner: Value, state: State, at: Activation, node: p.Node) -> None:
    """A container was changed in place."""
    state.forget(owner.origin)
    state.tell(("modified", owner.origin), True)


def _binary(run: Run, node: p.Binary, state: State, at: Activation) -> Value:
    meaning = run.facts.meaning(node)
    if meaning is not None:
        value = meant(run, node, meaning, state, at)
        if value is not None:
            return value
    left = evaluate(run, node.left, state, at)
    right = evaluate(run, node.right, state, at)
    if node.operator in _ORDERS and "compare" in run.facts.null_fails:
        watch.arithmetic(run, node, (left, right), state, at)
    outcome = compared(run, node.operator, left, right, state)
    if outcome is not None:
        return constant(outcome)
    if node.operator in _COMPARISONS:
        return Value(
            shortened(f"({left.origin} {node.operator} {right.origin})"), False, None, "bool"
        )
    return arithmetic(run, node, node.operator, left, right, state, at)


_ORDERS = words("< > <= >=")
_COMPARISONS = words("== != === !== < > <= >= is in instanceof") | {"is not", "not in", "<>"}


def arithmetic(
    run: Run, node: p.Node, operator: str, left: Value, right: Value, state: State, at: Activation
) -> Value:
    """`left operator right` for what is no comparison."""
    if operator == "+" and run.facts.joins and "text" in (state.kind(left), state.kind(right)):
        joint = shortened(f"({left.origin} + {right.origin})")
        whole = [state.const(left), state.const(right)]
        if all(isinstance(one, str) for one in whole):
            return constant("".join(map(str, whole)), "text")
        return Value(joint, False, None, "text")
    watch.arithmetic(run, node, (left, right), state, at)
    for value in (left, right):
        used(run, node, value, "arithmetic", at)
    if operator in ("/", "//", "%"):
        watch.divided(run, node, right, state, at)
    origin = shortened(f"({left.origin} {operator} {right.origin})")
    one, two = state.const(left), state.const(right)
    if operator == "-" and one is UNKNOWN and two is UNKNOWN:
        state.tell(("difference", origin), (left.linear, right.linear))
    if isinstance(one, str) and isinstance(two, str) and operator == "+":
        return constant(one + two, "text")
    kinds = {state.kind(left), state.kind(right)}
    if operator == "+" and "text" in kinds and len(kinds) == 1:
        return Value(origin, False, None, "text")
    if operator in ("+", "-") and "text" not in kinds:
        for value, other, sign in ((left, two, 1), (right, one, 1)):
            if isinstance(other, int) and not isinstance(other, bool):
                if operator == "-" and value is right:
                    continue
                base, offset = value.linear
                delta = other if operator == "+" else -other
                if base == "":
                    return constant(offset + delta)
                return Value(origin, False, None, "number", base=base, offset=offset + delta * sign)
    if operator == "%":
        # Between zero and the divisor; the sign of a negative left side is not looked at.
        rest = Value(origin, False, None, "number")
        state.tell_at_most(rest, right, -1)
        state.tell_at_most(Value("0", base="", offset=0), rest)
        return rest
    minus = None
    if operator == "-" and one is UNKNOWN and two is UNKNOWN:
        minus = left.linear, right.linear
    return Value(origin, False, None, "number" if kinds == {"number"} else "", minus=minus)


def _logical(run: Run, node: p.Logical, state: State, at: Activation) -> Value:
    left = evaluate(run, node.left, state, at)
    if node.operator == "??":
        is_null = state.null(left)
        if is_null is not None:
            return evaluate(run, node.right, state, at) if is_null else left
        other = state.copy()
        other.tell_null(left, True)
        right = evaluate(run, node.right, other, at)
        return joined([left._replace(null=False), right])._replace(kind=left.kind or right.kind)
    truth = state.truth(left, run.facts.falsy)
    if truth is not None:
        goes_on = truth == (node.operator == "and")
        return evaluate(run, node.right, state, at) if goes_on else left
    other = state.copy()
    other.tell_truth(left, node.operator == "and")
    right = evaluate(run, node.right, other, at)
    if node.operator == "or":
        return joined([left._replace(null=False, truth=True), right])
    return joined([left._replace(truth=False), right])


def _conditional(run: Run, node: p.Conditional, state: State, at: Activation) -> Value:
    if decide(run, node.test, state, at):
        return evaluate(run, node.then, state, at)
    return evaluate(run, node.other, state, at)


def _collection(run: Run, node: p.Collection, state: State, at: Activation) -> Value:
    values, whole = [], True
    for item in node.items:
        if isinstance(item, p.Spread):
            value = evaluate(run, item.value, state, at)
            watch.iterated(run, item, value, state, at)
            whole = False
            values.append(value)
        else:
            values.append(evaluate(run, item, state, at))
    if node.kind == "sequence":
        return values[-1] if values else NULL
    texts = ", ".join(value.origin for value in values)
    kind = "tuple" if node.kind == "tuple" else "list"
    origin = shortened(f"{kind} at {node.place.line}({texts})")
    if not whole:
        single = values[0] if len(values) == 1 else None
        return Value(
            origin, False, None, kind, copied=True, element=single.element if single else None
        )
    state.bounds[f"len {origin}", ""] = len(values)
    state.bounds["", f"len {origin}"] = -len(values)
    return Value(origin, False, None, kind, items=tuple(values), copied=True)


def _mapping(run: Run, node: p.Mapping, state: State, at: Activation) -> Value:
    keys: set[object] | None = set()
    texts = []
    entries: list[tuple[object, Value]] = []
    for item in node.entries:
        key: object = UNKNOWN
        if item.key is not None:
            found = evaluate(run, item.key, state, at)
            key = state.const(found)
        value = evaluate(run, item.value, state, at)
        texts.append(f"{key!r}: {value.origin}")
        if key is UNKNOWN or isinstance(key, float):
            keys = None
        else:
            entries.append((key, value))
            if keys is not None:
                keys.add(key)
    origin = shortened(f"{node.type}{node.kind}({', '.join(texts)})")
    is_object = node.kind in ("object", "struct")
    for key, value in entries:
        path = f"{origin}.{key}" if is_object else f"{origin}[{key!r}]"
        state.heap[shortened(path)] = value
    kind = "object" if node.kind == "struct" else "mapping"
    known = None if keys is None else frozenset(keys)
    type_ = None
    if node.kind == "struct":
        found_type = run.image.type_named(node.type, at.path)
        if found_type is not None:
            type_ = Type(found_type[1], found_type[0].path)
            _default_fields(type_, origin, {str(key) for key, _ in entries}, state)
    return Value(origin, False, None, kind, keys=known, type=type_)


def _default_fields(type_: Type, origin: str, given: set[str], state: State) -> None:
    """Go: what a literal leaves out is zero; of maps, pointers, functions and interfaces, nil."""
    for part in type_.definition.body:
        if isinstance(part, p.Assign) and isinstance(part.target, p.Name):
            name = part.target.name
            if name not in given and part.type.startswith(("map[", "*", "func(", "chan ")):
                state.heap[shortened(f"{origin}.{name}")] = NULL


def _template(run: Run, node: p.Template, state: State, at: Activation) -> Value:
    values = [evaluate(run, part, state, at) for part in node.parts]
    for value in values:
        used(run, node, value, "text", at)
    texts = [value.origin for value in values]
    return Value(shortened(f"text({', '.join(texts)})"), False, None, "text")


def _formatted(run: Run, node: p.Formatted, state: State, at: Activation) -> Value:
    value = evaluate(run, node.value, state, at)
    if node.spec:
        watch.arithmetic(run, node, (value,), state, at)
    return Value(f"format({value.origin})", False, None, "text")


def _function(run: Run, node: p.Function, state: State, at: Activation) -> Value:
    closure = Closure(node, at.number, at.path, at.receiver)
    text = spell(node)
    if len(text) > 60:
        text = f"{node.name} {blake2b(text.encode(), digest_size=6).hexdigest()}"
    return Value(shortened(f"function {text}"), False, True, "function", closure=closure)


def _await(run: Run, node: p.Await, state: State, at: Activation) -> Value:
    value = evaluate(run, node.value, state, at)
    watch.awaited(run, node, value, state, at)
    return value


def _yield(run: Run, node: p.Yield, state: State, at: Activation) -> Value:
    if node.value is not None:
        evaluate(run, node.value, state, at)
    return unknown("yielded")


def _convert(run: Run, node: p.Convert, state: State, at: Activation) -> Value:
    value = evaluate(run, node.value, state, at)
    if node.kind in ("cast", "assert"):
        watch.cast(run, node, value, is_of(run, value, node.type, state, at), state, at)
    if node.kind == "cast" and node.type in _UNBOXED:
        watch.arithmetic(run, node, (value,), state, at)
    return value


_UNBOXED = words("int long double float short byte char boolean")


def _type_test(run: Run, node: p.TypeTest, state: State, at: Activation) -> Value:
    value = evaluate(run, node.value, state, at)
    truth = compared(run, "instanceof", value, Value(node.type), state)
    if node.binding:
        state.env[at.number, node.binding] = value
    if truth is not None:
        return constant(truth)
    return Value(shortened(f"({value.origin} instanceof {node.type})"), False, None, "bool")


def _comprehension(run: Run, node: p.Comprehension, state: State, at: Activation) -> Value:
    inner = state.copy()
    texts: list[str] = []
    element = _clauses(run, node, 0, inner, at, texts)
    state.facts.update(
        {fact: known for fact, known in inner.facts.items() if fact[0] == "modified"}
    )
    kind = {"dict": "mapping", "generator": "iterator"}.get(node.kind, "list")
    origin = shortened(f"{node.kind} of {spell(node.element)} for {'; '.join(texts)}")
    return Value(origin, False, None, kind, element=element, copied=True)


def _clauses(
    run: Run, node: p.Comprehension, place: int, state: State, at: Activation, texts: list[str]
) -> Value | None:
    """The element of the comprehension; None where no item gets through the tests."""
    if place == len(node.clauses):
        if isinstance(node.element, p.Entry):
            if node.element.key is not None:
                evaluate(run, node.element.key, state, at)
            return evaluate(run, node.element.value, state, at)
        return evaluate(run, node.element, state, at)
    clause = node.clauses[place]
    source = evaluate(run, clause.iterable, state, at)
    watch.iterated(run, clause, source, state, at)
    texts.append(f"{source.origin} if {' and '.join(map(spell, clause.tests))}")
    item = element_of(run, source, state, at)
    if item is None:
        return None
    assign(run, clause.target, item, state, at)
    for test in clause.tests:
        if known_truth(run, test, state, at) is False:
            return None
        assume(run, test, state, at, True)
    return _clauses(run, node, place + 1, state, at, texts)


def assume(run: Run, test: p.Node, state: State, at: Activation, outcome: bool) -> bool:
    """Takes in that `test` has the outcome. False if that cannot be."""
    done, _ = run.ways(state, lambda one: decide(run, test, one, at))
    fitting = [one for one, result in done if result == outcome]
    if not fitting:
        return False
    state.become(fitting[0])
    return True


def element_of(run: Run, source: Value, state: State, at: Activation) -> Value | None:
    """What iterating over a value gives; None if nothing gets through its filters."""
    if source.kind == "range" and source.items is not None:
        return _number(source, source.items, state)
    if state.bounds.get((f"len {source.origin}", ""), 1) <= 0:
        return None
    item = source.element
    if item is None:
        if source.items is not None and source.items:
            item = joined(source.items)
        else:
            item = unknown(f"{source.origin}[*]")
    for closure in source.filters:
        from ._calls import applied

        other = state.copy()
        result = applied(run, closure, (item,), other, at)
        if result is not None and other.truth(result, run.facts.falsy) is False:
            return None
        if result is not None:
            state.facts.update(other.facts)
    return item


def _number(source: Value, ends: tuple[Value, ...], state: State) -> Value | None:
    """A number of a range; None if it has none."""
    low, high = ends
    number = Value(shortened(f"in {source.origin}"), False, None, "number")
    if state.at_most(low, number) is False or state.at_most(number, high, -1) is False:
        return None
    if state.at_most(low, high, -1) is False:
        return None
    state.tell_at_most(low, number)
    state.tell_at_most(number, high, -1)
    return number


def _assign(run: Run, node: p.Assign, state: State, at: Activation) -> Value:
    from ._variables import checked, default_of

    if node.value is None:
        value = default_of(run, node, state)
        if value is not None:
            assign(run, node.target, value, state, at, node.declares)
        return value or NULL
    if node.operator == "=":
        pair = _whether(run, node, state, at)
        value = evaluate(run, node.value, state, at) if pair is None else pair
        if node.type and node.type in _UNBOXED:
            watch.arithmetic(run, node, (value,), state, at)
        value = typed(run, node, value)
        if isinstance(node.target, p.Collection):
            if node.several and pair is None and not isinstance(node.value, p.Call):
                value = checked(value, state)
            watch.unpacked(run, node, value, state, at)
    elif node.operator in ("??=", "||=", "&&="):
        logical = p.Logical(node.place, _SHORT[node.operator], node.target, node.value)
        value = evaluate(run, logical, state, at)
    else:
        old = evaluate(run, node.target, state, at)
        new = evaluate(run, node.value, state, at)
        value = arithmetic(run, node, node.operator.removesuffix("="), old, new, state, at)
    assign(run, node.target, value, state, at, node.declares)
    return value


def _whether(run: Run, node: p.Assign, state: State, at: Activation) -> Value | None:
    """Go: `v, ok := x.(T)` asks and never fails, nor does `v, ok := m[k]`: the pair. None for what
    is nothing of that kind.
    """
    asked = node.value
    if not node.several or not isinstance(node.target, p.Collection):
        return None
    if isinstance(asked, p.Convert) and asked.kind == "assert":
        value = evaluate(run, asked.value, state, at)
        known = is_of(run, value, asked.type, state, at)
        watch.cast(run, asked, value, True, state, at)
        found = Value(shortened(f"{value.origin}.({asked.type})"))
    elif isinstance(asked, p.Index):
        owner = link(run, asked.object, state, at, False)
        key = evaluate(run, asked.key, state, at)
        known = False if state.null(owner) else has(state, owner, key)
        found = entry(run, owner, key, state)
    else:
        return None
    if known is False:
        found = found._replace(null=True, truth=None, origin=f"zero of {found.origin}")
    flag = Value(shortened(f"ok {found.origin}"), False, known, "bool")
    return Value(f"({found.origin}, ok)", False, None, "tuple", items=(found, flag))


def is_of(run: Run, value: Value, type_: str, state: State, at: Activation) -> bool | None:
    """Whether a value is of a type: as a test told, or as the error said what it really is."""
    known = state.facts.get(("type", value.origin, type_))
    if isinstance(known, bool):
        return known
    if state.null(value):
        return False
    actual = state.facts.get(("actual", value.origin))
    if not isinstance(actual, str):
        return None
    if actual == type_:
        return True
    found = run.image.type_named(type_.lstrip("*"), at.path)
    open_ = found is not None and found[1].kind == "interface"
    return None if open_ or type_ in run.facts.open_types else False


_SHORT = {"??=": "??", "||=": "or", "&&=": "and"}


def typed(run: Run, node: p.Assign, value: Value) -> Value:
    """Where a declaration says the type, a value of which nothing else is known is of it."""
    if value.kind == "" and node.type in ("int", "long", "double", "float", "short"):
        return value._replace(kind="number", null=False)
    if value.kind == "" and node.type in ("String", "string", "str"):
        return value._replace(kind="text")
    return value


def _group(run: Run, node: p.Group, state: State, at: Activation) -> Value:
    return evaluate(run, node.value, state, at)


def _spread(run: Run, node: p.Spread, state: State, at: Activation) -> Value:
    return evaluate(run, node.value, state, at)


def _switch(run: Run, node: p.Switch, state: State, at: Activation) -> Value:
    from ._execute import switch_value

    return switch_value(run, node, state, at)


def _opaque(run: Run, node: p.Node, state: State, at: Activation) -> Value:
    """What has no rule: its parts are evaluated, and nothing is known of what comes out."""
    texts = [
        evaluate(run, part, state, at).origin
        for part in p.children(node)
        if type(part) in _HANDLERS
    ]
    kind = getattr(node, "kind", type(node).__name__)
    return unknown(f"{kind}({', '.join(texts)})")


def raised(run: Run, node: p.Raise, state: State, at: Activation) -> Left:
    """How a `raise` leaves."""
    value = None if node.value is None else evaluate(run, node.value, state, at)
    return Left("raise", error_type(node.value), node, value)


def error_type(node: p.Node | None) -> str:
    """The type of what is raised, as far as the expression names it."""
    if isinstance(node, p.Call):
        return error_type(node.function)
    if isinstance(node, p.Member):
        return node.name
    return node.name if isinstance(node, p.Name) else ""


_HANDLERS: dict[type, Callable[[Any, Any, Any, Any], Value]] = {
    p.Literal: _literal,
    p.Name: _name,
    p.Member: _chain,
    p.Index: _chain,
    p.Call: _chain,
    p.Group: _group,
    p.Slice: _slice,
    p.Unary: _unary,
    p.Binary: _binary,
    p.Logical: _logical,
    p.Conditional: _conditional,
    p.Collection: _collection,
    p.Mapping: _mapping,
    p.Spread: _spread,
    p.Template: _template,
    p.Formatted: _formatted,
    p.Function: _function,
    p.Await: _await,
    p.Yield: _yield,
    p.Convert: _convert,
    p.TypeTest: _type_test,
    p.Comprehension: _comprehension,
    p.Assign: _assign,
    p.Switch: _switch,
    p.Opaque: _opaque,
}
