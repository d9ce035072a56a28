"""Where in a function a mend goes: the statement around an expression, and how far up a guard may.

A guard that stands behind a change of state leaves half of a request done when it refuses; so it
goes above the changes that it does not depend on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy_compile
from .fix_failure import trail_to
from .program import (
    Assign,
    Block,
    Call,
    Case,
    Comprehension,
    Conditional,
    Deferred,
    Expression,
    For,
    Function,
    Index,
    Literal,
    Logical,
    Member,
    Module,
    Name,
    Parameter,
    Try,
    Unary,
    While,
    With,
    walk,
)

if TYPE_CHECKING:
    from .fix_failure import Site
    from .fix_tools import Source
    from .program import Node

# Calls whose result nobody takes change something; these only look, wait, tell or put in order.
_CHANGES_NOTHING = lazy_compile(
    r"(?i)^(?:check|validate|require|assert|ensure|log|print|sort|r?lock|r?unlock|wait|done|close|"
    r"debug|info|warn|error|format|write)"
)


class Spot(NamedTuple):
    """A statement among its siblings. `above` are the nodes around it, outermost first."""

    statement: Node
    siblings: tuple[Node, ...]
    position: int
    above: tuple[Node, ...]

    def upwards(self) -> tuple[Node, ...]:
        """The siblings before it, the nearest first."""
        return self.siblings[: self.position][::-1]


def spot(site: Site, node: Node) -> Spot | None:
    """The innermost statement around `node` that lines can be put above; None where that would
    change when `node` is evaluated: in a condition's branch, a loop's head, a lambda's value.
    """
    path = trail_to(site.trail[0], node)
    for at in range(len(path) - 1, 0, -1):
        above, below = path[at - 1], path[at]
        siblings = _siblings(site.source, path, at - 1)
        if siblings is not None and below in siblings:
            if not site.source.begins_line(below.place.start):
                return None
            return Spot(below, siblings, siblings.index(below), path[:at])
        if _is_conditional(above, below):
            return None
    return None


def _siblings(source: Source, path: tuple[Node, ...], at: int) -> tuple[Node, ...] | None:
    node = path[at]
    if isinstance(node, Module):
        return node.body
    if not isinstance(node, Block):
        return None
    is_braced = source.data[node.place.start : node.place.start + 1] == b"{"
    if is_braced or (at and isinstance(path[at - 1], Case)):
        return node.statements
    # Go's blocks may be the statements alone; a lambda's value and a lone statement are not it.
    if at and isinstance(path[at - 1], Function) and len(node.statements) > 1:
        return node.statements
    return None


def _is_conditional(above: Node, below: Node) -> bool:
    """Whether `below` is not evaluated exactly once when `above` is."""
    if isinstance(above, Logical):
        return below is above.right
    if isinstance(above, Conditional):
        return below is not above.test
    if isinstance(above, While):
        return True
    if isinstance(above, For):
        return below is not above.first
    return isinstance(above, Function | Comprehension | Deferred)


def names_in(node: Node) -> set[str]:
    """The plain names that are used in it."""
    return {one.name for one in walk(node) if isinstance(one, Name)}


def assigned(node: Node) -> set[str]:
    """The plain names that are given a value in it."""
    found: set[str] = set()
    for one in walk(node):
        if isinstance(one, Assign):
            found |= names_in(one.target) if not isinstance(one.target, Member | Index) else set()
        elif isinstance(one, Unary) and isinstance(one.operand, Name) and _steps(one):
            found.add(one.operand.name)
    return found


def _steps(node: Unary) -> bool:
    return "++" in node.operator or "--" in node.operator


def changed(source: Source, statement: Node) -> list[str]:
    """The objects whose state the statement changes, as written; [] where none is seen to."""
    node = statement.value if isinstance(statement, Expression) else statement
    found: list[str] = []
    if isinstance(node, Assign) and isinstance(node.target, Member | Index):
        found.append(source.text(node.target))
    elif isinstance(node, Unary) and isinstance(node.operand, Member | Index) and _steps(node):
        found.append(source.text(node.operand))
    elif (
        isinstance(node, Call)
        and isinstance(node.function, Member)
        and not _CHANGES_NOTHING.match(node.function.name)
    ):
        found.append(source.text(node.function.object))
    return found


def earliest(source: Source, at: Spot, condition: Node) -> Node:
    """The statement above which a guard on `condition` belongs: the first of the changes of state
    that stand before the failing statement, where the guard can be asked there already.
    """
    needed = names_in(condition)
    wanted = source.text(condition)
    best = at.statement
    for before in at.upwards():
        if assigned(before) & needed:
            break
        what = changed(source, before)
        if any(one in wanted or one.startswith(wanted) for one in what):
            break
        if what and source.begins_line(before.place.start):
            best = before
        if isinstance(before, Try | With):
            break
    return best


def definition(scope: Node, name: str, before: int) -> Assign | None:
    """The nearest declaration of the plain name `name` (also in a pattern) above byte `before`;
    without one, the nearest assignment.
    """
    found = None
    for one in walk(scope):
        if isinstance(one, Assign) and one.place.end <= before and one.value is not None:
            is_new = found is None or bool(one.declares) or not found.declares
            if (
                is_new
                and not isinstance(one.target, Member | Index)
                and name in names_in(one.target)
            ):
                found = one
    return found


def is_plain(node: Node) -> bool:
    """Whether it can be evaluated twice: names, members and indexes alone."""
    return all(isinstance(one, Name | Member | Index | Literal) for one in walk(node))


def fresh(scope: Node, *wanted: str) -> str:
    """The first of the names, then the last with a number, that nothing in `scope` has."""
    taken: set[str] = set()
    for one in walk(scope):
        if isinstance(one, Name):
            taken.add(one.name)
        elif isinstance(one, Parameter) and isinstance(one.target, Name):
            taken.add(one.target.name)
    for name in wanted:
        if name not in taken:
            return name
    number = 2
    while f"{wanted[-1]}{number}" in taken:
        number += 1
    return f"{wanted[-1]}{number}"
