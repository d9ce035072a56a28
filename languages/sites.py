"""Small finders of sites that catalogues are put together from: `Remedy.find` in one line.

Each is given the parts of the line, outermost first, and a clue, and yields the sites that fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .program import (
    Assign,
    Await,
    Binary,
    Call,
    Collection,
    Convert,
    ForEach,
    Import,
    Index,
    Literal,
    Member,
    Name,
    Slice,
    Unary,
)
from .remedies import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .program import Node
    from .remedies import Clue

    Find = Callable[[tuple[Node, ...], Clue], Iterator[Site]]


def group(clue: Clue, name: str) -> str:
    """What the message says there; "" if it doesn't."""
    return clue.match.groupdict().get(name) or ""


def members(kind: str = "null", by: str = "name") -> Find:
    """`x.name`, where the message tells the name (any, where it does not)."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        name = group(clue, by)
        for part in parts:
            if isinstance(part, Member) and (not name or part.name == name):
                yield Site(kind, part, part.object)

    return find


def indexes(kind: str, *given: str) -> Find:
    """`x[key]`; `given` are groups of the message that tell values."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        told = tuple((name, _number(group(clue, name))) for name in given if group(clue, name))
        for part in parts:
            if isinstance(part, Index) and _may_be(part.key, told):
                yield Site(kind, part, part.object, part.key, given=told)

    return find


def _may_be(key: Node, told: tuple[tuple[str, object], ...]) -> bool:
    """Whether a key can be the index that the message tells."""
    index = dict(told).get("index")
    if not isinstance(key, Literal) or not isinstance(index, int):
        return True
    return key.value == index


def _number(text: str) -> object:
    return int(text) if text.lstrip("-").isdigit() else text


def slices(*given: str) -> Find:
    """`x[low:high]`."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, Slice) and part.object is not None:
                yield Site("bounds", part, part.object, part.high or part.low)

    return find


def divisions(*operators: str) -> Find:
    """`x / y`, `x /= y`."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, Binary) and part.operator in operators:
                yield Site("zero", part, part.right)
            elif isinstance(part, Assign) and part.operator.removesuffix("=") in operators:
                yield Site("zero", part, part.value)
            elif isinstance(part, Call) and _callee(part) in ("divmod", "floorDiv", "floorMod"):
                yield Site("zero", part, part.arguments[-1].value if part.arguments else None)

    return find


def operations(kind: str, *operators: str) -> Find:
    """`x operator y`, where the message may tell the operator."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        told = group(clue, "operator")
        for part in parts:
            if isinstance(part, Binary) and part.operator in ((told,) if told else operators):
                yield Site(kind, part, part.left, part.right)
            elif isinstance(part, Assign) and part.value is not None:
                operator = part.operator.removesuffix("=")
                if operator and operator in ((told.removesuffix("="),) if told else operators):
                    yield Site(kind, part, part.target, part.value)

    return find


def calls(kind: str, *names: str, operand: str = "argument", by: str = "") -> Find:
    """`f(x)` for those names, or for all; the operand is the first argument, the receiver or the
    function.
    """

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        told = group(clue, by).rpartition(".")[2] if by else ""
        for part in parts:
            if not isinstance(part, Call):
                continue
            name = _callee(part)
            if (names and name not in names) or (told and name != told):
                continue
            yield Site(kind, part, _operand(part, operand), given=_given(clue))

    return find


def _given(clue: Clue) -> tuple[tuple[str, object], ...]:
    found = clue.match.groupdict()
    return (("value", found["value"]),) if found.get("value") is not None else ()


def _operand(part: Call, which: str) -> Node | None:
    if which == "function":
        return part.function
    if which == "receiver":
        return part.function.object if isinstance(part.function, Member) else None
    return part.arguments[0].value if part.arguments else None


def _callee(part: Call) -> str:
    function = part.function
    return function.name if isinstance(function, Member | Name) else ""


def loops(kind: str) -> Find:
    """`for … in x`, comprehensions' and spreads' too."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, ForEach):
                yield Site(kind, part, part.iterable)
            elif type(part).__name__ == "Clause":
                yield Site(kind, part, part[2])  # its iterable
            elif type(part).__name__ == "Spread":
                yield Site(kind, part, part[1])  # its value

    return find


def unpackings(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """`a, b = x`, `for a, b in x`."""
    for part in parts:
        if isinstance(part, Assign) and isinstance(part.target, Collection):
            yield Site("unpack", part, part.value)
        elif isinstance(part, ForEach) and isinstance(part.target, Collection):
            yield Site("unpack", part, part.iterable)


def names(kind: str = "undefined", by: str = "name") -> Find:
    """A use of the name that the message tells."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        told = group(clue, by)
        for part in parts:
            if isinstance(part, Name) and part.name == told:
                yield Site(kind, part, part)

    return find


def awaits(kind: str) -> Find:
    """`await x`."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, Await):
                yield Site(kind, part, part.value)

    return find


def conversions(kind: str = "type") -> Find:
    """`(T) x`, `x.(T)`."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, Convert):
                yield Site(kind, part, part.value, types=(part.type,))

    return find


def first_of(*finders: Find) -> Find:
    """What the finders find, one after the other."""

    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for one in finders:
            yield from one(parts, clue)

    return find


def imports(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """`import x`, `require("x")`."""
    for part in parts:
        if isinstance(part, Import) or (
            isinstance(part, Call) and _callee(part) in ("require", "import", "import_module")
        ):
            yield Site("import", part)


def pointers(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """All that may go through a pointer: `x.name`, `*x`, `x()`."""
    for part in parts:
        if isinstance(part, Member):
            yield Site("null", part, part.object)
        elif isinstance(part, Unary) and part.operator == "*":
            yield Site("null", part, part.operand)
