"""The functions that a patch changes, before and after, and what it writes in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._delta import new_leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._judge import Case


LEAVING = (p.Return, p.Raise, p.Jump)


def pairs(case: Case) -> Iterator[tuple[str, p.Function, p.Function]]:
    """The functions that the patch changes, before and after; a new one has no body before."""
    seen: set[str] = set()
    for one in case.changed:
        after = None if one.is_gone else case.after.image.file(one.path)
        if after is None:
            continue
        before = case.before.image.file(one.path)
        if one.kind != "function":
            if one.path not in seen:
                seen.add(one.path)
                top = after.as_function
                yield one.path, _bare(top) if before is None else before.as_function, top
            continue
        known = before.functions.get(one.name, ()) if before is not None else ()
        for function in after.functions.get(one.name, ()):
            if function.qualified == one.qualified:
                olds = [two for two in known if two.qualified == one.qualified]
                old = before.with_body(olds[0]) if before is not None and olds else _bare(function)
                yield one.path, old, after.with_body(function)


def _bare(function: p.Function) -> p.Function:
    return function._replace(body=None)


def _is_after(leaf: p.Node, new: p.Function) -> bool:
    """Leaves of both sides come in one list: whether this one is of the patched function."""
    return any(one is leaf for one in p.walk(new))


def added(case: Case, old: p.Function, new: p.Function) -> list[p.Node]:
    return [one for one in new_leaves(old, new, case.after.facts) if _is_after(one, new)]


def names_spoken(function: p.Function) -> set[str]:
    return set() if function.body is None else names_in_node(function.body)


def names_in_node(node: p.Node) -> set[str]:
    return {one.name for one in p.walk(node) if isinstance(one, p.Name | p.Member)}
