"""Java's library as the machine has it: which class's static methods, constructors and constants
are where. What isn't here is not modelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..runtime import NotModelled
from . import (
    runtime_boxes,
    runtime_comparators,
    runtime_futures,
    runtime_lists,
    runtime_maps,
    runtime_network,
    runtime_objects,
    runtime_queues,
    runtime_sets,
    runtime_streams,
    runtime_strings,
    runtime_system,
    runtime_utilities,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..runtime import Context, Value

_MODULES: tuple[Any, ...] = (
    runtime_boxes, runtime_comparators, runtime_futures, runtime_lists, runtime_maps,
    runtime_network, runtime_objects, runtime_queues, runtime_sets, runtime_streams,
    runtime_strings, runtime_system, runtime_utilities,
)  # fmt: skip

STATICS: dict[str, type] = {}
CONSTRUCTORS: dict[str, Callable[..., Any]] = {}
FIELDS: dict[tuple[str, str], Callable[[Context], Value]] = {}
for _module in _MODULES:
    STATICS.update(getattr(_module, "STATICS", {}))
    CONSTRUCTORS.update(getattr(_module, "CONSTRUCTORS", {}))
    FIELDS.update(getattr(_module, "FIELDS", {}))


def static_method(owner: str, name: str) -> Callable[..., Value]:
    """A static method of the library's, called with the context and the arguments."""
    found = getattr(STATICS.get(owner), f"s_{name}", None)
    if found is None:

        def refuse(*_: Value) -> Value:
            raise NotModelled(f"`{owner}.{name}`")

        return refuse
    code = found.__code__
    most = code.co_argcount - 1
    fewest = most - len(found.__defaults__ or ())
    is_open = bool(code.co_flags & 4)

    def call(context: Context, *arguments: Value) -> Value:
        if not is_open and not fewest <= len(arguments) <= most:
            raise NotModelled(f"`{owner}.{name}` with {len(arguments)} arguments")
        return found(context, *arguments)

    return call


def renamed(method: Any) -> str:
    """What a method is called here: one name with two meanings has two."""
    if method.name == "remove" and len(method.parameters) == 1 and (
        method.parameters[0].name == "int"
    ):  # fmt: skip
        return "removeAt"
    return str(method.name)
