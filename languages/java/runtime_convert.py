"""Conversions between static types, and how a null that must not be one is told (JEP 358)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Fault, NotModelled
from .runtime_operators import CONVERT, kind_of
from .runtime_types import BOXES, OBJECT, Type, boxed, external, is_primitive, unboxed
from .runtime_unit import unit_of
from .runtime_values import NPE

if TYPE_CHECKING:
    from ..program import Node
    from ..runtime import Activation, PlainCode, Value


def null_fault(what: str, because: str) -> Fault:
    """A NullPointerException with the virtual machine's own message."""
    return Fault(NPE, what + because)


def because(c: Any, node: Node) -> str:
    """` because "x" is null`, as far as the machine tells it."""
    while isinstance(node, (p.Convert, p.Group)):
        node = node.value
    source = _source(c, node)
    if not source:
        return ""
    if isinstance(node, p.Call):
        return f' because the return value of "{source}" is null'
    return f' because "{source}" is null'


def _source(c: Any, node: Node) -> str:
    """Where a value comes from, in the machine's words; "" for what it doesn't follow."""
    unit = unit_of(c)
    if isinstance(node, p.Convert):
        return _source(c, node.value)
    if isinstance(node, p.Literal):
        if node.kind == "null":
            return "null"
        return str(node.value) if node.kind == "int" else ""
    if isinstance(node, p.Name):
        if node.name == "this" or c.knows(node.name):
            return node.name
        return _field_source(c, node.name)
    if isinstance(node, p.Call):
        return unit.calls.get(id(node), "")
    if isinstance(node, p.Member):
        if isinstance(node.object, p.Name) and not _is_value(c, node.object.name):
            named = unit.type_named(node.object.name)
            return f"{external(Type(named))}.{node.name}" if named else ""
        before = _source(c, node.object)
        return f"{before}.{node.name}" if before else ""
    if isinstance(node, p.Index):
        array, key = _source(c, node.object), _source(c, node.key)
        return f"{array or '<array>'}[{key or '...'}]"
    return ""


def _is_value(c: Any, name: str) -> bool:
    return bool(name in ("this", "super") or c.knows(name) or _field_source(c, name))


def _field_source(c: Any, name: str) -> str:
    cls = unit_of(c).cls
    outwards = "this"
    while cls is not None:
        for one in cls.chain():
            if name in one.fields:
                if one.fields[name].is_static:
                    return f"{one.binary}.{name}"
                return f"{outwards}.{name}"
        outwards += ".this$0"
        cls = cls.outer
    return ""


def convert(c: Any, code: PlainCode, from_: Type | None, to: Type | None, node: Node) -> PlainCode:
    """What an assignment of a value of the type `from_` to one of the type `to` does to it."""
    if to is None or to.name == "void":
        return code
    if not is_primitive(to):
        if is_primitive(from_):
            unit_of(c).mark(node.place.line)  # the box is made at the value's first line
        return code
    if is_primitive(from_):
        assert from_ is not None
        if from_.name == to.name or (to.name in ("int", "short", "byte") and from_.name in (
            "short", "byte", "int")):  # fmt: skip
            return code
        change = CONVERT[to.name]
        return lambda f: change(code(f))
    return unbox(c, code, from_, to, node)


def unbox(c: Any, code: PlainCode, from_: Type | None, to: Type, node: Node) -> PlainCode:
    """The primitive value of a box (JLS 5.1.8), of which null is an error."""
    unit = unit_of(c)
    own = unboxed(from_)
    unit.mark(node.place.line)
    told = because(c, node)
    name = BOXES[(own or to).name]
    kind = (own or to).name
    is_known = own is not None
    change = CONVERT[to.name]
    is_same = own is not None and own.name == to.name

    def take(f: Activation, value: Value) -> Value:
        if value is None:
            if not is_known and from_ is None:
                raise NotModelled("null as a number, where its type isn't known")
            raise null_fault(f'Cannot invoke "{name}.{kind}Value()"', told)
        if is_same:
            return value
        return change(value)

    made: PlainCode = c.strict(unit.spot(), [code], take)
    return made


def number(
    c: Any, code: PlainCode, type_: Type | None, node: Node
) -> tuple[PlainCode, Type | None]:
    """A value as an operand: unboxed. The type is None where it is only known at run time."""
    own = unboxed(type_)
    if own is not None:
        return convert(c, code, type_, own, node), own
    spot = unit_of(c).spot()

    def check(f: Activation, value: Value) -> Value:
        if value is None:
            raise NotModelled("null as a number, where its type isn't known")
        kind_of(value)
        return value

    return c.strict(spot, [code], check), None


def common(one: Type | None, other: Type | None) -> Type | None:
    """The type of `test ? one : other`, roughly (JLS 15.25)."""
    if one is None or other is None:
        return one if other is not None and other.name == "null" else None
    if one == other:
        return one
    if one.name == "null":
        return boxed(other)
    if other.name == "null":
        return boxed(one)
    if unboxed(one) and unboxed(other):
        from .runtime_operators import promoted

        a, b = unboxed(one), unboxed(other)
        assert a is not None  # both have one
        assert b is not None
        if a.name == b.name:
            return a
        if "boolean" in (a.name, b.name):
            return None
        if {a.name, b.name} == {"char", "int"}:
            return Type("char")
        return Type(promoted(a.name, b.name))
    if one.name == other.name:
        return one if one.args else other
    return OBJECT
