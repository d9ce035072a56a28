"""Values of the wrong kind: empty, zero, a number where text is wanted, text that is no JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import definition, fresh, is_plain, spot
from ..fix_tools import Edit, Mend
from ..fix_words import called, nothing
from ..program import Binary, Call, Function, Literal, Member, Name, Node, Return, walk
from .fix_refusals import guard, refusal, throw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site

_NO_METHOD = lazy_compile(r".*\.([\w$]+) is not a function")
_JSON = lazy_compile(r"Unexpected (?:token|end of JSON)|.* is not valid JSON|Expected .* in JSON")

# Methods that text alone has, and that arrays alone have (ECMAScript 2023).
_OF_TEXT = frozenset(
    ("charAt", "charCodeAt", "codePointAt", "endsWith", "localeCompare", "match", "matchAll",
     "normalize", "padEnd", "padStart", "repeat", "replace", "replaceAll", "search", "split",
     "startsWith", "substring", "toLowerCase", "toUpperCase", "trim", "trimEnd", "trimStart")
)  # fmt: skip
_OF_ARRAYS = frozenset(
    ("map", "filter", "reduce", "reduceRight", "find", "findIndex", "findLast", "some", "every",
     "flatMap", "sort", "slice", "join", "toSorted", "toReversed")
)  # fmt: skip
_OF_NUMBERS = frozenset(("toFixed", "toPrecision", "toExponential"))
_ITERABLE = lazy_compile(r"(?:^new (?:Set|Map)\b|\.(?:values|keys|entries)\(\)$)")


def build(failure: Failure) -> Iterator[Mend]:
    """A conversion where the kind is evident; a guard where a value can't serve."""
    message, site = failure.message, failure.site
    if found := _NO_METHOD.fullmatch(message):
        yield from _converted(site, found[1])
    elif message == "Reduce of empty array with no initial value":
        yield from _empty(failure, site)
    elif message == "Division by zero":
        yield from _zero(failure, site)
    elif message.startswith("Cannot mix BigInt"):
        yield from _mixed(site)
    elif failure.error_type == "SyntaxError" and _JSON.match(message):
        yield from _no_json(failure)
    elif message == "Invalid time value":
        yield from _invalid_date(failure, site)


def _converted(site: Site, method: str) -> Iterator[Mend]:
    source = site.source
    member = next((one for one in reversed(site.trail) if isinstance(one, Member)), None)
    if member is None or member.name != method:
        return
    text = source.text(member.object)
    if method in _OF_TEXT:
        reason = f"`{text}` on line {site.line} is no text, and only text has `{method}`"
        yield Mend("to-text", reason, (source.replace(member.object, f"String({text})"),))
    elif method in _OF_NUMBERS:
        reason = f"`{text}` on line {site.line} is no number, and only numbers have `{method}`"
        yield Mend("to-number", reason, (source.replace(member.object, f"Number({text})"),))
    elif method in _OF_ARRAYS and _ITERABLE.search(_origin(site, member.object)):
        reason = f"`{text}` on line {site.line} can be walked through and is no array"
        yield Mend("to-array", reason, (source.replace(member.object, f"[...{text}]"),))


def _origin(site: Site, node: Node) -> str:
    """The expression, or what the name in it was given."""
    if isinstance(node, Name):
        given = definition(site.scope, node.name, node.place.start)
        if given is None:
            given = definition(site.trail[0], node.name, node.place.start)
        if given is not None and given.value is not None:
            return site.source.text(given.value)
    return site.source.text(node)


def _empty(failure: Failure, site: Site) -> Iterator[Mend]:
    """A guard before `reduce`, which has nothing to begin with."""
    source = site.source
    member = next((one for one in reversed(site.trail) if isinstance(one, Member)), None)
    if member is None or (at := spot(site, member.object)) is None:
        return
    items = member.object
    refused, message = refusal(failure, site), nothing(site, items)
    reason = f"there may be nothing to `{member.name}` on line {site.line}"
    start = at.statement.place.start
    if is_plain(items):
        rows = guard(f"{source.text(items)}.length === 0", refused, message, source)
        yield Mend("guard-empty", reason, (source.before(start, rows), *refused.edits))
        return
    name = fresh(site.scope, *(["found"] if _plural(items) == "" else [_plural(items), "found"]))
    rows = guard(f"{name}.length === 0", refused, message, source)
    first = f"const {name} = {source.text(items)};"
    end = source.data.index(b".", items.place.end)
    above = source.before(start, [first, *rows])
    swap = Edit(source.path, items.place.start, end, name)
    yield Mend("guard-empty", reason, (above, swap, *refused.edits))


def _plural(node: Node) -> str:
    """The name of what a chain's last `map` takes of each item, of several."""
    if isinstance(node, Call) and node.arguments:
        last = [one for one in walk(node.arguments[-1]) if isinstance(one, Member)]
        if last and last[-1].name.isidentifier():
            return f"{last[-1].name}s"
    return ""


def _zero(failure: Failure, site: Site) -> Iterator[Mend]:
    """A guard before a division of BigInts."""
    source = site.source
    division = next(
        (one for one in reversed(site.trail) if isinstance(one, Binary) and one.operator in "/%"),
        None,
    )
    if division is None or (at := spot(site, division)) is None:
        return
    divisor, zero = division.right, "0n"
    if (
        isinstance(divisor, Call)
        and source.text(divisor.function) == "BigInt"
        and divisor.arguments
    ):
        divisor, zero = divisor.arguments[0].value, "0"
    if not is_plain(divisor):
        return
    is_size = isinstance(divisor, Member) and divisor.name in ("length", "size")
    about = divisor.object if isinstance(divisor, Member) and is_size else divisor
    message = nothing(site, about) if is_size else (f"{called(divisor)} is zero",)
    refused = refusal(failure, site)
    text = source.text(divisor)
    rows = guard(f"{text} === {zero}", refused, message, source)
    reason = f"`{text}` can be zero on line {site.line}, and nothing can be divided by that"
    edit = source.before(at.statement.place.start, rows)
    yield Mend("guard-zero", reason, (edit, *refused.edits))


def _mixed(site: Site) -> Iterator[Mend]:
    """`BigInt(x)` around the side that is none: the one that is known to be is left."""
    source = site.source
    node = next((one for one in reversed(site.trail) if isinstance(one, Binary)), None)
    if node is None:
        return
    sides = (node.left, node.right)
    big = [_is_big(site, side) for side in sides]
    for side, other in ((1, 0), (0, 1)):
        if (
            isinstance(sides[side], Call)
            and (found := _number_among(site, sides[side])) is not None
        ):
            text = site.source.text(found)
            reason = f"line {found.place.line} gives a number where the function gives BigInts"
            yield Mend("bigint-literal", reason, (source.replace(found, f"{text}n"),))
            return
        if big[other] and not big[side]:
            text = source.text(sides[side])
            reason = f"`{text}` on line {site.line} is a number, what it meets is a BigInt"
            yield Mend("to-bigint", reason, (source.replace(sides[side], f"BigInt({text})"),))


def _number_among(site: Site, call: Node) -> Node | None:
    """The plain number that a function of this file returns beside BigInts."""
    assert isinstance(call, Call)
    if not isinstance(call.function, Name):
        return None
    for one in walk(site.source.module):
        if isinstance(one, Function) and one.qualified == call.function.name:
            given = [each.value for each in walk(one) if isinstance(each, Return)]
            plain = [each for each in given if isinstance(each, Literal) and each.kind == "int"]
            if len(plain) == 1 and any(each is not None and _is_big(site, each) for each in given):
                return plain[0]
    return None


def _is_big(site: Site, node: Node) -> bool:
    for one in walk(node):
        if isinstance(one, Literal) and one.kind == "bigint":
            return True
        if isinstance(one, Call) and site.source.text(one.function) == "BigInt":
            return True
    return isinstance(node, Name) and "BigInt(" in _origin(site, node)


def _no_json(failure: Failure) -> Iterator[Mend]:
    """Text that is no JSON is refused where it is parsed."""
    site, source = failure.site, failure.site.source
    call = next(
        (one for one in reversed(site.trail)
         if isinstance(one, Call) and source.text(one.function) == "JSON.parse"),
        None,
    )  # fmt: skip
    refused = refusal(failure, site)
    if call is None or not call.arguments or (at := spot(site, call)) is None:
        return
    if not refused.is_domain:
        return
    what = called(call.arguments[0].value) or "text"
    name = fresh(site.scope, "parsed", "value")
    error = fresh(site.scope, "error", "cause")
    rows = [
        f"let {name};",
        "try {",
        f"\t{name} = {source.text(call)};",
        f"}} catch ({error}) {{",
        f"\tif (!({error} instanceof SyntaxError)) {{",
        f"\t\tthrow {error};",
        "\t}",
        f"\tthrow new {refused.error}(`{what} is no JSON: ${{{error}.message}}`);",
        "}",
    ]
    reason = f"`{source.text(call)}` on line {site.line} gets what is no JSON"
    edits = (source.before(at.statement.place.start, rows), source.replace(call, name))
    yield Mend("json-refused", reason, (*edits, *refused.edits))


def _invalid_date(failure: Failure, site: Site) -> Iterator[Mend]:
    source = site.source
    member = next((one for one in reversed(site.trail) if isinstance(one, Member)), None)
    if member is None or (at := spot(site, member)) is None or not is_plain(member.object):
        return
    text = source.text(member.object)
    refused = refusal(failure, site)
    told = (f"{called(member.object)} is no date",)
    rows = [f"if (Number.isNaN({text}.getTime())) {{", "\t" + throw(refused, told, source), "}"]
    reason = f"`{text}` on line {site.line} is no valid date"
    edit = source.before(at.statement.place.start, rows)
    yield Mend("guard-date", reason, (edit, *refused.edits))
