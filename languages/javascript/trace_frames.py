"""V8's stack frames (`at …`), as Node.js, browsers and their loggers print them.

https://v8.dev/docs/stack-trace-api, "Appendix: Stack trace format".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..traces import Frame

if TYPE_CHECKING:
    from ..trace_reader import Ownership

_PLACE = r"(?P<path>.*?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?"

# One frame's text, behind its indent, and what `util.inspect` adds to the last one.
FRAME = re.compile(
    r"\s*at (?P<call>(?:\S.*?)??(?::\d{1,9}|<anonymous>|native|index \d+|\S\))\)?)(?: \{|,)?$"
)
_AT = re.compile(_PLACE + r"$")
_EVAL = re.compile(r"eval at [^()]*\(")

# In old Node.js (before 16) the runtime's own files had bare names: `module.js`, `internal/x.js`.
_BARE = re.compile(r"[\w-]+\.js$|internal/[\w/-]+(?:\.js)?$")
LIBRARY = re.compile(
    r"(?:^|[/\\])node_modules[/\\]|^node:|^ext:|^bun:|^wasm:|^native$|^<anonymous|^\[eval\]-wrapper$"
)


def read_frame(text: str, ownership: Ownership) -> Frame | None:
    """The frame on a line; None if it shows none."""
    found = FRAME.match(text)
    if found is None:
        return None
    call = found["call"]
    kind = ""
    for word in ("async ", "new "):
        if call.startswith(word):
            call, kind = call[len(word) :], word.strip()
    function, place = _split(call)
    if _EVAL.match(place):
        kind, place = "eval", _eval_origin(place)
    return _placed(function, place, kind, ownership)


def _split(call: str) -> tuple[str, str]:
    """Function and place of `fn (place)` or `place`. Paths may hold parentheses: the first ` (`."""
    if call.endswith(")"):
        start = call.find(" (")
        if start >= 0:
            return call[:start], call[start + 2 : -1]
    return "", call


def _eval_origin(place: str) -> str:
    """Where the `eval` itself stands: `eval at f (eval at g (a.js:1:2)), <anonymous>:1:1`."""
    while (nested := _EVAL.match(place)) is not None:
        place = place[nested.end() :]
    return place.partition(")")[0]


def _placed(function: str, place: str, kind: str, ownership: Ownership) -> Frame:
    found = _AT.match(place)
    if found is None:
        is_native = place in ("native", "<anonymous>", "") or place.startswith("index ")
        if is_native:
            return Frame(
                path="",
                function=function,
                is_application=False,
                kind=kind or "native",
            )
        return Frame(path=plain_path(place), function=function, is_application=False, kind=kind)
    path = plain_path(found["path"])
    library = LIBRARY.search(path) is not None or _BARE.match(path) is not None
    return Frame(
        path=path,
        line=int(found["line"]),
        column=int(found["column"]) if found["column"] else None,
        function=function,
        is_application=ownership.is_application(library, path),
        kind=kind,
    )


def plain_path(path: str) -> str:
    """A path as the file system knows it, of a `file://` URL too. Query strings are cut off."""
    if not path.startswith(("file://", "webpack", "http")):
        return path
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(path)
    except ValueError:
        return path
    if parts.scheme == "file":
        plain = unquote(parts.path)
        # file:///C:/shop/app.js
        return plain[1:] if re.match(r"/[A-Za-z]:/", plain) else plain
    return path
