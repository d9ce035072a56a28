"""Whether a part has the shape of its protocol: `require`.

`isinstance` with a runtime protocol looks at names alone and says nothing of a method too many or
of parameters; a stand-in that answers `.analyze()` where the pipeline calls `.analyse()` must be
refused when it is plugged in, not when it is first needed at night.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from ..errors import PatchvetError

if TYPE_CHECKING:
    from collections.abc import Callable


class ShapeError(PatchvetError):
    """A part does not fit its protocol; names each method that is missing, extra or different."""


def require(protocol: type, part: object) -> None:
    """Raises ShapeError unless `part`'s public methods and properties are exactly the protocol's,
    each with the same parameters: names, order, kinds, and which of them have defaults.
    """
    wanted, has = _public(protocol), _public(type(part))
    faults = [f"lacks `{name}`" for name in sorted(wanted.keys() - has.keys())]
    faults += [f"has `{name}` too many" for name in sorted(has.keys() - wanted.keys())]
    for name in sorted(wanted.keys() & has.keys()):
        ours, theirs = _shape(wanted[name]), _shape(has[name])
        if ours != theirs:
            faults.append(f"`{name}{theirs}` should be `{name}{ours}`")
    if faults:
        raise ShapeError(
            f"{type(part).__module__}.{type(part).__qualname__} is no {protocol.__name__}: "
            f"{'; '.join(faults)}"
        )


def _public(kind: type) -> dict[str, Any]:
    return {
        name: inspect.getattr_static(kind, name)
        for name in dir(kind)
        if not name.startswith("_") and hasattr(inspect.getattr_static(kind, name), "__get__")
    }


def _shape(member: Any) -> str:
    """How a member is called: `(self, name, request)`; `` for a property."""
    if isinstance(member, property):
        return ""
    function: Callable[..., Any] = (
        member.__func__ if isinstance(member, (staticmethod, classmethod)) else member
    )
    word = " async" if inspect.iscoroutinefunction(function) else ""
    return f"({', '.join(map(_parameter, inspect.signature(function).parameters.values()))}){word}"


def _parameter(one: inspect.Parameter) -> str:
    stars = {
        inspect.Parameter.VAR_POSITIONAL: "*",
        inspect.Parameter.VAR_KEYWORD: "**",
    }.get(one.kind, "")  # type: ignore[call-overload]  # the kinds are an enum of integers
    only = "keyword " if one.kind is inspect.Parameter.KEYWORD_ONLY else ""
    optional = "" if one.default is inspect.Parameter.empty else "=…"
    return f"{only}{stars}{one.name}{optional}"
