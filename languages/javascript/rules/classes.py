"""Classes: constructors, fields and private names; and `__proto__` of object literals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ....patterns import lazy_compile
from ...rules import nodes_of
from .names import unescape
from .nodes import CLASSES, has_token, text, word
from .record import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....grammars import Node, SyntaxTree
    from .record import Found

_PRIVATE = "private_property_identifier"


def _members(body: Node) -> Iterator[tuple[Node, Node]]:
    """The methods and fields of a class with their names."""
    for member in body.named_children:
        name = member.child_by_field_name("name") or member.child_by_field_name("property")
        if name is not None:
            yield member, name


def _plain_name(name: Node, tree: SyntaxTree) -> bytes:
    """The name as text, without quotes; empty if it is computed or private."""
    if name.type == "string":
        return text(name, tree)[1:-1]
    return text(name, tree) if name.type in ("property_identifier", "identifier") else b""


@rule(
    "special-constructor",
    "class_body",
    example="class A { get constructor() {} }",
    source="ECMA-262 15.7.1 ClassElement",
)
def special_constructor(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    seen = False
    for member, name in _members(node):
        if text(name, tree) == b"#constructor":
            yield name, "`#constructor` is no private name"
        plain = _plain_name(name, tree)
        if plain not in (b"constructor", b"prototype"):
            continue
        static = has_token(member, "static")
        if member.type == "field_definition":
            if plain == b"constructor" or static:
                yield name, f"a class field may not be named `{plain.decode()}`"
        elif static:
            if plain == b"prototype":
                yield name, "a static method may not be named `prototype`"
        elif plain == b"constructor":
            if any(has_token(member, token) for token in ("get", "set", "*", "async")):
                yield name, "a constructor is no getter, setter, generator or async method"
            elif seen:
                yield name, "a class has one constructor"
            seen = True


@rule(
    "duplicate-private-name",
    "class_body",
    example="class A { #a; #a }",
    source="ECMA-262 15.7.1 PrivateBoundIdentifiers",
)
def duplicate_private_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    seen: dict[bytes, set[str]] = {}
    for member, name in _members(node):
        if name.type != _PRIVATE:
            continue
        static = "static " if has_token(member, "static") else ""
        accessor = next((token for token in ("get", "set") if has_token(member, token)), "")
        before = seen.setdefault(text(name, tree), set())
        pair = static + {"get": "set", "set": "get"}.get(accessor, "")
        if before and (not accessor or before != {pair}):
            yield name, f"the private name `{word(name, tree)}` is declared twice"
        before.add(static + accessor)


_USES = lazy_compile(rb"#[\w$\\\x80-\xff]")


@rule(
    "undeclared-private-name",
    "program",
    example="class A { m() { this.#a } }",
    source="ECMA-262 15.7.1 AllPrivateIdentifiersValid",
)
def undeclared_private_name(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    """One sweep over the file: to climb from each use takes the square of the depth."""
    if _USES.search(tree.source) is None:
        return
    found = nodes_of(tree, ("class_body", _PRIVATE))
    places = [*found.get("class_body", ()), *found.get(_PRIVATE, ())]
    visible: Counter[str] = Counter()
    around: list[tuple[int, set[str]]] = []
    for place in sorted(places, key=lambda place: place.start_byte):
        while around and around[-1][0] <= place.start_byte:
            visible.subtract(around.pop()[1])
        if place.type == "class_body":
            around.append((place.end_byte, _declared(place, tree)))
            visible.update(around[-1][1])
        elif visible[_key(text(place, tree))] <= 0:
            yield place, f"no class around this declares `{word(place, tree)}`"


def _declared(body: Node, tree: SyntaxTree) -> set[str]:
    return {_key(text(name, tree)) for _, name in _members(body) if name.type == _PRIVATE}


def _key(name: bytes) -> str:
    return unescape(name.decode("utf-8", "replace")) or ""


@rule(
    "private-name-of-super",
    *CLASSES,
    example="class A extends B { #a; m() { super.#a } }",
    source="ECMA-262 13.3.7 SuperProperty",
)
def private_name_of_super(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    for found in _OF_SUPER.finditer(tree.source, node.start_byte, node.end_byte):
        leaf = node.descendant_for_byte_range(found.end() - 1, found.end())
        if leaf is not None and leaf.type == _PRIVATE:
            yield leaf, "`super` has no private names"


_OF_SUPER = lazy_compile(rb"super\s*\.\s*#")


@rule(
    "duplicate-proto",
    "object",
    example="({ __proto__: a, __proto__: b })",
    source="ECMA-262 13.2.5.1",
)
def duplicate_proto(node: Node, tree: SyntaxTree) -> Iterator[Found]:
    if text(node, tree).count(b"__proto__") < 2:
        return
    seen = False
    for child in node.named_children:
        key = child.child_by_field_name("key") if child.type == "pair" else None
        if key is not None and _plain_name(key, tree) == b"__proto__":
            if seen:
                yield key, "an object literal sets `__proto__` once"
            seen = True
