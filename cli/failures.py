"""Everything that can go wrong for a user of the command: what is said, the way out, the status.

A bad patch is not in here: that is a report. Errors of the rooms below (`TreeError`, …) bring their
own text and exit status; whatever else is raised is a bug, and is answered as one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ..errors import PatchvetError, UsageError
from .output import Trouble

if TYPE_CHECKING:
    from types import TracebackType

    from .console import Console

DEBUG = "PATCHVET_DEBUG"


class Failure(NamedTuple):
    """`title` says what is wrong, `remedy` what to do; both are filled in by `str.format`."""

    title: str
    remedy: str
    status: int = 2


FAILURES = {
    "usage": Failure("{what}", "`{command} --help` lists what there is"),
    "patch-missing": Failure(
        "cannot read `{what}`: no such file", "name a patch file, or `-` for standard input"
    ),
    "patch-is-folder": Failure(
        "cannot read `{what}`: it is a folder", "name the patch files that are in it"
    ),
    "patch-unreadable": Failure(
        "cannot read `{what}`: {why}", "name a file that you may read, or `-` for standard input"
    ),
    "log-unreadable": Failure(
        "cannot read `{what}`: {why}", "name a log file that you may read, or pipe one in as `-`"
    ),
    "log-without-error": Failure(
        "`{what}` holds no error that can be read", "`patchvet trace` shows what is understood"
    ),
    "stdin-closed": Failure(
        "cannot read standard input: it is closed", "pipe a patch in, or name a patch file"
    ),
    "stdin-twice": Failure("`-` is named twice", "standard input can be read only once"),
    "stack-broken": Failure(
        "the patches after `{what}` were not judged", "a stack needs each of its patches"
    ),
    "no-current-folder": Failure(
        "the current folder does not exist any more", "name the source tree with `--root`"
    ),
    "bare-repository": Failure(
        "`{what}` is a bare git repository and has no files on disk",
        "name a revision of it, as `--rev HEAD`",
    ),
    "scenario-unknown": Failure("no scenario is called `{what}`", "{nearest}"),
    "scenario-none": Failure(
        "no scenario is in `{what}`", "a scenario's file ends with `.scenario.toml`"
    ),
    "scenario-twice": Failure(
        "two scenarios are called `{what}`", "give one of them another `name`"
    ),
    "journal-unwritable": Failure(
        "cannot write the journal `{what}`: {why}", "name a file in a folder that you may write to"
    ),
    "journal-unreadable": Failure(
        "cannot read the journal `{what}`: {why}", "name what `patchvet heal --journal` has written"
    ),
    "verify-with-scenarios": Failure(
        "`--verify-journal` plays nothing", "leave the scenarios away, or the option"
    ),
    "unknown-code": Failure("no code is called `{what}`", "{nearest}"),
    "output-lost": Failure(
        "cannot write the report: {why}", "the exit status of this run is no verdict"
    ),
    "interrupted": Failure("interrupted", "what is not listed above was not judged", 130),
    "internal": Failure(
        "internal error: {what}",
        "this is a bug in patchvet; please report it, with what PATCHVET_DEBUG=1 adds",
        4,
    ),
}


class CommandError(UsageError):
    """A failure of the table. `usage` is shown before it, where the call itself was wrong."""

    def __init__(self, kind: str, usage: str = "", **details: str) -> None:
        failure = FAILURES[kind]
        super().__init__(f"{failure.title}; {failure.remedy}".format(**details))
        self.exit_status = failure.status
        self.usage = usage


def trouble_of(error: Exception, source: str | None) -> Trouble:
    """What to tell of `error`, which came up while `source` was judged."""
    if not isinstance(error, PatchvetError):
        error = CommandError("internal", what=_described(error))
    return Trouble(str(error), error.exit_status, source)


def _described(error: Exception) -> str:
    import traceback  # 1 ms, and hopefully never

    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    return (
        f"{what} ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else what
    )


class Telling:
    """A context that tells a failure on standard error, and keeps it, instead of raising it.

    The one place where everything is caught: a bug of ours must neither end in a traceback nor be
    taken for a verdict. With PATCHVET_DEBUG=1 the traceback is printed as well.
    """

    def __init__(
        self, console: Console, troubles: list[Trouble], source: str | None = None
    ) -> None:
        self._console = console
        self._troubles = troubles
        self._source = source

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        if os.environ.get(DEBUG) and not isinstance(error, PatchvetError):
            import traceback

            self._console.tell_raw("".join(traceback.format_exception(error)))
        if isinstance(error, CommandError) and error.usage:
            self._console.tell_raw(error.usage)
        trouble = trouble_of(error, self._source)
        self._console.tell(trouble.message)
        self._troubles.append(trouble)
        return True
