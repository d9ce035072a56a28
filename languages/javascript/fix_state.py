"""State that is shared: read before an `await` and written after it, or growing without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_budget import bounded
from ..fix_places import names_in
from ..fix_tools import Edit, Mend
from ..program import Assign, Await, Expression, Function, Name, Raise, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure
    from ..fix_tools import Source
    from ..program import Node


def build(failure: Failure) -> Iterator[Mend]:
    """For errors that the program raised itself, because its state was not what it should be."""
    if not any(isinstance(one, Raise) for one in failure.site.trail):
        return
    yield from bounded(failure, lambda items: f"{items}.shift();")
    done: set[str] = set()
    for site in failure.sites:
        source = site.source
        if source.path in done:
            continue
        done.add(source.path)
        shared = _shared(source)
        for one in source.module.body:
            if isinstance(one, Function) and "async" in one.flags and one.body is not None:
                yield from _atomic(source, one, shared)


def _shared(source: Source) -> set[str]:
    """The file's variables that can be assigned."""
    return {
        one.target.name
        for one in source.module.body
        if isinstance(one, Assign)
        and one.declares in ("let", "var")
        and isinstance(one.target, Name)
    }


def _atomic(source: Source, function: Function, shared: set[str]) -> Iterator[Mend]:
    """The write goes up to the read; else whoever comes waits until the one before is through."""
    assert function.body is not None
    rows = function.body.statements
    for index, read in enumerate(rows):
        if not isinstance(read, Assign) or read.value is None or not isinstance(read.target, Name):
            continue
        for name in sorted(names_in(read.value) & shared):
            waits = False
            for later in rows[index + 1 :]:
                waits = waits or any(isinstance(one, Await) for one in walk(later))
                if waits and _writes(later, name):
                    yield from _moved_up(source, read, later, name)
                    yield _in_turn(source, function, name)
                    return


def _writes(node: Node, name: str) -> bool:
    node = node.value if isinstance(node, Expression) else node
    return isinstance(node, Assign) and isinstance(node.target, Name) and node.target.name == name


def _moved_up(source: Source, read: Assign, write: Node, name: str) -> Iterator[Mend]:
    if any(isinstance(one, Await) for one in walk(write)) or not isinstance(read.target, Name):
        return
    if not names_in(write) <= {name, read.target.name}:
        return
    if not (source.begins_line(write.place.start) and source.ends_line(write.place.end)):
        return
    start, end = source.line_start(write.place.start), source.line_end(write.place.end)
    below = source.line_end(read.place.end)
    reason = (
        f"`{name}` is read on line {read.place.line} and written on line {write.place.line}, with "
        "an `await` between, in which another caller reads the same value"
    )
    text = source.slice(start, end)
    edits = (Edit(source.path, below, below, text), Edit(source.path, start, end, ""))
    yield Mend("write-before-await", reason, edits)


def _in_turn(source: Source, function: Function, name: str) -> Mend:
    """A chain of promises as a lock, around the function under another name."""
    own = function.name
    inner, turn = f"{own}Alone", f"{own}Turn"
    arguments = ", ".join(source.text(one) for one in function.parameters)
    rows = [
        f"let {turn} = Promise.resolve();",
        "",
        "/** One caller at a time: what is read must still hold when it is written. */",
        f"function {own}({arguments}) {{",
        f"\tconst mine = {turn}.then(() => {inner}({arguments}));",
        f"\t{turn} = Promise.allSettled([mine]);",
        "\treturn mine;",
        "}",
    ]
    head = source.slice(function.place.start, function.place.end).index(own)
    at = function.place.start + len(
        source.slice(function.place.start, function.place.end)[:head].encode()
    )
    reason = f"callers of `{own}` overlap between its read and its write of `{name}`"
    end = source.line_end(function.place.end)
    return Mend(
        "one-at-a-time",
        reason,
        (
            Edit(source.path, at, at + len(own), inner),
            Edit(source.path, end, end, source.newline + source.lines("", rows)),
        ),
    )
