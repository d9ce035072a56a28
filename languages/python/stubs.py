"""How a Python function is left for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..habits import Habit, Sighting, children, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...grammars import Node, SyntaxTree

_UNDONE = lazy_compile(rb"raise\s+NotImplementedError\b")
_EMPTY = (b"pass", b"...")
_ABSTRACT = lazy_compile(rb"abstract|overload")
# A class that promises what its subclasses do.
_PROMISES = lazy_compile(rb"class\s+(?:Base|Abstract|_Base)|\b(?:Protocol|ABC|ABCMeta|Interface)\b")


def _see(node: Node, _tree: SyntaxTree) -> Iterator[Sighting]:
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    if name is None or body is None:
        return
    statements = [child for child in children(body) if not _is_docstring(child)]
    if len(statements) != 1 or _is_meant(node, text(statements[0])):
        return
    called = text(name).decode("utf-8", "replace")
    does = text(statements[0]).split(b"\n")[0].decode("utf-8", "replace")
    message = f"function `{called}` is a stub: all it does is `{does}`"
    yield Sighting(node.start_byte, node.end_byte, name.start_byte, message, called)


def _is_meant(node: Node, statement: bytes) -> bool:
    """Whether the body is no stub, or one by design: abstract, an overload, a protocol's; or empty
    under a decorator, which does the work (`@group()`), or in a subclass, where it switches off
    what the base does.
    """
    empty = statement in _EMPTY
    if not empty and not _UNDONE.match(statement):
        return True
    around = node.parent
    if around is not None and around.type == "decorated_definition":
        decorators = [text(child) for child in around.children if child.type == "decorator"]
        if empty or any(map(_ABSTRACT.search, decorators)):
            return True
    owner = _class_of(node)
    if owner is None:
        return False
    bases = text(owner.child_by_field_name("superclasses"))
    header = b"class " + text(owner.child_by_field_name("name")) + bases
    return (empty and bases != b"") or _PROMISES.search(header) is not None


def _class_of(node: Node) -> Node | None:
    parent = node.parent
    while parent is not None and parent.type in ("decorated_definition", "block"):
        parent = parent.parent
    return parent if parent is not None and parent.type == "class_definition" else None


def _is_docstring(statement: Node) -> bool:
    # One build of the grammar wraps expressions in statements, the other does not.
    inner = children(statement)
    return statement.type == "string" or (
        statement.type == "expression_statement" and [one.type for one in inner] == ["string"]
    )


STUB = Habit(
    words=lazy_compile(rb"\bpass\b|\.\.\.|\bNotImplementedError\b"),
    kinds=("function_definition",),
    see=_see,
)
