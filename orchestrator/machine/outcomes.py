"""What a request to an executed program comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Union

if TYPE_CHECKING:
    from ...languages.runtime import CallFrame


class Answered(NamedTuple):
    """The program's response, without the end of its line."""

    response: str


class Failed(NamedTuple):
    """An error that nobody caught ended the program. Frames run from the outermost call to the
    innermost; `text` is what the runtime prints on stderr.
    """

    error_type: str
    message: str
    frames: tuple[CallFrame, ...]
    text: str


class Exited(NamedTuple):
    """The program ended by itself."""

    status: int


class CannotTell(NamedTuple):
    """The model's end: what it can't run, and where (line 0: nowhere in particular)."""

    reason: str
    path: str
    line: int


Outcome = Union[Answered, Failed, Exited, CannotTell]  # noqa: UP007 - evaluated at import
