"""The same program, written otherwise: locals renamed, neighbours that need not each other swapped.

Only what is surely the same program is made: a name or a pair that might mean something elsewhere
stays as it is, and the reason is told.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from machine_world import language_of

from patchvet.grammars import load_grammar
from patchvet.languages import program as p
from patchvet.languages.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Files = Mapping[str, bytes]
    Edit = tuple[int, int, str]

# What a swapped statement may be made of: it neither acts nor waits.
_PURE = (
    p.Literal, p.Name, p.Member, p.Index, p.Group, p.Unary, p.Binary, p.Logical, p.Conditional,
    p.Collection, p.Mapping, p.Entry, p.Template, p.Formatted, p.Slice, p.Argument,
)  # fmt: skip
# What may raise, or tell one object from another by when it was read.
_TOUCHY = (p.Member, p.Index, p.Slice, p.Binary, p.Unary, p.Template, p.Call)
# What only reads, in the four languages' libraries: functions, and methods of their own values.
_READING = frozenset(("len", "sum", "str", "min", "max", "sorted", "make"))
_READERS = frozenset(
    (
        "split", "strip", "trim", "upper", "lower", "toUpperCase", "toLowerCase", "indexOf",
        "substring", "size", "length", "getOrDefault", "subList", "max", "min", "values",
        "keys", "items",
    )
)  # fmt: skip


class Varied(NamedTuple):
    """The files, the old names by the new ones, how many pairs of statements and of definitions
    changed places, and why names were left as they are.
    """

    files: Files
    renamed: dict[str, str]
    swapped: int
    moved: int
    left: tuple[str, ...]


class Spot(NamedTuple):
    """A function of a file, by its qualified name."""

    path: str
    function: str


def vary(language: str, files: Files, spots: Iterable[Spot]) -> Varied:
    """Renames and swaps in the functions at `spots`."""
    result: dict[str, bytes] = dict(files)
    renamed: dict[str, str] = {}
    left: list[str] = []
    swapped = moved = 0
    words = set(re.findall(r"\w+", " ".join(one.decode() for one in files.values())))
    fresh = (name for number in count() if (name := f"other{number}") not in words)
    for spot in dict.fromkeys(spots):
        edits, names, reasons = _renames(language, result, spot, fresh)
        result[spot.path] = _edited(result[spot.path], edits)
        renamed |= names
        left += reasons
        result[spot.path], number = _swapped(language, result, spot)
        swapped += number
        result[spot.path], number = _moved(language, result[spot.path], spot)
        moved += number
    return Varied(result, renamed, swapped, moved, tuple(left))


def changed(language: str, before: Files, after: Files) -> list[Spot]:
    """The functions that are in both and whose text is not the same."""
    found = []
    for path in sorted(before.keys() & after.keys()):
        if before[path] != after[path]:
            old, new = (_texts(language, files[path], path) for files in (before, after))
            found += [
                Spot(path, name) for name in old.keys() & new.keys() if old[name] != new[name]
            ]
    return sorted(found)


def _texts(language: str, source: bytes, path: str) -> dict[str, bytes]:
    module = _lowered(language, source, path)
    return {
        one.qualified: source[one.place.start : one.place.end]
        for one in p.walk(module)
        if isinstance(one, p.Function) and one.qualified
    }


@lru_cache(maxsize=64)
def _lowered(language: str, source: bytes, path: str) -> p.Module:
    known = language_of(language)
    lowering = known.lowering()
    assert lowering is not None
    return lowering.program(load_grammar(known.grammar_for(path)).parse(source, seconds=5.0), None)


class _Told(NamedTuple):
    """What a file tells about all others of its program."""

    keywords: frozenset[str]
    definitions: frozenset[str]


def _told(language: str, files: Files) -> list[_Told]:
    suffixes = language_of(language).suffixes
    return [_told_by(language, files[path], path) for path in files if path.endswith(suffixes)]


@lru_cache(maxsize=256)
def _told_by(language: str, source: bytes, path: str) -> _Told:
    everything = list(p.walk(_lowered(language, source, path)))
    return _Told(
        frozenset(one.name for one in everything if isinstance(one, p.Argument)),
        frozenset(one.name for one in everything if isinstance(one, p.Function | p.Class)),
    )


def _functions(module: p.Module, name: str) -> list[p.Function]:
    return [one for one in p.walk(module) if isinstance(one, p.Function) and one.qualified == name]


def _edited(source: bytes, edits: Iterable[Edit]) -> bytes:
    for start, end, new in sorted(edits, reverse=True):
        source = source[:start] + new.encode() + source[end:]
    return source


# --- Names ---------------------------------------------------------------------------------------


def _renames(
    language: str, files: Files, spot: Spot, fresh: Iterator[str]
) -> tuple[list[Edit], dict[str, str], list[str]]:
    """The edits that rename what the function binds, the old names by the new ones, and why
    something that it binds is left out.
    """
    source = files[spot.path]
    module = _lowered(language, source, spot.path)
    edits: list[Edit] = []
    names: dict[str, str] = {}
    reasons: list[str] = []
    for function in _functions(module, spot.function):
        elsewhere = _bound_around(language, module, function)
        keywords = _keywords(language, files)
        own = set(_parameters(function))
        for name in dict.fromkeys(_bound(language, function)):
            reason = _kept(function, name, elsewhere - own, keywords)
            if reason:
                reasons.append(f"{spot.function}: `{name}` {reason}")
            else:
                new = next(fresh)
                names[new] = name
                edits += _uses(source, function, name, new)
    return edits, names, reasons


def _kept(function: p.Function, name: str, elsewhere: set[str], keywords: set[str]) -> str:
    """Why a bound name must not be renamed; "" where it may be."""
    if name in elsewhere:
        return "is bound outside, too"
    if name in keywords:
        return "is a keyword of a call"
    for one in p.walk(function):
        if isinstance(one, p.Function | p.Class) and one.name == name and one is not function:
            return "is a nested definition"
        if isinstance(one, p.Function) and name in one.result_names:
            return "is a named result"
        if isinstance(one, p.Switch) and one.binding == name:
            return "is bound by a switch on types"
        if isinstance(one, p.Import) and any(binding.name == name for binding in one.bindings):
            return "is imported inside"
        if isinstance(one, p.Scope) and name in one.names:
            return "is global or nonlocal"
    return ""


def _bound(language: str, function: p.Function) -> Iterator[str]:
    """What the function and those in it bind; but for Python, `x = 1` alone binds nothing."""
    yield from _parameters(function)
    for one in p.walk(function):
        target: p.Node | None = None
        if isinstance(one, p.Parameter | p.Clause | p.Handler | p.WithItem):
            target = one.target
        elif isinstance(one, p.Assign) and one.declares != "field":
            target = one.target if one.declares or language == "python" else None
        elif isinstance(one, p.ForEach):
            target = one.target if one.declares or language != "go" else None
        elif isinstance(one, p.TypeTest) and one.binding:
            yield one.binding
        yield from _names(target)


def _parameters(function: p.Function) -> Iterator[str]:
    for one in (function.receiver, *function.parameters):
        if one is not None:
            yield from _names(one.target)


def _names(target: p.Node | None) -> Iterator[str]:
    """The names that a target binds: not the objects of `a.b` and `a[i]`, nor defaults."""
    if isinstance(target, p.Name):
        if target.name not in ("", "_"):
            yield target.name
    elif isinstance(target, p.Assign | p.Spread):
        yield from _names(target.target if isinstance(target, p.Assign) else target.value)
    elif isinstance(target, p.Collection):
        for item in target.items:
            yield from _names(item)
    elif isinstance(target, p.Mapping):
        for entry in target.entries:
            yield from _names(entry.value)


def _bound_around(language: str, module: p.Module, function: p.Function) -> set[str]:
    """What the file, Java's fields and the functions around bind: not what others do."""
    found: set[str] = set()
    waiting: list[p.Node] = [module]
    while waiting:
        one = waiting.pop()
        if one is function:
            continue
        if isinstance(one, p.Function):
            found.add(one.name)
            if not one.place.start <= function.place.start < one.place.end:
                continue
            found.update(_parameters(one))
        if isinstance(one, p.Class):
            found.add(one.name)
        if isinstance(one, p.Import):
            found.update(binding.name for binding in one.bindings)
        if isinstance(one, p.Assign) and (one.declares != "field" or language == "java"):
            found.update(_names(one.target))
        if isinstance(one, p.ForEach | p.WithItem | p.Handler):
            found.update(_names(one.target))
        waiting += p.children(one)
    return found


def _keywords(language: str, files: Files) -> set[str]:
    """The names by which Python's calls pass arguments, in all files."""
    return {name for file in _told(language, files) for name in file.keywords}


def _uses(source: bytes, function: p.Function, name: str, new: str) -> Iterator[Edit]:
    """An edit for each place that the name stands at; `{a}` becomes `{a: new}`."""
    short = {
        one.key.place.start
        for one in p.walk(function)
        if isinstance(one, p.Entry) and one.key is not None
        and one.key.place.start == one.value.place.start
    }  # fmt: skip
    places = {
        (one.place.start, one.place.end)
        for one in p.walk(function)
        if isinstance(one, p.Name) and one.name == name
    }
    places |= {
        (one.place.end - len(name), one.place.end)
        for one in p.walk(function)
        if isinstance(one, p.TypeTest) and one.binding == name
    }
    for start, end in places:
        assert source[start:end].decode() == name, (name, source[start:end])
        yield start, end, f"{name}: {new}" if start in short else new


# --- Order ---------------------------------------------------------------------------------------


def _swapped(language: str, files: Files, spot: Spot) -> tuple[bytes, int]:
    """Swaps one pair after the other, from the end, each statement once."""
    source = files[spot.path]
    module = _lowered(language, source, spot.path)
    own = _defined(language, files)
    number = 0
    for function in reversed(_functions(module, spot.function)):
        local = set(_bound(language, function))
        raises = any(isinstance(one, p.Try | p.Deferred) for one in p.walk(function))
        effects = [
            [_effect(language, statement, local, own) for statement in block.statements]
            for block in p.walk(function)
            if isinstance(block, p.Block)
        ]
        pairs = [pair for row in effects for pair in _pairs(row, raises)]
        for first, second in sorted(pairs, key=lambda pair: -pair[0].place.start):
            source = _exchanged(language, source, spot.path, first, second)
            number += 1
    return source, number


def _exchanged(language: str, source: bytes, path: str, first: p.Node, second: p.Node) -> bytes:
    """The source with two statements in each other's place; made sure of by reading it again."""
    (a, b), (c, d) = (_extent(source, one) for one in (first, second))
    result = source[:a] + source[c:d] + source[b:c] + source[a:b] + source[d:]
    kinds = type(first), type(second)
    after, before = (
        Counter(spell(one) for one in p.walk(module) if isinstance(one, kinds))
        for module in (_lowered(language, text, path) for text in (result, source))
    )
    assert after == before, (spell(first), spell(second))
    return result


def _extent(source: bytes, one: p.Node) -> tuple[int, int]:
    """Where a statement stands: JavaScript's declaration begins before what it declares."""
    start = source.rfind(b"\n", 0, one.place.start) + 1
    word = re.fullmatch(rb"\s*((?:const|let|var)\s+)", source[start : one.place.start])
    return one.place.start - (len(word[1]) if word else 0), one.place.end


class _Effect(NamedTuple):
    """What an assignment of a pure value does. `shared`: others see it. `touchy`: it may raise."""

    node: p.Node
    writes: frozenset[str]
    reads: frozenset[str]
    shared: bool
    touchy: bool


def _effect(language: str, statement: p.Node, local: set[str], own: set[str]) -> _Effect | None:
    """None for what is more than an assignment of a pure value to names or own fields."""
    one = statement.value if isinstance(statement, p.Expression) else statement
    if not isinstance(one, p.Assign) or one.declares == "field":
        return None
    if isinstance(one.target, p.Member):
        if not isinstance(one.target.object, p.Name) or one.target.name in own:
            return None
    elif not isinstance(one.target, p.Name | p.Collection) or not _all(
        one.target, lambda part: isinstance(part, p.Name | p.Collection)
    ):
        return None
    inside = [] if one.value is None else list(p.walk(one.value))
    if not all(_is_pure(part, own) for part in inside):
        return None
    writes = _touched([one.target]) if isinstance(one.target, p.Member) else set(_names(one.target))
    is_plain = one.operator in ("=", ":=")
    reads = _touched(inside) | (set() if is_plain else writes)
    if isinstance(one.target, p.Member):
        reads |= _touched([one.target.object])
    shared = isinstance(one.target, p.Member) or not writes <= local
    return _Effect(
        statement, frozenset(writes), frozenset(reads), shared,
        any(isinstance(part, _TOUCHY) for part in inside),
    )  # fmt: skip


def _touched(parts: Iterable[p.Node]) -> set[str]:
    """Names and fields: a field without its object, since two names may mean one object."""
    return {one.name for one in parts if isinstance(one, p.Name | p.Member)}


def _is_pure(part: p.Node, own: set[str]) -> bool:
    if isinstance(part, p.Call):
        called = part.function
        if isinstance(called, p.Member):
            return called.name in _READERS - own
        return isinstance(called, p.Name) and called.name in _READING - own
    return isinstance(part, _PURE)


def _pairs(row: list[_Effect | None], caught: bool) -> Iterator[tuple[p.Node, p.Node]]:
    """Neighbours that need not each other, none of them in two pairs."""
    rest = iter(range(len(row) - 1))
    for at in rest:
        first, second = row[at], row[at + 1]
        if first and second and _independent(first, second, caught):
            yield first.node, second.node
            next(rest, None)


def _independent(first: _Effect, second: _Effect, caught: bool) -> bool:
    """`caught`: somebody near may see which of two raised first."""
    if first.node.place.end_line == second.node.place.line:
        return False
    if first.writes & (second.writes | second.reads) or second.writes & first.reads:
        return False
    if first.touchy and second.touchy:
        return not caught and not first.shared and not second.shared
    # What raises must find done what was done before it.
    return not ((first.shared and second.touchy) or (second.shared and first.touchy))


def _defined(language: str, files: Files) -> set[str]:
    """The names of the program's own functions: what they do is not known here."""
    return {name for file in _told(language, files) for name in file.definitions}


def _all(node: p.Node, holds: Callable[[p.Node], bool]) -> bool:
    return all(holds(part) for part in p.walk(node))


# --- Order of definitions ------------------------------------------------------------------------


def _moved(language: str, source: bytes, spot: Spot) -> tuple[bytes, int]:
    """Swaps the function with a definition beside it, which may not need it while it is read."""
    module = _lowered(language, source, spot.path)
    wanted = _functions(module, spot.function)
    for container in p.walk(module):
        if not isinstance(container, p.Module | p.Class) or len(wanted) != 1:
            continue
        for first, second in pairwise(container.body):
            if wanted[0] in (first, second) and _is_plain(first) and _is_plain(second):
                return _exchanged(language, source, spot.path, first, second), 1
    return source, 0


def _is_plain(one: p.Node) -> bool:
    """A definition of which nothing is evaluated where it stands."""
    return (
        isinstance(one, p.Function)
        and one.kind in ("function", "method")
        and bool(one.name)
        and not one.decorators
        and all(parameter.default is None for parameter in one.parameters)
    )
