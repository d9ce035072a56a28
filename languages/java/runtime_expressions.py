"""Java's expressions but for calls: names, fields, arrays, operators, assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import NotModelled
from .runtime_convert import common, convert, number
from .runtime_literals import literal_type, literal_value
from .runtime_operators import (
    BITS,
    COMPARE,
    CONVERT,
    INTEGER,
    SHIFTS,
    arithmetic,
    dynamic,
    promoted,
    same,
    wrap,
)
from .runtime_places import place_of
from .runtime_text import concatenate
from .runtime_types import (
    BOOLEAN,
    NULL,
    STRING,
    Type,
    is_primitive,
    parse,
    unboxed,
)
from .runtime_unit import unit_of
from .runtime_values import Array, is_instance

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..program import Node
    from ..runtime import Activation, PlainCode, Value

    Made = tuple[PlainCode, Type | None]


def value_of(c: Any, node: Node, want: Type | None = None) -> Made:
    """The code of an expression and its static type, None where that isn't known. `want` is the
    type of the place where it goes: functions and generic calls take theirs from it.
    """
    handler = HANDLERS.get(type(node))
    if handler is None:
        kind = getattr(node, "kind", "") or type(node).__name__
        return c.unmodelled(node, f"`{kind}`"), None
    made: Made = handler(c, node, want)
    return made


def form(c: Any, node: Node) -> PlainCode:
    """An expression where its type doesn't matter."""
    return value_of(c, node)[0]


def assigned(c: Any, node: Node, to: Type | None) -> PlainCode:
    """The value of `node` as it is put into a place of the type `to`."""
    if isinstance(node, p.Collection) and to is not None and to.name == "[]" and not node.type:
        node = node._replace(type=_spelt(to.args[0]))
    code, type_ = value_of(c, node, to)
    if (
        isinstance(node, p.Literal)
        and node.kind == "int"
        and to is not None
        and unboxed(to) is not None
        and not is_primitive(to)
    ):
        return code
    return convert(c, code, type_, to, node)


def _spelt(type_: Type) -> str:
    from .runtime_unit import spell

    return spell(type_)


def condition(c: Any, node: p.Group) -> PlainCode:
    """A test: a Group stands for what must be a boolean."""
    unit_of(c).mark(node.value.place.line)
    code, type_ = value_of(c, node.value)
    if type_ is None:
        return code
    return convert(c, code, type_, BOOLEAN, node.value)


def _literal(c: Any, node: p.Literal, want: Type | None) -> Made:
    value = literal_value(node)
    return (lambda f: value), literal_type(node)


def _name(c: Any, node: p.Name, want: Type | None) -> Made:
    if node.name == "this":
        return (lambda f: f.this), unit_of(c).this_type()
    place = place_of(c, node)
    return place.reader(), place.type


def _member(c: Any, node: p.Member, want: Type | None) -> Made:
    if node.name.startswith("::"):
        from .runtime_functions import reference

        return reference(c, node, want)
    if node.name == "this":
        return _outer_this(c, node)
    if node.name == "class":
        return c.unmodelled(node, "a class as a value"), None
    place = place_of(c, node)
    return place.reader(), place.type


def _outer_this(c: Any, node: p.Member) -> Made:
    """`Outer.this`."""
    unit = unit_of(c)
    wanted = unit.type_named(node.object.name) if isinstance(node.object, p.Name) else ""
    cls, depth = unit.cls, 0
    while cls is not None and cls.name != wanted:
        cls, depth = cls.outer, depth + 1
    if cls is None:
        return c.unmodelled(node, "`this` of another class"), None

    def run(f: Activation) -> Value:
        found = f.this
        for _ in range(depth):
            found = found.outer
        return found

    return run, Type(cls.name)


def _index(c: Any, node: p.Index, want: Type | None) -> Made:
    place = place_of(c, node)
    return place.reader(), place.type


# --- Operators


def _binary(c: Any, node: p.Binary, want: Type | None) -> Made:
    operator = node.operator
    left, left_type = value_of(c, node.left)
    if operator in ("==", "!="):
        return _equality(c, node, left, left_type)
    if operator == "+":
        return _sum(c, node, left, left_type)
    left, left_kind = number(c, left, left_type, node.left)
    right, right_type = value_of(c, node.right)
    right, right_kind = number(c, right, right_type, node.right)
    return _combined(c, operator, left, left_kind, right, right_kind)


def _sum(c: Any, node: p.Binary, left: PlainCode, left_type: Type | None) -> Made:
    right, right_type = value_of(c, node.right)
    if STRING in (left_type, right_type):
        return c.strict(unit_of(c).spot(), [left, right], concatenate), STRING
    if unboxed(left_type) and unboxed(right_type):
        left, left_kind = number(c, left, left_type, node.left)
        right, right_kind = number(c, right, right_type, node.right)
        return _combined(c, "+", left, left_kind, right, right_kind)
    add = dynamic("+")

    def run(f: Activation, a: Value, b: Value) -> Value:
        if isinstance(a, str) or isinstance(b, str):
            return concatenate(f, a, b)
        if a is None or b is None:
            raise NotModelled("null in a sum, where its type isn't known")
        return add(a, b)

    return c.strict(unit_of(c).spot(), [left, right], run), None


def _combined(
    c: Any,
    operator: str,
    left: PlainCode,
    left_kind: Type | None,
    right: PlainCode,
    right_kind: Type | None,
) -> Made:
    operate, type_ = operation(operator, left_kind, right_kind)
    if operate is None:
        return c.unmodelled(unit_of(c).spot(), f"`{operator}` of these types"), None
    return c.strict(unit_of(c).spot(), [left, right], lambda f, a, b: operate(a, b)), type_


def operation(
    operator: str, left: Type | None, right: Type | None
) -> tuple[Callable[[Value, Value], Value] | None, Type | None]:
    """What an operator does with primitive values, and the type of its result."""
    if left is None or right is None:
        return dynamic(operator), BOOLEAN if operator in COMPARE else None
    if left.name == "boolean":
        combine = INTEGER[operator] if operator in BITS else None
        return (None if combine is None else lambda a, b: bool(combine(a, b))), BOOLEAN
    kind = promoted(left.name, "int" if operator in SHIFTS else right.name)
    return arithmetic(operator, kind), BOOLEAN if operator in COMPARE else Type(kind)


def _equality(c: Any, node: p.Binary, left: PlainCode, left_type: Type | None) -> Made:
    right, right_type = value_of(c, node.right)
    if is_primitive(left_type) or is_primitive(right_type):
        left, _ = number(c, left, left_type, node.left)
        right, _ = number(c, right, right_type, node.right)
        is_same: Callable[[Value, Value], bool] = lambda a, b: bool(a == b)  # noqa: E731
    else:
        is_same = same
    if node.operator == "==":
        if NULL in (left_type, right_type):
            code = right if left_type == NULL else left
            return (lambda f: code(f) is None), BOOLEAN
        return c.strict(unit_of(c).spot(), [left, right], lambda f, a, b: is_same(a, b)), BOOLEAN
    if NULL in (left_type, right_type):
        code = right if left_type == NULL else left
        return (lambda f: code(f) is not None), BOOLEAN
    return c.strict(unit_of(c).spot(), [left, right], lambda f, a, b: not is_same(a, b)), BOOLEAN


def _logical(c: Any, node: p.Logical, want: Type | None) -> Made:
    left = assigned(c, node.left, BOOLEAN)
    right = assigned(c, node.right, BOOLEAN)
    if node.operator == "and":
        return (lambda f: left(f) and right(f)), BOOLEAN
    return (lambda f: left(f) or right(f)), BOOLEAN


def _conditional(c: Any, node: p.Conditional, want: Type | None) -> Made:
    unit = unit_of(c)
    unit.mark(node.test.place.line)
    test = assigned(c, node.test, BOOLEAN)
    unit.mark(_line(c, node.then))
    then, then_type = value_of(c, node.then, want)
    unit.mark(_line(c, node.other))
    other, other_type = value_of(c, node.other, want)
    type_ = common(then_type, other_type)
    if type_ is None and want is not None and not is_primitive(want):
        type_ = want
    if is_primitive(type_):
        then = convert(c, then, then_type, type_, node.then)
        other = convert(c, other, other_type, type_, node.other)
    return (lambda f: then(f) if test(f) else other(f)), type_


def _line(c: Any, node: Node) -> int:
    from .runtime_unit import line_of

    return line_of(c, node)


def _unary(c: Any, node: p.Unary, want: Type | None) -> Made:
    operator = node.operator
    if operator in ("++x", "--x", "x++", "x--"):
        return _step(c, node)
    code, type_ = value_of(c, node.operand)
    if operator == "!":
        code = convert(c, code, type_ or BOOLEAN, BOOLEAN, node.operand)
        return (lambda f: not code(f)), BOOLEAN
    code, kind = number(c, code, type_, node.operand)
    if kind is None:
        return c.unmodelled(node, f"`{operator}` of a value whose type isn't known"), None
    wide = Type(promoted(kind.name, "int"))
    change = CONVERT[wide.name]
    if operator == "-":
        return (lambda f: change(-code(f))), wide
    if operator == "~":
        return (lambda f: change(~int(code(f)))), wide
    if operator == "+":
        return (lambda f: change(code(f))), wide
    return c.unmodelled(node, f"the operator `{operator}`"), None


def _step(c: Any, node: p.Unary) -> Made:
    """`x++` and its like."""
    is_behind = node.operator.startswith("x")
    place = place_of(c, node.operand)
    kind = unboxed(place.type)
    if kind is None:
        return c.unmodelled(node, "a step of a value whose type isn't known"), None
    by = 1 if "+" in node.operator else -1
    change = CONVERT[kind.name] if kind.name != "int" else wrap
    return place.changed(
        c, node.operand, lambda old, f: change(old + by), kind, is_behind=is_behind
    ), place.type  # fmt: skip


# --- Assignments


def _assign(c: Any, node: p.Assign, want: Type | None) -> Made:
    if node.declares == "let":
        return declaration(c, node), None
    if node.operator != "=":
        return _augmented(c, node)
    assert node.value is not None  # else it declares
    place = place_of(c, node.target)
    value = assigned(c, node.value, place.type)
    return place.written(c, value), place.type


def declaration(c: Any, node: p.Assign) -> PlainCode:
    """A local variable: its cell is new each time."""
    unit = unit_of(c)
    unit.mark(node.target.place.line)
    assert isinstance(node.target, p.Name)  # Java has no other targets
    type_ = unit.read(node.type)
    if node.value is None:
        put = declare(c, node.target.name, type_)
        return lambda f: put(f, None)
    cell = c.own_variable()
    if type_ is not None:
        _bind(c, node.target.name, cell, type_)
        value = assigned(c, node.value, type_)
    else:
        value, type_ = value_of(c, node.value)
        _bind(c, node.target.name, cell, type_)
    number_ = cell.number

    def run(f: Activation) -> None:
        f.cells[number_] = [None]
        f.cells[number_] = [value(f)]

    return run


def _bind(c: Any, name: str, cell: Any, type_: Type | None) -> None:
    from .runtime_unit import Typed

    c.scopes.blocks[-1][name] = cell._replace(coerce=Typed("", type_))


def declare(c: Any, name: str, type_: Type | None) -> Callable[[Activation, Value], None]:
    """A new variable of the open scope, whose cell is made when a value is put into it."""
    cell = c.own_variable()
    _bind(c, name, cell, type_)
    number_ = cell.number

    def put(f: Activation, value: Value) -> None:
        f.cells[number_] = [value]

    return put


def _augmented(c: Any, node: p.Assign) -> Made:
    """`x += y` is `x = (T) (x + y)` with `x` evaluated once (JLS 15.26.2)."""
    operator = node.operator[:-1]
    assert node.value is not None  # it is what is added
    place = place_of(c, node.target)
    if operator == "+" and place.type == STRING:
        value, _ = value_of(c, node.value)
        return place.changed(
            c, node.target, lambda old, f: concatenate(f, old, value(f)), None, early=True
        ), STRING
    kind = unboxed(place.type)
    value, type_ = value_of(c, node.value)
    value, value_kind = number(c, value, type_, node.value)
    if kind is None:
        return c.unmodelled(node, "an assignment to a value whose type isn't known"), None
    operate, result = operation(operator, kind, value_kind)
    if operate is None:
        return c.unmodelled(node, f"`{node.operator}`"), None
    combine = operate
    change = CONVERT[kind.name]
    is_same = result == kind

    def changed(old: Value, f: Activation) -> Value:
        found = combine(old, value(f))
        return found if is_same else change(found)

    return place.changed(c, node.target, changed, kind), place.type


# --- Casts and tests


def _convert(c: Any, node: p.Convert, want: Type | None) -> Made:
    unit = unit_of(c)
    to = unit.resolve(parse(node.type.partition("&")[0]))
    code, type_ = value_of(c, node.value, to)
    if is_primitive(to):
        if is_primitive(type_):
            change = CONVERT[to.name]
            return (lambda f: change(code(f))), to
        if unboxed(type_) is None:
            box = to
            code = _checked(c, code, _box(box), node)
            return convert(c, code, _box(box), to, node.value), to
        return convert(c, code, type_, to, node.value), to
    if is_primitive(type_) or to.name in unit.variables or to.name == "[]":
        return code, to
    return _checked(c, code, to, node), to


def _box(type_: Type) -> Type:
    from .runtime_types import boxed

    made = boxed(type_)
    assert made is not None  # of a type that is known
    return made


def _checked(c: Any, code: PlainCode, to: Type, node: p.Convert) -> PlainCode:
    from .runtime_errors import cannot_cast

    if isinstance(node.value, p.Function) or (
        isinstance(node.value, p.Member) and node.value.name.startswith("::")
    ):
        return code
    name = to.name

    def check(f: Activation, value: Value) -> Value:
        if value is not None and not is_instance(value, name):
            raise cannot_cast(f.context, value, name)
        return value

    made: PlainCode = c.strict(unit_of(c).spot(), [code], check)
    return made


def _type_test(c: Any, node: p.TypeTest, want: Type | None) -> Made:
    unit = unit_of(c)
    code, _ = value_of(c, node.value)
    type_ = unit.resolve(parse(node.type))
    name = type_.name if type_.name != "[]" else f"{type_.args[0].name}[]"
    if not node.binding:
        test = c.strict(
            unit.spot(), [code], lambda f, value: value is not None and is_instance(value, name)
        )
        return test, BOOLEAN
    put = bind_wide(c, node.binding, type_)

    def run(f: Activation, value: Value) -> bool:
        if value is None or not is_instance(value, name):
            return False
        put(f, value)
        return True

    return c.strict(unit.spot(), [code], run), BOOLEAN


def bind_wide(c: Any, name: str, type_: Type) -> Callable[[Activation, Value], None]:
    """A pattern's variable, which may be in scope behind the statement that tests it."""
    cell = c.own_variable()
    from .runtime_unit import Typed

    variable = cell._replace(coerce=Typed("", type_))
    scope = c.scopes.blocks
    for block in scope[-2:]:
        block[name] = variable
    number_ = cell.number

    def put(f: Activation, value: Value) -> None:
        f.cells[number_] = [value]

    return put


def _array(c: Any, node: p.Collection, want: Type | None) -> Made:
    """`{1, 2}` and `new int[] {1, 2}`."""
    if node.kind == "sequence":
        parts = [value_of(c, one)[0] for one in node.items]
        return c.strict(unit_of(c).spot(), parts, lambda f, *values: values[-1]), None
    unit = unit_of(c)
    of = unit.read(node.type)
    if of is None and want is not None and want.name == "[]":
        of = want.args[0]
    if of is None:
        return c.unmodelled(node, "an array whose type isn't known"), None
    parts = [assigned(c, one, of) for one in node.items]
    kind = of.name if of.name != "[]" else f"{of.args[0].name}[]"
    made = c.strict(unit.spot(), parts, lambda f, *values: Array(kind, list(values)))
    return made, Type("[]", (of,))


def _switch(c: Any, node: p.Switch, want: Type | None) -> Made:
    from .runtime_switches import switch_value

    return switch_value(c, node, want)


def _call(c: Any, node: p.Call, want: Type | None) -> Made:
    from .runtime_calls import call

    return call(c, node, want)


def _function(c: Any, node: p.Function, want: Type | None) -> Made:
    from .runtime_functions import function

    return function(c, node, want)


def _group(c: Any, node: p.Group, want: Type | None) -> Made:
    return value_of(c, node.value, want)


HANDLERS: dict[type, Any] = {
    p.Literal: _literal, p.Name: _name, p.Member: _member, p.Index: _index, p.Binary: _binary,
    p.Logical: _logical, p.Conditional: _conditional, p.Unary: _unary, p.Assign: _assign,
    p.Convert: _convert, p.TypeTest: _type_test, p.Collection: _array, p.Switch: _switch,
    p.Call: _call, p.Function: _function, p.Group: _group,
}  # fmt: skip
