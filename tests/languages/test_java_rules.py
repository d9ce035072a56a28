"""Java's rules: what javac's parser rejects and what it accepts, decided by javac itself."""

from __future__ import annotations

import re

import pytest
from early_errors import EarlyError, early_errors, valid_sources
from toolchains import needs

from patchvet.grammars import load_grammar
from patchvet.languages.java.oracle import SPEC
from patchvet.languages.java.syntax_rules import RULES
from patchvet.languages.rules import run_rules

GRAMMAR = load_grammar("java")
CASES = early_errors("java")

# Cases that need a newer javac than 17 to be judged as the language now is.
SINCE = {
    "char-emoji": 21,
    "switch-default-in-list": 21,
    "switch-guard-on-constant": 21,
    "instanceof-pattern-underscore": 22,
    "underscore-array": 22,
    "underscore-without-value": 22,
    "unnamed-lambda-parameters": 22,
    "patterns": 21,
    "unnamed variables": 22,
}

VALID = valid_sources("java")


def rejects(source: bytes) -> bool:
    """Whether the grammar or a rule holds something against `source`."""
    tree = GRAMMAR.parse(source, seconds=5)
    return tree.has_error or bool(run_rules(RULES, tree))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_early_error_is_found_and_its_twin_is_not(case: EarlyError) -> None:
    """Without any oracle."""
    assert rejects(case.bad)
    assert not rejects(case.good)


@pytest.mark.parametrize("name", VALID)
def test_valid_code_is_left_alone(name: str) -> None:
    assert not run_rules(RULES, GRAMMAR.parse(VALID[name], seconds=5))


@needs("java", "javac")
def test_the_lists_are_true() -> None:
    """javac rejects every early error and accepts every twin and all of the valid code."""
    assert len(CASES) >= 80
    oracle = SPEC.open()
    try:
        assert oracle.judge("A.java", b"class A {}\n", 10).accepts
        found = re.search(r"\d+", oracle.label)
        release = int(found[0]) if found else 0
        judged = [case for case in CASES if SINCE.get(case.name, 0) <= release]
        bad = [(case.name, case.bad) for case in judged]
        good = [(case.name, case.good) for case in judged]
        good += [(n, s) for n, s in VALID.items() if SINCE.get(n, 0) <= release]
        accepted = [name for name, source in bad if oracle.judge("A.java", source, 10).accepts]
        rejected = [name for name, source in good if not oracle.judge("A.java", source, 10).accepts]
    finally:
        oracle.close()
    assert accepted == []
    assert rejected == []


def test_deep_nesting_is_no_recursion() -> None:
    """A rule that called itself would die of a file that tree-sitter reads with ease."""
    depth = 3000
    for inner in (f"{'(' * depth}a{')' * depth}", "-" + " -" * depth + "a", "a" + "+a" * depth):
        source = f"class A {{ void f() {{ {inner}; }} }}\n"
        run_rules(RULES, GRAMMAR.parse(source.encode(), seconds=5))
