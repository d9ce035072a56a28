"""Where a grammar comes from: its own wheel if one is installed, else the language pack.

A dedicated wheel (`tree_sitter_go`) goes first, since it is the way to a newer grammar.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from importlib.machinery import EXTENSION_SUFFIXES
from typing import Any, NamedTuple

from tree_sitter import Language

PACK = "tree_sitter_language_pack"

# Wheels whose name does not follow from the grammar's.
WHEELS = {
    "csharp": "tree_sitter_c_sharp",
    "embeddedtemplate": "tree_sitter_embedded_template",
    "tsx": "tree_sitter_typescript",
}


class Origin(NamedTuple):
    """A loaded grammar and the package that it was loaded from (an import name)."""

    language: Language
    package: str


def load(name: str) -> Origin | None:
    """The grammar `name` from its own wheel or the pack; None if neither has one that fits."""
    # `[a-z_0-9]+`: the name becomes part of a file's and of a module's name.
    if not name.isidentifier() or not name.isascii():
        return None
    return _from_wheel(name) or _from_pack(name)


def names() -> tuple[str, ...]:
    """The grammars that can be loaded here, sorted. Reads folders only and loads nothing."""
    files = [os.path.basename(file) for file in _bindings()]
    found = {file.partition(".")[0] for file in files if file[0] != "_"}
    found |= {name for name, wheel in WHEELS.items() if _folder(wheel) is not None}
    for wheel in _wheels():
        found.add(wheel.removeprefix("tree_sitter_"))
    return tuple(sorted(found - {"c_sharp", "embedded_template"}))


def version(package: str) -> str:
    """The version of the distribution that holds `package`; "" if nothing tells."""
    folder = _folder(package)
    # Read from the name of the metadata's folder: importing importlib.metadata costs 23-40 ms,
    # as much as several files take to judge.
    for name in [] if folder is None else os.listdir(os.path.dirname(folder)):
        if name.startswith(f"{package}-") and name.endswith(".dist-info"):
            return name.removeprefix(f"{package}-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed(package)
    except PackageNotFoundError:
        return ""


def _from_wheel(name: str) -> Origin | None:
    package = WHEELS.get(name, f"tree_sitter_{name}")
    if package == PACK or _folder(package) is None:
        return None
    try:
        module = importlib.import_module(package)
    except ImportError:  # built for another platform or interpreter: the pack still has it
        return None
    return _language(module, (f"language_{name}", "language"), package)


def _from_pack(name: str) -> Origin | None:
    # The binding is loaded from its file: importing the pack itself costs 23 ms (it pulls in
    # typing_extensions, ctypes and three more grammars), the binding alone less than 1 ms.
    for suffix in EXTENSION_SUFFIXES:
        for file in _bindings(f"{name}{suffix}"):
            spec = importlib.util.spec_from_file_location(f"{PACK}.bindings.{name}", file)
            if spec is None or spec.loader is None:
                continue
            module = importlib.util.module_from_spec(spec)
            try:
                spec.loader.exec_module(module)
            except ImportError:  # see the pack's get_binding(): it has a way round this
                break
            return _language(module, ("language",), PACK)
    return _through_pack(name)


def _through_pack(name: str) -> Origin | None:
    """Asks the pack itself, for the few grammars that it keeps elsewhere."""
    if _folder(PACK) is None:
        return None
    pack: Any = importlib.import_module(PACK)
    try:
        return Origin(pack.get_language(name), PACK)
    except LookupError:
        return None


def _language(module: Any, functions: tuple[str, ...], package: str) -> Origin | None:
    for function in functions:
        if hasattr(module, function):
            try:
                return Origin(Language(getattr(module, function)()), package)
            except ValueError:  # its ABI is too new or too old for the installed tree_sitter
                return None
    return None


def _folder(package: str) -> str | None:
    # Paths are text in this file: importing pathlib costs 3 ms.
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return os.path.abspath(spec.submodule_search_locations[0])


def _bindings(name: str | None = None) -> list[str]:
    """The files of the pack's bindings: all of them, or the one called `name`."""
    folder = _folder(PACK)
    if folder is None:
        return []
    bindings = os.path.join(folder, "bindings")
    if name is not None:
        file = os.path.join(bindings, name)
        return [file] if os.path.isfile(file) else []
    return [
        os.path.join(bindings, entry)
        for entry in os.listdir(bindings)
        if entry.endswith(tuple(EXTENSION_SUFFIXES))
    ]


def _wheels() -> list[str]:
    """Packages called `tree_sitter_*` that stand beside the pack."""
    folder = _folder(PACK) or _folder("tree_sitter")
    if folder is None:
        return []
    wheels = [
        entry.name
        for entry in os.scandir(os.path.dirname(folder))
        if entry.name.startswith("tree_sitter_") and entry.name.isidentifier()
    ]
    return [wheel for wheel in wheels if wheel != PACK]
