"""What can be read and assigned: variables, fields, elements of arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Fault, NotModelled, Unplaced
from .runtime_classes import initialise
from .runtime_convert import because, convert, null_fault, unbox
from .runtime_types import BOOLEAN, INT, Type, known
from .runtime_unit import local_type, unit_of
from .runtime_values import Array, Obj

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..program import Node
    from ..runtime import Activation, PlainCode, Value
    from .runtime_classes import Cls, Field
    from .runtime_unit import Spot


class Place:
    """`parts` are evaluated once; `get(f, *parts)` reads and `put(f, value, *parts)` writes."""

    def __init__(
        self,
        type_: Type | None,
        parts: list[PlainCode],
        get: Callable[..., Value],
        put: Callable[..., None],
        spot: Spot,
    ) -> None:
        self.type = type_
        self.parts = parts
        self.get = get
        self.put = put
        self.spot = spot

    def reader(self) -> PlainCode:
        get, parts, spot = self.get, self.parts, self.spot
        if not parts:
            return get
        if len(parts) == 1:
            (only,) = parts

            def read(f: Activation) -> Value:
                one = only(f)
                try:
                    return get(f, one)
                except Unplaced as problem:
                    raise settled(f, spot, problem) from None

            return read
        first, second = parts

        def run(f: Activation) -> Value:
            one, two = first(f), second(f)
            try:
                return get(f, one, two)
            except Unplaced as problem:
                raise settled(f, spot, problem) from None

        return run

    def written(self, c: Any, value: PlainCode) -> PlainCode:
        """Assigns; the value is that of the expression."""
        put, parts = self.put, self.parts
        spot = unit_of(c).spot()

        def run(f: Activation) -> Value:
            given = [part(f) for part in parts]
            found = value(f)
            try:
                put(f, found, *given)
            except Unplaced as problem:
                raise settled(f, spot, problem) from None
            return found

        return run

    def changed(
        self,
        c: Any,
        node: Node,
        change: Callable[[Value, Activation], Value],
        kind: Type | None,
        *,
        is_behind: bool = False,
        early: bool = False,
    ) -> PlainCode:
        """Reads, changes, writes. A box is unboxed first; `is_behind`: the old one is the value."""
        parts, get, put = self.parts, self.get, self.put
        spot = unit_of(c).spot()
        unwrap = None
        if kind is not None and self.type is not None and self.type != kind and not early:
            held: list[Value] = [None]
            unwrap = unbox(c, lambda f: held[0], self.type, kind, node)

        def run(f: Activation) -> Value:
            given = [part(f) for part in parts]
            try:
                old = get(f, *given)
                if unwrap is not None:
                    held[0] = old
                    old = unwrap(f)
                new = change(old, f)
                put(f, new, *given)
            except Unplaced as problem:
                raise settled(f, spot, problem) from None
            return old if is_behind else new

        return run


def settled(f: Activation, spot: Spot, problem: Unplaced) -> Exception:
    """What becomes of a problem at a spot: Java's error, or the model's end with a place."""
    f.at = spot
    if isinstance(problem, Fault):
        return f.context.runtime.fail(f.context, problem, spot)
    if isinstance(problem, NotModelled) and not problem.line:
        problem.path, problem.line = f.code.path, spot.place.line
    return problem


def place_of(c: Any, node: Node) -> Place:
    """The place that a name, member or index means."""
    if isinstance(node, p.Name):
        return _of_name(c, node)
    if isinstance(node, p.Member):
        return _of_member(c, node)
    if isinstance(node, p.Index):
        return _of_index(c, node)
    return _unknown(c, node, "an assignment to this")


def _unknown(c: Any, node: Node, reason: str) -> Place:
    path, line = c.path, node.place.line

    def refuse(*_: Value) -> Value:
        raise NotModelled(reason, path, line)

    return Place(None, [], refuse, refuse, unit_of(c).spot())


def _of_name(c: Any, node: p.Name) -> Place:
    variable = c.scopes.find(node.name)
    if variable is not None:
        number = variable.number

        def get(f: Activation) -> Value:
            return f.cells[number][0]

        def put(f: Activation, value: Value) -> None:
            f.cells[number][0] = value

        return Place(local_type(c, node.name), [], get, put, unit_of(c).spot())
    found = find_field(c, node.name)
    if found is not None:
        return found
    return _unknown(c, node, f"the name `{node.name}`")


def find_field(c: Any, name: str) -> Place | None:
    """A field that is named alone: of this class or one around it."""
    unit = unit_of(c)
    cls, depth = unit.cls, 0
    while cls is not None:
        for one in cls.chain():
            if name in one.fields:
                field = one.fields[name]
                if field.is_static:
                    return static_field(c, one, field)
                return _outer_field(c, field, depth)
        if (inherited := _interface_field(cls, name)) is not None:
            return static_field(c, *inherited)
        cls, depth = cls.outer, depth + 1
    if name in unit.static_imports:
        owner = unit.world.classes.get(unit.static_imports[name])
        if owner is not None and name in owner.fields:
            return static_field(c, owner, owner.fields[name])
        return library_field(c, unit.static_imports[name], name)
    return None


def _interface_field(cls: Cls, name: str) -> tuple[Cls, Field] | None:
    for above in cls.ancestors:
        one = cls.world.classes.get(above)  # type: ignore[union-attr]  # set when it was declared
        if one is not None and name in one.fields and one.fields[name].is_static:
            return one, one.fields[name]
    return None


def _outer_field(c: Any, field: Field, depth: int) -> Place:
    name = field.name

    def holder(f: Activation) -> Obj:
        this: Obj = f.this
        for _ in range(depth):
            this = this.outer  # type: ignore[assignment]  # an inner object has one
        return this

    if depth == 0:
        return Place(
            field.type,
            [],
            lambda f: f.this.fields[name],
            lambda f, value: f.this.fields.__setitem__(name, value),
            unit_of(c).spot(),
        )
    return Place(
        field.type,
        [],
        lambda f: holder(f).fields[name],
        lambda f, value: holder(f).fields.__setitem__(name, value),
        unit_of(c).spot(),
    )


def static_field(c: Any, cls: Cls, field: Field) -> Place:
    name = field.name
    spot = unit_of(c).spot()

    def fields(f: Activation) -> dict[str, Value]:
        own = f.context.state["statics"].get(cls.name)
        if own is None:
            f.at = spot
            try:
                own = initialise(f.context, cls)
            except Unplaced as problem:
                raise settled(f, spot, problem) from None
        return own  # type: ignore[no-any-return]

    return Place(
        field.type,
        [],
        lambda f: fields(f)[name],
        lambda f, value: fields(f).__setitem__(name, value),
        spot,
    )


def library_field(c: Any, owner: str, name: str) -> Place:
    """`Integer.MAX_VALUE`, `System.out`."""
    from .runtime_library import FIELDS

    type_ = known(owner)
    spot = unit_of(c).spot()
    made = FIELDS.get((owner, name))

    def get(f: Activation) -> Value:
        if made is None:
            raise settled(f, spot, NotModelled(f"`{owner}.{name}`"))
        return made(f.context)

    def put(f: Activation, value: Value) -> None:
        raise settled(f, spot, NotModelled(f"an assignment to `{owner}.{name}`"))

    return Place(type_.fields.get(name) if type_ else None, [], get, put, spot)


def type_in(c: Any, node: Node) -> str:
    """The type that a name or member means if it isn't a value: "" for a value."""
    unit = unit_of(c)
    if isinstance(node, p.Name):
        if node.name in ("this", "super") or c.knows(node.name) or find_field(c, node.name):
            return ""
        return unit.type_named(node.name)
    if isinstance(node, p.Member):
        spelt = dotted(node)
        first = spelt.partition(".")[0]
        if not spelt or c.knows(first) or find_field(c, first) is not None:
            return ""
        found = unit.type_named(spelt)
        if found and (found in unit.world.classes or known(found) is not None):
            return found
    return ""


def dotted(node: Node) -> str:
    """`java.util.List` as text; "" for what is more than names."""
    if isinstance(node, p.Name):
        return node.name
    if isinstance(node, p.Member):
        before = dotted(node.object)
        return f"{before}.{node.name}" if before else ""
    return ""


def _of_member(c: Any, node: p.Member) -> Place:
    from .runtime_expressions import value_of

    unit = unit_of(c)
    name = node.name
    owner = type_in(c, node.object)
    if owner:
        return _static_member(c, owner, name)
    code, type_ = value_of(c, node.object)
    told = because(c, node.object)
    spot = unit.spot()
    erased = unit.erased(type_)
    if erased is not None and erased.name == "[]" and name == "length":

        def length(f: Activation, array: Array) -> Value:
            if array is None:
                raise null_fault("Cannot read the array length", told)
            return len(array.items)

        return Place(INT, [code], length, lambda f, value, array: None, spot)
    field = _field_of(c, erased, name)

    def get(f: Activation, thing: Value) -> Value:
        if thing is None:
            raise null_fault(f'Cannot read field "{name}"', told)
        if isinstance(thing, Array) and name == "length":
            return len(thing.items)
        if not isinstance(thing, Obj) or name not in thing.fields:
            raise NotModelled(f"the field `{name}`")
        return thing.fields[name]

    def put(f: Activation, value: Value, thing: Value) -> None:
        if thing is None:
            raise null_fault(f'Cannot assign field "{name}"', told)
        thing.fields[name] = value

    return Place(field, [code], get, put, spot)


def _static_member(c: Any, owner: str, name: str) -> Place:
    cls = unit_of(c).world.classes.get(owner)
    if cls is None:
        return library_field(c, owner, name)
    for one in cls.chain():
        if name in one.fields and one.fields[name].is_static:
            return static_field(c, one, one.fields[name])
    inherited = _interface_field(cls, name)
    if inherited is not None:
        return static_field(c, *inherited)
    return _unknown(c, p.Name(p.Place(0, 0, unit_of(c).line, 0), name), f"`{owner}.{name}`")


def _field_of(c: Any, type_: Type | None, name: str) -> Type | None:
    from .runtime_classes import binding
    from .runtime_types import substitute

    cls = unit_of(c).world.classes.get(type_.name) if type_ else None
    if cls is None or type_ is None:
        return None
    for one in cls.chain():
        if name in one.fields:
            if one is cls and cls.types:
                return substitute(one.fields[name].type, binding(cls.types, type_.args))
            return one.fields[name].type
    return None


def _of_index(c: Any, node: p.Index) -> Place:
    from .runtime_expressions import value_of

    unit = unit_of(c)
    code, type_ = value_of(c, node.object)
    key, key_type = value_of(c, node.key)
    key = convert(c, key, key_type, INT, node.key)
    told = because(c, node.object)
    of = type_.args[0] if type_ is not None and type_.name == "[]" else None
    kind = "object" if of is None or "." in of.name or of.name == "[]" else of.name
    if of == BOOLEAN:
        kind = "byte/boolean"

    def check(array: Value, index: int, doing: str) -> list[Value]:
        if array is None:
            raise null_fault(f"Cannot {doing} {kind} array", told)
        if not 0 <= index < len(array.items):
            raise Fault(
                "java.lang.ArrayIndexOutOfBoundsException",
                f"Index {int(index)} out of bounds for length {len(array.items)}",
            )
        items: list[Value] = array.items
        return items

    def get(f: Activation, array: Value, index: int) -> Value:
        return check(array, index, "load from")[index]

    def put(f: Activation, value: Value, array: Value, index: int) -> None:
        check(array, index, "store to")[index] = value

    return Place(of, [code, key], get, put, unit.spot())
