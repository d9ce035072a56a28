"""Promises that are taken for their values, and values that are taken for promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import definition
from ..fix_tools import Mend
from ..program import Await, Call, Function, Index, Member, Name, Return, Try, walk
from .fix_missing import receiver
from .fix_refusals import exported, module_file, requires_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node

_THEN = lazy_compile(r"(.*)\.(then|catch|finally) is not a function")
_NO_FUNCTION = lazy_compile(r"(.+)\.([\w$#]+) is not a function")


def build(failure: Failure) -> Iterator[Mend]:
    """`await` where a promise was taken for its value; a promise where a plain value was."""
    site = failure.site
    yield from _returned_from_try(failure)
    if site.offset is None:
        return
    if _THEN.match(failure.message):
        yield from _plain_value(site)
        return
    node = _suspect(failure)
    while node is not None:
        call = _promised(failure, site, node)
        if call is not None:
            yield from _awaited(site, call)
            return
        node = node.object if isinstance(node, Member | Index) else None


def _returned_from_try(failure: Failure) -> Iterator[Mend]:
    """`return send()` in a `try`, whose handler never sees what the promise rejects with."""
    thrown = failure.site.function
    if thrown is None or "async" not in thrown.flags:
        return
    for source in dict.fromkeys(site.source for site in failure.sites):
        for one in walk(source.module):
            if not isinstance(one, Try) or not one.handlers:
                continue
            for each in walk(one.body):
                call = each.value if isinstance(each, Return) else None
                if not isinstance(call, Call) or not isinstance(call.function, Name | Member):
                    continue
                if call.function.name == thrown.name and one.place.line != failure.site.line:
                    reason = (
                        f"line {each.place.line} returns the promise out of the `try`: without "
                        "`await` its handler never sees the error"
                    )
                    edit = source.replace(call, f"await {source.text(call)}")
                    yield Mend("await-in-try", reason, (edit,))
                    return


def _suspect(failure: Failure) -> Node | None:
    """The expression of which something was missing."""
    if (found := receiver(failure)) is not None:
        return found[0]
    if _NO_FUNCTION.match(failure.message):
        for node in reversed(failure.site.trail):
            if isinstance(node, Member):
                return node.object
    return None


def _promised(failure: Failure, site: Site, node: Node) -> Call | None:
    """The call without `await` that `node` comes from, where it gives a promise."""
    if isinstance(node, Name):
        given = definition(site.scope, node.name, node.place.start)
        if given is None or not isinstance(given.target, Name) or given.value is None:
            return None
        node = given.value
    if isinstance(node, Call) and _is_async(failure, site, node.function):
        return node
    return None


def _is_async(failure: Failure, site: Site, function: Node) -> bool:
    """Whether what is called is declared `async`, here or in a module of the tree."""
    source = site.source
    if isinstance(function, Name):
        for one in walk(source.module):
            if isinstance(one, Function) and one.qualified == function.name:
                return "async" in one.flags
    for required, module in requires_of(source):
        other = None
        if isinstance(function, Member) and isinstance(function.object, Name):
            if isinstance(required.target, Name) and required.target.name == function.object.name:
                other = module_file(failure, source, module)
        elif isinstance(function, Name) and function.name in source.text(required.target):
            other = module_file(failure, source, module)
        if other is not None and isinstance(function, Name | Member):
            value = exported(other).get(function.name)
            return isinstance(value, Function) and "async" in value.flags
    if (
        isinstance(function, Member)
        and isinstance(function.object, Name)
        and function.object.name == "this"
    ):
        return any(
            isinstance(one, Function) and one.name == function.name and "async" in one.flags
            for one in walk(source.module)
        )
    return False


def _awaited(site: Site, call: Call) -> Iterator[Mend]:
    function = next((one for one in reversed(site.trail) if isinstance(one, Function)), None)
    if function is None or "async" not in function.flags:
        return
    text = site.source.text(call)
    holder = next((one for one in walk(function) if _holds(one, call)), None)
    awaited = f"(await {text})" if isinstance(holder, Member | Index | Call) else f"await {text}"
    reason = f"`{text}` on line {call.place.line} gives a promise, whose value is wanted"
    yield Mend("await-added", reason, (site.source.replace(call, awaited),))


def _holds(node: Node, call: Call) -> bool:
    return (isinstance(node, Member | Index) and node.object is call) or (
        isinstance(node, Call) and node.function is call
    )


def _plain_value(site: Site) -> Iterator[Mend]:
    source = site.source
    member = next((one for one in reversed(site.trail) if isinstance(one, Member)), None)
    if member is None or isinstance(member.object, Await):
        return
    text = source.text(member.object)
    reason = f"`{text}` on line {site.line} is a plain value: `{member.name}` wants a promise of it"
    edit = source.replace(member.object, f"Promise.resolve({text})")
    yield Mend("promise-of-value", reason, (edit,))
