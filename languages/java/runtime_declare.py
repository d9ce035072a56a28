"""From the files of a program to its classes: declared first, then compiled (JLS 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Closure, NotModelled
from .runtime_classes import Cls, Field, Method, World, initialise
from .runtime_expressions import assigned, value_of
from .runtime_literals import default_value
from .runtime_new import run_initializer
from .runtime_types import OBJECT, Type, parse
from .runtime_unit import Unit, type_bounds, unit_of
from .runtime_values import Throwable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..program import Class, Function, Module, Node
    from ..runtime import Activation, FunctionCode, PlainCode, Value

_BASES = {"enum": Type("java.lang.Enum"), "record": Type("java.lang.Record")}


def declare(world: World, module: Module, path: str) -> list[Cls]:
    """The classes of a file, without what is in them."""
    found: list[Cls] = []
    for one in module.body:
        if isinstance(one, p.Class):
            name = f"{module.package}.{one.name}" if module.package else one.name
            _declare(world, one, name, path, None, found)
    return found


def _declare(
    world: World, form: Class, name: str, path: str, outer: Cls | None, found: list[Cls]
) -> Cls:
    cls = Cls(form, name, path, outer)
    cls.world = world
    world.classes[name] = cls
    found.append(cls)
    for one in form.body:
        if isinstance(one, p.Class):
            inner = _declare(world, one, f"{name}.{one.name}", path, cls, found)
            inner.is_static = one.name in form.statics or form.kind == "interface"
            cls.nested[one.name] = inner
    return cls


def imports(unit: Unit, module: Module) -> None:
    """What the file's imports mean."""
    for one in module.body:
        if not isinstance(one, p.Import):
            continue
        for binding in one.bindings:
            if one.is_static:
                if binding.name == "*":
                    unit.static_packages.append(one.module)
                else:
                    unit.static_imports[binding.name] = one.module
            elif binding.name == "*":
                unit.packages.append(one.module)
            else:
                unit.imports[binding.name] = one.module


class Within:
    """`with Within(unit, cls):` names mean what they mean in that class."""

    def __init__(self, unit: Unit, cls: Cls) -> None:
        self._unit = unit
        self._cls = cls

    def __enter__(self) -> None:
        unit = self._unit
        self._kept = (unit.cls, unit.is_static, unit.variables, unit.line, unit.result,
                      unit.returned, unit.method)  # fmt: skip
        unit.cls = self._cls
        unit.variables = {**unit.variables, **dict(self._cls.types)}

    def __exit__(self, *_: object) -> None:
        unit = self._unit
        (unit.cls, unit.is_static, unit.variables, unit.line, unit.result, unit.returned,
         unit.method) = self._kept  # fmt: skip


def header(unit: Unit, cls: Cls) -> None:
    """What a class extends, and its type parameters."""
    form = cls.form
    with Within(unit, cls):
        cls.types = type_bounds(unit, form.type_parameters)
    with Within(unit, cls):
        above = [unit.resolve(parse(one)) for one in form.bases]
        implemented = len(form.interfaces)
        extends = above[: len(above) - implemented]
        if form.kind in _BASES:
            cls.base = _BASES[form.kind]
            cls.above = [cls.base, *above]
        elif form.kind == "interface":
            cls.above = above
        else:
            cls.base = extends[0] if extends else OBJECT
            cls.above = [cls.base, *above[len(extends) :]]


def members(unit: Unit, cls: Cls) -> None:
    """Fields and methods with their types."""
    form = cls.form
    with Within(unit, cls):
        for one in form.body:
            if isinstance(one, p.Assign):
                _field(unit, cls, one)
            elif isinstance(one, p.Function) and one.kind != "initializer":
                _method(unit, cls, one)
    if form.kind == "record":
        _record_members(unit, cls)
    elif not cls.constructors and form.kind in ("class", "enum"):
        _add_constructor(unit, cls, ())
    if form.kind == "enum":
        cls.constants = [
            one.target.name for one in form.body
            if isinstance(one, p.Assign) and isinstance(one.target, p.Name)
            and isinstance(one.value, p.Call) and one.value.new and one.type == form.name
            and one.target.name in form.statics and one.target.place == one.value.function.place
        ]  # fmt: skip


def _field(unit: Unit, cls: Cls, form: p.Assign) -> None:
    assert isinstance(form.target, p.Name)  # Java has no other targets
    name = form.target.name
    type_ = unit.resolve(parse(form.type))
    is_static = name in cls.form.statics or cls.kind == "interface"
    cls.fields[name] = Field(name, type_, is_static, default_value(type_))


def _method(unit: Unit, cls: Cls, form: Function) -> None:
    kept = unit.variables
    types = type_bounds(unit, form.type_parameters)
    unit.variables = {**kept, **dict(types)}
    parameters = tuple(
        Type("[]", (unit.resolve(parse(one.type)),)) if one.spread
        else unit.resolve(parse(one.type))
        for one in form.parameters
    )  # fmt: skip
    result = unit.resolve(parse(form.results[0])) if form.results else Type("void")
    unit.variables = kept
    made = Method(cls, form, parameters, result, types, is_static="static" in form.flags)
    if form.kind == "constructor":
        cls.constructors.append(made)
    else:
        cls.methods.setdefault(form.name, []).append(made)


def _add_constructor(unit: Unit, cls: Cls, parameters: tuple[p.Parameter, ...]) -> None:
    place = cls.form.place
    form = p.Function(
        place, "<init>", f"{cls.form.qualified}.<init>", "constructor", parameters,
        p.Block(place, ()), frozenset(("implicit",)),
    )  # fmt: skip
    with Within(unit, cls):
        _method(unit, cls, form)


def _components(cls: Cls) -> list[p.Assign]:
    return [
        one
        for one in cls.form.body
        if isinstance(one, p.Assign) and one.value is None
        and isinstance(one.target, p.Name) and one.target.name not in cls.form.statics
    ]  # fmt: skip


def _named(one: Any) -> str:
    name: str = one.target.name
    return name


def _record_members(unit: Unit, cls: Cls) -> None:
    """A record's constructor and readers, where they aren't written (JLS 8.10)."""
    components = _components(cls)
    types = tuple(cls.fields[_named(one)].type for one in components)
    if not any(one.parameters == types for one in cls.constructors):
        _add_constructor(unit, cls, tuple(
            p.Parameter(one.place, one.target, type=one.type.removesuffix("..."),
                        spread="*" if one.type.endswith("...") else "")
            for one in components
        ))  # fmt: skip
    for one in components:
        name = _named(one)
        if not any(not method.parameters for method in cls.methods.get(name, ())):
            place = one.place
            form = p.Function(
                place, name, f"{cls.form.qualified}.{name}", "method", (),
                p.Block(place, (p.Return(place, p.Name(place, name)),)), results=(one.type,),
            )  # fmt: skip
            with Within(unit, cls):
                _method(unit, cls, form)


# --- Compiling


def compile_class(c: Any, cls: Cls) -> None:
    """The code of everything in a class, in the order in which javac writes it."""
    unit = unit_of(c)
    with Within(unit, cls):
        for one in (*cls.constructors, *(m for ms in cls.methods.values() for m in ms)):
            if one.form.body is not None:
                compile_method(c, one)
        _initializers(c, cls)


def compile_method(c: Any, method: Method) -> None:
    unit = unit_of(c)
    form = method.form
    kept = unit.is_static, unit.variables, unit.result, unit.returned
    unit.is_static = method.is_static
    unit.variables = {**unit.variables, **dict(method.types)}
    unit.result = method.result
    unit.returned = None
    is_constructor = form.kind == "constructor"
    unit.method = "new" if is_constructor else form.name
    unit.line = form.place.line
    if is_constructor:
        body: Any = _Body(form.place, method)
        form = form._replace(body=p.Block(form.place, (body,)))
    elif "synchronized" in form.flags:
        form = form._replace(flags=form.flags - {"synchronized"})
    method.code = c.function(_with_types(form))
    method.code.details["frame"] = (method.cls.binary, form.name, unit.path)
    method.code.details["constructor"] = is_constructor
    unit.is_static, unit.variables, unit.result, unit.returned = kept


def _with_types(form: Function) -> Function:
    """A variadic parameter is an array."""
    if not form.parameters or not form.parameters[-1].spread:
        return form
    last = form.parameters[-1]
    return form._replace(parameters=(
        *form.parameters[:-1], last._replace(spread="", type=f"{last.type}[]")
    ))  # fmt: skip


class _Body(tuple):  # type: ignore[type-arg]  # stands among the records of a program
    """The body of a constructor, which the machine's own forms don't know."""

    __slots__ = ()

    def __new__(cls, place: p.Place, method: Method) -> _Body:
        return tuple.__new__(cls, (place, method))

    @property
    def place(self) -> p.Place:
        found: p.Place = self[0]
        return found

    @property
    def method(self) -> Method:
        found: Method = self[1]
        return found


Body = _Body


def constructor_body(c: Any, node: _Body) -> PlainCode:
    """`super(…)` or `this(…)` first, then the fields, then what is written (JLS 8.8.7, 12.5)."""
    method = node.method
    cls = method.cls
    unit = unit_of(c)
    assert method.form.body is not None  # a constructor has one
    statements = list(method.form.body.statements)
    first = statements[0] if statements else None
    explicit = first.value if isinstance(first, p.Expression) else None
    is_call = (
        isinstance(explicit, p.Call)
        and isinstance(explicit.function, p.Name)
        and explicit.function.name in ("super", "this")
    )
    codes: list[PlainCode] = []
    if is_call:
        statements = statements[1:]
        unit.mark(explicit.place.line)  # type: ignore[union-attr]  # tested above
    codes.append(_super_call(c, cls, explicit if is_call else None))  # type: ignore[arg-type]
    if not (is_call and explicit.function.name == "this"):  # type: ignore[union-attr]
        codes.append(lambda f: run_initializer(f.context, cls, f.this))
    body = c.body(statements)
    assigns: list[str] = []
    if cls.kind == "record" and method.form.flags & {"compact", "implicit"}:
        assigns = [_named(one) for one in method.form.parameters]
    readers = [(name, c.expression(p.Name(node.place, name))) for name in _own(c, assigns)]

    def run(f: Activation) -> Value:
        for code in codes:
            code(f)
        signal = body(f)
        for name, read in readers:
            f.this.fields[name] = read(f)
        return signal

    return run


def _own(c: Any, names: list[str]) -> list[str]:
    return [name for name in names if c.knows(name)]


def _super_call(c: Any, cls: Cls, node: p.Call | None) -> PlainCode:
    from .runtime_calls import _spread, fill
    from .runtime_overloads import choose, compiled_arguments, settled_arguments

    unit = unit_of(c)
    is_this = node is not None and isinstance(node.function, p.Name) and (
        node.function.name == "this"
    )  # fmt: skip
    parent = cls if is_this else unit.world.classes.get(cls.base.name)
    nodes: Sequence[Node] = [] if node is None else [one.value for one in node.arguments]
    codes, types = compiled_arguments(c, nodes)
    if parent is None:
        if node is None:
            return lambda f: None
        given = [code for code in codes if code is not None]
        unit.mark(node.function.place.end_line)

        def library(f: Activation, *arguments: Value) -> None:
            if isinstance(f.this, Throwable):
                fill(f.context, f.this, arguments)
            elif arguments:
                from .runtime_new import _fill_library

                _fill_library(f.context, f.this, arguments)

        made: PlainCode = c.strict(unit.spot(), given, library)
        return made
    chosen = choose(unit, [(one, {}) for one in parent.constructors], nodes, types)
    if chosen is None:
        where = node or p.Name(cls.form.place, "super")
        return c.unmodelled(where, "which constructor is called")  # type: ignore[no-any-return]
    arguments, _ = settled_arguments(c, chosen, nodes, codes, types, None)
    method: Method = chosen.method
    if chosen.is_spread:
        arguments = _spread(c, method, arguments)
    if node is not None:
        unit.mark(node.function.place.end_line)
    code: PlainCode = c.strict(
        unit.spot(), arguments, lambda f, *given: method.run(f.context, f.this, given)
    )
    return code


def _initializers(c: Any, cls: Cls) -> None:
    """The values of fields and the blocks between them, static ones apart."""
    unit = unit_of(c)
    for is_static in (False, True):
        chosen = [one for one in cls.form.body if _is_initial(cls, one, is_static)]
        if not chosen:
            continue
        unit.is_static = is_static
        unit.method = "static" if is_static else "new"
        place = chosen[0].place
        within: Any = tuple(_Initial(one, cls) for one in chosen)
        form = p.Function(
            place, "<clinit>" if is_static else "<init>", "", "initializer", (),
            p.Block(place, within),
        )  # fmt: skip
        code: FunctionCode = c.function(form)
        code.details["frame"] = (cls.binary, form.name, unit.path)
        code.details["inlined"] = not is_static
        if is_static:
            cls.static_initializer = code
        else:
            cls.initializer = code


def _is_initial(cls: Cls, one: Node, is_static: bool) -> bool:
    if isinstance(one, p.Function):
        return one.kind == "initializer" and ("static" in one.flags) == is_static
    return (
        isinstance(one, p.Assign)
        and one.value is not None
        and isinstance(one.target, p.Name)
        and cls.fields[one.target.name].is_static == is_static
    )


class _Initial(tuple):  # type: ignore[type-arg]  # as _Body
    """A field's value or a block among a class's initializers."""

    __slots__ = ()

    def __new__(cls, node: Node, owner: Cls) -> _Initial:
        return tuple.__new__(cls, (node[0], node, owner))

    @property
    def place(self) -> p.Place:
        found: p.Place = self[0]
        return found


Initial = _Initial


def initial(c: Any, node: _Initial) -> PlainCode:
    """Assigns a field its first value, or runs a block."""
    one, cls = node[1], node[2]
    unit = unit_of(c)
    if isinstance(one, p.Function):
        assert one.body is not None  # an initializer has one
        code: PlainCode = c.block(one.body.statements)
        return code
    unit.mark(one.target.place.line)
    name = one.target.name
    field = cls.fields[name]
    if name in cls.constants:
        return _constant(c, cls, name, one.value)
    value = assigned(c, one.value, field.type)
    if field.is_static:
        return lambda f: initialise(f.context, cls).__setitem__(name, value(f))
    return lambda f: f.this.fields.__setitem__(name, value(f))


def _constant(c: Any, cls: Cls, name: str, node: p.Call) -> PlainCode:
    """An enum's constant; it knows its name and its place among the others."""
    made, _ = value_of(c, node)
    place = cls.constants.index(name)

    def run(f: Activation) -> None:
        f.context.state["enum"] = (name, place)
        found = made(f)
        found.fields["$name"], found.fields["$ordinal"] = name, place
        initialise(f.context, cls)[name] = found

    return run


# --- Classes in methods


def declare_local(c: Any, form: Class, base: Type | None = None) -> Cls:
    """A class that is declared within a method, with its code. `base` is what an anonymous one
    extends or implements.
    """
    unit = unit_of(c)
    outer = unit.cls
    assert outer is not None  # all code of Java is in a class
    outer.anonymous += 1
    number = f"{outer.anonymous}"
    cls = Cls(form, f"{outer.name}.{number}{form.name}", unit.path, outer)
    cls.binary = f"{outer.binary}${number}{form.name}"
    cls.world = unit.world
    cls.is_static = unit.is_static or form.kind in ("record", "enum", "interface")
    cls.is_local = True
    unit.world.classes[cls.name] = cls
    if form.name:
        unit.local[form.name] = cls
    header(unit, cls)
    if base is not None:
        parent = unit.world.classes.get(base.name)
        from .runtime_types import known

        library = known(base.name)
        is_interface = parent.kind == "interface" if parent else (
            library is not None and library.kind == "interface"
        )  # fmt: skip
        cls.base = OBJECT if is_interface else base
        cls.above = [OBJECT, base] if is_interface else [base]
    members(unit, cls)
    for one in form.body:
        if isinstance(one, p.Class):
            raise NotModelled("a class within a class of a method", unit.path, one.place.line)
    if form.name:
        c.declare(f"class {cls.name}")
    lambdas, cls.lambdas = cls.lambdas, 0
    compile_class(c, cls)
    cls.lambdas += lambdas
    return cls


def closures_of(c: Any, cls: Cls) -> Callable[[Activation], dict[FunctionCode, Closure]]:
    """The methods of a class in a method, with the variables of that."""
    codes = [one.code for ms in cls.methods.values() for one in ms if one.code is not None]
    codes += [one.code for one in cls.constructors if one.code is not None]
    if cls.initializer is not None:
        codes.append(cls.initializer)

    def make(f: Activation) -> dict[FunctionCode, Closure]:
        return {code: c.close(code, f) for code in codes}

    return make


def local_class(c: Any, node: Class) -> PlainCode:
    """A class as a statement."""
    cls = declare_local(c, node)
    make = closures_of(c, cls)
    number = c.scopes.find(f"class {cls.name}").number

    def run(f: Activation) -> None:
        f.cells[number] = [None]
        f.cells[number][0] = make(f)

    return run
