"""JavaScript functions with a name, their own or that of what they are given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..bodies import in_braces

if TYPE_CHECKING:
    from ...grammars import Node

# The field that names what a function is given to.
_NAMED_BY = {
    "variable_declarator": "name",
    "pair": "key",
    "assignment_expression": "left",
    "field_definition": "property",
}


def _name(function: Node) -> Node | None:
    own = function.child_by_field_name("name")
    around = function.parent
    if own is not None or around is None or around.type not in _NAMED_BY:
        return own
    return around.child_by_field_name(_NAMED_BY[around.type])


BODIES = in_braces(
    "function_declaration",
    "generator_function_declaration",
    "function_expression",
    "arrow_function",
    "method_definition",
    name=_name,
    nothing="null|undefined|void 0",
)
