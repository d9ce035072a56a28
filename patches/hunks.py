"""The hunks of one file, built by unidiff from rows whose counts are known to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Hunk, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    import unidiff.patch

    from .hunk_rows import HunkSpan

_MARKER = "\\ No newline at end of file\n"
_HEADER = ("--- a\n", "+++ b\n")


def build_hunks(rows: Sequence[str], spans: Sequence[HunkSpan]) -> tuple[Hunk, ...]:
    """The hunks at `spans`. That unidiff reads them as the scan did is asserted."""
    if not spans:
        return ()
    # Imported here because a patch without hunks, and a cold start that refuses its input, do
    # without it.
    from unidiff.patch import PatchSet

    text = list(_HEADER)
    for span in spans:
        text.extend([row + "\n" for row in rows[span.header : span.end]])
        if span.is_odd:
            _normalise(text, len(text) - (span.end - span.start))
    parsed = PatchSet(text)[0]
    assert len(parsed) == len(spans), "the scan and unidiff disagree about hunks"
    return tuple([_hunk(hunk, span) for hunk, span in zip(parsed, spans, strict=True)])


def _normalise(text: list[str], start: int) -> None:
    """Writes out what unidiff does not know from row `start` on: markers in other languages, and
    empty context lines whose one space an editor has stripped.
    """
    for index in range(start, len(text)):
        row = text[index]
        if row[0] == "\\":
            text[index] = _MARKER
        elif row == "\n":
            text[index] = " \n"


def _hunk(parsed: unidiff.patch.Hunk, span: HunkSpan) -> Hunk:
    # A comprehension for the many hunks without markers: a tenth of the time of all reading.
    lines = [
        Line(line.line_type, line.value.encode("latin-1"), patch_line)
        for patch_line, line in enumerate(parsed, span.start + 1)
    ]
    return Hunk(
        span.old[0],
        parsed.source_length,
        span.new[0],
        parsed.target_length,
        parsed.section_header.encode("latin-1"),
        tuple(_apply_markers(lines) if span.is_odd else lines),
        span.header + 1,
    )


def _apply_markers(lines: list[Line]) -> list[Line]:
    """`lines` without the markers, and without the newlines that they deny."""
    kept: list[Line] = []
    for line in lines:
        if line.origin == "\\":
            last = kept[-1]
            kept[-1] = Line(last.origin, last.content[:-1], last.patch_line)
        else:
            kept.append(line)
    return kept
