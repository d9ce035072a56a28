"""Decodes what follows `GIT binary patch`: base 85, then zlib (git's apply.c and base85.c)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .delta import CorruptDeltaError, apply_delta
from .model import BinaryPayload, Problem
from .sections import CORRUPT_BINARY

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CorruptDeltaError", "apply_delta", "read_payloads"]

_METHOD = lazy_compile(r"(literal|delta) (\d{1,18})$", re.ASCII)
_HINT = "make the patch again with `git diff --binary`"


class _CorruptError(ValueError):
    """Why a payload cannot be read, and its row."""

    def __init__(self, message: str, row: int, code: str = CORRUPT_BINARY) -> None:
        super().__init__(message)
        self.row = row
        self.code = code


def read_payloads(
    rows: Sequence[str], marker: int, largest: int
) -> tuple[BinaryPayload | None, BinaryPayload | None, Problem | None]:
    """The forward payload, the reverse one if there is one, and what is wrong with them.

    `marker` is the row of `GIT binary patch`; a payload may inflate to `largest` bytes.
    """
    forward: BinaryPayload | None = None
    try:
        if rows[marker].endswith("\r"):
            raise _CorruptError(
                "the lines of the binary patch end in CRLF, and git does not recognise them", marker
            )
        forward, behind = _read_one(rows, marker + 1, largest)
        if behind < len(rows) and rows[behind].startswith(("literal ", "delta ")):
            reverse, _ = _read_one(rows, behind, largest)
            return forward, reverse, None
    except _CorruptError as error:
        return (
            forward,
            None,
            Problem(error.code, str(error), _HINT, patch_line=min(error.row, len(rows) - 1) + 1),
        )
    return forward, None, None


def _read_one(rows: Sequence[str], at: int, largest: int) -> tuple[BinaryPayload, int]:
    import zlib

    header = _METHOD.match(rows[at]) if at < len(rows) else None
    if header is None:
        raise _CorruptError(
            "`GIT binary patch` is not followed by `literal SIZE` or `delta SIZE`", at
        )
    size = int(header[2])
    if size > largest:
        raise _CorruptError(
            f"the binary patch states {size:,} bytes, the cap is {largest:,}", at, "PV010"
        )
    packed, end = _decode_rows(rows, at + 1)
    inflater = zlib.decompressobj()
    try:
        # One byte more than stated tells a payload that is too long, and no bomb gets further.
        data = inflater.decompress(packed, size + 1)
    except zlib.error:
        raise _CorruptError("the binary patch is corrupt: zlib cannot inflate it", at) from None
    if not inflater.eof or len(data) != size or inflater.unused_data:
        raise _CorruptError(
            f"the binary patch does not inflate to the {size:,} bytes it states", at
        )
    return BinaryPayload(header[1], data, at + 1), end


def _decode_rows(rows: Sequence[str], at: int) -> tuple[bytes, int]:
    """The bytes of the base 85 rows from `at` to the blank one, and the row behind that."""
    from base64 import b85decode

    pieces: list[bytes] = []
    while at < len(rows):
        row = rows[at]
        at += 1
        if row == "":
            return b"".join(pieces), at
        length = _row_length(row)
        if length is None:
            raise _CorruptError(f"the binary patch is corrupt at line {at}", at - 1)
        try:
            pieces.append(b85decode(row[1:])[:length])
        except ValueError:
            raise _CorruptError(f"the binary patch is corrupt at line {at}", at - 1) from None
    raise _CorruptError("the patch ends inside a binary payload", at - 1, "PV009")


def _row_length(row: str) -> int | None:
    """How many bytes a row holds: its first letter says it, A-Z 1-26 and a-z 27-52."""
    letter, digits = row[0], len(row) - 1
    if "A" <= letter <= "Z":
        length = ord(letter) - ord("A") + 1
    elif "a" <= letter <= "z":
        length = ord(letter) - ord("a") + 27
    else:
        return None
    most = digits // 5 * 4
    return length if digits % 5 == 0 and most - 4 < length <= most else None
