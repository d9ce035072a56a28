"""What is known of a value while a failure is replayed: `Value`, and how several become one."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ...languages.words import words
from ...patterns import lazy_compile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...languages.program import Class, Function

_NAME = lazy_compile(r"(?<![\w$])[A-Za-z_$][\w$]*")

# What origins are spelt with, beside the program's names.
_WORDS = words(
    "parameter of len null truth has type function new rest list mapping at in range first later "
    "one copy filter map text format not is error ok empty test object dict tuple"
)
# Where an origin is longer than this it is replaced by its hash: `x = f(x, x)` doubles it.
LONGEST_ORIGIN = 240


class Unknown:
    """The constant that isn't known; None is a constant of some languages."""

    def __repr__(self) -> str:
        return "?"


UNKNOWN = Unknown()


class Closure:
    """A function as a value, the activation that it was made in, and the file. One is equal to
    itself alone: comparing bodies would cost more than it tells.
    """

    __slots__ = ("activation", "function", "path", "receiver")

    def __init__(
        self, function: Function, activation: int, path: str, receiver: Value | None = None
    ) -> None:
        self.function = function
        self.activation = activation
        self.path = path
        self.receiver = receiver


class Type:
    """A class of the program as a value, and the file that it is in."""

    __slots__ = ("definition", "path")

    def __init__(self, definition: Class, path: str) -> None:
        self.definition = definition
        self.path = path


class Value(NamedTuple):
    """What is known of one value.

    `origin` is where it came from, spelt so that the same expression on the same values has the
    same origin before and after a patch, whatever the variables are called. All that a test tells
    is kept by origin (`State.facts`); what the value is by itself stands here: `null`, `truth` (as
    far as known), `kind` ("number", "text", "bool", "list", "mapping", "function", "object"),
    `const`, the linear form `base` + `offset` of a number, the `items` of a tuple, the `keys` of a
    mapping (all constant), `total` (a mapping that makes what is missing), the `element` that
    iterating gives, `type` (its class), `filters` (functions that its
    elements passed), `minus` (the two that it is the difference of).
    """

    origin: str
    null: bool | None = None
    truth: bool | None = None
    kind: str = ""
    const: object = UNKNOWN
    base: str | None = None
    offset: int = 0
    items: tuple[Value, ...] | None = None
    keys: frozenset[object] | None = None
    total: bool = False
    element: Value | None = None
    closure: Closure | None = None
    type: Type | None = None
    filters: tuple[Closure, ...] = ()
    copied: bool = False
    minus: tuple[tuple[str, int], tuple[str, int]] | None = None

    @property
    def linear(self) -> tuple[str, int]:
        """The number as base + offset; a constant has the base ""."""
        return (self.origin, 0) if self.base is None else (self.base, self.offset)


def unknown(origin: str) -> Value:
    """A value of which nothing is known but where it came from."""
    return Value(shortened(origin))


def constant(value: object, kind: str = "") -> Value:
    """A value that is known."""
    origin = repr(value)
    if value is None:
        return Value(kind or "null", null=True, truth=False, kind="null", const=None)
    if isinstance(value, bool):
        return Value(origin, null=False, truth=value, kind="bool", const=value)
    if isinstance(value, int):
        return Value(origin, False, value != 0, "number", value, "", value)
    if isinstance(value, float):
        return Value(origin, False, value != 0, "number", value)
    return Value(origin, False, None, kind or "text", value)


def fresh(origin: str, kind: str = "object") -> Value:
    """A value that is certainly there."""
    return Value(shortened(origin), null=False, kind=kind)


def shortened(origin: str) -> str:
    """The origin, or in place of a long one its hash and the names that are in it."""
    if len(origin) <= LONGEST_ORIGIN:
        return origin
    digest = blake2b(origin.encode("utf-8", "replace"), digest_size=9).hexdigest()
    return f"#0{digest}<{' '.join(sorted(names_in(origin)))}>"


def names_in(origin: str) -> frozenset[str]:
    """The names that an origin speaks of."""
    return frozenset(_NAME.findall(origin)) - _WORDS


def joined(values: Sequence[Value]) -> Value:
    """What is known of a value that is one of several."""
    first = values[0]
    if all(one == first for one in values):
        return first
    origins = sorted({one.origin for one in values})
    origin = origins[0] if len(origins) == 1 else shortened(f"one of ({' | '.join(origins)})")
    return Value(
        origin,
        null=_agreed([one.null for one in values]),
        truth=_agreed([one.truth for one in values]),
        kind=first.kind if all(one.kind == first.kind for one in values) else "",
        total=all(one.total for one in values),
    )


def _agreed(known: list[bool | None]) -> bool | None:
    return known[0] if all(one is known[0] for one in known) else None
