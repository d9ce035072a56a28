"""The built-in records are complete, and every one can be parsed here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patchvet.grammars import available_grammars
from patchvet.languages.discovery import discover_languages
from patchvet.languages.generic import FALLBACKS

if TYPE_CHECKING:
    from patchvet.languages import Language

LANGUAGES = {one.name: one for one in discover_languages()}
FOUR = ("go", "java", "javascript", "python")


def test_every_language_has_a_grammar() -> None:
    """A row without one would be found out by the first user of that language."""
    names = {
        name for one in LANGUAGES.values() for name in (one.grammar, *dict(one.grammars).values())
    }
    assert names - set(available_grammars()) == set()


@pytest.mark.parametrize("name", FOUR)
def test_the_four_are_measured_and_have_rules_and_an_oracle(name: str) -> None:
    """Their hooks lead somewhere; the oracle's presence on this machine is another matter."""
    record = LANGUAGES[name]
    assert record.measured
    assert not record.fallback
    assert record.syntax_rules()
    assert record.oracle() is not None
    assert record.folder is not None
    assert Path(record.folder).name == name


def test_typescript_is_measured_and_judged_by_its_grammars() -> None:
    """No oracle reads it."""
    record = LANGUAGES["typescript"]
    assert record.measured
    assert record.oracle() is None
    assert record.syntax_rules() == ()


@pytest.mark.parametrize("record", FALLBACKS, ids=lambda one: one.name)
def test_a_row_of_the_table_is_a_language_that_nobody_measured(record: Language) -> None:
    """So its errors are warnings, and it gives way to a record of its own."""
    assert record.fallback
    assert not record.measured
    assert record.title
    assert record.suffixes or record.filenames
