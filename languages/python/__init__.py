"""Python: its record. What is special about it stands beside this file."""

from __future__ import annotations

from pathlib import Path

from .. import Language

LANGUAGE = Language(
    name="python",
    title="Python",
    suffixes=(".py", ".pyi", ".pyw"),
    grammar="python",
    folder=Path(__file__).parent,
    measured=True,
)
