"""What a JavaScript scope declares: functions, classes and methods, of which the last one wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..declarations import Declarations, Declared, is_named, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node

_NAMED = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "class_declaration": "class",
}
_FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})


def _declared(scope: Node, source: bytes, wanted: bytes) -> Iterator[Declared]:
    in_class = scope.type == "class_body"
    for child in scope.named_children:
        if child.type == "method_definition" or (child.type == "pair" and not in_class):
            yield from _member(child, source, wanted)
            continue
        node = child
        if child.type == "export_statement":
            node = child.child_by_field_name("declaration") or child
        if node.type in _NAMED:
            yield from _named(node, _NAMED[node.type], source, wanted)
        elif node.type == "lexical_declaration":
            for declarator in node.named_children:
                value = declarator.child_by_field_name("value")
                if value is not None and value.type in (*_FUNCTIONS, "class"):
                    kind = "class" if value.type == "class" else "function"
                    yield from _named(declarator, kind, source, wanted)


def _named(node: Node, kind: str, source: bytes, wanted: bytes) -> Iterator[Declared]:
    name = node.child_by_field_name("name")
    if name is not None and name.type == "identifier" and is_named(name, source, wanted):
        yield Declared(text_of(name), text_of(name), kind, name, node)


def _member(node: Node, source: bytes, wanted: bytes) -> Iterator[Declared]:
    """A method. A getter and a setter stand side by side, a static one beside one that is not."""
    name = node.child_by_field_name("name") or node.child_by_field_name("key")
    value = node.child_by_field_name("value")
    if name is None or source[name.start_byte : name.end_byte].strip(b"'\"") != wanted:
        return
    if node.type == "pair" and (value is None or value.type not in _FUNCTIONS):
        return
    tokens = (child.type for child in node.children if not child.is_named)
    modifiers = frozenset(tokens) & {"static", "get", "set"}
    plain = text_of(name).strip("'\"")
    yield Declared(plain, (plain, modifiers), "method", name, node)


_IDENTIFIER = rb"(?P<%s>[\w$#]+)"
_DEFINES = (
    rb"(?:export[ \t]+)?(?:default[ \t]+)?(?:async[ \t]+)?function[ \t]*\*?[ \t]*",
    rb"(?:export[ \t]+)?(?:default[ \t]+)?class[ \t]+",
    rb"(?:export[ \t]+)?(?:const|let)[ \t]+",
)
_METHOD = (
    rb"(?:static[ \t]+)?(?:async[ \t]+)?(?:[gs]et[ \t]+)?\*?[ \t]*['\"]?(?P<name>[\w$#]+)['\"]?"
    rb"[ \t]*(?:\(|:[ \t]*(?:async\b|function\b|\(|\w+[ \t]*=>))"
)

DECLARATIONS = Declarations(
    line=lazy_compile(
        rb"^[ \t]*(?:(?:%s)(?=[\w$#])|(?!(?:if|for|while|switch|catch|return|function)\b)(?=%s))"
        rb"(?:(?:static|async|[gs]et)[ \t]+)*[*'\"]?(?P<name>[\w$#]+)"
        % (b"|".join(_DEFINES), _METHOD.replace(b"?P<name>", b"?:")),
        re.MULTILINE,
    ),
    scopes=frozenset({"program", "statement_block", "class_body", "object"}),
    declared=_declared,
    consequence="the last one wins and the other is dead code",
)
