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
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

import corpora
from edited import Edited, edits_in
from mutations import MUTATIONS, Text
from syntax_result import Cost, Result, described, sample, show_result

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
        title = f"{name}: {subject.grammar.label}, {len(subject.rules)} rules, against "
        title += f"{subject.oracle.label} ({perf_counter() - started:.0f} s)"
        show_result(result, title, options.show)
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
            before = subject.parse(edited.before)
            tree, found = _time(subject, edited, before, result.history)
            # A pre-image with findings of its own has some of them reported again, or not.
            if not run_rules(subject.rules, before):
                _compare(run_rules(subject.rules, tree), found, result, "a commit", edited)
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
                result.file_alarms["rules"].append(described(path, data, violations[0]))
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
    _compare(whole, violations, result, f"{kind} in {path}", edited)
    if answer.accepts is None:
        result.undecided += 1
    elif answer.accepts:
        if tree.has_error:
            result.alarms["grammar"].append(sample(path, kind, edited))
        if whole:
            finding = described(path, edited.after, whole[0])
            result.alarms["rules"].append(f"{finding}\n{sample(path, kind, edited)}")
    else:
        result.rejected[kind] += 1
        result.missed["has_error"][kind] += not tree.has_error
        if tree.has_error:
            return
        result.fired.update({violation.rule for violation in whole})
        if not whole:
            result.missed["rules"][kind] += 1
            cause = re.sub(r"\d+|'[^']*'|\"[^\"]*\"", "…", answer.errors[0].message)
            shown = f"{answer.errors[0]}\n{sample(path, kind, edited)}"
            result.causes.setdefault(cause, []).append(shown)


def _compare(
    whole: tuple[Violation, ...],
    restricted: tuple[Violation, ...],
    result: Result,
    where: str,
    edited: Edited,
) -> None:
    if set(whole) != set(restricted):
        odd = sorted(set(whole) ^ set(restricted))[0]
        result.differences.append(described(where, edited.after, odd))


def _time(
    subject: Subject, edited: Edited, before: SyntaxTree, cost: Cost
) -> tuple[SyntaxTree, tuple[Violation, ...]]:
    """Parses the image after and runs the rules over the change, by the processor's clock.

    What does not parse is not counted: a check rejects it by the grammar and asks no rule.
    """
    started = thread_time()
    tree = subject.parse(edited.after)
    parsed = thread_time()
    found = run_rules(subject.rules, tree, ranges=edited.ranges, before=before)
    if not tree.has_error:
        cost.rules += thread_time() - parsed
        cost.parse += parsed - started
        cost.images += 1
    return tree, found


if __name__ == "__main__":
    sys.exit(main())
