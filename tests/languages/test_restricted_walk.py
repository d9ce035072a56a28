"""A small share of the benchmark: on mutants of installed files the two walks find the same."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from patchvet.grammars import load_grammar
from patchvet.languages.discovery import discover_languages
from patchvet.languages.rules import run_rules

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from corpora import files
from mutations import MUTATIONS, Edit, Text

LANGUAGES = {language.name: language for language in discover_languages()}
FILES, MUTANTS, LARGEST = 12, 8, 15_000


@pytest.mark.parametrize("name", ["python", "javascript", "go", "java"])
def test_both_walks_find_the_same(name: str) -> None:
    """One to three edits a mutant; skipped where no source file of the language is installed."""
    rng = random.Random(name)
    grammar, rules = load_grammar(name), LANGUAGES[name].syntax_rules()
    seen = found = 0
    for path, data in files(name, [], rng):
        before = grammar.parse(data, seconds=10)
        if len(data) > LARGEST or run_rules(rules, before):
            continue
        for _ in range(MUTANTS):
            after, ranges = mutant(Text(name, data), rng)
            tree = grammar.parse(after, seconds=10)
            whole = run_rules(rules, tree)
            restricted = run_rules(rules, tree, ranges=ranges, before=before)
            assert set(restricted) == set(whole), (path, ranges)
            found += len(whole)
        seen += 1
        if seen == FILES:
            break
    if not seen:
        pytest.skip(f"no {name} sources installed")
    assert found, "mutants that break no rule show nothing"


def mutant(text: Text, rng: random.Random) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes after up to three edits that do not meet, and what of them is new."""
    edits: list[Edit] = []
    for kind in rng.choices(sorted(MUTATIONS), k=rng.randint(1, 3)):
        edit = MUTATIONS[kind](rng, text)
        if edit and all(edit.end < one.start or one.end < edit.start for one in edits):
            edits.append(edit)
    after, position, ranges = b"", 0, []
    for edit in sorted(edits):
        after += text.data[position : edit.start]
        ranges.append((len(after), len(after) + len(edit.text)))
        after += edit.text
        position = edit.end
    return after + text.data[position:], ranges
