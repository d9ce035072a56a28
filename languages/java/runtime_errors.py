"""Java's exceptions: how they are made of faults, their trails, and what the virtual machine prints
of one that nobody caught (`Throwable.printStackTrace`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import CallFrame, Fault, NotModelled, Report, Thrown
from .runtime_literals import joined
from .runtime_text import text
from .runtime_types import binary
from .runtime_values import Throwable, binary_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..runtime import Context, Value

    Frame = tuple[str, CallFrame | None]


def trail_of(context: Context, made: Value = None) -> tuple[tuple[Any, Any], ...]:
    """The running calls, outermost first, without the constructors of `made` itself."""
    stack = context.stack
    end = len(stack)
    while end and made is not None and stack[end - 1].receiver is made and (
        stack[end - 1].code.details.get("constructor") or "inlined" in stack[end - 1].code.details
    ):  # fmt: skip
        end -= 1
    return tuple([
        (one.code if one.code.path else None, one.at if one.code.form is None else _line(one))
        for one in stack[:end]
    ])  # fmt: skip


def _line(activation: Any) -> int:
    at = activation.at
    if at is None:
        form = activation.code.form
        return form.place.line if form is not None else 1
    line: int = at.place.line
    return line


def fail(context: Context, fault: Fault, node: Any) -> Thrown:
    """The exception that a fault is."""
    if fault.kind in ("unknown name", "unset", "constant", "not callable"):
        raise NotModelled(f"`{fault.message}`")
    value = fault.details.get("value")
    if value is not None:
        return Thrown(value)
    cause = fault.details.get("cause")
    made = Throwable(fault.kind, fault.message or None, cause)
    frames: tuple[str, ...] = fault.details.get("frames", ())
    made.trail = trail_of(context)
    if frames:
        made.trail += ((None, tuple(reversed(frames))),)
    return Thrown(made)


def cannot_cast(context: Context, value: Value, name: str) -> Fault:
    """The ClassCastException of a value that is no `name`."""
    classes = context.state["world"].classes
    wanted = classes[name].binary if name in classes else binary(name)
    given = binary_name(value)
    told = _modules(given, wanted)
    return Fault(
        "java.lang.ClassCastException",
        f"class {given} cannot be cast to class {wanted} ({told})",
    )


def _module(name: str) -> str:
    if name.startswith("java."):
        return "module java.base of loader 'bootstrap'"
    return "unnamed module of loader 'app'"


def _modules(given: str, wanted: str) -> str:
    mine, theirs = _module(given), _module(wanted)
    if mine == theirs:
        return f"{given} and {wanted} are in {mine}"
    return f"{given} is in {mine}; {wanted} is in {theirs}"


# --- What is printed


def frames_of(value: Throwable) -> list[tuple[str, CallFrame | None]]:
    """The frames of an exception, outermost first: as they are printed, and what they are if they
    are of the program.
    """
    found: list[tuple[str, CallFrame | None]] = []
    trail = value.trail
    for number, (code, at) in enumerate(trail):
        if code is None:
            if isinstance(at, tuple):
                found += [(f"java.base/{one}", None) for one in at]
            continue
        after = trail[number + 1][0] if number + 1 < len(trail) else None
        if after is not None and after.details.get("inlined") and (
            code.details.get("constructor")
        ):  # fmt: skip
            continue
        frame = code.details.get("frame")
        if frame is None:
            continue
        owner, name, path = frame
        file = path.rpartition("/")[2]
        line = at if isinstance(at, int) else 1
        found.append((f"{owner}.{name}({file}:{line})", CallFrame(file, line, None, name, owner)))
    return found


def described(context: Context, value: Throwable) -> str:
    return joined(text(context, value))


def stack_text(context: Context, value: Throwable) -> str:
    """What `printStackTrace` prints."""
    lines = [described(context, value)]
    own = [one for one, _ in frames_of(value)][::-1]
    lines += [f"\tat {one}" for one in own]
    seen = [value]
    for one in value.suppressed:
        lines += _enclosed(context, one, own, "Suppressed: ", "\t", seen)
    if value.cause is not None:
        lines += _enclosed(context, value.cause, own, "Caused by: ", "", seen)
    return "\n".join(lines) + "\n"


def _enclosed(
    context: Context,
    value: Throwable,
    around: Sequence[str],
    caption: str,
    indent: str,
    seen: list[Throwable],
) -> list[str]:
    if any(one is value for one in seen):
        return [f"{indent}{caption}[CIRCULAR REFERENCE: {described(context, value)}]"]
    seen.append(value)
    own = [one for one, _ in frames_of(value)][::-1]
    shared = 0
    while shared < min(len(own), len(around)) and own[-1 - shared] == around[-1 - shared]:
        shared += 1
    lines = [f"{indent}{caption}{described(context, value)}"]
    lines += [f"{indent}\tat {one}" for one in own[: len(own) - shared]]
    if shared:
        lines.append(f"{indent}\t... {shared} more")
    for one in value.suppressed:
        lines += _enclosed(context, one, own, "Suppressed: ", f"{indent}\t", seen)
    if value.cause is not None:
        lines += _enclosed(context, value.cause, own, "Caused by: ", indent, seen)
    return lines


def report(context: Context, thrown: Thrown) -> Report:
    """An exception that ended the main thread."""
    value = thrown.value
    kind = binary_name(value)
    whole = described(context, value)
    message = whole[len(kind) + 2 :] if whole.startswith(f"{kind}: ") else ""
    frames = tuple(frame for _, frame in frames_of(value) if frame is not None)
    printed = stack_text(context, value)
    return Report(kind, message, frames, f'Exception in thread "main" {printed}')
