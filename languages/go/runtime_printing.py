"""Go's package fmt, and what it prints to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import Ended, NotModelled
from .runtime_calls import GoNative
from .runtime_format import println, sprint, sprintf
from .runtime_library import LIBRARY, VALUES, Builder, entry
from .runtime_operators import data
from .runtime_values import (
    GoError,
    Pointer,
)

if TYPE_CHECKING:
    from ..runtime import Context, Value


# --- fmt


@entry("fmt.Sprintf")
def _sprintf(context: Context, form: str, *values: Value) -> Value:
    return sprintf(context, form, values)


@entry("fmt.Errorf")
def _errorf(context: Context, form: str, *values: Value) -> Value:
    text = sprintf(context, form, values)
    count = form.count("%w")
    if not count:
        return GoError(text)
    verbs = [one[1] for one in _verbs(form)]
    wrapped = tuple(values[n] for n, verb in enumerate(verbs) if verb == "w" and n < len(values))
    kind = "*fmt.wrapError" if count == 1 else "*fmt.wrapErrors"
    return GoError(text, kind, tuple(one for one in wrapped if one is not None))


def _verbs(form: str) -> list[tuple[str, str]]:
    from .runtime_format import _VERB

    return [("", one.group(4)) for one in _VERB.finditer(form) if one.group(4) != "%"]


LIBRARY["fmt.Sprint"] = lambda context, *values: sprint(context, values)
LIBRARY["fmt.Sprintln"] = lambda context, *values: println(context, values) + "\n"


def _print(context: Context, text: str, stream: str = "stdout") -> Value:
    context.host.print(text, stream)
    return (len(data(text)), None)


LIBRARY["fmt.Println"] = lambda context, *values: _print(context, println(context, values) + "\n")
LIBRARY["fmt.Printf"] = lambda context, form, *values: _print(
    context, sprintf(context, form, values)
)
LIBRARY["fmt.Print"] = lambda context, *values: _print(context, sprint(context, values))


def _fprint(context: Context, target: Value, text: str) -> Value:
    if isinstance(target, Pointer):
        target = target.target
    if isinstance(target, Stream):
        return _print(context, text, target.name)
    if isinstance(target, Builder):
        target.parts.append(text)
        return (len(data(text)), None)
    raise NotModelled("a print to this writer")


LIBRARY["fmt.Fprintln"] = lambda context, to, *v: _fprint(context, to, println(context, v) + "\n")
LIBRARY["fmt.Fprintf"] = lambda context, to, form, *v: _fprint(
    context, to, sprintf(context, form, v)
)
LIBRARY["fmt.Fprint"] = lambda context, to, *v: _fprint(context, to, sprint(context, v))


class Stream(GoNative):
    """os.Stdout, os.Stderr."""

    def __init__(self, name: str) -> None:
        self.name = name


VALUES["os.Stdout"], VALUES["os.Stderr"] = Stream("stdout"), Stream("stderr")


@entry("os.Exit")
def _exit(context: Context, status: int) -> Value:
    raise Ended(int(status))


LIBRARY["os.Getenv"] = lambda context, name: context.environment().get(name, "")
