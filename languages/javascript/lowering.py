"""How JavaScript's syntax trees become programs of the common form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lowering import Lowering
from ..lowering_tools import Lowerer, parts, place
from ..program import Module, Node
from .lowered import classes, expressions, functions, literals, modules, statements

if TYPE_CHECKING:
    from ...grammars import SyntaxTree
    from ..lowering_tools import Wanted

HANDLERS = {
    **literals.HANDLERS,
    **expressions.HANDLERS,
    **functions.HANDLERS,
    **classes.HANDLERS,
    **statements.HANDLERS,
}
SEVERAL = {**statements.SEVERAL, **modules.SEVERAL}
NAME_KINDS = frozenset(
    {
        "identifier",
        "this",
        "super",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
    }
)


def program(tree: SyntaxTree, wanted: Wanted | None = None) -> Module:
    """Lowers a file; see `Lowering`."""
    at = Lowerer(tree, HANDLERS, SEVERAL, NAME_KINDS, wanted)
    body: list[Node] = []
    exports: list[tuple[str, str]] = []
    for node in parts(tree.root):
        if node.type == "export_statement":
            more, pairs = modules.exported(at, node)
            body.extend(more)
            exports.extend(pairs)
        elif node.type != "hash_bang_line":
            body.extend(at.statements((node,)))
    return Module(place(tree.root), tuple(body), exports=tuple(exports))


LOWERING = Lowering(program)
