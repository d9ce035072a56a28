"""Go's panics and fatal errors: which expression fails, and in what way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..program import (
    Assign,
    Call,
    Convert,
    ForEach,
    Index,
    Member,
    Name,
    Send,
    Unary,
)
from ..remedies import Remedies, Remedy, Site
from ..sites import divisions, first_of, group, indexes, pointers, slices
from .facts import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..program import Node
    from ..remedies import Clue
    from ..sites import Find


def _nil_map(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """m[key] = value of a nil map."""
    for part in parts:
        if isinstance(part, Assign) and isinstance(part.target, Index):
            yield Site("null", part.target, part.target.object, part.target.key)
        elif isinstance(part, Unary) and isinstance(part.operand, Index):
            target = part.operand
            yield Site("null", target, target.object, target.key)


def _shared_map(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """m[key] of a map that several goroutines use."""
    for part in parts:
        if isinstance(part, Index):
            yield Site("concurrent", part, part.object, part.key)
        elif isinstance(part, ForEach) and part.place.line == clue.frame.line:
            yield Site("concurrent", part, part.iterable)


def _assertion(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """x.(T)."""
    for part in parts:
        if isinstance(part, Convert) and part.kind == "assert":
            actual = group(clue, "actual")
            given = (("actual", actual.replace("main.", "")),) if actual else ()
            yield Site("type", part, part.value, types=(part.type,), given=given)


def _channel(kind: str) -> Find:
    def find(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
        for part in parts:
            if isinstance(part, Send) and kind == "send":
                yield Site("closed", part, part.channel)
            elif (
                isinstance(part, Call)
                and isinstance(part.function, Name)
                and part.function.name == "close"
                and kind == "close"
            ):
                yield Site("closed", part, part.arguments[0].value)

    return find


def _waiting(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """What waits: a receive, a send, a loop over a channel, Wait and Lock."""
    line = clue.frame.line
    for part in parts:
        if isinstance(part, Send):
            yield Site("deadlock", part, part.channel)
        elif isinstance(part, Unary) and part.operator == "<-":
            yield Site("deadlock", part, part.operand)
        elif isinstance(part, ForEach) and part.place.line == line:
            yield Site("deadlock", part, part.iterable)
        elif (
            isinstance(part, Call)
            and isinstance(part.function, Member)
            and part.function.name in ("Wait", "Lock", "RLock")
        ):
            yield Site("deadlock", part, part.function.object)


def _calls_through(parts: tuple[Node, ...], clue: Clue) -> Iterator[Site]:
    """f() of a nil function."""
    if any(True for _ in pointers(parts, clue)):
        return
    for part in parts:
        if isinstance(part, Call) and isinstance(part.function, Name):
            yield Site("null", part, part.function)


def _remedy(errors: tuple[str, ...], pattern: str, find: Find, catchable: bool = False) -> Remedy:
    return Remedy(errors, lazy_compile(pattern), find, catchable)


_PANIC, _FATAL = ("panic",), ("fatal error",)

REMEDIES = Remedies(
    FACTS,
    (
        _remedy(_PANIC, r"assignment to entry in nil map", _nil_map),
        _remedy(_PANIC, r"nil pointer dereference", first_of(pointers, _calls_through)),
        _remedy(
            _PANIC,
            r"index out of range \[(?P<index>-?\d+)\](?: with length (?P<length>\d+))?",
            indexes("bounds", "index", "length"),
        ),
        _remedy(_PANIC, r"slice bounds out of range", slices()),
        _remedy(_PANIC, r"divide by zero", divisions("/", "%")),
        _remedy(
            _PANIC,
            r"interface conversion(?:: \S+(?: \{\})? is (?P<actual>[^,\s]+), not )?",
            _assertion,
        ),
        _remedy(_PANIC, r"send on closed channel", _channel("send")),
        _remedy(_PANIC, r"close of (?:closed|nil) channel", _channel("close")),
        _remedy(_FATAL, r"concurrent map", _shared_map),
        _remedy(_FATAL, r"all goroutines are asleep", _waiting),
    ),
)
