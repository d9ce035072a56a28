"""Parameter lists (Go spec, Function types)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import SyntaxRule, Violation
from .nodes import mark, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

_VARIADIC = "variadic_parameter_declaration"
_PARAMETERS = frozenset(("parameter_declaration", _VARIADIC))

_WITH_RESULT = (
    "func_literal",
    "function_declaration",
    "function_type",
    "method_declaration",
    "method_elem",
)


def _entries(node: Node) -> list[tuple[Node, bool, bool]]:
    """What stands between two commas each: (node, has a name, has a type).

    A lone identifier counts as a name: whether it is one, or a type, the whole list decides. (The
    grammar guesses, and takes the first of ten names that share a type for a type.)
    """
    found: list[tuple[Node, bool, bool]] = []
    for child in node.named_children:
        if child.type not in _PARAMETERS:
            continue
        names = child.children_by_field_name("name")
        kind = child.child_by_field_name("type")
        found += [(name, True, False) for name in names[:-1]]
        if names:
            found.append((child, True, kind is not None))
        elif kind is not None:
            dots = child.type == _VARIADIC
            lone = kind.type == "type_identifier" and not dots
            found.append((child, lone, not lone))
    return found


def _mixed(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    entries = _entries(node)
    named = sum(name and kind for _, name, kind in entries)
    if named in (0, len(entries)):
        return
    typed = False
    for entry, has_name, has_type in reversed(entries):
        typed = typed or has_type
        if has_type and not has_name:
            message = "a parameter without a name among named ones"
            yield mark("mixed-parameters", message, entry)
        elif not typed:
            yield mark("mixed-parameters", "a parameter without a type", entry)


def _variadic(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    parameters = [child for child in node.named_children if child.type in _PARAMETERS]
    for parameter in parameters[:-1]:
        if parameter.type == _VARIADIC:
            message = "only the last parameter can be variadic"
            yield mark("misplaced-variadic", message, parameter)
    if parameters and parameters[-1].type == _VARIADIC:
        *others, (_, named, _) = _entries(node)
        if others and named and not others[-1][2]:
            message = "`...` cannot stand for several parameters"
            yield mark("misplaced-variadic", message, parameters[-1])


def _variadic_result(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    result = node.child_by_field_name("result")
    if result is None or result.type != "parameter_list":
        return
    for parameter in result.named_children:
        if parameter.type == _VARIADIC:
            yield mark("variadic-result", "a result cannot be variadic", parameter)


def _leading_comma(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    inner = parts(node)[1]
    if inner.type == ",":
        yield mark("leading-comma", "a list cannot begin with `,`", inner)


def _spread(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    arguments = [child for child in parts(node) if child.is_named]
    for argument in arguments[:-1]:
        if argument.type == "variadic_argument":
            message = "`...` can follow the last argument only"
            yield mark("misplaced-spread", message, argument)


RULES = (
    SyntaxRule(
        name="mixed-parameters",
        kinds=("parameter_list",),
        check=_mixed,
        example="package p\n\nfunc f(a int, *b) {}\n",
        source="Go spec, Function types",
    ),
    SyntaxRule(
        name="misplaced-variadic",
        kinds=("parameter_list",),
        check=_variadic,
        example="package p\n\nfunc f(a ...int, b int) {}\n",
        source="Go spec, Function types",
    ),
    SyntaxRule(
        name="variadic-result",
        kinds=_WITH_RESULT,
        check=_variadic_result,
        example="package p\n\nfunc f() (a ...int) { return }\n",
        source="Go spec, Function types",
    ),
    SyntaxRule(
        name="leading-comma",
        kinds=("argument_list", "literal_value", "parameter_list", "type_parameter_list"),
        check=_leading_comma,
        example="package p\n\nfunc f(,) {}\n",
        source="Go spec, Function types",
    ),
    SyntaxRule(
        name="misplaced-spread",
        kinds=("argument_list",),
        check=_spread,
        example="package p\n\nfunc f() { g(a..., b) }\n",
        source="Go spec, Calls",
    ),
)
