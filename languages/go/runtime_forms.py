"""What Go's own forms become: composite literals, addresses, conversions, assertions, several
values at once, returns.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .. import program as p
from ..runtime import RETURN, Fault, Native, NotModelled
from .runtime_calls import byte_at, checked, map_get, member, put, sliced
from .runtime_library import LIBRARY, NATIVES, VALUES
from .runtime_operators import data, text_of
from .runtime_tasks import alone, receive
from .runtime_types import (
    ANY,
    BYTE,
    INT,
    RUNE,
    Type,
    Types,
    coercion,
    find_method,
    has_methods,
    type_of,
    zero,
)
from .runtime_values import (
    Boxed,
    GoArray,
    GoError,
    GoMap,
    GoSlice,
    GoStruct,
    Nil,
    Pointer,
    RuneConstant,
    dereference,
    fresh,
    is_nil,
    map_key,
    nil_fault,
    slice_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from ..runtime import Activation, Code, Compiler, StoreCode, Value


def types_of(c: Compiler) -> Types:
    return c.notes["types"]  # type: ignore[no-any-return]


def literal(node: p.Literal) -> Value:
    """A constant's value."""
    if node.kind == "char":
        return RuneConstant(ord(str(node.value)))
    return node.value


def binary(c: Compiler, node: p.Binary) -> Code:
    """`a + b`; constants are computed exactly, before the program runs."""
    exact = _exact(node)
    if exact is None:
        return c.default(node)
    value = int(exact[0]) if exact[1] else float(exact[0])
    return lambda f: value


def _exact(node: p.Node) -> tuple[Fraction, bool] | None:
    """(value, whether it is an integer) of a constant expression of numbers; None for others."""
    if isinstance(node, p.Literal) and node.kind in ("int", "float"):
        return Fraction(repr(node.value)), node.kind == "int"
    if not isinstance(node, p.Binary) or node.operator not in ("+", "-", "*", "/"):
        return None
    left, right = _exact(node.left), _exact(node.right)
    if left is None or right is None:
        return None
    is_int = left[1] and right[1]
    if node.operator == "/":
        if right[0] == 0:
            return None
        quotient = left[0] / right[0]
        return (Fraction(int(quotient)), True) if is_int else (quotient, False)
    result = {"+": left[0] + right[0], "-": left[0] - right[0], "*": left[0] * right[0]}
    return result[node.operator], is_int


def coerce(c: Compiler, text: str) -> Callable[[Value], Value] | None:
    return coercion(types_of(c).read(text))


def rest(c: Compiler, text: str) -> Callable[[list[Value]], Value]:
    """The value of a variadic parameter: a slice, nil where nothing was given."""
    kind = types_of(c).read(f"[]{text}")
    store = coercion(kind.elem) if kind.elem is not None else None

    def make(values: list[Value]) -> Value:
        if not values:
            return GoSlice(kind, None, 0, 0, 0)
        return slice_of(kind, [fresh(one if store is None else store(one)) for one in values])

    return make


# --- Packages


def package(c: Compiler, node: p.Node) -> str:
    """The package that a name means, "" for none."""
    if isinstance(node, p.Name) and not c.knows(node.name):
        return str(c.notes["imports"].get(node.name, ""))
    return ""


def member_form(c: Compiler, node: p.Member) -> Code:
    """`package.Name`, and all other members."""
    of = package(c, node.object)
    if not of:
        if isinstance(node.object, p.Name) and types_of(c).named(node.object.name):
            return c.unmodelled(node, "a method expression")
        return c.default(node)
    name = f"{of}.{node.name}"
    if name in VALUES:
        value = VALUES[name]
        return lambda f: value
    if name in LIBRARY:
        run = LIBRARY[name]
        native = Native(name, lambda context, this, arguments: run(context, *arguments))
        return lambda f: native
    return c.unmodelled(node, f"`{name}`")


# --- Literals


def mapping(c: Compiler, node: p.Mapping) -> Code:
    """`T{field: value}`, `map[K]V{key: value}`."""
    kind = types_of(c).read(node.type)
    if kind.kind == "pointer" and kind.elem is not None:
        inner = mapping(c, node._replace(type=node.type[1:]))
        return c.strict(node, [inner], lambda f, value: Pointer([value], 0))
    if kind.kind == "struct":
        return _struct(c, node, kind)
    if kind.kind == "map":
        return _map(c, node, kind)
    return c.unmodelled(node, f"a literal of `{node.type}`")


def _struct(c: Compiler, node: p.Mapping, kind: Type) -> Code:
    names = []
    for number, entry in enumerate(node.entries):
        key = entry.key
        plain = isinstance(key, p.Literal) and key.kind == "str"
        names.append(str(key.value) if plain else kind.fields[number][0])  # type: ignore[union-attr]
    by_name = {name: of for name, of, _ in kind.fields}
    parts = [c.expression(entry.value) for entry in node.entries]

    def make(f: Activation, *values: Value) -> Value:
        made: GoStruct = zero(kind)
        for name, value in zip(names, values, strict=True):
            put(made.fields, name, by_name[name], value)
        return made

    return c.strict(node, parts, make)


def _map(c: Compiler, node: p.Mapping, kind: Type) -> Code:
    parts = []
    for entry in node.entries:
        assert entry.key is not None
        parts += [c.expression(entry.key), c.expression(entry.value)]
    assert kind.key is not None
    assert kind.elem is not None
    to_key, to_value = coercion(kind.key), coercion(kind.elem)

    def make(f: Activation, *values: Value) -> Value:
        made = GoMap(kind, {})
        assert made.entries is not None
        for number in range(0, len(values), 2):
            key, value = values[number], values[number + 1]
            key = fresh(key if to_key is None else to_key(key))
            made.entries[map_key(key)] = (
                key,
                fresh(value if to_value is None else to_value(value)),
            )
        return made

    return c.strict(node, parts, make)


def collection(c: Compiler, node: p.Collection) -> Code:
    """`[]T{…}`, `[n]T{…}`; several values."""
    parts = [c.expression(one) for one in node.items]
    if node.kind == "tuple":
        return c.strict(node, parts, lambda f, *values: values)
    if node.kind not in ("slice", "array") or any(isinstance(one, p.Entry) for one in node.items):
        return c.unmodelled(node, "this kind of literal")
    types = types_of(c)
    size = getattr(node, "size", None)
    if node.kind == "array":
        count = size.value if isinstance(size, p.Literal) else len(parts)
        kind = types.read(f"[{count}]{node.type}")
    else:
        kind = types.named(node.type) or types.read(f"[]{node.type}")
        if kind.kind != "slice":
            kind = types.read(f"[]{node.type}")
    assert kind.elem is not None
    store = coercion(kind.elem)

    def make(f: Activation, *values: Value) -> Value:
        items = [fresh(one if store is None else store(one)) for one in values]
        if kind.kind == "array":
            made: GoArray = zero(kind)
            made.items[: len(items)] = items
            return made
        return slice_of(kind, items)

    return c.strict(node, parts, make)


# --- Addresses


def unary(c: Compiler, node: p.Unary) -> Code:
    """`&x`, `*p`, `<-ch`, and all others."""
    if node.operator == "&":
        return address(c, node.operand)
    if node.operator == "*":
        return c.strict(node, [c.expression(node.operand)], lambda f, value: dereference(value))
    if node.operator == "<-":
        return receiving(c, node, with_ok=False)
    return c.default(node)


def address(c: Compiler, node: p.Node) -> Code:
    """The address of a place, or of a new variable for a composite literal."""
    if isinstance(node, p.Group):
        node = node.value
    if isinstance(node, p.Name):
        variable = c.scopes.find(node.name)  # type: ignore[attr-defined]  # the machine's compiler
        if variable is None:
            return c.unmodelled(node, f"the address of `{node.name}`")
        number = variable.number
        if variable.scope is None:
            return lambda f: Pointer(f.context.variables, number)
        return lambda f: Pointer(f.cells[number], 0)
    if isinstance(node, p.Member) and not package(c, node.object):
        name = node.name
        return c.strict(node, [c.expression(node.object)], lambda f, value: _field(f, value, name))
    if isinstance(node, p.Index):
        parts = [c.expression(node.object), c.expression(node.key)]
        return c.strict(node, parts, lambda f, value, key: _element(value, key))
    return c.strict(node, [c.expression(node)], lambda f, value: Pointer([value], 0))


def _field(f: Activation, value: Value, name: str) -> Pointer:
    target = value
    while type(target) is Pointer:
        target = target.target
    if type(target) is not GoStruct:
        raise nil_fault()
    if name not in target.fields:
        from .runtime_calls import promoted

        found = promoted(target, name)
        if found is None:
            raise NotModelled(f"the address of `{name}`")
        target = found
    return Pointer(target.fields, name)


def _element(value: Value, key: Value) -> Pointer:
    if type(value) is Pointer:
        value = value.target
    if type(value) is GoSlice:
        place = value.start + checked(key, value.length)
        return Pointer(value.array, place)
    if type(value) is GoArray:
        return Pointer(value.items, checked(key, len(value.items)))
    raise NotModelled("the address of this element")


def slice_form(c: Compiler, node: p.Slice) -> Code:
    """`s[low:high:max]`."""
    assert node.object is not None
    given = [node.low, node.high, node.step]
    parts = [c.expression(node.object), *(c.expression(one) for one in given if one is not None)]

    def run(f: Activation, value: Value, *bounds: Value) -> Value:
        waiting = list(bounds)
        low, high, most = (None if one is None else waiting.pop(0) for one in given)
        return sliced(value, low, high, most)

    return c.strict(node, parts, run)


# --- Conversions and assertions


def convert_to(kind: Type, value: Value) -> Value:
    """`T(value)`."""
    name = kind.kind
    if name == "string":
        if isinstance(value, GoSlice):
            raw = value.items
            is_bytes = value.type.elem is not None and value.type.elem.same(BYTE)
            text = text_of(bytes(raw)) if is_bytes else "".join(chr(one) for one in raw)
        elif isinstance(value, int):
            text = chr(value) if 0 <= value < 0x110000 else "\ufffd"
        else:
            text = str(value)
        return kind.make(text) if kind.make else text
    if name == "int":
        from .runtime_operators import wrap

        number = wrap(int(value), kind.bits, kind.signed)
        return kind.make(number) if kind.make else number
    if name == "float":
        return kind.make(value) if kind.make else float(value)
    if name == "slice" and isinstance(value, str):
        assert kind.elem is not None
        make = kind.elem.make
        assert make is not None
        if kind.elem.same(BYTE):
            return slice_of(kind, [make(one) for one in data(value)])
        if kind.elem.same(RUNE):
            return slice_of(kind, [make(ord(one)) for one in value])
    store = coercion(kind)
    if name == "struct" and isinstance(value, GoStruct):
        return GoStruct(kind, dict(value.fields))
    return value if store is None else store(value)


def convert(c: Compiler, node: p.Convert) -> Code:
    """`x.(T)` and conversions to types that are no plain names."""
    kind = types_of(c).read(node.type)
    if node.kind == "assert":
        return c.strict(
            node, [c.expression(node.value)], lambda f, value: asserted(node, kind, value)
        )
    return c.strict(node, [c.expression(node.value)], lambda f, value: convert_to(kind, value))


def is_of(kind: Type, value: Value) -> bool:
    """Whether a value in an interface is of a type, or implements it."""
    if isinstance(value, Boxed):
        value = value.value
    of = type_of(value)
    if of is None:
        return False
    if kind.kind == "interface":
        return not missing(of, kind.wanted)
    return of.same(kind)


def missing(of: Type, wanted: set[str]) -> str:
    """The method that a type lacks: those of pointers are none of the value's."""
    lacking = has_methods(of, wanted)
    if lacking:
        return lacking
    for name in sorted(wanted):
        found = find_method(of, name)
        if found is None or found[1] is None or found[0] or of.kind == "pointer":
            continue
        if found[1].form.receiver.type.startswith("*"):
            return name
    return ""


def asserted(node: p.Convert, kind: Type, value: Value) -> Value:
    """`x.(T)`, or the runtime's error."""
    if is_of(kind, value):
        return value.value if isinstance(value, Boxed) else value
    of = type_of(value)
    if kind.kind == "interface":
        if of is None:
            raise Fault(
                "panic", f"interface conversion: interface is nil, not {kind.text}", is_plain=True
            )
        raise Fault(
            "panic",
            f"interface conversion: {of.text} is not {kind.text}: "
            f"missing method {missing(of, kind.wanted)}",
            is_plain=True,
        )  # fmt: skip
    held = "error" if isinstance(value, GoError) else "interface {}"
    if of is not None and of.kind == "pointer" and find_method(of, "Error"):
        held = "error"
    shown = "nil" if of is None else of.text
    raise Fault("panic", f"interface conversion: {held} is {shown}, not {kind.text}", is_plain=True)


# --- Assignments


def comma_ok(c: Compiler, node: p.Node) -> Code | None:
    """`v, ok := …` of a map, an assertion or a channel; None for what gives several by itself."""
    if isinstance(node, p.Index):
        parts = [c.expression(node.object), c.expression(node.key)]
        return c.strict(node, parts, lambda f, value, key: _looked_up(value, key))
    if isinstance(node, p.Convert) and node.kind == "assert":
        kind = types_of(c).read(node.type)

        def run(f: Activation, value: Value) -> Value:
            if is_of(kind, value):
                return (value.value if isinstance(value, Boxed) else value, True)
            return (zero(kind), False)

        return c.strict(node, [c.expression(node.value)], run)
    if isinstance(node, p.Unary) and node.operator == "<-":
        return receiving(c, node, with_ok=True)
    return None


def _looked_up(value: Value, key: Value) -> Value:
    if type(value) is Pointer:
        value = value.target
    if not isinstance(value, GoMap):
        raise NotModelled("`v, ok` of this value")
    return map_get(value, key)


def receiving(c: Compiler, node: p.Unary, *, with_ok: bool) -> Code:
    """`<-channel`."""
    part = c.expression(node.operand)

    def wait(f: Activation, channel: Value) -> Generator[Value, Value, Value]:
        value, ok = yield from receive(f.context, channel)
        return (value, ok) if with_ok else value

    if c.notes["concurrent"]:
        return c.waiting(node, [part], wait)
    return c.strict(node, [part], lambda f, channel: alone(f.context, wait(f, channel)))


def assign(c: Compiler, node: p.Assign) -> Code:
    """`a, b = f()`, `v, ok := m[k]`, and all other assignments."""
    if node.operator != "=" or not isinstance(node.target, p.Collection) or node.value is None:
        return c.default(node)
    code = (comma_ok(c, node.value) if node.several else None) or c.expression(node.value)
    store = c.store(node.target, node.declares, node.type)
    return c.strict(node, [code], lambda f, value: store(f, value))


def several(c: Compiler, target: p.Collection, declares: str, text: str) -> StoreCode | None:
    """How several values are stored."""
    if target.kind != "tuple":
        return None
    known = set(c.scopes.blocks[-1])  # type: ignore[attr-defined]  # the machine's compiler
    stores = []
    for one in target.items:
        is_known = isinstance(one, p.Name) and one.name in known
        stores.append(c.store(one, "" if declares == ":=" and is_known else declares, text))
    count = len(stores)

    def run(f: Activation, value: Value) -> None:
        if not isinstance(value, tuple) or len(value) != count:
            raise NotModelled("several values")
        # All are copied before the first is stored: `a, b = b, a`.
        values = [fresh(one) for one in value]
        for store, one in zip(stores, values, strict=True):
            store(f, one)

    return run


def name_target(c: Compiler, target: p.Name, declares: str, text: str) -> StoreCode | None:
    """`_ = x`; a variable keeps its type where it is assigned a constant."""
    if target.name == "_":
        return lambda f, value: None
    if declares or text:
        return None
    variable = c.scopes.find(target.name)  # type: ignore[attr-defined]  # the machine's compiler
    if variable is None or variable.coerce is not None:
        return None
    number, is_outermost = variable.number, variable.scope is None

    def run(f: Activation, value: Value) -> None:
        container = f.context.variables if is_outermost else f.cells[number]
        place = number if is_outermost else 0
        container[place] = fresh(adapted(container[place], value))

    return run


def adapted(old: Value, new: Value) -> Value:
    """A constant, or nil, in the type of the variable that it is assigned to."""
    kind = type(old)
    if type(new) is kind:
        return new
    if kind is float and type(new) is int:
        return float(new)
    if new is None and old is not None:
        of = type_of(old)
        if of is not None and of.kind in ("pointer", "slice", "map", "func", "chan"):
            return zero(of)
        return None
    if type(new) in (int, float, str, RuneConstant) and getattr(kind, "gotype", None) is not None:
        make = kind.gotype.make
        if make is not None and isinstance(old, (int, float, str)):
            return make(new)
    return new


def pointer_target(c: Compiler, target: p.Unary, declares: str, text: str) -> StoreCode | None:
    """`*p = value`."""
    if target.operator != "*":
        return None
    pointer = c.expression(target.operand)

    def run(f: Activation, value: Value) -> None:
        place = pointer(f)  # type: ignore[operator]  # a pointer is read without waiting
        if type(place) is not Pointer:
            raise _settled(f, target, nil_fault())
        old = place.target
        put(place.container, place.key, None, adapted(old, value))

    return run


def _settled(f: Activation, node: p.Node, fault: Fault) -> Exception:
    f.at = node
    return f.context.runtime.fail(f.context, fault, node)


# --- Return


def return_(c: Compiler, node: p.Return) -> Code:
    """`return`, with the results in their types; named ones are set."""
    code = c.scopes.code  # type: ignore[attr-defined]  # the machine's compiler
    form = code.form
    names = [] if form is None else list(form.result_names)
    results = () if form is None else form.results
    kinds = [coercion(types_of(c).read(one)) for one in results]
    cells = [_result_cell(c, name) for name in names]
    if node.value is None:
        return lambda f: _leave(f, tuple(_get(f, cell) for cell in cells))
    single = not (isinstance(node.value, p.Collection) and node.value.kind == "tuple")

    def run(f: Activation, value: Value) -> Value:
        values = value if isinstance(value, tuple) else (value,)
        made = tuple(
            one if kind is None else kind(one) for one, kind in zip(values, kinds, strict=True)
        )
        for cell, one in zip(cells, made, strict=False):
            cell(f)[0] = fresh(one)
        return _leave(f, made)

    del single
    return c.strict(node, [c.expression(node.value)], run)


def _leave(f: Activation, values: Sequence[Value]) -> Value:
    f.result = values[0] if len(values) == 1 else tuple(values) if values else None
    return RETURN


def _result_cell(c: Compiler, name: str) -> Callable[[Activation], list[Value]]:
    variable = c.scopes.blocks[0].get(name)  # type: ignore[attr-defined]  # as above
    if variable is None:
        return lambda f: [None]
    number = variable.number
    return lambda f: f.cells[number]


def _get(f: Activation, cell: Callable[[Activation], list[Value]]) -> Value:
    return cell(f)[0]


__all__ = ["ANY", "INT", "NATIVES", "Nil", "byte_at", "is_nil", "member"]
