"""Which files hold tests: what their language says of their path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...languages import Language
    from ..change import Change


def is_test(language: Language | None, path: str | None) -> bool:
    """Whether the file at `path` holds tests or helps them."""
    if language is None or path is None or not language.test_paths:
        return False
    return re.search(language.test_paths, path) is not None  # re keeps what it has compiled


def touches_test(change: Change) -> bool:
    """Whether the file holds tests, before or after."""
    paths = (change.file.old_path, change.file.new_path)
    return any(is_test(change.language, path) for path in paths)
