"""JavaScript's errors: how they are made of faults, what their stacks say, what node prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import program as p
from ..runtime import (
    CallFrame,
    Closure,
    Fault,
    FunctionCode,
    Native,
    NotModelled,
    Report,
    Step,
    Thrown,
)
from .runtime_inspect import inspect
from .runtime_places import column, offset, spell
from .runtime_text import error_text, to_text
from .runtime_values import (
    ERROR,
    UNDEFINED,
    Builtin,
    JSClass,
    JSError,
    JSObject,
    constructor_name,
    function_name,
    own_properties,
    prototype_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..runtime import Context, Value

TICKS = "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)"
LOADER = (
    "    at Module._compile (node:internal/modules/cjs/loader:1521:14)",
    "    at Module._extensions..js (node:internal/modules/cjs/loader:1623:10)",
    "    at Module.load (node:internal/modules/cjs/loader:1266:32)",
    "    at Module._load (node:internal/modules/cjs/loader:1091:12)",
    "    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)",
    "    at node:internal/main/run_main_module:28:49",
)
MOST_FRAMES = 10  # Error.stackTraceLimit
VERSION = "Node.js v20.20.2"
_ASSIGNS = ("Cannot set ", "Cannot assign ", "Cannot add ", "Assignment to ")

ERRORS: dict[str, JSObject] = {"Error": ERROR}


def error_prototype(name: str) -> JSObject:
    """The prototype of a built-in type of error."""
    if name not in ERRORS:
        ERRORS[name] = JSObject(ERROR, "Error")
    return ERRORS[name]


def make_error(context: Context, prototype: JSObject, message: Value, *, skips: int = 0) -> JSError:
    """A new error with the trail of now; `skips` innermost calls are its own constructors."""
    made = JSError(prototype)
    made.hidden = {"message", "stack", "cause"}
    if message is not UNDEFINED:
        made.props["message"] = to_text(context, message)
    trail = full_trail(context)
    made.trail = trail[: len(trail) - skips]
    return made


def full_trail(context: Context) -> tuple[Step, ...]:
    """The running calls, and before them the async functions that wait for the outermost."""
    steps = list(context.trail())
    task = context.stack[0].task if context.stack else None
    resumed = context.state.get("resumed", "")
    if task is not None and task.was_resumed:
        before = list(_awaiting(task))
        if resumed == "io":
            before.insert(0, Step(_TICKS, None))
        steps = [*reversed(before), *steps]
    return tuple(steps)


def _awaiting(task: Any) -> Iterator[Step]:
    """Who awaits an async function, who awaits that one, …"""
    promise = task.promise
    for _ in range(MOST_FRAMES):
        if len(promise.reactions) != 1:
            return
        who = promise.reactions[0][1]
        if isinstance(who, tuple):
            code = FunctionCode(None, "", b"")
            code.name = f"async Promise.{who[1]} (index {who[2]})"
            yield Step(code, None, kind="native")
            promise = who[0]
            continue
        activation = getattr(who, "activation", None)
        if activation is None:
            if getattr(who, "reactions", None) is None:
                return
            promise = who
            continue
        yield Step(activation.code, activation.at, activation.receiver, "async")
        promise = who.promise


_TICKS = FunctionCode(None, "", b"")
_TICKS.name = TICKS


def fail(context: Context, fault: Fault, node: Any) -> Thrown:
    """The error that a fault at `node` becomes."""
    if context.stack and node is not None:
        context.stack[-1].at = node
    kind, message = _told(fault, node)
    value = fault.details.get("error")
    if value is None:
        value = make_error(context, error_prototype(kind), message)
        for key, more in fault.details.get("props", {}).items():
            value.props[key] = more
    assigns = message.startswith(_ASSIGNS)
    steps = list(value.trail)
    if steps and node is not None and context.stack:
        of = fault.details.get("of")
        at = At(node, assigns=assigns, native=_native(fault))
        at.start = None if of is None else of.place.start
        steps[-1] = steps[-1]._replace(at=at)
    value.trail = tuple(steps)
    return Thrown(value, value.trail)


def _native(fault: Fault) -> str:
    return str(fault.details.get("native", "")) if not fault.details.get("is_bare") else ""


class At:
    """A place that is told in another way than the record's own: see `runtime_places.offset`.
    `native` is the built-in that was called there, `start` the byte where it is none of a node's.
    """

    __slots__ = ("assigns", "native", "node", "start")

    def __init__(self, node: Any, *, assigns: bool = False, native: str = "") -> None:
        self.node = node
        self.assigns = assigns
        self.native = native
        self.start: int | None = None


def _told(fault: Fault, node: Any) -> tuple[str, str]:
    """Type and message."""
    kind, message = fault.kind, fault.message
    if kind == "unknown name":
        if message in unmodelled_names():
            raise NotModelled(f"`{message}`")
        return "ReferenceError", f"{message} is not defined"
    if kind == "unset":
        return "ReferenceError", f"Cannot access '{message}' before initialization"
    if kind == "constant":
        return "TypeError", "Assignment to constant variable."
    if kind == "not callable":
        callee = node.function if isinstance(node, p.Call) else node
        return "TypeError", f"{fault.details.get('what') or spell(callee)} is not a function"
    if kind == "not a constructor":
        return "TypeError", f"{spell(node.function)} is not a constructor"
    if kind == "not iterable":
        return "TypeError", _not_iterable(fault, node)
    if kind == "cannot destructure":
        return "TypeError", _cannot_destructure(fault)
    return kind, message


def unmodelled_names() -> frozenset[str]:
    """Names that every script has, of which the model knows only some."""
    from .scopes import known  # read from a file, and only needed where a name is unknown

    return frozenset(name.decode() for name in known())


def _not_iterable(fault: Fault, node: Any) -> str:
    value = fault.details.get("value", UNDEFINED)
    no_symbol = "is not iterable (cannot read property Symbol(Symbol.iterator))"
    if fault.details.get("native"):
        return (
            f"{_primitive(value)} {no_symbol}"
            if value is not UNDEFINED
            else "undefined is not iterable"
        )
    if isinstance(node, p.Call):
        spread = next((one.value for one in node.arguments if one.spread), None)
        if value is None or value is UNDEFINED:
            return f"{spell(spread)} is not iterable (cannot read property undefined)"
        return "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
    if "of" in fault.details:
        of = fault.details["of"]
        if isinstance(of, p.Literal) or (isinstance(of, p.Name) and of.name == "undefined"):
            return f"{spell(of)} is not iterable"
        if isinstance(value, JSObject) and of is not None:
            return f"{spell(of)} is not iterable"
        return f"{_primitive(value)} {no_symbol}"
    return f"{spell(node)} is not iterable"


def _primitive(value: Value) -> str:
    if value is None:
        return "object null"
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, JSObject):
        return inspect(value)
    kind = {bool: "boolean", float: "number", int: "bigint"}.get(type(value), "")
    return f"{kind} {to_text(None, value)}" if kind else to_text(None, value)


def _cannot_destructure(fault: Fault) -> str:
    what = "null" if fault.details["value"] is None else "undefined"
    of = fault.details.get("spelt")
    if fault.details.get("is_nested"):
        return f"Cannot read properties of {what} (reading '{fault.message}')"
    whole = what if of is None else spell(of)
    if not fault.message:
        return f"Cannot destructure '{whole}' as it is {what}."
    return f"Cannot destructure property '{fault.message}' of '{whole}' as it is {what}."


# --- Stacks


def stack_text(context: Context, error: JSError) -> str:
    """`error.stack`."""
    return "\n".join((error_text(context, error), *_stack_lines(context, error.trail)))


def _stack_lines(context: Context, trail: Sequence[Step]) -> list[str]:
    lines: list[str] = []
    for step in reversed(trail):
        lines.extend(_step_lines(context, step))
    if trail and trail[0].code.path and trail[0].code.form is None:
        lines.extend(LOADER)
    return lines[:MOST_FRAMES]


def _step_lines(context: Context, step: Step) -> list[str]:
    if step.code is _TICKS:
        return [TICKS]
    if not step.code.path:
        if step.kind == "native":
            return [f"    at {step.code.name}"]
        return [f"    at {step.code.name} (<anonymous>)"]
    lines = []
    at: Any = step.at
    if isinstance(at, At) and at.native:
        lines.append(f"    at {at.native} (<anonymous>)")
    frame = frame_of(context, step)
    place = f"{frame.path}:{frame.line}:{frame.column}"
    start = "async " if step.kind == "async" else ""
    lines.append(
        f"    at {start}{frame.function} ({place})" if frame.function else f"    at {start}{place}"
    )
    return lines


def frame_of(context: Context, step: Step) -> CallFrame:
    """A step as node prints it."""
    at: Any = step.at
    node, assigns = (at.node, at.assigns) if isinstance(at, At) else (at, False)
    source = step.code.source
    start = 0 if node is None else offset(node, source, assigns=assigns)
    if isinstance(at, At) and at.start is not None:
        start = at.start
    line, col = column(source, start)
    path = f"{context.host.folder}/{step.code.path}"
    return CallFrame(path, line, col, called(step), kind=step.kind)


def called(step: Step) -> str:
    """What V8 calls a function: with the type of its receiver if it has one, and the name under
    which that has it.
    """
    form = step.code.form
    if form is None:
        return "Object.<anonymous>"
    name = function_name(step.code) or str(step.code.details.get("inferred", ""))
    if form.kind == "constructor":
        return f"new {name}"
    if form.kind in ("getter", "setter"):
        return f"{form.kind[:3]} {name} [as {name}]"
    if name.startswith("#"):
        return name
    receiver = step.this
    if receiver is None or receiver is UNDEFINED:
        return name
    kind = _type_name(receiver)
    alias = _alias(receiver, step.code)
    if not name:
        return f"{kind}.{alias or '<anonymous>'}"
    whole = name if name.startswith(kind) else f"{kind}.{name}"
    return whole if not alias or whole.endswith(alias) else f"{whole} [as {alias}]"


def _type_name(receiver: Value) -> str:
    if isinstance(receiver, JSClass):
        return receiver.name
    if isinstance(receiver, (Closure, Native, Builtin)):
        return "Function"
    return constructor_name(receiver)


def _alias(receiver: Value, code: FunctionCode) -> str:
    """The property of the receiver that is this function."""
    holder = own_properties(receiver) or prototype_of(receiver)
    while holder is not None:
        for key, value in holder.props.items():
            if isinstance(value, Closure) and value.code is code and isinstance(key, str):
                return key
        holder = holder.proto
    return ""


# --- What node prints


def report(context: Context, thrown: Thrown) -> Report:
    """An error that nobody caught: of a promise, or thrown while files were loaded."""
    value = thrown.value
    if not isinstance(value, JSError):
        return _report_value(context, thrown)
    trail = value.trail
    frames = tuple(frame_of(context, step) for step in trail if step.code.path)
    stack = stack_text(context, value)
    kind, message = _type_and_message(context, value)
    shown = _improved(value, stack, kind)
    text = f"{_excerpt(context, trail)}{shown}{inspect_props(value)}\n\n{VERSION}\n"
    return Report(kind, message, frames, text)


def _type_and_message(context: Context, value: JSError) -> tuple[str, str]:
    header = error_text(context, value)
    message = value.props.get("message", "")
    message = to_text(context, message)
    kind = header[: -len(message) - 2] if message and header.endswith(f": {message}") else header
    if kind == "Error" and message == header:
        kind = "Error"
    return _shown_type(value, kind), message


def _shown_type(value: JSError, kind: str) -> str:
    """node puts the class's name for that of the built-in type, unless it is told already."""
    made_by = constructor_name(value)
    name = value.props.get("name")
    if isinstance(name, str) and name and kind in ERRORS:
        return name
    if kind in ERRORS and made_by not in ("Object", kind):
        return made_by
    return kind


def _improved(value: JSError, stack: str, kind: str) -> str:
    for known in ERRORS:
        if kind != known and (stack == known or stack.startswith((f"{known}:", f"{known}\n"))):
            return kind + stack[len(known) :]
    return stack


def inspect_props(value: JSError) -> str:
    """The error's own properties, as they follow its stack."""
    holder = {key: one for key, one in value.props.items()
              if isinstance(key, str) and key not in (value.hidden or ())}  # fmt: skip
    holder.pop("name", None)
    if "cause" in value.props:
        raise NotModelled("how node shows an error with its cause")
    if not holder:
        return ""
    inner = ",\n".join(f"  {key}: {inspect(one)}" for key, one in holder.items())
    return f" {{\n{inner}\n}}"


def _excerpt(context: Context, trail: Sequence[Step]) -> str:
    """The line of the innermost call in a file, and a caret under it."""
    for step in reversed(trail):
        if step.code.path:
            frame = frame_of(context, step)
            line = step.code.source.split(b"\n")[frame.line - 1].decode("utf-8", "replace")
            caret = " " * ((frame.column or 1) - 1) + "^"
            return f"{frame.path}:{frame.line}\n{line}\n{caret}\n\n"
    return ""


def _report_value(context: Context, thrown: Thrown) -> Report:
    reason = thrown.value if isinstance(thrown.value, str) else inspect(thrown.value)
    told = (
        "This error originated either by throwing inside of an async function without a catch "
        "block, or by rejecting a promise which was not handled with .catch(). The promise "
        f'rejected with the reason "{reason}".'
    )
    text = (
        "node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n"
        f"      ^\n\nUnhandledPromiseRejection: {told}\n"
        "    at throwUnhandledRejectionsMode (node:internal/process/promises:389:7)\n"
        "    at processPromiseRejections (node:internal/process/promises:470:17)\n"
        "    at process.processTicksAndRejections (node:internal/process/task_queues:96:32) {\n"
        "  code: 'ERR_UNHANDLED_REJECTION'\n}\n\n"
        f"{VERSION}\n"
    )
    frames = tuple(frame_of(context, step) for step in thrown.trail if step.code.path)
    return Report("UnhandledPromiseRejection", told, frames, text)
