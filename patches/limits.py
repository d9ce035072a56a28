"""How much patchvet reads before it says "too large": caps against hostile or broken input."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """Caps on what one patch may cost. Sizes are bytes, `file_seconds` is wall time.

    A patch over a cap is refused (PV010); a file over `file_bytes` or `line_bytes`, or one whose
    parse takes longer than `file_seconds`, is `unchecked`, since nothing says that it is wrong.
    `search_seconds` is wall time too: what all files that the patch does not touch may take to be
    searched for uses of what it takes away. A finding says how many of them were.
    """

    patch_bytes: int = 64 * 1024 * 1024
    files: int = 20_000
    hunks: int = 200_000
    file_bytes: int = 2 * 1024 * 1024
    line_bytes: int = 500_000
    file_seconds: float = 5.0
    search_seconds: float = 0.1
