"""The frames of a CPython traceback, with their lines of code and the carets under them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..log_prefix import starts_record
from ..traces import Frame

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from ..trace_reader import Ownership

# A collector may have cut the indent off; faulthandler writes no comma before `in`.
FILE = lazy_compile(r' *File "(?P<path>[^"]*)", line (?P<line>\d{1,9})(?:,? in (?P<function>.*))?$')
REPEATED = lazy_compile(r" *\[Previous line repeated (?P<times>\d{1,9}) more times?\]$")
CARETS = lazy_compile(r" *[~^][~^ ]*$")

LIBRARY = lazy_compile(
    r"[/\\](?:site|dist)-packages[/\\]|[/\\]lib(?:64)?[/\\]python\d[\d.]*t?[/\\]"
    r"|[/\\]python[\d.]*\.zip[/\\]|^<frozen |^<__array_function__"
    r"|(?i:^[a-z]:\\(?:.*\\)?(?:python[\d.]*|anaconda\d|miniconda\d)[^\\]*\\lib\\)"
)

# A traceback never shows more of one statement; what follows is no code.
MOST_CODE = 40
# So many lines of others may stand between two frames where lines have no prefix to tell them by.
MOST_STRAY = 5


def is_library(path: str) -> bool:
    """Whether the file belongs to Python or to an installed package."""
    return LIBRARY.search(path) is not None


def read_frames(
    get: Callable[[int], object], index: int, ownership: Ownership
) -> tuple[tuple[Frame, ...], int]:
    """The frames from `index` on, outermost first, and the index behind them."""
    frames: list[Frame] = []
    while True:
        line = get(index)
        if not isinstance(line, str):
            break
        if found := FILE.match(line):
            code, index = _read_code(get, index + 1, is_bare=not line.startswith(" "))
            frames.append(_frame(found, code, ownership))
        elif frames and (again := REPEATED.match(line)):
            frames[-1] = replace(frames[-1], repeated=int(again["times"]))
            index += 1
        else:
            after = _behind_strays(get, index) if frames and starts_record(line) else None
            if after is None:
                break
            index = after
    return tuple(frames), index


def _behind_strays(get: Callable[[int], object], index: int) -> int | None:
    """Where the next frame stands, if only lines of others come before it."""
    for at in range(index + 1, index + 1 + MOST_STRAY):
        line = get(at)
        if not isinstance(line, str):
            return None
        if FILE.match(line):
            return at
        if not starts_record(line):
            return None
    return None


def _read_code(get: Callable[[int], object], index: int, *, is_bare: bool) -> tuple[list[str], int]:
    lines: list[str] = []
    while len(lines) < MOST_CODE:
        line = get(index)
        if not isinstance(line, str) or FILE.match(line) or REPEATED.match(line):
            break
        # Without indents only the very next line can be code.
        if not line.startswith("    ") and not (is_bare and not lines):
            break
        lines.append(line)
        index += 1
    return lines, index


def _frame(found: re.Match[str], lines: list[str], ownership: Ownership) -> Frame:
    path = found["path"]
    code, carets, extent = _marked(lines)
    return Frame(
        path=path,
        line=int(found["line"]),
        function=found["function"] or "",
        is_application=ownership.is_application(is_library(path), path),
        code=code,
        carets=carets,
        extent=extent,
        # Only a syntax error names a place and no function: nothing was called there.
        kind="" if found["function"] else "excerpt",
    )


def _marked(
    lines: list[str],
) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """The code, and what is underlined in it: under `^`, and under `^` or `~`."""
    code: list[str] = []
    length = 0
    indent = 4
    carets: list[tuple[int, int]] = []
    extents: list[tuple[int, int]] = []
    for line in lines:
        if code and CARETS.match(line):
            start = length - len(code[-1]) - 1
            for pattern, into in (("^", carets), ("~^", extents)):
                bare = line.rstrip()
                places = [at for at, letter in enumerate(bare) if letter in pattern]
                if places:
                    into.append((start + places[0] - indent, start + places[-1] + 1 - indent))
            continue
        if not code:
            indent = len(line) - len(line.lstrip(" "))
        code.append(line[indent:] if line[:indent].isspace() else line.lstrip())
        length += len(code[-1]) + 1
    return "\n".join(code).rstrip(), _hull(carets), _hull(extents)


def _hull(spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    if not spans:
        return None
    return max(spans[0][0], 0), spans[-1][1]
