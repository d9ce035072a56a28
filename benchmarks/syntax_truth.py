"""How much of what the real parsers reject do the grammars and the syntax rules see?

    python benchmarks/syntax_truth.py [--languages python,go] [--mutants 5000] [--files 2000]
        [--seed 1] [--more java=FOLDER]... [--history REPO]... [--show 10]

Valid files are what is installed (CPython's Lib, npm's node_modules, GOROOT/src, the JDK's
src.zip) and the real parser accepts; `--more` adds a folder or zip. Mutants are single edits of
them; those that the real parser rejects count. Per language: misses and false alarms of has_error
alone, with the rules, with the oracle; misses by kind of mutation; what is missed most. On every
mutant the rules run twice, over what the edit touched and over the whole file: the findings must be
the same. `--history` measures the cost of the rules on real commits as well. Exit status 1 on a
false alarm of a rule or on a difference.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

import corpora
from edited import Edited, edits_in
from mutations import MUTATIONS, Text
from patchvet.grammars import Grammar, SyntaxTree, load_grammar
from patchvet.languages.rules import SyntaxRule, Violation, run_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patchvet.languages.oracles import Oracle

LANGUAGES = ("python", "javascript", "go", "java")
SECONDS = 30.0  # for one parse; far more than any of these files takes


@dataclass(frozen=True)
class Subject:
    """A language under test. Without an oracle there is no truth to measure against."""

    name: str
    grammar: Grammar
    oracle: Oracle
    rules: tuple[SyntaxRule, ...]

    def parse(self, data: bytes) -> SyntaxTree:
        return self.grammar.parse(data, seconds=SECONDS)


@dataclass
class Cost:
    """Seconds spent, per image: parsing it, comparing and running the rules where it changed."""

    images: int = 0
    parse: float = 0.0
    rules: float = 0.0

    def __str__(self) -> str:
        if not self.parse:
            return "-"
        return f"{self.rules / self.parse:.2f} x the parse of the post-image ({self.images} images)"


@dataclass
class Result:
    """What one language's run counted."""

    files: int = 0
    file_alarms: dict[str, list[str]] = field(default_factory=lambda: {"grammar": [], "rules": []})
    mutants: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    missed: dict[str, Counter[str]] = field(
        default_factory=lambda: {"has_error": Counter(), "rules": Counter(), "oracle": Counter()}
    )
    alarms: dict[str, list[str]] = field(default_factory=lambda: {"grammar": [], "rules": []})
    undecided: int = 0
    differences: list[str] = field(default_factory=list)
    causes: dict[str, list[str]] = field(default_factory=dict)
    fired: Counter[str] = field(default_factory=Counter)
    cost: Cost = field(default_factory=Cost)
    history: Cost = field(default_factory=Cost)


def main() -> int:
    options = _options()
    failed = False
    for name in options.languages.split(","):
        subject = _subject(name)
        if subject is None:
            print(f"{name}: no real parser here, nothing to measure against\n")
            continue
        started = perf_counter()
        try:
            result = _measure(subject, options)
        finally:
            subject.oracle.close()
        _print(subject, result, options.show, perf_counter() - started)
        failed |= bool(result.file_alarms["rules"] or result.alarms["rules"] or result.differences)
    return int(failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--mutants", type=int, default=5000, help="rejected ones, per language")
    parser.add_argument("--files", type=int, default=2000, help="valid files, per language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--more", action="append", default=[], metavar="LANGUAGE=FOLDER")
    parser.add_argument("--history", action="append", default=[], type=Path, metavar="REPO")
    parser.add_argument("--commits", type=int, default=100, help="of each repository")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="samples of each cause")
    return parser.parse_args()


def _subject(name: str) -> Subject | None:
    """The language `name` as patchvet knows it; None if its real parser is not installed."""
    spec = getattr(_part(name, "oracle"), "SPEC", None)
    if spec is None or spec.find() is None:
        return None
    rules = getattr(_part(name, "syntax_rules"), "RULES", ())
    return Subject(name, load_grammar(name), spec.open(), tuple(rules))


def _part(name: str, module: str) -> object:
    try:
        return import_module(f"patchvet.languages.{name}.{module}")
    except ModuleNotFoundError as error:
        if error.name and error.name.endswith(module):
            return None
        raise


def _measure(subject: Subject, options: argparse.Namespace) -> Result:
    result = Result()
    # Each language's numbers stay the same whichever others are measured.
    rng = random.Random(f"{options.seed} {subject.name}")
    more = [Path(p.partition("=")[2]) for p in options.more if p.startswith(f"{subject.name}=")]
    valid = _valid_files(subject, result, corpora.files(subject.name, more, rng), options.files)
    _mutate(subject, result, valid, options.mutants, rng)
    for repository in options.history:
        for edited in edits_in(repository, corpora.SUFFIXES[subject.name], options.commits):
            _time(subject, edited, subject.parse(edited.before), result.history)
    return result


def _valid_files(
    subject: Subject, result: Result, files: Iterator[tuple[str, bytes]], most: int
) -> list[tuple[str, bytes]]:
    """Files that the real parser accepts; counts what the grammar and the rules hold against them.

    Those that the grammar is wrong about are left out: their mutants would say nothing.
    """
    valid = []
    for batch in _batches(files, 100):
        subject.oracle.prepare(batch)
        for path, data in batch:
            if not subject.oracle.judge(path, data, SECONDS).accepts:
                continue
            result.files += 1
            tree = subject.parse(data)
            violations = run_rules(subject.rules, tree)
            if tree.has_error:
                result.file_alarms["grammar"].append(path)
            if violations:
                result.file_alarms["rules"].append(_described(path, data, violations[0]))
            elif not tree.has_error:
                valid.append((path, data))
            if result.files == most:
                return valid
    return valid


def _batches(files: Iterator[tuple[str, bytes]], size: int) -> Iterator[list[tuple[str, bytes]]]:
    while batch := list(islice(files, size)):
        yield batch


def _mutate(
    subject: Subject,
    result: Result,
    valid: list[tuple[str, bytes]],
    wanted: int,
    rng: random.Random,
) -> None:
    """Judges mutants of the valid files in turn until the real parser has rejected `wanted`."""
    kinds = list(MUTATIONS)
    while valid and result.rejected.total() < wanted:
        start = result.mutants // 3 % len(valid)
        chosen = (valid[start:] + valid[:start])[:50]
        mutants = [
            (path, kind, edited)
            for path, data in chosen
            for text in [Text(subject.name, data)]
            for kind in rng.sample(kinds, 3)
            if (edited := _mutant(text, kind, rng)) is not None
        ]
        subject.oracle.prepare([(path, edited.after) for path, _, edited in mutants])
        before: tuple[bytes, SyntaxTree] | None = None
        for path, kind, edited in mutants:
            if before is None or before[0] is not edited.before:
                before = (edited.before, subject.parse(edited.before))
            result.mutants += 1
            _judge(subject, result, path, kind, edited, before[1])


def _mutant(text: Text, kind: str, rng: random.Random) -> Edited | None:
    edit = MUTATIONS[kind](rng, text)
    if edit is None:
        return None
    after = text.data[: edit.start] + edit.text + text.data[edit.end :]
    new = (edit.start, edit.start + len(edit.text))
    return None if after == text.data else Edited(text.data, after, (new,))


def _judge(
    subject: Subject, result: Result, path: str, kind: str, edited: Edited, before: SyntaxTree
) -> None:
    answer = subject.oracle.judge(path, edited.after, SECONDS)
    tree, violations = _time(subject, edited, before, result.cost)
    whole = run_rules(subject.rules, tree)
    if set(whole) != set(violations):
        odd = sorted(set(whole) ^ set(violations))[0]
        result.differences.append(f"{kind}: {_described(path, edited.after, odd)}")
    if answer.accepts is None:
        result.undecided += 1
    elif answer.accepts:
        if tree.has_error:
            result.alarms["grammar"].append(_sample(path, kind, edited))
        if whole:
            described = _described(path, edited.after, whole[0])
            result.alarms["rules"].append(f"{described}\n{_sample(path, kind, edited)}")
    else:
        result.rejected[kind] += 1
        result.missed["has_error"][kind] += not tree.has_error
        if tree.has_error:
            return
        result.fired.update({violation.rule for violation in whole})
        if not whole:
            result.missed["rules"][kind] += 1
            cause = re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "…", answer.errors[0].message)
            sample = f"{answer.errors[0]}\n{_sample(path, kind, edited)}"
            result.causes.setdefault(cause, []).append(sample)


def _time(
    subject: Subject, edited: Edited, before: SyntaxTree, cost: Cost
) -> tuple[SyntaxTree, tuple[Violation, ...]]:
    """Parses the image after and runs the rules over the change, by the processor's clock."""
    started = thread_time()
    tree = subject.parse(edited.after)
    parsed = thread_time()
    found = run_rules(subject.rules, tree, ranges=edited.ranges, before=before)
    cost.rules += thread_time() - parsed
    cost.parse += parsed - started
    cost.images += 1
    return tree, found


def _described(path: str, data: bytes, violation: Violation) -> str:
    line = data.count(b"\n", 0, violation.start) + 1
    text = data[violation.start : violation.end][:60]
    return f"{path}:{line}: {violation.rule}: {violation.message} {text!r}"


def _sample(path: str, kind: str, edited: Edited) -> str:
    """The lines around an edit, before and after; offsets of both agree up to it."""
    start, end = edited.ranges[0]
    tail = len(edited.after) - end
    old_end = len(edited.before) - tail
    images = ((edited.before, old_end, "-"), (edited.after, end, "+"))
    line = edited.after.count(b"\n", 0, start) + 1
    shown = [f"    {kind} in {path}:{line}"]
    for data, stop, mark in images:
        first = data.rfind(b"\n", 0, max(0, data.rfind(b"\n", 0, start))) + 1
        last = data.find(b"\n", data.find(b"\n", min(stop, start + 300)) + 1)
        text = data[first : last if last > 0 else len(data)][:600].decode("utf-8", "replace")
        shown += [f"    {mark} {line}" for line in text.split("\n")]
    return "\n".join(shown)


def _print(subject: Subject, result: Result, show: int, seconds: float) -> None:
    total = result.rejected.total()
    print(f"## {subject.name}: {subject.grammar.label}, {len(subject.rules)} rules, ", end="")
    print(f"against {subject.oracle.label} ({seconds:.0f} s)\n")
    print(f"{result.files} valid files, {result.mutants} mutants of them, {total} rejected", end="")
    print(f", {result.undecided} undecided\n")
    alarms, files = result.alarms, result.file_alarms
    both = len(set(files["grammar"])), len(alarms["grammar"])
    print("| | misses | | false alarms on valid files | on harmless mutants |")
    print("|---|--:|--:|--:|--:|")
    for label, key, alarm in (
        ("has_error alone", "has_error", both),
        ("+ rules", "rules", (both[0] + len(files["rules"]), both[1] + len(alarms["rules"]))),
        ("+ oracle", "oracle", (0, 0)),
    ):
        count = result.missed[key].total()
        print(f"| {label} | {count} | {_share(count, total)} | {alarm[0]} | {alarm[1]} |")
    print("\nThe last row holds by construction: the oracle is the judge.\n")
    print("| mutation | rejected | has_error misses | with rules |\n|---|--:|--:|--:|")
    for kind in MUTATIONS:
        count = result.rejected[kind]
        misses = [result.missed[key][kind] for key in ("has_error", "rules")]
        print(f"| {kind} | {count} | {misses[0]} | {misses[1]} |")
    print(f"\ncost of the rules, mutants: {result.cost}")
    print(f"cost of the rules, commits: {result.history}")
    print(f"found otherwise in the whole file: {len(result.differences)}")
    print(
        "rules that caught what the grammar missed:",
        ", ".join(f"{rule} {count}" for rule, count in result.fired.most_common()),
    )
    print("\nmissed most:")
    for cause, samples in sorted(result.causes.items(), key=lambda item: -len(item[1])):
        print(f"  {len(samples):4} {cause}")
        for sample in samples[:show]:
            print(f"    {sample}\n")
    _list("the grammar's false alarms on valid files", files["grammar"])
    _list("the rules' false alarms on valid files", files["rules"])
    _list("the rules' false alarms on harmless mutants", alarms["rules"][: max(show, 10)])
    _list("found otherwise", result.differences[: max(show, 10)])
    print()


def _list(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}:")
    for line in lines:
        print(f"  {line}")


def _share(count: int, total: int) -> str:
    return f"{count / total:.2%}" if total else "-"


if __name__ == "__main__":
    sys.exit(main())
