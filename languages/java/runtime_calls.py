"""Java's calls: of the program's methods and the library's, and what `new` makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Activation, Fault, FunctionCode, NotModelled
from .runtime_classes import Cls, Method, initialise, new_object
from .runtime_convert import because, null_fault
from .runtime_errors import fail
from .runtime_library import CONSTRUCTORS, renamed, static_method
from .runtime_overloads import (
    Chosen,
    choose,
    compiled_arguments,
    is_function,
    settled_arguments,
)
from .runtime_places import type_in
from .runtime_types import (
    INT,
    OBJECT,
    STRING,
    Type,
    external,
    is_primitive,
    known,
)
from .runtime_unit import unit_of
from .runtime_values import Array, Obj, Throwable, invoke

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..program import Node
    from ..runtime import Context, PlainCode, Value
    from .runtime_unit import Spot

    Made = tuple[PlainCode, Type | None]


def call(c: Any, node: p.Call, want: Type | None) -> Made:
    """Any call."""
    if node.new:
        from .runtime_new import new

        return new(c, node, want)
    function = node.function
    if isinstance(function, p.Name):
        return _own(c, node, function.name, want)
    assert isinstance(function, p.Member)  # what is called has a name in Java
    if isinstance(function.object, p.Name) and function.object.name == "super":
        return _of_super(c, node, function.name, want)
    if isinstance(function.object, p.Member) and function.object.name == "super":
        return _of_super(c, node, function.name, want)
    owner = type_in(c, function.object)
    if owner:
        return _static(c, node, owner, function.name, want)
    return _virtual(c, node, function, want)


def _nodes(node: p.Call) -> list[Node]:
    return [one.value for one in node.arguments]


def _pick(
    c: Any,
    node: p.Call,
    found: Sequence[tuple[Any, dict[str, Type | None]]],
    want: Type | None,
) -> tuple[Chosen | None, list[PlainCode], Type | None]:
    """The method that is meant, the arguments for it, the type of the call."""
    nodes = _nodes(node)
    codes, types = compiled_arguments(c, nodes)
    chosen = choose(unit_of(c), found, nodes, types)
    if chosen is None:
        from .runtime_expressions import value_of

        made = [
            value_of(c, one)[0] if code is None else code
            for one, code in zip(nodes, codes, strict=True)
        ]
        unit_of(c).mark(node.function.place.end_line)
        return None, made, None
    made, result = settled_arguments(c, chosen, nodes, codes, types, want)
    unit = unit_of(c)
    unit.mark(node.function.place.end_line)
    unit.calls[id(node)] = told(unit, chosen.method, None)
    if chosen.is_spread and isinstance(chosen.method, Method):
        made = _spread(c, chosen.method, made)
    return chosen, made, result


def _spread(c: Any, method: Method, codes: list[PlainCode]) -> list[PlainCode]:
    """The last arguments of a variadic call as one array."""
    fixed = len(method.parameters) - 1
    rest = codes[fixed:]
    last = method.parameters[-1]
    kind = (last.args[0] if last.name == "[]" else last).name
    return [*codes[:fixed], lambda f: Array(kind, [one(f) for one in rest])]


def told(unit: Any, method: Any, receiver: Type | None) -> str:
    """A method in the virtual machine's messages: `java.util.Map.get(Object)`."""
    bounds = {**_owner_bounds(unit, method), **dict(method.types)}
    owner = method.owner
    if receiver is not None and owner != "java.lang.Object":
        owner = receiver.name
    parameters = [external(one, bounds) for one in method.parameters]
    return f"{external(Type(owner))}.{method.name}({', '.join(parameters)})"


def _owner_bounds(unit: Any, method: Any) -> dict[str, Type]:
    cls = unit.world.classes.get(method.owner)
    if cls is not None:
        return dict(cls.types)
    library = known(method.owner)
    return dict(library.types) if library else {}


# --- Calls by a plain name


def _own(c: Any, node: p.Call, name: str, want: Type | None) -> Made:
    """A method of this class or of one around it."""
    unit = unit_of(c)
    cls, depth = unit.cls, 0
    while cls is not None:
        if cls.kind == "enum" and name in ("values", "valueOf") and len(node.arguments) < 2:
            return _of_enum(c, node, cls, name)
        own = Type(cls.name, tuple(Type(one) for one, _ in cls.types))
        found = unit.world.methods(own, name)
        if found:
            return _of_outer(c, node, found, depth, want)
        cls, depth = cls.outer, depth + 1
    owner = unit.static_imports.get(name)
    if owner is None:
        owner = next((one for one in unit.static_packages if unit.world.methods(Type(one), name)),
                     None)  # fmt: skip
    if owner is not None:
        return _static(c, node, owner, name, want)
    return c.unmodelled(node, f"the method `{name}`"), None


def _of_outer(
    c: Any, node: p.Call, found: list[tuple[Any, Any]], depth: int, want: Type | None
) -> Made:
    chosen, codes, result = _pick(c, node, found, want)
    if chosen is None:
        return c.unmodelled(node, f"which `{found[0][0].name}` of several is called"), None
    method = chosen.method
    if method.is_static:
        return _static_code(c, method, codes), result

    def this(f: Activation) -> Value:
        holder = f.this
        for _ in range(depth):
            holder = holder.outer
        return holder

    receiver = this if depth else (lambda f: f.this)
    if isinstance(method, Method):
        return _method_code(c, method, receiver, codes, ""), result
    return _library_code(c, method, receiver, codes, "", node), result


def _static_code(c: Any, method: Any, codes: list[PlainCode]) -> PlainCode:
    spot = unit_of(c).spot()
    if not isinstance(method, Method):
        run_library = static_method(method.owner, method.name)
        made: PlainCode = c.strict(
            spot, codes, lambda f, *arguments: run_library(f.context, *arguments)
        )
        return made
    cls = method.cls
    is_own = unit_of(c).cls is cls

    def run(f: Activation, *arguments: Value) -> Value:
        if not is_own and cls.name not in f.context.state["statics"]:
            initialise(f.context, cls)
        return method.run(f.context, None, arguments)

    code: PlainCode = c.strict(spot, codes, run)
    return code


def _method_code(
    c: Any, method: Method, receiver: PlainCode, codes: list[PlainCode], null: str
) -> PlainCode:
    """A virtual call of a method of the program."""

    def run(f: Activation, this: Value, *arguments: Value) -> Value:
        if this is None:
            raise null_fault(
                f'Cannot invoke "{null.partition(chr(0))[0]}"', null.partition(chr(0))[2]
            )
        cls = this.cls if isinstance(this, Obj) else None
        if cls is None:
            return invoke(f.context, this, method.name, *arguments)
        return cls.override(method).run(f.context, this, arguments)

    made: PlainCode = c.strict(unit_of(c).spot(), [receiver, *codes], run)
    return made


def _library_code(
    c: Any, method: Any, receiver: PlainCode, codes: list[PlainCode], null: str, node: p.Call
) -> PlainCode:
    """A call of a method of the library's, or of the program's that implements it."""
    name = renamed(method)

    def run(f: Activation, this: Value, *arguments: Value) -> Value:
        if this is None:
            raise null_fault(
                f'Cannot invoke "{null.partition(chr(0))[0]}"', null.partition(chr(0))[2]
            )
        return invoke(f.context, this, name, *arguments)

    made: PlainCode = c.strict(unit_of(c).spot(), [receiver, *codes], run)
    return made


# --- Calls of something


def _virtual(c: Any, node: p.Call, function: p.Member, want: Type | None) -> Made:
    from .runtime_expressions import value_of

    unit = unit_of(c)
    receiver, type_ = value_of(c, function.object)
    erased = unit.erased(type_)
    if erased is None:
        return _dynamic(c, node, function, receiver)
    if is_primitive(erased):
        return c.unmodelled(node, f"`{function.name}` of a number"), None
    name = function.name
    if erased.name == "[]":
        if name in ("clone", "length"):
            return c.strict(unit.spot(), [receiver], _clone), erased
        erased = OBJECT
    found = unit.world.methods(erased, name)
    if not found:
        return _dynamic(c, node, function, receiver)
    chosen, codes, result = _pick(c, node, found, want)
    if chosen is None:
        return c.unmodelled(node, f"which `{name}` of several is called"), None
    method = chosen.method
    text = told(unit, method, erased)
    unit.calls[id(node)] = text
    null = text + "\0" + because(c, function.object)
    if name == "getClass":
        result = OBJECT
    if isinstance(method, Method):
        if method.is_static:
            return _static_code(c, method, codes), result
        return _method_code(c, method, receiver, codes, null), result
    if chosen.is_spread or not method.is_static:
        return _library_code(c, method, receiver, codes, null, node), result
    return _static_code(c, method, codes), result


def _clone(f: Activation, array: Value) -> Value:
    if not isinstance(array, Array):
        raise NotModelled("a clone of this")
    return Array(array.kind, array.items.copy())


def _dynamic(c: Any, node: p.Call, function: p.Member, receiver: PlainCode) -> Made:
    """A call of something whose type is only known when it runs."""
    nodes = _nodes(node)
    codes, _ = compiled_arguments(c, nodes)
    from .runtime_expressions import value_of

    made = [
        value_of(c, one)[0] if code is None else code
        for one, code in zip(nodes, codes, strict=True)
    ]
    unit = unit_of(c)
    unit.mark(function.place.end_line)
    name = function.name
    is_unclear = name == "remove" and len(made) == 1 and not is_function(nodes[0])

    def run(f: Activation, this: Value, *arguments: Value) -> Value:
        if this is None:
            raise NotModelled(f"`{name}` of null, where its type isn't known")
        if is_unclear and isinstance(arguments[0], int):
            raise NotModelled("`remove` of an element or a position")
        return invoke(f.context, this, name, *arguments)

    return c.strict(unit.spot(), [receiver, *made], run), _KNOWN_RESULTS.get(name)


_KNOWN_RESULTS = {"toString": STRING, "hashCode": INT, "equals": Type("boolean")}


def _static(c: Any, node: p.Call, owner: str, name: str, want: Type | None) -> Made:
    unit = unit_of(c)
    cls = unit.world.classes.get(owner)
    if cls is not None and cls.kind == "enum" and name in ("values", "valueOf"):
        return _of_enum(c, node, cls, name)
    found = [pair for pair in unit.world.methods(Type(owner), name) if pair[0].is_static]
    if not found:
        return c.unmodelled(node, f"`{owner}.{name}`"), None
    chosen, codes, result = _pick(c, node, found, want)
    if chosen is None:
        return c.unmodelled(node, f"which `{owner}.{name}` of several is called"), None
    return _static_code(c, chosen.method, codes), result


def _of_enum(c: Any, node: p.Call, cls: Cls, name: str) -> Made:
    unit = unit_of(c)
    codes, _ = compiled_arguments(c, _nodes(node))
    unit.mark(node.function.place.end_line)

    # The compiler writes this method, at the line of the enum.
    code = FunctionCode(None, cls.path, b"")
    code.details["frame"] = (cls.binary, name, cls.path)

    def run(f: Activation, *arguments: Value) -> Value:
        statics = initialise(f.context, cls)
        if name == "values":
            return Array(cls.name, [statics[one] for one in cls.constants])
        from .runtime_objects import enum_constant

        activation = Activation(f.context, code, [], None, ())
        activation.at = cls.form.place.line
        f.context.stack.append(activation)
        try:
            return enum_constant(f.context, cls, arguments[0])
        except Fault as fault:
            raise fail(f.context, fault, None) from None
        finally:
            f.context.stack.pop()

    type_ = Type(cls.name)
    return c.strict(unit.spot(), codes, run), Type("[]", (type_,)) if name == "values" else type_


def _of_super(c: Any, node: p.Call, name: str, want: Type | None) -> Made:
    """`super.method()`: the method of the class that this one extends."""
    unit = unit_of(c)
    cls = unit.cls
    assert cls is not None  # all code of Java is in a class
    above = unit.world.methods(cls.base, name)
    for one in cls.above[1:]:
        above += unit.world.methods(one, name)
    if isinstance(node.function, p.Member) and isinstance(node.function.object, p.Member):
        owner = type_in(c, node.function.object.object)
        above = unit.world.methods(Type(owner), name)
    chosen, codes, result = _pick(c, node, above, want)
    if chosen is None:
        return c.unmodelled(node, f"`super.{name}`"), None
    method = chosen.method
    if isinstance(method, Method):

        def run(f: Activation, *arguments: Value) -> Value:
            return method.run(f.context, f.this, arguments)

        return c.strict(unit.spot(), codes, run), result

    def run_library(f: Activation, *arguments: Value) -> Value:
        from .runtime_values import METHODS, library_method

        this = f.this
        holder: Any = type(this)
        found = library_method(holder, name, len(arguments)) or library_method(
            METHODS[Obj], name, len(arguments)
        )
        if found is None:
            raise NotModelled(f"`super.{name}`")
        return found(this, f.context, *arguments)

    return c.strict(unit.spot(), codes, run_library), result


# --- Objects


def construct(context: Context, name: str, arguments: Sequence[Value], spot: Spot) -> Value:
    """What `new` makes where the values say which constructor it is."""
    cls: Cls | None = context.state["world"].classes.get(name)
    if cls is None:
        return construct_library(context, name, arguments)
    fitting = [one for one in cls.constructors if len(one.parameters) == len(arguments)]
    if len(fitting) != 1:
        raise NotModelled(f"which constructor of `{name}` is called")
    made = new_object(context, cls)
    fitting[0].run(context, made, arguments)
    return made


def construct_library(context: Context, name: str, arguments: Sequence[Value]) -> Value:
    """An object of the library's class of that name."""
    from .runtime_types import ancestors

    if "java.lang.Throwable" in ancestors(name):
        made = Throwable(name)
        fill(context, made, arguments)
        from .runtime_errors import trail_of

        made.trail = trail_of(context, made)
        return made
    factory = CONSTRUCTORS.get(name)
    if factory is None:
        raise NotModelled(f"`new {name}`")
    return factory(context, *arguments)


def fill(context: Context, made: Throwable, arguments: Sequence[Value]) -> None:
    """What a Throwable's constructor does: (), (message), (message, cause), (cause)."""
    from .runtime_text import text

    message, cause = None, None
    if len(arguments) == 1 and isinstance(arguments[0], Throwable):
        cause = arguments[0]
        message = text(context, cause)
    elif arguments and isinstance(arguments[0], Throwable):
        raise NotModelled("this constructor of an exception")
    elif arguments:
        message = None if arguments[0] is None else text(context, arguments[0])
        cause = arguments[1] if len(arguments) > 1 else None
    made.message, made.cause = message, cause
