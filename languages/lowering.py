"""The hook by which a language's syntax trees become programs of the common form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..grammars import SyntaxTree
    from .program import Module


class Lowering(NamedTuple):
    """How one language is lowered: `languages/<language>/lowering.py` holds its `LOWERING`.

    `program(tree, wanted)` lowers a file. `wanted`, if given, is asked with the first and last line
    of every function with a body; where it says no, the Function has `body` None: what the form of
    a whole file costs is in the bodies. Never raises: broken trees give Opaque, nesting deeper
    than 200 too.
    """

    program: Callable[[SyntaxTree, Callable[[int, int], bool] | None], Module]
