"""JavaScript's errors: which expression fails, and in what way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..program import Assign, Call, Collection, Index, Mapping, Member, Name, Raise, Unary
from ..remedies import Remedies, Remedy, Site
from ..sites import calls, divisions, group, imports, loops, names, operations
from ..spelling import spell
from .facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..program import Node
    from ..remedies import Clue
    from ..sites import Find


def _property(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """x.name of null or undefined; x[name], and destructuring."""
    name = group(clue, "name")
    for part in parts:
        if (isinstance(part, Member) and part.name == name) or isinstance(part, Index):
            yield Site("null", part, part.object)
        elif isinstance(part, Assign) and isinstance(part.target, Mapping):
            yield Site("null", part.target, part.value)


def _no_function(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """f() where the message spells f."""
    told = group(clue, "name").removeprefix("(intermediate value)").rpartition(".")[2]
    for part in parts:
        if isinstance(part, Call):
            text = spell(part.function).rpartition(".")[2]
            if text == told or not told:
                yield Site("callable", part, part.function)


def _constant(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """x = …, x += …, x++ of a plain name."""
    for part in parts:
        if isinstance(part, Assign) and not part.declares and isinstance(part.target, Name):
            yield Site("constant", part, part.target)
        elif isinstance(part, Unary) and part.operator in ("++x", "--x", "x++", "x--"):
            yield Site("constant", part, part.operand)


def _parsed(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """JSON.parse(x), response.json(); of `undefined` the message says so."""
    for site in calls("convert", "parse", "json")(parts, clue):
        yield site._replace(given=(("absent", True),)) if group(clue, "absent") else site


def _count(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """text.repeat(n), new Array(n)."""
    yield from calls("negative", "repeat", "Array", "padStart", "padEnd")(parts, clue)


def _ranged(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """A call whose argument or receiver is out of range; none where the program says so itself."""
    if not any(isinstance(part, Raise) for part in parts):
        yield from calls("range", operand="argument")(parts, clue)
        yield from calls("range", operand="receiver")(parts, clue)


def _not_iterable(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """for (… of x), [...x], [a, b] = x."""
    yield from loops("null")(parts, clue)
    for part in parts:
        if isinstance(part, Assign) and isinstance(part.target, Collection):
            yield Site("null", part, part.value)


def _remedy(errors: str, pattern: str, find: Find, catchable: bool = False) -> Remedy:
    return Remedy(tuple(errors.split()), lazy_compile(pattern), find, catchable)


REMEDIES = Remedies(
    FACTS,
    (
        _remedy(
            "TypeError",
            r"^Cannot (?:read|set) propert(?:y|ies) (?:'\w+' )?of (?:undefined|null)"
            r"(?: \((?:reading|setting) '(?P<name>[^']*)'\))?",
            _property,
        ),
        _remedy("TypeError", r"^Cannot destructure", _property),
        _remedy(
            "TypeError",
            r"Reduce of empty array",
            calls("empty", "reduce", "reduceRight", operand="receiver"),
        ),
        _remedy(
            "TypeError",
            r"is not iterable|not a function or its return value is not iterable",
            _not_iterable,
        ),
        _remedy("TypeError", r"^(?P<name>\S+) is not a (?:function|constructor)", _no_function),
        _remedy(
            "TypeError",
            r"Cannot mix BigInt",
            operations("type", "+", "-", "*", "/", "%", "**", "<<", ">>", "&", "|", "^"),
        ),
        _remedy("TypeError", r"Assignment to constant variable", _constant),
        _remedy("ReferenceError", r"^(?P<name>[\w$]+) is not defined", names()),
        _remedy(
            "ReferenceError",
            r"^Cannot access '(?P<name>[\w$]+)' before initialization",
            names("early"),
        ),
        _remedy("RangeError", r"Maximum call stack", calls("endless", operand="function")),
        _remedy("RangeError", r"^Division by zero", divisions("/", "%")),
        _remedy("RangeError", r"^Invalid (?:count value|array length)", _count),
        _remedy(
            "RangeError",
            "",
            _ranged,
        ),
        _remedy("SyntaxError", r"^\"(?P<absent>undefined)\" is not valid JSON|JSON", _parsed, True),
        _remedy("Error", r"Cannot find (?:module|package)", imports),
        _remedy(
            "Error",
            r"^E[A-Z]+\b|^(?:connect|getaddrinfo|read|open|listen) E[A-Z]+"
            r"|\b[Tt]imed? ?-?out\b|socket hang up|[Nn]etwork error",
            calls("external"),
            True,
        ),
    ),
)
