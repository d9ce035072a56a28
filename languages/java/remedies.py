"""Java's exceptions: which expression fails, and in what way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..program import Assign, Binary, Call, Convert, ForEach, Index, Member, Name
from ..remedies import Remedies, Remedy, Site
from ..sites import calls, divisions, first_of, group, indexes, loops, members
from ..spelling import spell
from .facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..program import Node
    from ..remedies import Clue
    from ..sites import Find


def _null(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """What helpful messages say: the method or field, and what is null."""
    name, what = group(clue, "name"), group(clue, "what")
    if name in _UNBOXING:
        yield from _unboxed(parts, what)
        return
    for part in parts:
        owner: Node | None = None
        if (isinstance(part, Member) and (not name or part.name == name)) or (
            isinstance(part, Index) and not name
        ):
            owner = part.object
        elif isinstance(part, ForEach):
            owner = part.iterable
        if owner is not None and _is_meant(owner, what, clue):
            yield Site("null", part, owner)


_UNBOXING = frozenset(
    f"{one}Value" for one in ["int", "long", "double", "float", "short", "byte", "char", "boolean"]
)


def _is_meant(node: Node, what: str, clue: Clue) -> bool:
    """Whether a node can be what the message calls null."""
    returned = group(clue, "returned")
    if returned:
        return isinstance(node, Call) and _name(node) == returned
    if not what or what.startswith("<local"):
        return True
    text = spell(node)
    return text == what or text == what.removeprefix("this.") or text == what.rpartition(".")[2]


def _name(node: Call) -> str:
    return node.function.name if isinstance(node.function, Member | Name) else ""


def _unboxed(parts: tuple[Node, ...], what: str) -> Iterator[Site]:
    """A box that becomes a number."""
    for part in parts:
        if isinstance(part, Binary):
            for side in (part.left, part.right):
                if isinstance(side, Call | Name | Member):
                    yield Site("null", part, side)
        elif isinstance(part, Assign) and part.value is not None:
            yield Site("null", part, part.value)


def _cast(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """(T) x."""
    for part in parts:
        if isinstance(part, Convert):
            actual = group(clue, "actual").rpartition(".")[2].rpartition("$")[2]
            given = (("actual", actual),) if actual else ()
            yield Site("type", part, part.value, types=(part.type,), given=given)


def _remedy(errors: str, pattern: str, find: Find, catchable: bool = False) -> Remedy:
    return Remedy(tuple(errors.split()), lazy_compile(pattern), find, catchable)


_GET = calls("bounds", "get", "set", "remove", "charAt", operand="receiver")


def _list(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """list.get(i), text.charAt(i)."""
    given = tuple(
        (name, int(text))
        for name in ("index", "length")
        if (text := group(clue, name)).lstrip("-").isdigit()
    )
    for site in _GET(parts, clue):
        call = site.node
        if isinstance(call, Call) and call.arguments:
            yield site._replace(key=call.arguments[0].value, given=given)


def _parts_of_texts(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """text.substring(low, high), list.subList(low, high)."""
    given = tuple(
        (name, int(text))
        for name in ("begin", "end", "length")
        if (text := group(clue, name)).lstrip("-").isdigit()
    )
    for site in calls("range", "substring", "subList", "subSequence", operand="receiver")(
        parts, clue
    ):
        yield site._replace(given=given)


_OUT = r"(?:[Ii]ndex:? ?)(?P<index>-?\d+)(?:.*(?:length|[Ss]ize):? (?P<length>\d+))?"

REMEDIES = Remedies(
    FACTS,
    (
        _remedy(
            "NullPointerException",
            r'Cannot (?:invoke "[^"]*?(?P<name>\w+)\(|(?:read|assign) field "(?P<field>\w+)"|'
            r"(?:load|store|read|enter|throw)).*?"
            r'(?:because (?:the return value of "[^"]*?(?P<returned>\w+)\([^"]*"|'
            r'"(?P<what>[^"]+)") is null)?$',
            _null,
        ),
        _remedy("NullPointerException", "", first_of(members(), indexes("null"))),
        _remedy("ArrayIndexOutOfBoundsException", _OUT, indexes("bounds", "index", "length")),
        _remedy("IndexOutOfBoundsException StringIndexOutOfBoundsException", _OUT, _list),
        _remedy(
            "StringIndexOutOfBoundsException IndexOutOfBoundsException",
            r"(?:begin (?P<begin>-?\d+), end (?P<end>-?\d+), length (?P<length>\d+))"
            r"|begin|range|Index",
            _parts_of_texts,
        ),
        _remedy("ClassCastException", r"(?:class (?P<actual>[\w.$]+) cannot be cast to)?", _cast),
        _remedy(
            "UnsupportedOperationException",
            "",
            calls(
                "fixed",
                "add",
                "put",
                "addFirst",
                "addLast",
                "remove",
                "set",
                "clear",
                "addAll",
                "putAll",
                "removeIf",
                "sort",
                "push",
                "merge",
                "computeIfAbsent",
                operand="receiver",
            ),
        ),
        _remedy(
            "NumberFormatException",
            r'For input string: "(?P<value>[^"]*)"',
            calls("convert", "parseInt", "parseLong", "parseDouble", "valueOf", "decode"),
            True,
        ),
        _remedy(
            "NumberFormatException",
            "",
            calls("convert", "parseInt", "parseLong", "parseDouble", "valueOf"),
            True,
        ),
        _remedy("ConcurrentModificationException", "", loops("modified")),
        _remedy("ArithmeticException", "zero", divisions("/", "%")),
        _remedy(
            "NoSuchElementException",
            "",
            first_of(
                calls(
                    "empty",
                    "next",
                    "getFirst",
                    "getLast",
                    "removeFirst",
                    "removeLast",
                    "element",
                    "get",
                    "orElseThrow",
                    "nextLine",
                    "nextInt",
                    "nextLong",
                    "nextDouble",
                    "pop",
                    "remove",
                    "firstKey",
                    "lastKey",
                    "getAsInt",
                    "getAsDouble",
                    "getAsLong",
                    operand="receiver",
                )
            ),
            True,
        ),
        _remedy(
            "InputMismatchException",
            "",
            calls("mismatch", "nextInt", "nextDouble", "nextLong", operand="receiver"),
            True,
        ),
        _remedy("StackOverflowError", "", calls("endless", operand="function")),
        _remedy(
            "DateTimeParseException",
            r"(?:Text '(?P<value>[^']*)')?",
            calls("convert", "parse"),
            True,
        ),
        _remedy(
            "IOException FileNotFoundException NoSuchFileException ConnectException "
            "SocketTimeoutException UnknownHostException UncheckedIOException SQLException "
            "TimeoutException",
            "",
            calls("external"),
            True,
        ),
    ),
)
