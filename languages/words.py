"""Lists of words, written as they are read."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, which blanks part."""
    return frozenset(text.split())
