"""What is undefined or null where something of it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_off_by_one import corrected
from ..fix_places import (
    definition,
    earliest,
    fresh,
    is_plain,
    names_in,
    spot,
)
from ..fix_tools import Mend
from ..fix_words import called, missing
from ..program import (
    Assign,
    Binary,
    Call,
    Collection,
    For,
    ForEach,
    Index,
    Literal,
    Logical,
    Mapping,
    Member,
    Name,
    Spread,
    Unary,
    walk,
)
from .fix_refusals import guard, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node

_READING = lazy_compile(r"Cannot (?:read|set) propert(?:ies|y) of (undefined|null) \(")
_DESTRUCTURE = lazy_compile(r"Cannot destructure property '.*' of '.*' as it is (undefined|null)")
_ITERABLE = lazy_compile(r"(?:object )?(undefined|null) is not iterable|is not iterable")
_ADDING = {"push": "[]", "unshift": "[]", "add": "new Set()", "set": "new Map()"}


def receiver(failure: Failure) -> tuple[Node, str] | None:
    """The expression that was nothing, and which nothing it was ("undefined", "null")."""
    site = failure.site
    if site.offset is None:
        return None
    if found := _READING.match(failure.message):
        for node in reversed(site.trail):
            if isinstance(node, Member | Index) and node.object.place.end <= site.offset:
                return node.object, found[1]
    if found := _DESTRUCTURE.match(failure.message):
        for node in reversed(site.trail):
            if isinstance(node, Assign) and isinstance(node.target, Mapping) and node.value:
                return node.value, found[1]
    if found := _ITERABLE.search(failure.message):
        for node in reversed(site.trail):
            if (one := _iterated(node)) is not None:
                return one, found[1] or ""
    return None


def _iterated(node: Node) -> Node | None:
    if isinstance(node, ForEach):
        return node.iterable
    if isinstance(node, Assign) and isinstance(node.target, Collection):
        return node.value
    return node.value if isinstance(node, Spread) else None


def build(failure: Failure) -> Iterator[Mend]:
    """A loop that no longer steps over what it removed; a container made before it is filled; a
    guard; the default that the same expression has elsewhere.
    """
    found = receiver(failure)
    if found is None:
        return
    node, kind = found
    site = failure.site
    if isinstance(node, Name) and node.name == "this":
        yield from _bound(failure, site)
        return
    yield from _walked_backwards(site, node)
    yield from _one_too_far(site, node)
    yield from _made_first(site, node)
    yield from guarded(failure, site, node, kind)
    yield from _same_default(site, node)


def _bound(failure: Failure, site: Site) -> Iterator[Mend]:
    """A method that is handed on without its object."""
    function = site.function
    if function is None or function.kind != "method":
        return
    for other in failure.sites:
        source = other.source
        called_ones = {id(one.function) for one in walk(source.module) if isinstance(one, Call)}
        for one in walk(source.module):
            if not isinstance(one, Member) or one.name != function.name or id(one) in called_ones:
                continue
            if not isinstance(one.object, Name) or one.object.name == "exports":
                continue
            text = source.text(one)
            reason = f"`{text}` on line {one.place.line} is handed on without `{one.object.name}`"
            edit = source.replace(one, f"{text}.bind({one.object.name})")
            yield Mend("method-bound", reason, (edit,))
            return


def _one_too_far(site: Site, node: Node) -> Iterator[Mend]:
    """The entry behind the last, read here or given to the name that failed."""
    if isinstance(node, Name):
        given = definition(site.scope, node.name, node.place.start)
        node = given.value if given is not None and given.value is not None else node
    if isinstance(node, Index):
        yield from corrected(site, node)


def guarded(failure: Failure, site: Site, node: Node, kind: str) -> Iterator[Mend]:
    """A guard above the statement, which throws the error that the callers know."""
    at = spot(site, node)
    if at is None:
        return
    refused = refusal(failure, site)
    source = site.source
    message = missing(site, node)

    def rows_of(text: str) -> list[str]:
        return guard(f"{text} === {kind}" if kind else f"!{text}", refused, message, source)

    text = source.text(node)
    reason = (
        f"`{text}` can be {kind or 'nothing'} on line {site.line}: the guard throws "
        f"`{refused.error}`"
        f"{', which the callers answer' if refused.is_domain else ''}"
    )
    if is_plain(node):
        place = earliest(source, at, node).place.start
        rows = rows_of(text)
        yield Mend("guard-missing", reason, (source.before(place, rows), *refused.edits))
        return
    name = fresh(site.scope, _name_for(node), "found")
    value = " ".join(text.split()) if "\n" in text and len(text) < 60 else text
    above = source.before(at.statement.place.start, [f"const {name} = {value};", *rows_of(name)])
    yield Mend("guard-missing", reason, (above, source.replace(node, name), *refused.edits))


def _name_for(node: Node) -> str:
    word = called(node).split(" ")[-1]
    return word if word.isidentifier() and isinstance(node, Index) else "found"


def _made_first(site: Site, node: Node) -> Iterator[Mend]:
    """`lists[key].push(x)` where the file elsewhere puts an empty list into `lists`."""
    call = next((one for one in reversed(site.trail) if isinstance(one, Call)), None)
    if not isinstance(node, Index) or call is None or not isinstance(call.function, Member):
        return
    empty = _ADDING.get(call.function.name)
    source = site.source
    at = spot(site, node)
    if empty is None or at is None or call.function.object is not node or not is_plain(node):
        return
    holder = source.text(node.object)
    for one in walk(source.module):
        if (
            isinstance(one, Assign)
            and isinstance(one.target, Index)
            and one.value is not None
            and source.text(one.target.object) == holder
            and source.text(one.value) == empty
        ):
            text = source.text(node)
            reason = (
                f"`{text}` has no value yet on line {site.line}; line {one.place.line} begins "
                f"such an entry with `{empty}`"
            )
            edit = source.before(at.statement.place.start, [f"{text} ??= {empty};"])
            yield Mend("container-made-first", reason, (edit,))
            return


def _walked_backwards(site: Site, node: Node) -> Iterator[Mend]:
    """`items[i]` is undefined in a loop over `i` that removes from `items`."""
    if not isinstance(node, Index) or not isinstance(node.key, Name):
        return
    source, index = site.source, node.key.name
    loop = next((one for one in reversed(site.trail) if isinstance(one, For)), None)
    items = source.text(node.object)
    if loop is None or not _counts_up(loop, index):
        return
    removes = [one for one in walk(loop.body) if _removes(site, one, items, index)]
    if not removes:
        return
    edits = [source.replace(loop.first, f"{index} = {items}.length - 1")]  # type: ignore[arg-type]
    edits.append(source.replace(loop.test, f"{index} >= 0"))  # type: ignore[arg-type]
    edits.append(source.replace(loop.after, f"{index}--"))  # type: ignore[arg-type]
    holes = [one for one in removes if isinstance(one, Unary)]
    edits += [source.replace(one, f"{items}.splice({index}, 1)") for one in holes]
    reason = (
        f"the loop on line {loop.place.line} removes from `{items}` while it counts up: backwards "
        "no item is stepped over, and none is read that is gone"
    )
    yield Mend("loop-backwards", reason, tuple(edits))


def _counts_up(loop: For, index: str) -> bool:
    first, test, after = loop.first, loop.test, loop.after
    return (
        isinstance(first, Assign)
        and isinstance(first.value, Literal)
        and first.value.value == 0
        and isinstance(test, Binary)
        and test.operator == "<"
        and isinstance(after, Unary)
        and names_in(after) == {index} == names_in(first.target)
    )


def _removes(site: Site, node: Node, items: str, index: str) -> bool:
    if isinstance(node, Unary) and node.operator == "delete":
        target = node.operand
        return isinstance(target, Index) and site.source.text(target) == f"{items}[{index}]"
    if isinstance(node, Call) and isinstance(node.function, Member):
        if node.function.name != "splice" or not node.arguments:
            return False
        return (
            site.source.text(node.function.object) == items
            and site.source.text(node.arguments[0].value) == index
        )
    return False


def _same_default(site: Site, node: Node) -> Iterator[Mend]:
    """`lookup(key) ?? fallback` stands elsewhere in the file, for the same lookup."""
    source = site.source
    shape = _shape(source.text(node))
    for one in walk(source.module):
        if (
            isinstance(one, Logical)
            and one.operator == "??"
            and _shape(source.text(one.left)) == shape
        ):
            if one.place.start <= node.place.start < one.place.end or not _is_constant(one.right):
                continue
            default = source.text(one.right)
            reason = f"line {one.place.line} falls back on `{default}` for the same"
            edit = source.replace(node, f"({source.text(node)} ?? {default})")
            yield Mend("same-default", reason, (edit,))
            return


def _shape(text: str) -> str:
    return "".join(text.split())


def _is_constant(node: Node) -> bool:
    if isinstance(node, Collection | Mapping):
        return not list(walk(node))[1:]
    return isinstance(node, Literal)
