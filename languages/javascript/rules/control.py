"""Statements that jump, and statements that lack a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import ancestors
from .nodes import OWNERS, child_at, first_named, newline_between, text, word
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_LOOPS = frozenset(("for_statement", "for_in_statement", "while_statement", "do_statement"))


@rule(
    "jump-outside-target",
    "break_statement",
    "continue_statement",
    example="break",
    source="ECMA-262 14.8.1, 14.9.1",
    reach=("labeled_statement",),
)
def jump_outside_target(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    label = node.child_by_field_name("label")
    wanted = None if label is None else text(label, tree)
    is_break = node.type == "break_statement"
    for outer in ancestors(tree, node):
        kind = outer.type
        if kind in OWNERS:
            break
        if wanted is None:
            if kind in _LOOPS or (is_break and kind == "switch_statement"):
                return
        elif kind == "labeled_statement" and _label(outer, tree) == wanted:
            if not is_break and not _labels_loop(outer):
                yield node, f"the label `{word(label or node, tree)}` names no loop to continue"
            return
    if wanted is not None:
        yield node, f"no label `{wanted.decode('utf-8', 'replace')}` around this statement"
    elif is_break:
        yield node, "`break` outside of a loop or `switch`"
    else:
        yield node, "`continue` outside of a loop"


def _label(statement: Node, tree: SyntaxTree) -> bytes:
    label = statement.child_by_field_name("label")
    return b"" if label is None else text(label, tree)


def _labels_loop(statement: Node) -> bool:
    body: Node | None = statement
    while body is not None and body.type == "labeled_statement":
        body = body.child_by_field_name("body")
    return body is not None and body.type in _LOOPS


@rule(
    "return-in-static-block",
    "return_statement",
    example="class A { static { return } }",
    source="ECMA-262 15.7.11 ClassStaticBlock",
)
def return_in_static_block(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for outer in ancestors(tree, node):
        if outer.type in OWNERS:
            if outer.type == "class_static_block":
                yield node, "a static block returns nothing"
            return


@rule(
    "duplicate-label",
    "labeled_statement",
    example="a: a: b",
    source="ECMA-262 14.13.1",
    reach=("labeled_statement",),
)
def duplicate_label(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    label = node.child_by_field_name("label")
    if label is None:
        return
    for outer in ancestors(tree, node):
        if outer.type in OWNERS:
            return
        if outer.type == "labeled_statement" and _label(outer, tree) == text(label, tree):
            yield label, f"the label `{word(label, tree)}` is already in use around this statement"


@rule(
    "try-without-handler",
    "try_statement",
    example="try {}",
    source="ECMA-262 14.15 TryStatement",
)
def try_without_handler(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if (
        node.child_by_field_name("handler") is None
        and node.child_by_field_name("finalizer") is None
    ):
        yield node, "`try` needs a `catch` or a `finally`"


@rule(
    "newline-after-throw",
    "throw_statement",
    example="throw\na",
    source="ECMA-262 14.14 ThrowStatement",
)
def newline_after_throw(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    keyword, value = child_at(node, 0), first_named(node)
    if keyword is not None and value is not None and newline_between(tree, keyword, value):
        yield keyword, "no line break may stand after `throw`"


@rule(
    "duplicate-default",
    "switch_body",
    example="switch (a) { default: default: }",
    source="ECMA-262 14.12 CaseBlock",
)
def duplicate_default(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    defaults = [child for child in node.named_children if child.type == "switch_default"]
    for later in defaults[1:]:
        yield later, "a `switch` has one `default`"
