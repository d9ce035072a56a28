"""`patchvet heal --format junit`: a test suite for CI, one case a scenario.

The form is the one that Ant's junit task writes and CI servers read. Times are virtual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from .escape import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...orchestrator.play import Story


def document(stories: Sequence[Story]) -> str:
    """The whole run."""
    skipped = sum(bool(one.skipped) for one in stories)
    failed = sum(not one.ok and not one.skipped for one in stories)
    seconds = sum(_seconds(one) for one in stories)
    counts = f'tests="{len(stories)}" failures="{failed}" errors="0" skipped="{skipped}"'
    head = f'<testsuite name="patchvet heal" {counts} time="{seconds:.3f}">'
    body = [line for one in stories for line in _case(one)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *body, "</testsuite>"]
    return "\n".join(lines) + "\n"


def _case(story: Story) -> Iterator[str]:
    theme = f"patchvet.heal.{story.scenario.theme}"
    names = f"classname={_attribute(theme)} name={_attribute(story.scenario.name)}"
    head = f'  <testcase {names} time="{_seconds(story):.3f}"'
    if story.ok:
        yield f"{head}/>"
        return
    yield f"{head}>"
    if story.skipped:
        yield f"    <skipped message={_attribute(story.skipped)}/>"
    else:
        yield f"    <failure message={_attribute('; '.join(story.problems))}/>"
    yield "  </testcase>"


def _attribute(text: str) -> str:
    # XML 1.0 can't hold control characters at all, not even as references (section 2.2).
    return quoteattr(escape(text))


def _seconds(story: Story) -> float:
    return story.stages[-1].at if story.stages else 0.0
