"""The running interpreter's own compiler as the oracle for Python. In process, starts nothing.

`seconds` of `judge` is not enforced: compile() cannot be interrupted. The cap on a file's size
bounds it (1.13× of tree-sitter's parse time, measured; `endless` knows the exceptions), and nesting
has limits of its own: of 27 shapes of nesting up to depth 100,000, in the main thread and in
another, CPython 3.11, 3.12 and 3.13 crashed on none; each ended as OK, SyntaxError, RecursionError
or MemoryError.
"""

from __future__ import annotations

import re
import sys
import threading
import warnings
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..oracles import OracleAnswer, OracleError, OracleSpec
from .endless import endless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...grammars import SyntaxTree
    from ...patches.trees import SourceTree

NAME = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"

# Sources are compiled under this name, not their own: for errors of its later stages CPython
# opens the file of that name, in whatever folder it runs, to quote the line from it.
_FILENAME = "<patchvet>"

_OUR_WARNINGS = ("ignore", None, Warning, lazy_compile(re.escape(_FILENAME) + r"\Z"), 0)
_lock = threading.Lock()


class CompileOracle:
    """compile(), with everything that CPython's parser, symbol table and compiler refuse."""

    stops_at_first_error = True
    label = f"{NAME} compile"

    def reads(self, path: str, source: bytes) -> bool:
        return True

    def prepare(self, jobs: Sequence[tuple[str, bytes]]) -> None:
        """Nothing to do: there is no process to share."""

    def judge(self, path: str, source: bytes, seconds: float) -> OracleAnswer:
        """Compiles bytes as the interpreter reads a file: BOM, coding cookie and all."""
        if what := endless(source):
            return OracleAnswer(None, reason=f"{NAME} would take too long: the file has {what}")
        try:
            _compile_silently(source)
        except SyntaxError as error:
            return OracleAnswer(False, (_placed(error, source),))
        except ValueError as error:
            # Null bytes in some releases, and text that its own coding cookie cannot decode.
            return OracleAnswer(False, (OracleError(str(error)),))
        except (RecursionError, MemoryError, OverflowError) as error:
            # Valid code can do this: a sum of 10,000 terms, 5,000 elifs (3.11).
            reason = f"{NAME} gives up on this file ({type(error).__name__}: nested too deeply)"
            return OracleAnswer(None, reason=reason)
        return OracleAnswer(True)

    def newer_than_this(
        self, path: str, source: bytes, syntax: SyntaxTree, tree: SourceTree
    ) -> str | None:
        from .versions import newer_than_interpreter  # only where a file was rejected

        answer = self.judge(path, source, 0.0)
        if answer.accepts is not False:
            return None
        lines = [error.line for error in answer.errors if error.line]
        return newer_than_interpreter(path, lines, syntax, tree, sys.version_info[:2])

    def close(self) -> None:
        """Nothing was started."""


def _compile_silently(source: bytes | str) -> None:
    """compile() without its SyntaxWarnings, which the user did not ask for.

    Where the filters say "error" (`python -W error`, pytest's filterwarnings), a warning about an
    escape sequence would become a SyntaxError: a false rejection. `warnings.catch_warnings` is no
    way out: it swaps the process's filters, and two threads inside it at once leave the wrong ones
    behind. So one entry is put in front of the filters that matches nothing but our own file name;
    it may stay there for good, harms nobody, and is put back if somebody else's catch_warnings
    took it away, also in the middle of our compile().
    """
    if getattr(sys.flags, "context_aware_warnings", False):
        with warnings.catch_warnings():  # per context and so per thread: an option of 3.14
            warnings.simplefilter("ignore")
            compile(source, _FILENAME, "exec", dont_inherit=True)
        return
    for attempts_left in (2, 1, 0):
        _ignore_our_warnings()
        try:
            compile(source, _FILENAME, "exec", dont_inherit=True)
        except SyntaxError:
            if attempts_left and warnings.filters[:1] != [_OUR_WARNINGS]:
                continue
            raise
        return


def _ignore_our_warnings() -> None:
    with _lock:
        if warnings.filters[:1] != [_OUR_WARNINGS]:
            warnings.filterwarnings("ignore", module=_OUR_WARNINGS[3].pattern)


def _placed(error: SyntaxError, source: bytes) -> OracleError:
    """The error with its column in characters, whichever stage of CPython found it."""
    if error.lineno and error.offset and error.offset > 0:
        column = error.offset if source.isascii() else _character_column(error, source)
        return OracleError(error.msg, error.lineno, column)
    return OracleError(error.msg, error.lineno or None)


def _character_column(error: SyntaxError, source: bytes) -> int | None:
    """Where it is in a file that is no ASCII; None if its bytes cannot be read.

    For bytes without a coding cookie the parser of 3.11 and 3.12 counts bytes, for text it counts
    characters: so it is asked again. The stages behind the parser always count the bytes of the
    line as UTF-8; they are known by quoting no line, since there is no file of our name.
    """
    text = _decode(source)
    if text is None or error.lineno is None or error.offset is None:
        return None
    try:
        _compile_silently(text)
    except SyntaxError as again:
        error = again
    except ValueError:
        return None  # a lone surrogate, which only some encodings can spell
    if error.lineno is None or error.offset is None or error.text is not None:
        return error.offset
    lines = re.split("\r\n|\r|\n", text)
    line = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
    return len(line.encode("utf-8")[: error.offset - 1].decode("utf-8", "ignore")) + 1


def _decode(source: bytes) -> str | None:
    """The text as its byte order mark or coding cookie says; None if that fails."""
    import io
    import tokenize  # 10 ms, for the rare error in a file that is no ASCII

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
        return source.decode(encoding)
    except (SyntaxError, UnicodeError):
        return None


SPEC = OracleSpec(name="cpython", embedded=True, find=lambda: NAME, open=CompileOracle)
