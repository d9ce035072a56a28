"""`match`: its cases and their patterns. Python reference, 8.6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lowering_tools import Handler, Lowerer, parts, place, present, span
from ...program import Binary, Case, Collection, Literal, Member, Name, Node, Opaque, Switch, Unary

if TYPE_CHECKING:
    from ....grammars import Node as SyntaxNode


def _match(at: Lowerer, node: SyntaxNode) -> Node:
    subjects = at.all(node.children_by_field_name("subject"))
    if not subjects:
        return at.opaque(node)
    subject = subjects[0]
    if len(subjects) > 1:
        subject = Collection(span(subjects[0][0], subjects[-1][0]), "tuple", subjects)
    body = node.child_by_field_name("body")
    clauses = [] if body is None else parts(body)
    cases = [_case(at, clause) for clause in clauses if clause.type == "case_clause"]
    return Switch(place(node), subject, tuple(cases), "match")


def _case(at: Lowerer, node: SyntaxNode) -> Case:
    patterns = [child for child in parts(node) if child.type == "case_pattern"]
    guard = node.child_by_field_name("guard")
    test = None if guard is None else next(iter(at.all(parts(guard))), None)
    body = at.block(node.child_by_field_name("consequence"), node)
    return Case(place(node), _values(at, patterns), body, test)


def _values(at: Lowerer, patterns: list[SyntaxNode]) -> tuple[Node, ...]:
    """`_` has none, `a | b` several, `a, b` is one sequence."""
    if len(patterns) != 1:
        where = span(place(patterns[0]), place(patterns[-1])) if patterns else None
        lowered = tuple([_pattern(at, one) for one in patterns])
        return () if where is None else (Opaque(where, "tuple_pattern", lowered),)
    inner = parts(patterns[0])
    if not inner and at.text(patterns[0]) == "_":
        return ()
    if len(inner) == 1 and inner[0].type == "union_pattern":
        return _alternatives(at, inner[0])
    return (_pattern(at, patterns[0]),)


def _alternatives(at: Lowerer, node: SyntaxNode) -> tuple[Node, ...]:
    """What stands between `|`. A minus and `_` are marks without a node around them here."""
    found: list[Node] = []
    minus: SyntaxNode | None = None
    for child in node.children:
        if child.type == "-":
            minus = child
        elif child.type == "_":
            found.append(Name(place(child), "_"))
        elif child.is_named and not child.is_extra:
            found.append(_negated(minus, _inner_pattern(at, child)))
            minus = None
    return tuple(found)


def _negated(minus: SyntaxNode | None, value: Node) -> Node:
    return value if minus is None else Unary(span(place(minus), value[0]), "-", value)


def _complex(at: Lowerer, node: SyntaxNode) -> Node:
    """`-1 + 2j`."""
    children = present(node, 3)
    minus = children[0] if children[0].type == "-" else None
    if len(children) != 3 + (minus is not None):
        return at.opaque(node)
    left, sign, right = children[-3:]
    first = _negated(minus, at.lower(left))
    return Binary(place(node), sign.type, first, at.lower(right))


def _pattern(at: Lowerer, node: SyntaxNode) -> Node:
    """A value, a Name that captures, or Opaque."""
    inner = parts(node)
    if node.type != "case_pattern":
        return _inner_pattern(at, node)
    if len(inner) == 1:
        mark = node.children[0]
        return _negated(mark if mark.type == "-" else None, _inner_pattern(at, inner[0]))
    return Opaque(place(node), "case_pattern", tuple([_inner_pattern(at, one) for one in inner]))


def _inner_pattern(at: Lowerer, node: SyntaxNode) -> Node:
    if node.type == "dotted_name":
        return dotted(at, node)
    if node.type == "case_pattern":
        return _pattern(at, node)
    if node.type in _SPECIAL:
        return _SPECIAL[node.type](at, node)
    if node.type.endswith("_pattern"):
        inner = tuple([_inner_pattern(at, one) for one in parts(node)])
        return Opaque(place(node), node.type, inner)
    return at.lower(node)


def _keyword(at: Lowerer, node: SyntaxNode) -> Node:
    """`name=pattern` in a class pattern; the attribute's name is a text, not a variable."""
    first, *rest = parts(node) or [node]
    attribute = Literal(place(first), "str", at.text(first))
    found = tuple([_inner_pattern(at, one) for one in rest])
    return Opaque(place(node), node.type, (attribute, *found))


_SPECIAL: dict[str, Handler] = {"keyword_pattern": _keyword, "complex_pattern": _complex}


def dotted(at: Lowerer, node: SyntaxNode) -> Node:
    """`a.b.c` where the grammar has a name of several parts."""
    first, *rest = parts(node) or [node]
    whole: Node = Name(place(first), at.text(first))
    for part in rest:
        whole = Member(span(whole[0], place(part)), whole, at.text(part))
    return whole


HANDLERS: dict[str, Handler] = {"match_statement": _match, "dotted_name": dotted}
