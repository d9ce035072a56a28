"""What Java's programs do when they run on a virtual machine of JDK 17: its `Runtime`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import Activation, Linked, NotModelled, Runtime, Thrown, Unplaced
from .runtime_classes import Cls, Method, World, initialise
from .runtime_declare import (
    Body,
    Initial,
    compile_class,
    constructor_body,
    declare,
    header,
    imports,
    initial,
    local_class,
    members,
)
from .runtime_errors import fail, report
from .runtime_expressions import HANDLERS, condition, form
from .runtime_library import CONSTRUCTORS
from .runtime_literals import joined, literal_value, units
from .runtime_statements import (
    assert_,
    assign,
    expression,
    foreach,
    marked,
    raise_,
    return_,
    synchronized,
    try_,
)
from .runtime_switches import switch
from .runtime_unit import Spot, Unit, typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..program import Module
    from ..runtime import Code, Context, Fault, Linker, Value


def link(linker: Linker, modules: Mapping[str, Module], entry: str) -> Linked:
    """A program of classes; it starts with the one of the file of `entry`."""
    world = World()
    files = []
    for path, module in modules.items():
        compiler = linker.compiler(path)
        unit = Unit(world, path, module)
        compiler.notes["unit"] = unit
        files.append((compiler, unit, declare(world, module, path), module))
    for _, unit, _, module in files:
        imports(unit, module)
    for step in (header, members):
        for _, unit, classes, _ in files:
            for cls in classes:
                step(unit, _within_outer(unit, cls))
    for compiler, _, classes, _ in files:
        for cls in classes:
            compile_class(compiler, cls)
        linker.code(compiler, lambda f: None)
    main, _, name = entry.partition(":")
    name = name.rpartition(".")[2]  # "Main.java:Main.handle"
    method, caller = _entry(world, main, name)

    def start(context: Context) -> None:
        context.state.update(world=world, statics={}, constructors=CONSTRUCTORS)
        _placed(context, lambda: initialise(context, method.cls))

    def handle(context: Context, line: str) -> str:
        activation = Activation(context, caller[0], [], None, ())
        activation.at = caller[1]
        context.stack.append(activation)
        answer = _placed(context, lambda: method.run(context, None, (units(line),)))
        context.stack.pop()
        return joined("null" if answer is None else answer)

    return Linked(start, handle)


def _within_outer(unit: Unit, cls: Cls) -> Cls:
    unit.cls = cls.outer
    return cls


def _placed(context: Context, run: Any) -> Value:
    try:
        return run()
    except Unplaced as problem:
        if isinstance(problem, NotModelled):
            raise
        raise fail(context, problem, None) from None  # type: ignore[arg-type]  # the only other


def _entry(world: World, path: str, name: str) -> tuple[Method, tuple[Any, Spot | None]]:
    """The method that answers requests, and where `main` calls it."""
    for cls in world.classes.values():
        if cls.path != path or cls.outer is not None:
            continue
        for method in cls.methods.get(name, ()):
            mains = cls.methods.get("main", [])
            if not mains or mains[0].code is None:
                raise NotModelled("a program without a main method", path, 1)
            return method, (mains[0].code, _called_at(mains[0], name))
    raise NotModelled(f"a program without its method `{name}`", path, 1)


def _called_at(main: Method, name: str) -> Spot | None:
    for one in p.walk(main.form):
        if isinstance(one, p.Call):
            function = one.function
            own = function.name if isinstance(function, (p.Name, p.Member)) else ""
            if own == name:
                line = function.place.end_line
                return Spot(p.Place(0, 0, line, line))
    return None


def _refuse(*_: Value) -> Value:
    raise NotModelled("this")


def _catches(context: Context, types: Sequence[str], thrown: Thrown) -> bool:
    raise NotModelled("a handler of another language")


def _caught(context: Context, thrown: Thrown) -> Value:
    return thrown.value


def _fail(context: Context, fault: Fault, node: Any) -> Thrown:
    return fail(context, fault, node)


def _expression(c: Any, node: Any) -> Code:
    return form(c, node)


FORMS: dict[type, Any] = {
    **dict.fromkeys(HANDLERS, _expression),
    p.Group: condition,
    p.Assign: assign,
    p.If: marked, p.While: marked, p.For: marked,
    p.ForEach: foreach, p.Return: return_, p.Raise: raise_, p.Try: try_, p.Switch: switch,
    p.Expression: expression, p.With: synchronized, p.Assert: assert_, p.Class: local_class,
    Body: constructor_body, Initial: initial,
}  # fmt: skip

RUNTIME = Runtime(
    name="java",
    link=link,
    literal=literal_value,
    binary={},
    unary={},
    same=_refuse,
    member=_refuse,
    index=_refuse,
    set_member=_refuse,
    set_index=_refuse,
    call=_refuse,
    construct=_refuse,
    items=_refuse,
    rest=_refuse,
    fail=_fail,
    throw=_refuse,
    catches=_catches,
    caught=_caught,
    report=report,
    suspended=_refuse,
    universe={},
    forms=FORMS,
    targets={},
    coerce=typed,
    this_names=("this",),
)
