"""What a refusal says: words and expressions that tell which value was at fault.

The parts of a message are texts and nodes; each language writes them in its own way (a template, a
format, a sum of strings).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Union

from .fix_places import definition, names_in
from .program import (
    Await,
    Call,
    Convert,
    Function,
    Group,
    Index,
    Literal,
    Member,
    Name,
    Spread,
    Unary,
)

if TYPE_CHECKING:
    from .fix_failure import Site
    from .program import Node

Part = Union[str, "Node"]
_GETTERS = re.compile(r"^(?:get|find|fetch|load|read|lookup|parse|to|as)(?=[A-Z_])")
_DEEPEST = 4

# Names that tell nothing about what they hold.
_VAGUE = frozenset(("to", "from", "key", "id", "name", "i", "j", "k", "index", "n", "what", "who"))


def words(name: str) -> str:
    """`unitPrice`, `unit_price`, `#unitPrice` → "unit price"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name.lstrip("#_$"))
    return spaced.strip().lower() or name


def singular(plural: str) -> str:
    """`accounts` → `account`, `entries` → `entry`; "" for what is no plural."""
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural[:-1] if plural.endswith("s") and not plural.endswith("ss") else ""


def called(node: Node) -> str:
    """What a person calls the value: the last name in the expression, "" without one."""
    if isinstance(node, Name):
        return "" if node.name in ("this", "self") else words(node.name)
    if isinstance(node, Member):
        return words(node.name)
    if isinstance(node, Await | Group | Spread | Convert):
        return called(node.value)
    if isinstance(node, Unary):
        return called(node.operand)
    if isinstance(node, Index):
        return called(node.object)
    if isinstance(node, Call):
        name = called(node.function)
        return words(_GETTERS.sub("", _last(node.function))) if name else ""
    return ""


def _last(node: Node) -> str:
    return node.name if isinstance(node, Member | Name) else ""


def missing(site: Site, node: Node, depth: int = 0) -> tuple[Part, ...]:
    """What to say where `node` turns out to be nothing."""
    if isinstance(node, Await | Group | Spread | Convert):
        return missing(site, node.value, depth)
    if isinstance(node, Index) and _tells(node.key):
        kind = singular(called(node.object))
        return (
            (f"no {kind} ", node.key) if kind and called(node.key) in _VAGUE else _unknown(node.key)
        )
    if isinstance(node, Call):
        return _not_found(site, node, depth)
    if isinstance(node, Name) and depth < _DEEPEST:
        if node.name not in _parameters(site):
            given = definition(site.scope, node.name, node.place.start)
            if given is not None and given.value is not None:
                inner = missing(site, given.value, depth + 1)
                return inner if len(inner) > 1 else (f"no {called(node)}",)
        return (f"{called(node)} is missing",)
    if isinstance(node, Member):
        return (f"{called(node)} is missing",)
    return _by_parameters(site, node)


def nothing(site: Site, node: Node) -> tuple[Part, ...]:
    """What to say where the collection `node` turns out to be empty."""
    given = _origin(site, node) if isinstance(node, Name) else node
    for _ in range(_DEEPEST):
        if given is None:
            break
        found = _by_parameters(site, given)
        if len(found) > 1:
            return ("nothing for ", *found[1:])
        given = _origin(site, given)
    return (f"there are no {called(node) or 'values'}",)


def _origin(site: Site, node: Node) -> Node | None:
    """What the first name in it that is a local was made of."""
    for name in _names(node):
        given = definition(site.scope, name.name, name.place.start)
        if given is not None and given.value is not None:
            return given.value
    return None


def _not_found(site: Site, node: Call, depth: int) -> tuple[Part, ...]:
    for argument in node.arguments:
        if _tells(argument.value):
            holder = node.function.object if isinstance(node.function, Member) else node.function
            return _looked_up(holder, argument.value)
        told = literal(argument.value)
        if isinstance(told, str) and told.isidentifier():
            return (f"no {told}",)
    own = _parameters(site)
    for argument in node.arguments:
        if isinstance(argument.value, Function):
            for one in _names(argument.value):
                if one.name in own:
                    return _unknown(one)
    if isinstance(node.function, Member):
        inner = missing(site, node.function.object, depth + 1) if node.arguments else ()
        if len(inner) > 1:
            return inner
    return (f"no {called(node)}" if called(node) else "nothing found",)


def _by_parameters(site: Site, node: Node) -> tuple[Part, ...]:
    own = _parameters(site)
    for one in _names(node):
        if one.name in own and not _is_container(site, one.name):
            return _unknown(one)
    return (f"no {called(node)}" if called(node) else "nothing found",)


def _looked_up(holder: Node, key: Node) -> tuple[Part, ...]:
    """A key whose name tells nothing is told by what it was looked up in."""
    kind = singular(called(holder))
    return (f"no {kind} ", key) if kind and called(key) in _VAGUE else _unknown(key)


def _unknown(key: Node) -> tuple[Part, ...]:
    return (f"unknown {called(key)} ", key)


def _tells(node: Node) -> bool:
    """Whether a value tells what was looked for."""
    return isinstance(node, Name | Member) and bool(called(node))


def _names(node: Node) -> list[Name]:
    from .program import walk

    return [one for one in walk(node) if isinstance(one, Name)]


def _is_container(site: Site, name: str) -> bool:
    """Whether something is taken out of it or asked of it: such a value tells nothing as a text."""
    from .program import ForEach, walk

    for one in walk(site.scope):
        held = one.object if isinstance(one, Member | Index) else None
        held = one.iterable if isinstance(one, ForEach) else held
        if isinstance(held, Name) and held.name == name:
            return True
    return False


def _parameters(site: Site) -> set[str]:
    function = site.function
    if function is None:
        return set()
    found: set[str] = set()
    for one in function.parameters:
        found |= names_in(one.target)
    return found


def literal(node: Node) -> object:
    """The value of a literal, also behind a sign; None for anything else."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Unary) and node.operator == "-" and isinstance(node.operand, Literal):
        value = node.operand.value
        return -value if isinstance(value, int | float) else None
    return None
