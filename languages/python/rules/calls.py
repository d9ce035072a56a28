"""Arguments and parameters: their order, their names, their stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Finding, parts, rule, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree

CALLS = "Python reference, 6.3.4 Calls"
FUNCTIONS = "Python reference, 8.7 Function definitions"
DEFAULTED = ("default_parameter", "typed_default_parameter")


@rule("positional-after-keyword", "argument_list", example="f(a=1, b)\n", source=CALLS)
def positional_after_keyword(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen = ""
    for argument in parts(node)[1:-1]:
        if argument.type == "keyword_argument":
            seen = seen or "keyword argument"
        elif argument.type == "dictionary_splat":
            seen = "`**` argument"
        elif argument.type == "list_splat":
            if seen == "`**` argument":
                yield argument, "`*` argument after a `**` argument"
        elif seen and argument.type != ",":
            yield argument, f"positional argument after a {seen}"


@rule("repeated-keyword-argument", "argument_list", example="f(a=1, a=2)\n", source=CALLS)
def repeated_keyword_argument(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen = set()
    for argument in node.named_children:
        if argument.type == "keyword_argument" and argument.children:
            name = text(argument.children[0], tree)
            if name in seen:
                yield argument, f"keyword argument `{name}` is repeated"
            seen.add(name)


@rule(
    "comma-in-comprehension",
    "for_in_clause",
    example="f(x for x in y, 1)\n",
    source="Python reference, 6.2.4 Displays for lists, sets and dictionaries",
)
def comma_in_comprehension(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """What a comprehension runs over is one expression, and it is an argument on its own."""
    seen = False
    for child in node.children:
        if seen and child.type == ",":
            yield child, "a comma after the `in` of a comprehension; parentheses are missing"
        seen = seen or child.type == "in"


@rule(
    "stray-comma",
    "argument_list",
    "parameters",
    "subscript",
    example="f(,)\n",
    source=CALLS,
)
def stray_comma(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    previous = ""
    for part in parts(node):
        if part.type == "," and previous in ("(", "[", ","):
            yield part, "a comma with nothing before it"
        previous = part.type


def parameter_name(parameter: Node, tree: SyntaxTree) -> str:
    """The name that a parameter binds, without stars, annotation and default."""
    node: Node | None = parameter
    while node is not None and node.type != "identifier":
        node = next(
            (child for child in node.children if child.is_named and not child.is_extra), None
        )
    return text(node, tree) if node is not None else ""


@rule(
    "repeated-parameter",
    "parameters",
    "lambda_parameters",
    example="def f(a, a): pass\n",
    source=FUNCTIONS,
)
def repeated_parameter(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    seen = set()
    for parameter in node.named_children:
        if parameter.is_extra or parameter.type == "tuple_pattern":
            continue
        name = parameter_name(parameter, tree)
        if name and name in seen:
            yield parameter, f"parameter `{name}` is repeated"
        seen.add(name)


@rule(
    "parameter-order",
    "parameters",
    "lambda_parameters",
    example="def f(a=1, b): pass\n",
    source=FUNCTIONS,
)
def parameter_order(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """Positional ones, then those with a default, then `*`, keyword-only ones, `**`."""
    defaulted = slash = star = double = False
    names = 0
    for parameter in node.named_children:
        if parameter.is_extra:
            continue
        kind = _kind(parameter)
        if double:
            yield parameter, "nothing may follow a `**` parameter"
            return
        if kind == "/":
            if slash:
                yield parameter, "`/` may appear only once"
            elif star:
                yield parameter, "`/` must be ahead of `*`"
            elif not names:
                yield parameter, "at least one parameter must precede `/`"
            slash = True
        elif kind == "*":
            if star:
                yield parameter, "`*` may appear only once"
            star = True
        elif kind == "**":
            double = True
        elif parameter.type in DEFAULTED:
            defaulted = True
        elif defaulted and not star:
            yield parameter, "a parameter without a default follows one with a default"
        names += 1


@rule(
    "nameless-star",
    "parameters",
    "lambda_parameters",
    example="def f(a, *): pass\n",
    source=FUNCTIONS,
)
def nameless_star(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """A bare `*` is there for the keyword-only parameters that follow it."""
    inner = [part for part in node.named_children if not part.is_extra]
    for number, parameter in enumerate(inner):
        if parameter.type != "keyword_separator":
            continue
        if number + 1 == len(inner) or _kind(inner[number + 1]) == "**":
            yield parameter, "a named parameter must follow a bare `*`"


@rule(
    "parenthesized-parameter",
    "parameters",
    "lambda_parameters",
    example="def f((a, b)): pass\n",
    source="What's new in Python 3.0, Removed syntax (PEP 3113)",
)
def parenthesized_parameter(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    for parameter in node.named_children:
        name = parameter.child_by_field_name("name") or parameter
        if name.type == "tuple_pattern":
            yield name, "a parameter cannot be a tuple"


@rule(
    "colon-in-annotation",
    "assignment",
    "typed_parameter",
    "typed_default_parameter",
    example="a: int: str = 1\n",
    source=FUNCTIONS,
)
def colon_in_annotation(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    kind = node.child_by_field_name("type")
    for inner in kind.named_children if kind is not None else ():
        if inner.type == "constrained_type":
            yield inner, "an annotation holds one expression"


def _kind(parameter: Node) -> str:
    """`/`, `*` or `**` for those; "" for a parameter of its own."""
    kind = parameter.type
    if kind == "typed_parameter" and parameter.children:
        kind = parameter.children[0].type
    if kind == "positional_separator":
        return "/"
    if kind in ("keyword_separator", "list_splat_pattern"):
        return "*"
    return "**" if kind == "dictionary_splat_pattern" else ""


@rule(
    "starred-annotation",
    "typed_parameter",
    "typed_default_parameter",
    "assignment",
    example="def f(a: *b): pass\n",
    source=FUNCTIONS,
)
def starred_annotation(node: Node, tree: SyntaxTree) -> Iterator[Finding]:
    """Only the annotation of `*args` may begin with a star, and with one."""
    kind = node.child_by_field_name("type")
    inner = kind.named_children[:1] if kind is not None else []
    if not inner or inner[0].type not in ("splat_type", "list_splat", "dictionary_splat"):
        return
    if node.children[0].type != "list_splat_pattern" or text(inner[0], tree).startswith("**"):
        yield inner[0], "an annotation with a star"


RULES = (
    positional_after_keyword,
    repeated_keyword_argument,
    comma_in_comprehension,
    stray_comma,
    repeated_parameter,
    parameter_order,
    nameless_star,
    parenthesized_parameter,
    colon_in_annotation,
    starred_annotation,
)
