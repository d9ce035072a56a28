"""Go's syntax trees as programs of the common form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lowering import Lowering
from ..lowering_tools import FIRST_DEPTH, parts, place
from ..program import Module
from .lowered import composites, declarations, expressions, literals, statements
from .lowered.composites import GoLowerer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...grammars import Node as SyntaxNode
    from ...grammars import SyntaxTree
    from ..lowering_tools import Handler, SeveralHandler

HANDLERS: dict[str, Handler] = {
    **literals.HANDLERS,
    **expressions.HANDLERS,
    **composites.HANDLERS,
    **statements.HANDLERS,
    **declarations.HANDLERS,
}
SEVERAL: dict[str, SeveralHandler] = {
    **statements.SEVERAL,
    **declarations.SEVERAL,
}
NAME_KINDS = frozenset(
    {"identifier", "blank_identifier", "field_identifier", "package_identifier", "type_identifier"}
)


def program(tree: SyntaxTree, wanted: Callable[[int, int], bool] | None = None) -> Module:
    """The program in `tree`; see `Lowering.program`."""
    at = GoLowerer(tree, HANDLERS, SEVERAL, NAME_KINDS, wanted)
    top = parts(tree.root)
    at.depth = FIRST_DEPTH
    at.types = _types(at, top)
    package = next((one for one in top if one.type == "package_clause"), None)
    named = parts(package) if package is not None else []
    declared = at.statements(one for one in top if one.type != "package_clause")
    return Module(place(tree.root), declared, at.text(named[0]) if named else "")


def _types(at: GoLowerer, top: list[SyntaxNode]) -> dict[str, SyntaxNode]:
    """The types that the file declares outside functions, by name."""
    types: dict[str, SyntaxNode] = {}
    for declaration in top:
        if declaration.type == "type_declaration":
            for spec in parts(declaration):
                written = spec.child_by_field_name("type")
                if written is not None:
                    types[at.field_text(spec, "name")] = written
    return types


LOWERING = Lowering(program)
