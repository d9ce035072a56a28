"""How a Java program says no: the exception that its callers already catch, thrown by a guard."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..fix_guards import above_changes
from ..fix_places import spot
from ..fix_tools import Edit, Mend
from ..program import Call, Class, Function, Import, Name, Raise, Try, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..fix_words import Part
    from ..program import Node

# Unchecked ones of java.lang that stand for a request that can't be served.
_FITTING = frozenset(("IllegalArgumentException", "IllegalStateException"))
_WIDE = frozenset(("Exception", "RuntimeException", "Throwable", "Error"))


def refusal(failure: Failure, site: Site) -> str:
    """The class to throw at `site`: what a caller catches, else what the file throws most, else
    IllegalStateException.
    """
    for name in caught(failure, site):
        if name in _FITTING or (name not in _WIDE and _is_ours(failure, site, name)):
            return name
    thrown: Counter[str] = Counter()
    for one in walk(site.source.module):
        if (
            isinstance(one, Raise)
            and isinstance(one.value, Call)
            and one.value.new
            and isinstance(one.value.function, Name)
        ):
            thrown[one.value.function.name] += 1
    for name, _ in thrown.most_common():
        if name in _FITTING or _is_ours(failure, site, name):
            return name
    return "IllegalStateException"


def caught(failure: Failure, site: Site) -> Iterator[str]:
    """The types of the handlers around the calls of the trace, from the inside outwards."""
    for outer in failure.sites[failure.sites.index(site) :]:
        found = [
            one
            for one in walk(outer.scope)
            if isinstance(one, Try) and one.body.place.line <= outer.line <= one.body.place.end_line
        ]
        for one in reversed(found):
            for handler in one.handlers:
                yield from (name.rpartition(".")[2] for name in handler.types)


def declared(failure: Failure, source: Source, name: str) -> tuple[Source, Class] | None:
    """The class `name` of the same folder, or of this file."""
    for one in (source, *failure.neighbours(source.path)):
        for node in one.module.body:
            if isinstance(node, Class) and node.name == name:
                return one, node
    for node in walk(source.module):
        if isinstance(node, Class) and node.name == name:
            return source, node
    return None


def _is_ours(failure: Failure, site: Site, name: str) -> bool:
    """Whether the class can be thrown here with a text: its constructor, no checked exception."""
    found = declared(failure, site.source, name)
    if found is None:
        return False
    where, node = found
    if where.module.package != site.source.module.package:
        return False
    function = site.function
    is_checked = bool(node.bases) and node.bases[0] in ("Exception", "IOException")
    if is_checked and (function is None or name not in function.throws):
        return False
    constructors = [
        one for one in node.body if isinstance(one, Function) and one.kind == "constructor"
    ]
    return any([one.type for one in each.parameters] == ["String"] for each in constructors)


def throw(error: str, message: Sequence[Part], source: Source) -> str:
    return f"throw new {error}({summed(message, source)});"


def summed(message: Sequence[Part], source: Source) -> str:
    """The message as a sum of strings."""
    return " + ".join(f'"{p}"' if isinstance(p, str) else source.text(p) for p in message)


def guarded(
    failure: Failure,
    site: Site,
    node: Node,
    test: str,
    message: Sequence[Part],
    name: str,
    reason: str,
) -> Iterator[Mend]:
    """A guard above the statement of `node`, and above the changes of state before it."""
    from .fix_async import unwrapped  # beside this, not below it

    at = spot(site, node)
    if at is None:
        return
    error, waiting = unwrapped(failure) or (refusal(failure, site), ())
    rows = [f"if ({test}) {{", "\t" + throw(error, message, site.source), "}"]
    why = f"{reason}: the guard throws `{error}`"
    yield Mend(name, why, (*above_changes(site.source, at, node, rows), *waiting))


def imported(source: Source, name: str) -> tuple[Edit, ...]:
    """What imports the class with that full name, in the order of names."""
    package, _, short = name.rpartition(".")
    known = [one for one in source.module.body if isinstance(one, Import) and not one.is_static]
    for one in known:
        if one.module == name or (
            one.module == package and any(each.name == "*" for each in one.bindings)
        ):
            return ()
    row = f"import {name};"
    below = next((one for one in known if one.module > name), None)
    if below is not None:
        return (source.before(below.place.start, [row]),)
    if known:
        return (source.after(known[-1].place.end - 1, [row]),)
    found = source.data.find(b"package ")
    at = source.line_end(found) if found == 0 or source.data[found - 1 : found] == b"\n" else 0
    blank = source.newline
    text = f"{blank}{row}{blank}" if at else f"{row}{blank}{blank}"
    return (Edit(source.path, at, at, text),) if short else ()
