"""Go's panics and fatal errors: how they are made of faults, and what the runtime prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import CallFrame, NotModelled, Report, Thrown
from .runtime_calls import call_method
from .runtime_types import Type, find_method, type_of
from .runtime_values import Boxed, GoError, GoPanic, Nil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runtime import Context, Fault, Step, Value

# What stands for addresses and distances, which are another in each run.
ADDRESS = "0xc000012345"
DISTANCE = "+0x1d"


def fail(context: Context, fault: Fault, node: Any) -> Thrown:
    """The panic that a fault at `node` becomes."""
    if fault.kind == "unset":
        raise NotModelled(f"`{fault.message}` before it is set")
    if fault.kind == "unknown name":
        raise NotModelled(f"`{fault.message}`, which is not declared")
    if fault.kind not in ("runtime error", "panic"):
        raise NotModelled(fault.message)
    if fault.kind == "runtime error":
        value: Value = GoError(f"runtime error: {fault.message}", "runtime.Error")
    else:
        value = GoError(fault.message, "runtime.Error" if fault.details.get("is_plain") else
                        "*errors.errorString")  # fmt: skip
    thrown = Thrown(value, context.trail())
    thrown.address = fault.details.get("address")  # type: ignore[attr-defined]  # for the report
    return thrown


def throw(context: Context, value: Value, node: object) -> Thrown:
    raise NotModelled("`throw`")


def told(context: Context, value: Value) -> str:
    """What a panic prints of its value."""
    if isinstance(value, GoPanic):
        return value.text
    if isinstance(value, GoError):
        return value.text
    of = type_of(value)
    if isinstance(value, (Nil, Boxed)) or of is None:
        raise NotModelled("a panic with nil")
    for name in ("Error", "String"):
        if (found := find_method(of, name)) is not None and found[1] is not None:
            return str(call_method(context, value, name, []))
    if type(value) is str or type(value) is int:
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'{of.text}("{value}")'
    if isinstance(value, int):
        return f"{of.text}({int(value)})"
    raise NotModelled("a panic with a value of this type")


def report(context: Context, thrown: Thrown) -> Report:
    """A panic that nobody recovered."""
    value = thrown.value
    message = told(context, value)
    goroutine = getattr(thrown, "goroutine", None)
    number, parent = 1, None
    if goroutine is not None and goroutine.number != 1:
        number, parent = goroutine.number, goroutine
    is_fatal = isinstance(value, GoPanic)
    state = value.state if isinstance(value, GoPanic) else "running"
    head = f"fatal error: {message}" if is_fatal else f"panic: {message}"
    lines = [head]
    address = getattr(thrown, "address", None)
    if address is not None:
        lines.append(
            f"[signal SIGSEGV: segmentation violation code=0x1 addr={address:#x} pc={ADDRESS}]"
        )
    lines += ["", f"goroutine {number} [{state}]:"]
    frames = tuple(frame_of(context, step) for step in thrown.trail)
    for step, frame in zip(reversed(thrown.trail), reversed(frames), strict=True):
        lines.append(f"{frame.module}.{frame.function}({arguments(step)})")
        lines.append(f"\t{frame.path}:{frame.line} {DISTANCE}")
    if parent is not None:
        creator = str(parent.parent.details.get("go", ""))
        lines.append(f"created by {creator} in goroutine 1")
        line = parent.started_at.place.line
        lines.append(f"\t{context.host.folder}/{parent.parent.path}:{line} {DISTANCE}")
    lines.append("exit status 2")
    kind = "fatal error" if is_fatal else "panic"
    return Report(kind, message, frames, "\n".join(lines[:-1]) + "\n")


def frame_of(context: Context, step: Step) -> CallFrame:
    """A call as the runtime prints it."""
    name = str(step.code.details.get("go", ""))
    module, _, function = name.partition(".")
    line = step.at.place.line if step.at is not None else 1
    return CallFrame(f"{context.host.folder}/{step.code.path}", line, None, function, module)


def arguments(step: Step) -> str:
    """The arguments' words: lengths where a type has one, addresses for what is behind them."""
    form = step.code.form
    if form is None:
        return ""
    return ", ".join(_words(parameter.type) for parameter in form.parameters)


def _words(text: str) -> str:
    if text == "string":
        return f"{{{ADDRESS}, 0x2}}"
    if text.startswith("[]"):
        return f"{{{ADDRESS}, 0x2, 0x2}}"
    if text in ("int", "bool", "float64"):
        return "0x1"
    return ADDRESS


def trail_of(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(steps)


__all__ = ["Type"]
