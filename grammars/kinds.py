"""The node kinds and fields that the rules and queries stand on, kept as files.

A new release of a grammar renames nodes without a word: a rule that names the old kind is then
never asked again. The test that compares `<language>.kinds` with the grammar at hand tells which
names changed; after the rules were looked at, refresh the files:

    python -m patchvet.grammars.kinds
"""

from __future__ import annotations

from pathlib import Path

from .grammar import load_grammar

# The languages with rules and queries.
KEPT = ("go", "java", "javascript", "python")


def kinds_file(grammar: str) -> Path:
    """Where the names of `grammar` are kept."""
    return Path(__file__).with_name(f"{grammar}.kinds")


def kinds_text(grammar: str) -> str:
    """What the file of `grammar` should hold: the grammar's label, then one name a line."""
    loaded = load_grammar(grammar)
    return "\n".join((f"# {loaded.label}", *loaded.kinds(), ""))


def refresh() -> None:
    """Writes all files anew."""
    for grammar in KEPT:
        kinds_file(grammar).write_text(kinds_text(grammar), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    refresh()
