"""JavaScript, with CommonJS, ES modules and JSX: its record. The grammar reads all of them."""

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
    name="javascript",
    title="JavaScript",
    suffixes=(".js", ".mjs", ".cjs", ".jsx"),
    grammar="javascript",
    folder=Path(__file__).parent,
    measured=True,
    oracle=_oracle,
)
