"""A finding as text: where, what, the evidence, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...validators.report import Severity
from .excerpt import columns, excerpt

if TYPE_CHECKING:
    from ...patches.model import Exhibit
    from ...validators.report import Finding
    from .excerpt import Excerpt
    from .style import Style

INDENT = "  "


def finding_lines(finding: Finding, source: str, style: Style) -> list[str]:
    """The lines of one finding of the patch named `source`, the heading first."""
    lines = [_heading(finding, source, style)]
    lines += exhibit_lines(finding, style)
    if finding.hint:
        lines.append(f"{INDENT}{style.paint('hint:', 'hint')}  {style.safe(finding.hint)}")
    return lines


def _heading(finding: Finding, source: str, style: Style) -> str:
    place = place_of(finding.path, finding.line, finding.column, style)
    in_patch = place_of(source, finding.patch_line, None, style)
    behind = ""
    if not place:
        place = in_patch  # it belongs to the patch as a whole
    elif finding.patch_line is not None:
        behind = "  " + style.paint(f"({in_patch})", "aside")
    # An error is what a reader expects; what weighs less says so.
    weight = ""
    if finding.severity is not Severity.ERROR:
        weight = style.paint(f"{finding.severity}:", finding.severity) + " "
    code = style.paint(f"{style.safe(finding.code)} {style.safe(finding.name)}", finding.severity)
    return f"{style.paint(place, 'place')}: {weight}{code}: {style.safe(finding.message)}{behind}"


def place_of(path: str | None, line: int | None, column: int | None, style: Style) -> str:
    """`path:line:column`, as far as it is known; "" without a path."""
    if path is None:
        return ""
    known = [style.safe(path)]
    if line is not None:
        known.append(str(line))
        if column is not None:
            known.append(str(column))
    return ":".join(known)


def exhibit_lines(finding: Finding, style: Style) -> list[str]:
    """`label │ text` for each exhibit, the bars under each other, carets and notes below.

    An exhibit from another file than the finding's is preceded by its place.
    """
    exhibits, path = finding.exhibits, finding.path
    labels = [_label(exhibit, style) for exhibit in exhibits]
    width = max(map(columns, labels), default=0)
    # Lines shown beside the one with the caret are cut around the same column: that compares.
    shared = next((exhibit.column for exhibit in exhibits if exhibit.column is not None), None)
    bar = style.paint(style.bar, "bar")
    lines = []
    for exhibit, label in zip(exhibits, labels, strict=True):
        if exhibit.path is not None and exhibit.path != path:
            elsewhere = place_of(exhibit.path, exhibit.line, exhibit.column, style)
            lines.append(f"{INDENT}{' ' * width} {bar} in {style.paint(elsewhere, 'place')}:")
            path = exhibit.path
        shown = excerpt(exhibit.text, exhibit.column or shared, exhibit.end_column, style)
        padding = " " * (width - columns(label))
        # Line numbers stand to the right, words to the left.
        label = padding + label if label.isdecimal() else label + padding
        lines.append(f"{INDENT}{label} {bar} {shown.text}".rstrip())
        # What the heading has said already is not said again under the line.
        note = "" if exhibit.note in finding.message else style.safe(exhibit.note)
        below = _below(exhibit, note, shown, style)
        if below:
            lines.append(f"{INDENT}{' ' * width} {bar} {below}")
    return lines


def _label(exhibit: Exhibit, style: Style) -> str:
    if exhibit.label:
        return style.safe(exhibit.label)
    return "" if exhibit.line is None else str(exhibit.line)


def _below(exhibit: Exhibit, note: str, shown: Excerpt, style: Style) -> str:
    if exhibit.column is None:
        return note
    carets = style.paint("^" * shown.length, "caret")
    return f"{' ' * shown.indent}{carets} {note}".rstrip()
