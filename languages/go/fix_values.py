"""Values that are not there: behind the end, nil, zero, of another type. A guard tells so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_guards import above_changes
from ..fix_off_by_one import on_line
from ..fix_places import definition, is_plain, names_in
from ..fix_tools import Mend
from ..fix_words import called, literal, missing, nothing
from ..program import Assign, Binary, Call, Convert, Import, Index, Member, Name, Slice, walk
from .fix_errors import classes, field, guard_spot, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_words import Part
    from ..program import Node

_INDEX = lazy_compile(r"(?:runtime error: )?index out of range \[(-?\d+)\](?: with length (\d+))?")
_BOUNDS = lazy_compile(r"(?:runtime error: )?slice bounds out of range \[(-?\d*):(-?\d*)")
_NIL = lazy_compile(r"(?:runtime error: )?invalid memory address or nil pointer dereference")
_ZERO = lazy_compile(r"(?:runtime error: )?integer divide by zero")
_TYPE = lazy_compile(r"interface conversion: ")
_SPLITS = frozenset(("Split", "SplitN", "Fields", "FieldsFunc"))


def build(failure: Failure) -> Iterator[Mend]:
    """One kind of guard for each kind of panic of the runtime."""
    message, site = failure.message, failure.site
    if found := _INDEX.match(message):
        yield from on_line(failure)
        yield from _indexes(failure, site, int(found[1]))
    elif _BOUNDS.match(message):
        yield from _slices(failure, site)
    elif _NIL.match(message):
        for node in _nils(failure, site):
            text = site.source.text(node)
            reason = f"`{text}` can be nil on line {site.line}"
            yield from _guarded(
                failure, site, node, f"{text} == nil", missing(site, node), "guard-nil", reason
            )
    elif _ZERO.match(message):
        yield from _divisions(failure, site)
    elif _TYPE.match(message):
        yield from _assertions(failure, site)


def _guarded(
    failure: Failure,
    site: Site,
    node: Node,
    test: str,
    message: tuple[Part, ...],
    name: str,
    reason: str,
) -> Iterator[Mend]:
    """A guard above the statement of `node`, and above the changes of state before it."""
    at = guard_spot(site, node)
    if at is None:
        return
    told = refused(failure, site, at, message)
    if told is None:
        return
    rows, edits = told
    guard = [f"if {test} {{", *("\t" + row for row in rows), "}"]
    why = f"{reason}: the guard returns an error"
    yield Mend(name, why, (*above_changes(site.source, at, node, guard), *edits))


def _indexes(failure: Failure, site: Site, wanted: int) -> Iterator[Mend]:
    source = site.source
    found = [one for one in site.on_line() if isinstance(one, Index) and _may_fail(one, wanted)]
    exact = [one for one in found if literal(one.key) == wanted]
    for node in exact or found:
        items, key = source.text(node.object), source.text(node.key)
        number = literal(node.key)
        if isinstance(number, int):
            test = f"len({items}) <= {number}" if number != 0 else f"len({items}) == 0"
            test = f"len({items}) < {number + 1}" if number > 0 else test
        else:
            test = _outside(site, node, items, key)
        reason = f"`{source.text(node)}` on line {site.line} can be behind the end"
        message = _short(site, node, isinstance(number, int))
        yield from _guarded(failure, site, node, test, message, "guard-index", reason)


def _may_fail(node: Index, wanted: int) -> bool:
    number = literal(node.key)
    if isinstance(number, str):
        return False
    return number is None or number == wanted


def _outside(site: Site, node: Index, items: str, key: str) -> str:
    """When `items[key]` fails, without the half that can't be: `len(x)-1` is never too big."""
    binary = node.key
    if (
        isinstance(binary, Binary)
        and literal(binary.right) == 1
        and isinstance(binary.left, Call)
        and binary.operator == "-"
        and site.source.text(binary.left) == f"len({items})"
    ):
        return f"len({items}) == 0"
    if isinstance(binary, Binary) and literal(binary.right) == 1 and is_plain(binary.left):
        left = site.source.text(binary.left)
        if binary.operator == "-":
            return f"{left} < 1 || {left} > len({items})"
        return f"{key} >= len({items})"
    return f"{key} < 0 || {key} >= len({items})"


def _short(site: Site, node: Index, is_fixed: bool) -> tuple[Part, ...]:
    """What to say of a list that is too short: what it was split from, or what was looked up."""
    origin: Node | None = node.object
    if isinstance(origin, Name):
        given = definition(site.scope, origin.name, node.place.start)
        origin = given.value if given is not None else None
    if (
        isinstance(origin, Call)
        and isinstance(origin.function, Member)
        and origin.function.name in _SPLITS
        and origin.arguments
    ):
        what = origin.arguments[0].value
        if isinstance(what, Name | Member):
            return (f"incomplete {called(what)} ", what)
    if isinstance(origin, Index):
        return missing(site, origin)
    if not is_fixed:
        plain = [one for one in walk(node.key) if isinstance(one, Name)]
        if (
            len(plain) == 1
            and isinstance(node.key, Name | Binary)
            and plain[0].name not in names_in(node.object)
        ):
            return (f"{called(plain[0])} ", plain[0], " is out of range")
        return nothing(site, node.object)
    return (f"too few {called(node.object) or 'values'}",)


def _slices(failure: Failure, site: Site) -> Iterator[Mend]:
    source = site.source
    for node in site.on_line():
        if not isinstance(node, Slice) or node.object is None:
            continue
        items = source.text(node.object)
        tests = []
        bounds = [one for one in (node.low, node.high) if one is not None]
        for bound in bounds:
            number, text = literal(bound), source.text(bound)
            if isinstance(number, int):
                tests.append(f"len({items}) < {number}")
            elif f"len({items})" in text and isinstance(bound, Binary) and bound.operator == "-":
                tests.append(f"len({items}) < {source.text(bound.right)}")
            elif is_plain(bound):
                tests.append(f"{text} < 0 || {text} > len({items})")
        if node.low is not None and node.high is not None and len(tests) == 2:
            low, high = literal(node.low), literal(node.high)
            if isinstance(low, int) and isinstance(high, int):
                tests = tests[1:]
            elif not isinstance(low, int) and not isinstance(high, int):
                tests.append(f"{source.text(node.low)} > {source.text(node.high)}")
        if not tests:
            continue
        reason = f"`{source.text(node)}` on line {site.line} can reach behind the end"
        what = node.object
        message: tuple[Part, ...] = (
            (f"{called(what)} is too short: ", what)
            if isinstance(what, Name)
            else (f"{called(what) or 'value'} is too short",)
        )
        yield from _guarded(failure, site, node, " || ".join(tests), message, "guard-slice", reason)


def _nils(failure: Failure, site: Site) -> Iterator[Node]:
    """What may have been nil on the line: the longest chain first, packages and receivers never."""
    source = site.source
    packages = {
        binding.module.rpartition("/")[2]
        for binding in source.module.body
        if isinstance(binding, Import)
    }
    function = site.function
    receiver = function.receiver.target if function and function.receiver else None
    own = receiver.name if isinstance(receiver, Name) else ""
    found: dict[str, tuple[int, Node]] = {}
    for node in site.on_line():
        if not isinstance(node, Member) or not node.place.line <= site.line <= node.place.end_line:
            continue
        holder = node.object
        if isinstance(holder, Name):
            if holder.name in packages or holder.name == own:
                continue
            found.setdefault(source.text(holder), (_likely(site, holder), holder))
        elif isinstance(holder, Member):
            declared = field(failure, source, holder.name)
            if declared is not None and declared.type.startswith("*"):
                found.setdefault(source.text(holder), (0, holder))
        elif isinstance(holder, Index):
            found.setdefault(source.text(holder), (0, holder))
    for _, node in sorted(found.values(), key=lambda one: one[0]):
        yield node


def _likely(site: Site, name: Name) -> int:
    """How likely a local is nil: looked up, a parameter, made here."""
    given = definition(site.scope, name.name, name.place.start)
    if given is None:
        return 2
    if isinstance(given.value, Index):
        return 0
    return 1 if isinstance(given.value, Call) else 3


def _divisions(failure: Failure, site: Site) -> Iterator[Mend]:
    source = site.source
    for node in site.on_line():
        divisor: Node | None = None
        if isinstance(node, Binary) and node.operator in ("/", "%"):
            divisor = node.right
        elif isinstance(node, Assign) and node.operator in ("/=", "%="):
            divisor = node.value
        if divisor is None or literal(divisor) is not None:
            continue
        inner = divisor
        while isinstance(inner, Call) and len(inner.arguments) == 1 and _converts(failure, inner):
            inner = inner.arguments[0].value
        text = source.text(inner)
        is_size = isinstance(inner, Call) and source.text(inner.function) == "len"
        if not is_size and not is_plain(inner):
            continue
        message: tuple[Part, ...]
        if isinstance(inner, Call) and is_size:
            message = nothing(site, inner.arguments[0].value)
        else:
            message = (f"{called(inner) or 'divisor'} must not be zero",)
        reason = f"`{text}` can be zero on line {site.line}"
        yield from _guarded(failure, site, inner, f"{text} == 0", message, "guard-zero", reason)


def _converts(failure: Failure, call: Call) -> bool:
    if not isinstance(call.function, Name):
        return False
    name = call.function.name
    types = {one.name for one in classes(failure, failure.site.source)}
    return name.startswith(("int", "uint")) or name in types


def _assertions(failure: Failure, site: Site) -> Iterator[Mend]:
    """`v := x.(T)` → `v, ok := x.(T)`, with a check."""
    source = site.source
    for node in site.on_line():
        if not isinstance(node, Convert) or node.kind != "assert":
            continue
        at = guard_spot(site, node)
        if at is None:
            continue
        value = source.text(node.value)
        message: tuple[Part, ...] = (
            f"{called(node.value) or 'value'} ",
            node.value,
            f" is no {node.type}",
        )
        if not is_plain(node.value):
            message = (f"{called(node.value) or 'value'} is no {node.type}",)
        told = refused(failure, site, at, message)
        if told is None:
            continue
        rows, edits = told
        from ..fix_places import fresh

        ok = fresh(site.scope, "ok", "fits")
        check = [f"if !{ok} {{", *("\t" + row for row in rows), "}"]
        reason = f"`{value}` on line {site.line} is not always of type `{node.type}`"
        statement = at.statement
        if isinstance(statement, Assign) and statement.value is node and statement.declares == ":=":
            from ..fix_tools import Edit

            end = statement.target.place.end
            own = (
                Edit(source.path, end, end, f", {ok}"),
                source.after(statement.place.end - 1, check),
            )
        else:
            name = fresh(site.scope, _kind(node.type), "value")
            first = f"{name}, {ok} := {source.text(node)}"
            own = (
                source.before(statement.place.start, [first, *check]),
                source.replace(node, name),
            )
        yield Mend("assertion-checked", reason, (*own, *edits))


def _kind(name: str) -> str:
    bare = name.rpartition(".")[2].lstrip("*[]")
    short = {"string": "text", "int": "number", "float64": "number", "bool": "flag"}.get(bare, bare)
    return short[:1].lower() + short[1:] if short.isidentifier() else "value"
