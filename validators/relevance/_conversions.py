"""Whether a text converts to a number, as the four languages see it."""

from __future__ import annotations

import json

from ...patterns import lazy_compile

_INT = lazy_compile(r"[+-]?\d+(?:_\d+)*$")
_FLOAT = lazy_compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$")


def converts(text: str, target: str, strict: bool = False) -> bool | None:
    """Whether `text` converts to "int", "float" or "json"; None for targets that are not known.
    `strict`: blanks around a number are no part of it.
    """
    if target == "int":
        return _INT.match(text if strict else text.strip()) is not None
    if target == "float":
        return _FLOAT.match(text if strict else text.strip()) is not None
    if target == "json":
        try:
            json.loads(text)
        except (ValueError, RecursionError):
            return False
        return True
    return None
