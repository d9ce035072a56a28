"""Python's errors: which expression fails, and in what way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..program import Assign, Binary, Call, Collection, Index, Member
from ..remedies import Remedies, Remedy, Site
from ..sites import (
    awaits,
    calls,
    divisions,
    first_of,
    group,
    imports,
    indexes,
    loops,
    members,
    names,
    operations,
    unpackings,
)
from .facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..program import Node
    from ..remedies import Clue
    from ..sites import Find


def _key(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """d[key]; the message is the key's repr."""
    given = (("key", _value(clue.message)),)
    for part in parts:
        if isinstance(part, Index):
            yield Site("missing", part, part.object, part.key, given=given)
        elif (
            isinstance(part, Call)
            and isinstance(part.function, Member)
            and part.function.name in ("pop", "remove")
            and part.arguments
        ):
            key = part.arguments[0].value
            yield Site("missing", part, part.function.object, key, given=given)


def _value(text: str) -> object:
    """The value of a key's repr; the text itself for what is no literal."""
    import ast  # only for a KeyError

    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text


def _types(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """left operator right, whose types the message tells."""
    left, right = group(clue, "left"), group(clue, "right")
    for site in operations("type", "+", "-", "*", "/", "//", "%", "<", ">", "<=", ">=")(
        parts, clue
    ):
        if "NoneType" in (left, right):
            one = site.operand if left == "NoneType" else site.key
            yield Site("null", site.node, one)
        else:
            yield site._replace(types=(left, right))


def _joined(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """text + number: can only concatenate str."""
    other = group(clue, "right")
    for site in operations("type", "+")(parts, clue):
        if other == "NoneType":
            yield Site("null", site.node, site.key)
        else:
            yield site._replace(types=(group(clue, "left"), other))


def _iterated(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """What is handed to something that iterates over it."""
    for part in parts:
        if isinstance(part, Call) and part.arguments and not isinstance(part.function, Call):
            yield Site("null", part, part.arguments[0].value)
        elif isinstance(part, Assign) and isinstance(part.target, Collection):
            yield Site("null", part, part.value)


def _unpacked(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """a, b = None."""
    for site in unpackings(parts, clue):
        yield site._replace(kind="null")


def _coroutines(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """What should have been awaited before it was used."""
    for part in parts:
        if isinstance(part, Index | Member):
            yield Site("coroutine", part, part.object)
        elif isinstance(part, Binary):
            yield Site("coroutine", part, part.left, part.right)


def _remedy(errors: str, pattern: str, find: Find, catchable: bool = False) -> Remedy:
    return Remedy(tuple(errors.split()), lazy_compile(pattern), find, catchable)


_FIRST_OF_OWNER = calls("empty", "pop", "popleft", "popitem", operand="receiver")
_FIRST_OF_ARGUMENT = calls("empty", "max", "min", "next", "choice", "mean", "median")

REMEDIES = Remedies(
    FACTS,
    (
        _remedy("KeyError", "", _key, True),
        _remedy(
            "AttributeError", r"^'NoneType' object has no attribute '(?P<name>\w+)'", members()
        ),
        _remedy("AttributeError", r"has no attribute '(?P<name>\w+)'", members("attribute")),
        _remedy("TypeError", r"^'NoneType' object is not subscriptable", indexes("null")),
        _remedy("TypeError", r"^'NoneType' object does not support item", indexes("null")),
        _remedy(
            "TypeError",
            r"^'NoneType' object is not iterable|NoneType'? is not iterable",
            first_of(loops("null"), _iterated),
        ),
        _remedy(
            "TypeError", r"^'NoneType' object is not callable", calls("null", operand="function")
        ),
        _remedy("TypeError", r"^cannot unpack non-iterable NoneType", _unpacked),
        _remedy("TypeError", r"object of type 'NoneType' has no len", calls("null", "len")),
        _remedy(
            "TypeError", r"argument must be .*not '?NoneType", calls("null", operand="argument")
        ),
        _remedy(
            "TypeError",
            r"unsupported operand type\(s\) for (?P<operator>\S+): "
            r"'(?P<left>\w+)' and '(?P<right>\w+)'",
            _types,
        ),
        _remedy(
            "TypeError",
            r"'(?P<operator>[<>]=?)' not supported between instances of "
            r"'(?P<left>\w+)' and '(?P<right>\w+)'",
            _types,
        ),
        _remedy(
            "TypeError", r'can only concatenate (?P<left>\w+) \(not "(?P<right>\w+)"\)', _joined
        ),
        _remedy("TypeError", r"can't be used in 'await' expression", awaits("awaited")),
        _remedy("TypeError AttributeError", r"coroutine", _coroutines),
        _remedy(
            "TypeError",
            r"^(?:[\w.<>]+\.)?(?P<name>\w+)\(\) (?:missing|takes|got)",
            calls("arguments", by="name"),
        ),
        _remedy("UnboundLocalError", r"variable '(?P<name>\w+)'", names("unbound")),
        _remedy("NameError", r"free variable '(?P<name>\w+)'", names("unbound")),
        _remedy("NameError", r"name '(?P<name>\w+)' is not defined", names()),
        _remedy("IndexError", r"pop from", _FIRST_OF_OWNER),
        _remedy("IndexError", r"Cannot choose from an empty", _FIRST_OF_ARGUMENT),
        _remedy("IndexError", "", first_of(indexes("bounds"), _FIRST_OF_OWNER), True),
        _remedy("ZeroDivisionError", "", divisions("/", "//", "%", "divmod"), True),
        _remedy(
            "ValueError",
            r"invalid literal for int\(\) with base \d+: '(?P<value>.*)'$",
            calls("convert", "int"),
            True,
        ),
        _remedy(
            "ValueError",
            r"could not convert string to float: '(?P<value>.*)'$",
            calls("convert", "float"),
            True,
        ),
        _remedy("ValueError", r"(?:not enough|too many) values to unpack", unpackings, True),
        _remedy("ValueError", r"empty sequence|empty iterable|is empty", _FIRST_OF_ARGUMENT, True),
        _remedy("StatisticsError", "", _FIRST_OF_ARGUMENT, True),
        _remedy("StopIteration", "", calls("empty", "next"), True),
        _remedy(
            "RuntimeError",
            r"changed size during iteration|mutated during iteration",
            loops("modified"),
        ),
        _remedy("RecursionError", "", calls("endless", operand="function")),
        _remedy("JSONDecodeError", "", calls("convert", "loads", "load", "json"), True),
        _remedy("ImportError ModuleNotFoundError", "", imports),
        _remedy(
            "FileNotFoundError PermissionError IsADirectoryError NotADirectoryError "
            "FileExistsError ConnectionError ConnectionRefusedError ConnectionResetError "
            "ConnectionAbortedError BrokenPipeError TimeoutError OSError gaierror URLError "
            "HTTPError UnicodeDecodeError UnicodeEncodeError OperationalError IntegrityError "
            "BlockingIOError EOFError",
            "",
            calls("external"),
            True,
        ),
        _remedy("ValueError", "", calls("external"), True),
    ),
)
