"""Collections that change while they are walked through, or that can't be changed at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_budget import bounded
from ..fix_tools import Edit, Mend
from ..program import (
    Assign,
    Block,
    Call,
    Expression,
    ForEach,
    Function,
    If,
    Member,
    Name,
    Raise,
    walk,
)
from .fix_refusals import imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node

_FIXED = frozenset(
    ("List.of", "List.copyOf", "Set.of", "Set.copyOf", "Map.of", "Map.copyOf", "Arrays.asList",
     "Collections.unmodifiableList", "Collections.emptyList", "Collections.unmodifiableMap")
)  # fmt: skip
_KINDS = {"List": "ArrayList", "Arrays": "ArrayList", "Set": "HashSet", "Map": "HashMap"}
_REMOVING = frozenset(("remove", "removeFirst", "removeLast"))


def build(failure: Failure) -> Iterator[Mend]:
    """`removeIf`, a walk through a copy, a collection that can change, an end to growing."""
    site, kind = failure.site, failure.error_type.rpartition(".")[2]
    if kind == "ConcurrentModificationException":
        yield from _walked(site)
    elif kind == "UnsupportedOperationException":
        yield from _changeable(site)
    elif any(isinstance(one, Raise) for one in site.on_line()):
        yield from bounded(failure, lambda items: f"{items}.remove(0);")


def _walked(site: Site) -> Iterator[Mend]:
    source = site.source
    for loop in walk(site.scope):
        if not isinstance(loop, ForEach) or not _holds(loop, site.line):
            continue
        items = source.text(loop.iterable)
        base = items
        for ending in (".keySet()", ".values()", ".entrySet()"):
            base = base.removesuffix(ending)
        changes = [
            one
            for one in walk(loop.body)
            if _changes(site, one, base) or _changes_through(site, one, base)
        ]
        if not changes:
            continue
        reason = (
            f"line {changes[0].place.line} changes `{base}` while the loop of line "
            f"{loop.place.line} walks through it"
        )
        if (condition := _only_removes(site, loop, base)) is not None:
            target = source.text(loop.target) if loop.target is not None else "one"
            start = source.line_start(loop.place.start)
            end = source.line_end(loop.place.end - 1)
            row = f"{items}.removeIf({target} -> {condition});"
            text = source.lines(source.indent(loop.place.start), [row])
            yield Mend("remove-if", reason, (Edit(source.path, start, end, text),))
        copy = source.replace(loop.iterable, f"new ArrayList<>({items})")
        yield Mend("walk-a-copy", reason, (copy, *imported(source, "java.util.ArrayList")))
        return


def _holds(loop: ForEach, line: int) -> bool:
    return loop.place.line <= line <= loop.place.end_line


def _changes(site: Site, node: Node, items: str) -> bool:
    if not isinstance(node, Call) or not isinstance(node.function, Member):
        return False
    is_change = node.function.name in ("remove", "add", "put", "clear", "addAll", "putAll")
    return is_change and site.source.text(node.function.object) == items


def _changes_through(site: Site, node: Node, items: str) -> bool:
    """Whether it calls a method of this file that changes `items`."""
    if not isinstance(node, Call) or not isinstance(node.function, Name):
        return False
    return any(
        isinstance(one, Function)
        and one.name == node.function.name
        and any(_changes(site, each, items) for each in walk(one))
        for one in walk(site.source.module)
    )


def _only_removes(site: Site, loop: ForEach, items: str) -> str | None:
    """The condition, where the loop does nothing but remove what fits it."""
    if len(loop.body.statements) != 1 or not isinstance(loop.target, Name):
        return None
    only = loop.body.statements[0]
    if not isinstance(only, If) or only.other is not None or not isinstance(only.then, Block):
        return None
    if len(only.then.statements) != 1 or items != site.source.text(loop.iterable):
        return None
    removal = only.then.statements[0]
    call = removal.value if isinstance(removal, Expression) else None
    if not isinstance(call, Call) or not isinstance(call.function, Member):
        return None
    if call.function.name not in _REMOVING or len(call.arguments) != 1:
        return None
    given = call.arguments[0].value
    if not isinstance(given, Name) or given.name != loop.target.name:
        return None
    return site.source.text(only.test)


def _changeable(site: Site) -> Iterator[Mend]:
    """`new ArrayList<>(…)` around what made the collection that the line changes."""
    source = site.source
    for call in site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Member):
            continue
        held = call.function.object
        name = held.name if isinstance(held, Name | Member) else ""
        if not name:
            continue
        for one in walk(source.module):
            if not isinstance(one, Assign) or not isinstance(one.value, Call):
                continue
            target = one.target
            if not isinstance(target, Name | Member) or target.name != name:
                continue
            made = source.text(one.value.function)
            if made in _FIXED or made.endswith(".toList"):
                kind = _KINDS.get(made.partition(".")[0], "ArrayList")
                edits = _copied(site, one.value, made, kind)
                reason = (
                    f"`{name}` is made by `{made}` on line {one.place.line} and can't be changed"
                )
                edits += imported(source, f"java.util.{kind}")
                yield Mend("collection-made-changeable", reason, edits)
                return


def _copied(site: Site, value: Call, made: str, kind: str) -> tuple[Edit, ...]:
    source = site.source
    if made.endswith("copyOf") and len(value.arguments) == 1:
        inner = source.text(value.arguments[0].value)
        return (source.replace(value, f"new {kind}<>({inner})"),)
    return (source.replace(value, f"new {kind}<>({source.text(value)})"),)
