"""Functions: their parameters, and what only they may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .nodes import (
    FUNCTIONS,
    OWNERS,
    bound_names,
    child_at,
    first_named,
    has_directive,
    has_token,
    is_module,
    is_strict,
    owner,
    text,
    word,
)
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found


def _parameters(function: Node) -> Node | None:
    return function.child_by_field_name("parameters") or function.child_by_field_name("parameter")


@rule(
    "duplicate-parameter",
    *FUNCTIONS,
    example="(a, a) => 1",
    source="ECMA-262 15.1.1, 15.3.1",
)
def duplicate_parameter(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    parameters = node.child_by_field_name("parameters")
    if parameters is None or parameters.named_child_count == 0:
        return
    seen: set[bytes] = set()
    twice: list[Node] = []
    for name in bound_names(parameters):
        if text(name, tree) in seen:
            twice.append(name)
        seen.add(text(name, tree))
    if not twice:
        return
    lenient = node.type not in ("arrow_function", "method_definition") and _is_simple(parameters)
    if lenient and not is_strict(ancestors(tree, node), node, tree):
        return
    for name in twice:
        yield name, f"the parameter `{word(name, tree)}` is declared twice"


def _is_simple(parameters: Node) -> bool:
    return all(child.type in ("identifier", "comment") for child in parameters.named_children)


@rule(
    "use-strict-with-patterns",
    *FUNCTIONS,
    example='function f(a = 1) { "use strict" }',
    source="ECMA-262 15.1.1 ContainsUseStrict",
)
def use_strict_with_patterns(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    parameters = node.child_by_field_name("parameters")
    body = node.child_by_field_name("body")
    if parameters is None or body is None or body.type != "statement_block":
        return
    if has_directive(body, tree) and not _is_simple(parameters):
        yield (
            parameters,
            "a function with defaults, patterns or a rest may not hold `use strict`",
        )


@rule(
    "accessor-arity",
    "method_definition",
    example="class A { get a(b) {} }",
    source="ECMA-262 15.4 MethodDefinition",
)
def accessor_arity(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    parameters = node.child_by_field_name("parameters")
    if parameters is None:
        return
    given = [child for child in parameters.named_children if not child.is_extra]
    if has_token(node, "get") and given:
        yield parameters, "a getter takes no parameters"
    elif has_token(node, "set") and (len(given) != 1 or given[0].type == "rest_pattern"):
        yield parameters, "a setter takes one parameter"


# What may follow the identifier `await` or `yield` in sloppy mode code.
_CONTINUES = b"+-*([/`"


@rule(
    "await-outside-async",
    "await_expression",
    example="function f() { await g() }",
    source="ECMA-262 15.8 AwaitExpression",
    reach=FUNCTIONS,
)
def await_outside_async(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    place, part = owner(ancestors(tree, node), node)
    if place is None:
        return
    operand = first_named(node)
    asynchronous = has_token(place, "async")
    if operand is not None and tree.source[operand.start_byte] in _CONTINUES and not asynchronous:
        return
    if part.type == "formal_parameters":
        yield node, "`await` may not stand in a parameter"
    elif not asynchronous or place.type not in FUNCTIONS:
        yield node, "`await` outside of an async function"


@rule(
    "for-await-outside-async",
    "for_in_statement",
    example="function f() { for await (a of b); }",
    source="ECMA-262 14.7.5 ForInOfStatement",
    reach=FUNCTIONS,
)
def for_await_outside_async(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if not has_token(node, "await"):
        return
    place, _ = owner(ancestors(tree, node), node)
    if place is not None and (not has_token(place, "async") or place.type not in FUNCTIONS):
        yield node, "`for await` outside of an async function"
    elif not has_token(node, "of"):
        yield node, "`for await` takes `of`"


@rule(
    "yield-outside-generator",
    "yield_expression",
    example="function f() { yield 1 }",
    source="ECMA-262 15.5 YieldExpression",
    reach=FUNCTIONS,
)
def yield_outside_generator(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    chain = ancestors(tree, node)
    place, part = owner(chain, node)
    if place is not None and part.type == "formal_parameters" and has_token(place, "*"):
        yield node, "`yield` may not stand in a parameter of a generator"
        return
    if place is not None and has_token(place, "*"):
        return
    second = child_at(node, 1)
    operand = second is not None and tree.source[second.start_byte] not in _CONTINUES
    if operand or is_strict(chain, node, tree):
        yield node, "`yield` outside of a generator"


@rule(
    "newline-in-yield",
    "yield_expression",
    example="function* f() { yield\n* g }",
    source="ECMA-262 15.5 YieldExpression",
)
def newline_in_yield(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    star = child_at(node, 1)
    if (
        star is not None
        and star.type == "*"
        and b"\n" in tree.source[node.start_byte : star.start_byte]
    ):
        yield star, "no line break may stand between `yield` and `*`"


@rule(
    "super-outside-method",
    "super",
    example="function f() { super.a }",
    source="ECMA-262 13.3.7, 15.7.1",
    reach=("method_definition", "class", "class_declaration"),
)
def super_outside_method(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    chain = ancestors(tree, node)
    if tree.source[node.end_byte :].lstrip()[:1] not in (b"(", b".", b"[", b"/"):
        yield node, "`super` is called or read from"
        return
    called = bool(chain) and chain[0].type == "call_expression"
    inner = node
    for depth, outer in enumerate(chain):
        kind = outer.type
        if kind in ("function_declaration", "function_expression") or kind.startswith("generator_"):
            break
        if kind in _SUPER_PLACES and inner.type != "computed_property_name":
            if called and not _derived_constructor(outer, chain[depth + 1 :], tree):
                break
            return
        inner = outer
    what = (
        "`super()` outside of a derived class's constructor"
        if called
        else "`super` outside of a method"
    )
    yield node, what


_SUPER_PLACES = frozenset(("method_definition", "field_definition", "class_static_block"))


def _derived_constructor(method: Node, chain: list[Node], tree: SyntaxTree) -> bool:
    name = method.child_by_field_name("name")
    if method.type != "method_definition" or name is None or len(chain) < 2:
        return False
    if text(name, tree).strip(b"\"'") != b"constructor" or has_token(method, "static"):
        return False
    return any(child.type == "class_heritage" for child in chain[1].children)


@rule(
    "new-target-outside-function",
    "meta_property",
    example="export const a = () => new.target",
    source="ECMA-262 13.3.12 NewTarget",
)
def new_target_outside_function(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    first = child_at(node, 0)
    if first is None or first.type != "new":
        return
    inner = node
    for outer in ancestors(tree, node):
        holds = outer.type in OWNERS and outer.type != "arrow_function"
        if holds and inner.type != "computed_property_name":
            return
        inner = outer
    if is_module(tree):
        yield node, "`new.target` outside of a function"
