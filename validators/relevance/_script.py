"""Python's own: what is told by definitions, before and after what a replay tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._backward import touched, untouched
from ._judgement import ADDRESSES, CANNOT_TELL, UNRELATED, judgement
from ._run import MODELLED
from ._script_cures import hushed, invented, outright, turned_off, unpacked
from ._softened import check_gone, softened

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.remedies import Facts
    from ._judge import Case
    from ._judgement import Judgement


def is_script(facts: Facts) -> bool:
    """Whether names need no declaration and what is missing raises."""
    return not facts.untyped and not facts.block_scopes and facts.absent == "raise"


def script(case: Case, replayed: Callable[[Case], Judgement | None]) -> Judgement | None:
    """The verdict for one failing expression; `replayed` gives that of the replay."""
    told = outright(case)
    if told is not None:
        return told
    found = replayed(case)
    if found is None:
        return turned_off(case) or hushed(case)
    if found.verdict == ADDRESSES:
        gone = check_gone(case) if case.site.kind == "raised" else None
        return gone or invented(case) or found
    if found.verdict in (CANNOT_TELL, UNRELATED):
        better = unpacked(case) or turned_off(case) or hushed(case) or softened(case)
        if better is not None and better.verdict != CANNOT_TELL:
            return better
    if found.verdict == CANNOT_TELL:
        return untouched(case) or found
    modelled = case.site.kind in MODELLED
    if found.verdict == UNRELATED and modelled and touched(case, True):
        return judgement(
            CANNOT_TELL, "the patch changes what the value may come from", *found.evidence
        )
    return found
