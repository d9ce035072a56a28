"""What `new` makes: objects of the program's classes, of the library's, anonymous ones, arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Fault, NotModelled
from .runtime_calls import construct_library, fill
from .runtime_classes import Cls, Method, binding, new_object
from .runtime_convert import convert
from .runtime_literals import default_value
from .runtime_overloads import choose, compiled_arguments, settled_arguments
from .runtime_types import INT, Type, known, parse
from .runtime_unit import unit_of
from .runtime_values import Array, Throwable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..runtime import Activation, Code, Context, PlainCode, Value

    Made = tuple[PlainCode, Type | None]


def new(c: Any, node: p.Call, want: Type | None) -> Made:
    """`new X(…)`."""
    unit = unit_of(c)
    function = node.function
    if isinstance(function, p.Member):
        return _of_outer(c, node, function)
    assert isinstance(function, p.Name)  # what is created has a name
    if function.name.endswith("]"):
        return _array(c, node, function.name)
    name = unit.type_named(function.name)
    type_ = Type(name, tuple(unit.resolve(parse(one)) for one in node.type_arguments))
    if not node.type_arguments and want is not None and want.args:
        type_ = _diamond(c, type_, want)
    if node.body is not None:
        return _anonymous(c, node, type_), type_
    cls = unit.world.classes.get(name)
    if cls is None:
        return _of_library(c, node, name), type_
    return _of_program(c, node, cls, type_)


def _diamond(c: Any, type_: Type, want: Type) -> Type:
    """`new ArrayList<>()` where a List<String> is wanted."""
    unit = unit_of(c)
    cls = unit.world.classes.get(type_.name)
    library = known(type_.name)
    types = cls.types if cls else library.types if library else ()
    if not types:
        return type_
    seen = unit.world.as_super(Type(type_.name, tuple(Type(n) for n, _ in types)), want.name)
    if seen is None or len(seen.args) != len(want.args):
        return type_
    bound = {one.name: other for one, other in zip(seen.args, want.args, strict=True)}
    if any(name not in bound for name, _ in types):
        return type_
    return Type(type_.name, tuple(bound[name] for name, _ in types))


def _array(c: Any, node: p.Call, spelt: str) -> Made:
    unit = unit_of(c)
    type_ = unit.resolve(parse(spelt))
    sizes = []
    for one in node.arguments:
        from .runtime_expressions import value_of

        code, size_type = value_of(c, one.value)
        sizes.append(convert(c, code, size_type, INT, one.value))
    return c.strict(unit.spot(), sizes, lambda f, *given: _filled(type_, given)), type_


def _filled(type_: Type, sizes: Sequence[int]) -> Array:
    size, *more = sizes
    if size < 0:
        raise Fault("java.lang.NegativeArraySizeException", str(int(size)))
    of = type_.args[0]
    if more:
        return Array(_kind(of), [_filled(of, more) for _ in range(size)])
    return Array(_kind(of), [default_value(of)] * size)


def _kind(of: Type) -> str:
    return of.name if of.name != "[]" else f"{_kind(of.args[0])}[]"


def _of_library(c: Any, node: p.Call, name: str) -> PlainCode:
    codes, _ = compiled_arguments(c, [one.value for one in node.arguments])
    if known(name) is None:
        function = node.function
        spelt = function.name if isinstance(function, p.Name) else name
        return c.unmodelled(node, f"`new {spelt}`")  # type: ignore[no-any-return]
    from .runtime_expressions import value_of

    made = [
        code if code is not None else value_of(c, one.value, _comparator(c, name, node))[0]
        for one, code in zip(node.arguments, codes, strict=True)
    ]
    unit = unit_of(c)
    code: PlainCode = c.strict(
        unit.spot(), made, lambda f, *given: construct_library(f.context, name, given)
    )
    return code


def _comparator(c: Any, name: str, node: p.Call) -> Type | None:
    """The one function that constructors of the library take, if it isn't a thread's."""
    if name == "java.lang.Thread":
        return Type("java.lang.Runnable")
    args = tuple(unit_of(c).resolve(parse(one)) for one in node.type_arguments[:1])
    return Type("java.util.Comparator", args)


def _of_program(
    c: Any, node: p.Call, cls: Cls, type_: Type, held: list[Value] | None = None
) -> Made:
    """`held` has the object that it belongs to, if that is said."""
    unit = unit_of(c)
    nodes = [one.value for one in node.arguments]
    codes, types = compiled_arguments(c, nodes)
    found = [(one, binding(cls.types, type_.args)) for one in cls.constructors]
    chosen = choose(unit, found, nodes, types)
    if chosen is None:
        return c.unmodelled(node, f"which constructor of `{cls.simple}` is called"), type_
    from .runtime_calls import _spread

    made, _ = settled_arguments(c, chosen, nodes, codes, types, None)
    if chosen.is_spread:
        made = _spread(c, chosen.method, made)
    method: Method = chosen.method
    if not type_.args and cls.types:
        type_ = Type(cls.name)
    if cls.kind == "interface" or cls.form.kind == "annotation":
        return c.unmodelled(node, f"`new {cls.simple}`"), type_
    outer = _outer_of(c, cls) if held is None else (lambda f: held[0])
    env = _environment(c, cls)
    spot = unit.spot()

    def run(f: Activation, *given: Value) -> Value:
        context = f.context
        obj = new_object(context, cls)
        obj.outer = outer(f)
        obj.env = env(f)
        if isinstance(obj, Throwable):
            from .runtime_errors import trail_of

            obj.trail = trail_of(context, obj)
        method.run(context, obj, given)
        return obj

    return c.strict(spot, made, run), type_


def _outer_of(c: Any, cls: Cls) -> Callable[[Activation], Value]:
    """The object that a new object of an inner class belongs to."""
    if cls.is_static or cls.outer is None:
        return lambda f: None
    unit = unit_of(c)
    here, depth = unit.cls, 0
    while here is not None and cls.outer not in here.chain():
        here, depth = here.outer, depth + 1

    def outer(f: Activation) -> Value:
        this = f.this
        for _ in range(depth):
            this = this.outer
        return this

    return outer


def _environment(c: Any, cls: Cls) -> Callable[[Activation], Value]:
    if not cls.is_local:
        return lambda f: None
    code = c.expression(p.Name(p.Place(0, 0, 0, 0), f"class {cls.name}"))
    made: Callable[[Activation], Value] = code
    return made


def _of_outer(c: Any, node: p.Call, function: p.Member) -> Made:
    """`outer.new Inner()`."""
    from .runtime_expressions import value_of

    unit = unit_of(c)
    code, type_ = value_of(c, function.object)
    cls = None
    for one in unit.world.classes[type_.name].chain() if type_ else ():
        cls = cls or one.nested.get(function.name)
    if cls is None:
        return c.unmodelled(node, f"`new {function.name}` of an object"), None
    held: list[Value] = [None]
    inner, made = _of_program(
        c, node._replace(function=p.Name(node.place, cls.name)), cls, Type(cls.name), held
    )

    def run(f: Activation, outer: Value) -> Value:
        held[0] = outer
        return inner(f)

    return c.strict(unit.spot(), [code], run), made


def _anonymous(c: Any, node: p.Call, base: Type) -> PlainCode:
    """`new Base(…) { … }`."""
    from .runtime_declare import closures_of, declare_local

    unit = unit_of(c)
    assert node.body is not None  # asked by the caller
    form = node.body
    codes, types = compiled_arguments(c, [one.value for one in node.arguments])
    if any(one is None for one in codes):
        return c.unmodelled(node, "a function that an anonymous class is made with")  # type: ignore[no-any-return]
    given: list[Code] = [one for one in codes if one is not None]
    cls = declare_local(c, form, base)
    parent = unit.world.classes.get(base.name)
    super_constructor: Method | None = None
    if parent is not None and parent.kind != "interface":
        nodes = [one.value for one in node.arguments]
        chosen = choose(unit, [(one, {}) for one in parent.constructors], nodes, types)
        super_constructor = None if chosen is None else chosen.method
    is_static = unit.is_static
    make_env = closures_of(c, cls)

    def run(f: Activation, *arguments: Value) -> Value:
        context = f.context
        obj = new_object(context, cls)
        obj.env = make_env(f)
        obj.outer = None if is_static else f.this
        if isinstance(obj, Throwable):
            from .runtime_errors import trail_of

            obj.trail = trail_of(context, obj)
        if super_constructor is not None:
            super_constructor.run(context, obj, arguments)
        elif isinstance(obj, Throwable):
            fill(context, obj, arguments)
        elif arguments:
            _fill_library(context, obj, arguments)
        run_initializer(context, cls, obj)
        return obj

    made: PlainCode = c.strict(unit.spot(), given, run)
    return made


def _fill_library(context: Context, obj: Value, arguments: Sequence[Value]) -> None:
    factory = getattr(obj, "filled_with", None)
    if factory is None:
        raise NotModelled("a library's class that is extended with arguments")
    factory(context, *arguments)


def run_initializer(context: Context, cls: Cls, obj: Value) -> None:
    """The values of a class's own fields, and what stands in its braces."""
    code = cls.initializer
    if code is None:
        return
    closure = None if obj.env is None else obj.env.get(code)
    if closure is not None:
        context.invoke(closure, obj, ())
    else:
        context.run_code(code, obj, ())
