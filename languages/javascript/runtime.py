"""What JavaScript's programs do when they run under node: its `Runtime`."""

from __future__ import annotations

import math
import posixpath
from typing import TYPE_CHECKING, Any

from ..program import Collection, Index, Member
from ..runtime import Fault, Linked, Native, NotModelled, Runtime, Thrown
from . import runtime_waiting  # noqa: F401 - its forms are in FORMS
from .runtime_async import PROMISES
from .runtime_calls import Pending, call, construct, index, items, member, set_index, throw
from .runtime_errors import ERRORS, error_prototype, fail, make_error, report
from .runtime_forms import FORMS, TARGETS, literal
from .runtime_json import JSON
from .runtime_node import (
    CONSOLE,
    FUNCTIONS,
    MODULES,
    deliver,
    make_process,
    refuse_module,
    settle_down,
)
from .runtime_numbers import (
    ARRAYS,
    BIGINTS,
    BOOLEANS,
    MATH,
    NUMBERS,
    STRINGS,
    parse_float,
    parse_int,
)
from .runtime_objects import MAPS, OBJECTS, SETS, SYMBOLS, functions
from .runtime_operators import BINARY, UNARY, same
from .runtime_promises import run_jobs, suspended
from .runtime_strings import given
from .runtime_text import error_text, to_number, truthy
from .runtime_values import (
    ERROR,
    UNDEFINED,
    Builtin,
    JSArray,
    JSError,
    JSObject,
    new_object,
    put,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..program import Module
    from ..runtime import Context, Linker, Value


def link(linker: Linker, modules: Mapping[str, Module], entry: str) -> Linked:
    """A program of CommonJS modules; it starts with the file of `entry`."""
    main = entry.partition(":")[0]
    codes = {}
    names = ("exports", "require", "module", "__filename", "__dirname", "process")
    for path, module in modules.items():
        if not path.endswith((".js", ".cjs")):
            continue
        compiler = linker.compiler(path, names)
        codes[path] = linker.code(compiler, compiler.body(module.body))

    def start(context: Context) -> None:
        context.state["codes"] = codes
        context.state["modules"] = {}
        context.state["process"] = make_process(context)
        if main not in codes:
            raise NotModelled("a program without its main file", main, 1)
        load(context, main)
        run_jobs(context)
        settle_down(context)

    return Linked(start, deliver)


def load(context: Context, path: str) -> Value:
    """The exports of a file of the program, which runs when it is first required."""
    known = context.state["modules"]
    if path not in known:
        module = new_object()
        module.props["exports"] = new_object()
        known[path] = module
        code = context.state["codes"][path]
        folder = context.host.folder

        def require(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
            return _require(context, path, given(arguments, 0))

        context.run_code(
            code,
            module.props["exports"],
            (module.props["exports"], Native("require", require), module, f"{folder}/{path}",
             folder, context.state["process"]),
        )  # fmt: skip
    return known[path].props["exports"]


def _require(context: Context, path: str, name: Value) -> Value:
    if not isinstance(name, str):
        raise NotModelled("`require` of what is no text")
    if name.startswith("."):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        for candidate in (target, f"{target}.js", f"{target}.cjs", f"{target}/index.js"):
            if candidate in context.state["codes"]:
                return load(context, candidate)
        raise refuse_module(name)
    plain = name.removeprefix("node:")
    if plain in MODULES:
        return MODULES[plain]
    raise NotModelled(f"the module `{name}`")


# --- Errors as values


def _error(name: str) -> Builtin:
    prototype = error_prototype(name)
    prototype.props.update(name=name, message="")

    def make(context: Context, arguments: Sequence[Value], proto: JSObject | None) -> Value:
        first = 0
        if name == "AggregateError":
            raise NotModelled("an AggregateError that is made by the program")
        made = make_error(
            context,
            proto or prototype,
            given(arguments, first),
            skips=_constructors(context, proto),
        )
        options = given(arguments, 1)
        if isinstance(options, JSObject) and "cause" in options.props:
            made.props["cause"] = options.props["cause"]
        return made

    made = Builtin(name, prototype, lambda context, this, a: make(context, a, None), make)
    if name != "Error":
        made.proto = ERRORS_BY_NAME["Error"]
    return made


def _constructors(context: Context, proto: JSObject | None) -> int:
    """How many of the innermost calls are constructors of the class that is being made: an error's
    trail begins outside of them.
    """
    count = 0
    for activation in reversed(context.stack):
        this = activation.this
        if proto is None or not isinstance(this, Pending) or this.prototype is not proto:
            break
        count += 1
    return count


ERRORS_BY_NAME: dict[str, Builtin] = {}
for _name in ("Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "EvalError",
              "URIError", "AggregateError"):  # fmt: skip
    ERRORS_BY_NAME[_name] = _error(_name)
functions(ERROR, toString=lambda context, this, arguments: error_text(context, this))
ERROR.hidden = {*ERROR.props}
functions(
    ERRORS_BY_NAME["Error"],
    captureStackTrace=lambda context, this, arguments: UNDEFINED,
)
assert ERRORS


def catches(context: Context, types: Sequence[str], thrown: Thrown) -> bool:
    """JavaScript's catch takes everything."""
    return True


def caught(context: Context, thrown: Thrown) -> Value:
    return thrown.value


def rest(c: Any, type_: str) -> Any:
    return JSArray


def _is_nan(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    number = to_number(given(arguments, 0))
    return number != number


def _is_finite(context: Context, this: Value, arguments: Sequence[Value]) -> Value:
    return math.isfinite(to_number(given(arguments, 0)))


UNIVERSE: dict[str, Value] = {
    "undefined": UNDEFINED, "NaN": math.nan, "Infinity": math.inf, "Object": OBJECTS,
    "Array": ARRAYS, "String": STRINGS, "Number": NUMBERS, "Boolean": BOOLEANS, "BigInt": BIGINTS,
    "Map": MAPS, "Set": SETS, "WeakMap": MAPS, "WeakSet": SETS, "Symbol": SYMBOLS, "Math": MATH,
    "JSON": JSON, "Promise": PROMISES, "console": CONSOLE,
    "parseInt": Native("parseInt", parse_int), "parseFloat": Native("parseFloat", parse_float),
    "isNaN": Native("isNaN", _is_nan), "isFinite": Native("isFinite", _is_finite),
    **FUNCTIONS, **ERRORS_BY_NAME,
}  # fmt: skip

RUNTIME = Runtime(
    name="javascript",
    link=link,
    literal=literal,
    binary=BINARY,
    unary=UNARY,
    same=same,
    member=member,
    index=index,
    set_member=put,
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
    universe=UNIVERSE,
    forms=FORMS,
    targets=TARGETS,
    nothing=UNDEFINED,
    truth=truthy,
    is_nullish=lambda value: value is None or value is UNDEFINED,
    hoists=True,
    this_names=(),
)

__all__ = ["Collection", "Fault", "Index", "JSError", "Member"]
