"""What Go's programs do when they run: its `Runtime`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import (
    Activation,
    Closed,
    Linked,
    Native,
    NotModelled,
    Refused,
    Runtime,
    Suspending,
    TimedOut,
)
from . import runtime_printing, runtime_sorting, runtime_sync  # noqa: F401 - they fill the library
from .runtime_calls import call, closure_of, index, member, set_index, set_member
from .runtime_defers import finish
from .runtime_errors import fail, report, throw
from .runtime_forms import (
    assign,
    binary,
    coerce,
    collection,
    convert,
    literal,
    mapping,
    member_form,
    name_target,
    pointer_target,
    rest,
    return_,
    several,
    slice_form,
    unary,
)
from .runtime_functions import (
    call_form,
    deferred,
    enter,
    foreach,
    function,
    items,
    prepared,
    sending,
)
from .runtime_library import NATIVES
from .runtime_operators import BINARY, UNARY, equal
from .runtime_switches import switch
from .runtime_tasks import alone, scheduler_of, suspended
from .runtime_types import Types
from .runtime_values import GoError, fresh, is_nil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..program import Module
    from ..runtime import Compiler, Context, FunctionCode, Linker, Thrown, Value

TRANSPORT = "transport.go"


def link(linker: Linker, modules: Mapping[str, Module], entry: str) -> Linked:
    """A program of one package: the files of `main` that are no tests."""
    files = {
        path: module
        for path, module in modules.items()
        if module.package == "main" and not path.endswith("_test.go") and "/" not in path
    }
    types = Types(NATIVES)
    declared = [one for module in files.values() for one in module.body if isinstance(one, p.Class)]
    for one in declared:
        types.declare(one)
    for one in declared:
        types.complete(one)
    is_concurrent = any(
        isinstance(one, p.Deferred) and one.kind == "go"
        for module in files.values()
        for one in p.walk(module)
    )
    return _Program(linker, files, types, is_concurrent, entry.partition(":")).linked()


class _Program:
    """A program while it is put together."""

    def __init__(
        self,
        linker: Linker,
        files: Mapping[str, Module],
        types: Types,
        is_concurrent: bool,
        entry: tuple[str, str, str],
    ) -> None:
        self.files = files
        self.types = types
        self.is_concurrent = is_concurrent
        self.entry = entry
        self.codes: dict[str, FunctionCode] = {}
        self.inits: list[FunctionCode] = []
        self.compilers = {path: linker.compiler(path, shared=True) for path in files}
        for path, compiler in self.compilers.items():
            compiler.notes.update(
                types=types, imports=_imports(files[path]), concurrent=is_concurrent
            )

    def linked(self) -> Linked:
        variables = self._declare()
        setters = self._functions()
        initial = self._variables(variables)
        handle = self.codes.get(self.entry[2])
        if handle is None:
            raise NotModelled(f"a program without `{self.entry[2]}`", self.entry[0], 1)
        main = self._main()
        is_concurrent, inits = self.is_concurrent, self.inits

        def start(context: Context) -> None:
            for setter in setters:
                setter(context)
            for setter in initial:
                setter(context)
            for code in inits:
                context.invoke(closure_of(context, code), None, ())

        def answer(context: Context, line: str) -> str:
            stack = [] if main is None else [_activation(context, *main)]
            closure = closure_of(context, handle)
            if not is_concurrent:
                context.stack = stack
                return str(context.invoke(closure, None, (line,)))
            if closure.code.suspends:
                generator = context.generate(closure, None, (line,))
                return str(scheduler_of(context).run(generator, stack))
            context.stack = stack
            return str(context.invoke(closure, None, (line,)))

        return Linked(start, answer)

    def _declare(self) -> list[tuple[str, p.Assign]]:
        """Makes all names of the package known; gives its variables with their files."""
        found = []
        for path, module in self.files.items():
            compiler = self.compilers[path]
            for one in module.body:
                if isinstance(one, p.Function) and one.receiver is None:
                    if one.name not in ("init", "_"):
                        compiler.declare(one.name)
                elif isinstance(one, p.Assign):
                    for name in _names(one.target):
                        compiler.declare(name, one.type)
                    found.append((path, one))
        return found

    def _functions(self) -> list[Callable[[Context], None]]:
        setters = []
        for path, module in self.files.items():
            compiler = self.compilers[path]
            for one in module.body:
                if not isinstance(one, p.Function):
                    continue
                if path == TRANSPORT and one.name == "call" and one.receiver is None:
                    setters.append(_setter(compiler, one.name, _transport))
                    continue
                code = self._function(compiler, one)
                if one.receiver is not None:
                    kind = self.types.named(one.receiver.type.lstrip("*").partition("[")[0])
                    if kind is not None:
                        kind.methods[one.name] = code
                elif one.name == "init":
                    self.inits.append(code)
                else:
                    self.codes[one.name] = code
                    setters.append(_setter(compiler, one.name, code))
        return setters

    def _function(self, compiler: Compiler, form: p.Function) -> FunctionCode:
        if form.receiver is None:
            name = f"main.{form.name}"
        else:
            of = form.receiver.type.partition("[")[0]
            name = f"main.({of}).{form.name}" if of.startswith("*") else f"main.{of}.{form.name}"
        compiler.notes["naming"] = (name, False)
        return compiler.function(prepared(form))

    def _variables(self, found: list[tuple[str, p.Assign]]) -> list[Callable[[Context], None]]:
        """The package's variables, those first that others need."""
        functions = {
            one.name: one
            for module in self.files.values()
            for one in module.body
            if isinstance(one, p.Function)
        }
        ordered = _in_order(found, functions)
        return [_initial(self.compilers[path], path, one) for path, one in ordered]

    def _main(self) -> tuple[FunctionCode, Any] | None:
        """The code of main, and the call in it that hands a request over."""
        code = self.codes.get("main")
        if code is None or code.form is None:
            return None
        for one in p.walk(code.form):
            if (
                isinstance(one, p.Call)
                and isinstance(one.function, p.Name)
                and one.function.name == self.entry[2]
            ):
                return code, one
        return None


def _activation(context: Context, code: FunctionCode, at: Any) -> Activation:
    made = Activation(context, code, [], None, ())
    made.at = at
    return made


def _imports(module: Module) -> dict[str, str]:
    """Name → package, as the library's table has it."""
    found = {}
    for one in module.body:
        if isinstance(one, p.Import):
            for binding in one.bindings:
                found[binding.name] = one.module.rpartition("/")[2]
    return found


def _names(target: Any) -> list[str]:
    parts = target.items if isinstance(target, p.Collection) else (target,)
    return [one.name for one in parts if isinstance(one, p.Name) and one.name != "_"]


def _setter(compiler: Compiler, name: str, what: Any) -> Callable[[Context], None]:
    number = compiler.scopes.find(name).number  # type: ignore[attr-defined]  # the machine's

    def run(context: Context) -> None:
        value = what if isinstance(what, Native) else closure_of(context, what)
        context.variables[number] = value

    return run


def _initial(compiler: Compiler, path: str, one: p.Assign) -> Callable[[Context], None]:
    code = compiler.expression(one)
    owner: FunctionCode = compiler.scopes.code  # type: ignore[attr-defined]  # the machine's
    owner.details["go"] = "main.init"

    def run(context: Context) -> None:
        f = Activation(context, owner, [None] * owner.slots, None, ())
        f.at = one
        context.stack = [f]
        if isinstance(code, Suspending):
            alone(context, code.run(f))
        else:
            code(f)
        context.stack = []

    return run


def _in_order(
    found: list[tuple[str, p.Assign]], functions: Mapping[str, p.Function]
) -> list[tuple[str, p.Assign]]:
    owned = {name for _, one in found for name in _names(one.target)}
    needs = [(path, one, _needed(one.value, owned, functions)) for path, one in found]
    ready: set[str] = set()
    ordered = []
    while needs:
        first = next((n for n, entry in enumerate(needs) if entry[2] <= ready), 0)
        path, one, _ = needs.pop(first)
        ready.update(_names(one.target))
        ordered.append((path, one))
    return ordered


def _needed(
    value: p.Node | None, owned: Iterable[str], functions: Mapping[str, p.Function]
) -> set[str]:
    """The variables that an initialiser reads, by itself or by what it calls."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [] if value is None else [value]
    while waiting:
        for one in p.walk(waiting.pop()):
            name = one.name if isinstance(one, (p.Name, p.Member)) else ""
            if isinstance(one, p.Name) and name in owned:
                found.add(name)
            if name in functions and name not in seen:
                seen.add(name)
                waiting.append(functions[name])
    return found


# --- What the program itself doesn't do here


def _call_service(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    """`call` of the transport: one line to a service, one back."""
    service, line = arguments
    port = context.ports.get(service, 0)
    address = f"127.0.0.1:{port or ''}"
    try:
        if not port:
            raise Refused
        context.host.connect(service)
        return (context.host.call(service, line), None)
    except Refused:
        return ("", GoError(f"dial tcp {address}: connect: connection refused", "*net.OpError"))
    except TimedOut:
        text = f"read tcp 127.0.0.1:41000->{address}: i/o timeout"
        return ("", GoError(text, "*net.OpError"))
    except Closed:
        return ("", GoError("EOF"))


_transport = Native("call", _call_service)


def catches(context: Context, types: Sequence[str], thrown: Thrown) -> bool:
    """Go has no handlers of this kind."""
    return False


def caught(context: Context, thrown: Thrown) -> Value:
    return thrown.value


def construct(context: Context, function: Value, arguments: Sequence[Value]) -> Value:
    raise NotModelled("`new` as an operator")


def class_(c: Compiler, node: p.Class) -> Any:
    """A type that is declared in a function."""
    types: Types = c.notes["types"]
    types.declare(node)
    types.complete(node)
    return lambda f: None


RUNTIME = Runtime(
    name="go",
    link=link,
    literal=literal,
    binary=BINARY,
    unary=UNARY,
    same=equal,
    member=member,
    index=index,
    set_member=set_member,
    set_index=set_index,
    call=call,
    construct=construct,
    items=items,
    rest=rest,
    fail=fail,
    throw=throw,
    catches=catches,
    caught=caught,
    report=report,
    suspended=suspended,
    universe={"true": True, "false": False, "nil": None},
    forms={
        p.Member: member_form,
        p.Mapping: mapping,
        p.Collection: collection,
        p.Unary: unary,
        p.Binary: binary,
        p.Slice: slice_form,
        p.Convert: convert,
        p.Assign: assign,
        p.Return: return_,
        p.Call: call_form,
        p.Deferred: deferred,
        p.Send: sending,
        p.ForEach: foreach,
        p.Switch: switch,
        p.Function: function,
        p.Class: class_,
    },
    targets={p.Collection: several, p.Name: name_target, p.Unary: pointer_target},
    is_nullish=is_nil,
    coerce=coerce,
    fresh=fresh,
    this_names=(),
    enter=enter,
    finish=finish,
)
