"""What a language brings along to have patches judged against its errors: `Remedies`.

Two halves. `Facts` tells what tests and calls mean, whatever error is looked at: `k in d`,
`d.containsKey(k)` and `d.has(k)` are all `Meaning("has", (d, k))`. A `Remedy` tells of one kind of
error which expression fails, and in what way. The engine (`validators/relevance/`) replays the
failure on the code as a patch leaves it; it knows the kinds below and no language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from .program import Call, Node
    from .traces import Frame


class Meaning(NamedTuple):
    """What an expression means, in words that all languages share.

    Tests: "is null" (x), "is type" (x; `types`), "has" (container, key), "is empty" (x), "equal"
    (a, b), "numeric" (text that converts), "callable" (x), "exists" (path), "more" (iterator).

    "within" (text, part).

    Values: "split" (text, part), "position" (text, part; types "last"), "cut" (text, part: Go's),
    "longer" (list, what is added …), "elements" (…), "entries" (key, value, …), "length" (x),
    "get" (container, key[, default]): null without a default; "entry" (container, key): as an
    index, "set default" (container, key, default), "trimmed" (text), "greatest" and "least" or
    "largest" and "smallest" (numbers), "convert" (x; `types` names the target), "text" (x), "copy"
    (x), "items" (x: what iterating over its entries gives), "fresh": never null, "total": a mapping
    that makes what is missing, "or else" (x, default), "first" (x[, default]): fails if x is empty;
    "range" (low, high), "map" (x, function), "filter" (x, function), "same" (x).

    Effects: "put" (container, key, value), "add" (container, value), "remove" (container[, key]),
    "require" (x): raises if it is null.
    """

    kind: str
    args: tuple[Node | None, ...] = ()
    types: tuple[str, ...] = ()


class Facts(NamedTuple):
    """How programs of one language are read.

    `falsy`: what a test takes for false besides false itself, of "null", "zero", "text" (an empty
    one) and "empty" (any empty container). `null_fails`: which operations on null fail, of
    "member", "index", "call", "iterate", "arithmetic". `absent`: what reading a key that is not
    there gives: "raise", "null", or "zero" (Go). `own` names the receiver ("self", "this").
    `block_scopes`: a declaration ends with its block. `leaves` tells of a call that never returns:
    "exit", "quiet exit" (a success), "raise", or "". `logs`: whether a call only reports.
    `catches(types, error)`: whether a handler for `types` as written catches the error; `broad`:
    whether it catches all kinds. `programming`: types of errors that only a fault in the program
    raises, so that catching one hides it. `changing`: names of methods that change their receiver.
    `impure`: names of calls that give another value each time. `init`: a constructor's name.
    `paired_results`: the last of several results is an error or a flag that tells of the others.
    `untyped`: a handler cannot name what it takes (JavaScript). `null_receivers`: a method may be
    called on null (Go). `open_types`: types that values of other types are of as well.
    `total`: names of calls that never fail, whatever they are given.
    `joins`: `+` makes a text of a text and anything, null too.
    """

    meaning: Callable[[Node], Meaning | None]
    falsy: frozenset[str]
    null_fails: frozenset[str]
    absent: str
    own: frozenset[str]
    block_scopes: bool
    leaves: Callable[[Call], str]
    logs: Callable[[Node], bool]
    catches: Callable[[tuple[str, ...], str], bool]
    broad: Callable[[tuple[str, ...]], bool]
    programming: frozenset[str] = frozenset()
    changing: frozenset[str] = frozenset()
    impure: frozenset[str] = frozenset()
    init: frozenset[str] = frozenset()
    paired_results: bool = False
    untyped: bool = False
    null_receivers: bool = False
    open_types: frozenset[str] = frozenset()
    total: frozenset[str] = frozenset()
    joins: bool = False


class Clue(NamedTuple):
    """What is known of the place of a failure: the error's `type` and `message`, the frame, the
    match of the remedy's pattern, and where on the line the runtime points to (bytes of the file;
    `extent` is None where it does not).
    """

    type: str
    message: str
    frame: Frame
    match: re.Match[str]
    extent: tuple[int, int] | None = None


class Site(NamedTuple):
    """The expression that failed.

    `kind` tells in what way: "null" (`operand` is null), "missing" (`operand` has no `key`),
    "bounds" (`key` lies outside `operand`), "empty" (`operand` has no items), "zero" (`operand` is
    0), "convert" (`operand` does not convert), "type" (`operand` is of `types` and must not be),
    "callable", "iterable", "undefined" (a name), "unbound", "external" (it depends on the world),
    "modified" (`operand` was changed while it was iterated over), "endless", "raised" (the program
    says so itself), "awaited", "concurrent".

    `given` are values that the message tells: "key", "index", "length", "value".
    """

    kind: str
    node: Node
    operand: Node | None = None
    key: Node | None = None
    types: tuple[str, ...] = ()
    given: tuple[tuple[str, object], ...] = ()


class Remedy(NamedTuple):
    """What is known of one kind of error.

    `errors` are the types as printed, without their packages; `message` must be found in the
    error's message. `find` is given the parts of the statement on the frame's line, outermost
    first, and yields the sites that fit, the likeliest first. `catchable`: catching it is a cure,
    where the handler does something about it.
    """

    errors: tuple[str, ...]
    message: re.Pattern[str]
    find: Callable[[tuple[Node, ...], Clue], Iterator[Site]]
    catchable: bool = False


class Remedies(NamedTuple):
    """The catalogue of a language: the first remedy that fits an error is asked."""

    facts: Facts
    remedies: tuple[Remedy, ...]
