"""Assignment: to names, parts of values and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.program import Assign, Collection, Index, Literal, Member, Name, Spread
from ...languages.runtime import Fault, NotModelled, Suspending, Unplaced
from .codes import settle
from .names import assigner, initialiser

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from ...languages.program import Node
    from ...languages.runtime import Activation, Code, StoreCode, Value
    from .compiler import Compiler


def store(c: Compiler, target: Node, declares: str = "", type_: str = "") -> StoreCode:
    """See `languages.runtime.Compiler.store`."""
    override = c.runtime.targets.get(type(target))
    if override is not None and (made := override(c, target, declares, type_)) is not None:
        return made
    if isinstance(target, Name):
        return _store_name(c, target, declares, type_)
    if isinstance(target, Member):
        name, set_member = target.name, c.runtime.set_member
        return _store_part(
            c, target, lambda f, value, thing: set_member(f.context, thing, name, value)
        )
    if isinstance(target, Index):
        return _store_index(c, target)
    if isinstance(target, Collection):
        return _store_items(c, target, declares)
    if isinstance(target, Assign):
        return _store_default(c, target, declares)
    if isinstance(target, Literal) and target.kind == "hole":
        return lambda f, value: None
    return _unmodelled(c, target)


def _unmodelled(c: Compiler, target: Node) -> StoreCode:
    kind, path, line = type(target).__name__, c.path, target.place.line

    def run(f: Activation, _: Value) -> None:
        raise NotModelled(f"an assignment to a {kind}", path, line)

    return run


def _store_name(c: Compiler, target: Name, declares: str, type_: str) -> StoreCode:
    scope = c.scopes.blocks[-1]
    if not declares or (declares == ":=" and target.name in scope):
        return assigner(c, target)
    if c.runtime.hoists and (known := c.scopes.find(target.name)) is not None:
        return initialiser(c, known)
    return initialiser(c, c.variable(target.name, type_))


def _store_part(
    c: Compiler, target: Member, put: Callable[[Activation, Value, Value], None]
) -> StoreCode:
    thing = c.expression(target.object)
    if isinstance(thing, Suspending):
        return _unmodelled(c, target)

    def run(f: Activation, value: Value) -> None:
        found = thing(f)
        try:
            put(f, value, found)
        except Unplaced as problem:
            raise settle(f, target, problem) from None

    return run


def _store_index(c: Compiler, target: Index) -> StoreCode:
    thing, key = c.expression(target.object), c.expression(target.key)
    if isinstance(thing, Suspending) or isinstance(key, Suspending):
        return _unmodelled(c, target)
    set_index = c.runtime.set_index

    def run(f: Activation, value: Value) -> None:
        found, where = thing(f), key(f)
        try:
            set_index(f.context, found, where, value)
        except Unplaced as problem:
            raise settle(f, target, problem) from None

    return run


def _store_items(c: Compiler, target: Collection, declares: str) -> StoreCode:
    of = c.notes.pop("of", None)
    stores = [
        (store(c, item.value if isinstance(item, Spread) else item, declares),
         isinstance(item, Spread))
        for item in target.items
    ]  # fmt: skip
    items, nothing, rest = c.runtime.items, c.runtime.nothing, c.runtime.rest(c, "")

    def run(f: Activation, value: Value) -> None:
        try:
            values = list(items(f.context, value, "of"))
        except Unplaced as problem:
            if isinstance(problem, Fault):
                problem.details.update(of=of, value=value)
            raise settle(f, target, problem) from None
        for number, (put, is_rest) in enumerate(stores):
            if is_rest:
                put(f, rest(values[number:]))
            else:
                put(f, values[number] if number < len(values) else nothing)

    return run


def _store_default(c: Compiler, target: Assign, declares: str) -> StoreCode:
    """`target = default` in a pattern: the default where the value is missing."""
    put = store(c, target.target, declares)
    default = c.expression(target.value) if target.value is not None else None
    if default is None or isinstance(default, Suspending):
        return _unmodelled(c, target)
    nothing = c.runtime.nothing
    return lambda f, value: put(f, default(f) if value is nothing else value)


def _member_parts(c: Compiler, target: Member | Index) -> list[Code]:
    if isinstance(target, Index):
        return [c.expression(target.object), c.expression(target.key)]
    return [c.expression(target.object)]


def assign(c: Compiler, node: Assign) -> Code:
    """An assignment or declaration; its value is what was assigned."""
    if node.operator != "=":
        return _augmented(c, node)
    target = node.target
    if node.value is None:
        return _declare_only(c, node)
    if isinstance(target, (Member, Index)) and type(target) not in c.runtime.targets:
        return _assign_part(c, node, target)
    value = c.expression(node.value)
    put = store(c, target, node.declares, node.type)
    return _then_put(value, put)


def _then_put(value: Code, put: StoreCode) -> Code:
    if isinstance(value, Suspending):
        inner = value.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            found = yield from inner(f)
            put(f, found)
            return found

        return Suspending(wait)

    def run(f: Activation) -> Value:
        found = value(f)
        put(f, found)
        return found

    return run


def _declare_only(c: Compiler, node: Assign) -> Code:
    if node.declares == "var" and c.runtime.hoists:
        return lambda f: None
    put = store(c, node.target, node.declares, node.type)
    nothing = c.runtime.nothing
    return lambda f: put(f, nothing)


def _assign_part(c: Compiler, node: Assign, target: Member | Index) -> Code:
    """The object and key are evaluated before the value, the fault is the target's."""
    assert node.value is not None
    parts = [*_member_parts(c, target), c.expression(node.value)]
    if isinstance(target, Member):
        name, set_member = target.name, c.runtime.set_member

        def put_member(f: Activation, thing: Value, value: Value) -> Value:
            set_member(f.context, thing, name, value)
            return value

        return c.strict(target, parts, put_member)
    set_index = c.runtime.set_index

    def put_index(f: Activation, thing: Value, key: Value, value: Value) -> Value:
        set_index(f.context, thing, key, value)
        return value

    return c.strict(target, parts, put_index)


# --- `target operator= value`


def _augmented(c: Compiler, node: Assign) -> Code:
    """Reads, evaluates the value, combines, writes: the target's own parts are evaluated once."""
    operator = node.operator[:-1]
    assert node.value is not None
    value = c.expression(node.value)
    place = Place(c, node.target)
    if operator in ("&&", "||", "??"):
        return _augmented_if(c, operator, place, value)
    combine = c.runtime.binary.get(operator)
    if combine is None:
        return c.unmodelled(node, f"`{node.operator}`")

    def finish(f: Activation, parts: list[Value], old: Value, more: Value) -> Value:
        f.at = node
        try:
            new = combine(old, more)
        except Unplaced as problem:
            raise settle(f, node, problem) from None
        place.write(f, parts, new)
        return new

    if isinstance(value, Suspending):
        inner = value.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            parts = place.parts(f)
            old = place.read(f, parts)
            more = yield from inner(f)
            return finish(f, parts, old, more)

        return Suspending(wait)

    def run(f: Activation) -> Value:
        parts = place.parts(f)
        old = place.read(f, parts)
        return finish(f, parts, old, value(f))

    return run


def _augmented_if(c: Compiler, operator: str, place: Place, value: Code) -> Code:
    truth, is_nullish = c.runtime.truth or bool, c.runtime.is_nullish

    def is_enough(old: Value) -> bool:
        if operator == "??":
            return not is_nullish(old)
        return truth(old) == (operator == "||")

    if isinstance(value, Suspending):
        inner = value.run

        def wait(f: Activation) -> Generator[Value, Value, Value]:
            parts = place.parts(f)
            old = place.read(f, parts)
            if is_enough(old):
                return old
            new = yield from inner(f)
            place.write(f, parts, new)
            return new

        return Suspending(wait)

    def run(f: Activation) -> Value:
        parts = place.parts(f)
        old = place.read(f, parts)
        if is_enough(old):
            return old
        new = value(f)
        place.write(f, parts, new)
        return new

    return run


class Place:
    """A target that is both read and written: `parts` are its object and key, evaluated once."""

    def __init__(self, c: Compiler, target: Node) -> None:
        self._c = c
        self._target = target
        self._parts: list[Code] = []
        if isinstance(target, (Member, Index)):
            self._parts = _member_parts(c, target)
            if any(isinstance(one, Suspending) for one in self._parts):
                self._parts = [c.unmodelled(target, "an assignment whose target waits")]
        else:
            self._read = c.expression(target)
            self._write = store(c, target)

    def parts(self, f: Activation) -> list[Value]:
        return [part(f) for part in self._parts]  # type: ignore[operator]  # none suspends

    def read(self, f: Activation, parts: list[Value]) -> Value:
        target = self._target
        runtime = f.context.runtime
        try:
            if isinstance(target, Member):
                return runtime.member(f.context, parts[0], target.name)
            if isinstance(target, Index):
                return runtime.index(f.context, parts[0], parts[1])
        except Unplaced as problem:
            raise settle(f, target, problem) from None
        return self._read(f)  # type: ignore[operator]  # a name never suspends

    def write(self, f: Activation, parts: list[Value], value: Value) -> None:
        target = self._target
        runtime = f.context.runtime
        try:
            if isinstance(target, Member):
                runtime.set_member(f.context, parts[0], target.name, value)
            elif isinstance(target, Index):
                runtime.set_index(f.context, parts[0], parts[1], value)
            else:
                self._write(f, value)
        except Unplaced as problem:
            raise settle(f, target, problem) from None
