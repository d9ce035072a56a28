"""Which kinds of number an expression may give, as far as the functions of the program show it:
for the error that one kind was mixed with the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ...languages.spelling import spell
from ._judgement import ADDRESSES, UNRELATED, Evidence, Judgement, judgement
from ._modules import home_of

if TYPE_CHECKING:
    from ._judge import Case
    from ._replay import Side

DEEPEST = 4
_UNKNOWN = frozenset(("?",))


def mixed(case: Case) -> Judgement | None:
    """The verdict for `big + number`, where the kinds of both sides can be seen."""
    node = case.site.node
    if not isinstance(node, p.Binary) or case.site.kind != "type":
        return None
    before, after = case.before.steps[-1], case.after.steps[-1]
    now = _counterpart(node, before.function, after.function)
    if now is None:
        return None
    there = Evidence(f"now: `{spell(now)}`", after.path, now.place.line)
    here = Evidence(f"failed: `{spell(node)}`", before.path, node.place.line, "before")
    old = [
        kinds_of(one, case.before, before.path, before.function) for one in (node.left, node.right)
    ]
    new = [kinds_of(one, case.after, after.path, after.function) for one in (now.left, now.right)]
    if old == new:
        return None
    sides = [
        (was, one, other)
        for was, one, other in ((old[0], new[0], new[1]), (old[1], new[1], new[0]))
    ]
    for was, one, other in sides:
        certain = len(one) == 1 and "?" not in one
        if not certain or was == one or not (was & {"number", "?"} or "number" in one):
            continue
        if other == one or (other == _UNKNOWN and "number" in was and one == {"bigint"}):
            return judgement(
                ADDRESSES, f"both sides of `{spell(now)}` are of one kind", here, there
            )
    if (new[0] == {"bigint"} and "number" in new[1]) or (
        new[1] == {"bigint"} and "number" in new[0]
    ):
        return judgement(UNRELATED, f"`{spell(now)}` still mixes them", here, there)
    return None


def _counterpart(node: p.Binary, old: p.Function, new: p.Function) -> p.Binary | None:
    """The operation in the function after: the same, or the one in its order."""
    before = [
        one for one in p.walk(old) if isinstance(one, p.Binary) and one.operator == node.operator
    ]
    after = [
        one for one in p.walk(new) if isinstance(one, p.Binary) and one.operator == node.operator
    ]
    same = [one for one in after if spell(one) == spell(node)]
    if same:
        return same[0]
    place = next((n for n, one in enumerate(before) if one.place == node.place), None)
    return after[place] if place is not None and len(before) == len(after) else None


def kinds_of(
    node: p.Node, side: Side, path: str, function: p.Function, depth: int = 0
) -> frozenset[str]:
    """Of "bigint", "number", "text" and "?"."""
    if depth > DEEPEST:
        return _UNKNOWN

    def inner(one: p.Node) -> frozenset[str]:
        return kinds_of(one, side, path, function, depth + 1)

    if isinstance(node, p.Literal):
        kind = {"int": "number", "float": "number", "str": "text"}.get(node.kind, node.kind)
        return frozenset((kind,))
    if isinstance(node, p.Conditional):
        return inner(node.then) | inner(node.other)
    if isinstance(node, p.Logical):
        return inner(node.left) | inner(node.right)
    if isinstance(node, p.Group | p.Await):
        return inner(node.value)
    if isinstance(node, p.Binary):
        return _calculated(inner(node.left), inner(node.right), node.operator)
    if isinstance(node, p.Unary) and node.operator in ("-", "+"):
        return frozenset(("number",)) if node.operator == "+" else inner(node.operand)
    if isinstance(node, p.Member):
        return frozenset(("number",)) if node.name in ("length", "size") else _UNKNOWN
    if isinstance(node, p.Name):
        return _of_name(node.name, side, path, function, depth)
    if isinstance(node, p.Call):
        return _of_call(node, side, path, depth)
    return _UNKNOWN


def _calculated(left: frozenset[str], right: frozenset[str], operator: str) -> frozenset[str]:
    if operator == "+" and "text" in left | right:
        return frozenset(("text",))
    known = (left | right) - _UNKNOWN
    return known if len(known) == 1 and operator in _ARITHMETIC else _UNKNOWN


_ARITHMETIC = frozenset(("+", "-", "*", "/", "%", "**"))


def _of_name(name: str, side: Side, path: str, function: p.Function, depth: int) -> frozenset[str]:
    scopes: list[p.Node] = [function]
    file = side.image.file(path)
    if file is not None:
        scopes.append(file.as_function)
    for scope in scopes:
        if isinstance(scope, p.Function) and any(
            isinstance(one.target, p.Name) and one.target.name == name for one in scope.parameters
        ):
            return _UNKNOWN
        found = [
            one.value
            for one in p.walk(scope)
            if isinstance(one, p.Assign)
            and isinstance(one.target, p.Name)
            and one.target.name == name
            and one.value is not None
        ]
        if found:
            kinds = [kinds_of(one, side, path, function, depth + 1) for one in found]
            return frozenset().union(*kinds)
    return _UNKNOWN


_NUMBERS = frozenset(("Number", "parseInt", "parseFloat"))


def _of_call(node: p.Call, side: Side, path: str, depth: int) -> frozenset[str]:
    callee = node.function
    if isinstance(callee, p.Name):
        if callee.name == "BigInt":
            return frozenset(("bigint",))
        if callee.name in _NUMBERS:
            return frozenset(("number",))
        if callee.name == "String":
            return frozenset(("text",))
    if isinstance(callee, p.Member) and isinstance(callee.object, p.Name):
        if callee.object.name in ("Math", "Number"):
            return frozenset(("number",))
        if callee.object.name == "BigInt":
            return frozenset(("bigint",))
    home = home_of(side, path, callee)
    if home is None:
        return _UNKNOWN
    file, function = home
    function = file.with_body(function)
    if function.body is None:
        return _UNKNOWN
    kinds = [
        kinds_of(one.value, side, file.path, function, depth + 1)
        for one in p.walk(function.body)
        if isinstance(one, p.Return) and one.value is not None
    ]
    return frozenset().union(*kinds) if kinds else _UNKNOWN
