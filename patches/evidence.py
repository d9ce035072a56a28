"""The PV102 of a hunk that comes near: what the patch expects beside what the file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .difference import Difference, difference, shown
from .model import Exhibit, FilePatch, Line, Problem

if TYPE_CHECKING:
    from .region import Divergence

_EXPECTS = "patch expects"
_HAS = "file has"
_LIMIT = 240


def mismatch_problem(
    file: FilePatch, number: int, parting: Divergence, lines: list[bytes]
) -> Problem:
    """The problem of hunk `number` (from 1), which parts from the file's `lines` at `parting`."""
    hunk = file.hunks[number - 1]
    expected = [line for line in hunk.lines if line.origin != "+"][parting.line : parting.line + 1]
    found = lines[parting.place] if parting.place < len(lines) else None
    at = min(parting.place + 1, max(len(lines), 1))
    differs = None
    if parting.relation == "differs" and expected and found is not None:
        differs = difference(expected[0].content, found)
    region = f"{parting.first + 1}-{min(parting.first + len(hunk.old_lines), len(lines))}"
    hint = f"write hunk {number} again from lines {region} of `{file.path}`"
    return Problem(
        "PV102",
        f"hunk {number} of {len(file.hunks)} does not match at line {at}: "
        f"{_cause(differs, parting)} ({parting.alike} of {parting.of} lines match)",
        hint=differs.hint if differs is not None and differs.hint else hint,
        path=file.path,
        line=at,
        column=None if differs is None else differs.column,
        patch_line=expected[0].patch_line if expected else hunk.patch_line,
        hunk=number,
        exhibits=_exhibits(file, parting, expected, found, differs),
    )


def _cause(differs: Difference | None, parting: Divergence) -> str:
    if differs is not None:
        return differs.cause
    if parting.relation == "missing":
        return "a line that the patch expects is not there"
    if parting.relation == "extra":
        return "the file has a line more than the patch expects"
    return "the file ends here"


def _exhibits(
    file: FilePatch,
    parting: Divergence,
    expected: list[Line],
    found: bytes | None,
    differs: Difference | None,
) -> tuple[Exhibit, ...]:
    """The two lines side by side; the caret stands under the first difference."""
    exhibits = [Exhibit(_EXPECTS, _cut(line.content)) for line in expected]
    if found is None:
        return (*exhibits, Exhibit(_HAS, "", path=file.path, note="the end of the file"))
    return (
        *exhibits,
        Exhibit(
            _HAS,
            _cut(found),
            path=file.path,
            line=parting.place + 1,
            column=None if differs is None or differs.column > _LIMIT else differs.column,
            note="" if differs is None else "first difference",
        ),
    )


def _cut(line: bytes) -> str:
    text = shown(line[: 4 * _LIMIT])
    return text if len(text) <= _LIMIT else text[:_LIMIT] + "…"
