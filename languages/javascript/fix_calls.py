"""Calls that fail through no fault of the caller: a connection, another part's refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy_compile
from ..fix_places import assigned, changed, names_in, spot
from ..fix_tools import Edit, Mend
from ..program import Assign, Call, Expression, Function, Name, Raise
from .fix_refusals import (
    bound_by_require,
    caught,
    exported,
    module_file,
    refusal,
    requires_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure, Site
    from ..fix_tools import Source
    from ..program import Node

_CODES = frozenset(
    ("ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN",
     "ESOCKETTIMEDOUT")
)  # fmt: skip
_ENDINGS = ("Patiently", "OrRefuse", "Unbroken")
# What a table or another part refuses because of what it was asked for, not because of a slip.
_REFUSES = lazy_compile(
    r"(?i)constraint failed|insufficient|not enough|exceed|duplicate|denied|below zero|"
    r"too (?:many|few)"
)


def build(failure: Failure) -> Iterator[Mend]:
    """Another attempt after a pause, then the error that the callers know."""
    if failure.causing.code in _CODES:
        for site in failure.sites[1:]:
            mends = list(_patient(failure, site, failure.causing.code))
            if mends:
                # An attempt that timed out may have been heard: doing it again may do it twice.
                is_safe = failure.causing.code == "ECONNREFUSED"
                yield from mends if is_safe else (*mends[1::-1], *mends[2:])
                return
    elif _REFUSES.search(failure.message):
        yield from _translated(failure)


def _patient(failure: Failure, site: Site, code: str) -> Iterator[Mend]:
    source = site.source
    for call in site.on_line():
        if not isinstance(call, Call) or not isinstance(call.function, Name):
            continue
        found = _imported(failure, source, call.function.name)
        if found is None:
            continue
        one, other, outside = found
        function = exported(other).get(outside)
        if not isinstance(function, Function) or site.function is None:
            continue
        wrappers = {call.function.name + ending for ending in _ENDINGS}
        if any(isinstance(each, Function) and each.name in wrappers for each in source.module.body):
            return  # it is wrapped already
        edits = _pausing(source, one, other)
        if edits is not None:
            yield _wrapped(failure, site, call, function, code, edits, attempts=3)
        if refusal(failure, site).is_domain:
            yield _wrapped(failure, site, call, function, code, (), attempts=1)
        yield from _broken(failure, site, call, function, code)
        return


def _imported(failure: Failure, source: Source, name: str) -> tuple[Assign, Source, str] | None:
    for one, module in requires_of(source):
        names = bound_by_require(one)
        other = module_file(failure, source, module)
        if name in names and other is not None:
            return one, other, names[name]
    return None


def _pausing(source: Source, one: Assign, other: Source) -> tuple[Edit, ...] | None:
    """What brings `pause` in; None where the module has none."""
    if "pause" not in exported(other):
        return None
    if "pause" in bound_by_require(one):
        return ()
    end = one.target.place.end - 1
    at = len(source.data[:end].rstrip())
    return (Edit(source.path, at, at, ", pause"),)


def _wrapped(
    failure: Failure,
    site: Site,
    call: Call,
    function: Function,
    code: str,
    edits: tuple[Edit, ...],
    attempts: int,
) -> Mend:
    """A function beside the caller, which it calls instead."""
    source, refused = site.source, refusal(failure, site)
    assert isinstance(call.function, Name)
    assert site.function is not None
    own = call.function.name
    name = f"{own}Patiently" if attempts > 1 else f"{own}OrRefuse"
    parameters = ", ".join(_name(one) for one in function.parameters)
    first = _name(function.parameters[0]) if function.parameters else "service"
    last = (
        f"throw new {refused.error}(`${{{first}}} does not answer: ${{error.message}}`);"
        if refused.is_domain and function.parameters
        else "throw error;"
    )
    inner = [
        "try {",
        f"\treturn await {own}({parameters});",
        "} catch (error) {",
        f"\tif (error.code !== '{code}') {{",
        "\t\tthrow error;",
        "\t}",
    ]
    if attempts > 1:
        loop = [
            *inner,
            f"\tif (attempt === {attempts}) {{",
            f"\t\t{last}",
            "\t}",
            "\tawait pause(0.05 * 2 ** attempt);",
            "}",
        ]
        body = ["for (let attempt = 1; ; attempt++) {", *("\t" + row for row in loop), "}"]
        told = "Tries again after a pause, which doubles; gives up after the third attempt."
    else:
        body = [*inner, f"\t{last}", "}"]
        told = "A service that does not answer is an error that the caller can tell."
    rows = [f"/** {told} */", f"async function {name}({parameters}) {{"]
    rows += ["\t" + row for row in body] + ["}", ""]
    top = next(one for one in site.trail[1:] if one.place.line <= site.line)
    above = source.before(source.documented(top.place.start), rows)
    verb = "is tried again, then refused" if attempts > 1 else "is refused"
    reason = f"`{source.text(call)}` on line {site.line} may fail with {code}: it {verb}"
    swap = source.replace(call.function, name)
    label = "retry-with-backoff" if attempts > 1 else "connection-refusal"
    return Mend(label, reason, (above, swap, *edits, *refused.edits))


def _broken(
    failure: Failure, site: Site, call: Call, function: Function, code: str
) -> Iterator[Mend]:
    """A circuit breaker: after three failures in a row nobody waits for that service any more; of
    ten calls one is let through, to see whether it is back.
    """
    source, refused = site.source, refusal(failure, site)
    assert isinstance(call.function, Name)
    if not refused.is_domain or not function.parameters:
        return
    own, first = call.function.name, _name(function.parameters[0])
    parameters = ", ".join(_name(one) for one in function.parameters)
    rows = [
        "const failures = new Map();",
        "",
        "/** Refuses at once what failed three times in a row; each tenth call is let through. */",
        f"async function {own}Unbroken({parameters}) {{",
        f"\tconst failed = failures.get({first}) ?? 0;",
        "\tif (failed >= 3 && failed % 10 !== 0) {",
        f"\t\tfailures.set({first}, failed + 1);",
        f"\t\tthrow new {refused.error}(`${{{first}}} is not asked: it failed ${{failed}} times`);",
        "\t}",
        "\ttry {",
        f"\t\tconst answer = await {own}({parameters});",
        f"\t\tfailures.delete({first});",
        "\t\treturn answer;",
        "\t} catch (error) {",
        f"\t\tif (error.code !== '{code}') {{",
        "\t\t\tthrow error;",
        "\t\t}",
        f"\t\tfailures.set({first}, failed + 1);",
        f"\t\tthrow new {refused.error}(`${{{first}}} does not answer: ${{error.message}}`);",
        "\t}",
        "}",
        "",
    ]
    top = next(one for one in site.trail[1:] if one.place.line <= site.line)
    edits = (
        source.before(source.documented(top.place.start), rows),
        source.replace(call.function, f"{own}Unbroken"),
        *refused.edits,
    )
    reason = f"`{source.text(call)}` fails with {code} again and again: it is no longer asked then"
    yield Mend("circuit-breaker", reason, edits)


def _name(parameter: object) -> str:
    target = getattr(parameter, "target", None)
    return target.name if isinstance(target, Name) else "value"


def _translated(failure: Failure) -> Iterator[Mend]:
    """What another part refuses becomes what the callers answer, before anything is changed."""
    thrown = next((one for one in reversed(failure.site.trail) if isinstance(one, Raise)), None)
    if thrown is None or not isinstance(thrown.value, Call) or len(failure.sites) < 2:
        return
    kind = thrown.value.function
    site = failure.sites[1]
    refused = refusal(failure, site)
    if (
        not isinstance(kind, Name)
        or not refused.is_domain
        or kind.name in set(caught(failure, site))
    ):
        return
    source = site.source
    call = next((one for one in reversed(site.trail) if isinstance(one, Call)), None)
    at = spot(site, call) if call is not None else None
    if at is None or not isinstance(at.statement, Expression):
        return
    brought = _brought(failure, source, kind.name)
    if brought is None or not (
        source.begins_line(at.statement.place.start) and source.ends_line(at.statement.place.end)
    ):
        return
    text = source.text(at.statement)
    rows = [
        "try {",
        *("\t" + row.strip() for row in text.splitlines()),
        "} catch (error) {",
        f"\tif (!(error instanceof {kind.name})) {{",
        "\t\tthrow error;",
        "\t}",
        f"\tthrow new {refused.error}(error.message);",
        "}",
    ]
    first: Node = at.statement
    for before in at.upwards():
        same = isinstance(before, Expression) and changed(source, before) == changed(source, first)
        if not same or assigned(before) & names_in(at.statement):
            break
        first = before
    start = source.line_start(at.statement.place.start)
    gone = Edit(source.path, start, source.line_end(at.statement.place.end), "")
    reason = (
        f"`{kind.name}` of line {site.line} is known to no caller: it becomes `{refused.error}`"
        f"{', and goes before what it would leave half done' if first is not at.statement else ''}"
    )
    edits = (source.before(first.place.start, rows), gone, *brought, *refused.edits)
    yield Mend("refusal-passed-on", reason, edits)


def _brought(failure: Failure, source: Source, name: str) -> tuple[Edit, ...] | None:
    """What makes the class of another module known here; None where no module has it."""
    for one, module in requires_of(source):
        if name in bound_by_require(one):
            return ()
        other = module_file(failure, source, module)
        if other is not None and name in exported(other) and bound_by_require(one):
            start = one.target.place.start + 1
            at = start + len(source.data[start:]) - len(source.data[start:].lstrip())
            return (Edit(source.path, at, at, f"{name}, "),)
    return None
