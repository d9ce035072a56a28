"""A connection that was refused: tried again after a pause, then an error like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_failure import trail_to
from ..fix_tools import Mend
from ..program import Assign, Call, Expression, For, Function, Name, walk
from .fix_errors import returning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure
    from ..fix_tools import Source

_REFUSED = "connection refused"


def build(failure: Failure) -> Iterator[Mend]:
    """`panic(err)` of a call that nobody answered."""
    site = failure.site
    function = site.function
    if _REFUSED not in failure.message or failure.error_type != "panic" or function is None:
        return
    panic = next((one for one in site.on_line() if _panics(one)), None)
    pause = _declared(failure, site.source, "pause")
    if panic is None or pause is None:
        return
    for one in walk(function):
        if not isinstance(one, Assign) or not one.several or one.place.line > site.line:
            continue
        call = one.value
        if not isinstance(call, Call) or not isinstance(call.function, Name):
            continue
        found = _declared(failure, site.source, call.function.name)
        in_loop = any(isinstance(each, For) for each in trail_to(function, one))
        told = returning(failure, site, function, "err")
        if found is None or found[1].body is None or in_loop or told is None:
            continue
        if found[1].results != ("string", "error"):
            continue
        source, name = site.source, call.function.name
        if _declared(failure, source, f"{name}Patiently") is not None:
            return
        rows = _patient(found[0], found[1], name)
        edits = (
            source.before(source.documented(function.place.start), rows),
            source.replace(call.function, f"{name}Patiently"),
            source.replace(panic, told[0][0]),
            *told[1],
        )
        reason = (
            f"`{source.text(call)}` on line {one.place.line} may be refused for a moment: it is "
            "tried again, then its error is returned"
        )
        yield Mend("retry-with-backoff", reason, edits)
        return


def _panics(node: object) -> bool:
    if not isinstance(node, Expression) or not isinstance(node.value, Call):
        return False
    function = node.value.function
    return isinstance(function, Name) and function.name == "panic"


def _declared(failure: Failure, source: Source, name: str) -> tuple[Source, Function] | None:
    for one in (source, *failure.neighbours(source.path)):
        for node in one.module.body:
            if isinstance(node, Function) and node.name == name and node.receiver is None:
                return one, node
    return None


def _patient(home: Source, function: Function, name: str) -> list[str]:
    assert function.body is not None
    header = home.slice(function.place.start, function.body.place.start).strip()
    header = header.replace(f"func {name}(", f"func {name}Patiently(", 1)
    given = ", ".join(
        one.target.name for one in function.parameters if isinstance(one.target, Name)
    )
    return [
        f"// {name}Patiently tries again after a pause, which grows; the third failure counts.",
        f"{header} {{",
        f"\tanswer, err := {name}({given})",
        "\tfor attempt := 1; err != nil && attempt < 3; attempt++ {",
        "\t\tpause(0.05 * float64(attempt))",
        f"\t\tanswer, err = {name}({given})",
        "\t}",
        "\treturn answer, err",
        "}",
        "",
    ]
