"""Fields: what is in one that nobody assigned to in the functions that are replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p
from ._run import Activation, Left
from ._values import Value, shortened, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...languages.program import Class
    from ._images import File
    from ._run import Run
    from ._state import State


def field_value(
    run: Run, owner: Value, name: str, path: str, state: State, at: Activation
) -> Value:
    """The field's value as the class sets it up, where the patch changed that; else unknown."""
    if name not in run.changed_fields or owner.origin not in ("this", "self"):
        return unknown(path)
    home = class_around(run, at)
    if home is None:
        return unknown(path)
    file, definition = home
    found = _set_up(run, file, definition, name, state, at)
    if found is None:
        return unknown(f"{path}'")
    if found.null is None and not found.total and found.keys is None and found.kind == "":
        return unknown(f"{path} = {found.origin}")
    return found._replace(origin=path)


def class_around(run: Run, at: Activation) -> tuple[File, Class] | None:
    """The class whose method is executed."""
    parts = at.function.qualified.split(".")[:-1]
    for part in reversed(parts):
        found = run.image.type_named(part, at.path)
        if found is not None:
            return found
    return None


def _set_up(
    run: Run, file: File, definition: Class, name: str, state: State, at: Activation
) -> Value | None:
    """What the constructors and initialisers leave in the field, each on its own."""
    from ._evaluate import evaluate

    found: Value | None = None
    for node in writes(definition, name, run, file):
        place = Activation(
            -1, file.as_function, file.path, Value("this", null=False), -1, -1, at.depth + 1
        )
        if node.value is None or node.operator not in ("=", "??=", "||="):
            return None
        try:
            value = evaluate(run, node.value, state, place)
        except Left:
            return None
        if found is not None and found.null is not value.null:
            return None
        found = value
    return found


def writes(definition: Class, name: str, run: Run, file: File) -> Iterator[p.Assign]:
    """Where the class's own body and its constructors assign the field."""
    for part in definition.body:
        if isinstance(part, p.Assign) and part.value is not None:
            if isinstance(part.target, p.Name) and part.target.name == name:
                yield part
        elif isinstance(part, p.Function) and part.name in run.facts.init:
            for node in p.walk(file.with_body(part)):
                if isinstance(node, p.Assign) and _writes(node.target, name):
                    yield node


def _writes(target: p.Node, name: str) -> bool:
    if isinstance(target, p.Member):
        return target.name == name
    return isinstance(target, p.Name) and target.name == name


def construct(
    run: Run, file: File, definition: Class, origin: str, state: State, at: Activation
) -> None:
    """Sets the fields of a new object to what their declarations say."""
    from ._evaluate import evaluate
    from ._variables import default_of

    place = Activation(
        -1, file.as_function, file.path, Value(origin, null=False), -1, -1, at.depth + 1
    )
    for part in definition.body:
        if not isinstance(part, p.Assign) or not isinstance(part.target, p.Name):
            continue
        if part.target.name in definition.statics:
            continue
        value: Value | None
        if part.value is None:
            value = default_of(run, part, state)
            if value is not None and part.type[:1].isupper() and run.facts.block_scopes:
                value = value._replace(null=True)
        else:
            value = evaluate(run, part.value, state, place)
        if value is not None:
            state.heap[shortened(f"{origin}.{part.target.name}")] = value
