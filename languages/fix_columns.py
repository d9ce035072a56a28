"""A column that its table hasn't: the one that was meant, where the table's definition tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy_compile
from .fix_close import closest
from .fix_tools import Edit, Mend
from .program import Call, Collection, Literal, Member, Name, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_failure import Failure, Site
    from .fix_tools import Source
    from .program import Node

_NO_COLUMN = lazy_compile(
    r"""(?i)(?:.*\b)?(?:no such|unknown|invalid) column(?: name)?:? ['"`]?(\w+)|"""
    r"""(?i:.*column ['"`]?(\w+)['"`]? does not exist)"""
)
_TABLE = lazy_compile(r"(?is)create\s+table\s+(?:if\s+not\s+exists\s+)?\w+\s*\((.*)\)")


def build(failure: Failure) -> Iterator[Mend]:
    """The name of a column corrected where the query is written."""
    found = _NO_COLUMN.match(failure.message)
    if found is None:
        return
    wrong = found[1] or found[2]
    for site in failure.sites:
        literals = [one for one in walk(site.scope) if _is_text(one, wrong)]
        if not literals:
            continue
        call = _around(site, literals[0])
        for columns, line in _tables(site.source, wrong, call):
            meant = _meant(wrong, columns, call)
            if meant is not None:
                reason = f"the table of line {line} has no column `{wrong}`, but `{meant}`"
                yield Mend("column-corrected", reason, tuple(_renamed(site, wrong, meant)))
                return


def _is_text(node: Node, text: str) -> bool:
    return isinstance(node, Literal) and node.kind == "str" and node.value == text


def _around(site: Site, literal: Node) -> Call | None:
    """The innermost call on a receiver that the literal is an argument of."""
    inner = None
    for one in walk(site.scope):
        if (
            isinstance(one, Call)
            and isinstance(one.function, Member)
            and any(_holds(argument.value, literal) for argument in one.arguments)
        ):
            inner = one
    return inner


def _holds(node: Node, wanted: Node) -> bool:
    return any(one is wanted for one in walk(node))


def _tables(source: Source, wrong: str, call: Call | None) -> Iterator[tuple[list[str], int]]:
    """The lists of columns in the file, those of what is asked first."""
    asked = ""
    if call is not None and isinstance(call.function, Member):
        holder = call.function.object
        asked = holder.name if isinstance(holder, Name | Member) else ""
    lists = []
    for one in walk(source.module):
        texts = _texts(one)
        if len(texts) < 2 or wrong in texts:
            continue
        if call is not None and call.place.start <= one.place.start < call.place.end:
            continue
        row = source.slice(source.line_start(one.place.start), one.place.end)
        lists.append((asked not in row, one.place.start, texts, one.place.line))
    for _, _, texts, line in sorted(lists):
        yield texts, line


def _texts(node: Node) -> list[str]:
    """The columns that a list of texts, a call with nothing but texts, or a CREATE TABLE names."""
    if (
        isinstance(node, Literal)
        and node.kind == "str"
        and (found := _TABLE.search(str(node.value)))
    ):
        return [part.split()[0].strip('"`[]') for part in found[1].split(",") if part.split()]
    parts: list[Node] = []
    if isinstance(node, Collection):
        parts = list(node.items)
    elif (
        isinstance(node, Call) and isinstance(node.function, Member) and node.function.name == "of"
    ):
        parts = [argument.value for argument in node.arguments]
    if parts and all(isinstance(one, Literal) and one.kind == "str" for one in parts):
        return [str(one.value) for one in parts if isinstance(one, Literal)]
    return []


def _meant(wrong: str, columns: list[str], call: Call | None) -> str | None:
    """The column that looks like it; that has the name of the value asked for; the only other."""
    if (near := closest(wrong, columns)) is not None:
        return near
    if call is None:
        return None
    named = {one.name for one in walk(call) if isinstance(one, Name)}
    of_value = [one for one in columns if one in named]
    if len(of_value) == 1:
        return of_value[0]
    used = {one.value for one in walk(call) if isinstance(one, Literal)}
    others = [one for one in columns if one not in used]
    return others[0] if len(others) == 1 else None


def _renamed(site: Site, wrong: str, meant: str) -> Iterator[Edit]:
    """The texts, and what is read of the rows by that name."""
    source = site.source
    for one in walk(site.scope):
        if _is_text(one, wrong):
            written = source.text(one)
            if written[1:-1] == wrong:
                yield source.replace(one, written[0] + meant + written[-1])
        elif (
            isinstance(one, Member)
            and one.name == wrong
            and not (isinstance(one.object, Name) and one.object.name in ("this", "self"))
        ):
            yield Edit(source.path, one.place.end - len(wrong), one.place.end, meant)
