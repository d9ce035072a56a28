"""Where the command writes: standard output in its encoding, failures on standard error."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from .failures import CommandError
from .output.escape import escape
from .output.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping


class Console:
    """Standard output and standard error of one call of the command."""

    def __init__(self) -> None:
        self._reader_is_gone = False

    def style(self, colour: str) -> Style:
        """How standard output looks; `colour` is "auto", "always" or "never"."""
        return Style(
            colour=wants_colour(colour, sys.stdout, os.environ), encoding=_encoding(sys.stdout)
        )

    def write(self, text: str) -> None:
        """Writes `text` to standard output, at once.

        A reader that went away (`| head`) is no failure: nothing more is written, and the exit
        status still tells the verdict. Raises CommandError where the report cannot be written.
        """
        if not text or self._reader_is_gone:
            return
        if sys.stdout is None:  # started with `>&-`
            raise CommandError("output-lost", why="standard output is closed")
        encoding = _encoding(sys.stdout)
        try:
            sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
            sys.stdout.flush()
        except BrokenPipeError:
            self._reader_is_gone = True
            _discard(sys.stdout)
        except OSError as error:
            _discard(sys.stdout)
            why = (error.strerror or str(error)).lower()
            raise CommandError("output-lost", why=why) from error

    def tell(self, message: str) -> None:
        """Writes one line to standard error, safe to show."""
        self.tell_raw(f"patchvet: {escape(message, _encoding(sys.stderr))}\n")

    def tell_raw(self, text: str) -> None:
        """Writes text of our own to standard error; where nobody can read it, it is dropped."""
        if sys.stderr is None:
            return
        encoding = _encoding(sys.stderr)
        with suppress(OSError):
            sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
            sys.stderr.flush()


def wants_colour(choice: str, stream: TextIO | None, environment: Mapping[str, str]) -> bool:
    """Whether to colour: as told, else NO_COLOR, else FORCE_COLOR, else on a terminal only."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and environment.get("TERM") != "dumb"


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def _discard(stream: TextIO) -> None:
    # What the stream still holds would be written at exit, fail again, and turn the status to 120.
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
