"""TypeScript and TSX: its record. Judged by the grammars alone."""

from __future__ import annotations

from pathlib import Path

from .. import Language

LANGUAGE = Language(
    name="typescript",
    title="TypeScript",
    suffixes=(".ts", ".mts", ".cts", ".tsx"),
    grammar="typescript",
    grammars=((".tsx", "tsx"),),
    folder=Path(__file__).parent,
    measured=True,
)
