"""What a language brings along to have its errors read: `TraceReader`, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from .log_stream import Stream
    from .traces import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceReader:
    """How one runtime's errors are found and read.

    A line that contains none of `literals` (case counts) is not looked at: they are searched in
    the raw bytes of the whole log, before anything else. `anchor` then must match somewhere in the
    line; where the match starts, the runtime's own text starts, and what precedes it is the log's
    prefix. `continues` matches, in the same way, a line that can only be a later one of an error:
    it tells the prefix where the first line had a longer one. `read` is given the stream of lines
    with that prefix, the anchor's at 0, and returns what it understood, or None if it is no error.
    """

    literals: tuple[bytes, ...]
    anchor: re.Pattern[str]
    continues: re.Pattern[str] | None = None
    read: Callable[[Stream, Ownership], Reading | None]


class Reading(NamedTuple):
    """An error, and the stream's lines `first` to `last` that it took."""

    trace: Trace
    first: int
    last: int


class Ownership(NamedTuple):
    """Whose code a frame is in. The longest prefix that matches a path or a module decides."""

    application: tuple[str, ...] = ()
    library: tuple[str, ...] = ()

    def is_application(self, is_library: bool, path: str, module: str = "") -> bool:
        """`is_library` is what the language thinks; it holds where no prefix matches."""
        if not self.application and not self.library:
            return not is_library
        ours = _longest(self.application, path, module)
        theirs = _longest(self.library, path, module)
        return not is_library if ours == theirs == 0 else ours >= theirs


def _longest(prefixes: Iterable[str], path: str, module: str) -> int:
    matching = (one for one in prefixes if path.startswith(one) or module.startswith(one))
    return max(map(len, matching), default=0)
