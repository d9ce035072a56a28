"""Judges real commits, parent by parent: does patchvet ever reject what the real parsers accept?

    python benchmarks/history.py REPO... [--most N] [--show]

Each REPO is a git repository (a bare one will do). Merges are left out; symlinks and submodules are
allowed. The real parsers (CPython's compile(), node, gofmt, javac, as far as they are installed)
are asked about every changed file of their language for themselves: a commit whose files they
reject must be rejected, any other must not. Exit status 1 if a commit is judged otherwise.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from commits import Commit, commits

import patchvet

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Tally:
    """What became of one repository's commits."""

    verdicts: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    warned: int = 0
    seconds: list[float] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    rightly_rejected: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("repositories", nargs="+", type=Path, metavar="REPO")
    parser.add_argument("--most", type=int, help="judge the newest N commits of each")
    parser.add_argument("--oracles", default="auto", help="as for patchvet check (default auto)")
    parser.add_argument("--show", action="store_true", help="list the unchecked commits too")
    args = parser.parse_args(argv)
    wrong = 0
    for repository in args.repositories:
        tally = judge_history(repository, args.most, args.oracles)
        print_tally(repository, tally, args.show)
        wrong += len(tally.false_alarms) + len(tally.missed)
    return 1 if wrong else 0


def judge_history(repository: Path, most: int | None, oracles: str) -> Tally:
    tally = Tally()
    options = patchvet.Options(oracles=oracles, allow=frozenset({"symlink", "submodule"}))
    with (
        patchvet.Checker(options=options) as checker,
        patchvet.Checker(options=patchvet.Options(oracles="auto")) as truth,
    ):
        for commit in commits(repository, most):
            if commit.patch:
                judge_commit(commit, checker, truth, tally)
    return tally


def judge_commit(
    commit: Commit, checker: patchvet.Checker, truth: patchvet.Checker, tally: Tally
) -> None:
    tree = commit.tree()
    try:
        started = perf_counter()
        report = checker.check(commit.patch, tree, source=commit.id[:10])
        tally.seconds.append(perf_counter() - started)
        complaints = list(complaints_of(truth, commit, tree))
    finally:
        tree.close()
    tally.verdicts[report.verdict] += 1
    tally.languages.update({file.language for file in report.files if file.language})
    tally.warned += any(one.severity == "warning" for one in report.findings)
    errors = [
        f"{one.path}:{one.line}: {one.code} {one.name}: {one.message}"
        for one in report.findings
        if one.severity == "error"
    ]
    if report.verdict == "rejected" and not complaints:
        tally.false_alarms.append(f"{commit.id[:10]} {'; '.join(errors)}")
    elif report.verdict == "rejected":
        tally.rightly_rejected.append(f"{commit.id[:10]} {errors[0]} | {complaints[0]}")
    elif complaints:
        tally.missed.append(f"{commit.id[:10]} {report.verdict} | {complaints[0]}")
    elif report.verdict == "unchecked":
        reasons = {s.reason for file in report.files for s in file.checks.values() if s.reason}
        tally.unchecked.append(f"{commit.id[:10]} {'; '.join(sorted(reasons))}")


def complaints_of(
    truth: patchvet.Checker, commit: Commit, tree: patchvet.GitRevision
) -> Iterator[str]:
    """What the real parsers hold against the commit's after-images, unless the image before fails
    too.
    """
    applied = patchvet.apply_patch(patchvet.parse_patch(commit.patch), tree)
    for step in applied.steps:
        path, after = step.file.new_path, step.applied.after if step.applied else None
        language = truth.registry.languages.for_path(path) if path else None
        oracle = truth.oracles.for_language(language) if language else None
        if path is None or after is None or oracle is None or not oracle.reads(path, after):
            continue
        answer = oracle.judge(path, after, 10.0)
        if answer.accepts is False:
            before = None if step.before is None else oracle.judge(path, step.before, 10.0)
            if before is None or before.accepts is not False:
                error = answer.errors[0]
                yield f"{path}:{error.line}: {oracle.label}: {error.message}"


def print_tally(repository: Path, tally: Tally, show: bool) -> None:
    total = sum(tally.verdicts.values())
    name = repository.parent.name if repository.name in ("repo", ".git") else repository.name
    spoken = ", ".join(f"{language} {n}" for language, n in tally.languages.most_common(6))
    print(f"\n{name}: {total} commits; touching {spoken}")
    print(
        f"  accepted {tally.verdicts['accepted']}  rejected {tally.verdicts['rejected']}  "
        f"unchecked {tally.verdicts['unchecked']}  with warnings {tally.warned} "
        f"({tally.warned / max(total, 1):.1%})  "
        f"median {statistics.median(tally.seconds) * 1e3:.1f} ms"
    )
    print_list("rejected, and the real parser accepts", tally.false_alarms)
    print_list("not rejected, and the real parser rejects", tally.missed)
    print_list("rejected, as the real parser does", tally.rightly_rejected)
    if show:
        print_list("unchecked", tally.unchecked)


def print_list(title: str, entries: list[str]) -> None:
    print(f"  {title}: {len(entries)}")
    for entry in entries:
        print(f"    {entry}")


if __name__ == "__main__":
    sys.exit(main())
