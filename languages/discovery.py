"""Finds languages: folders of this room, and plugins that other packages bring.

A plugin is a file, found by walking its folder; nobody keeps a list.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ..errors import RegistrationError
from . import Language
from .entry_points import entry_points
from .generic import FALLBACKS

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUP = "patchvet.languages"


def discover_languages() -> tuple[Language, ...]:
    """The built-in languages, the installed plugins' and the fallbacks, sorted by name.

    Raises RegistrationError for a record or a plugin that is malformed.
    """
    found = (*_built_in(), *_plugged_in(), *FALLBACKS)
    return tuple(sorted(found, key=lambda one: one.name))


def modules_in(package: str) -> tuple[ModuleType, ...]:
    """Imports every module and subpackage in the folder of `package`, sorted by name."""
    folders = import_module(package).__path__
    # os.scandir and not pkgutil, which takes as long to import (2 ms) as a small file to check.
    names = {_module_name(entry) for folder in folders for entry in os.scandir(folder)}
    return tuple(import_module(f"{package}.{name}") for name in sorted(names - {""}))


def plugins(group: str) -> Iterator[tuple[str, Any, str]]:
    """The entry points of `group`, loaded: name, object, and where it stands (`file:line`).

    Raises RegistrationError for one that cannot be read or loaded, naming its file and line.
    """
    for point in entry_points(group):
        yield point.name, point.load(), point.origin


@cache
def _built_in() -> tuple[Language, ...]:
    """One record a folder; the modules beside them are this room's own and hold none."""
    folders = import_module(__package__ or "").__path__
    names = {
        entry.name
        for folder in folders
        for entry in os.scandir(folder)
        if entry.is_dir() and _module_name(entry)
    }
    return tuple(
        language
        for name in sorted(names)
        for language in _records(import_module(f"{__package__}.{name}"))
    )


def _plugged_in() -> Iterator[Language]:
    for name, thing, origin in plugins(GROUP):
        if isinstance(thing, Language):
            records = [replace(thing, origin=origin)]
        elif isinstance(thing, ModuleType):
            records = _records(thing)
        else:
            records = []
        if not records:
            raise RegistrationError(
                f"plugin {name!r} ({origin}): {type(thing).__name__} is neither a Language nor a "
                f"module that holds one"
            )
        yield from records


def _records(module: ModuleType) -> list[Language]:
    """The languages that a module holds, each with the file that it came from."""
    origin = module.__file__ or module.__name__
    return [
        replace(value, origin=value.origin or origin)
        for value in vars(module).values()
        if isinstance(value, Language)
    ]


def _module_name(entry: os.DirEntry[str]) -> str:
    """The name to import the entry by; "" if it is no module."""
    if entry.name.startswith((".", "_")):
        return ""
    if entry.is_dir():
        holds_code = os.path.isfile(os.path.join(entry.path, "__init__.py"))
        return entry.name if holds_code else ""
    stem, dot, suffix = entry.name.partition(".")
    return stem if dot and suffix == "py" else ""
