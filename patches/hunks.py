"""The hunks of one file, built by unidiff from rows whose counts are known to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Hunk, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import unidiff

    from .hunk_rows import HunkSpan

_MARKER = "\\ No newline at end of file\n"
_HEADER = ("--- a\n", "+++ b\n")


def build_hunks(rows: Sequence[str], spans: Sequence[HunkSpan]) -> tuple[Hunk, ...]:
    """The hunks at `spans`; raises AssertionError if unidiff reads them otherwise than the scan."""
    if not spans:
        return ()
    # Imported here because a patch without hunks, and a cold start that refuses its input, do
    # without it.
    from unidiff import PatchSet

    lines = list(_HEADER)
    for span in spans:
        lines.append(rows[span.header] + "\n")
        # The marker may be in any language; unidiff knows the English one. A context line whose
        # one space an editor stripped is written out for the same reason.
        lines.extend(
            _MARKER if row[:1] == "\\" else (row or " ") + "\n"
            for row in rows[span.start : span.end]
        )
    parsed = PatchSet(lines)
    assert len(parsed[0]) == len(spans), "the scan and unidiff disagree about hunks"
    return tuple(_hunk(hunk, span) for hunk, span in zip(parsed[0], spans, strict=True))


def _hunk(parsed: unidiff.Hunk, span: HunkSpan) -> Hunk:
    lines: list[Line] = []
    patch_line = span.start + 1
    for line in parsed:
        if line.line_type == "\\":
            last = lines[-1]
            lines[-1] = Line(last.origin, last.content[:-1], last.patch_line)
        else:
            lines.append(Line(line.line_type, line.value.encode("latin-1"), patch_line))
        patch_line += 1
    return Hunk(
        span.old[0],
        parsed.source_length,
        span.new[0],
        parsed.target_length,
        parsed.section_header.encode("latin-1"),
        tuple(lines),
        span.header + 1,
    )
