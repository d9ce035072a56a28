"""How Java's syntax trees become programs of the common form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lowering import Lowering
from ..lowering_tools import FIRST_DEPTH, Lowerer, parts, place
from ..program import Binding, Import, Module
from .lowered import classes, expressions, functions, literals, statements, switches, types

if TYPE_CHECKING:
    from ...grammars import Node as SyntaxNode
    from ...grammars import SyntaxTree
    from ..lowering_tools import Wanted


def _import(at: Lowerer, node: SyntaxNode) -> Import:
    """`import java.util.List;` binds "List", `import java.util.*;` binds "*" (imported: "*")."""
    where = place(node)
    found: list[SyntaxNode | None] = [*parts(node), None]
    named, *rest = found
    path = "" if named is None else at.text(named)
    is_static = any(one.type == "static" for one in node.children[:3])
    if rest and rest[0] is not None and rest[0].type == "asterisk":
        return Import(where, path, (Binding(where, "*", "*"),), is_static)
    module, _, last = path.rpartition(".")
    if is_static:
        return Import(where, module, (Binding(where, last, last),), True)
    return Import(where, path, (Binding(where, last),))


HANDLERS = {
    **types.HANDLERS,
    **literals.HANDLERS,
    **expressions.HANDLERS,
    **statements.HANDLERS,
    **switches.HANDLERS,
    **functions.HANDLERS,
    **classes.HANDLERS,
    "import_declaration": _import,
}
SEVERAL = {**switches.SEVERAL, **classes.SEVERAL}
NAME_KINDS = frozenset({"identifier", "type_identifier", "this", "super"})


def program(tree: SyntaxTree, wanted: Wanted | None = None) -> Module:
    """Lowers a file; see `Lowering`."""
    at = Lowerer(tree, HANDLERS, SEVERAL, NAME_KINDS, wanted)
    at.depth = FIRST_DEPTH
    top = parts(tree.root)
    package = next((one for one in top if one.type == "package_declaration"), None)
    named = [] if package is None else [one for one in parts(package) if "id" in one.type]
    body = at.statements(one for one in top if one.type != "package_declaration")
    return Module(place(tree.root), body, at.text(named[-1]) if named else "")


LOWERING = Lowering(program)
