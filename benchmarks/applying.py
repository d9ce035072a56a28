"""Applies generated patches with patchvet and with `git apply`, and compares the bytes.

    python benchmarks/applying.py [--pairs 12000] [--seed 1] [--write-ledger]

Half of the pairs are patches as `git diff` prints them (-U0 to -U8; renames, several files and
hunks, odd bytes and names), the other half are corrupted, in one to three ways of corruptions.py.
Exit status 1 if a good patch does not come out byte for byte as git's, if patchvet accepts what git
refuses, or if it refuses what git accepts for a reason that is not in the ledger.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from corruptions import CORRUPTIONS
from git_truth import GitApply, diffs
from ledger import explanation
from ledger_page import write_ledger
from pairs import make_pair

import patchvet
from patchvet.patches.trees import through_symlink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pairs import Pair, Tree

    from patchvet.patches.model import Problem

NOTES = {"PV011"}
BATCH = 40


@dataclass
class Row:
    """One line of the table."""

    name: str
    accepted: int = 0
    refused: int = 0
    stricter: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """What came out: rows of the table, and failures with all that is needed to see them again."""

    rows: dict[str, Row] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    seconds: Counter[str] = field(default_factory=Counter)
    pairs: int = 0

    def row(self, name: str) -> Row:
        return self.rows.setdefault(name, Row(name))


def ours(before: Tree, patch: bytes, unidiff_zero: bool) -> tuple[Tree | None, list[Problem]]:
    """The tree that patchvet makes of `before`, None if it refuses; and why it refuses."""
    tree = patchvet.InMemoryTree(
        {path: data for path, (data, _) in before.items()},
        {path: mode for path, (_, mode) in before.items()},
    )
    read = patchvet.parse_patch(patch, strip=1, tree=tree)
    done = patchvet.apply_patch(read, tree, unidiff_zero=unidiff_zero)
    problems = [problem for problem in read.problems if problem.code not in NOTES]
    for step in done.steps:
        if step.applied is not None:
            problems += step.applied.problems
        else:
            links = (through_symlink(step.tree, step.file.path, step.file),)
            problems += [problem for problem in links if problem is not None]
    if problems or not done.applies:
        return None, problems
    paths = done.result.paths()
    after = {path: (done.result.read(path), done.result.mode(path)) for path in paths}
    return after, []  # type: ignore[return-value]


def compare(
    tally: Tally, name: str, git: GitApply, before: Tree, patch: bytes, *options: str
) -> None:
    """Applies one patch both ways and puts the outcome into the row `name`."""
    started = perf_counter()
    mine, problems = ours(before, patch, "--unidiff-zero" in options)
    tally.seconds["patchvet"] += perf_counter() - started
    started = perf_counter()
    theirs, said = git.apply(before, patch, *options)
    tally.seconds["git"] += perf_counter() - started
    _count(tally, name, before, patch, mine, theirs, problems, said)


def _count(
    tally: Tally,
    name: str,
    before: Tree,
    patch: bytes,
    mine: Tree | None,
    theirs: Tree | None,
    problems: list[Problem],
    said: str = "",
) -> None:
    row = tally.row(name)
    tally.pairs += 1
    if mine is not None and mine == theirs:
        row.accepted += 1
    elif mine is None and theirs is None:
        row.refused += 1
    elif mine is None and (reason := explanation(problems)) is not None:
        row.stricter[reason.name] += 1
    else:
        verdict = "other bytes than git's"
        if theirs is None:
            verdict = f"accepted, but git says: {said.strip()}"
        elif mine is None:
            found = "; ".join(f"{one.code} {one.message}" for one in problems)
            verdict = f"refused, and no reason of the ledger explains it: {found}"
        tally.failures.append(f"{name}: {verdict}\nbefore: {before}\npatch: {patch!r}")


def well_formed(tally: Tally, folder: Path, pairs: Sequence[Pair], context: int) -> None:
    """Patches as git prints them. git applies many at once: their files are disjoint."""
    name = f"git diff -U{context}"
    options = ("--unidiff-zero",) if context == 0 else ()
    printed = list(diffs(folder, pairs, f"-U{context}", "--binary", "--full-index"))
    git = GitApply(folder)
    for batch in _batches(printed):
        before = {path: entry for pair, _ in batch for path, entry in pair.before.items()}
        started = perf_counter()
        whole, _ = git.apply(before, b"".join(patch for _, patch in batch), *options)
        tally.seconds["git"] += perf_counter() - started
        for pair, patch in batch:
            if whole is None:
                compare(tally, name, git, pair.before, patch, *options)
                continue
            started = perf_counter()
            mine, problems = ours(pair.before, patch, context == 0)
            tally.seconds["patchvet"] += perf_counter() - started
            inside = f"{pair.name}/"
            theirs = {path: entry for path, entry in whole.items() if path.startswith(inside)}
            _count(tally, name, pair.before, patch, mine, theirs, problems)


def corrupted(
    tally: Tally, folder: Path, pairs: Sequence[Pair], context: int, rng: random.Random
) -> None:
    """Patches, or the trees that they are for, with one to three things spoiled."""
    git = GitApply(folder)
    for pair, patch in diffs(folder, pairs, f"-U{context}", "--binary", "--full-index"):
        spoiled, before, done = patch, pair.before, []
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            name, corrupt = rng.choice(list(CORRUPTIONS.items()))
            outcome = corrupt(rng, spoiled, before)
            if outcome is not None and outcome[0]:
                spoiled, before = outcome
                done.append(name)
        if done:
            compare(tally, done[0] if len(done) == 1 else "several", git, before, spoiled)


def run(pairs: int, seed: int) -> Tally:
    """Compares about `pairs` pairs, half of them corrupted. The same seed makes the same pairs."""
    rng = random.Random(seed)
    tally = Tally()
    share = max(1, pairs // 18)
    for context in range(9):
        for spoil in (False, True):
            # Nothing comes of about one pair in ten: it does not differ, or cannot be spoiled so.
            wanted = share + share // (4 if spoil else 10)
            made = [make_pair(rng, f"p{number}") for number in range(wanted)]
            with tempfile.TemporaryDirectory(prefix="applying-") as folder:
                if spoil:
                    corrupted(tally, Path(folder), made, context, rng)
                else:
                    well_formed(tally, Path(folder), made, context)
    return tally


def table(tally: Tally) -> Iterator[str]:
    """The lines of the table, in Markdown."""
    yield "| patches | pairs | both accept, same bytes | both refuse | only git accepts |"
    yield "|---|---|---|---|---|"
    rows = sorted(tally.rows.values(), key=lambda row: (" " not in row.name, row.name))
    for row in [*rows, _sum(tally)]:
        stricter = row.stricter.total()
        pairs = row.accepted + row.refused + stricter
        yield f"| {row.name} | {pairs} | {row.accepted} | {row.refused} | {stricter} |"
    yield ""
    yield "| why only git accepts | pairs |"
    yield "|---|---|"
    for reason, count in _sum(tally).stricter.most_common():
        yield f"| {reason} | {count} |"


def _sum(tally: Tally) -> Row:
    whole = Row("**all**")
    for row in tally.rows.values():
        whole.accepted += row.accepted
        whole.refused += row.refused
        whole.stricter += row.stricter
    return whole


def _batches(items: list[tuple[Pair, bytes]]) -> Iterator[list[tuple[Pair, bytes]]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write-ledger", action="store_true", help="write docs/ledger.md and end")
    options = parser.parse_args(arguments)
    if options.write_ledger:
        write_ledger()
        return 0
    tally = run(options.pairs, options.seed)
    print("\n".join(table(tally)))
    times = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in tally.seconds.items())
    print(f"\n{tally.pairs} pairs, seed {options.seed}: {len(tally.failures)} failures; {times}")
    for failure in tally.failures[:10]:
        print(f"\n{failure}")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
