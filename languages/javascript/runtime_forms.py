"""What JavaScript's own forms become: literals of objects and arrays, templates, classes, `super`,
destructuring, deletion.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Closure, Fault, NotModelled
from . import runtime_waiting as waiting
from .runtime_calls import Pending, call_super, items
from .runtime_text import to_text
from .runtime_values import (
    HOLE,
    UNDEFINED,
    Accessor,
    Builtin,
    JSArray,
    JSClass,
    JSObject,
    Symbol,
    get,
    index_of,
    is_callable,
    is_object,
    keys_of,
    new_object,
    own_properties,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..runtime import Activation, Code, Compiler, FunctionCode, StoreCode, Value


def literal(node: p.Literal) -> Value:
    """A constant's value."""
    kind, value = node.kind, node.value
    if kind in ("int", "float"):
        return float(value)  # type: ignore[arg-type]  # the lowering gives a number
    if kind == "undefined" or kind == "hole":
        return UNDEFINED
    if kind == "bigint":
        return int(value)  # type: ignore[call-overload]  # the lowering gives digits
    return value


def literal_form(c: Compiler, node: p.Literal) -> Code:
    """A regular expression is a new object each time; all other constants are shared."""
    if node.kind == "regex":
        from .runtime_regex import make_regex

        pair: Any = node.value  # pattern and flags
        return c.strict(node, [], lambda f: make_regex(*pair))
    if node.kind == "hole":
        return lambda f: HOLE
    value = literal(node)
    return lambda f: value


def name_form(c: Compiler, node: p.Name) -> Code:
    """`this` in a derived class's constructor, `arguments`, and all other names."""
    if node.name == "this" and not c.knows("this"):
        return lambda f: f.this if type(f.this) is not Pending else _before_super(f, node)
    if node.name == "arguments" and not c.knows("arguments"):
        return lambda f: JSArray(list(f.arguments))
    if node.name == "super":
        return _super_home
    return c.default(node)


def _before_super(f: Activation, node: p.Name) -> Value:
    f.at = node
    raise f.context.runtime.fail(
        f.context,
        Fault(
            "ReferenceError",
            "Must call super constructor in derived class before accessing 'this' or "
            "returning from derived constructor",
        ),
        node,
    )


def _super_home(f: Activation) -> Value:
    """Where `super.x` is looked up: above the object that the method belongs to."""
    home = f.code.details.get("home")
    return home.proto if home is not None else UNDEFINED


def array(c: Compiler, node: p.Collection) -> Code:
    """`[a, ...b]`."""
    if node.kind != "array":
        return c.default(node)
    spread = [isinstance(one, p.Spread) for one in node.items]
    parts = [
        _iterated(c, one.value) if isinstance(one, p.Spread) else c.expression(one)
        for one in node.items
    ]
    if not any(spread):
        return c.strict(node, parts, lambda f, *values: JSArray(list(values)))

    def combine(f: Activation, *values: Value) -> Value:
        found: list[Value] = []
        for value, several in zip(values, spread, strict=True):
            if several:
                found.extend(value)
            else:
                found.append(value)
        return JSArray(found)

    return c.strict(node, parts, combine)


def _iterated(c: Compiler, node: Any) -> Code:
    return c.strict(
        node, [c.expression(node)], lambda f, value: list(items(f.context, value, "of"))
    )


def mapping(c: Compiler, node: p.Mapping) -> Code:
    """`{ a, [k]: v, m() {}, get g() {}, ...more }`."""
    parts: list[Code] = []
    makers: list[Callable[[Activation, JSObject, list[Value]], None]] = []
    makers.extend(_entry(c, entry, parts) for entry in node.entries)

    def combine(f: Activation, *values: Value) -> Value:
        made = new_object()
        rest = list(values)
        rest.reverse()
        for make in makers:
            make(f, made, rest)
        return made

    return c.strict(node, parts, combine)


def _entry(
    c: Compiler, entry: p.Entry, parts: list[Code]
) -> Callable[[Activation, JSObject, list[Value]], None]:
    """Adds the codes of an entry to `parts`, and says what is done with their values."""
    if entry.key is None:
        parts.append(c.expression(entry.value))
        return lambda f, made, rest: spread_into(f, made, rest.pop())
    key_name = entry.key.value if isinstance(entry.key, p.Literal) else None
    with named(c, str(key_name) if key_name else None):
        return _named_entry(c, entry, parts)


def _named_entry(
    c: Compiler, entry: p.Entry, parts: list[Code]
) -> Callable[[Activation, JSObject, list[Value]], None]:
    assert entry.key is not None
    kind = entry.value.kind if isinstance(entry.value, p.Function) else ""
    if isinstance(entry.key, p.Literal) and isinstance(entry.key.value, str):
        key = entry.key.value
        parts.append(c.expression(entry.value))
        return lambda f, made, rest: define(made, key, rest.pop(), kind)
    parts.append(c.expression(entry.key))
    parts.append(c.expression(entry.value))

    def computed(f: Activation, made: JSObject, rest: list[Value]) -> None:
        key = rest.pop()
        define(made, key if isinstance(key, Symbol) else to_text(f.context, key), rest.pop(), kind)

    return computed


def define(holder: JSObject, key: Value, value: Value, kind: str) -> None:
    """Puts a member into an object or prototype: `kind` is its function's."""
    if isinstance(value, Closure) and kind in ("method", "getter", "setter"):
        value.code.details["home"] = holder
    if kind in ("getter", "setter"):
        known = holder.props.get(key)
        pair = known if isinstance(known, Accessor) else Accessor()
        if kind == "getter":
            pair.get = value
        else:
            pair.set = value
        value = pair
    holder.props[key] = value


def spread_into(
    f: Activation, made: JSObject, value: Value, but: frozenset[Value] = frozenset()
) -> None:
    """`...value` in an object: its own enumerable properties."""
    if value is None or value is UNDEFINED:
        return
    if not is_object(value) and not isinstance(value, str):
        return
    for key in keys_of(value):
        if key not in but:
            made.props[key] = get(f.context, value, key)


def template(c: Compiler, node: p.Template) -> Code:
    """A template literal."""
    parts = [
        c.expression(one)
        if isinstance(one, p.Literal)
        else c.strict(one, [c.expression(one)], _as_text)
        for one in node.parts
    ]
    return c.strict(node, parts, lambda f, *texts: "".join(texts))


def _as_text(f: Activation, value: Value) -> str:
    return value if type(value) is str else to_text(f.context, value)


def unary(c: Compiler, node: p.Unary) -> Code:
    """`typeof` of a name that may be unknown, `delete`, and all others."""
    operand = node.operand
    if node.operator == "typeof" and isinstance(operand, p.Name):
        known = c.knows(operand.name) or operand.name in c.runtime.universe
        if not known and operand.name not in c.runtime.this_names:
            return lambda f: "undefined"
    if node.operator == "delete":
        return _delete(c, node)
    return c.default(node)


def _delete(c: Compiler, node: p.Unary) -> Code:
    target = node.operand
    if isinstance(target, p.Member):
        key = p.Literal(target.place, "str", target.name)
    elif isinstance(target, p.Index):
        key = target.key  # type: ignore[assignment]  # any expression
    else:
        return c.unmodelled(node, "`delete` of what is no property")

    def run(f: Activation, value: Value, name: Value) -> bool:
        holder = own_properties(value)
        if value is None or value is UNDEFINED:
            raise Fault("TypeError", "Cannot convert undefined or null to object")
        if holder is None or holder.builtin:
            raise NotModelled("`delete` on this kind of value")
        name = name if isinstance(name, Symbol) else to_text(f.context, name)
        if isinstance(holder, JSArray) and (number := index_of(name)) is not None:
            if number < len(holder.items):
                holder.items[number] = HOLE
            return True
        if holder.sealed and name in holder.props:
            raise Fault("TypeError", f"Cannot delete property '{name}' of {_described(value)}")
        holder.props.pop(name, None)
        return True

    return c.strict(target, [c.expression(target.object), c.expression(key)], run)


def _described(value: Value) -> str:
    from .runtime_values import describe

    return describe(value)


@contextmanager
def named(c: Compiler, name: str | None) -> Iterator[None]:
    """V8 calls a function without a name after the variable and keys that it is the value of, to
    which array brackets are no hindrance; None: what is in here is nobody's value.
    """
    before = c.notes.get("names", ())
    c.notes["names"] = () if name is None else (*before, name)
    try:
        yield
    finally:
        c.notes["names"] = before


def assign(c: Compiler, node: p.Assign) -> Code:
    """An assignment, which names the functions in its value."""
    target = node.target
    name = target.name if isinstance(target, (p.Name, p.Member)) else None
    with named(c, name):
        if isinstance(target, (p.Mapping, p.Collection)):
            c.notes["of"] = node.value
        return c.default(node)


def call(c: Compiler, node: p.Call) -> Code:
    """`super(…)` and all other calls."""
    with named(c, None):
        return _call(c, node)


def _call(c: Compiler, node: p.Call) -> Code:
    if isinstance(node.function, p.Name):
        if node.function.name == "super":
            return c.strict(
                node, [c.arguments(node)], lambda f, given: call_super(f.context, f, given)
            )
        if node.function.name == "import":
            return c.unmodelled(node, "`import()`")
    return c.default(node)


def function(c: Compiler, node: p.Function) -> Code:
    """A function as a value. A named function expression knows itself by its name."""
    if not node.name or node.kind != "function":
        code = _compiled(c, node)
        return lambda f: c.close(code, f)
    with c.scope():
        bind = c.bind(node.name)
        make, write = c.closure(node), c.store(p.Name(node.place, node.name))

    def run(f: Activation) -> Value:
        bind(f, UNDEFINED)
        made = make(f)  # type: ignore[operator]  # making a closure never suspends
        write(f, made)
        return made

    return run


def _compiled(c: Compiler, node: p.Function) -> FunctionCode:
    names = c.notes.get("names", ())
    with named(c, None):
        code = c.function(node)
    if not node.name:
        plain = node.qualified.rpartition(".")[2]
        code.details["name"] = plain
        code.details["inferred"] = ".".join(names)
    return code


def member(c: Compiler, node: p.Member) -> Code:
    """`super.x`, whose getter is called with `this`, and all other members."""
    if not isinstance(node.object, p.Name) or node.object.name != "super":
        return c.default(node)
    name = node.name
    return c.strict(node, [], lambda f: get(f.context, _super_home(f), name, f.this))


# --- Destructuring


def object_pattern(c: Compiler, target: p.Mapping, declares: str, type_: str) -> StoreCode:
    """`{ a, b: { c } = {}, ...rest }` as a target."""
    takers: list[tuple[Any, str, StoreCode]] = []
    names: set[str] = set()
    rest: StoreCode | None = None
    of = c.notes.pop("of", None)
    for entry in target.entries:
        put = _nested(c, entry.value, declares)
        if entry.key is None:
            rest = put
        elif isinstance(entry.key, p.Literal):
            names.add(str(entry.key.value))
            takers.append((None, str(entry.key.value), put))
        else:
            takers.append((c.expression(entry.key), "", put))
    first = next((name for _, name, _ in takers if name), "")
    node = target
    depth = c.notes.get("depth", 0)
    told = {"spelt": of, "is_nested": depth > 0}

    def run(f: Activation, value: Value) -> None:
        if value is None or value is UNDEFINED:
            f.at = node
            raise f.context.runtime.fail(
                f.context, Fault("cannot destructure", first, value=value, **told), node
            )
        for key, name, put in takers:
            wanted = name if key is None else to_key(f, key(f))
            put(f, get(f.context, value, wanted))
        if rest is not None:
            made = new_object()
            spread_into(f, made, value, frozenset(names))
            rest(f, made)

    return run


def _nested(c: Compiler, target: Any, declares: str) -> StoreCode:
    before = c.notes.get("depth", 0)
    c.notes["depth"] = before + 1
    try:
        return c.store(target, declares)
    finally:
        c.notes["depth"] = before


# --- Classes


def class_(c: Compiler, node: p.Class) -> Code:
    """A class, as a declaration or as a value."""
    parent = c.expression(node.arguments[0].value) if node.arguments else None
    with c.scope():
        bind = c.bind(node.name) if node.name else None
        members = [_member(c, one, node) for one in node.body]

    def make(f: Activation, *parents: Value) -> Value:
        above = parents[0] if parents else None
        if parents and above is not None and not is_callable(above):
            raise Fault(
                "TypeError",
                f"Class extends value {to_text(f.context, above)} is not a constructor or null",
            )
        prototype = JSObject(_prototype_above(above))
        made = JSClass(node.name, above, prototype)
        prototype.props["constructor"] = made
        prototype.hidden = {"constructor"}
        made.hidden = {"prototype", "name", "length"}
        if bind is not None:
            bind(f, made)
        for put in members:
            put(f, made)
        return made

    code = c.strict(node, [] if parent is None else [parent], make)
    if not node.name:
        return code
    return _declaring(c, node, code)


def _declaring(c: Compiler, node: p.Class, code: Code) -> Code:
    """The name is declared already where the class is a statement."""
    block = c.scopes.blocks[-1]  # type: ignore[attr-defined]  # the machine's compiler
    if node.name not in block:
        return code
    store = c.store(p.Name(node.place, node.name), "let")

    def run(f: Activation) -> Value:
        made = code(f)  # type: ignore[operator]  # checked by the caller
        store(f, made)
        return made

    return run


def _prototype_above(parent: Value) -> JSObject | None:
    if parent is None:
        return new_object().proto
    if isinstance(parent, (JSClass, Builtin)):
        return parent.prototype
    props = own_properties(parent)
    return props.props.get("prototype") if props else None


def _member(c: Compiler, one: Any, node: p.Class) -> Callable[[Activation, JSClass], None]:
    """What one member of a class's body does when the class is made."""
    key: Code | None = None
    if isinstance(one, p.Entry):
        key, one = c.expression(one.key), one.value  # type: ignore[arg-type]  # a method's has a key
    if isinstance(one, p.Function):
        return _method(c, one, key)
    if isinstance(one, p.Assign) and isinstance(one.target, p.Name):
        return _field(c, one, one.target.name, is_static=one.target.name in node.statics)
    if isinstance(one, p.Block):
        run = c.closure(_as_function(one.place, one, node))
        return lambda f, made: f.context.invoke(run(f), made, ())  # type: ignore[operator]
    refuse = c.unmodelled(one, "this member of a class")
    return lambda f, made: refuse(f)  # type: ignore[operator]  # it only raises


def _method(
    c: Compiler, one: p.Function, key: Code | None
) -> Callable[[Activation, JSClass], None]:
    make = c.closure(one)

    def run(f: Activation, made: JSClass) -> None:
        closure = make(f)  # type: ignore[operator]  # making a closure never suspends
        if one.kind == "constructor":
            closure.code.details["home"] = made.prototype
            closure.code.details["name"] = made.name
            made.constructor = closure
            return
        holder = made if "static" in one.flags or one.kind == "static" else made.prototype
        name = one.name if key is None else to_key(f, key(f))  # type: ignore[operator]
        define(holder, name, closure, one.kind if one.kind in ("getter", "setter") else "method")
        if holder.hidden is not None:
            holder.hidden = {*holder.hidden, name}

    return run


def to_key(f: Activation, value: Value) -> Value:
    return value if isinstance(value, Symbol) else to_text(f.context, value)


def _field(
    c: Compiler, one: p.Assign, name: str, *, is_static: bool
) -> Callable[[Activation, JSClass], None]:
    value = one.value
    make = None
    if value is not None:
        body = p.Block(value.place, (p.Return(value.place, value),))
        make = c.closure(_as_function(one.place, body, None))

    def run(f: Activation, made: JSClass) -> None:
        closure = None if make is None else make(f)  # type: ignore[operator]  # as above
        if is_static:
            given = UNDEFINED if closure is None else f.context.invoke(closure, made, ())
            made.props[name] = given
        else:
            made.fields.append((name, closure))

    return run


def _as_function(place: p.Place, body: p.Block, node: p.Class | None) -> p.Function:
    name = "<instance_members_initializer>" if node is None else "<static_initializer>"
    return p.Function(place, name, name, "method", (), body)


FORMS: dict[type, Callable[[Any, Any], Any]] = {
    p.Literal: literal_form,
    p.Name: name_form,
    p.Collection: array,
    p.Mapping: mapping,
    p.Template: template,
    p.Unary: unary,
    p.Call: call,
    p.Member: member,
    p.Assign: assign,
    p.Function: function,
    p.Class: class_,
    p.Await: waiting.await_,
    p.Yield: waiting.yield_,
    p.ForEach: waiting.foreach,
}

TARGETS: dict[type, Any] = {p.Mapping: object_pattern}
