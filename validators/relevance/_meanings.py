"""What calls give whose meaning the language knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from . import _watch as watch
from ._run import Left
from ._texts import is_within, pieces_of, place_in
from ._values import Value, constant, joined, shortened, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.remedies import Meaning
    from ._run import Activation, Run
    from ._state import State
    from ._values import Closure

ZERO = Value("0", base="", offset=0)


def meant(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value | None:
    """The value of an expression with that meaning; None where nothing is known of it."""
    from ._tests import _TESTS

    if meaning.kind.removeprefix("not ") in _TESTS:
        from ._tests import _meaning

        atom = _meaning(run, node, meaning, state, at)
        if atom is None:
            return None
        if atom.truth is not None:
            return constant(atom.truth)
        return Value(shortened(f"test {meaning.kind} {atom.text}"), False, None, "bool")
    handler = _VALUES.get(meaning.kind)
    return None if handler is None else handler(run, node, meaning, state, at)


def _argument(run: Run, meaning: Meaning, place: int, state: State, at: Activation) -> Value | None:
    from ._evaluate import evaluate, link

    if place >= len(meaning.args):
        return None
    node = meaning.args[place]
    if node is None:
        return None
    if place == 0 and isinstance(node, p.Member | p.Index | p.Call):
        return link(run, node, state, at, False)
    return evaluate(run, node, state, at)


def _first(run: Run, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _argument(run, meaning, 0, state, at)
    assert value is not None, "every meaning has an argument"
    return value


def _length(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    operation = "member" if isinstance(node, p.Member) or _is_method(node) else "call"
    if "length" in run.facts.null_fails or operation == "member":
        watch.null(run, _member_of(node), "member", value, state, at)
    const = state.const(value)
    if isinstance(const, str):
        return constant(len(const))
    return Value(f"len {value.origin}", False, None, "number", base=f"len {value.origin}")


def _member_of(node: p.Node) -> p.Node:
    """What fails where the receiver is null: the member, as in every other call."""
    return node.function if isinstance(node, p.Call) and _is_method(node) else node


def _is_method(node: p.Node) -> bool:
    return isinstance(node, p.Call) and isinstance(node.function, p.Member)


def _get(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    from ._evaluate import entry, has

    owner = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", owner, state, at)
    key = _argument(run, meaning, 1, state, at)
    assert key is not None, "get has a key"
    default = _argument(run, meaning, 2, state, at)
    if run.site is not None and run.site.kind == "missing":
        watch.met(run, node, owner, key, at)
    known = has(state, owner, key)
    missing = default if default is not None else constant(None)
    if known is False:
        return missing
    if known is True:
        found = entry(run, owner, key, state)
        return found._replace(null=False) if run.facts.untyped and found.null is None else found
    value = unknown(f"{owner.origin}.get({key.origin})")
    path = shortened(f"{owner.origin}[{key.origin}]")
    if path in state.heap:
        return state.heap[path]
    if state.null(value) is True:
        return value if default is None else default
    if default is not None:
        return (
            joined([value, default])
            ._replace(origin=shortened(f"{owner.origin}.get({key.origin}, {default.origin})"))
            ._replace(null=False if state.null(default) is False else None)
        )
    return value


def _entry(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """list.get(i), map.get(k)."""
    from ._evaluate import entry

    owner = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", owner, state, at)
    key = _argument(run, meaning, 1, state, at)
    assert key is not None, "an entry has a key"
    if run.site is not None and run.site.kind == "bounds":
        watch.picked(run, node, owner, key, state, at)
    return entry(run, owner, key, state)


def _extreme(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """max(a, b), min(a, b)."""
    values = [
        value
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    origin = f"{meaning.kind}({', '.join(one.origin for one in values)})"
    result = Value(shortened(origin), False, None, "number")
    for one in values:
        if meaning.kind == "greatest":
            state.tell_at_most(one, result)
        else:
            state.tell_at_most(result, one)
    return result


def _trimmed(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", value, state, at)
    const = state.const(value)
    if isinstance(const, str):
        return constant(const.strip(), "text")
    return Value(shortened(f"trimmed({value.origin})"), False, None, "text")


def _set_default(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    from ._evaluate import entry, has
    from ._variables import put

    owner = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", owner, state, at)
    key = _argument(run, meaning, 1, state, at)
    assert key is not None, "set default has a key"
    default = _argument(run, meaning, 2, state, at)
    if has(state, owner, key) is True:
        return entry(run, owner, key, state)
    put(owner, key, default or constant(None), state)
    return default or constant(None)


def _convert(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _argument(run, meaning, 0, state, at)
    target = meaning.types[0] if meaning.types else ""
    if value is None:
        return constant(0)
    watch.converted(run, node, value, target, state, at)
    const = state.const(value)
    if isinstance(const, int) and not isinstance(const, bool) and target == "int":
        return constant(const)
    kind = "" if target in ("json", "date") else "number"
    return Value(shortened(f"{target}({value.origin})"), False if kind else None, None, kind)


def _text(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    const = state.const(value)
    if isinstance(const, str):
        return constant(const, "text")
    return Value(shortened(f"text({value.origin})"), False, None, "text")


def _copy(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _argument(run, meaning, 0, state, at)
    kind = meaning.types[0] if meaning.types else "list"
    if value is None:
        origin = f"{kind} at {node.place.line}"
        state.bounds[f"len {origin}", ""] = 0
        state.tell(("fixed", origin), False)
        return Value(origin, False, None, kind, copied=True, keys=frozenset())
    if "iterate" in run.facts.null_fails:
        watch.null(run, node, "iterate", value, state, at)
    origin = shortened(f"copy({value.origin})")
    _same_length(value, origin, state)
    state.tell(("fixed", origin), "unmodifiable" in meaning.types)
    return Value(
        origin,
        False,
        None,
        kind,
        element=value.element,
        items=value.items,
        filters=value.filters,
        copied=True,
    )


def _same_length(value: Value, origin: str, state: State) -> None:
    state.bounds[f"len {origin}", f"len {value.origin}"] = 0
    state.bounds[f"len {value.origin}", f"len {origin}"] = 0
    for pair in ((f"len {value.origin}", ""), ("", f"len {value.origin}")):
        if pair in state.bounds:
            new = tuple(f"len {origin}" if one else "" for one in pair)
            state.bounds[new[0], new[1]] = state.bounds[pair]


def _items(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", value, state, at)
    which = meaning.types[0] if meaning.types else "items"
    if which == "keys":
        return value._replace(items=None)
    return Value(shortened(f"{value.origin}.{which}"), False, None, "view")


def _fresh(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    texts = [
        value.origin
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    kind = meaning.types[0] if meaning.types else "object"
    origin = shortened(f"{kind}({', '.join(texts)}) at {node.place.line}")
    return Value(origin, False, None, kind, total=meaning.kind == "total")


def _or_else(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    is_null = state.null(value)
    if is_null is False:
        return value
    default = _argument(run, meaning, 1, state, at)
    if default is None or is_null:
        return default or constant(None)
    return joined([value._replace(null=False), default])


def _take_first(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    default = _argument(run, meaning, 1, state, at)
    watch.null(run, _member_of(node), "member", value, state, at)
    length = Value("", base=f"len {value.origin}")
    is_empty = state.at_most(length, ZERO)
    if default is not None:
        if run.site is not None and run.site.kind == "empty":
            watch.met(run, node, value, value, at)
        if is_empty:
            return default
        return joined([unknown(f"{value.origin}[*]"), default])
    watch.mismatched(run, node, value, state, at)
    watch.empty(run, node, value, state, at)
    name = watch.last_name(node.function) if isinstance(node, p.Call) else ""
    if name == "nextLine":
        return Value(f"first({value.origin})@{node.place.line}", False, None, "text")
    return unknown(f"first({value.origin})@{node.place.line}")


def _range(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    low = _argument(run, meaning, 0, state, at) or ZERO
    high = _argument(run, meaning, 1, state, at)
    assert high is not None, "a range ends somewhere"
    origin = shortened(f"range({low.origin}, {high.origin})")
    return Value(origin, False, None, "range", items=(low, high), copied=True)


def _map(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    from ._calls import applied
    from ._evaluate import element_of

    source = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", source, state, at)
    function = _argument(run, meaning, 1, state, at)
    item = element_of(run, source, state, at)
    result: Value | None = None
    if item is not None and function is not None and function.closure is not None:
        result = applied(run, function.closure, (item,), state, at)
    name = "?" if function is None else function.origin
    origin = shortened(f"map({source.origin}, {name})")
    _same_length(source, origin, state)
    kind = meaning.types[0] if meaning.types else "list"
    if kind == "null":
        return constant(None)
    return Value(origin, False, None, kind, element=result, copied=True)


def _filter(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    source = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", source, state, at)
    function = _argument(run, meaning, 1, state, at)
    closures: tuple[Closure, ...] = ()
    name = "?"
    element = source.element
    if function is not None:
        name = function.origin
        if function.closure is not None:
            closures = (function.closure,)
    origin = shortened(f"filter({source.origin}, {name})")
    if name in ("Boolean", "Objects.::nonNull", "Objects.nonNull"):
        base = element or unknown(f"{source.origin}[*]")
        if state.null(base) is True:
            state.bounds[f"len {origin}", ""] = 0
        element = base._replace(null=False)
    if element is None:
        element = unknown(f"{source.origin}[*]")
    return Value(
        origin,
        False,
        None,
        "list",
        element=element,
        copied=True,
        filters=(*source.filters, *closures),
    )


def _same(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    if _is_method(node):
        watch.null(run, _member_of(node), "member", value, state, at)
    for place in range(1, len(meaning.args)):
        _argument(run, meaning, place, state, at)
    return value


def _require(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    value = _first(run, meaning, state, at)
    if state.null(value):
        type_ = meaning.types[0] if meaning.types else ""
        raise Left("raise", type_, node)
    state.tell_null(value, False)
    return value


def _change(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    from ._evaluate import changed
    from ._variables import put

    owner = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", owner, state, at)
    values = [
        value
        for place in range(1, len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    watch.grown(run, node, owner, state, at)
    if meaning.kind == "put" and len(values) >= 2:
        put(owner, values[0], values[1], state)
        return unknown(f"put {owner.origin}")
    if meaning.kind == "add":
        length = f"len {owner.origin}"
        low, high = state.bounds.get(("", length)), state.bounds.get((length, ""))
        changed(run, owner, state, at, node)
        state.bounds["", length] = -1 if low is None else low - 1
        if high is not None:
            state.bounds[length, ""] = high + 1
        if values:
            state.tell(("has", owner.origin, values[0].origin), True)
        return unknown(f"add {owner.origin}")
    changed(run, owner, state, at, node)
    return unknown(f"{meaning.kind} {owner.origin} {' '.join(one.origin for one in values)}")


def _split(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    text = _first(run, meaning, state, at)
    watch.null(run, node, "member", text, state, at)
    part = _argument(run, meaning, 1, state, at)
    assert part is not None, "it is split at something"
    return pieces_of(text, part, state)


def _position(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    text = _first(run, meaning, state, at)
    watch.null(run, node, "member", text, state, at)
    part = _argument(run, meaning, 1, state, at)
    assert part is not None, "it is looked for"
    return place_in(text, part, state, meaning.types == ("last",))


def _cut(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """Go's strings.Cut: what is before, what is behind, and whether it is there."""
    text = _first(run, meaning, state, at)
    part = _argument(run, meaning, 1, state, at)
    assert part is not None, "it is cut at something"
    inside = is_within(text, part, state)
    origin = shortened(f"cut({text.origin}, {part.origin})")
    before = text if inside is False else Value(f"before {origin}", False, None, "text")
    behind = constant("") if inside is False else Value(f"behind {origin}", False, None, "text")
    flag = Value(f"ok {origin}", False, inside, "bool")
    return Value(origin, False, None, "tuple", items=(before, behind, flag))


def _part(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """text.substring(low, high)"""
    owner = _first(run, meaning, state, at)
    watch.null(run, _member_of(node), "member", owner, state, at)
    ends = [
        value
        for place in range(1, len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    watch.parted(run, node, owner, ends, state, at)
    texts = ":".join(one.origin for one in ends)
    return Value(shortened(f"{owner.origin}[{texts}]"), False, None, state.kind(owner))


def _elements(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """A list or a set of what is named."""
    values = [
        value
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    texts = ", ".join(one.origin for one in values)
    origin = shortened(f"elements at {node.place.line}({texts})")
    state.bounds[f"len {origin}", ""] = len(values)
    state.bounds["", f"len {origin}"] = -len(values)
    state.tell(("fixed", origin), "unmodifiable" in meaning.types)
    return Value(origin, False, None, "list", items=tuple(values))


def _entries(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """A mapping of what is named: keys and values in turn."""
    values = [
        value
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    keys = [state.const(one) for one in values[::2]]
    whole = all(isinstance(one, str | int) for one in keys)
    origin = shortened(f"entries({', '.join(one.origin for one in values)})")
    for key, value in zip(values[::2], values[1::2], strict=False):
        state.heap[shortened(f"{origin}[{key.origin}]")] = value
    known = frozenset(keys) if whole else None
    state.tell(("fixed", origin), "unmodifiable" in meaning.types)
    return Value(origin, False, None, "mapping", keys=known)


def _longer(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value:
    """Go's append: a list with more in it."""
    values = [
        value
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    first, added = values[0], len(values) - 1
    origin = shortened(f"append({', '.join(one.origin for one in values)})")
    length, old = Value("", base=f"len {origin}"), Value("", base=f"len {first.origin}")
    if state.null(first):
        state.bounds[f"len {origin}", ""] = added
        state.bounds["", f"len {origin}"] = -added
    else:
        state.tell_at_most(length, old, added)
        state.tell_at_most(old, length, -added)
        state.tell_at_most(Value("", base="", offset=added), length)
    return Value(origin, False, None, "list")


def _bound(run: Run, node: p.Node, meaning: Meaning, state: State, at: Activation) -> Value | None:
    """The largest or the smallest of some numbers."""
    values = [
        value
        for place in range(len(meaning.args))
        if (value := _argument(run, meaning, place, state, at)) is not None
    ]
    texts = ", ".join(one.origin for one in values)
    origin = shortened(f"{meaning.kind}({texts})")
    found = Value(origin, False, None, "number", base=origin)
    for one in values:
        if meaning.kind == "largest":
            state.tell_at_most(one, found)
        else:
            state.tell_at_most(found, one)
    for one in values:  # which it is may be known
        others = [other for other in values if other is not one]
        if meaning.kind == "largest" and all(state.at_most(other, one) for other in others):
            return one
        if meaning.kind == "smallest" and all(state.at_most(one, other) for other in others):
            return one
    return found


_VALUES: dict[str, Callable[[Run, p.Node, Meaning, State, Activation], Value | None]] = {
    "length": _length,
    "get": _get,
    "set default": _set_default,
    "entry": _entry,
    "greatest": _extreme,
    "least": _extreme,
    "trimmed": _trimmed,
    "convert": _convert,
    "text": _text,
    "copy": _copy,
    "items": _items,
    "fresh": _fresh,
    "total": _fresh,
    "or else": _or_else,
    "first": _take_first,
    "range": _range,
    "slice": _part,
    "split": _split,
    "position": _position,
    "cut": _cut,
    "elements": _elements,
    "entries": _entries,
    "longer": _longer,
    "largest": _bound,
    "smallest": _bound,
    "map": _map,
    "filter": _filter,
    "same": _same,
    "require": _require,
    "put": _change,
    "add": _change,
    "remove": _change,
}
