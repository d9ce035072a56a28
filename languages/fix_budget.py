"""A collection that outgrows the program's own budget: it forgets its oldest entry first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .fix_places import spot
from .fix_tools import Mend
from .program import Assign, Binary, Call, If, Member, Name, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .fix_failure import Failure, Site
    from .fix_tools import Source
    from .program import Node


class Budget(NamedTuple):
    """`size > limit` is what was refused; `items` is the collection."""

    items: Node
    size: Node
    limit: Node


def bounded(failure: Failure, drop: Callable[[str], str]) -> Iterator[Mend]:
    """`drop(items)` is the statement that drops the oldest entry."""
    site = failure.site
    budget = _exceeded(site)
    if budget is None:
        return
    source = site.source
    items = source.text(budget.items)
    for grown in _growing(source, items):
        at = spot(site._replace(trail=(source.module,)), grown)
        if at is None:
            continue
        test = f"{source.text(budget.size)} >= {source.text(budget.limit)}"
        rows = _guarded(failure.language.name, test, drop(items))
        reason = (
            f"`{items}` only grows (line {grown.place.line}): its oldest entry goes before the "
            f"budget `{source.text(budget.limit)}` is exceeded"
        )
        edit = source.before(at.statement.place.start, rows)
        yield Mend("oldest-dropped", reason, (edit,))


def _guarded(language: str, test: str, row: str) -> list[str]:
    head = f"if {test} {{" if language == "go" else f"if ({test}) {{"
    return [head, "\t" + row, "}"]


def _exceeded(site: Site) -> Budget | None:
    """The comparison of a size with a limit, under which the error was raised."""
    for one in walk(site.scope):
        if not isinstance(one, If) or not isinstance(one.test, Binary):
            continue
        if not one.then.place.line <= site.line <= one.then.place.end_line:
            continue
        size, limit = one.test.left, one.test.right
        items = measured(size)
        is_state = isinstance(items, Member) or (
            isinstance(items, Name) and _is_global(site, items.name)
        )
        if one.test.operator in (">", ">=") and items is not None and is_state:
            return Budget(items, size, limit)
    return None


def measured(node: Node) -> Node | None:
    """The collection of `x.length`, `x.size()`, `len(x)`."""
    if isinstance(node, Call):
        if isinstance(node.function, Name) and node.function.name == "len" and node.arguments:
            return node.arguments[0].value
        if isinstance(node.function, Member) and node.function.name in ("size", "length"):
            return node.function.object
    if isinstance(node, Member) and node.name in ("length", "size"):
        return node.object
    return None


def _is_global(site: Site, name: str) -> bool:
    function = site.function
    if function is None:
        return False
    return not any(
        isinstance(one, Name) and one.name == name
        for parameter in function.parameters
        for one in walk(parameter.target)
    ) and not any(
        isinstance(one, Assign) and one.declares and isinstance(one.target, Name)
        and one.target.name == name
        for one in walk(function)
    )  # fmt: skip


def _growing(source: Source, items: str) -> Iterator[Node]:
    """Where an entry is added at the end: `x.push(…)`, `x.add(…)`, `x = append(x, …)`."""
    for one in walk(source.module):
        if not isinstance(one, Call) or not one.arguments:
            continue
        if isinstance(one.function, Member) and one.function.name in ("push", "add", "addLast"):
            if source.text(one.function.object) == items and len(one.arguments) == 1:
                yield one
        elif (
            isinstance(one.function, Name)
            and one.function.name == "append"
            and source.text(one.arguments[0].value) == items
        ):
            yield one
