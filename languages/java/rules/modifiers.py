"""Modifiers that javac's parser refuses; most others it leaves to the type checker."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ...rules import SyntaxRule, ancestors
from .nodes import ANNOTATIONS, mark, modifiers, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from ...rules import Violation

_PARAMETERS = ("catch_formal_parameter", "formal_parameter", "resource", "spread_parameter")
# What may begin a declaration inside a block.
_LOCAL = ("abstract", "final", "strictfp")
_BEFORE_CLASS = ("abstract", "final", "private", "protected", "public", "static", "strictfp")
_LOCAL_DECLARATIONS = (
    "class_declaration",
    "enum_declaration",
    "interface_declaration",
    "local_variable_declaration",
    "record_declaration",
)
_BLOCKS = ("block", "constructor_body", "for_statement", "switch_block_statement_group")


def _repeated(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    seen = set()
    for child in parts(node):
        if child.type in seen and child.type not in ANNOTATIONS:
            yield mark("repeated-modifier", f"`{child.type}` stands here twice", child)
        seen.add(child.type)


def _parameter(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for modifier in modifiers(node):
        if modifier.type != "final" and modifier.type not in ANNOTATIONS:
            message = f"`{modifier.type}` is no modifier of a parameter, only `final` is"
            yield mark("parameter-modifier", message, modifier)


def _local(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    found = modifiers(node)
    allowed = ("final",) if node.type == "local_variable_declaration" else _LOCAL
    if not found or found[0].type in allowed or found[0].type in ANNOTATIONS:
        return
    if ancestors(tree, node)[0].type in _BLOCKS:
        message = f"`{found[0].type}` cannot begin a declaration inside a block"
        yield mark("local-modifier", message, found[0])


def _sealed(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    """Elsewhere than before a class javac takes `sealed` for a type, but not before modifiers."""
    found = modifiers(node)
    for modifier, following in zip_longest(found, found[1:]):
        goes_on = following is not None and following.type in (*_BEFORE_CLASS, *ANNOTATIONS)
        if modifier.type in ("sealed", "non-sealed") and not goes_on:
            message = f"`{modifier.type}` is a modifier of classes and interfaces only"
            yield mark("sealed-member", message, modifier)


def _constant(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    for modifier in modifiers(node):
        if modifier.type not in ANNOTATIONS:
            message = "a constant of an enum has no modifiers"
            yield mark("enum-constant-modifier", message, modifier)


def _permits(node: Node, tree: SyntaxTree) -> Iterator[Violation]:
    permits = node.child_by_field_name("permits")
    if permits is not None and all(found.type != "sealed" for found in modifiers(node)):
        message = "`permits` needs the modifier `sealed`"
        yield mark("permits-without-sealed", message, permits)


RULES = (
    SyntaxRule(
        name="repeated-modifier",
        kinds=("modifiers",),
        check=_repeated,
        example="class A { public public int a; }\n",
        source="JLS 8.1.1, 8.3.1, 8.4.3",
    ),
    SyntaxRule(
        name="parameter-modifier",
        kinds=_PARAMETERS,
        check=_parameter,
        example="class A { void f(static int a) {} }\n",
        source="JLS 8.4.1",
    ),
    SyntaxRule(
        name="local-modifier",
        kinds=_LOCAL_DECLARATIONS,
        check=_local,
        example="class A { void f() { private int a; } }\n",
        source="JLS 14.3, 14.4",
    ),
    SyntaxRule(
        name="sealed-member",
        kinds=("constructor_declaration", "field_declaration", "method_declaration"),
        check=_sealed,
        example="class A { sealed void f() {} }\n",
        source="JLS 8.1.1.2",
    ),
    SyntaxRule(
        name="enum-constant-modifier",
        kinds=("enum_constant",),
        check=_constant,
        example="enum A { public B }\n",
        source="JLS 8.9.1",
    ),
    SyntaxRule(
        name="permits-without-sealed",
        kinds=("class_declaration", "interface_declaration"),
        check=_permits,
        example="class A permits B {}\n",
        source="JLS 8.1.6, 9.1.4",
    ),
)
