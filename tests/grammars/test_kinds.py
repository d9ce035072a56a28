"""The node kinds that rules and queries stand on are those of the grammar at hand."""

from __future__ import annotations

import difflib

import pytest

from patchvet.grammars.kinds import KEPT, kinds_file, kinds_text


@pytest.mark.parametrize("grammar", KEPT)
def test_the_kinds_are_as_they_were(grammar: str) -> None:
    """A renamed node would switch off the rules that name it; the difference names it."""
    kept = kinds_file(grammar).read_text(encoding="utf-8").splitlines()[1:]
    now = kinds_text(grammar).splitlines()[1:]
    changes = "\n".join(difflib.unified_diff(kept, now, "kept", "grammar", lineterm="", n=0))
    assert not changes, (
        f"{changes}\nlook at the rules and queries that name these, "
        f"then run: python -m patchvet.grammars.kinds"
    )


@pytest.mark.parametrize(
    ("grammar", "line"),
    [
        ("python", "node function_definition"),
        ("javascript", "node arrow_function"),
        ("go", "node method_declaration"),
        ("java", "field body"),
    ],
)
def test_the_files_hold_nodes_and_fields(grammar: str, line: str) -> None:
    """A file that were empty on both sides would agree with everything."""
    assert line in kinds_file(grammar).read_text(encoding="utf-8").splitlines()
