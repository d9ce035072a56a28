"""The hook by which patches for an error are built: `languages/<language>/fixes.py` holds `FIXES`.

A builder is anchored in the parsed source, never in a text template alone; where the right value
cannot be known it makes the code fail loudly and early (the file's own domain error, a guard that
returns the language's error) and invents no data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..patches.trees import SourceTree
    from .traces import Trace


class Candidate(NamedTuple):
    """One way to mend: `patch` is a canonical git diff against the tree that was read.

    `name` says which kind of mend (`guard-missing-key`, `await-removed`), `reason` one sentence for
    a person, with names and lines. Candidates come best first.
    """

    patch: bytes
    name: str
    reason: str


class Fixes(NamedTuple):
    """How one language's errors are mended.

    `candidates(trace, tree)` yields what might cure the error, best first; nothing where it knows
    no mend. It reads files of `tree` only, and raises nothing for broken sources.
    """

    candidates: Callable[[Trace, SourceTree], Iterable[Candidate]]
