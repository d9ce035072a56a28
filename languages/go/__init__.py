"""Go: its record. What is special about it stands beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .. import Language

if TYPE_CHECKING:
    from ..oracles import OracleSpec


def _oracle() -> OracleSpec:
    from .oracle import SPEC  # only where syntax is judged

    return SPEC


LANGUAGE = Language(
    name="go",
    title="Go",
    suffixes=(".go",),
    grammar="go",
    folder=Path(__file__).parent,
    measured=True,
    oracle=_oracle,
)
