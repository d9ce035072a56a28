"""Asks about one error: finds what failed, and has it judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages.remedy_plugins import remedies_of
from ._doubts import sure
from ._dynamic import with_calls
from ._judge import Case, judge
from ._judgement import (
    CANNOT_TELL,
    UNRELATED,
    Evidence,
    Judgement,
    judgement,
)
from ._replay import Side
from ._run import MODELLED, Budget, Step
from ._silence import silenced
from ._sites import plain_sites, remedies_for, sites_at
from ._subject import Subject, counterpart, step_of

if TYPE_CHECKING:
    from ...languages.remedies import Remedies, Remedy, Site
    from ._effects import Changed
    from ._images import Image
    from ._verdict import Asked


def ask(asked: Asked, subject: Subject) -> Judgement:
    """The verdict of the patch for one error."""
    if not subject.frames:
        from ._unframed import led_to

        subject = led_to(asked, subject)
    if not subject.frames:
        return judgement(CANNOT_TELL, subject.reason or "no frame of the error is in the tree")
    language = asked.language(subject.frames[-1].path)
    remedies = None if language is None else remedies_of(language)
    if remedies is None:
        return judgement(CANNOT_TELL, "nothing is known of errors of this language")
    before, after = asked.images(subject)
    changed = asked.changed(before, after, remedies.facts, subject.trace.language)
    others = asked.other_files(subject.trace.language)
    quiet = silenced(before, after, remedies.facts)
    moves = remedies.facts.untyped and subject.error_type == "ReferenceError"
    if not changed and not others and not moves:
        return quiet or judgement(
            UNRELATED, "the patch changes nothing that is executed", _where(subject)
        )
    steps = _steps(asked, subject, before, after)
    if isinstance(steps, Judgement):
        return steps
    found = _judged(asked, subject, remedies, (before, after), steps, changed)
    if quiet is not None and found.verdict == UNRELATED:
        return quiet
    return found


def _where(subject: Subject) -> Evidence:
    where = subject.frames[-1]
    return Evidence("failed here", where.path, where.frame.line, "before")


def _steps(
    asked: Asked, subject: Subject, before: Image, after: Image
) -> tuple[tuple[Step, ...], tuple[Step, ...]] | Judgement:
    """The trace's functions before and after."""
    old: list[Step] = []
    new: list[Step] = []
    for where in reversed(subject.frames):
        step = step_of(where, before)
        if step is None:
            break
        line = asked.new_line(where.path, step.line)
        other = counterpart(step, before, after, asked.new_path(where.path), line)
        if other is None:
            if not old:
                return judgement(
                    CANNOT_TELL,
                    f"`{step.function.qualified or 'the function'}` is gone",
                    _where(subject),
                )
            break
        old.insert(0, step)
        new.insert(0, other)
    if not old:
        return judgement(CANNOT_TELL, "the failing file could not be read", _where(subject))
    return tuple(old), tuple(new)


def _judged(
    asked: Asked,
    subject: Subject,
    remedies: Remedies,
    images: tuple[Image, Image],
    steps: tuple[tuple[Step, ...], tuple[Step, ...]],
    changed: tuple[Changed, ...],
) -> Judgement:
    error = subject.error_type
    budget = Budget()
    inline = frozenset(one.qualified for one in changed if one.kind == "function")
    fields = frozenset(name for one in changed for name in (*one.writes, one.name))
    sides = [
        Side(
            image,
            remedies.facts,
            with_calls(path, remedies.facts),
            error,
            inline,
            fields,
            budget,
            is_told=image is images[0],
        )
        for image, path in zip(images, steps, strict=True)
    ]
    where = subject.frames[-1]
    source = asked.source(where.path, "before")
    answers: list[Judgement] = []
    for remedy in remedies_for(remedies, error, subject.trace.message):
        if source is None:
            break
        sites = sites_at(remedy, subject.trace, error, where.frame, steps[0][-1].function, source)
        found = [_site(site, remedy, sides, changed, subject) for site in sites]
        if not any(found):
            # The replay cannot tell how they fail; that one does is known.
            found = [
                _site(site._replace(kind="general"), remedy, sides, changed, subject)
                for site in sites
                if site.kind in MODELLED
            ]
        answers += [one for one in found if one is not None]
        if answers:
            break
    if not answers:
        return _general(asked, subject, sides, changed, error)
    return _agreed(answers)


def _site(
    site: Site,
    remedy: Remedy,
    sides: list[Side],
    changed: tuple[Changed, ...],
    subject: Subject,
) -> Judgement | None:
    case = Case(
        site,
        remedy,
        sides[0],
        sides[1],
        changed,
        subject.error_type,
        remedy.catchable,
        subject.trace.message,
    )
    return sure(case, judge(case))


def _agreed(answers: list[Judgement]) -> Judgement:
    """One answer for several expressions, any of which may be the one that failed."""
    verdicts = {one.verdict for one in answers}
    if len(verdicts) == 1:
        return answers[0]
    return judgement(
        CANNOT_TELL,
        "the line has several expressions that may have failed",
        *answers[0].evidence,
    )


def _general(
    asked: Asked,
    subject: Subject,
    sides: list[Side],
    changed: tuple[Changed, ...],
    error: str,
) -> Judgement:
    """An error that no remedy knows, or a place that none finds: what stands on the line fails."""
    where = subject.frames[-1]
    source = asked.source(where.path, "before")
    if source is not None:
        facts = sides[0].facts
        for site in plain_sites(where.frame, sides[0].steps[-1].function, source, facts):
            case = Case(
                site,
                None,
                sides[0],
                sides[1],
                changed,
                error,
                error not in facts.programming,
                subject.trace.message,
            )
            found = sure(case, judge(case))
            if found is not None and found.verdict == UNRELATED and _is_in_trace(changed, sides):
                # What fails here is only guessed at: a change on the way to it may well matter.
                return judgement(
                    CANNOT_TELL, f"nothing is known of what raises {error} there", _where(subject)
                )
            if found is not None:
                return found
    return judgement(CANNOT_TELL, f"nothing is known of what raises {error} there", _where(subject))


def _is_in_trace(changed: tuple[Changed, ...], sides: list[Side]) -> bool:
    """Whether a function of the trace is not as it was."""
    steps = {(one.path, one.function.qualified) for one in sides[0].steps}
    return any((one.path, one.qualified) in steps for one in changed if one.kind == "function")
