"""JavaScript, with CommonJS, ES modules and JSX: its record. The grammar reads all of them."""

from __future__ import annotations

from pathlib import Path

from .. import Language

LANGUAGE = Language(
    name="javascript",
    title="JavaScript",
    suffixes=(".js", ".mjs", ".cjs", ".jsx"),
    grammar="javascript",
    folder=Path(__file__).parent,
    measured=True,
)
