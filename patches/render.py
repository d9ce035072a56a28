"""A Patch as a canonical git diff, whose application gives the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FileKind
from .quoting import encode_path, quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .model import BinaryPayload, FilePatch, Hunk, Patch

_MARKER = b"\\ No newline at end of file\n"
_DEFAULT_MODE = 0o100644
# 52 bytes fill one row of a binary patch; A-Z stand for 1-26 of them, a-z for 27-52.
_ROW_BYTES = 52


def render(patch: Patch) -> bytes:
    """The files of `patch` as git prints them, with `a/` and `b/`; its problems are left behind.

    A file that the patch adds or deletes without naming a mode gets 100644, which git assumes.
    """
    return b"".join(piece for file in patch.files for piece in _file(file))


def _file(file: FilePatch) -> Iterator[bytes]:
    old = encode_path(file.old_path if file.old_path is not None else file.path)
    new = encode_path(file.path)
    yield _line(f"diff --git {quote('a/' + old)} {quote('b/' + new)}")
    yield from _extended(file, old, new)
    if file.is_binary:
        yield from _binary(file, old, new)
    elif file.hunks:
        yield _name_line("---", "a/" + old, file.kind is FileKind.ADD)
        yield _name_line("+++", "b/" + new, file.kind is FileKind.DELETE)
        for hunk in file.hunks:
            yield from _hunk(hunk)


def _line(text: str) -> bytes:
    return text.encode("latin-1") + b"\n"


def _extended(file: FilePatch, old: str, new: str) -> Iterator[bytes]:
    """The header lines between `diff --git` and `---`."""
    mode = None
    if file.kind is FileKind.ADD:
        yield _line(f"new file mode {file.new_mode or _DEFAULT_MODE:06o}")
    elif file.kind is FileKind.DELETE:
        yield _line(f"deleted file mode {file.old_mode or _DEFAULT_MODE:06o}")
    elif file.old_mode == file.new_mode and file.old_id is not None:
        mode = file.old_mode
    else:
        if file.old_mode is not None:
            yield _line(f"old mode {file.old_mode:06o}")
        if file.new_mode is not None:
            yield _line(f"new mode {file.new_mode:06o}")
    if file.kind in (FileKind.RENAME, FileKind.COPY):
        yield _line(f"{file.kind} from {quote(old)}")
        yield _line(f"{file.kind} to {quote(new)}")
    if file.old_id is not None:
        behind = "" if mode is None else f" {mode:06o}"
        yield _line(f"index {file.old_id}..{file.new_id}{behind}")


def _name_line(marker: str, name: str, is_null: bool) -> bytes:
    if is_null:
        return _line(f"{marker} /dev/null")
    # git ends a name that holds a space with a tab, so that no tool takes the rest for a date.
    return _line(f"{marker} {quote(name)}" + ("\t" if " " in name else ""))


def _hunk(hunk: Hunk) -> Iterator[bytes]:
    old = _range(hunk.old_start, hunk.old_count)
    new = _range(hunk.new_start, hunk.new_count)
    heading = b" " + hunk.heading if hunk.heading else b""
    yield f"@@ -{old} +{new} @@".encode() + heading + b"\n"
    for line in hunk.lines:
        yield line.origin.encode() + line.content
        if not line.content.endswith(b"\n"):
            yield b"\n" + _MARKER


def _range(start: int, count: int) -> str:
    return str(start) if count == 1 else f"{start},{count}"


def _binary(file: FilePatch, old: str, new: str) -> Iterator[bytes]:
    if file.binary is None:
        left = "/dev/null" if file.kind is FileKind.ADD else quote("a/" + old)
        right = "/dev/null" if file.kind is FileKind.DELETE else quote("b/" + new)
        yield _line(f"Binary files {left} and {right} differ")
        return
    yield b"GIT binary patch\n"
    yield from _payload(file.binary)
    if file.binary_reverse is not None:
        yield from _payload(file.binary_reverse)


def _payload(payload: BinaryPayload) -> Iterator[bytes]:
    import zlib
    from base64 import b85encode

    yield _line(f"{payload.method} {len(payload.data)}")
    packed = zlib.compress(payload.data)
    for start in range(0, len(packed), _ROW_BYTES):
        row = packed[start : start + _ROW_BYTES]
        letter = chr(len(row) + (ord("A") - 1 if len(row) <= 26 else ord("a") - 27))
        yield letter.encode() + b85encode(row, pad=True) + b"\n"
    yield b"\n"
