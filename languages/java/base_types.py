"""The public types of Java's module java.base, as base_types.txt lists them."""

from __future__ import annotations

import os
from functools import cache

from ...patterns import lazy_compile

_ENTRY = lazy_compile(r"(\w+)(?:\(([\w,]*)\))?")


@cache
def base_packages() -> dict[str, dict[str, frozenset[str]]]:
    """Each package's types, with the member types that each hands on to its subtypes."""
    packages: dict[str, dict[str, frozenset[str]]] = {}
    with open(os.path.join(os.path.dirname(__file__), "base_types.txt"), encoding="ascii") as file:
        for line in file:
            package, _, types = line.partition(": ")
            if types:
                packages[package] = {
                    match[1]: frozenset(match[2].split(",") if match[2] else ())
                    for match in _ENTRY.finditer(types)
                }
    return packages


@cache
def packages_of(name: str) -> tuple[str, ...]:
    """The packages of java.base that have a public type `name`, sorted."""
    return tuple(sorted(package for package, types in base_packages().items() if name in types))


@cache
def known() -> frozenset[bytes]:
    """What every file sees without an import: java.lang (JLS 7.3), and `var` in a type's place."""
    names = (name.encode() for name in base_packages()["java.lang"])
    return frozenset((*names, b"var", b"record", b"yield", b"sealed", b"permits"))
