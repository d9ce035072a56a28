"""How Python's syntax trees become programs of the common form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import program as form
from ..lowering import Lowering
from ..lowering_tools import Lowerer, parts, place
from ..program import Expression, Function, Module, Node
from .lowered import expressions, functions, handlers, imports, patterns, statements, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...grammars import Node as SyntaxNode
    from ...grammars import SyntaxTree
    from ..lowering_tools import Wanted

HANDLERS = {
    **strings.HANDLERS,
    **expressions.HANDLERS,
    **functions.HANDLERS,
    **statements.HANDLERS,
    **handlers.HANDLERS,
    **patterns.HANDLERS,
    **imports.HANDLERS,
}
_EXPRESSIONS = frozenset(
    {
        form.Literal,
        form.Name,
        form.Member,
        form.Index,
        form.Slice,
        form.Call,
        form.Unary,
        form.Binary,
        form.Logical,
        form.Conditional,
        form.Collection,
        form.Mapping,
        form.Template,
        form.Comprehension,
        form.Await,
        form.Yield,
    }
)


class _Lowerer(Lowerer):
    """In this grammar an expression is a statement without a node of its own."""

    def statements(self, nodes: Iterable[SyntaxNode]) -> tuple[Node, ...]:
        return tuple([_as_statement(one) for one in super().statements(nodes)])


def _as_statement(node: Node) -> Node:
    is_lambda = isinstance(node, Function) and node.kind == "lambda"
    return Expression(node[0], node) if is_lambda or type(node) in _EXPRESSIONS else node


def _bare(at: Lowerer, node: SyntaxNode) -> Node:
    """The dedicated wheel's grammar has a node around; several parts are a tuple."""
    inner = at.all(parts(node))
    return inner[0] if len(inner) == 1 else form.Collection(place(node), "tuple", inner)


HANDLERS["expression_statement"] = _bare


def program(tree: SyntaxTree, wanted: Wanted | None = None) -> Module:
    """Lowers a file; see `Lowering`."""
    at = _Lowerer(tree, HANDLERS, imports.SEVERAL, frozenset({"identifier"}), wanted)
    return Module(place(tree.root), at.statements(parts(tree.root)))


LOWERING = Lowering(program)
