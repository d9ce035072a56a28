"""`patchvet heal --format text`: a paragraph a story, the figures, and what was exercised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...orchestrator.coverage import STAGES, coverage, coverage_rows
from ...orchestrator.metrics import metrics
from ..listing import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...orchestrator.outcome import Healing
    from ...orchestrator.play import Story
    from .style import Style

_ROLES = {"healed": "accepted", "refused": "warning", "rolled-back": "warning"}


def story_text(story: Story, style: Style) -> str:
    """How one story ended: one line if it is as expected, else what is not."""
    scenario = story.scenario
    name = f"{style.paint(style.safe(scenario.name), 'place')}:"
    if story.skipped:
        return f"{name} {style.paint('skipped', 'unchecked')}: {style.safe(story.skipped)}\n"
    outcome = str(story.outcome)
    told = style.paint(outcome, _ROLES.get(outcome, "error"))
    mark = "" if story.ok else f" {style.paint('(not as expected)', 'error')}"
    origins = ", ".join(_origin(one, style) for one in story.healings)
    lines = [f"{name} {told}{mark} {style.dot} {origins or 'no error was found'}"]
    lines += [f"  {style.safe(one)}" for one in story.problems]
    if not story.ok:
        lines += list(_stages(story, style))
    return "\n".join(lines) + "\n"


def end_text(stories: Sequence[Story], digest: str, style: Style) -> str:
    """The figures over all stories, the table of what they exercise, and one last line."""
    healings = [one for story in stories for one in story.healings]
    ok = sum(story.ok for story in stories)
    skipped = sum(bool(story.skipped) for story in stories)
    counts = [f"{len(stories)} scenarios", f"{ok} as expected"]
    counts += [f"{len(stories) - ok - skipped} not"] if ok + skipped < len(stories) else []
    counts += [f"{skipped} skipped"] if skipped else []
    last = f" {style.dot} ".join([", ".join(counts), f"journal {digest[:16]}"])
    if not healings:
        return f"{last}\n"
    rows = coverage_rows(coverage((story.healings, story.stages) for story in stories))
    shown = table(("language", "error type", *STAGES), rows)
    return "\n".join(["", shown.rstrip("\n"), *_figures(healings), "", last]) + "\n"


def _origin(healing: Healing, style: Style) -> str:
    along = f" (took along {', '.join(healing.affected)})" if healing.affected else ""
    return style.safe(f"{healing.error_type} in {healing.service}{along}")


def _stages(story: Story, style: Style) -> Iterator[str]:
    for record in story.stages:
        reason = "" if record.ok else _reason(record.evidence)
        said = "ok" if record.ok else f"failed{reason}"
        yield style.safe(f"  {record.at:8.3f} s  {record.service}: {record.stage} {said}")


def _reason(evidence: object) -> str:
    if not isinstance(evidence, dict):
        return ""
    for key in ("refuted", "reason", "findings", "probes"):
        if told := evidence.get(key):
            return f": {told if isinstance(told, str) else told[-1]}"
    return ""


def _figures(healings: Sequence[Healing]) -> Iterator[str]:
    found = metrics(healings)
    for key in ("time_to_detect", "time_to_patch", "time_to_heal"):
        if found[key] is not None:
            yield f"{key.replace('_', ' ')}: {found[key]:.3f} s on the virtual clock, mean"
    rejects = ", ".join(f"{code} {count}" for code, count in found["rejects"].items())
    yield f"attempts: {found['attempts']}; rejected: {rejects or 'none'}"
    for key in ("by_language", "by_error_type"):
        shares = (f"{name} {one['healed']}/{one['errors']}" for name, one in found[key].items())
        yield f"healed {key.replace('_', ' ')}: {', '.join(shares)}"
