"""A position that goes one too far, because it is compared with the size in the wrong way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fix_budget import measured
from .fix_tools import Mend
from .program import Binary, Call, For, Index, Literal, Member, Name, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .fix_failure import Failure, Site
    from .program import Node

_RIGHT = {"<=": "<", ">": ">="}


def corrected(site: Site, index: Node) -> Iterator[Mend]:
    """The comparison that lets the position of `index` (`items[key]`) reach the size."""
    found = _position(index)
    if found is None:
        return
    items, key = found
    source = site.source
    if isinstance(key, Name | Member):
        for one in walk(site.scope):
            if isinstance(one, Binary) and one.operator in _RIGHT:
                held = measured(one.right)
                same = source.text(one.left) == source.text(key)
                if held is not None and same and source.text(held) == source.text(items):
                    text = (
                        f"{source.text(one.left)} {_RIGHT[one.operator]} {source.text(one.right)}"
                    )
                    reason = (
                        f"`{source.text(one)}` lets `{source.text(key)}` be the size itself, where "
                        f"`{source.text(items)}` has nothing any more"
                    )
                    yield Mend("bound-corrected", reason, (source.replace(one, text),))
                    return
    yield from _neighbour(site, items, key)


def _neighbour(site: Site, items: Node, key: Node) -> Iterator[Mend]:
    """`items[i + 1]` in a loop that runs up to the last `i`."""
    if not isinstance(key, Binary) or key.operator != "+" or not isinstance(key.left, Name):
        return
    if not isinstance(key.right, Literal) or key.right.value != 1:
        return
    source = site.source
    for loop in walk(site.scope):
        if not isinstance(loop, For) or not isinstance(loop.test, Binary):
            continue
        if not loop.place.line <= site.line <= loop.place.end_line or loop.test.operator != "<":
            continue
        held = measured(loop.test.right)
        if held is None or source.text(held) != source.text(items):
            continue
        if source.text(loop.test.left) == key.left.name:
            end = loop.test.right.place.end
            from .fix_tools import Edit

            reason = (
                f"the loop of line {loop.place.line} reads `{source.text(items)}"
                f"[{source.text(key)}]`: its last round has no such entry"
            )
            yield Mend("bound-corrected", reason, (Edit(source.path, end, end, " - 1"),))
            return


def _position(node: Node) -> tuple[Node, Node] | None:
    if isinstance(node, Index):
        return node.object, node.key
    if isinstance(node, Call) and isinstance(node.function, Member) and node.arguments:
        return node.function.object, node.arguments[0].value
    return None


def on_line(failure: Failure) -> Iterator[Mend]:
    """For languages whose traces tell no column."""
    site = failure.site
    for one in site.on_line():
        if isinstance(one, Index) or (
            isinstance(one, Call)
            and isinstance(one.function, Member)
            and one.function.name == "get"
        ):
            yield from corrected(site, one)
