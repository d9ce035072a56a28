"""A connection that was refused: tried again after a pause, then refused in the program's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..fix_failure import trail_to
from ..fix_tools import Mend
from ..program import Call, Class, For, Function, Member, Name, Parameter, While, walk
from .fix_passed_on import thrown
from .fix_refusals import imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..fix_failure import Failure

_REFUSED = "java.net.ConnectException"


def build(failure: Failure) -> Iterator[Mend]:
    """Where what no caller knows was thrown around the failed call."""
    outer = failure.trace.innermost
    site = next((one for one in failure.sites if one.frame == outer), None)
    if failure.error_type != _REFUSED or failure.trace is failure.causing or site is None:
        return
    function, source = site.function, site.source
    asked = failure.site.function
    holder = next((one for one in failure.site.trail if isinstance(one, Class)), None)
    known = next(iter(thrown(failure)), None)
    if function is None or asked is None or holder is None or known is None:
        return
    if not any(isinstance(one, Function) and one.name == "pause" for one in holder.body):
        return
    if any(isinstance(one, Function) and one.name == "patiently" for one in walk(source.module)):
        return
    wanted = f"{holder.name}.{asked.name}"
    for call in walk(function):
        if not isinstance(call, Call) or not isinstance(call.function, Member):
            continue
        in_loop = any(isinstance(one, For | While) for one in trail_to(function, call))
        if source.text(call.function) != wanted or in_loop or asked.results != ("String",):
            continue
        above = source.before(
            source.documented(function.place.start), _patient(wanted, holder.name, asked.parameters)
        )
        reason = (
            f"`{source.text(call)}` on line {call.place.line} may be refused for a moment: it is "
            "tried again, then refused"
        )
        edits = (above, source.replace(call.function, "patiently"), *known.edits)
        brought = imported(source, _REFUSED)
        yield Mend("retry-with-backoff", reason, (*edits, *brought))
        return


def _patient(wanted: str, holder: str, parameters: tuple[Parameter, ...]) -> list[str]:
    taken = ", ".join(
        f"{one.type} {one.target.name}" for one in parameters if isinstance(one.target, Name)
    )
    given = ", ".join(one.target.name for one in parameters if isinstance(one.target, Name))
    return [
        "/** Tries again after a pause, which grows; the third failure is the last. */",
        f"private static String patiently({taken}) throws IOException {{",
        "\tfor (int attempt = 1; ; attempt++) {",
        "\t\ttry {",
        f"\t\t\treturn {wanted}({given});",
        "\t\t} catch (ConnectException error) {",
        "\t\t\tif (attempt == 3) {",
        "\t\t\t\tthrow error;",
        "\t\t\t}",
        f"\t\t\t{holder}.pause(0.05 * attempt);",
        "\t\t}",
        "\t}",
        "}",
        "",
    ]
