"""The verdicts of patchvet on the paired suite, and what they are measured by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from paired import LABELS, PAPERS, read_cases

import patchvet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paired import Case

# What is right for each label. A stuffed patch may swallow the error as well.
RIGHT = {
    "correct": ("addresses",),
    "stuffed": ("unrelated", "masks"),
    "masking": ("masks",),
    "unrelated": ("unrelated",),
}
VERDICTS = ("addresses", "masks", "unrelated", "cannot-tell")


class Judged(NamedTuple):
    """One patch of the suite, and what was said of it."""

    case: Case
    label: str
    verdict: str
    reason: str

    @property
    def kind(self) -> str:
        return self.label.partition("_")[0]

    @property
    def is_right(self) -> bool:
        return self.verdict in RIGHT[self.kind]

    def __str__(self) -> str:
        return f"{self.case.language}/{self.case.name} {self.label}: {self.verdict}: {self.reason}"


def tree_of(case: Case) -> dict[str, bytes]:
    """The program's files."""
    return {
        path.relative_to(case.folder).as_posix(): path.read_bytes()
        for path in sorted(case.folder.rglob("*"))
        if path.is_file() and not any(path.match(one) for one in PAPERS)
        if "__pycache__" not in path.parts
    }


def judged(language: str, every: int = 1) -> Iterator[Judged]:
    """The patches of a language's cases (of every fourth …), judged against their errors."""
    registry = patchvet.Registry.discover()
    options = patchvet.Options(oracles="none", select=("relevance",))
    for case in read_cases(language)[::every]:
        tree = tree_of(case)
        told = options._replace(error=(case.folder / "trace.txt").read_bytes())
        with patchvet.Checker(registry, told) as checker:
            for label in LABELS:
                report = checker.check(case.patch(label), tree)
                found = report.relevance
                if found is None:
                    reason = "; ".join(one.message for one in report.findings)
                    yield Judged(case, label, "none", reason)
                else:
                    yield Judged(case, label, found.verdict, found.reason)


class Figures(NamedTuple):
    """Shares of 1."""

    cannot_tell: float
    right: float
    spurned: float
    wrongly_praised: int
    matrix: Counter[tuple[str, str]]


def figures(all_judged: list[Judged]) -> Figures:
    """cannot-tell of all; right of the verdicts given; correct patches called masks or unrelated;
    wrong ones called addresses.
    """
    given = [one for one in all_judged if one.verdict != "cannot-tell"]
    correct = [one for one in all_judged if one.kind == "correct"]
    spurned = [one for one in correct if one.verdict in ("masks", "unrelated", "none")]
    return Figures(
        1 - len(given) / len(all_judged),
        sum(one.is_right for one in given) / max(len(given), 1),
        len(spurned) / len(correct),
        sum(one.verdict == "addresses" and one.kind != "correct" for one in all_judged),
        Counter((one.kind, one.verdict) for one in all_judged),
    )
