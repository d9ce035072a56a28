"""A guard above the changes of state that stand before what it guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fix_places import assigned, changed, earliest, is_plain, names_in
from .fix_tools import Edit
from .program import Assign, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .fix_places import Spot
    from .fix_tools import Source
    from .program import Node


def above_changes(
    source: Source, at: Spot, condition: Node, guard: Sequence[str]
) -> tuple[Edit, ...]:
    """The edits that put `guard` in. Where the value it asks for is only looked up behind a change
    of state, the look-up goes up with it.
    """
    moved: list[Node] = []
    needed = names_in(condition)
    rows = list(at.upwards())
    while rows and _looks_up(source, rows[0], needed):
        moved.append(rows[0])
        needed |= names_in(rows[0])
        rows.pop(0)
    place = _first_change(source, rows, needed, [*moved, condition])
    if place is None:
        return (source.before(earliest(source, at, condition).place.start, guard),)
    start = source.line_start(place.place.start)
    indent = source.indent(place.place.start)
    text, edits = "", []
    for one in reversed(moved):
        begin, end = source.line_start(one.place.start), source.line_end(one.place.end - 1)
        text += source.slice(begin, end)
        edits.append(Edit(source.path, begin, end, ""))
    return (Edit(source.path, start, start, text + source.lines(indent, guard)), *edits)


def _looks_up(source: Source, node: Node, needed: set[str]) -> bool:
    """Whether it only gives a needed name a value, on lines of its own."""
    return (
        isinstance(node, Assign)
        and bool(node.declares)
        and isinstance(node.target, Name)
        and node.target.name in needed
        and node.value is not None
        and (is_plain(node.value) or not changed(source, node))
        and source.begins_line(node.place.start)
    )


def _first_change(
    source: Source, rows: Sequence[Node], needed: set[str], asked: Sequence[Node]
) -> Node | None:
    """The first of the changes of state, going up, that what is asked doesn't depend on."""
    best = None
    wanted = [source.text(one.value if isinstance(one, Assign) and one.value else one)
              for one in asked]  # fmt: skip
    for before in rows:
        what = changed(source, before)
        if assigned(before) & needed:
            break
        if any(one in text for one in what for text in wanted):
            break
        if not what:
            if _may_matter(before):
                break
            continue
        best = before
    return best


def _may_matter(node: Node) -> bool:
    """Whether the guard must stay below: anything but a plain assignment may return or refuse."""
    return not isinstance(node, Assign)
