"""What a caller may hand in as the error that a patch is to address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..languages.traces import Trace
    from .options import ErrorInput, Options


def with_error_read(options: Options) -> Options:
    """The options with the log in them read. Raises UsageError for one without an error in it."""
    if options.error is None:
        return options
    return options._replace(error=errors_in(options.error))


def errors_in(error: ErrorInput) -> tuple[Trace, ...]:
    """The errors that are meant. Raises UsageError if there is none."""
    from ..languages.traces import Trace  # with the rest of it, only where an error is given

    if isinstance(error, Trace):
        return (error,)
    if isinstance(error, bytes | str):
        from ..languages.trace_log import read_traces

        traces = read_traces(error)
        if not traces:
            raise UsageError(
                "no error was found in the log that was given as the error; "
                "`patchvet trace` shows what can be read"
            )
        return traces
    traces = tuple(error)
    if not traces or not all(isinstance(one, Trace) for one in traces):
        raise UsageError("an error is a log as bytes or str, a Trace, or several of them")
    return traces
