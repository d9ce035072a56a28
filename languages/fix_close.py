"""Names that look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.75


def closest(name: str, known: Iterable[str]) -> str | None:
    """The one known name that `name` is a slip of; None where there is none, or where two are
    equally near.
    """
    from difflib import SequenceMatcher  # 5 ms, and only where a name is wrong

    scores: dict[str, float] = {}
    for one in sorted(set(known)):
        if one == name or abs(len(one) - len(name)) > 3:
            continue
        if one.lower() == name.lower():
            scores[one] = 1.0
            continue
        ratio = SequenceMatcher(None, name.lower(), one.lower()).ratio()
        if ratio >= _ALIKE and (len(name) > 3 or one[0] == name[0]):
            scores[one] = ratio
    best = sorted(scores, key=lambda one: (-scores[one], one))[:2]
    if not best or (len(best) == 2 and scores[best[0]] == scores[best[1]]):
        return None
    return best[0]
