"""Where V8 says that something happened, and how it spells the expression: for messages and traces.

Measured on node 20.20: a member's error is at its name (behind a call: at its dot), an index's at
its bracket, a call's at the last token of what is called (its parenthesis where that is no name),
an assignment's at its operator.
"""

from __future__ import annotations

from typing import Any

from .. import program as p


def offset(node: Any, source: bytes, *, assigns: bool = False) -> int:
    """The byte at which V8 places `node`."""
    if assigns and isinstance(node, (p.Member, p.Index, p.Name)):
        return _after_spaces(source, node.place.end)
    if isinstance(node, p.Member):
        start = node.place.end - len(node.name.encode())
        return _dot(source, node, start) if _goes_on(node, source) else start
    if isinstance(node, p.Index):
        return source.find(b"[", node.object.place.end)
    if isinstance(node, p.Call) and not node.new:
        return _call(node, source)
    if isinstance(node, p.Binary):
        return source.find(node.operator.encode(), node.left.place.end)
    if isinstance(node, p.Mapping) and node.entries:
        return node.entries[0].place.start
    return node.place.start  # type: ignore[no-any-return]


def _goes_on(node: p.Member, source: bytes) -> bool:
    """Whether a call or an optional link stands before the member in its chain: V8's parser is in
    another function then, which places it at the dot.
    """
    link: Any = node
    while isinstance(link, (p.Member, p.Index)):
        if link.optional:
            return True
        inner = link.object
        if source[inner.place.end : link.place.end].lstrip().startswith(b")"):
            return False  # in parentheses: a chain of its own
        link = inner
    return isinstance(link, p.Call) and not link.new


def _dot(source: bytes, node: p.Member, name: int) -> int:
    mark = b"?." if node.optional else b"."
    return source.rfind(mark, node.object.place.end, name)


def _call(node: p.Call, source: bytes) -> int:
    function = node.function
    if isinstance(function, p.Member) and not function.name.startswith("#"):
        return function.place.end - len(function.name.encode())
    if isinstance(function, p.Name):
        return function.place.start
    return source.find(b"(", function.place.end)


def _after_spaces(source: bytes, start: int) -> int:
    while start < len(source) and source[start : start + 1].isspace():
        start += 1
    return start


def column(source: bytes, start: int) -> tuple[int, int]:
    """(line, column) of a byte, both from 1; columns are UTF-16 code units."""
    line_start = source.rfind(b"\n", 0, start) + 1
    line = source.count(b"\n", 0, start) + 1
    before = source[line_start:start]
    if before.isascii():
        return line, len(before) + 1
    return line, len(before.decode("utf-8", "replace").encode("utf-16-le")) // 2 + 1


def spell(node: Any) -> str:
    """An expression as V8's messages have it."""
    if isinstance(node, p.Name):
        return node.name
    if isinstance(node, p.Member):
        dot = "?." if node.optional else "."
        return f"{spell(node.object)}{dot}{node.name}"
    if isinstance(node, p.Index):
        if isinstance(node.key, p.Literal) and node.key.kind == "str":
            return f"{spell(node.object)}.{node.key.value}"
        return f"{spell(node.object)}[{spell(node.key)}]"
    if isinstance(node, p.Call):
        return f"{spell(node.function)}(...)"
    if isinstance(node, p.Literal):
        return _literal(node)
    if isinstance(node, p.Group):
        return spell(node.value)
    if isinstance(node, p.Unary) and node.operator in ("!", "-", "+", "not"):
        return f"({'!' if node.operator == 'not' else node.operator}{spell(node.operand)})"
    if isinstance(node, p.Binary):
        return f"({spell(node.left)} {node.operator} {spell(node.right)})"
    if isinstance(node, p.Collection) and node.kind == "array":
        return f"[{','.join(spell(one) for one in node.items)}]"
    return "(intermediate value)"


def _literal(node: p.Literal) -> str:
    if node.kind == "str":
        return f'"{node.value}"'
    if node.kind == "null":
        return "null"
    if node.kind == "bool":
        return "true" if node.value else "false"
    return "undefined" if node.kind == "undefined" else str(node.value)
