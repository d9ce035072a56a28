"""What became of an expression that is not there any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, CANNOT_TELL, MASKS, Evidence, Judgement, judgement

if TYPE_CHECKING:
    from ._judge import Case
    from ._replay import Suspicion


def fate_of(case: Case, suspicion: Suspicion, here: Evidence) -> Judgement:
    """Replaced by something safe or corrected, or taken away."""
    return judgement(
        CANNOT_TELL, "the failing expression is gone; what stands there is other code", here
    )


_ = (p, spell, ADDRESSES, MASKS)
