"""How long the stories take that `patchvet heal` plays: all that ship, and the first fifteen.

    python benchmarks/healing.py [--runs 3] [--slowest 8]

Seconds of the wall after everything is imported, the best of some runs; the first run, which
starts the Python child and parses every service for the first time, is shown apart. Prints the
share of each stage's part and the slowest stories.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from patchvet.orchestrator.play import play, shared_cast
from patchvet.orchestrator.scenario import built_in_scenarios, load_scenario

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patchvet.orchestrator.scenario import Scenario

# What `docs/benchmarks.md` compares with.
AIM_ALL, AIM_ORIGINALS = 3.0, 0.5


class Played(NamedTuple):
    """One story in one run. `checking` is what of its `seconds` the check of candidates took."""

    name: str
    seconds: float
    checking: float
    outcome: str


class Timed:
    """A validator that knows how long it took."""

    def __init__(self, inner: object) -> None:
        self._inner = inner
        self._seconds = 0.0

    def validate(self, candidate, tree, incident):  # type: ignore[no-untyped-def]  # as the inner
        started = perf_counter()
        try:
            return self._inner.validate(candidate, tree, incident)  # type: ignore[attr-defined]
        finally:
            self._seconds += perf_counter() - started


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slowest", type=int, default=8)
    args = parser.parse_args(argv)
    stories = [load_scenario(path) for path in built_in_scenarios()]
    originals = {one.name for one in stories if one.is_original}
    runs = [run(stories) for _ in range(args.runs + 1)]
    print(f"{len(stories)} stories, {sum(one.outcome != 'None' for one in runs[0])} played")
    print(f"first run:  {total(runs[0]):6.2f} s")
    best = min(runs[1:], key=total)
    checking = sum(one.checking for one in best)
    told = f"of them the check of candidates {checking:.2f}"
    print(f"all:        {total(best):6.2f} s (aim {AIM_ALL:g}), {told}")
    chosen = [[one for one in each if one.name in originals] for each in runs[1:]]
    fifteen = min(map(total, chosen))
    print(f"originals:  {fifteen:6.2f} s (aim {AIM_ORIGINALS:g}), {len(chosen[0])} stories")
    for one in sorted(best, key=lambda each: -each.seconds)[: args.slowest]:
        print(f"{one.seconds * 1000:8.1f} ms  {one.name}: {one.outcome}")
    return 0


def run(stories: Sequence[Scenario]) -> list[Played]:
    cast = shared_cast()
    timed = Timed(cast.validator)
    cast = cast._replace(validator=timed)  # type: ignore[arg-type]  # it has the same shape
    found = []
    for story in stories:
        started, before = perf_counter(), timed._seconds
        outcome = play(story, cast=cast).outcome
        seconds, checking = perf_counter() - started, timed._seconds - before
        found.append(Played(story.name, seconds, checking, str(outcome)))
    return found


def total(played: Sequence[Played]) -> float:
    return sum(one.seconds for one in played)


if __name__ == "__main__":
    sys.exit(main())
