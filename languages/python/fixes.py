"""Patches for errors of Python programs, built with libcst in the shared child process.

Here: which files the builders need, and the diffs of what they give back. The builders stand
beside the child's main (`child/fix_*.py`), one file for each kind of error.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from ...patches.between import file_patch
from ...patches.model import Patch
from ...patches.render import render
from ...patterns import lazy_compile
from ..fixing import Candidate, Fixes
from ..locating import Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ...patches.trees import SourceTree
    from ..traces import Frame, Trace

SECONDS = 10.0
# Beyond these nothing is read: the frames' files come first, then what they import.
MOST_FILES = 60
MOST_BYTES = 400_000
# Looked through for a definition that no import leads to.
MOST_SEARCHED = 500
MOST_PATHS = 5000
# A file that is larger is left alone: libcst takes 4 ms a kilobyte for a function of that size.
LARGEST = 200_000
_IMPORTED = lazy_compile(
    r"^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+([^\n#]*)|import[ \t]+([\w., \t]+))", re.M
)
_CANCELLED = "CancelledError"
# The same error of the same files is asked about again and again: what was built, by its request.
MOST_KNOWN = 200
_known: dict[bytes, list[dict[str, Any]]] = {}


def candidates(trace: Trace, tree: SourceTree) -> Iterable[Candidate]:
    """What may cure the error, best first; nothing where the frames are not in the tree, or its
    files are not what the trace was printed from.
    """
    for error in _causing(trace):
        frames = _frames(error, trace, tree)
        if not frames:
            continue
        paths = sorted(tree.paths())
        files = _files(tree, paths, frames, error)
        request = {
            "error": error.error_type,
            "message": error.message,
            "files": files,
            "frames": frames,
            "paths": paths[:MOST_PATHS],
        }
        found = [
            Candidate(_patch(one["texts"], tree), one["name"], one["reason"])
            for one in _mends(json.dumps(request, sort_keys=True))
        ]
        if found:
            return found
    return []


def _mends(request: str) -> list[dict[str, Any]]:
    """What the child builds; nothing where it can't answer, which is asked again the next time."""
    from .child import ask  # starts a process

    key = hashlib.sha256(request.encode()).digest()
    if key not in _known:
        answer = ask("fixes.build", json.loads(request), SECONDS)
        if "mends" not in answer:
            return []
        if len(_known) >= MOST_KNOWN:
            del _known[next(iter(_known))]
        _known[key] = answer["mends"]
    return _known[key]


def _causing(trace: Trace) -> Iterator[Trace]:
    """The error that all began with, then those that followed from it; a cancelled task only tells
    that somebody else gave up.
    """
    chain = [trace]
    while chain[-1] is not trace.causing:
        after = [one.trace for one in chain[-1].causes if one.trace is not None]
        after += chain[-1].members[:1]
        if not after:
            break
        chain.append(after[0])
    for one in reversed(chain):
        if not one.error_type.endswith(_CANCELLED):
            yield one


def _frames(error: Trace, trace: Trace, tree: SourceTree) -> list[dict[str, Any]]:
    """The frames that lie in the tree, outermost first; those that led to the whole error stand in
    front of a cause's own.
    """
    locator = Locator(tree)
    own = _located(error.frames, locator)
    if error is trace or not own:
        return own
    outer = _located(trace.frames, locator)
    known = {(one["path"], one["line"]) for one in own}
    return [one for one in outer if (one["path"], one["line"]) not in known][:-1] + own


def _located(frames: Iterable[Frame], locator: Locator) -> list[dict[str, Any]]:
    found = []
    for one in frames:
        path = locator.locate(one).path if one.is_application and one.line is not None else None
        if path is not None and path.endswith(".py"):
            extent = one.extent or one.carets
            found.append(
                {
                    "path": path,
                    "line": one.line,
                    "function": one.function,
                    "code": one.code,
                    "extent": list(extent) if extent is not None else None,
                }
            )
    return found


def _files(
    tree: SourceTree, paths: Sequence[str], frames: Sequence[dict[str, Any]], error: Trace
) -> dict[str, str]:
    """The frames' files, what these import, and those that define what the error speaks of: a name
    that is not there, a table, the function that was called.
    """
    own = [path for path in paths if path.endswith(".py")]
    by_module: dict[str, list[str]] = {}
    for path in own:
        by_module.setdefault(_module(path), []).append(path)
    files: dict[str, str] = {}
    waiting = list(dict.fromkeys(one["path"] for one in reversed(frames)))
    total = 0
    while waiting and len(files) < MOST_FILES and total < MOST_BYTES:
        path = waiting.pop(0)
        text = None if path in files else _text(tree, path)
        if text is None:
            continue
        files[path] = text
        total += len(text)
        for name in _imported(text):
            waiting += by_module.get(name, ())
    defines = _definition_of(error, frames[-1]["code"])
    if defines is not None:
        for path in own[:MOST_SEARCHED]:
            text = None if path in files or len(files) >= MOST_FILES else _text(tree, path)
            if text is not None and defines.search(text):
                files[path] = text
    return files


def _definition_of(error: Trace, code: str) -> re.Pattern[str] | None:
    """Finds where a file defines one of the names in the message, or one that is awaited in the
    failing line; for SQL where it creates a table.
    """
    if "OperationalError" in error.error_type:
        return re.compile(r"\bcreate\s+(?:\w+\s+)?table\b", re.IGNORECASE)
    names = set(re.findall(r"'(\w+)'|\b(\w+)\(\)", error.message))
    awaited = re.findall(r"\bawait\b[^()]*?(\w+)\(", code) if "await" in error.message else []
    every = sorted({one or other for one, other in names} | set(awaited))
    if not every:
        return None
    words = "|".join(map(re.escape, every))
    return re.compile(
        rf"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(?:{words})\b|^(?:{words})[ \t]*[:=]", re.M
    )


def _module(path: str) -> str:
    *folders, name = path.split("/")
    return folders[-1] if name == "__init__.py" and folders else name.removesuffix(".py")


def _imported(text: str) -> Iterator[str]:
    """The last names of modules that a file imports, and the names from packages."""
    for source, names, plain in _IMPORTED.findall(text):
        for one in [source, *re.findall(r"\w+", names), *re.split(r"[, \t]+", plain)]:
            if one:
                yield one.rpartition(".")[2]


def _text(tree: SourceTree, path: str) -> str | None:
    data = tree.read(path)
    if data is None or len(data) > LARGEST:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _patch(texts: dict[str, str], tree: SourceTree) -> bytes:
    made = (file_patch(path, tree.read(path), texts[path].encode()) for path in sorted(texts))
    files = tuple(one for one in made if one is not None)
    return render(Patch("", "git", files))


FIXES = Fixes(candidates)
