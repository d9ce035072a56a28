"""What is null, or not there, where something of it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import fresh, is_plain, spot
from ..fix_tools import Edit, Mend
from ..fix_words import called, missing, nothing
from ..program import Argument, Assign, Binary, Call, Group, Index, Member, Name, walk
from .fix_refusals import guarded, refusal, summed, throw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..program import Node

# JEP 358's helpful messages, as JDK 17 prints them.
_WHAT = lazy_compile(r'Cannot (?:invoke|read|assign|store|load|enter|throw)[^"]*(?:"([^"]*)")?')
_WHY = lazy_compile(r'because (?:the return value of "([^"]*)"|"([^"]*)") is null')
_PURE = frozenset(("get", "getOrDefault", "peek", "peekFirst", "peekLast"))
_EMPTY = {
    "removeFirst", "removeLast", "getFirst", "getLast", "element", "pop", "remove", "firstKey",
    "lastKey", "first", "last", "firstEntry",
}  # fmt: skip


def build(failure: Failure) -> Iterator[Mend]:
    """A guard that throws what the callers answer."""
    site, kind = failure.site, failure.error_type.rpartition(".")[2]
    if kind == "NullPointerException":
        for node in _nulls(site, failure.message):
            yield from _made_at_declaration(site, node)
            yield from _counted_from_zero(site, node)
            yield from _guarded_null(failure, site, node)
            return
    elif kind == "NoSuchElementException":
        if failure.message == "No value present":
            yield from _optional(failure, site)
        else:
            yield from _emptied(failure, site)
    elif kind == "EmptyStackException":
        yield from _emptied(failure, site)


def _made_at_declaration(site: Site, node: Node) -> Iterator[Mend]:
    """A field that one constructor fills with an empty collection, and another leaves null."""
    name = node.name if isinstance(node, Name | Member) else ""
    source = site.source
    made = next(
        (one for one in walk(source.module)
         if isinstance(one, Assign) and not one.declares and isinstance(one.value, Call)
         and one.value.new and not one.value.arguments and isinstance(one.target, Name | Member)
         and one.target.name == name),
        None,
    )  # fmt: skip
    for one in walk(source.module):
        if made is None or not isinstance(one, Assign) or one.declares != "field":
            continue
        if not isinstance(one.target, Name) or one.target.name != name or one.value is not None:
            continue
        row = source.slice(source.line_start(one.place.start), one.place.end)
        if "final" in row.split() or made.value is None:
            continue
        text = source.text(made.value)
        reason = f"`{name}` is made on line {made.place.line} only; not every object gets there"
        end = one.target.place.end
        yield Mend("field-made", reason, (Edit(source.path, end, end, f" = {text}"),))
        return


def _counted_from_zero(site: Site, node: Node) -> Iterator[Mend]:
    """`int n = counts.get(key)` before `counts.put(key, n + 1)`: what nobody counted is zero."""
    if not isinstance(node, Call) or not isinstance(node.function, Member):
        return
    if node.function.name != "get" or len(node.arguments) != 1:
        return
    source = site.source
    holder, key = source.text(node.function.object), source.text(node.arguments[0].value)
    for one in walk(site.scope):
        if isinstance(one, Call) and source.text(one.function) == f"{holder}.put":
            given = [argument.value for argument in one.arguments]
            is_sum = len(given) == 2 and isinstance(given[1], Binary) and given[1].operator in "+-"
            if is_sum and source.text(given[0]) == key:
                reason = f"line {one.place.line} adds to `{holder}`: a new `{key}` begins at 0"
                edit = source.replace(node, f"{holder}.getOrDefault({key}, 0)")
                yield Mend("counted-from-zero", reason, (edit,))
                return


def _nulls(site: Site, message: str) -> Iterator[Node]:
    """The expressions on the line that the message may mean."""
    why = _WHY.search(message)
    what = _WHAT.match(message)
    if why is None:
        return
    wanted = what[1].partition("(")[0].rpartition(".")[2] if what is not None and what[1] else ""
    if why[1]:
        method = why[1].partition("(")[0].rpartition(".")[2]
        count = 0 if why[1].endswith("()") else why[1].count(",") + 1
        found = [one for one in site.on_line() if _is_call(one, method, count)]
        holders = [one for one in found if _used(site, one, wanted)]
        yield from holders or found
        return
    name = why[2]
    bare = name.removeprefix("this.")
    for one in site.on_line():
        if (
            isinstance(one, Name | Member | Index)
            and _spelt(site, one) in (name, bare)
            and (not isinstance(one, Member) or not one.name.startswith("::"))
        ):
            yield one


def _spelt(site: Site, node: Node) -> str:
    return "".join(site.source.text(node).split())


def _is_call(node: Node, method: str, count: int) -> bool:
    if not isinstance(node, Call) or len(node.arguments) != count:
        return False
    function = node.function
    return isinstance(function, Name | Member) and function.name == method


def _used(site: Site, node: Node, wanted: str) -> bool:
    """Whether `wanted` is taken of the node: called on it, read from it, or unboxed."""
    for one in walk(site.scope):
        if isinstance(one, Member) and one.name == wanted and _bare(one.object) is node:
            return True
        if wanted.endswith("Value") and isinstance(one, Assign | Argument) and one.value is node:
            return True
    return False


def _bare(node: Node) -> Node:
    return node.value if isinstance(node, Group) else node


def _guarded_null(failure: Failure, site: Site, node: Node) -> Iterator[Mend]:
    text = site.source.text(node)
    reason = f"`{text}` can be null on line {site.line}"
    message = missing(site, node)
    if is_plain(node) or _is_pure(node):
        yield from guarded(failure, site, node, f"{text} == null", message, "guard-null", reason)
        return
    at = spot(site, node)
    if at is None:
        return
    name = fresh(site.scope, called(node).split(" ")[-1] or "found", "found")
    name = name if name.isidentifier() else "found"
    error = refusal(failure, site)
    rows = [
        f"var {name} = {text};",
        f"if ({name} == null) {{",
        "\t" + throw(error, message, site.source),
        "}",
    ]
    edits = (
        site.source.before(at.statement.place.start, rows),
        site.source.replace(node, name),
    )
    yield Mend("guard-null", f"{reason}: the guard throws `{error}`", edits)


def _is_pure(node: Node) -> bool:
    """Whether it can be asked twice: a look-up, or an accessor, of something that can."""
    if not isinstance(node, Call) or not isinstance(node.function, Member):
        return is_plain(node)
    if node.function.name not in _PURE and node.arguments:
        return False
    inner = [node.function.object, *(one.value for one in node.arguments)]
    return all(is_plain(one) or _is_pure(one) for one in inner)


def _optional(failure: Failure, site: Site) -> Iterator[Mend]:
    """`found.get()` → `found.orElseThrow(() -> new Refused(…))`."""
    source = site.source
    for call in site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Member) or call.arguments:
            continue
        if call.function.name not in ("get", "orElseThrow", "getAsInt", "getAsDouble", "getAsLong"):
            continue
        held = call.function.object
        error, message = refusal(failure, site), missing(site, held)
        told = summed(message, source)
        start = held.place.end
        from ..fix_tools import Edit

        text = source.slice(start, call.place.end)
        lead = text[: text.index(".")]
        edit = Edit(
            source.path, start, call.place.end, f"{lead}.orElseThrow(() -> new {error}({told}))"
        )
        reason = f"`{source.text(held)}` on line {site.line} can be empty"
        yield Mend("optional-or-throw", f"{reason}: it throws `{error}` then", (edit,))
        return


def _emptied(failure: Failure, site: Site) -> Iterator[Mend]:
    """A guard before the first entry of a collection without any is taken."""
    for call in site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Member) or call.arguments:
            continue
        held, name = call.function.object, call.function.name
        text = site.source.text(held)
        if name in _EMPTY and (is_plain(held) or _is_pure(held)):
            test = f"{text}.isEmpty()"
        elif name in ("next", "nextLine") and is_plain(held):
            test = f"!{text}.has{name[0].upper()}{name[1:]}()"
        else:
            continue
        message = nothing(site, held)
        reason = f"`{text}` can be empty on line {site.line}"
        yield from guarded(failure, site, call, test, message, "guard-empty", reason)
        return
