"""Positions behind the end, divisions by zero, values of another class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_off_by_one import on_line
from ..fix_places import definition, is_plain
from ..fix_tools import Mend
from ..fix_words import called, literal, missing, nothing
from ..program import (
    Assign,
    Binary,
    Call,
    Class,
    Convert,
    Expression,
    Function,
    Index,
    Member,
    Name,
    Parameter,
    walk,
)
from .fix_missing import _is_pure
from .fix_refusals import guarded, imported, refusal, throw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_words import Part
    from ..program import Node

_INDEX = lazy_compile(r"(?:Index|index|String index out of range:|Index:)\s*(-?\d+)")
_OF_LISTS = frozenset(("get", "remove", "set"))


def build(failure: Failure) -> Iterator[Mend]:
    """A guard that throws what the callers answer."""
    site, kind = failure.site, failure.error_type.rpartition(".")[2]
    if kind in ("ArrayIndexOutOfBoundsException", "IndexOutOfBoundsException"):
        yield from on_line(failure)
        yield from _indexes(failure, site)
    elif kind == "StringIndexOutOfBoundsException":
        yield from _texts(failure, site)
    elif kind == "ArithmeticException" and "by zero" in failure.message:
        yield from _in_constructor(failure, site)
        yield from _zero(failure, site)
    elif kind == "ClassCastException":
        yield from _casts(failure, site)
    elif kind == "ArrayStoreException":
        yield from _array_copies(failure)


def _indexes(failure: Failure, site: Site) -> Iterator[Mend]:
    found = _INDEX.search(failure.message)
    wanted = int(found[1]) if found is not None else None
    places = [one for one in map(_indexed, site.on_line()) if one is not None]
    exact = [one for one in places if literal(one[2]) == wanted]
    for node, items, key, size in exact or [one for one in places if literal(one[2]) is None]:
        text, asked = site.source.text(key), f"{site.source.text(items)}.{size}"
        if not (is_plain(items) or _is_pure(items)) or _is_map(site, items):
            continue
        number = literal(key)
        if isinstance(number, int):
            test = f"{asked} < {number + 1}"
            if number == 0:
                test = (
                    f"{asked} == 0" if size == "length" else f"{site.source.text(items)}.isEmpty()"
                )
        else:
            test = _outside(site, key, text, asked)
        reason = f"`{site.source.text(node)}` on line {site.line} can be behind the end"
        message = _short(site, items, key, node)
        yield from guarded(failure, site, node, test, message, "guard-index", reason)


def _is_map(site: Site, items: Node) -> bool:
    """Whether the file declares what is asked as a map: its keys are no positions."""
    name = items.name if isinstance(items, Name | Member) else ""
    return any(
        isinstance(one, Assign | Parameter)
        and isinstance(one.target, Name)
        and one.target.name == name
        and "Map" in one.type.partition("<")[0]
        for one in walk(site.source.module)
    )


def _indexed(node: Node) -> tuple[Node, Node, Node, str] | None:
    """The expression, what it looks into, the position, and how the size is asked."""
    if isinstance(node, Index):
        return node, node.object, node.key, "length"
    if (
        isinstance(node, Call)
        and isinstance(node.function, Member)
        and node.arguments
        and node.function.name in _OF_LISTS
    ):
        return node, node.function.object, node.arguments[0].value, "size()"
    return None


def _outside(site: Site, key: Node, text: str, asked: str) -> str:
    if isinstance(key, Binary) and literal(key.right) == 1:
        left = site.source.text(key.left)
        if key.operator == "-":
            if left == asked:
                return f"{asked} == 0"
            if is_plain(key.left) or isinstance(key.left, Call):
                return f"{left} < 1 || {left} > {asked}"
        if key.operator == "+":
            return f"{text} >= {asked}"
    return f"{text} < 0 || {text} >= {asked}"


def _short(site: Site, items: Node, key: Node, node: Node) -> tuple[Part, ...]:
    origin: Node | None = items
    if isinstance(items, Name):
        given = definition(site.scope, items.name, node.place.start)
        origin = given.value if given is not None else None
    if (
        isinstance(origin, Call)
        and isinstance(origin.function, Member)
        and origin.function.name == "split"
        and isinstance(origin.function.object, Name)
    ):
        return (f"incomplete {called(origin.function.object)} ", origin.function.object)
    if literal(key) is not None:
        if isinstance(origin, Call) and isinstance(origin.function, Member):
            return missing(site, origin)
        return (f"too few {called(items) or 'values'}",)
    names = [one for one in walk(key) if isinstance(one, Name) and not one.name[:1].isupper()]
    telling = [one for one in names if called(one) and not _is_called(key, one)]
    if telling:
        return (f"{called(telling[-1])} ", telling[-1], " is out of range")
    return nothing(site, items)


def _is_called(node: Node, name: Name) -> bool:
    return any(isinstance(one, Call) and one.function is name for one in walk(node))


def _texts(failure: Failure, site: Site) -> Iterator[Mend]:
    source = site.source
    for call in site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Member):
            continue
        name, held = call.function.name, call.function.object
        if name not in ("substring", "charAt", "subSequence") or not call.arguments:
            continue
        if not (is_plain(held) or _is_pure(held)):
            continue
        size = f"{source.text(held)}.length()"
        last = call.arguments[-1].value
        number, text = literal(last), source.text(last)
        if isinstance(number, int):
            least = number + 1 if name == "charAt" else number
            test = f"{source.text(held)}.isEmpty()" if least == 1 else f"{size} < {least}"
        elif is_plain(last):
            test = f"{text} < 0 || {text} {'>=' if name == 'charAt' else '>'} {size}"
        else:
            continue
        what = called(held) or "text"
        message: tuple[Part, ...] = (
            (f"{what} is too short: ", held)
            if isinstance(held, Name)
            else (f"{what} is too short",)
        )
        reason = f"`{source.text(call)}` on line {site.line} can reach behind the end"
        yield from guarded(failure, site, call, test, message, "guard-text", reason)


def _divisor(site: Site) -> Iterator[Node]:
    for node in site.on_line():
        divisor: Node | None = None
        if isinstance(node, Binary) and node.operator in ("/", "%"):
            divisor = node.right
        elif isinstance(node, Assign) and node.operator in ("/=", "%="):
            divisor = node.value
        if divisor is not None and literal(divisor) is None:
            yield divisor


def _zero(failure: Failure, site: Site) -> Iterator[Mend]:
    for divisor in _divisor(site):
        text = site.source.text(divisor)
        message: tuple[Part, ...]
        if isinstance(divisor, Call) and isinstance(divisor.function, Member):
            if divisor.arguments:
                continue
            message = nothing(site, divisor.function.object)
        elif is_plain(divisor):
            message = (f"{called(divisor)} must not be zero",)
        else:
            continue
        reason = f"`{text}` can be zero on line {site.line}"
        yield from guarded(failure, site, divisor, f"{text} == 0", message, "guard-zero", reason)


def _in_constructor(failure: Failure, site: Site) -> Iterator[Mend]:
    """A field that something is divided by is refused where it is set. Only where the error comes
    out of another thread: there no guard at the division reaches who asked.
    """
    if failure.trace is failure.causing:
        return
    source = site.source
    for divisor in _divisor(site):
        name = divisor.name if isinstance(divisor, Name | Member) else ""
        for holder in source.module.body:
            if not isinstance(holder, Class):
                continue
            for function in holder.body:
                if isinstance(function, Function) and function.kind == "constructor":
                    yield from _refused_early(failure, site, function, name)


def _refused_early(failure: Failure, site: Site, function: Function, name: str) -> Iterator[Mend]:
    names = [one.target.name for one in function.parameters if isinstance(one.target, Name)]
    if name not in names or function.body is None or not function.body.statements:
        return
    sets = any(
        isinstance(one, Expression)
        and isinstance(one.value, Assign)
        and isinstance(one.value.target, Member)
        and one.value.target.name == name
        for one in function.body.statements
    )
    if not sets:
        return
    error = refusal(failure, failure.sites[-1])
    rows = [
        f"if ({name} == 0) {{",
        "\t" + throw(error, (f"{name} must not be zero",), site.source),
        "}",
    ]
    edit = site.source.before(function.body.statements[0].place.start, rows)
    reason = (
        f"line {site.line} divides by `{name}`, in another thread: a zero is refused where the "
        "object is made"
    )
    yield Mend("zero-refused-early", reason, (edit,))


def _casts(failure: Failure, site: Site) -> Iterator[Mend]:
    source = site.source
    for node in site.on_line():
        if not isinstance(node, Convert) or node.kind != "cast" or node.type[:1].islower():
            continue
        if not (is_plain(node.value) or _is_pure(node.value)):
            continue
        value, kind = source.text(node.value), node.type.partition("<")[0]
        what = _what(node.value)
        message: tuple[Part, ...] = (f"{what} is no {kind}: ", node.value)
        reason = f"`{value}` on line {site.line} is not always of the class `{kind}`"
        test = f"!({value} instanceof {kind})"
        yield from guarded(failure, site, node, test, message, "guard-class", reason)


def _is_key(node: Node) -> bool:
    return isinstance(node, Name | Member)


def _what(node: Node) -> str:
    if isinstance(node, Call) and node.arguments:
        if _is_key(node.arguments[0].value):
            return called(node.arguments[0].value)
        told = literal(node.arguments[0].value)
        if isinstance(told, str) and told.isidentifier():
            return told
    return called(node) or "value"


def _array_copies(failure: Failure) -> Iterator[Mend]:
    """`Object[] cells = header.clone()` is an array of what `header` is one of."""
    here = failure.site.source
    for source, one in (
        (s, n) for s in (here, *failure.neighbours(here.path)) for n in walk(s.module)
    ):
        if not isinstance(one, Assign) or one.type != "Object[]" or not isinstance(one.value, Call):
            continue
        function = one.value.function
        if isinstance(function, Member) and function.name == "clone" and is_plain(function.object):
            held = source.text(function.object)
            reason = f"`{source.text(one.value)}` on line {one.place.line} takes its own class only"
            text = f"Arrays.copyOf({held}, {held}.length, Object[].class)"
            edits = (source.replace(one.value, text), *imported(source, "java.util.Arrays"))
            yield Mend("array-of-objects", reason, edits)
            return
