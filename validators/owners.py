"""Which file of a patch a patch-wide outcome is about.

Indexed once a patch: 20,000 malformed files have 20,000 findings, and asking each about each takes
hours.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from .report import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .change import Change
    from .validator import Outcome


class Owners:
    """The files of one patch, by their paths.

    A finding belongs to the file whose path it names; where the path occurs more than once, to the
    last occurrence that starts before the finding's line of the patch. Other outcomes are
    everyone's.
    """

    def __init__(self, changes: Sequence[Change]) -> None:
        # (line of the patch, place among the changes), as they stand in the patch.
        self._starts: dict[str, list[tuple[int, int]]] = {}
        for place, change in enumerate(changes):
            for path in {change.file.old_path, change.file.new_path} - {None}:
                assert path is not None, "taken out above"
                self._starts.setdefault(path, []).append((change.file.patch_line, place))

    def of(self, outcome: Outcome) -> int | None:
        """The place of the file that a finding is about; None for all else, and for strays."""
        if not isinstance(outcome, Finding) or outcome.path is None:
            return None
        starts = self._starts.get(outcome.path)
        if starts is None:
            return None
        behind = bisect_right(starts, outcome.patch_line or 0, key=itemgetter(0))
        return starts[max(behind - 1, 0)][1]

    def divided(self, outcomes: Sequence[Outcome]) -> Shares:
        """The outcomes of one check, divided among the files."""
        return Shares(self, outcomes)


class Shares:
    """The outcomes of one check: each file's own and everyone's, in their order."""

    def __init__(self, owners: Owners, outcomes: Sequence[Outcome]) -> None:
        self._common: list[tuple[int, Outcome]] = []
        self._own: dict[int, list[tuple[int, Outcome]]] = {}
        for row in enumerate(outcomes):
            owner = owners.of(row[1])
            if owner is not None:
                self._own.setdefault(owner, []).append(row)
            elif not isinstance(row[1], Finding):
                self._common.append(row)

    def of(self, place: int) -> list[Outcome]:
        """The outcomes for the file at `place`."""
        rows = [*self._common, *self._own.get(place, ())]
        return [outcome for _, outcome in sorted(rows, key=itemgetter(0))]
