"""TypeScript and TSX: its record. Judged by the grammars alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .. import Language

if TYPE_CHECKING:
    from ..regions import Lexis


def _lexis() -> Lexis:
    from ..javascript.lexis import LEXIS  # only where a definition may have been swallowed

    return LEXIS


LANGUAGE = Language(
    name="typescript",
    title="TypeScript",
    suffixes=(".ts", ".mts", ".cts", ".tsx"),
    grammar="typescript",
    grammars=((".tsx", "tsx"),),
    folder=os.path.dirname(__file__),
    measured=True,
    lexis=_lexis,
    test_paths=r"(?:^|/)(?:__tests__|tests?|spec|e2e)/|[._-](?:test|spec)\.[cm]?tsx?$",
)
