"""Every syntax rule of every language, held to what it says of itself."""

from __future__ import annotations

import re

import pytest

from patchvet.grammars import load_grammar
from patchvet.languages.discovery import discover_languages
from patchvet.languages.rules import SyntaxRule, run_rules

CHECKED = ("python", "javascript", "go", "java")
LANGUAGES = {language.name: language for language in discover_languages()}
RULES = [
    pytest.param(name, rule, id=f"{name}-{rule.name}")
    for name in CHECKED
    for rule in LANGUAGES[name].syntax_rules()
]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_fires_on_its_example(name: str, rule: SyntaxRule) -> None:
    tree = load_grammar(name).parse(rule.example.encode(), seconds=5)
    assert rule.name in {violation.rule for violation in run_rules([rule], tree)}


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_a_rule_tells_where_and_why(name: str, rule: SyntaxRule) -> None:
    """A place inside the file, and one line that begins like the others."""
    source = rule.example.encode()
    for violation in run_rules([rule], load_grammar(name).parse(source, seconds=5)):
        assert 0 <= violation.start <= violation.end <= len(source)
        assert violation.message
        assert "\n" not in violation.message
        assert not re.match("[A-Z][a-z]", violation.message)
        assert not violation.message.endswith(".")


@pytest.mark.parametrize("name", CHECKED)
def test_the_real_parser_rejects_every_example(name: str) -> None:
    """A rule is stricter than its language nowhere; skipped where the toolchain is missing."""
    spec = LANGUAGES[name].oracle()
    if spec is None or spec.find() is None:
        pytest.skip(f"no parser for {name} installed")
    oracle = spec.open()
    try:
        rules, suffix = LANGUAGES[name].syntax_rules(), LANGUAGES[name].suffixes[0]
        jobs = [(f"{rule.name}{suffix}", rule.example.encode()) for rule in rules]
        oracle.prepare(jobs)
        accepted = [path for path, source in jobs if oracle.judge(path, source, 10).accepts]
    finally:
        oracle.close()
    assert accepted == []


@pytest.mark.parametrize("name", CHECKED)
def test_rules_are_named_and_sourced(name: str) -> None:
    """A name in kebab-case (several rules may share one bad pattern) and the spec's section."""
    rules = LANGUAGES[name].syntax_rules()
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name) for rule in rules)
    assert all(rule.source and rule.kinds for rule in rules)
