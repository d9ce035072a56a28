"""Which cell a name means: scopes while a program is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...languages.runtime import FunctionCode, Value


class Variable(NamedTuple):
    """A declared name. `scope` is the function whose cell `number` it is; None: it is number
    `number` of the program's variables. `coerce` is what its type does to a value.
    """

    scope: FunctionScope | None
    number: int
    coerce: Callable[[Value], Value] | None = None
    constant: bool = False


class FunctionScope:
    """The scopes within one function, innermost last, and what it shares with those around it."""

    def __init__(self, code: FunctionCode, parent: FunctionScope | None) -> None:
        self.code = code
        self.parent = parent
        self.blocks: list[dict[str, Variable]] = [{}]
        self._captured: dict[tuple[int, int], int] = {}

    def slot(self) -> int:
        """A new cell's number."""
        self.code.slots += 1
        return self.code.slots - 1

    def find(self, name: str) -> Variable | None:
        """What `name` means here; what a function around holds becomes a cell of this one, too."""
        for block in reversed(self.blocks):
            if name in block:
                return block[name]
        found = self.parent.find(name) if self.parent else None
        if found is None or found.scope is None:
            return found
        return found._replace(scope=self, number=self._capture(found))

    def _capture(self, outside: Variable) -> int:
        key = (id(outside.scope), outside.number)
        if key not in self._captured:
            self._captured[key] = self.slot()
            self.code.captures.append((outside.number, self._captured[key]))
        return self._captured[key]
