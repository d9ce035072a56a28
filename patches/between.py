"""The patch between two images of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import FileKind, FilePatch, Hunk, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 3  # lines around a change, as git has it


def file_patch(
    path: str, before: bytes | None, after: bytes | None, *, patch_line: int = 1
) -> FilePatch | None:
    """What makes `after` of `before`; None stands for no file. None if both are alike.

    Its lines all carry `patch_line`: the patch was not read from a text of its own.
    """
    if before == after:
        return None
    kind = FileKind.ADD if before is None else FileKind.DELETE if after is None else FileKind.MODIFY
    return FilePatch(
        kind,
        None if before is None else path,
        None if after is None else path,
        patch_line,
        tuple(_hunks(_lines(before or b""), _lines(after or b""), patch_line)),
    )


def _hunks(old: Sequence[bytes], new: Sequence[bytes], patch_line: int) -> Iterator[Hunk]:
    from difflib import SequenceMatcher  # most patches come as diffs

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        lines: list[Line] = []
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                lines += [Line(" ", line, patch_line) for line in old[old_start:old_end]]
                continue
            lines += [Line("-", line, patch_line) for line in old[old_start:old_end]]
            lines += [Line("+", line, patch_line) for line in new[new_start:new_end]]
        (_, old_first, _, new_first, _), (_, _, old_last, _, new_last) = group[0], group[-1]
        old_count, new_count = old_last - old_first, new_last - new_first
        yield Hunk(
            # A range of no lines names the line before it.
            old_first + (old_count > 0),
            old_count,
            new_first + (new_count > 0),
            new_count,
            b"",
            tuple(lines),
            patch_line,
        )


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
