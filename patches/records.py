"""Patch records: a change written as a JSON object, read into the same Patch as a diff.

    {"file_path": "shop/cart.py", "description": "…", "old_code": "…", "new_code": "…"}
    {"file_path": "shop/cart.py", "description": "…", "patches": [{"old_code": …, "new_code": …}]}

or a list of such objects. `old_code` is text that stands exactly once in the file; with "" the file
is new. Pieces of the same file are applied one after the other. What is malformed is named by its
field; a piece that is not in the file becomes a hunk that does not match, so that the usual
diagnosis says where it comes closest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from ..patterns import lazy_compile
from .between import file_patch
from .model import FileKind, FilePatch, Hunk, Line, Patch, Problem
from .paths import unsafe_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .trees import SourceTree

_BEGINS = lazy_compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*\{)")
_PIECE = lazy_compile(r'"old_code"\s*:')
_MOST = 1000  # nobody reads further
_EXAMPLE = "a record has `file_path`, `description`, and `old_code` with `new_code`, or `patches`"


class _Piece(NamedTuple):
    """One replacement; `line` is where its `old_code` stands in the JSON text."""

    path: str
    old: bytes
    new: bytes
    line: int


class _Wrong(Exception):  # noqa: N818 - becomes a Problem
    """A record that can't be read: the problem's code, message and hint."""


def is_record(data: bytes) -> bool:
    """Whether the input is JSON by its beginning; no diff begins so."""
    return _BEGINS.match(data) is not None


def parse_records(data: bytes, *, source: str, tree: SourceTree | None) -> Patch:
    """Reads records against `tree`, which they can't do without: where it is None or lacks the
    file, the pieces become hunks that match nothing. Never raises for bad content.
    """
    try:
        pieces = list(_pieces(data))
    except _Wrong as wrong:
        code, message, hint = wrong.args
        return Patch(source, "record", (), 0, (Problem(code, message, hint, patch_line=1),))
    by_path: dict[str, list[_Piece]] = {}
    for piece in pieces:
        by_path.setdefault(piece.path, []).append(piece)
    files: list[FilePatch] = []
    problems: list[Problem] = []
    for path, own in by_path.items():
        # Nothing is read from an unsafe path; the check refuses it by name.
        before = None if tree is None or unsafe_path(path) else tree.read(path)
        _take_file(path, before, own, files, problems)
    return Patch(source, "record", tuple(files), 0, tuple(problems))


def _take_file(
    path: str,
    before: bytes | None,
    pieces: list[_Piece],
    files: list[FilePatch],
    problems: list[Problem],
) -> None:
    after = before
    for piece in pieces:
        old, new = _with_line_ends_of(before, piece)
        if not old and after is None:
            after = new
            continue
        count = _occurrences(after or b"", old) if old else 0
        if count == 1:
            assert after is not None
            after = after.replace(old, new, 1)
        elif count:
            problems.append(_ambiguous(piece, after or b"", old, count))
            return
        elif not old:
            message = f"`old_code` is empty, and {path} is there already"
            hint = "give the text that is to be replaced"
            problems.append(Problem("PV017", message, hint, path, patch_line=piece.line))
            return
        else:
            files.append(_unmatched(path, old, new, piece.line))
            return
    found = file_patch(path, before, after, patch_line=pieces[0].line)
    if found is None:
        message = f"the record changes nothing in {path}: `old_code` is `new_code`"
        hint = "give the new text in `new_code`"
        problems.append(Problem("PV017", message, hint, path, patch_line=pieces[0].line))
        return
    files.append(found)


def _ambiguous(piece: _Piece, data: bytes, old: bytes, count: int) -> Problem:
    lines: list[str] = []
    at = data.find(old)
    while at >= 0 and len(lines) < 5:
        lines.append(str(data.count(b"\n", 0, at) + 1))
        at = data.find(old, at + 1)
    more = ", …" if count > len(lines) else ""
    return Problem(
        "PV018",
        f"`old_code` stands {count} times in {piece.path}, on lines {', '.join(lines)}{more}",
        "add lines around it to `old_code` until it is the only such place",
        piece.path,
        line=int(lines[0]),
        patch_line=piece.line,
    )


def _occurrences(data: bytes, old: bytes) -> int:
    """How often it stands there, up to `_MOST`; places that overlap count each."""
    count, at = 0, data.find(old)
    while at >= 0 and count < _MOST:
        count += 1
        at = data.find(old, at + 1)
    return count


def _unmatched(path: str, old: bytes, new: bytes, line: int) -> FilePatch:
    """A hunk for text that is not in the file: applying it says what comes closest."""
    rows = [Line("-", one, line) for one in old.splitlines(keepends=True)]
    rows += [Line("+", one, line) for one in new.splitlines(keepends=True)]
    # A piece of a line is looked for as a line.
    rows = [row._replace(content=row.content.removesuffix(b"\n") + b"\n") for row in rows]
    counts = [sum(row.origin == sign for row in rows) for sign in "-+"]
    hunk = Hunk(1, counts[0], 1, counts[1], b"", tuple(rows), line)
    return FilePatch(FileKind.MODIFY, path, path, line, (hunk,))


def _with_line_ends_of(before: bytes | None, piece: _Piece) -> tuple[bytes, bytes]:
    """JSON written by a model has LF; a file with CRLF throughout keeps them."""
    old, new = piece.old, piece.new
    if before and b"\r\n" in before and b"\r\n" not in old and old not in before:
        return old.replace(b"\n", b"\r\n"), new.replace(b"\n", b"\r\n")
    return old, new


def _pieces(data: bytes) -> Iterator[_Piece]:
    """Every replacement of every record. Raises _Wrong."""
    text = data.decode("utf-8-sig", "surrogateescape")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _Wrong("PV016", f"the record is no JSON: {error.msg} ({where})", _EXAMPLE) from error
    except RecursionError as error:
        raise _Wrong("PV016", "the record is nested too deep", _EXAMPLE) from error
    places = (text.count("\n", 0, match.start()) + 1 for match in _PIECE.finditer(text))
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records, 1):
        name = f"record {number}" if isinstance(value, list) else "the record"
        if not isinstance(record, dict):
            raise _Wrong("PV016", f"{name} is {_kind(record)}, not an object", _EXAMPLE)
        path = _path(_field(record, "file_path", name), name)
        _field(record, "description", name)
        for where, one in _replacements(record, name):
            old, new = (_field(one, field, where) for field in ("old_code", "new_code"))
            line = next(places, 1)
            yield _Piece(path, _encoded(old, where), _encoded(new, where), line)


def _replacements(record: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if "patches" not in record:
        yield name, record
        return
    if both := [field for field in ("old_code", "new_code") if field in record]:
        raise _Wrong("PV017", f"{name} has both `patches` and `{both[0]}`", "give one or the other")
    listed = record["patches"]
    if not isinstance(listed, list) or not listed:
        raise _Wrong(
            "PV017",
            f"`patches` of {name} is {_kind(listed)}; it is to be a list of objects",
            _EXAMPLE,
        )
    for number, one in enumerate(listed, 1):
        where = f"patches[{number}] of {name}"
        if not isinstance(one, dict):
            raise _Wrong("PV017", f"{where} is {_kind(one)}, not an object", _EXAMPLE)
        yield where, one


def _field(record: dict[str, Any], field: str, name: str) -> str:
    if field not in record:
        raise _Wrong("PV017", f"`{field}` is missing in {name}", _EXAMPLE)
    value = record[field]
    if not isinstance(value, str):
        raise _Wrong(
            "PV017", f"`{field}` of {name} is {_kind(value)}; it is to be a string", _EXAMPLE
        )
    return value


def _path(path: str, name: str) -> str:
    if not path.strip():
        raise _Wrong("PV017", f"`file_path` of {name} is empty", _EXAMPLE)
    return path.removeprefix("./")


def _encoded(text: str, where: str) -> bytes:
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise _Wrong(
            "PV017", f"{where} holds half of a surrogate pair", "write the character whole"
        ) from error


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string"}
    names |= {list: "an empty list" if value == [] else "a list", dict: "an object"}
    return names[type(value)]
