"""Failures that were printed and forgotten, or thrown as what no caller knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_places import definition, names_in
from ..fix_tools import Edit, Mend
from ..program import Assign, Call, Function, Handler, Literal, Name, Raise, Return, Try, walk
from .fix_refusals import caught, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node

# What ends a program of its own accord, where something outside failed.
_LOUD = frozenset(("IllegalStateException", "RuntimeException", "UncheckedIOException"))


def build(failure: Failure) -> Iterator[Mend]:
    """A handler that refuses instead of going on with nothing; a refusal that callers know."""
    yield from _forgotten(failure, failure.site)
    if failure.trace is not failure.causing:
        yield from thrown(failure)


def _forgotten(failure: Failure, site: Site) -> Iterator[Mend]:
    """The value that failed on the line was made up by a handler: `null`, an empty text."""
    error = refusal(failure, site)
    for function in _makers(site):
        for one in walk(function):
            if not isinstance(one, Try):
                continue
            for handler in one.handlers:
                edit = _refusing(site, function, handler, error)
                if edit is not None and _makes(site, function, one):
                    line = handler.place.line
                    reason = (
                        f"the handler on line {line} goes on with an empty value, which fails on "
                        f"line {site.line}: it throws `{error}` instead"
                    )
                    yield Mend("failure-passed-on", reason, (edit,))
                    return


def _makers(site: Site) -> Iterator[Function]:
    """The function itself, and those of the file whose results the line uses."""
    used = {name for one in site.on_line() if one.place.line >= site.line for name in names_in(one)}
    calls: list[Node] = []
    for name in sorted(used):
        given = definition(site.scope, name, site.source.offset(site.line + 1, 1))
        if given is not None and given.value is not None:
            calls += [one for one in walk(given.value) if isinstance(one, Call)]
    wanted = {one.function.name for one in calls
              if isinstance(one, Call) and isinstance(one.function, Name)}  # fmt: skip
    if site.function is not None:
        yield site.function
    for one in walk(site.source.module):
        if isinstance(one, Function) and one.name in wanted and one is not site.function:
            yield one


def _makes(site: Site, function: Function, one: Try) -> bool:
    """Whether what the `try` gives is used on the line."""
    if function is not site.function:
        return any(isinstance(each, Return) for each in walk(one.body))
    used = {name for each in site.on_line() if each.place.line >= site.line
            for name in names_in(each)}  # fmt: skip
    return any(
        isinstance(each, Assign) and isinstance(each.target, Name) and each.target.name in used
        for each in walk(one.body)
    )


def _refusing(site: Site, function: Function, handler: Handler, error: str) -> Edit | None:
    """The end of the handler as a throw; None where it throws, or does more than print."""
    source = site.source
    rows = handler.body.statements
    if any(isinstance(one, Raise) for one in walk(handler.body)) or not rows:
        return None
    if not isinstance(handler.target, Name):
        return None
    last = rows[-1]
    returns = isinstance(last, Return)
    if isinstance(last, Return) and not (
        isinstance(last.value, Literal) and last.value.kind in ("null", "str")
    ):
        return None
    name = handler.target.name
    first = function.parameters[0].target if function.parameters else None
    is_text = bool(function.parameters) and function.parameters[0].type == "String"
    about = f'{first.name} + ": " + ' if isinstance(first, Name) and is_text and returns else ""
    row = f"throw new {error}({about}{name}.getMessage());"
    if returns:
        return source.replace(last, row)
    return source.after(last.place.end - 1, [row])


def thrown(failure: Failure) -> Iterator[Mend]:
    """`throw new IllegalStateException(…)` around a failure from outside → what callers catch."""
    outer = failure.trace.innermost
    site = next((one for one in failure.sites if one.frame == outer), None)
    if site is None:
        return
    error, source = refusal(failure, site), site.source
    known = set(caught(failure, site))
    for one in site.on_line():
        if not isinstance(one, Raise) or not isinstance(one.value, Call):
            continue
        call = one.value
        if not isinstance(call.function, Name) or call.function.name not in _LOUD:
            continue
        if call.function.name in known or error == call.function.name or not call.arguments:
            continue
        told = [source.text(argument.value) for argument in call.arguments]
        if len(told) == 2:
            first = told[0][:-1] + ': "' if told[0].endswith('"') else f'{told[0]} + ": "'
            text = f"{first} + {told[1]}.getMessage()"
        elif isinstance(call.arguments[0].value, Name) and call.function.name.startswith("Unch"):
            text = f"{told[0]}.getMessage()"
        else:
            text = told[0]
        reason = (
            f"no caller knows the `{call.function.name}` of line {site.line}: `{error}` is answered"
        )
        yield Mend("refusal-known", reason, (source.replace(call, f"new {error}({text})"),))
