"""Patterns that are compiled late are right all the same."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import patchvet
from patchvet.patterns import lazy_compile

ROOT = Path(patchvet.__file__).parent
ROOMS = ("patches", "grammars", "languages", "validators", "cli")
MODULES = sorted(
    ".".join(("patchvet", *path.relative_to(ROOT).with_suffix("").parts))
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "lazy_compile(" in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_every_late_pattern_compiles(module: str) -> None:
    """A mistake in a pattern shows here, not when a user first meets it."""
    for value in vars(import_module(module)).values():
        if type(value).__name__ == "_Pattern":
            assert isinstance(value.pattern, str | bytes)


def test_a_late_pattern_answers_like_a_compiled_one() -> None:
    late = lazy_compile(r"(?P<d>\d+)")
    assert late.search("a12") is not None
    assert late.findall("1 2") == re.findall(r"\d+", "1 2")
    assert late.pattern == r"(?P<d>\d+)"


def test_a_mistake_is_told_at_the_first_use() -> None:
    broken = lazy_compile("(")
    with pytest.raises(re.error, match="missing"):
        broken.search("x")
