"""Errors of another thread, which reach who waits for it wrapped in an exception of the waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_places import spot
from ..fix_tools import Edit
from ..program import Call, Expression, Member, walk
from .fix_refusals import imported, refusal

if TYPE_CHECKING:
    from ..fix_failure import Failure

# What wraps the error, and the calls that wait.
_WRAPPERS = {
    "java.util.concurrent.CompletionException": ("join",),
    "java.util.concurrent.ExecutionException": ("get",),
}


def unwrapped(failure: Failure) -> tuple[str, tuple[Edit, ...]] | None:
    """The class that is to be thrown in the other thread, and the edits by which whoever waits
    throws it on as it is. None where the error was not wrapped, or the waiting stands in no
    statement of its own.
    """
    methods = _WRAPPERS.get(failure.trace.error_type)
    if methods is None or failure.trace is failure.causing:
        return None
    # The wrapper was made in the other thread as well: its frames don't tell who waits. That is
    # the function, mostly, that handed the work over.
    for site, call in ((each, one) for each in failure.sites for one in walk(each.scope)):
        source = site.source
        if not isinstance(call, Call) or not isinstance(call.function, Member):
            continue
        at = spot(site, call) if call.function.name in methods and not call.arguments else None
        if at is None or not isinstance(at.statement, Expression):
            continue
        statement = at.statement.place
        if not (source.begins_line(statement.start) and source.ends_line(statement.end)):
            continue
        error = refusal(failure, site)
        wrapper = failure.trace.error_type
        text = source.text(at.statement)
        rows = [
            "try {",
            *("\t" + row.strip() for row in text.split(source.newline)),
            f"}} catch ({wrapper.rpartition('.')[2]} failed) {{",
            f"\tif (failed.getCause() instanceof {error}) {{",
            f"\t\tthrow ({error}) failed.getCause();",
            "\t}",
            "\tthrow failed;",
            "}",
        ]
        start, end = source.line_start(statement.start), source.line_end(statement.end - 1)
        wrapped = source.lines(source.indent(statement.start), rows)
        return error, (Edit(source.path, start, end, wrapped), *imported(source, wrapper))
    return None
