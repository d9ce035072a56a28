"""Java's statements where they mean more than the machine's own forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import BREAK, CONTINUE, RETURN, NotModelled, Thrown, Unplaced
from .runtime_convert import because, common, convert, null_fault
from .runtime_expressions import assigned, declare, value_of
from .runtime_iteration import iterate
from .runtime_places import settled
from .runtime_types import Type, external, parse
from .runtime_unit import slots, unit_of
from .runtime_values import Array, Throwable, invoke

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..program import Node
    from ..runtime import Activation, Code, PlainCode, Signal, Value


def marked(c: Any, node: Any) -> Code:
    """A statement of the machine's own: its line begins with it, its test is a boolean."""
    unit_of(c).mark(node.place.line)
    if isinstance(node, p.For) and isinstance(node.first, p.Collection):
        first = p.Block(node.first.place, node.first.items)
        node = node._replace(first=first)
    if not isinstance(node, (p.If, p.While, p.For)) or node.test is None:
        code: Code = c.default(node)
        return code
    test = p.Group(node.test.place, node.test)
    made: Code = c.default(node._replace(test=test))
    return made


def return_(c: Any, node: p.Return) -> PlainCode:
    """Leaves the method, the lambda, or the switch whose value this is."""
    unit = unit_of(c)
    is_lambda = unit.returned is not None
    unit.mark(node.place.line if not is_lambda or node.value is None else node.value.place.line)
    if node.value is None:

        def leave(f: Activation) -> Signal:
            f.result = None
            return RETURN

        return leave
    if unit.returned is None:
        value = assigned(c, node.value, unit.result)
    else:
        value, type_ = value_of(c, node.value, unit.result)
        if unit.returned:
            type_ = common(type_, unit.returned[0])
        unit.returned[:] = [type_]
        if unit.result is not None:
            value = convert(c, value, type_, unit.result, node.value)

    def run(f: Activation) -> Signal:
        f.result = value(f)
        return RETURN

    return run


def raise_(c: Any, node: p.Raise) -> PlainCode:
    """`throw`: a trail is that of where the exception was made."""
    unit = unit_of(c)
    unit.mark(node.place.line)
    assert node.value is not None  # Java has no other
    code, _ = value_of(c, node.value)
    told = because(c, node.value)

    def run(f: Activation, value: Value) -> None:
        if value is None:
            raise null_fault("Cannot throw exception", told)
        raise Thrown(value)

    made: PlainCode = c.strict(unit.spot(), [code], run)
    return made


def foreach(c: Any, node: p.ForEach) -> PlainCode:
    """Over an array or an Iterable."""
    unit = unit_of(c)
    unit.mark(node.place.line)
    code, type_ = value_of(c, node.iterable)
    unit.mark(node.iterable.place.line)
    spot = unit.spot()
    erased = unit.erased(type_)
    is_array = erased is not None and erased.name == "[]"
    of = _element(c, erased)
    told = because(c, node.iterable)
    if is_array:
        told = f' because "<local{slots(c)}>" is null'
    null = "Cannot read the array length"
    if not is_array and erased is not None:
        null = f'Cannot invoke "{external(erased)}.iterator()"'
    with c.scope():
        for hidden in range(3 if is_array else 1):
            c.declare(f"<{hidden}>")
        assert isinstance(node.target, p.Name)  # Java has no other targets
        wanted = unit.read(node.type) or of
        put = declare(c, node.target.name, wanted)
        take = _taken(c, wanted, of, node)
        body = c.block(node.body.statements)
    label = node.label

    def run(f: Activation) -> Value:
        value = code(f)
        f.at = spot
        context = f.context
        try:
            if value is None:
                if erased is None:
                    raise NotModelled("a loop over null, whose type isn't known")
                raise null_fault(null, told)
            items = iter(value.items) if isinstance(value, Array) else iterate(context, value)
        except Unplaced as problem:
            raise settled(f, spot, problem) from None
        while True:
            f.at = spot
            try:
                item = next(items)
            except StopIteration:
                return None
            except Unplaced as problem:
                raise settled(f, spot, problem) from None
            context.spend(1)
            put(f, take(f, item))
            signal = body(f)
            if signal is None or signal is CONTINUE:
                continue
            if signal.kind == "continue" and signal.label == label:
                continue
            if signal is BREAK or (signal.kind == "break" and signal.label == label):
                return None
            return signal

    return run


def _element(c: Any, type_: Type | None) -> Type | None:
    if type_ is None:
        return None
    if type_.name == "[]":
        return type_.args[0]
    seen = unit_of(c).world.as_super(type_, "java.lang.Iterable")
    return seen.args[0] if seen is not None and seen.args else None


def _taken(
    c: Any, wanted: Type | None, of: Type | None, node: p.ForEach
) -> Callable[[Activation, Value], Value]:
    """An item as the variable takes it."""
    held: list[Value] = [None]
    item = _ITEM._replace(place=node.iterable.place)
    unit_of(c).calls[id(item)] = "java.util.Iterator.next()"
    code = convert(c, lambda f: held[0], of, wanted, item)
    del unit_of(c).calls[id(item)]
    plain = wanted is None or "." in wanted.name or wanted == of
    if plain:
        return lambda f, item: item

    def take(f: Activation, item: Value) -> Value:
        held[0] = item
        return code(f)

    return take


_ITEM = p.Call(p.Place(0, 0, 0, 0), p.Name(p.Place(0, 0, 0, 0), "java.util.Iterator.next"))


def expression(c: Any, node: p.Expression) -> Code:
    """An expression as a statement."""
    unit_of(c).mark(node.place.line)
    code = c.expression(node.value)

    def run(f: Activation) -> None:
        code(f)

    return run


def assign(c: Any, node: p.Assign) -> Code:
    return value_of(c, node)[0]


def synchronized(c: Any, node: p.With) -> PlainCode:
    """`synchronized (x) { … }`: one thread is alone anyway."""
    unit = unit_of(c)
    unit.mark(node.place.line)
    if node.kind != "synchronized":
        return c.unmodelled(node, f"`{node.kind}`")  # type: ignore[no-any-return]
    code, _ = value_of(c, node.items[0].value)
    told = because(c, node.items[0].value)
    spot = unit.spot()
    body = c.block(node.body.statements)

    def run(f: Activation) -> Value:
        if code(f) is None:
            raise settled(f, spot, null_fault("Cannot enter synchronized block", told))
        return body(f)

    return run


def assert_(c: Any, node: p.Assert) -> PlainCode:
    """Assertions are off unless the virtual machine is told otherwise."""
    return lambda f: None


# --- Errors that are handled


def try_(c: Any, node: p.Try) -> PlainCode:
    """try, with resources if there are any, its handlers, and what runs whatever happened."""
    unit = unit_of(c)
    unit.mark(node.place.line)
    body = _with_resources(c, node) if node.resources else c.block(node.body.statements)
    handlers = [_handler(c, one) for one in node.handlers]
    final = None if node.final is None else c.block(node.final.statements)

    def guarded(f: Activation) -> Value:
        try:
            return body(f)
        except Thrown as thrown:
            ancestors = _types_of(f, thrown.value)
            for names, put, handle in handlers:
                if any(name in ancestors for name in names):
                    put(f, thrown.value)
                    chosen = handle
                    break
            else:
                raise
        return chosen(f)

    if final is None:
        return guarded

    def run(f: Activation) -> Value:
        try:
            signal = guarded(f)
        except Thrown:
            ending = final(f)
            if ending is None:
                raise
            return ending
        result = f.result
        ending = final(f)
        if ending is None:
            f.result = result
            return signal
        return ending

    return run


def _types_of(f: Activation, value: Throwable) -> frozenset[str]:
    if value.cls is not None:
        return value.cls.ancestors
    found: frozenset[str] = f.context.state["world"].ancestors(value.kind)
    return found


def _handler(
    c: Any, node: p.Handler
) -> tuple[list[str], Callable[[Activation, Value], None], PlainCode]:
    unit = unit_of(c)
    with c.scope():
        types = [unit.resolve(parse(one)) for one in node.types]
        type_ = types[0] if len(types) == 1 else Type("java.lang.Exception")
        assert isinstance(node.target, p.Name)  # Java has no other targets
        put = declare(c, node.target.name, type_)
        return [one.name for one in types], put, c.block(node.body.statements)


def _with_resources(c: Any, node: p.Try) -> PlainCode:
    """What was opened is closed in the reverse order; what fails then is suppressed by what failed
    before (JLS 14.20.3).
    """
    with c.scope():
        opened = [_resource(c, one) for one in node.resources]
        body = c.block(node.body.statements)
        spot = unit_of(c).spot()

    def run_from(f: Activation, number: int) -> Value:
        if number == len(opened):
            return body(f)
        start, get = opened[number]
        if start is not None:
            start(f)
        resource = get(f)
        try:
            signal = run_from(f, number + 1)
        except Thrown as thrown:
            _close(f, resource, spot, thrown.value)
            raise
        result = f.result
        _close(f, resource, spot, None)
        f.result = result
        return signal

    return lambda f: run_from(f, 0)


def _resource(c: Any, node: Node) -> tuple[PlainCode | None, PlainCode]:
    if isinstance(node, p.Assign):
        start = c.expression(node)
        return start, c.expression(node.target)
    return None, c.expression(node)


def _close(f: Activation, resource: Value, spot: Any, failed: Value) -> None:
    if resource is None:
        return
    f.at = spot
    try:
        try:
            invoke(f.context, resource, "close")
        except Unplaced as problem:
            raise settled(f, spot, problem) from None
    except Thrown as thrown:
        if failed is None:
            raise
        failed.suppressed.append(thrown.value)
