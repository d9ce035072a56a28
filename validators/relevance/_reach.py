"""What a failing expression may depend on, by names: wide on purpose. A change that has nothing to
do with any of it has nothing to do with the error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...languages import program as p

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...languages.remedies import Facts
    from ._effects import Changed
    from ._images import File, Image

# How many definitions lie between a name and what it may come from.
FURTHEST = 4


def reach(
    names: Iterable[str], images: tuple[Image, ...], path: str, methods: bool = True
) -> frozenset[str]:
    """The names, those in their definitions, those in theirs …; of a class all its `methods`, or
    what makes its objects alone.
    """
    found = set(names)
    fresh = set(found)
    files = [file for image in images for file in image.files(path)]
    for _ in range(FURTHEST):
        more: set[str] = set()
        for file in files:
            for name in fresh:
                more |= _names_behind(file, name, methods)
        fresh = more - found
        if not fresh:
            break
        found |= fresh
    return frozenset(found)


def _names_behind(file: File, name: str, methods: bool) -> set[str]:
    """The names in what defines a name in this file."""
    found: set[str] = set()
    for function in file.functions.get(name, ()):
        if function.body is not None:
            found |= _mentioned(function.body)
    for variable in file.variables.get(name, ()):
        found |= _mentioned(variable)
    if name in file.classes:
        for part in file.classes[name].body:
            if isinstance(part, p.Function):
                if methods:
                    found.add(part.name)
                if part.kind == "constructor" or part.name == "__init__":
                    found |= _mentioned(file.with_body(part))
    return found


def _mentioned(node: p.Node) -> set[str]:
    found: set[str] = set()
    for one in p.walk(node):
        if isinstance(one, p.Call):
            if isinstance(one.function, p.Name | p.Member):
                found.add(one.function.name)
        elif isinstance(one, p.Return | p.Yield) and one.value is not None:
            found |= {
                part.name for part in p.walk(one.value) if isinstance(part, p.Name | p.Member)
            }
        elif isinstance(one, p.Name) and one.name.isupper():
            found.add(one.name)
    return found


def makers_of(
    names: frozenset[str], images: tuple[Image, ...], path: str, facts: Facts
) -> frozenset[str]:
    """The classes with one of those fields: who makes their objects says what is in it."""
    found = set()
    for image in images:
        for file in image.files(path):
            for name, definition in file.classes.items():
                if _fields_of(file, definition, facts) & names:
                    found.add(name)
    return frozenset(found)


def _fields_of(file: File, definition: p.Class, facts: Facts) -> set[str]:
    found: set[str] = set()
    for part in definition.body:
        if isinstance(part, p.Assign) and isinstance(part.target, p.Name):
            found.add(part.target.name)
        elif isinstance(part, p.Function) and part.name in facts.init:
            for one in p.walk(file.with_body(part)):
                if isinstance(one, p.Assign) and isinstance(one.target, p.Member):
                    found.add(one.target.name)
    return found


def touching(changed: Iterable[Changed], names: frozenset[str]) -> Changed | None:
    """A change of something that the names speak of."""
    for one in changed:
        parts = {part for part in one.qualified.split(".") if part}
        if one.kind == "import":
            continue  # what it brings in is used somewhere, and that is looked at
        if (one.name in names and one.name) or one.writes & names:
            return one
        if (
            one.kind == "function"
            and not one.is_new
            and len(parts) > 1
            and one.qualified.split(".")[0] in names
            and one.name[:1].islower()
            and _closure(one)
        ):
            return one
    return None


def _closure(one: Changed) -> bool:
    """Whether it is a function in a function: what is around it gives it away."""
    return not one.qualified.split(".")[0][:1].isupper()
