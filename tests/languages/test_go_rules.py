"""Go's rules: what gofmt rejects and what it accepts, decided by gofmt itself."""

from __future__ import annotations

import pytest
from early_errors import EarlyError, early_errors, valid_sources
from toolchains import needs

from patchvet.grammars import load_grammar
from patchvet.languages.go.oracle import SPEC
from patchvet.languages.go.syntax_rules import RULES
from patchvet.languages.rules import run_rules

GRAMMAR = load_grammar("go")
CASES = early_errors("go")

VALID = valid_sources("go")


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


@needs("gofmt")
def test_the_lists_are_true() -> None:
    """gofmt rejects every early error and accepts every twin and all of the valid code."""
    assert len(CASES) >= 80
    bad = [(f"{case.name}.go", case.bad) for case in CASES]
    good = [(f"{case.name}-good.go", case.good) for case in CASES]
    good += [(f"{name}.go", source) for name, source in VALID.items()]
    oracle = SPEC.open()
    oracle.prepare([*bad, *good])
    assert [path for path, source in bad if oracle.judge(path, source, 10).accepts] == []
    assert [path for path, source in good if not oracle.judge(path, source, 10).accepts] == []
    oracle.close()


def test_deep_nesting_is_no_recursion() -> None:
    """A rule that called itself would die of a file that tree-sitter reads with ease."""
    depth = 3000
    for inner in (f"{'(' * depth}a{')' * depth}", "-" + " -" * depth + "a", "a" + "+a" * depth):
        source = f"package p\n\nfunc f() {{\n\tif x := 1; {inner} {{\n\t}}\n}}\n"
        run_rules(RULES, GRAMMAR.parse(source.encode(), seconds=5))
